// name: corroborated-figures
// topic: findings
// title zh: 几份报告互相印证的数字
// title en: Figures that reports corroborate
// question zh: 哪些数字被几份报告说成一样？
// question en: Which figures do several reports state alike?
// example: {}
// column explanation: string | 怎么比的 | The comparison
// column indicator: string? | 指标 | What is counted or measured
// column figure: string | 数字原文 | The figure as written
// column report: string | 报告 | Title of the report
// column sentence: string | 原句 | The sentence that states it
// column start: integer | 位置 | Where the figure begins in the source
MATCH (f:Finding)-[:ABOUT]->(q:Quantity)
WHERE f.verdict = 'agrees'
MATCH (rep:Report {id: q.report})
RETURN DISTINCT f.explanation AS explanation, q.indicator AS indicator, q.text AS figure, rep.title AS report,
       q.sentence AS sentence, q.start AS start
ORDER BY explanation, report, start
