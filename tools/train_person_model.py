"""Train the model that extractors/person_model.py asks for a second opinion on who is a person.

    python tools/train_person_model.py [FOLDER…] [--rounds 6] [--out extractors/data/person_model.json]

The folders hold annotated reports of our own (.ann, see CONTRIBUTING.md); without any, those of the samples and of all
blind sets are taken. In every round the people of a report get other names: the surname of one and the given name of
another of the same length, so that the model learns where names stand and what they look like, and none by heart.
Every stretch with the shape of a name is an example, and so are those of tools/person_model/nobody.txt; logistic
regression (maximum a posteriori with a Gaussian prior, by scipy's L-BFGS) tells those that name somebody from those
that do not. Before the model is written the same is done with three reports of four, and what it tells of the fourth,
whose people may have names of the others, is printed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from check_gold import GoldMention, parse
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language

from extractors.language import load
from extractors.name_context import load_context
from extractors.name_signs import LEFT_SIGNS, RIGHT_SIGNS, Beside, beginnings, right_signs
from extractors.names import load_names
from extractors.person_model import BELIEVED, MODEL_PATH, PersonModel
from extractors.person_weighing import Weighing
from extractors.spans import Occupied, char_offsets

ROOT = Path(__file__).resolve().parent.parent
#: All signs, in the order in which they are told.
SIGNS = (*LEFT_SIGNS, *RIGHT_SIGNS)
#: A sign is learnt where so many examples show it; the variance of the prior of its weight is one over PRIOR.
LEAST, PRIOR = 20, 1.0
#: So many people of each length lend a surname that is seldom heard.
UNHEARD = 3
#: Weights are written with so many digits after the point.
DIGITS = 2
#: One report of so many is held out for the figures.
HELD_OUT = 4
#: Components that run up to the persons.
COMPONENTS = ["words", "programs", "places", "organizations", "quantities", "roles", "persons"]
#: Sentences of our own in which nobody is named, though much in them looks like a name; how often they are shown.
NOBODY = ROOT / "tools" / "person_model" / "nobody.txt"
TIMES = 10
#: What holds no person, whatever its shape.
TAKEN = ("quantity", "program", "role", "place", "organization")


class Report(NamedTuple):
    """A report with the people marked in it, in order."""

    text: str
    people: list[GoldMention]


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch by its signs, and whether it names somebody."""

    signs: tuple[str, ...]
    person: bool


def read_reports(folders: Sequence[Path]) -> list[Report]:
    """The annotated reports of some folders, in the order of their names."""
    reports = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.ann"))):
        text, mentions, errors = parse(path.read_text(encoding="utf-8"))
        if errors:
            raise SystemExit(f"{path}: {errors[0]}; run tools/check_gold.py on the folder")
        reports.append(Report(text, [mention for mention in mentions if mention.type == "person"]))
    return reports


def parts_of(name: str) -> tuple[str, str] | None:
    """Surname and given name; None for what is masked, written by sound or an address: 马大娘."""
    names = load_names()
    surname = 2 if name[:2] in names.compound else 1
    known = surname == 2 or name[0] in names.surnames or name[0] in names.verbs
    given = name[surname:]
    if not known or not 1 <= len(given) <= 2 or names.is_by_sound(name) or given in names.addresses:
        return None
    return (name[:surname], given) if all("\u4e00" <= letter <= "\u9fff" for letter in name) else None


def named(reports: Sequence[Report]) -> dict[int, list[tuple[str, str]]]:
    """The names of all who may lend theirs, by length."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for report in reports:
        for mention in report.people:
            if not mention.optional and (parts := parts_of(mention.text)):
                found[len(mention.text)].append(parts)
    for surname in sorted(load_names().unheard):
        for size in (2, 3):
            found[size] += [(surname, found[size][at][1]) for at in range(UNHEARD)]
    return found


def exchanged(
    report: Report, lenders: dict[int, list[tuple[str, str]]], chance: random.Random
) -> tuple[str, dict[tuple[int, int], bool]]:
    """The report with other names: its text, and where people are named, with whether a system need find them."""
    given: dict[str, str] = {}
    pieces, where, at, length = [], {}, 0, 0
    for mention in report.people:
        name = mention.text
        if not mention.optional and parts_of(name):
            if name not in given:
                given[name] = other_name(len(name), lenders, set(given.values()), chance)
            name = given[name]
        pieces += [report.text[at : mention.start], name]
        length += mention.start - at
        where[length, length + len(name)] = not mention.optional
        length += len(name)
        at = mention.end
    return "".join([*pieces, report.text[at:]]), where


def other_name(
    size: int, lenders: dict[int, list[tuple[str, str]]], used: set[str], chance: random.Random
) -> str:
    """A surname of one and the given name of another, together of `size` characters, that nobody has yet."""
    while True:
        name = chance.choice(lenders[size])[0] + chance.choice(lenders[size])[1]
        if len(name) == size and name not in used:
            return name


def examples(nlp: Language, text: str, where: dict[tuple[int, int], bool]) -> Iterator[Example]:
    """The stretches of a text with the shape of a name, those left out of which it is open whether they are one."""
    doc = nlp(text)
    weighing = Weighing(doc, load_names(), load_context())
    beside = Beside(text, list(char_offsets(doc, "person")))
    for beginning in beginnings(weighing, Occupied.of(doc, TAKEN)):
        for shape in beginning.shapes:
            firm = where.get((beginning.start, shape.end))
            if firm is not False:
                signs = (*beginning.signs, *right_signs(weighing, beginning, shape, beside))
                yield Example(signs, firm is True)


def train(rows: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights by sign and value, the bias under the empty sign."""
    counts = Counter(pair for row in rows for pair in zip(SIGNS, row.signs, strict=True))
    columns = {pair: at for at, pair in enumerate(sorted(p for p, n in counts.items() if n >= LEAST))}
    indices, ends = [], [0]
    for row in rows:
        indices += [columns[pair] for pair in zip(SIGNS, row.signs, strict=True) if pair in columns]
        indices.append(len(columns))
        ends.append(len(indices))
    shown = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(columns) + 1))
    people = np.array([row.person for row in rows], dtype=float)

    def loss(weights: Any) -> tuple[float, Any]:
        odds = shown @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = np.sum(np.logaddexp(0, odds) - people * odds) + PRIOR / 2 * (weights @ weights)
        return float(value), shown.T @ (chance - people) + PRIOR * weights

    best = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights: dict[str, dict[str, float]] = {"": {"": round(float(best[-1]), DIGITS)}}
    for (sign, value), at in columns.items():
        if rounded := round(float(best[at]), DIGITS):
            weights.setdefault(sign, {})[value] = rounded
    return weights


def told(weights: dict[str, dict[str, float]], rows: Sequence[Example]) -> tuple[float, float]:
    """Precision and recall of the model alone, without the rules that it seconds."""
    model = PersonModel(weights)
    size = len(LEFT_SIGNS)
    believed = [
        row for row in rows if model.beginning(row.signs[:size]) + model.ending(row.signs[size:]) >= BELIEVED
    ]
    right = sum(row.person for row in believed)
    return right / len(believed), right / sum(row.person for row in rows)


def write(weights: dict[str, dict[str, float]], path: Path) -> None:
    """Write the model, one sign a line."""
    lines = (
        f"{json.dumps(sign)}: {json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}"
        for sign, table in weights.items()
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--out", type=Path, default=MODEL_PATH)
    arguments = parser.parse_args()
    folders = arguments.folders or [
        ROOT / "samples" / "gold",
        ROOT / "samples" / "heldout",
        *sorted((ROOT / "benchmarks" / "blind").glob("heldout-*")),
    ]
    reports = read_reports(folders)
    nlp = load()
    nlp.get_pipe("persons").seconded = False
    lenders = named(reports)
    rows: list[list[Example]] = []
    with nlp.select_pipes(enable=COMPONENTS):
        for number, report in enumerate(reports):
            turns = (random.Random(f"{turn} {number}") for turn in range(arguments.rounds))
            texts = (exchanged(report, lenders, turn) for turn in turns)
            rows.append([example for text, where in texts for example in examples(nlp, text, where)])
    held = [row for number, found in enumerate(rows) if number % HELD_OUT == 0 for row in found]
    rest = [row for number, found in enumerate(rows) if number % HELD_OUT for row in found]
    nobody = list(examples(nlp, NOBODY.read_text(encoding="utf-8"), {})) * TIMES
    print("held out: precision {:.3f}  recall {:.3f}".format(*told(train([*rest, *nobody]), held)))
    weights = train([*rest, *held, *nobody])
    write(weights, arguments.out)
    print(
        f"reports {len(reports)}  stretches {len(rest) + len(held)}  "
        f"weights {sum(map(len, weights.values()))}  {arguments.out.stat().st_size / 1e3:.0f} kB"
    )


if __name__ == "__main__":
    main()
