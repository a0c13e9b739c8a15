// name: contradictions
// topic: findings
// title zh: 矛盾和算不拢的数字
// title en: Contradictions, sentence by sentence
// question zh: 哪些数字互相矛盾或算不拢？把有关的原句并排列出来，由人判断。
// question en: Which figures contradict each other or do not add up? Their sentences side by side, for people to judge.
// param scope: string? | 标题中的词；不给则为全部 | Words of a report's title; all when not given
// example: {}
// column kind: string | 比的是什么 | What was compared
// column verdict: string | conflicts 或 fails | conflicts or fails
// column explanation: string | 算式 | The sum or comparison
// column figure: string | 数字原文 | One of the figures, as written
// column sentence: string | 原句 | The sentence that states it
// column start: integer | 位置 | Where the figure begins in the source
// column report: string | 报告 | Title of its report
MATCH (f:Finding)-[a:ABOUT]->(q)
WHERE f.verdict IN ['conflicts', 'fails']
MATCH (rep:Report {id: coalesce(q.report, f.report)})
WHERE $scope IS NULL OR rep.title CONTAINS $scope
RETURN DISTINCT f.kind AS kind, f.verdict AS verdict, f.explanation AS explanation,
       coalesce(q.text, a.text) AS figure, coalesce(q.sentence, a.sentence) AS sentence,
       coalesce(q.start, a.start) AS start, rep.title AS report
ORDER BY kind, explanation, report, start
