// name: programmes-only-as-problems
// topic: programmes
// title zh: 只在问题里提到的项目
// title en: Programmes named only as problems
// question zh: 哪些项目在报告里只出现在“问题、原因”部分，既没有落实，也没有打算？
// question en: Which programmes does a report name in its sections of problems and causes only, neither carried out nor planned?
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column year: integer? | 年度 | Year
// column places: string[] | 报告所述的乡镇、村 | Townships and villages that the report covers
// column authors: string[] | 述职人 | Who reports it
// column sentence: string | 原句 | The sentence that names it
// column start: integer | 位置 | Where the name begins in the source
// column report: string | 报告 | Title of the report
MATCH (s:Section)-[m:MENTIONS]->(g:Program)
WHERE s.kind IN ['problem', 'cause']
MATCH (rep:Report {id: s.report})
WHERE ($year IS NULL OR rep.year = $year)
  AND NOT EXISTS { MATCH (rep)-[:IMPLEMENTS]->(g) }
  AND NOT EXISTS { MATCH (other:Section)-[:MENTIONS]->(g)
                   WHERE other.report = rep.id AND NOT other.kind IN ['problem', 'cause'] }
RETURN g.name AS program, g.sense AS sense, rep.year AS year,
       COLLECT { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.level IN ['township', 'village', 'community']
                 RETURN DISTINCT p.name AS name ORDER BY name } AS places,
       COLLECT { MATCH (author:Person)-[:AUTHORED]->(rep) RETURN author.caption AS name ORDER BY name } AS authors,
       m.sentence AS sentence, m.start AS start, rep.title AS report
ORDER BY program, sense, year, report, start
