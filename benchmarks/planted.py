"""The planted findings in samples/findings*: reports of our own with figures that are wrong, right, or tempting.

``expected.tsv`` says what is to be found, one case a line: ``true`` or ``false``, kind, verdict, then the figures as
``file:text`` joined by `` | ``. A ``false`` case lists figures that look wrong, or look as if they belonged together, and
must not meet in a finding. Whatever else is found counts as false too.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from graph.findings.across import components, findings_across, homes_of
from graph.findings.figures import Figure, ReportFigures, figures_of
from graph.findings.finding import Finding
from graph.findings.keys import Place
from graph.findings.links import Trace, ground_of, keyed, links_between
from graph.findings.local import findings_of
from graph.findings.similarity import LIKE, estimates, signature
from graph.resolution import jurisdiction
from pipeline.folding import fold
from pipeline.models import ExtractedSource

_HERE = Path(__file__).resolve().parent
FOLDER = _HERE.parent / "samples" / "findings"
#: The others were written without sight of the rules, except the third, whose author had changed them.
SETS = (FOLDER, *(_HERE / "blind" / f"findings-{number}" for number in range(2, 12)))

#: What identifies a finding here: kind, verdict, and its figures as (file, text).
Case = tuple[str, str, tuple[str, ...]]


@dataclass
class Outcome:
    """What was found of the planted cases."""

    found: list[Case] = field(default_factory=list)
    missed: list[Case] = field(default_factory=list)
    #: Found, and expected nowhere.
    wrong: list[Case] = field(default_factory=list)
    #: Tempting cases whose figures met in a finding.
    tempted: list[Case] = field(default_factory=list)
    true_cases: int = 0
    false_cases: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that was planted."""
        total = len(self.found) + len(self.wrong)
        return len(self.found) / total if total else 1.0

    @property
    def recall(self) -> float:
        """Share of what was planted that was found."""
        return len(self.found) / self.true_cases if self.true_cases else 1.0


def read_cases(path: Path = FOLDER / "expected.tsv") -> tuple[Counter[Case], list[Case]]:
    """The true cases, with how often each is planted, and the tempting ones."""
    true: Counter[Case] = Counter()
    false: list[Case] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            figures = tuple(sorted(part.strip() for part in row["figures"].split(" | ")))
            case = (row["kind"], row["verdict"], figures)
            if row["case"] == "true":
                true[case] += 1
            else:
                false.append(case)
    return true, false


def extract_planted(folder: Path = FOLDER) -> list[ExtractedSource]:
    """The planted reports of a folder, extracted as a user would."""
    from pipeline.batch import extract_paths
    from pipeline.errors import InputError
    from pipeline.settings import load_settings

    outcomes = list(
        extract_paths([str(path) for path in sorted(folder.glob("*.txt"))], load_settings(jobs=1))
    )
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            raise outcome
    return outcomes  # type: ignore[return-value]


def reports_of(sources: list[ExtractedSource]) -> list[ReportFigures]:
    """The figures of each report of some sources."""
    return [
        figures_of(extraction, source.text, len(source.reports), at)
        for source in sources
        for at, extraction in enumerate(source.reports)
    ]


def find(sources: list[ExtractedSource]) -> tuple[list[Finding], dict[str, Figure], list[Case]]:
    """All findings of some sources, their figures by id, and the pairs of reports that repeat each other."""
    findings: list[Finding] = []
    figures: dict[str, Figure] = {}
    traces: list[Trace] = []
    places: dict[str, Place] = {}
    signatures: dict[str, str] = {}
    names: dict[str, str] = {}
    for source in sources:
        for at, extraction in enumerate(source.reports):
            report = figures_of(extraction, source.text, len(source.reports), at)
            findings += findings_of(report)
            figures.update({figure.id: figure for figure in report.figures})
            ground, code = ground_of(extraction), jurisdiction(extraction)
            traces.append(
                Trace(
                    report.id, report.title, report.year, ground, code, keyed(report.figures), report.source
                )
            )
            places[report.id] = traces[-1].place
            sketch = signature(report.text)
            if sketch:
                signatures[report.id] = sketch
                names[report.id] = Path(report.source).name
    links = list(links_between(traces))
    homes = homes_of(places)
    for part in components(places, links, homes):
        ours = [link for link in links if link.first in part]
        findings += findings_across([f for f in figures.values() if f.report in part], places, ours, homes)
    shares = estimates(signatures, list(combinations(sorted(signatures), 2)))
    similar = [
        ("similar", "-", tuple(sorted((names[first], names[second]))))
        for (first, second), share in shares.items()
        if share >= LIKE
    ]
    return findings, figures, similar


def evaluate(sources: list[ExtractedSource] | None = None, folder: Path = FOLDER) -> Outcome:
    """Find, and hold it against what is expected in `folder`."""
    sources = extract_planted(folder) if sources is None else sources
    names = {e.report.id: Path(s.source.name).name for s in sources for e in s.reports}
    findings, figures, similar = find(sources)
    programs = {
        id_: Path(report.source).name
        for report in reports_of(sources)
        for id_ in (shorthand.id for shorthand in report.shorthands)
    }

    def written(finding: Finding) -> tuple[str, ...]:
        """Figures and shorthand of a finding, as the expected ones are written."""
        said = [f"{names[figures[q].report]}:{fold(figures[q].text)}" for q in finding.quantities]
        said += [f"{programs[s.id]}:{fold(s.text)}" for s in finding.shorthands]
        return tuple(sorted(said))

    cases: Counter[Case] = Counter((finding.kind, finding.verdict, written(finding)) for finding in findings)
    cases.update(similar)
    true, false = read_cases(folder / "expected.tsv")
    outcome = Outcome(
        found=sorted((cases & true).elements()),
        missed=sorted((true - cases).elements()),
        wrong=sorted((cases - true).elements()),
        true_cases=true.total(),
        false_cases=len(false),
    )
    for case in false:
        if any(set(case[2]) <= set(found) and case[0] in {kind, "-"} for kind, _, found in cases):
            outcome.tempted.append(case)
    return outcome


def main() -> None:
    """Print how the planted cases come out."""
    for folder in SETS:
        outcome = evaluate(folder=folder)
        print(f"{folder.name}: {outcome.true_cases} true cases, {outcome.false_cases} tempting ones")
        print(f"  precision {outcome.precision:.3f}  recall {outcome.recall:.3f}")
        for name in ("missed", "wrong", "tempted"):
            for case in getattr(outcome, name):
                print(f"  {name}: {case}")


if __name__ == "__main__":
    main()
