// name: largest-figures
// topic: figures
// title zh: 最大的数字
// title en: Largest figures
// question zh: 某一种量（钱、面积、重量、人数……）最大的数字有哪些？
// question en: Which are the largest figures of a kind of quantity: money, area, mass, count …?
// param dimension: string = "money" | 量的种类：money area mass length count ratio | Kind of quantity: money, area, mass, length, count, ratio
// param status: string = "done" | done 已做 plan 打算 prior 以往 | done, plan or prior
// param limit: integer = 20 | 最多几行 | Most rows
// example: {"limit": 12}
// example: {"dimension": "area", "limit": 8}
// column value: float | 基本单位下的数值 | Its number in the base unit
// column unit: string | 基本单位 | Base unit
// column bound: string | exact ge le about | exact, ge, le or about
// column figure: string | 数字原文 | The figure as written
// column indicator: string? | 指标 | What is counted or measured
// column year: integer? | 年度 | Year of the report
// column report: string | 报告 | Title of the report
// column sentence: string | 原句 | The sentence that states it
// column start: integer | 位置 | Where the figure begins in the source
MATCH (q:Quantity)
WHERE q.dimension = $dimension AND q.status = $status AND NOT q.masked AND q.base_value IS NOT NULL
WITH q ORDER BY q.base_value DESC, q.base_unit, q.report, q.start LIMIT $limit
MATCH (rep:Report {id: q.report})
RETURN q.base_value AS value, q.base_unit AS unit, q.bound AS bound, q.text AS figure, q.indicator AS indicator,
       rep.year AS year, rep.title AS report, q.sentence AS sentence, q.start AS start
ORDER BY value DESC, unit, report, start
