// name: posts-by-year
// topic: people
// title zh: 历年任职
// title en: Who holds which post over the years
// question zh: 某地（或各地）历年谁担任什么职务，哪份报告这样说？
// question en: Who holds which post in a township (or anywhere) over the years, and which report says so?
// param place: string? | 乡镇或村名；不给则为全部 | Name of the township or village; all when not given
// param post: string? | 职务中的词；不给则为全部 | Words of the post; all when not given
// example: {"place": "栗垭乡"}
// example: {"post": "党支部书记"}
// column places: string[] | 报告所述的乡镇、村 | Townships and villages that the report covers
// column post: string | 职务 | Post
// column year: integer? | 年度 | Year of the report
// column person: string | 姓名；未具名的用职务 | Name; the post where the author has no name
// column masked: boolean | 姓名是否遮盖或未具 | Whether the name is masked or not given
// column serves_in: string[] | 报告说他在哪里任职 | Where the report says that the person works
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
// column report: string | 报告 | Title of the report
MATCH (person:Person)-[h:HOLDS]->(post:Role)
WHERE $post IS NULL OR post.name CONTAINS $post
MATCH (rep:Report {id: h.report})
WHERE $place IS NULL
   OR EXISTS { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.name = $place }
   OR EXISTS { MATCH (person)-[w:SERVES_IN]->(p:Place) WHERE p.name = $place AND w.report = rep.id }
WITH rep, person, post, h ORDER BY h.start
WITH rep, person, post, head(collect(h)) AS first
RETURN COLLECT { MATCH (rep)-[:COVERS]->(p:Place) WHERE p.level IN ['township', 'village', 'community']
                 RETURN DISTINCT p.name AS name ORDER BY name } AS places,
       post.name AS post, rep.year AS year, person.caption AS person, person.masked AS masked,
       COLLECT { MATCH (person)-[w:SERVES_IN]->(x:Place|Organization) WHERE w.report = rep.id
                 RETURN DISTINCT x.name AS name ORDER BY name } AS serves_in,
       first.sentence AS sentence, first.start AS start, rep.title AS report
ORDER BY places, post, year, person, report, start
