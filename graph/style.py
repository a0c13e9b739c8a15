"""How the graph looks, once for all that draw it: Neo4j Browser's style file and the pages of `shutu browse`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["STYLES", "LabelStyle"]


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """Look of one label: colours are web colours, the diameter is in pixels."""

    #: What people call such a node.
    chinese: str
    english: str
    colour: str
    #: Of text on the colour: contrast of at least 4.5 to 1.
    text_colour: str
    diameter: int
    #: Property whose value is written on the node.
    caption: str


STYLES: dict[str, LabelStyle] = {
    "Report": LabelStyle("报告", "Report", "#1f4e79", "#ffffff", 64, "title"),
    "Source": LabelStyle("来源", "Source", "#5f6b76", "#ffffff", 44, "name"),
    "Section": LabelStyle("章节", "Section", "#c9d1d9", "#1b1f23", 36, "heading"),
    "Person": LabelStyle("人物", "Person", "#b5482a", "#ffffff", 54, "caption"),
    "Role": LabelStyle("职务", "Role", "#e8a33d", "#1b1f23", 46, "name"),
    "Place": LabelStyle("地点", "Place", "#2f7d4f", "#ffffff", 50, "name"),
    "Village": LabelStyle("村", "Village", "#58a76f", "#10240f", 50, "name"),
    "Organization": LabelStyle("组织", "Organization", "#6b4fa0", "#ffffff", 48, "name"),
    "Program": LabelStyle("项目制度", "Programme", "#a61c3c", "#ffffff", 54, "name"),
    "Indicator": LabelStyle("指标", "Indicator", "#0f7c8a", "#ffffff", 50, "name"),
    "Quantity": LabelStyle("数量", "Quantity", "#8fd0d6", "#10282b", 40, "text"),
    "Finding": LabelStyle("发现", "Finding", "#d4335b", "#ffffff", 48, "kind"),
}
