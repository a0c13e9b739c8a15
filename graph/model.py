"""The graph, declared once: what nodes, relationships and properties there are, and what they mean.

Everything else derives from this table: the rows that are written (`graph.rows`), constraints, indexes and statements
(`graph.statements`), export headers, `shutu schema`, docs/graph-model.md, and the check that a query names only
what exists. To add a property, add it here and fill it in `graph.mapping`.

Who keeps a node alive is part of its declaration:

``source``, ``report``
    It belongs to one source or report and goes with it. Its ``report`` property says which.
``shared``
    It is what it says: its id is made of all its properties, so two reports that say the same meet in one node, and it
    never changes. It exists exactly as long as a relationship of some report leads to it.
``scoped``
    As ``shared``, within one township that is known for certain, or within one report where it is not: the same
    name elsewhere is another node.
``derived``
    It is computed from nodes of reports, and goes when one that it speaks of goes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "MODEL",
    "Model",
    "Node",
    "Owner",
    "Property",
    "PropertyType",
    "Relationship",
]

PropertyType = Literal["string", "integer", "float", "boolean", "string[]"]
Owner = Literal["source", "report", "shared", "scoped", "derived"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or relationship."""

    name: str
    type: PropertyType
    description: str
    unit: str = ""
    #: Whether every node or relationship of its kind has it.
    required: bool = False
    #: Whether look-ups by it are quick.
    indexed: bool = False
    #: Whether its words can be searched.
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A kind of node. The property ``id`` identifies it within its label; it is a digest and means nothing else."""

    label: str
    owner: Owner
    description: str
    properties: tuple[Property, ...]
    #: A further label, and the property and its value that earn it.
    extra_label: tuple[str, str, str] | None = None

    def find(self, name: str) -> Property | None:
        """The property of that name, if there is one."""
        return next((known for known in self.properties if known.name == name), None)

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that nodes of this kind may have."""
        return (self.label, self.extra_label[0]) if self.extra_label else (self.label,)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A kind of relationship, with all pairs of labels that it may join."""

    type: str
    ends: tuple[tuple[str, str], ...]
    description: str
    properties: tuple[Property, ...] = ()
    #: Whether it joins two nodes of which neither belongs to a report: it then goes by its own ``report`` property,
    #: and is looked for at its start, where there are few of it.
    between_shared: bool = False

    def find(self, name: str) -> Property | None:
        """The property of that name, if there is one."""
        return next((known for known in self.properties if known.name == name), None)


@dataclass(frozen=True, slots=True)
class Model:
    """All nodes and relationships."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    _nodes: dict[str, Node] = field(init=False, repr=False, compare=False)
    _relationships: dict[str, Relationship] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_nodes", {node.label: node for node in self.nodes})
        object.__setattr__(self, "_relationships", {kind.type: kind for kind in self.relationships})

    def node(self, label: str) -> Node:
        """The node kind of a label; KeyError for an unknown one."""
        return self._nodes[label]

    def relationship(self, kind: str) -> Relationship:
        """The relationship kind of a type; KeyError for an unknown one."""
        return self._relationships[kind]

    @property
    def labels(self) -> frozenset[str]:
        """All labels."""
        return frozenset(label for node in self.nodes for label in node.labels)

    def owned(self, *owners: Owner) -> tuple[Node, ...]:
        """Node kinds with one of these owners."""
        return tuple(node for node in self.nodes if node.owner in owners)


ID = Property(
    "id",
    "string",
    "Digest that identifies the node: the same on every machine and in every run",
    required=True,
)
OF_REPORT = Property("report", "string", "Id of the report that says so", required=True, indexed=True)
START = Property("start", "integer", "Where the words begin in the source text", "code points", required=True)
END = Property("end", "integer", "Where the words end in the source text", "code points", required=True)
SENTENCE = Property(
    "sentence", "string", "The sentence that says so, as it stands in the source", required=True
)
EVIDENCE = (OF_REPORT, START, END, SENTENCE)
SCOPE = Property(
    "scope", "string", "What the name is unique within: a division code, or the id of a report", required=True
)

MODEL = Model(
    nodes=(
        Node(
            "Source",
            "source",
            "A document that was ingested",
            (
                ID,
                Property(
                    "name",
                    "string",
                    "Path as it was given; members of archives after the archive",
                    required=True,
                    indexed=True,
                ),
                Property("sha256", "string", "Digest of its bytes", required=True),
                Property("media_type", "string", "What kind of document it is", required=True),
                Property("size", "integer", "Its size", "bytes", required=True),
                Property("encoding", "string", "How its text is encoded, where that is a question"),
                Property("extractor", "string", "Version of the extraction that read it", required=True),
                Property("mapping", "string", "Version of the code that wrote it", required=True),
                Property("reports", "integer", "How many reports were found in it", required=True),
            ),
        ),
        Node(
            "Report",
            "report",
            "One duty report; a compilation holds several",
            (
                ID,
                OF_REPORT,
                Property("source", "string", "Name of its source", required=True),
                Property("title", "string", "Its title", required=True, full_text=True),
                Property("year", "integer", "The year it reports on, where stated", indexed=True),
                Property("kind", "string", "What kind of report it calls itself (述职报告 …)", required=True),
                START,
                END,
                Property(
                    "text",
                    "string",
                    "Its text; offsets of its mentions minus `start` point into it",
                    required=True,
                    full_text=True,
                ),
                Property(
                    "jurisdiction",
                    "string",
                    "Division code of the one township it covers, where that is certain",
                    indexed=True,
                ),
            ),
        ),
        Node(
            "Section",
            "report",
            "A section of a report, or the report as a whole where something stands outside all sections",
            (
                ID,
                OF_REPORT,
                Property("heading", "string", "Its heading as written", required=True),
                Property(
                    "kind",
                    "string",
                    "intro, duty, problem, cause, plan or other",
                    required=True,
                    indexed=True,
                ),
                Property(
                    "depth",
                    "integer",
                    "How deep it lies: 1 is outermost, 0 the report as a whole",
                    required=True,
                ),
                Property(
                    "ordinal", "integer", "Its place among the sections of the report, from 0", required=True
                ),
                START,
                END,
            ),
        ),
        Node(
            "Quantity",
            "report",
            "A figure with its unit, as one sentence states it",
            (
                ID,
                *EVIDENCE,
                Property("text", "string", "The figure as written", required=True),
                Property(
                    "value",
                    "float",
                    "Its number, 万 and 亿 multiplied out; none where it is masked",
                    "as in `unit`",
                ),
                Property("value_max", "float", "Upper end of a range", "as in `unit`"),
                Property("unit", "string", "Its unit as written, without 万 and 亿", required=True),
                Property("bound", "string", "exact, ge (余, 以上), le (以内) or about (约)", required=True),
                Property(
                    "masked", "boolean", "Whether its digits are masked: the figure is unknown", required=True
                ),
                Property("status", "string", "done, plan or prior", required=True),
                Property(
                    "dimension",
                    "string",
                    "What kind of quantity it is: count, area, mass, money …",
                    required=True,
                ),
                Property("base_value", "float", "`value` in the base unit", "as in `base_unit`"),
                Property("base_value_max", "float", "`value_max` in the base unit", "as in `base_unit`"),
                Property("base_unit", "string", "Base unit of the dimension: m², kg, 元 …", required=True),
                Property(
                    "indicator",
                    "string",
                    "What is counted or measured, in words of the sentence",
                ),
                Property("period", "string", "What time it is stated for (2023年, 每月)"),
                Property(
                    "key",
                    "string",
                    "Digest of a rare figure: equal where two reports state the same one",
                    indexed=True,
                ),
            ),
        ),
        Node(
            "Fingerprint",
            "report",
            "By what a report is recognised: as speaking of the same place as another, and as repeating it",
            (
                ID,
                OF_REPORT,
                Property(
                    "level", "string", "township, village, county or other: what it speaks for", required=True
                ),
                Property("townships", "string[]", "Townships that it says it is about"),
                Property("names", "string[]", "Townships, villages and communities that it names"),
                Property(
                    "home",
                    "string",
                    "Name of the one township that it says it is about, where no other is called so",
                    indexed=True,
                ),
                Property("village", "string", "Code or name of the one village that its title names"),
                Property(
                    "signature", "string", "MinHash of its text, hexadecimal; none where it is too short"
                ),
                *(
                    Property(f"band_{at:02}", "string", "Look-alikes share one of these keys", indexed=True)
                    for at in range(16)
                ),
                Property(
                    "figures", "string", "Its figures that others' are compared with, as JSON", required=True
                ),
                Property("keyed", "string", "Its rare figures, as JSON", required=True),
            ),
        ),
        Node(
            "Pending",
            "report",
            "Says that the findings between a report and others must be worked out again: none is left when they are "
            "up to date. (A node, not a property: a mark comes and goes, and to rewrite a fingerprint takes ten times as "
            "long)",
            (ID, OF_REPORT),
        ),
        Node(
            "Finding",
            "derived",
            "Something that figures say about each other: they agree, contradict, or do not add up",
            (
                ID,
                Property(
                    "kind",
                    "string",
                    "What was compared: same-figure, parts-total, product, percentage, growth, share, households or announced",
                    required=True,
                    indexed=True,
                ),
                Property(
                    "verdict", "string", "agrees, conflicts, holds or fails", required=True, indexed=True
                ),
                Property("scope", "string", "Within what it was compared: report or place", required=True),
                Property("report", "string", "Id of the report, where it speaks of one alone", indexed=True),
                Property(
                    "first_report",
                    "string",
                    "Id of the first of its reports, in the order of their ids, where it speaks of several",
                    indexed=True,
                ),
                Property(
                    "explanation",
                    "string",
                    "The sum or comparison, to be checked with a pencil",
                    required=True,
                ),
                Property("score", "float", "How sure it is, 0 to 1", required=True),
                Property("hint", "string", "What a wrong figure probably should be"),
            ),
        ),
        Node(
            "Person",
            "scoped",
            "A person. Named ones are known by their name within a township or a report, masked ones and unnamed "
            "authors within their report",
            (
                ID,
                Property(
                    "name",
                    "string",
                    "Name as written, masks included; none for an unnamed author",
                    indexed=True,
                ),
                Property(
                    "caption",
                    "string",
                    "What to show: the name, or the post of an unnamed author",
                    required=True,
                ),
                Property(
                    "masked", "boolean", "Whether the name is masked (李某某) or not given", required=True
                ),
                SCOPE,
            ),
        ),
        Node(
            "Role",
            "shared",
            "A post",
            (
                ID,
                Property("name", "string", "Its full title", required=True, indexed=True),
                Property("level", "string", "Level of the organ (县, 镇, 村 …)"),
                Property("organ", "string", "The organ (党委, 人民政府 …)"),
                Property("post", "string", "The post in it (书记, 委员 …)"),
                Property("deputy", "boolean", "A deputy (副)", required=True),
                Property("acting", "boolean", "Acting (代理, 主持工作)", required=True),
                Property("seconded", "boolean", "On secondment (挂职, 驻村)", required=True),
            ),
        ),
        Node(
            "Place",
            "scoped",
            "A place. With a division code it is the same for all reports; without one it is known within a township or "
            "a report; masked ones (X村) within their report",
            (
                ID,
                Property("name", "string", "Its name", required=True, indexed=True),
                Property(
                    "level",
                    "string",
                    "province, city, county, township, village, community, group or other",
                    required=True,
                    indexed=True,
                ),
                Property("masked", "boolean", "Whether the name is masked", required=True),
                Property(
                    "code",
                    "string",
                    "Division code of the statistics bureau, where it is resolved for certain",
                    indexed=True,
                ),
                Property("scope", "string", "As for people; none where the code says which place it is"),
            ),
            extra_label=("Village", "level", "village"),
        ),
        Node(
            "Organization",
            "scoped",
            "An organisation with a name, known within a township or a report",
            (
                ID,
                Property("name", "string", "Its name as written", required=True, indexed=True),
                Property("masked", "boolean", "Whether the name is masked", required=True),
                SCOPE,
            ),
        ),
        Node(
            "Program",
            "scoped",
            "A policy, campaign, system or working method. The same name in another sense is another node, and a "
            "shorthand whose sense is not known is one of its township or report",
            (
                ID,
                Property("name", "string", "Its canonical name", required=True, indexed=True, full_text=True),
                Property("kind", "string", "numeric (三会一课) or named (河长制)", required=True),
                Property("category", "string", "What field it belongs to"),
                Property(
                    "sense", "string", "Which of several things of this name it is; none while unresolved"
                ),
                Property(
                    "scope", "string", "As for people, while its sense is unresolved; none for known senses"
                ),
            ),
        ),
        Node(
            "Indicator",
            "shared",
            "What figures count or measure",
            (
                ID,
                Property(
                    "name",
                    "string",
                    "Canonical form: equal where the same thing is counted",
                    required=True,
                    indexed=True,
                    full_text=True,
                ),
            ),
        ),
    ),
    relationships=(
        Relationship("CONTAINS", (("Source", "Report"),), "The source holds the report"),
        Relationship(
            "HAS_SECTION",
            (("Report", "Section"), ("Section", "Section")),
            "The section is part of the report or section",
        ),
        Relationship(
            "AUTHORED",
            (("Person", "Report"),),
            "The person wrote the report",
            (*EVIDENCE,),
        ),
        Relationship(
            "COVERS",
            (("Report", "Place"),),
            "The report speaks of this place",
            (
                *EVIDENCE,
                Property("basis", "string", "stated or inferred"),
                Property("confidence", "float", "How sure it is, 0 to 1"),
                Property("reason", "string", "Why it is taken to be so"),
            ),
        ),
        Relationship(
            "LOCATED_IN",
            (("Place", "Place"),),
            "The place lies in the other. Without `report` it follows from the division codes",
            (
                Property(
                    "report",
                    "string",
                    "Id of the report that says so; none where the division codes do",
                ),
                Property("start", "integer", START.description, START.unit),
                Property("end", "integer", END.description, END.unit),
                Property("sentence", "string", SENTENCE.description),
            ),
            between_shared=True,
        ),
        Relationship(
            "MENTIONS",
            (
                ("Section", "Person"),
                ("Section", "Role"),
                ("Section", "Place"),
                ("Section", "Organization"),
                ("Section", "Program"),
            ),
            "The section names it; one relationship for each time",
            (
                Property("text", "string", "The mention as written", required=True),
                START,
                END,
                SENTENCE,
                Property(
                    "items", "string[]", "What the shorthand stands for, where this report spells it out"
                ),
                Property(
                    "candidates", "string[]", "Division codes that a place may have, where it is ambiguous"
                ),
            ),
        ),
        Relationship("STATES", (("Section", "Quantity"),), "The section states the figure"),
        Relationship("MEASURES", (("Quantity", "Indicator"),), "The figure counts or measures this"),
        Relationship(
            "ABOUT",
            (
                ("Quantity", "Place"),
                ("Quantity", "Organization"),
                ("Quantity", "Program"),
                ("Quantity", "Person"),
                ("Finding", "Quantity"),
                ("Finding", "Program"),
            ),
            "Whom or what a figure is about; which figures, or which shorthand, a finding is about",
            (
                Property("text", "string", "The shorthand as written, where a finding is about one"),
                Property("start", "integer", START.description, START.unit),
                Property("end", "integer", END.description, END.unit),
                Property("sentence", "string", SENTENCE.description),
            ),
        ),
        Relationship(
            "HOLDS", (("Person", "Role"),), "The person holds the post", EVIDENCE, between_shared=True
        ),
        Relationship(
            "SERVES_IN",
            (("Person", "Place"), ("Person", "Organization")),
            "The person works there",
            EVIDENCE,
            between_shared=True,
        ),
        Relationship(
            "RESPONSIBLE_FOR",
            (("Person", "Place"), ("Person", "Organization"), ("Person", "Program")),
            "The person answers for it",
            (*EVIDENCE, Property("mode", "string", "分管, 协管, 联系, 挂钩 or 包")),
            between_shared=True,
        ),
        Relationship(
            "IMPLEMENTS",
            (("Report", "Program"),),
            "The report tells that it is carried out",
            (
                *EVIDENCE,
                Property("verb", "string", "落实, 执行, 开展, 推进 …"),
                Property("status", "string", "done or plan"),
            ),
        ),
        Relationship(
            "SIMILAR_TO",
            (("Report", "Report"),),
            "The reports share text",
            (
                Property("score", "float", "How much of it, 0 to 1", required=True),
                Property(
                    "passages",
                    "string[]",
                    "The longest stretches in common, as offsets in both sources: 120-340=88-308",
                ),
            ),
        ),
        Relationship(
            "SAME_PLACE",
            (("Report", "Report"),),
            "The reports speak of the same place, by what they share; reports of one jurisdiction do so anyway",
            (
                Property("confidence", "float", "How sure it is, 0 to 1", required=True),
                Property("reason", "string", "The rare figures and names that both have", required=True),
            ),
        ),
    ),
)
