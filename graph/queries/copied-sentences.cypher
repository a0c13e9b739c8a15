// name: copied-sentences
// topic: findings
// title zh: 一字不差的句子
// title en: Sentences that stand in several reports
// question zh: 哪些带名字的句子一字不差地出现在几份报告里？
// question en: Which sentences that name something stand word for word in several reports?
// param length: integer = 20 | 至少多少字 | At least so many characters
// example: {"length": 40}
// column sentence: string | 句子 | The sentence
// column reports: integer | 报告数 | Reports
// column titles: string[] | 是哪些报告 | Which reports
MATCH (s:Section)-[m:MENTIONS]->(x:Person|Place|Organization|Role|Program)
WHERE size(m.sentence) >= $length
WITH m.sentence AS sentence, collect(DISTINCT s.report) AS ids
WHERE size(ids) > 1
RETURN sentence, size(ids) AS reports,
       COLLECT { MATCH (rep:Report) WHERE rep.id IN ids
                 WITH rep.year AS year, rep.title AS title ORDER BY year, title RETURN title } AS titles
ORDER BY reports DESC, size(sentence) DESC, sentence
