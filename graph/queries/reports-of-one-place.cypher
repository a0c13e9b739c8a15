// name: reports-of-one-place
// topic: places
// title zh: 讲同一个地方的报告
// title en: Reports of one place
// question zh: 没有区划代码时，凭哪些罕见的共同数字和名字知道两份报告讲的是同一个地方？
// question en: Where no division code says so, by which rare figures and names are two reports known to speak of one place?
// param minimum: float = 0.0 | 把握至少多少（0–1） | At least so sure, 0 to 1
// example: {}
// column confidence: float | 把握 0–1 | How sure it is, 0 to 1
// column first: string | 报告 | One report
// column first_year: integer? | 年度 | Its year
// column second: string | 另一份 | The other
// column second_year: integer? | 年度 | Its year
// column reason: string | 共同的数字和名字 | What both have
// column first_source: string | 文件 | Source of the one
// column second_source: string | 文件 | Source of the other
MATCH (a:Report)-[r:SAME_PLACE]-(b:Report)
WHERE r.confidence >= $minimum AND a.id < b.id
WITH DISTINCT r,
     CASE WHEN a.source + a.title <= b.source + b.title THEN a ELSE b END AS one,
     CASE WHEN a.source + a.title <= b.source + b.title THEN b ELSE a END AS two
RETURN r.confidence AS confidence, one.title AS first, one.year AS first_year, two.title AS second,
       two.year AS second_year, r.reason AS reason, one.source AS first_source, two.source AS second_source
ORDER BY confidence DESC, first_source, second_source, first, second
