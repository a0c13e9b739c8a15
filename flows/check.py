"""The flow `check-consistency`: does the graph say what the archived files say, all of it and nothing else?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed

from flows.chunks import extracted_chunks, extraction_of, workers_of
from flows.extraction import Work
from flows.lock import exclusive
from flows.parameters import CheckParameters, Places
from flows.runners import make_task_runner
from flows.tasks import LOOKUP, refresh_findings, whole, write
from flows.writing import Store
from pipeline.batch import read_limits
from pipeline.errors import InputError
from pipeline.extraction import extractor_version
from pipeline.readers.formats import ZIP, format_of_name
from pipeline.settings import load_settings
from pipeline.sources import InputRef, read_input

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.folders import Entry, Folder
    from graph.store import GraphStore
    from pipeline.readers.limits import ReadLimits
    from pipeline.settings import Settings

__all__ = ["Comparison", "check_consistency", "compare_with_archive"]

_log = logging.getLogger(__name__)
#: How long a check waits for a batch that is at work, in seconds.
_WAIT = 3600
_ALL_SOURCES = "MATCH (s:Source) RETURN s.name AS name"
_MOST = 100


@dataclass(slots=True)
class Comparison:
    """What graph and archive say of each other."""

    files: int = 0
    sources: int = 0
    #: Files of which the graph lacks something, or holds another version.
    differing: list[Work] = field(default_factory=list)
    #: Files that the graph holds as an older extractor saw them.
    outdated: list[Work] = field(default_factory=list)
    #: Files of the archive that cannot be read.
    unreadable: list[InputError] = field(default_factory=list)
    #: Sources of the graph whose file is not in the archive: their evidence cannot be looked up.
    without_file: list[str] = field(default_factory=list)

    @property
    def consistent(self) -> bool:
        """Whether nothing has to be done."""
        return not (self.differing or self.outdated or self.unreadable or self.without_file)


@flow(
    name="check-consistency",
    flow_run_name="graph and archive",
    description="Compares the graph with the archive, file by file, and writes again what differs.",
    task_runner=make_task_runner(load_settings()),
)
def check_consistency(parameters: CheckParameters = CheckParameters()) -> State[Any]:  # noqa: B008  (frozen)
    """Compare graph and archive, and repair the graph from the archive.

    Returns:
        Completed, Repaired, or Failed where something is wrong that no repair mends. Data: what was found before.

    """
    settings = parameters.settings()
    places = Places.of(settings)
    with exclusive(places.state, wait=_WAIT) as alone, Store(settings) as store:
        if not alone:
            return Completed(name="AnotherRunAtWork", message="another run was at work all the time")
        found = compare_archive(whole(store), places.archive, settings, parameters.ignore)
        after = found
        if parameters.repair and (found.differing or found.outdated):
            _repair(settings, places, store, [*found.differing, *found.outdated])
            after = compare_archive(whole(store), places.archive, settings, parameters.ignore)
    message = _summary(found)
    create_markdown_artifact(_report(found, after), key="consistency", description=message)
    if not after.consistent:
        return Failed(message=f"graph and archive differ: {_summary(after)}", data=found)
    return Completed(name="Completed" if found.consistent else "Repaired", message=message, data=found)


@task(name="compare graph and archive", cache_policy=NO_CACHE, persist_result=False)
def compare_archive(store: Store, archive: Folder, settings: Settings, ignore: tuple[str, ...]) -> Comparison:
    """Look at every file of the archive and at every source of the graph."""
    return store.use(lambda opened: compare_with_archive(opened, archive, read_limits(settings), ignore))


def compare_with_archive(
    store: GraphStore, archive: Folder, limits: ReadLimits, ignore: tuple[str, ...] = ()
) -> Comparison:
    """Compare what the graph holds with what the files of an archive hold."""
    from graph.ingest import known_sources

    found = Comparison()
    accounted: set[str] = set()
    for some in _some_at_a_time(_documents(archive, limits, found)):
        known = known_sources(store, [name for _, documents in some for name in documents])
        for work, documents in some:
            accounted.update(documents)
            held = [known.get(name) for name in documents]
            if any(
                each is None or each[0] != digest
                for each, digest in zip(held, documents.values(), strict=True)
            ):
                found.differing.append(work)
            elif any(each is not None and each[1] != extractor_version() for each in held):
                found.outdated.append(work)
    for row in store.stream(_ALL_SOURCES):
        found.sources += 1
        name = str(row["name"])
        if name not in accounted and not name.startswith(ignore or "\0"):
            found.without_file.append(name)
    found.without_file.sort()
    return found


def _documents(
    archive: Folder, limits: ReadLimits, found: Comparison
) -> Iterator[tuple[Work, dict[str, str]]]:
    """Each file of the archive with name and digest of each document in it."""
    for entry in archive.files():
        if isinstance(entry, InputError):
            found.unreadable.append(entry)
            continue
        found.files += 1
        try:
            work = Work(entry, archive.digest(entry.path))
            yield work, _members(archive, entry, limits) if _is_zip(entry) else {entry.name: work.digest}
        except InputError as error:
            found.unreadable.append(error)
        except OSError as error:
            found.unreadable.append(InputError(entry.name, str(error)))


def _is_zip(entry: Entry) -> bool:
    return format_of_name(entry.name) is ZIP


def _members(archive: Folder, entry: Entry, limits: ReadLimits) -> dict[str, str]:
    if archive.local is not None:
        reference = InputRef(entry.name, archive.place(entry.path), entry.size)
    else:
        reference = InputRef(entry.name, "", entry.size, archive.read(entry.path))
    members = {}
    for document in read_input(reference, limits):
        if isinstance(document, InputError):
            raise document
        members[document.info.name] = document.info.sha256
    return members


def _some_at_a_time(
    items: Iterator[tuple[Work, dict[str, str]]],
) -> Iterator[list[tuple[Work, dict[str, str]]]]:
    some: list[tuple[Work, dict[str, str]]] = []
    names = 0
    for item in items:
        some.append(item)
        names += len(item[1])
        if names >= LOOKUP:
            yield some
            some, names = [], 0
    if some:
        yield some


def _repair(settings: Settings, places: Places, store: Store, work: list[Work]) -> None:
    """Write files of the archive into the graph again."""
    extraction = extraction_of(settings, places.archive, places.results)
    with workers_of(settings):
        for number, chunk in extracted_chunks(settings, extraction, work):
            write(number, len(chunk), whole(store), whole(chunk))
    refresh_findings(whole(store))


def _summary(found: Comparison) -> str:
    return (
        f"{found.files:,} files and {found.sources:,} sources: {len(found.differing):,} differ, "
        f"{len(found.outdated):,} extracted by an older version, {len(found.unreadable):,} unreadable, "
        f"{len(found.without_file):,} sources without a file"
    )


def _report(found: Comparison, after: Comparison) -> str:
    lines = [f"# {_summary(found)}", "", f"After repair: {_summary(after)}"]
    lists = {
        "Differ": [work.name for work in found.differing],
        "Extracted by an older version": [work.name for work in found.outdated],
        "Unreadable": [str(error) for error in found.unreadable],
        "Sources without a file": found.without_file,
    }
    for title, names in lists.items():
        if names:
            lines += ["", f"## {title}: {len(names):,}", "", "```", *names[:_MOST], "```"]
    return "\n".join(lines)
