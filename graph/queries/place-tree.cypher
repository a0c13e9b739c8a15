// name: place-tree
// topic: places
// title zh: 上级地方
// title en: Where places lie
// question zh: 各地属于哪里？由区划代码得出，还是哪份报告说的？
// question en: Which place lies in which, by division codes or by which report?
// param place: string? | 上级或下级的地名；不给则为全部 | Name of the upper or lower place; all when not given
// example: {}
// column place: string | 地方 | Place
// column level: string | 级别 | Its level
// column lies_in: string | 属于 | The place that it lies in
// column upper_level: string | 上级的级别 | Level of that place
// column by: string | codes 或报告标题 | `codes`, or the title of the report that says so
// column sentence: string? | 原句 | The sentence that says so
MATCH (p:Place)-[r:LOCATED_IN]->(x:Place)
WHERE $place IS NULL OR p.name = $place OR x.name = $place
OPTIONAL MATCH (rep:Report {id: r.report})
RETURN DISTINCT p.name AS place, p.level AS level, x.name AS lies_in, x.level AS upper_level,
       coalesce(rep.title, 'codes') AS by, r.sentence AS sentence
ORDER BY by, lies_in, place, sentence
