"""Files for Neo4j Browser: how nodes look (shutu.grass), and the saved queries (shutu-queries.zip)."""
