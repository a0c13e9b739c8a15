// name: facts-at
// topic: evidence
// title zh: 这一处说了什么
// title en: What one spot of a source says
// question zh: 文件里这个位置所在的句子，图里得出了哪些事实、数字、名字？
// question en: Which facts, figures and names did the graph take from the words around this position of a source?
// param source: string | 文件名 | Name of the source
// param position: integer | 第几个字（从 0 数） | Position in code points, from 0
// param around: integer = 60 | 前后各多少字 | So many code points before and after
// example: {"source": "samples/gold/liya-2023-deputy-head.txt", "position": 85}
// column start: integer | 起 | Where the words begin
// column end: integer | 止 | Where they end
// column fact: string | 是什么 | Quantity, or the type of the fact
// column what: string | 内容 | What it says
MATCH (source:Source {name: $source})-[:CONTAINS]->(rep:Report)
CALL {
  WITH rep
  MATCH (q:Quantity)
  WHERE q.report = rep.id AND q.start < $position + $around AND q.end > $position - $around
  RETURN q.start AS start, q.end AS end, 'Quantity' AS fact, coalesce(q.indicator, '') + ' ' + q.text AS what
  UNION ALL
  WITH rep
  MATCH (s:Section)-[m:MENTIONS]->(x:Person|Place|Organization|Role|Program)
  WHERE s.report = rep.id AND m.start < $position + $around AND m.end > $position - $around
  RETURN m.start AS start, m.end AS end, 'MENTIONS' AS fact, m.text AS what
  UNION ALL
  WITH rep
  MATCH (author:Person)-[:AUTHORED]->(rep)
  MATCH (author)-[r:HOLDS|SERVES_IN|RESPONSIBLE_FOR]->(x:Place|Organization|Role|Program)
  WHERE r.report = rep.id AND r.start < $position + $around AND r.end > $position - $around
  RETURN r.start AS start, r.end AS end, type(r) AS fact, author.caption + ' → ' + x.name AS what
  UNION ALL
  WITH rep
  MATCH (s:Section)-[:MENTIONS]->(person:Person)
  WHERE s.report = rep.id
  WITH DISTINCT rep, person
  MATCH (person)-[r:HOLDS|SERVES_IN|RESPONSIBLE_FOR]->(x:Place|Organization|Role|Program)
  WHERE r.report = rep.id AND r.start < $position + $around AND r.end > $position - $around
  RETURN r.start AS start, r.end AS end, type(r) AS fact, person.caption + ' → ' + x.name AS what
  UNION ALL
  WITH rep
  MATCH (rep)-[r:IMPLEMENTS|COVERS]->(x:Program|Place)
  WHERE r.start < $position + $around AND r.end > $position - $around
  RETURN r.start AS start, r.end AS end, type(r) AS fact, x.name AS what
}
RETURN DISTINCT start, end, fact, what
ORDER BY start, end, fact, what
