// name: indicators
// topic: figures
// title zh: 有哪些指标
// title en: Indicators
// question zh: 图里有哪些指标，各有多少份报告、多少个数字、几个被遮盖？
// question en: Which indicators are there, in how many reports, with how many figures, how many of them masked?
// param words: string? | 指标中的词；不给则为全部 | Words of the indicator; all when not given
// param limit: integer = 30 | 最多几行 | Most rows
// example: {"words": "集体经济收入"}
// example: {"limit": 10}
// column indicator: string | 指标 | Indicator
// column reports: integer | 报告数 | Reports
// column figures: integer | 数字个数 | Figures
// column masked: integer | 其中遮盖的 | Masked ones among them
// column units: string[] | 基本单位 | Base units
// column years: integer[] | 年度 | Years
MATCH (q:Quantity)-[:MEASURES]->(i:Indicator)
WHERE $words IS NULL OR i.name CONTAINS $words
MATCH (rep:Report {id: q.report})
WITH i, q, rep ORDER BY rep.year, q.base_unit
WITH i, count(DISTINCT rep.id) AS reports, count(DISTINCT q.id) AS figures,
     sum(CASE WHEN q.masked THEN 1 ELSE 0 END) AS masked,
     collect(DISTINCT q.base_unit) AS units, collect(DISTINCT rep.year) AS years
RETURN i.name AS indicator, reports, figures, masked, units, years
ORDER BY reports DESC, figures DESC, indicator
LIMIT $limit
