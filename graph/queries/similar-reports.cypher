// name: similar-reports
// topic: findings
// title zh: 互相抄的报告
// title en: Reports that copy each other
// question zh: 哪些报告的文字大段相同？
// question en: Which reports share much of their text?
// param minimum: float = 0.0 | 至少相同多少（0–1） | Share at least so much, 0 to 1
// example: {}
// column score: float | 相同的比例 | How much they share, 0 to 1
// column first: string | 报告 | One report
// column first_year: integer? | 年度 | Its year
// column second: string | 另一份 | The other
// column second_year: integer? | 年度 | Its year
// column passages: integer | 最长的相同段落有几处 | How many of the longest stretches in common are kept
// column first_source: string | 文件 | Source of the one
// column second_source: string | 文件 | Source of the other
MATCH (a:Report)-[r:SIMILAR_TO]-(b:Report)
WHERE r.score >= $minimum AND a.id < b.id
WITH DISTINCT r, r.score AS score,
     CASE WHEN a.source + a.title <= b.source + b.title THEN a ELSE b END AS one,
     CASE WHEN a.source + a.title <= b.source + b.title THEN b ELSE a END AS two
RETURN score, one.title AS first, one.year AS first_year, two.title AS second, two.year AS second_year, size(coalesce(r.passages, [])) AS passages,
       one.source AS first_source, two.source AS second_source
ORDER BY score DESC, first_source, second_source, first, second
