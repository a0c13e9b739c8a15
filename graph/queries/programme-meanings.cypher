// name: programme-meanings
// topic: programmes
// title zh: 简称是什么意思
// title en: What shorthand stands for
// question zh: 各份报告自己怎样解释数字简称？同一个简称在不同报告里可能不是一回事。
// question en: What does each report say its shorthand stands for? The same words may mean other things elsewhere.
// param program: string? | 项目名；不给则为全部 | Name of the programme; all when not given
// example: {}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column items: string[] | 报告列出的内容 | What the report says it stands for
// column sentence: string | 原句 | The sentence that names it
// column start: integer | 位置 | Where the name begins in the source
// column report: string | 报告 | Title of the report
MATCH (s:Section)-[m:MENTIONS]->(g:Program)
WHERE m.items IS NOT NULL AND ($program IS NULL OR g.name = $program)
MATCH (rep:Report {id: s.report})
RETURN g.name AS program, g.sense AS sense, m.items AS items, m.sentence AS sentence, m.start AS start,
       rep.title AS report
ORDER BY program, sense, report, start
