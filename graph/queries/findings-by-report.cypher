// name: findings-by-report
// topic: findings
// title zh: 各份报告的数字可靠吗
// title en: How each report's figures stand
// question zh: 每份报告的数字有几处互相印证、算得拢、矛盾、算不拢？
// question en: How often do the figures of each report agree, hold, conflict, or fail?
// example: {}
// column report: string | 报告 | Title of the report
// column agrees: integer | 印证 | Agree with another report
// column holds: integer | 算得拢 | Add up
// column conflicts: integer | 矛盾 | Contradict another
// column fails: integer | 算不拢 | Do not add up
MATCH (f:Finding)-[:ABOUT]->(q)
WITH DISTINCT f, coalesce(q.report, f.report) AS id
MATCH (rep:Report {id: id})
RETURN rep.title AS report, sum(CASE f.verdict WHEN 'agrees' THEN 1 ELSE 0 END) AS agrees,
       sum(CASE f.verdict WHEN 'holds' THEN 1 ELSE 0 END) AS holds,
       sum(CASE f.verdict WHEN 'conflicts' THEN 1 ELSE 0 END) AS conflicts,
       sum(CASE f.verdict WHEN 'fails' THEN 1 ELSE 0 END) AS fails
ORDER BY fails DESC, conflicts DESC, report
