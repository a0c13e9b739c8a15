// name: programmes-together
// topic: programmes
// title zh: 一起落实的项目
// title en: Programmes carried out together
// question zh: 哪些项目常在同一份报告里一起落实？
// question en: Which programmes are often carried out by the same report?
// param program: string? | 其中一个项目；不给则为全部 | One of the two; all when not given
// param minimum: integer = 2 | 至少几份报告 | In at least so many reports
// example: {"minimum": 3}
// example: {"program": "河长制"}
// column first: string | 项目 | One programme
// column second: string | 另一个项目 | The other
// column reports: integer | 报告数 | Reports that carry out both
// column titles: string[] | 是哪些报告 | Which reports
MATCH (a:Program)<-[one:IMPLEMENTS]-(rep:Report)-[two:IMPLEMENTS]->(b:Program)
WHERE one.status = 'done' AND two.status = 'done' AND a.sense IS NOT NULL AND b.sense IS NOT NULL
  AND a.name < b.name AND ($program IS NULL OR a.name = $program OR b.name = $program)
WITH a, b, rep ORDER BY rep.title
WITH a, b, collect(DISTINCT rep.id) AS ids, collect(DISTINCT rep.title) AS titles
WHERE size(ids) >= $minimum
RETURN a.name AS first, b.name AS second, size(ids) AS reports, titles
ORDER BY reports DESC, first, second
