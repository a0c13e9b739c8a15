// name: growth-told
// topic: figures
// title zh: 报告自己作的今昔对比
// title en: Then and now, as reports tell it
// question zh: 报告把哪些指标同以往相比？以往多少、现在多少、相差多少？
// question en: Which indicators does a report compare with before: then, now, and the difference?
// param indicator: string? | 指标中的词；不给则为全部 | Words of the indicator; all when not given
// example: {}
// column indicator: string | 指标 | Indicator
// column before: string | 以往 | Figure before, as written
// column now: string | 现在 | Figure now, as written
// column difference: float? | 基本单位下的差；有“余、以上、约”或范围时为空 | Difference in the base unit; empty where either is a bound or a range
// column unit: string | 基本单位 | Base unit
// column year: integer? | 年度 | Year of the report
// column report: string | 报告 | Title of the report
// column sentence: string | 原句 | The sentence that states both
// column start: integer | 位置 | Where the figure now begins in the source
MATCH (past:Quantity)
WHERE past.status = 'prior' AND past.base_value IS NOT NULL
MATCH (past)-[:MEASURES]->(i:Indicator)
WHERE $indicator IS NULL OR i.name CONTAINS $indicator
WITH past, i
MATCH (now:Quantity)
WHERE now.report = past.report AND now.status = 'done' AND now.sentence = past.sentence
  AND now.base_unit = past.base_unit AND now.base_value IS NOT NULL
WITH past, i, now
MATCH (now)-[:MEASURES]->(same:Indicator)
WHERE same.id = i.id
MATCH (rep:Report {id: now.report})
RETURN i.name AS indicator, past.text AS before, now.text AS now,
       CASE WHEN past.bound = 'exact' AND now.bound = 'exact' AND past.value_max IS NULL AND now.value_max IS NULL
            THEN round((now.base_value - past.base_value) * 1000) / 1000.0 END AS difference,
       now.base_unit AS unit,
       rep.year AS year, rep.title AS report, now.sentence AS sentence, now.start AS start
ORDER BY report, start, before
