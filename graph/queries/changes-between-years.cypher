// name: changes-between-years
// topic: figures
// title zh: 两年之间变了什么
// title en: What changed between two years
// question zh: 讲同一个地方的两年报告里，同一指标（说的也是同一处）各是多少、差多少？
// question en: Where reports of two years cover a place of this name, what is each indicator that both state of the same subject, and what is the difference?
// param place: string | 报告所述的地方 | Name of the place that the reports cover
// param before: integer | 前一年 | The earlier year
// param after: integer | 后一年 | The later year
// example: {"place": "栗垭乡", "before": 2022, "after": 2023}
// column same_post: boolean | 两份报告的述职人是否同一职务；个人做的事只在同一职务之间可比 | Whether authors of one post wrote both: what a person did compares only then
// column same_place: string? | 凭什么知道是同一个地方；空的只是同名 | What says that both speak of one place; empty where only the name is the same
// column indicator: string | 指标 | Indicator
// column about: string[] | 关于谁 | Whom or what both figures are about
// column figure_before: string | 前一年 | Figure of the earlier year, as written
// column figure_after: string | 后一年 | Figure of the later year, as written
// column difference: float? | 基本单位下的差；有“余、以上、约”或范围时为空 | Difference in the base unit; empty where either is a bound or a range
// column unit: string | 基本单位 | Base unit
// column sentence_before: string | 前一年的原句 | Sentence of the earlier year
// column sentence_after: string | 后一年的原句 | Sentence of the later year
// column report_before: string | 前一年的报告 | Report of the earlier year
// column report_after: string | 后一年的报告 | Report of the later year
MATCH (old:Report)-[:COVERS]->(p:Place) WHERE p.name = $place AND old.year = $before
WITH DISTINCT old
MATCH (new:Report)-[:COVERS]->(p:Place) WHERE p.name = $place AND new.year = $after
WITH DISTINCT old, new
WITH old, new,
     EXISTS { MATCH (old)<-[:AUTHORED]-(one:Person)-[h:HOLDS]->(post:Role) WHERE h.report = old.id
              MATCH (new)<-[:AUTHORED]-(two:Person)-[k:HOLDS]->(post) WHERE k.report = new.id } AS same_post,
     CASE WHEN old.jurisdiction = new.jurisdiction THEN 'code ' + old.jurisdiction
          ELSE head(COLLECT { MATCH (old)-[link:SAME_PLACE]-(new) RETURN DISTINCT link.reason AS reason
                              ORDER BY reason }) END AS same_place
MATCH (a:Quantity)-[:MEASURES]->(i:Indicator)
WHERE a.report = old.id AND a.status = 'done' AND a.base_value IS NOT NULL
MATCH (b:Quantity)-[:MEASURES]->(i)
WHERE b.report = new.id AND b.status = 'done' AND b.base_value IS NOT NULL AND b.base_unit = a.base_unit
WITH DISTINCT old, new, same_post, same_place, i, a, b,
     COLLECT { MATCH (a)-[:ABOUT]->(x:Place|Organization|Program|Person)
               RETURN DISTINCT coalesce(x.name, x.caption) AS name ORDER BY name } AS about,
     COLLECT { MATCH (b)-[:ABOUT]->(x:Place|Organization|Program|Person)
               RETURN DISTINCT coalesce(x.name, x.caption) AS name ORDER BY name } AS about_after
WHERE about = about_after
WITH old, new, same_post, same_place, i, about, a.base_unit AS unit, collect(DISTINCT a) AS olds, collect(DISTINCT b) AS news
WHERE size(olds) = 1 AND size(news) = 1
WITH old, new, same_post, same_place, i, about, unit, head(olds) AS a, head(news) AS b
RETURN same_post, same_place, i.name AS indicator, about, a.text AS figure_before, b.text AS figure_after,
       CASE WHEN a.bound = 'exact' AND b.bound = 'exact' AND a.value_max IS NULL AND b.value_max IS NULL
            THEN round((b.base_value - a.base_value) * 1000) / 1000.0 END AS difference,
       unit, a.sentence AS sentence_before, b.sentence AS sentence_after, old.title AS report_before,
       new.title AS report_after
ORDER BY same_post DESC, report_before, report_after, indicator, about, unit
