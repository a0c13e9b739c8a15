// name: masked-figures
// topic: figures
// title zh: 被遮盖的数字
// title en: Masked figures
// question zh: 哪些数字被遮盖而不知道是多少？列出它们数的是什么，不猜数值。
// question en: Which figures are masked and so unknown? What they count is listed; no value is guessed.
// param indicator: string? | 指标中的词；不给则为全部 | Words of the indicator; all when not given
// example: {}
// column report: string | 报告 | Title of the report
// column indicator: string? | 指标 | What is counted or measured
// column figure: string | 数字原文 | The figure as written
// column unit: string | 单位 | Unit as written
// column dimension: string | 量的种类 | Kind of quantity
// column status: string | done 已做 plan 打算 prior 以往 | done, plan or prior
// column sentence: string | 原句 | The sentence that states it
// column start: integer | 位置 | Where the figure begins in the source
MATCH (q:Quantity)
WHERE q.masked AND ($indicator IS NULL OR q.indicator CONTAINS $indicator)
MATCH (rep:Report {id: q.report})
RETURN rep.title AS report, q.indicator AS indicator, q.text AS figure, q.unit AS unit, q.dimension AS dimension,
       q.status AS status, q.sentence AS sentence, q.start AS start
ORDER BY report, start
