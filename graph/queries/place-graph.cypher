// name: place-graph
// topic: graphs
// title zh: 地方关系图
// title en: A place and what surrounds it
// question zh: 这个地方同哪些人、单位、数字、报告相连？（画成图）
// question en: Which people, figures and reports is this place joined to? (drawn as a graph)
// param place: string | 地名 | Name of the place
// example: {"place": "石壁村"}
// column path: path | 关系 | A tie
MATCH path = (p:Place {name: $place})-[:LOCATED_IN|COVERS|RESPONSIBLE_FOR|SERVES_IN|ABOUT]-(x)
RETURN path
ORDER BY coalesce(x.caption, x.name, x.title, x.text), x.id
