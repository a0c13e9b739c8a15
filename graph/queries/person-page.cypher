// name: person-page
// topic: people
// title zh: 一个人的全部
// title en: All on one person
// question zh: 报告里怎么说这个人：职务、任职地、分工、述职、相关数字？同名的人按范围分开。
// question en: What do reports say of this person: posts, where they work, responsibilities, reports, figures? People of one name are kept apart by scope.
// param name: string | 姓名，或未具名述职人的职务 | Name, or the post of an unnamed author
// example: {"name": "段云舟"}
// column scope: string | 姓名在其中唯一的范围 | What the name is unique within
// column year: integer? | 年度 | Year
// column report: string | 报告 | Title of the report
// column fact: string | 事实 | Type of the fact
// column what: string | 内容 | What it says
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
CALL {
  MATCH (person:Person {caption: $name})-[r:HOLDS]->(x:Role)
  RETURN person, r.report AS id, 'HOLDS' AS fact, x.name AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (person:Person {caption: $name})-[r:SERVES_IN]->(x:Place|Organization)
  RETURN person, r.report AS id, 'SERVES_IN' AS fact, x.name AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (person:Person {caption: $name})-[r:RESPONSIBLE_FOR]->(x:Place|Organization|Program)
  RETURN person, r.report AS id, 'RESPONSIBLE_FOR' AS fact, coalesce(r.mode + ' ', '') + x.name AS what,
         r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (person:Person {caption: $name})-[r:AUTHORED]->(x:Report)
  RETURN person, r.report AS id, 'AUTHORED' AS fact, x.title AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (person:Person {caption: $name})<-[:ABOUT]-(q:Quantity)
  RETURN person, q.report AS id, 'ABOUT' AS fact, coalesce(q.indicator, '') + ' ' + q.text AS what,
         q.sentence AS sentence, q.start AS start
  UNION ALL
  MATCH (person:Person {caption: $name})<-[m:MENTIONS]-(s:Section)
  RETURN person, s.report AS id, 'MENTIONS' AS fact, m.text AS what, m.sentence AS sentence, m.start AS start
}
MATCH (rep:Report {id: id})
RETURN DISTINCT person.scope AS scope, rep.year AS year, rep.title AS report, fact, what, sentence, start
ORDER BY year, report, scope, start, fact, what
