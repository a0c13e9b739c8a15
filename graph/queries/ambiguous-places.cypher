// name: ambiguous-places
// topic: places
// title zh: 不能确定是哪里的地名
// title en: Places that may be several
// question zh: 哪些地名在全国有几处同名、这里不能确定是哪一处？
// question en: Which place names fit several divisions of the country and stay unresolved?
// param minimum: integer = 2 | 至少几处 | At least so many
// example: {"minimum": 3}
// column place: string | 地名 | Name
// column level: string | 级别 | Level
// column count: integer | 可能有几处 | How many divisions it may be
// column candidates: string[] | 区划代码 | Their division codes
// column report: string | 报告 | Title of the report
// column sentence: string | 首次提到的原句 | The first sentence that names it
MATCH (s:Section)-[m:MENTIONS]->(p:Place)
WHERE m.candidates IS NOT NULL AND size(m.candidates) >= $minimum AND p.code IS NULL
MATCH (rep:Report {id: s.report})
WITH p, rep, m ORDER BY m.start
WITH p, rep, head(collect(m)) AS first
RETURN p.name AS place, p.level AS level, size(first.candidates) AS count, first.candidates AS candidates,
       rep.title AS report, first.sentence AS sentence
ORDER BY count DESC, place, report
