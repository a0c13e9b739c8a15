// name: responsibilities
// topic: people
// title zh: 分管、协管、联系、挂钩、包
// title en: Responsibilities by mode
// question zh: 谁分管、协管、联系、挂钩、包什么？
// question en: Who is responsible for what, and in which mode?
// param mode: string? | 分管 协管 联系 挂钩 包；不给则为全部 | 分管, 协管, 联系, 挂钩 or 包; all when not given
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {"mode": "挂钩"}
// example: {"year": 2022}
// column mode: string? | 方式 | Mode
// column person: string | 姓名；未具名的用职务 | Name; the post where the author has no name
// column posts: string[] | 职务 | Posts of the person
// column what: string | 负责什么 | What the person answers for
// column kind: string | place organization program | What it is: place, organization or program
// column year: integer? | 年度 | Year
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
// column report: string | 报告 | Title of the report
MATCH (person:Person)-[r:RESPONSIBLE_FOR]->(x:Place|Organization|Program)
WHERE $mode IS NULL OR r.mode = $mode
MATCH (rep:Report {id: r.report})
WHERE $year IS NULL OR rep.year = $year
RETURN DISTINCT r.mode AS mode, person.caption AS person,
       COLLECT { MATCH (person)-[h:HOLDS]->(post:Role) WHERE h.report = rep.id
                 RETURN DISTINCT post.name AS name ORDER BY name } AS posts,
       x.name AS what,
       CASE WHEN x:Place THEN 'place' WHEN x:Organization THEN 'organization' ELSE 'program' END AS kind,
       rep.year AS year, r.sentence AS sentence, r.start AS start, rep.title AS report
ORDER BY mode, year, report, start, what
