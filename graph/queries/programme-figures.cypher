// name: programme-figures
// topic: programmes
// title zh: 项目的数字
// title en: Figures of programmes
// question zh: 与项目直接相关的数字有哪些（开展次数、经费、成果）？
// question en: Which figures are about programmes: how often, at what cost, with what result?
// param program: string? | 项目名；不给则为全部 | Name of the programme; all when not given
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {"program": "主题党日"}
// example: {"year": 2022}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column year: integer? | 年度 | Year
// column indicator: string? | 指标 | What is counted or measured
// column figure: string | 数字原文 | The figure as written
// column value: float? | 基本单位下的数值；遮盖的为空 | Its number in the base unit; empty where it is masked
// column unit: string | 基本单位 | Base unit
// column bound: string | exact 正好 ge 以上 le 以下 about 约 | exact, ge (or more), le (or less) or about
// column status: string | done 已做 plan 打算 prior 以往 | done, plan or prior
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where the figure begins in the source
// column report: string | 报告 | Title of the report
MATCH (q:Quantity)-[:ABOUT]->(g:Program)
WHERE $program IS NULL OR g.name = $program
MATCH (rep:Report {id: q.report})
WHERE $year IS NULL OR rep.year = $year
RETURN DISTINCT g.name AS program, g.sense AS sense, rep.year AS year, q.indicator AS indicator, q.text AS figure,
       q.base_value AS value, q.base_unit AS unit, q.bound AS bound, q.status AS status, q.sentence AS sentence, q.start AS start,
       rep.title AS report
ORDER BY program, sense, year, report, start
