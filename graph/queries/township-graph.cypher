// name: township-graph
// topic: graphs
// title zh: 乡镇工作图
// title en: A township at work
// question zh: 讲这个乡镇的报告由谁写、落实了哪些项目、谁联系哪个村？（画成图）
// question en: Who wrote the reports on this township, which programmes do they carry out, who answers for which village? (drawn as a graph)
// param place: string | 乡镇名 | Name of the township
// example: {"place": "木樨镇"}
// column path: path | 关系 | A tie
MATCH (rep:Report)-[:COVERS]->(p:Place {name: $place})
WITH DISTINCT rep
CALL {
  WITH rep
  MATCH path = (rep)-[:COVERS]->(:Place)
  RETURN path
  UNION
  WITH rep
  MATCH path = (rep)-[:IMPLEMENTS]->(:Program)
  RETURN path
  UNION
  WITH rep
  MATCH path = (rep)<-[:AUTHORED]-(:Person)-[:HOLDS|SERVES_IN|RESPONSIBLE_FOR]->()
  RETURN path
}
WITH path, nodes(path)[size(nodes(path)) - 1] AS last
RETURN path
ORDER BY size(nodes(path)), coalesce(last.caption, last.name, last.title), last.id
