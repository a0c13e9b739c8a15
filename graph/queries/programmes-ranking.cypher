// name: programmes-ranking
// topic: programmes
// title zh: 项目排行
// title en: Programmes by reach
// question zh: 哪些项目被最多的报告提到？其中几份已落实、几份只打算、几份当作问题？
// question en: Which programmes do most reports name, and how many carry them out, plan them, or name them as a problem?
// param limit: integer = 20 | 最多几行 | Most rows
// example: {}
// column program: string | 项目 | Programme
// column sense: string? | 含义；未定则空 | Which meaning of the name; empty while unresolved
// column category: string? | 类别 | Field of work
// column reports: integer | 提到的报告数 | Reports that name it
// column carried_out: integer | 落实的报告数 | Reports that carry it out
// column planned: integer | 打算的报告数 | Reports that plan it
// column as_problem: integer | 当作问题的报告数 | Reports that name it among problems or causes
// column times: integer | 提到的次数 | How often it is named in all
// column only_in: string? | 含义未定的简称只在本报告内计数 | The one report that shorthand of unresolved meaning is counted in
MATCH (s:Section)-[:MENTIONS]->(g:Program)
WITH g, s.report AS id, count(*) AS times,
     max(CASE WHEN s.kind IN ['problem', 'cause'] THEN 1 ELSE 0 END) AS problem
MATCH (rep:Report {id: id})
WITH g, rep, times, problem,
     CASE WHEN EXISTS { MATCH (rep)-[i:IMPLEMENTS]->(g) WHERE i.status = 'done' } THEN 1 ELSE 0 END AS done,
     CASE WHEN EXISTS { MATCH (rep)-[i:IMPLEMENTS]->(g) WHERE i.status = 'plan' } THEN 1 ELSE 0 END AS plan,
     CASE WHEN g.sense IS NULL THEN rep.title END AS only_in,
     CASE WHEN g.sense IS NULL THEN rep.id END AS apart
WITH g, only_in, apart, count(rep) AS reports, sum(done) AS carried_out, sum(plan) AS planned,
     sum(problem) AS as_problem, sum(times) AS times
RETURN g.name AS program, g.sense AS sense, g.category AS category,
       reports, carried_out, planned, as_problem, times, only_in
ORDER BY reports DESC, carried_out DESC, times DESC, program, sense, only_in
LIMIT $limit
