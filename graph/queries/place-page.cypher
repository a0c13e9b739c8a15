// name: place-page
// topic: places
// title zh: 一个地方的全部
// title en: All on one place
// question zh: 各份报告对这个地方说了什么：位置、负责人、任职的人、数字、提到它的句子？
// question en: What do reports say of this place: where it lies, who answers for it, who works there, its figures, every sentence that names it?
// param place: string | 地名 | Name of the place
// example: {"place": "石榴湾村"}
// example: {"place": "桃花坞村"}
// column year: integer? | 年度；由区划代码得出的为空 | Year; empty for what follows from division codes
// column report: string? | 报告；由区划代码得出的为空 | Title of the report; empty for what follows from division codes
// column fact: string | 事实 | Type of the fact
// column what: string | 内容 | What it says
// column sentence: string? | 原句 | The sentence that says so
// column start: integer? | 位置 | Where its words begin in the source
CALL {
  MATCH (p:Place {name: $place})-[r:LOCATED_IN]->(x:Place)
  RETURN r.report AS id, 'LOCATED_IN' AS fact, x.name AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (p:Place {name: $place})<-[r:COVERS]-(x:Report)
  RETURN r.report AS id, 'COVERS' AS fact, x.title AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (p:Place {name: $place})<-[r:RESPONSIBLE_FOR]-(x:Person)
  RETURN r.report AS id, 'RESPONSIBLE_FOR' AS fact, coalesce(r.mode + ' ', '') + x.caption AS what,
         r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (p:Place {name: $place})<-[r:SERVES_IN]-(x:Person)
  RETURN r.report AS id, 'SERVES_IN' AS fact, x.caption AS what, r.sentence AS sentence, r.start AS start
  UNION ALL
  MATCH (p:Place {name: $place})<-[:ABOUT]-(q:Quantity)
  RETURN q.report AS id, 'ABOUT' AS fact, coalesce(q.indicator, '') + ' ' + q.text AS what,
         q.sentence AS sentence, q.start AS start
  UNION ALL
  MATCH (p:Place {name: $place})<-[m:MENTIONS]-(s:Section)
  RETURN s.report AS id, 'MENTIONS' AS fact, m.text AS what, m.sentence AS sentence, m.start AS start
}
OPTIONAL MATCH (rep:Report {id: id})
RETURN DISTINCT rep.year AS year, rep.title AS report, fact, what, sentence, start
ORDER BY year, report, start, fact, what
