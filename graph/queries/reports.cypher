// name: reports
// topic: people
// title zh: 报告和述职人
// title en: Reports and their authors
// question zh: 图里有哪些报告，谁写的、什么职务、哪一年、讲的是哪里？
// question en: Which reports are there, by whom, in which post, of which year, on which place?
// param year: integer? | 年度；不给则为全部 | Year; all when not given
// example: {}
// column year: integer? | 年度 | Year
// column report: string | 报告 | Title
// column kind: string | 种类 | What it calls itself
// column authors: string[] | 述职人；未具名的用职务 | Authors; the post where there is no name
// column posts: string[] | 述职人的职务 | Posts of the authors
// column places: string[] | 所述的乡镇、村 | Townships and villages that it covers
// column source: string | 文件 | Its source
// column start: integer | 在文件中的起点 | Where it begins in the source
MATCH (rep:Report)
WHERE $year IS NULL OR rep.year = $year
RETURN rep.year AS year, rep.title AS report, rep.kind AS kind,
       COLLECT { MATCH (author:Person)-[:AUTHORED]->(rep) RETURN author.caption AS name ORDER BY name } AS authors,
       COLLECT { MATCH (author:Person)-[:AUTHORED]->(rep) MATCH (author)-[h:HOLDS]->(post:Role)
                 WHERE h.report = rep.id RETURN DISTINCT post.name AS name ORDER BY name } AS posts,
       COLLECT { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.level IN ['township', 'village', 'community']
                 RETURN DISTINCT p.name AS name ORDER BY name } AS places,
       rep.source AS source, rep.start AS start
ORDER BY year, source, start
