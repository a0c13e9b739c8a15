// name: programmes-by-category
// topic: programmes
// title zh: 各类工作的项目
// title en: Programmes by field of work
// question zh: 每一类工作有多少项目、多少份报告在落实？
// question en: How many programmes of each field of work are carried out, in how many reports?
// param year: integer? | 年度；不给则为全部 | Year of the report; all when not given
// example: {}
// column category: string | 类别 | Field of work
// column programs: integer | 项目数 | Programmes
// column reports: integer | 报告数 | Reports
// column names: string[] | 项目名 | Names of the programmes
MATCH (rep:Report)-[i:IMPLEMENTS]->(g:Program)
WHERE i.status = 'done' AND g.category IS NOT NULL AND ($year IS NULL OR rep.year = $year)
WITH g.category AS category, g.name AS name, rep.id AS report ORDER BY name
WITH category, collect(DISTINCT name) AS names, count(DISTINCT report) AS reports
RETURN category, size(names) AS programs, reports, names
ORDER BY programs DESC, reports DESC, category
