// name: indicator-ranking
// topic: figures
// title zh: 一个指标在各份报告中的排名
// title en: One indicator across reports, ranked
// question zh: 这个指标在各份报告里是多少？换算成基本单位排名；遮盖的不参加（见 masked-figures），“余、以上、约”照实标明。
// question en: What is this indicator in every report, in base units, ranked? Masked figures take no part (see masked-figures); bounds are shown as they are.
// param indicator: string | 指标中的词 | Words of the indicator
// param status: string = "done" | done 已做 plan 打算 prior 以往 | done, plan or prior
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// param limit: integer = 200 | 最多几行，从最大的数起 | Most rows, from the largest figure down
// example: {"indicator": "集体经济收入"}
// example: {"indicator": "发展党员"}
// column rank: integer | 在同一基本单位中的名次，相等的并列 | Rank among figures of the same base unit; equal ones share it
// column indicator: string | 指标 | Indicator
// column value: float | 基本单位下的数值 | Its number in the base unit
// column value_max: float? | 范围的上限 | Upper end, where it is a range
// column unit: string | 基本单位 | Base unit
// column bound: string | exact ge le about | exact, ge (or more), le (or less) or about
// column figure: string | 数字原文 | The figure as written
// column about: string[] | 关于谁 | Whom or what it is about
// column year: integer? | 年度 | Year of the report
// column sentence: string | 原句 | The sentence that states it
// column start: integer | 位置 | Where the figure begins in the source
// column report: string | 报告 | Title of the report
MATCH (q:Quantity)-[:MEASURES]->(i:Indicator)
WHERE i.name CONTAINS $indicator AND q.status = $status AND NOT q.masked AND q.base_value IS NOT NULL
MATCH (rep:Report {id: q.report})
WHERE $year IS NULL OR rep.year = $year
WITH q, i ORDER BY q.base_value DESC, q.base_unit, q.report, q.start LIMIT $limit
WITH collect([q, i]) AS found, collect([q.base_unit, q.base_value]) AS figures
UNWIND found AS one
WITH one[0] AS q, one[1] AS i,
     1 + size([other IN figures WHERE other[0] = one[0].base_unit AND other[1] > one[0].base_value]) AS rank
MATCH (rep:Report {id: q.report})
RETURN rank,
       i.name AS indicator, q.base_value AS value, q.base_value_max AS value_max, q.base_unit AS unit,
       q.bound AS bound, q.text AS figure,
       COLLECT { MATCH (q)-[:ABOUT]->(x:Place|Organization|Program|Person)
                 RETURN DISTINCT coalesce(x.name, x.caption) AS name ORDER BY name } AS about,
       rep.year AS year, q.sentence AS sentence, q.start AS start, rep.title AS report
ORDER BY unit, rank, report, start
