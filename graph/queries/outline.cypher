// name: outline
// topic: evidence
// title zh: 报告的提纲
// title en: Outline of a report
// question zh: 这份报告分几部分，各是什么性质，各有多少名字和数字？
// question en: Which sections does this report have, of which kind, with how many names and figures?
// param report: string | 报告标题 | Title of the report
// example: {"report": "栗垭乡副乡长2023年度工作述职报告"}
// column depth: integer | 层次 | Depth
// column heading: string | 标题 | Heading
// column kind: string | 性质 | intro, duty, problem, cause, plan or other
// column names: integer | 提到的名字 | Names in it
// column figures: integer | 数字 | Figures in it
// column start: integer | 起 | Where it begins in the source
// column end: integer | 止 | Where it ends
MATCH (rep:Report {title: $report})
MATCH (s:Section) WHERE s.report = rep.id
RETURN s.depth AS depth, s.heading AS heading, s.kind AS kind,
       COUNT { MATCH (s)-[:MENTIONS]->() } AS names, COUNT { MATCH (s)-[:STATES]->() } AS figures,
       s.start AS start, s.end AS end
ORDER BY start, depth, heading
