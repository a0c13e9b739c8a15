// name: coverage
// topic: evidence
// title zh: 图里有多少
// title en: What the graph holds of each source
// question zh: 每份报告得出了多少名字、数字和事实？有多少数字没有说清关于谁？
// question en: How many names, figures and facts came out of each report, and how many figures are of nobody in particular?
// example: {}
// column source: string | 文件 | Source
// column report: string | 报告 | Title of the report
// column sections: integer | 段落 | Sections
// column names: integer | 名字 | Names
// column figures: integer | 数字 | Figures
// column masked: integer | 遮盖的数字 | Masked figures
// column tied: integer | 说明关于谁的数字 | Figures that are about a place, organisation, programme or person
// column carried_out: integer | 落实的项目 | Programmes carried out
MATCH (rep:Report)
RETURN rep.source AS source, rep.title AS report,
       COUNT { MATCH (s:Section) WHERE s.report = rep.id } AS sections,
       COUNT { MATCH (s:Section)-[:MENTIONS]->() WHERE s.report = rep.id } AS names,
       COUNT { MATCH (q:Quantity) WHERE q.report = rep.id } AS figures,
       COUNT { MATCH (q:Quantity) WHERE q.report = rep.id AND q.masked } AS masked,
       COUNT { MATCH (q:Quantity) WHERE q.report = rep.id AND EXISTS { MATCH (q)-[:ABOUT]->() } } AS tied,
       size(COLLECT { MATCH (rep)-[i:IMPLEMENTS]->(g:Program) WHERE i.status = 'done'
                      RETURN DISTINCT g.id AS id }) AS carried_out
ORDER BY source, rep.start
