// name: programme-graph
// topic: graphs
// title zh: 项目关系图
// title en: A programme and who carries it out
// question zh: 哪些报告落实或打算落实这个项目，是谁写的、讲的是哪里？（画成图）
// question en: Which reports carry out or plan this programme, by whom and where? (drawn as a graph)
// param program: string | 项目名 | Name of the programme
// example: {"program": "河长制"}
// column path: path | 关系 | Author, report and programme
MATCH path = (author:Person)-[:AUTHORED]->(rep:Report)-[:IMPLEMENTS]->(g:Program {name: $program})
WITH DISTINCT path, rep
RETURN path
ORDER BY rep.year, rep.source, rep.start
