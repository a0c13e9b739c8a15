// name: person-graph
// topic: graphs
// title zh: 人物关系图
// title en: A person and what surrounds them
// question zh: 这个人同哪些职务、地方、单位、项目、报告相连？（画成图）
// question en: Which posts, places, organisations, programmes and reports is this person joined to? (drawn as a graph)
// param name: string | 姓名，或未具名述职人的职务 | Name, or the post of an unnamed author
// example: {"name": "钟离敏"}
// column path: path | 关系 | A tie
MATCH path = (p:Person {caption: $name})-[:HOLDS|SERVES_IN|RESPONSIBLE_FOR|AUTHORED|ABOUT]-(x)
RETURN path
ORDER BY coalesce(x.caption, x.name, x.title, x.text), x.id
