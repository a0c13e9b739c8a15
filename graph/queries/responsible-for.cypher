// name: responsible-for
// topic: people
// title zh: 谁负责这里
// title en: Who answers for it
// question zh: 这个村、单位或项目由谁分管、联系、挂钩、包？
// question en: Who answers for this village, organisation or programme, in which mode?
// param name: string | 村、单位或项目的名字 | Name of the village, organisation or programme
// example: {"name": "石榴湾村"}
// column name: string | 名字 | Its name
// column mode: string? | 方式 | Mode
// column person: string | 姓名；未具名的用职务 | Name; the post where the author has no name
// column year: integer? | 年度 | Year
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 位置 | Where its words begin in the source
// column report: string | 报告 | Title of the report
MATCH (person:Person)-[r:RESPONSIBLE_FOR]->(x:Place|Organization|Program)
WHERE x.name = $name
MATCH (rep:Report {id: r.report})
RETURN DISTINCT x.name AS name, r.mode AS mode, person.caption AS person, rep.year AS year,
       r.sentence AS sentence, r.start AS start, rep.title AS report
ORDER BY year, report, mode, person, start
