// name: villages
// topic: places
// title zh: 提到了哪些村
// title en: Villages, and what for
// question zh: 报告提到了哪些村、社区，各为了什么事、谁负责？遮盖的村名按报告分开。
// question en: Which villages and communities do reports name, for what, and who answers for them? Masked ones stay with their report.
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// param village: string? | 村名；不给则为全部 | Name of the village; all when not given
// example: {"year": 2022}
// example: {"village": "X村"}
// column village: string | 村、社区 | Village or community
// column masked: boolean | 名字是否遮盖 | Whether the name is masked
// column year: integer? | 年度 | Year
// column report: string | 报告 | Title of the report
// column times: integer | 提到几次 | How often it is named
// column figures: string[] | 关于它的数字 | Figures about it
// column responsible: string[] | 谁负责 | Who answers for it
// column in_sections: string[] | 出现在哪类段落 | Kinds of sections that name it
MATCH (s:Section)-[m:MENTIONS]->(v:Place)
WHERE v.level IN ['village', 'community'] AND ($village IS NULL OR v.name = $village)
MATCH (rep:Report {id: s.report})
WHERE $year IS NULL OR rep.year = $year
WITH v, rep, s.kind AS kind, m.start AS start ORDER BY kind
WITH v, rep, count(DISTINCT start) AS times, collect(DISTINCT kind) AS in_sections
RETURN v.name AS village, v.masked AS masked, rep.year AS year, rep.title AS report, times,
       COLLECT { MATCH (q:Quantity)-[:ABOUT]->(v) WHERE q.report = rep.id
                 WITH DISTINCT q ORDER BY q.start
                 RETURN coalesce(q.indicator, '') + ' ' + q.text AS figure } AS figures,
       COLLECT { MATCH (person:Person)-[r:RESPONSIBLE_FOR]->(v) WHERE r.report = rep.id
                 RETURN DISTINCT coalesce(r.mode + ' ', '') + person.caption AS who ORDER BY who } AS responsible,
       in_sections
ORDER BY year, report, times DESC, village
