"""Exports hold the whole graph: each is read back, by those who will read it, and compared with the store."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import networkx
import pytest

from graph.dump import Dump, dump, line
from graph.export import export
from graph.mapping import map_source
from graph.model import MODEL
from graph.store import GraphStore, open_store
from graph.writer import write_sources
from pipeline.models import ExtractedSource
from pipeline.settings import load_settings
from tests.conftest import neo4j_unavailable
from tests.graph.generated import make_source
from tools.neo4j_server import Neo4jServer, Neo4jUnavailableError

#: What formats have trouble with: quotes, separators, line ends, markup, control characters, the empty text.
HOSTILE = '",;\\\n\r\t<b>&amp;</b>\u001f\u0000\ufffe]]> \u202e😀'


def hostile_source() -> ExtractedSource:
    """A source whose texts are trouble for file formats."""
    source = make_source(7, f"reports/{HOSTILE}.txt".replace("\u0000", ""), reports=1)
    (extraction,) = source.reports
    sections = tuple(section.model_copy(update={"heading": HOSTILE}) for section in extraction.sections)
    return source.model_copy(update={"reports": (extraction.model_copy(update={"sections": sections}),)})


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    batch = [make_source(seed, f"reports/{seed}.txt", reports=2) for seed in range(12)]
    write_sources(store, [map_source(source) for source in [*batch, hostile_source()]])
    return store


def test_json_lines_hold_the_whole_graph(filled: GraphStore, tmp_path: Path) -> None:
    done = export(filled, tmp_path, ("jsonl",))
    items = [
        json.loads(text)
        for text in (tmp_path / "graph.jsonl").read_text(encoding="utf-8").split("\n")
        if text
    ]
    labels = {item["id"]: sorted(item["labels"]) for item in items if item["type"] == "node"}
    nodes = Counter(line(labels[item["id"]], item["properties"]) for item in items if item["type"] == "node")
    relationships = Counter(
        line(
            item["label"],
            *([labels[item[end]["id"]], item[end]["id"]] for end in ("start", "end")),
            item["properties"],
        )
        for item in items
        if item["type"] == "relationship"
    )
    assert not dump(filled).difference(Dump(nodes, relationships))
    assert (done.nodes, done.relationships) == (nodes.total(), relationships.total())


def test_graphml_is_read_back_by_networkx(filled: GraphStore, tmp_path: Path) -> None:
    done = export(filled, tmp_path, ("graphml",))
    graph = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (done.nodes, done.relationships)
    for label in (node.label for node in MODEL.nodes):
        (row,) = filled.execute_read(f"MATCH (n:{label}) RETURN count(n) AS n")
        assert sum(f":{label}" in data["labels"] for _, data in graph.nodes(data=True)) == row["n"], label
    people = filled.execute_read(
        "MATCH (p:Person)-[h:HOLDS]->(r:Role) RETURN p.caption AS person, r.name AS role, h.start AS start"
    )
    held = Counter(
        (graph.nodes[start]["label"], graph.nodes[end]["name"], data["start"])
        for start, end, data in graph.edges(data=True)
        if data["label"] == "HOLDS"
    )
    assert held == Counter((row["person"], row["role"], row["start"]) for row in people)
    assert {type(data["value"]) for _, data in graph.nodes(data=True) if "value" in data} == {float}
    assert {type(data["masked"]) for _, data in graph.nodes(data=True) if "masked" in data} == {bool}


def test_an_export_replaces_the_one_before(filled: GraphStore, tmp_path: Path) -> None:
    first = export(filled, tmp_path)
    (tmp_path / "neo4j-import" / "Gone.csv").write_text("")
    again = export(filled, tmp_path)
    assert again == first
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(again.files)


def test_the_empty_graph_can_be_exported(store: GraphStore, tmp_path: Path) -> None:
    done = export(store, tmp_path)
    assert (done.nodes, done.relationships) == (0, 0)
    assert networkx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == 0


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.neo4j
def test_neo4j_admin_imports_the_csv_files_of_both_stores(filled: GraphStore, tmp_path: Path) -> None:
    """The real import command builds the same graph, node for node, relationship for relationship."""
    export(filled, tmp_path, ("csv",))
    expected = dump(filled)
    try:
        server = Neo4jServer(tmp_path / "server")
    except Neo4jUnavailableError as error:
        neo4j_unavailable(str(error))
    folder = tmp_path / "neo4j-import"
    arguments = (folder / "arguments.txt").read_text(encoding="utf-8").split()
    placed = [
        argument.replace("=", f"={folder}/", 1) if argument.endswith(".csv") else argument
        for argument in arguments
    ]
    server.admin("database", "import", "full", "neo4j", "--overwrite-destination=true", *placed)
    with server, open_store(server.uri, load_settings(neo4j_password=server.password)) as imported:
        assert not expected.difference(dump(imported))
    shutil.rmtree(tmp_path / "server")
