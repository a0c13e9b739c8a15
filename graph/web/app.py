"""The pages of `shutu browse`: a read-only web application over a graph store.

Endpoints are plain functions that Starlette runs in threads, since the driver waits. Whatever stands in a report
comes into a page through a template that escapes it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.search import search_sentences
from graph.style import STYLES
from graph.web import reads
from graph.web.asked import Asked, asked_in
from graph.web.cells import cell_of, csv_lines, elements_in, number
from graph.web.guard import LOOPBACK_NAMES, Guard
from graph.web.highlight import Mark, figures_in_sentence, lines_of
from graph.web.plots import plots
from graph.web.suggestions import Suggestions
from graph.web.wording import choose, ties_in, words_in
from pipeline.errors import QueryError, ReadOnlyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from graph.store import GraphStore

__all__ = ["create_app"]

HERE = Path(__file__).parent
#: Rows of a query's result that are shown.
SHOWN_ROWS = 500
#: Names the table of figures in addresses, as the keys of `FactGroup` name the lists of facts.
_FIGURES = "figures"
#: Characters that one may search for.
_LONGEST_SEARCH = 200
_LANGUAGE_COOKIE = "shutu_language"
_WITH_FIGURES = frozenset({"Indicator", "Place", "Program", "Organization", "Person"})
#: Facts that an entity's page does not list: its figures have a table of their own.
_IN_TABLES = frozenset({("MEASURES", False), ("ABOUT", False)})
#: Facts that a report's page does not list: its sections and mentions are marked in the text.
_IN_TEXT = frozenset({("HAS_SECTION", True), ("CONTAINS", False), ("AUTHORED", False), ("SIMILAR_TO", False)})
_VERDICTS = ("conflicts", "fails", "agrees", "holds")


def create_app(
    store: GraphStore, *, hosts: Collection[str] | None = LOOPBACK_NAMES, token: str | None = None
) -> ASGIApp:
    """The application over an open store.

    Args:
        store: what is browsed; the caller closes it.
        hosts: names under which the server may be addressed; None for any.
        token: what a reader must know; None where loopback is guard enough.

    """
    pages = _Pages(store)
    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/reports", pages.reports),
            Route("/report/{id}", pages.report),
            Route("/entity/{label}/{id}", pages.entity),
            Route("/graph/{label}/{id}", pages.graph),
            Route("/neighbours/{label}/{id}", pages.neighbours),
            Route("/search", pages.search),
            Route("/suggest", pages.suggest),
            Route("/findings", pages.findings),
            Route("/finding/{id}", pages.finding),
            Route("/cypher", pages.cypher),
            Route("/cypher.csv", pages.cypher_csv),
            Route("/labels.css", _label_styles),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        exception_handlers={HTTPException: pages.missing, StoreError: pages.broken},
    )
    return Guard(app, hosts=hosts, token=token)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["number"] = number
    environment.filters["around"] = _around
    environment.filters["in_sentence"] = figures_in_sentence
    return environment


def _around(sentence: str, words: str) -> tuple[str, str, str]:
    """A sentence cut at the words in it; uncut where they stand in it more than once, since one cannot know which."""
    return sentence.partition(words) if words and sentence.count(words) == 1 else (sentence, "", "")


def _label_styles(request: Request) -> Response:
    """Colours of the labels, from the one table of looks."""
    del request
    rules = [
        f".l-{label} {{ --label: {style.colour}; --on-label: {style.text_colour}; }}"
        for label, style in STYLES.items()
    ]
    return Response("\n".join(rules) + "\n", media_type="text/css", headers={"Cache-Control": "max-age=3600"})


class _Pages:
    """The endpoints of one store."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._suggestions = Suggestions(store)
        self._suggestions.refresh()

    # Pages

    def home(self, request: Request) -> Response:
        rows, more = reads.reports(self._store, 0, limit=12)
        return self._page(request, "home.html", reports=rows, more=more)

    def reports(self, request: Request) -> Response:
        page = _page_number(request)
        rows, more = reads.reports(self._store, page)
        return self._page(request, "reports.html", reports=rows, page=page, more=more)

    def report(self, request: Request) -> Response:
        identity = request.path_params["id"]
        found = reads.report(self._store, identity)
        if found is None:
            raise HTTPException(404)
        wanted = _stretch(request.query_params.get("at"), found["start"], found["end"])
        marks = sorted(reads.marks_of(self._store, identity), key=lambda mark: (mark.start, -mark.end))
        lines = lines_of(found["text"], found["start"], marks, wanted=wanted, headings=_headings(found))
        return self._page(
            request, "report.html", report=found, lines=lines, wanted=wanted, named=_named(marks),
            groups=reads.fact_groups(self._store, "Report", identity, hidden=_IN_TEXT),
        )  # fmt: skip

    def entity(self, request: Request) -> Response:
        label, identity = request.path_params["label"], request.path_params["id"]
        if label == "Report":
            return RedirectResponse(f"/report/{identity}", 303)
        found = reads.node(self._store, label, identity) if label in reads.ENTITY_LABELS else None
        if found is None:
            raise HTTPException(404)
        only, page = request.query_params.get("facts"), _page_number(request)
        groups: list[reads.FactGroup] = []
        figures: list[reads.Figure] = []
        more = False
        if only != _FIGURES:
            groups = reads.fact_groups(
                self._store, label, identity, hidden=_IN_TABLES, only=only, page=page if only else 0
            )
        if label in _WITH_FIGURES and only in (None, _FIGURES):
            figures, more = reads.figures_of(self._store, label, identity, page if only else 0)
        return self._page(
            request, "entity.html", label=label, node=found, name=reads.caption(found), groups=groups,
            figures=figures, more_figures=more, plots=plots(figures), only=only, page=page, figures_key=_FIGURES,
        )  # fmt: skip

    def graph(self, request: Request) -> Response:
        label, identity = _label_and_id(request)
        found = reads.node(self._store, label, identity)
        if found is None:
            raise HTTPException(404)
        return self._page(
            request, "graph.html", label=label, node=found, name=reads.caption(found), looks=_looks()
        )

    def search(self, request: Request) -> Response:
        typed = request.query_params.get("q", "").strip()[:_LONGEST_SEARCH]
        names = self._suggestions.find(typed, limit=30) if typed else []
        hits = search_sentences(self._store, typed, limit=30, quick=True)
        return self._page(request, "search.html", q=typed, names=names, hits=hits)

    def findings(self, request: Request) -> Response:
        page, verdict = _page_number(request), request.query_params.get("verdict")
        verdict = verdict if verdict in _VERDICTS else None
        identity = request.query_params.get("report") or None
        found, more = reads.findings(self._store, verdict, page, identity)
        return self._page(
            request, "findings.html", findings=found, page=page, more=more, verdict=verdict, report=identity,
            verdicts=_VERDICTS,
        )  # fmt: skip

    def finding(self, request: Request) -> Response:
        found = reads.finding(self._store, request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return self._page(
            request,
            "findings.html",
            findings=[found],
            page=0,
            more=False,
            verdict=None,
            report=None,
            verdicts=_VERDICTS,
        )

    def cypher(self, request: Request) -> Response:
        asked = asked_in(request.query_params)
        columns: Sequence[str] = []
        rows: list[list[Any]] = []
        problem = asked.problem
        if asked.cypher and not problem:
            try:
                columns, found = self._answer(asked)
                rows = list(islice(found, SHOWN_ROWS + 1))
            except (QueryError, ReadOnlyError) as error:
                problem = str(error)
        shown = rows[:SHOWN_ROWS]
        return self._page(
            request, "cypher.html", status=400 if problem else 200, asked=asked, columns=columns,
            rows=[[cell_of(value) for value in row] for row in shown], problem=problem, cut=len(rows) > SHOWN_ROWS,
            elements=elements_in(shown), looks=_looks(), library=_library(), csv=request.url.query,
        )  # fmt: skip

    # Data

    def cypher_csv(self, request: Request) -> Response:
        asked = asked_in(request.query_params)
        if asked.problem or not asked.cypher:
            raise HTTPException(400, asked.problem or "no query")
        columns, rows = self._answer(asked)
        return StreamingResponse(
            csv_lines(columns, rows),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="shutu.csv"', "Cache-Control": "no-store"},
        )

    def suggest(self, request: Request) -> Response:
        words = words_in(self._language(request))
        hits = self._suggestions.find(request.query_params.get("q", "")[:_LONGEST_SEARCH])
        return JSONResponse(
            [
                {
                    "href": hit.href,
                    "name": hit.name[:80],
                    "label": hit.label,
                    "kind": words[f"label.{hit.label}"],
                }
                for hit in hits
            ],
            headers={"Cache-Control": "no-store"},
        )

    def neighbours(self, request: Request) -> Response:
        return JSONResponse(
            reads.neighbours(self._store, *_label_and_id(request)), headers={"Cache-Control": "no-store"}
        )

    def _answer(self, asked: Asked) -> tuple[Sequence[str], Iterator[list[Any]]]:
        """Columns and rows of a query; an error in it shows before the first row is taken."""
        records = self._store.stream(asked.cypher, **asked.values)
        first = list(islice(records, 1))
        # A store may forget the names of the columns where there are no rows; the library knows them.
        known = [column.name for column in asked.saved.columns] if asked.saved else []
        columns = list(first[0]) if first else known
        return columns, ([record[name] for name in columns] for record in chain(first, records))

    # When something is wrong

    def missing(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code != 404:
            return Response(f"{error.detail}\n", error.status_code, media_type="text/plain")
        return self._page(request, "message.html", status=404, message="not_found", detail="")

    def broken(self, request: Request, error: Exception) -> Response:
        status = 400 if isinstance(error, QueryError | ReadOnlyError) else 503
        return self._page(request, "message.html", status=status, message="store_error", detail=str(error))

    # Rendering

    def _page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        language = self._language(request)
        html = _templates().get_template(template).render(
            t=words_in(language), ties=ties_in(language), language=language, path=request.url.path, typed=values.get("q", ""),
            switch=str(request.url.include_query_params(lang="en" if language == "zh" else "zh").query),
            **{"q": "", **values},
        )  # fmt: skip
        response = HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
        if request.query_params.get("lang"):
            response.set_cookie(_LANGUAGE_COOKIE, language, samesite="strict", httponly=True)
        return response

    @staticmethod
    def _language(request: Request) -> str:
        return choose(
            request.query_params.get("lang"),
            request.cookies.get(_LANGUAGE_COOKIE),
            request.headers.get("accept-language", ""),
        )


def _page_number(request: Request) -> int:
    given = request.query_params.get("page", "0")
    return min(int(given), 100_000) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _stretch(given: str | None, first: int, last: int) -> tuple[int, int] | None:
    """``120-133`` as a pair of offsets within a report; None for anything else."""
    start, _, end = (given or "").partition("-")
    if not (
        start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(given or "") < 30
    ):
        return None
    stretch = (int(start), int(end))
    return stretch if first <= stretch[0] < stretch[1] <= last else None


def _headings(report: dict[str, Any]) -> dict[int, int]:
    """Depth of each section by where its heading begins, for headings that have their line to themselves."""
    text, offset = report["text"], report["start"]
    depths = {}
    for section in report["sections"]:
        at = section["start"] - offset
        line_end = text.find("\n", at)
        line = text[at : len(text) if line_end < 0 else line_end].rstrip()
        if at >= 0 and len(line) <= len(section["heading"]) + 2:
            depths[section["start"]] = max(section["depth"], 1)
    return depths


def _named(marks: list[Mark]) -> dict[str, list[tuple[str, str, list[Mark]]]]:
    """By label, what a report names, in the order of its text: id, name, and the mentions of it."""
    found: dict[str, dict[tuple[str, str], list[Mark]]] = defaultdict(dict)
    for mark in marks:
        found[mark.label].setdefault((mark.id, mark.note), []).append(mark)
    return {
        label: [(identity, name, mentions) for (identity, name), mentions in found[label].items()]
        for label in STYLES
        if label in found
    }


def _label_and_id(request: Request) -> tuple[str, str]:
    label = request.path_params["label"]
    if label not in STYLES or label == "Village":
        raise HTTPException(404)
    return label, request.path_params["id"]


def _looks() -> dict[str, dict[str, str | int]]:
    return {
        label: {"colour": style.colour, "text": style.text_colour, "size": style.diameter}
        for label, style in STYLES.items()
    }


def _library() -> list[tuple[str, list[Any]]]:
    """The saved queries by topic."""
    from graph.library import TOPICS, saved_queries

    return [(topic, [query for query in saved_queries() if query.topic == topic]) for topic in TOPICS]
