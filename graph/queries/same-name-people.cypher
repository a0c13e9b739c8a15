// name: same-name-people
// topic: people
// title zh: 同名的人
// title en: People of one name
// question zh: 哪些姓名出现在几个范围里？图里不合并，请人来核对是不是同一个人。
// question en: Which names stand in several scopes? The graph keeps them apart; whether they are one person is for people to judge.
// example: {}
// column name: string | 姓名 | Name
// column scopes: integer | 几个范围 | How many scopes
// column reports: string[] | 出现的报告 | Reports that name them
// column posts: string[] | 各自的职务 | Posts that they hold
MATCH (person:Person)
WHERE person.name IS NOT NULL AND NOT person.masked
MATCH (person)<-[:MENTIONS]-(s:Section)
MATCH (rep:Report {id: s.report})
WITH person.name AS name, person, rep ORDER BY rep.year, rep.title
WITH name, collect(DISTINCT person.id) AS people, collect(DISTINCT rep.title) AS reports
WHERE size(people) > 1
RETURN name, size(people) AS scopes, reports,
       COLLECT { MATCH (same:Person {name: name})-[:HOLDS]->(post:Role) WHERE NOT same.masked
                 RETURN DISTINCT post.name AS post ORDER BY post } AS posts
ORDER BY scopes DESC, name
