"""The model keeps to its own rules, and to the names that users rely on."""

from __future__ import annotations

from graph.model import MODEL

CONTRACT_LABELS = {
    "Source", "Report", "Section", "Person", "Role", "Place", "Village", "Organization", "Program", "Indicator",
    "Quantity", "Finding",
}  # fmt: skip
CONTRACT_ENDS = {
    ("CONTAINS", "Source", "Report"),
    ("HAS_SECTION", "Report", "Section"),
    ("HAS_SECTION", "Section", "Section"),
    ("AUTHORED", "Person", "Report"),
    ("COVERS", "Report", "Place"),
    ("LOCATED_IN", "Place", "Place"),
    *(("MENTIONS", "Section", label) for label in ("Person", "Role", "Place", "Organization", "Program")),
    ("STATES", "Section", "Quantity"),
    ("MEASURES", "Quantity", "Indicator"),
    *(("ABOUT", "Quantity", label) for label in ("Place", "Organization", "Program", "Person")),
    ("HOLDS", "Person", "Role"),
    *(("SERVES_IN", "Person", label) for label in ("Place", "Organization")),
    *(("RESPONSIBLE_FOR", "Person", label) for label in ("Place", "Organization", "Program")),
    ("IMPLEMENTS", "Report", "Program"),
    ("ABOUT", "Finding", "Quantity"),
    ("SIMILAR_TO", "Report", "Report"),
}


def test_it_has_the_labels_and_relationships_of_the_contract() -> None:
    ends = {(kind.type, *pair) for kind in MODEL.relationships for pair in kind.ends}
    assert MODEL.labels >= CONTRACT_LABELS
    assert ends >= CONTRACT_ENDS


def test_facts_carry_their_evidence() -> None:
    for name in ("MENTIONS", "HOLDS", "SERVES_IN", "RESPONSIBLE_FOR", "IMPLEMENTS", "AUTHORED", "COVERS"):
        kind = MODEL.relationship(name)
        for needed in ("start", "end", "sentence"):
            known = kind.find(needed)
            assert known is not None, f"{name} has no {needed}"
            assert known.required, f"{name}.{needed} may be missing"
    for needed in ("start", "end", "sentence"):
        assert MODEL.node("Quantity").find(needed) is not None


def test_a_label_and_a_relationship_type_never_share_a_name() -> None:
    assert not MODEL.labels & {kind.type for kind in MODEL.relationships}


def test_every_node_has_an_id_and_what_belongs_to_a_report_says_to_which() -> None:
    for node in MODEL.nodes:
        assert node.find("id") is not None
        # A finding may be of one report or of several.
        if node.owner != "derived":
            assert (node.find("report") is not None) == (node.owner == "report"), node.label


def test_relationships_between_shared_nodes_say_whose_they_are() -> None:
    shared = {node.label for node in MODEL.owned("shared", "scoped")}
    for kind in MODEL.relationships:
        if any(set(pair) <= shared for pair in kind.ends):
            assert kind.between_shared, kind.type
            assert kind.find("report") is not None, kind.type


def test_a_property_means_the_same_type_wherever_it_stands() -> None:
    for carriers in (MODEL.nodes, MODEL.relationships):
        types: dict[str, set[str]] = {}
        for carrier in carriers:
            for known in carrier.properties:
                types.setdefault(known.name, set()).add(known.type)
        assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_everything_is_described() -> None:
    for carrier in (*MODEL.nodes, *MODEL.relationships):
        assert carrier.description
        names = [known.name for known in carrier.properties]
        assert len(names) == len(set(names))
        assert all(known.description for known in carrier.properties)
