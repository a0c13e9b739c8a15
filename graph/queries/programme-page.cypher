// name: programme-page
// topic: programmes
// title zh: 一个项目的全部
// title en: All on one programme
// question zh: 各份报告对这个项目都说了什么：提到、落实、打算、当作问题、相关数字？
// question en: What does every report say of this programme: named, carried out, planned, as a problem, with which figures?
// param program: string | 项目名 | Name of the programme
// example: {"program": "厕所革命"}
// example: {"program": "四个一"}
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column year: integer? | 年度 | Year
// column report: string | 报告 | Title of the report
// column fact: string | 说的是什么：done plan problem named figure | done, plan, problem, named or figure
// column what: string | 原文或数字 | Words of it: verb, mention, or figure
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
CALL {
  MATCH (rep:Report)-[i:IMPLEMENTS]->(g:Program {name: $program})
  RETURN g, rep, i.status AS fact, coalesce(i.verb, g.name) AS what, i.sentence AS sentence, i.start AS start
  UNION ALL
  MATCH (s:Section)-[m:MENTIONS]->(g:Program {name: $program})
  MATCH (rep:Report {id: s.report})
  RETURN g, rep, CASE WHEN s.kind IN ['problem', 'cause'] THEN 'problem' ELSE 'named' END AS fact,
         m.text AS what, m.sentence AS sentence, m.start AS start
  UNION ALL
  MATCH (q:Quantity)-[:ABOUT]->(g:Program {name: $program})
  MATCH (rep:Report {id: q.report})
  RETURN g, rep, 'figure' AS fact, coalesce(q.indicator, '') + ' ' + q.text AS what,
         q.sentence AS sentence, q.start AS start
}
RETURN DISTINCT g.sense AS sense, rep.year AS year, rep.title AS report, fact, what, sentence, start
ORDER BY sense, year, report, start, fact, what
