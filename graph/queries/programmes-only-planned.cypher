// name: programmes-only-planned
// topic: programmes
// title zh: 只停留在打算里的项目
// title en: Programmes that are only planned
// question zh: 哪些项目在报告里只是打算，没有一处说已经落实？
// question en: Which programmes does a report only plan, and nowhere say that they are carried out?
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column year: integer? | 年度 | Year
// column places: string[] | 报告所述的乡镇、村 | Townships and villages that the report covers
// column authors: string[] | 述职人 | Who plans it
// column verb: string? | 打算怎么做 | Verb of the plan
// column done_elsewhere: integer | 另有几份报告已落实（含义未定的不比） | In how many other reports it is carried out; 0 where the meaning is unresolved, since then nothing says that it is the same
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
// column report: string | 报告 | Title of the report
MATCH (rep:Report)-[i:IMPLEMENTS]->(g:Program)
WITH g, rep, i ORDER BY i.start
WITH g, rep, collect(CASE WHEN i.status = 'plan' THEN i END) AS plans,
     sum(CASE WHEN i.status = 'done' THEN 1 ELSE 0 END) AS done
WITH g, collect(CASE WHEN done = 0 AND size(plans) > 0 THEN [rep, head(plans)] END) AS planned,
     sum(CASE WHEN done > 0 THEN 1 ELSE 0 END) AS carried_out
UNWIND planned AS one
WITH g, carried_out, one[0] AS rep, one[1] AS first
WHERE $year IS NULL OR rep.year = $year
RETURN g.name AS program, g.sense AS sense, rep.year AS year,
       COLLECT { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.level IN ['township', 'village', 'community']
                 RETURN DISTINCT p.name AS name ORDER BY name } AS places,
       COLLECT { MATCH (author:Person)-[:AUTHORED]->(rep) RETURN author.caption AS name ORDER BY name } AS authors,
       first.verb AS verb, CASE WHEN g.sense IS NULL THEN 0 ELSE carried_out END AS done_elsewhere,
       first.sentence AS sentence, first.start AS start, rep.title AS report
ORDER BY program, sense, year, report, start
