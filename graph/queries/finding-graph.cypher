// name: finding-graph
// topic: graphs
// title zh: 发现和它的数字
// title en: Findings and their figures
// question zh: 算不拢和矛盾的发现涉及哪些数字、出自哪些段落？（画成图）
// question en: Which figures, stated in which sections, do findings of conflict rest on? (drawn as a graph)
// param verdict: string = "conflicts" | agrees conflicts holds fails | agrees, conflicts, holds or fails
// example: {}
// column path: path | 关系 | Finding, figure and section
MATCH path = (f:Finding)-[:ABOUT]->(q:Quantity)<-[:STATES]-(s:Section)
WHERE f.verdict = $verdict
RETURN path
ORDER BY f.explanation, q.report, q.start
