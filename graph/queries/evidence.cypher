// name: evidence
// topic: evidence
// title zh: 依据在哪里
// title en: The evidence of any fact
// question zh: 关于这个人、地方、单位、职务或项目的每个事实，是哪个文件哪一句、从第几个字到第几个字？
// question en: For every fact on this person, place, organisation, post or programme: which source, which sentence, from which character to which?
// param name: string | 名字 | Name
// param fact: string? | 事实类型，如 HOLDS；不给则为全部 | Type of the fact, such as HOLDS; all when not given
// example: {"name": "吴长庚"}
// example: {"name": "河长制", "fact": "IMPLEMENTS"}
// column fact: string | 事实类型 | Type of the fact
// column from: string | 从 | Where it starts
// column to: string | 到 | Where it ends
// column sentence: string | 原句 | The sentence that says so
// column start: integer | 起 | Where the words begin in the source
// column end: integer | 止 | Where they end
// column source: string | 文件 | The source
MATCH (x:Person|Place|Organization|Role|Program)
WHERE coalesce(x.name, x.caption) = $name
MATCH (x)-[r]-(other)
WHERE r.sentence IS NOT NULL AND ($fact IS NULL OR type(r) = $fact)
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
WITH r, a, b, coalesce(r.report, a.report, b.report) AS id
MATCH (rep:Report {id: id})
RETURN type(r) AS fact, coalesce(a.caption, a.name, a.title, a.heading, a.text) AS from,
       coalesce(b.caption, b.name, b.title, b.heading, b.text) AS to,
       r.sentence AS sentence, r.start AS start, r.end AS end, rep.source AS source
ORDER BY source, start, fact, from, to
