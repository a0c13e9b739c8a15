"""How nodes and relationships look: colours, sizes and captions, in the form that Neo4j Browser reads (.grass)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NODES", "RELATIONSHIPS", "NodeStyle", "as_grass"]


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """How nodes of one label look."""

    #: Fill, and the text on it, chosen to be told apart and read (contrast of 4.5 at least).
    colour: str
    text: str
    #: Diameter in pixels.
    diameter: int
    #: What stands on the node: words, and properties in braces.
    caption: str
    #: What the label is called in Chinese.
    name: str


#: Label -> look. A later label wins where a node has two: Village after Place.
NODES: dict[str, NodeStyle] = {
    "Source": NodeStyle("#d5d8dc", "#1b2631", 50, "{name}", "文件"),
    "Report": NodeStyle("#1f618d", "#ffffff", 80, "{title}", "报告"),
    "Section": NodeStyle("#aed6f1", "#154360", 45, "{heading}", "段落"),
    "Person": NodeStyle("#b03a2e", "#ffffff", 65, "{caption}", "人"),
    "Role": NodeStyle("#f5b7b1", "#641e16", 55, "{name}", "职务"),
    "Place": NodeStyle("#1d8348", "#ffffff", 65, "{name}", "地方"),
    "Village": NodeStyle("#82e0aa", "#145a32", 60, "{name}", "村"),
    "Organization": NodeStyle("#6c3483", "#ffffff", 60, "{name}", "单位"),
    "Program": NodeStyle("#f5b041", "#4a2c05", 65, "{name}", "项目"),
    "Indicator": NodeStyle("#d7bde2", "#4a235a", 50, "{name}", "指标"),
    "Quantity": NodeStyle("#fcf3cf", "#5d4a08", 50, "{text}", "数字"),
    "Fingerprint": NodeStyle("#eaecee", "#1b2631", 35, "{level}", "指纹"),
    "Pending": NodeStyle("#f8f9f9", "#1b2631", 30, "{report}", "待比较"),
    "Finding": NodeStyle("#17202a", "#ffffff", 70, "{verdict}", "发现"),
}
#: Type -> what it is called in Chinese, or the property that says it best.
RELATIONSHIPS: dict[str, str] = {
    "CONTAINS": "收有",
    "HAS_SECTION": "段落",
    "AUTHORED": "述职",
    "COVERS": "讲的是",
    "LOCATED_IN": "属于",
    "MENTIONS": "提到",
    "STATES": "写明",
    "MEASURES": "数的是",
    "ABOUT": "关于",
    "HOLDS": "任",
    "SERVES_IN": "任职于",
    "RESPONSIBLE_FOR": "{mode}",
    "IMPLEMENTS": "{verb}",
    "SIMILAR_TO": "雷同",
    "SAME_PLACE": "同地",
}


def as_grass() -> str:
    """The style file. It holds no comments: Browser's reader knows none."""
    rules = [
        "node {\n  diameter: 55px;\n  color: #d5d8dc;\n  border-color: #85929e;\n  border-width: 2px;\n"
        "  text-color-internal: #1b2631;\n  font-size: 10px;\n}\n",
        "relationship {\n  color: #85929e;\n  shaft-width: 1px;\n  font-size: 9px;\n  padding: 3px;\n"
        "  text-color-external: #212f3d;\n  text-color-internal: #ffffff;\n  caption: '<type>';\n}\n",
    ]
    rules += [
        f"node.{label} {{\n  diameter: {look.diameter}px;\n  color: {look.colour};\n"
        f"  border-color: {_darker(look.colour)};\n  text-color-internal: {look.text};\n"
        f"  caption: '{look.caption}';\n}}\n"
        for label, look in NODES.items()
    ]
    rules += [f"relationship.{kind} {{\n  caption: '{said}';\n}}\n" for kind, said in RELATIONSHIPS.items()]
    return "\n".join(rules)


def _darker(colour: str) -> str:
    """The colour of a node's border: its fill with three quarters of the light."""
    parts = (int(colour[at : at + 2], 16) * 3 // 4 for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)
