// name: programmes-carried-out
// topic: programmes
// title zh: 落实了的项目和制度
// title en: Programmes carried out
// question zh: 哪些项目、制度、活动真正落实了，在哪里、由谁、哪一年，原话怎么说？
// question en: Which programmes are carried out, where, by whom, in which year, and in what words?
// param program: string? | 项目名；不给则为全部 | Name of the programme; all when not given
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {"program": "三会一课"}
// example: {"year": 2022}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column year: integer? | 年度 | Year
// column places: string[] | 报告所述的乡镇、村 | Townships and villages that the report covers
// column authors: string[] | 述职人 | Who reports it
// column verbs: string[] | 怎么落实 | Verbs of carrying out
// column times: integer | 说了几次 | How often the report says so
// column sentence: string | 首次出现的原句 | The first sentence that says so
// column start: integer | 原句中依据的位置 | Where its words begin in the source
// column report: string | 报告 | Title of the report
MATCH (rep:Report)-[i:IMPLEMENTS]->(g:Program)
WHERE i.status = 'done'
  AND ($program IS NULL OR g.name = $program)
  AND ($year IS NULL OR rep.year = $year)
WITH rep, g, i ORDER BY i.start
WITH rep, g, collect(i) AS said, collect(DISTINCT i.verb) AS verbs
RETURN g.name AS program, g.sense AS sense, rep.year AS year,
       COLLECT { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.level IN ['township', 'village', 'community']
                 RETURN DISTINCT p.name AS name ORDER BY name } AS places,
       COLLECT { MATCH (author:Person)-[:AUTHORED]->(rep) RETURN author.caption AS name ORDER BY name } AS authors,
       verbs, size(said) AS times, head(said).sentence AS sentence, head(said).start AS start, rep.title AS report
ORDER BY program, sense, year, report, start
