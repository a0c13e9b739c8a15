// name: plans-and-results
// topic: figures
// title zh: 打算和结果
// title en: Plans and results
// question zh: 上一年打算做到多少，下一年报告说同一处做到了多少？
// question en: What was planned in one year's report, and what does the next year's report say came of it, of the same subject?
// param place: string | 报告所述的地方 | Name of the place that the reports cover
// example: {"place": "栗垭乡"}
// column indicator: string | 指标 | Indicator
// column about: string[] | 关于谁 | Whom or what both figures are about
// column planned: string | 打算 | Planned, as written
// column done: string | 结果 | Done, as written
// column planned_value: float? | 打算的数值（基本单位） | Planned, in the base unit
// column done_value: float? | 结果的数值（基本单位） | Done, in the base unit
// column unit: string | 基本单位 | Base unit
// column year: integer | 结果的年度 | Year of the result
// column plan_sentence: string | 打算的原句 | Sentence of the plan
// column done_sentence: string | 结果的原句 | Sentence of the result
// column report: string | 结果所在的报告 | Report of the result
MATCH (old:Report)-[:COVERS]->(p:Place) WHERE p.name = $place
WITH DISTINCT old
MATCH (new:Report)-[:COVERS]->(p:Place) WHERE p.name = $place AND new.year = old.year + 1
WITH DISTINCT old, new
MATCH (a:Quantity)-[:MEASURES]->(i:Indicator) WHERE a.report = old.id AND a.status = 'plan'
MATCH (b:Quantity)-[:MEASURES]->(i)
WHERE b.report = new.id AND b.status = 'done' AND b.base_unit = a.base_unit
WITH DISTINCT i, a, b, new,
     COLLECT { MATCH (a)-[:ABOUT]->(x:Place|Organization|Program|Person)
               RETURN DISTINCT coalesce(x.name, x.caption) AS name ORDER BY name } AS about,
     COLLECT { MATCH (b)-[:ABOUT]->(x:Place|Organization|Program|Person)
               RETURN DISTINCT coalesce(x.name, x.caption) AS name ORDER BY name } AS about_after
WHERE about = about_after
RETURN DISTINCT i.name AS indicator, about, a.text AS planned, b.text AS done, a.base_value AS planned_value,
       b.base_value AS done_value, a.base_unit AS unit, new.year AS year, a.sentence AS plan_sentence,
       b.sentence AS done_sentence, new.title AS report
ORDER BY indicator, year, report, planned, done
