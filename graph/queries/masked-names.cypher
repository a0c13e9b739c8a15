// name: masked-names
// topic: places
// title zh: 被遮盖的名字
// title en: Masked names
// question zh: 各份报告遮盖了哪些人名、地名、单位名？它们只在本报告内是同一个。
// question en: Which names of people, places and organisations does each report mask? They mean the same within that report only.
// param report: string? | 标题中的词；不给则为全部 | Words of the title; all when not given
// example: {}
// column report: string | 报告 | Title of the report
// column kind: string | person place organization | person, place or organization
// column name: string | 遮盖的名字 | The masked name
// column times: integer | 出现次数 | How often it is named
// column sentence: string | 首次出现的原句 | The first sentence that names it
MATCH (s:Section)-[m:MENTIONS]->(x:Person|Place|Organization)
WHERE x.masked AND x.name IS NOT NULL
MATCH (rep:Report {id: s.report})
WHERE $report IS NULL OR rep.title CONTAINS $report
WITH rep, x, m ORDER BY m.start
WITH rep, x, collect(m) AS said
RETURN rep.title AS report,
       CASE WHEN x:Person THEN 'person' WHEN x:Place THEN 'place' ELSE 'organization' END AS kind,
       x.name AS name, size(said) AS times, head(said).sentence AS sentence
ORDER BY report, kind, name
