// name: findings
// topic: findings
// title zh: 数字之间的发现
// title en: Findings
// question zh: 数字之间互相印证、矛盾或对不上的有哪些，怎么算的？
// question en: Which figures corroborate, contradict or do not add up, and by what sum?
// param verdict: string? | agrees conflicts holds fails；不给则为全部 | agrees, conflicts, holds or fails; all when not given
// param kind: string? | 比的是什么；不给则为全部 | What was compared; all when not given
// example: {"verdict": "fails"}
// column verdict: string | 结论 | Verdict
// column kind: string | 比的是什么 | What was compared
// column explanation: string | 算式 | The sum or comparison, to be checked with a pencil
// column score: float | 把握 0–1 | How sure it is, 0 to 1
// column figures: string[] | 有关的数字 | The figures
// column reports: string[] | 报告 | Titles of the reports
MATCH (f:Finding)
WHERE ($verdict IS NULL OR f.verdict = $verdict) AND ($kind IS NULL OR f.kind = $kind)
RETURN f.verdict AS verdict, f.kind AS kind, f.explanation AS explanation, f.score AS score,
       COLLECT { MATCH (f)-[a:ABOUT]->(q) WITH DISTINCT q, a.text AS shorthand ORDER BY q.report, q.start
                 RETURN coalesce(q.indicator, '') + ' ' + coalesce(q.text, shorthand) AS figure } AS figures,
       COLLECT { MATCH (f)-[:ABOUT]->(q) MATCH (rep:Report {id: coalesce(q.report, f.report)})
                 RETURN DISTINCT rep.title AS title ORDER BY title } AS reports
ORDER BY verdict, kind, reports, explanation, figures
