// name: place-figures
// topic: places
// title zh: 一个地方历年的数字
// title en: Figures of one place over the years
// question zh: 这个地方历年有哪些数字？同名而不能确定为一处的，由报告标题区分。
// question en: Which figures are there of this place over the years? Places of one name that are not known to be one can be told by the report.
// param place: string | 地名 | Name of the place
// param indicator: string? | 指标中的词；不给则为全部 | Words of the indicator; all when not given
// example: {"place": "石榴湾村", "indicator": "集体经济收入"}
// example: {"place": "黑箐村"}
// column indicator: string? | 指标 | What is counted or measured
// column year: integer? | 报告年度 | Year of the report
// column status: string | done 已做 plan 打算 prior 以往 | done, plan or prior
// column figure: string | 数字原文 | The figure as written
// column value: float? | 基本单位下的数值；遮盖的为空 | Its number in the base unit; empty where it is masked
// column unit: string | 基本单位 | Base unit
// column bound: string | exact ge le about | exact, ge, le or about
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where the figure begins in the source
// column report: string | 报告 | Title of the report
MATCH (q:Quantity)-[:ABOUT]->(p:Place {name: $place})
OPTIONAL MATCH (q)-[:MEASURES]->(i:Indicator)
WITH DISTINCT q, i
WHERE $indicator IS NULL OR i.name CONTAINS $indicator OR q.indicator CONTAINS $indicator
MATCH (rep:Report {id: q.report})
RETURN i.name AS indicator, rep.year AS year, q.status AS status, q.text AS figure, q.base_value AS value,
       q.base_unit AS unit, q.bound AS bound, q.sentence AS sentence, q.start AS start, rep.title AS report
ORDER BY indicator, year, report, start
