#!/usr/bin/env python3
"""Check gold annotations: inline-marked mentions (.ann) and relations between them (.rel).

    python tools/check_gold.py samples/gold        report errors, count what is there

A mark is ``⟦TYPE¦text¦key=value;key=value⟧`` with TYPE Q quantity, G programme, P person, R role, L place,
O organisation; without its marks NAME.ann equals NAME.txt. NAME.rel is tab separated, one relation a line:
type, head, head text, tail, tail text, properties; head and tail are ``start-end`` of a marked mention or AUTHOR
(the author, or the report that is theirs); see docs/relations.md. Offsets are code points of NAME.txt.
Standard library only.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["AUTHOR", "GoldMention", "GoldRelation", "check_folder", "parse", "parse_relations"]

TYPES = {"Q": "quantity", "G": "program", "P": "person", "R": "role", "L": "place", "O": "organization"}
LEVELS = {"province", "city", "county", "township", "village", "community", "group", "other"}
AUTHOR = "AUTHOR"

_MARK = re.compile(r"⟦([QGPRLO])¦([^¦⟦⟧]*)¦([^¦⟦⟧]*)⟧")
_KEYS = {
    "Q": {"v", "vmax", "u", "ap", "mask", "ind", "st", "opt"},
    "G": {"kind", "opt"},
    "P": {"opt", "mask"},
    "R": {"opt"},
    "L": {"lv", "mask", "opt"},
    "O": {"opt", "mask"},
}
_REQUIRED = {"Q": ("u", "ind"), "G": ("kind",), "L": ("lv",)}
_ALLOWED = {
    "ap": {"ge", "le", "about"},
    "st": {"plan", "prior", "done"},
    "kind": {"num", "named"},
    "lv": LEVELS,
    "mask": {"1"},
    "opt": {"1"},
}
#: What may stand at either end of each relation, and its properties. AUTHOR also stands for the report.
_ENDS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "HOLDS": ({AUTHOR, "person"}, {"role"}, set()),
    "SERVES_IN": ({AUTHOR, "person"}, {"place", "organization"}, set()),
    "AUTHORED": ({"person"}, {AUTHOR}, set()),
    "COVERS": ({AUTHOR}, {"place"}, {"inferred"}),
    "RESPONSIBLE_FOR": ({AUTHOR, "person"}, {"place", "organization", "program"}, {"mode"}),
    "IMPLEMENTS": ({AUTHOR}, {"program"}, {"status"}),
    "ABOUT": ({"quantity"}, {"place", "organization", "program", "person"}, set()),
    "LOCATED_IN": ({"place"}, {"place"}, set()),
}
_PROPERTY_VALUES = {
    "mode": {"分管", "协管", "联系", "挂钩", "包"},
    "status": {"done", "plan"},
    "inferred": {"1"},
    "opt": {"1"},
}


@dataclass(frozen=True)
class GoldMention:
    """A marked stretch of the text; `attributes` as written in the mark."""

    type: str
    start: int
    end: int
    text: str
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def optional(self) -> bool:
        """Whether a system is neither rewarded nor punished for it."""
        return self.attributes.get("opt") == "1"


@dataclass(frozen=True)
class GoldRelation:
    """A tie between two marked mentions; an end is None for AUTHOR."""

    type: str
    head: GoldMention | None
    tail: GoldMention | None
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def optional(self) -> bool:
        """Borderline by itself, or because one of its ends is."""
        ends = (self.head, self.tail)
        return self.properties.get("opt") == "1" or any(end is not None and end.optional for end in ends)


def parse(marked: str) -> tuple[str, list[GoldMention], list[str]]:
    """Take the marks out of an annotated text: the plain text, the mentions, and what is wrong with the marks."""
    pieces: list[str] = []
    mentions: list[GoldMention] = []
    errors: list[str] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        gap = marked[at : mark.start()]
        kind, text, raw = mark.groups()
        attributes = _attributes(raw, mark[0], errors)
        errors += [f"{problem}: {mark[0]}" for problem in _mark_problems(kind, text, attributes)]
        length += len(gap)
        mentions.append(GoldMention(TYPES[kind], length, length + len(text), text, attributes))
        length += len(text)
        pieces += [gap, text]
        at = mark.end()
    pieces.append(marked[at:])
    plain = "".join(pieces)
    if left_over := re.search("[⟦⟧¦]", plain):
        around = plain[max(0, left_over.start() - 30) : left_over.start() + 60]
        errors.append(f"malformed mark near: {around!r}")
    return plain, mentions, errors


def _attributes(raw: str, mark: str, errors: list[str]) -> dict[str, str]:
    attributes = {}
    for part in filter(None, raw.split(";")):
        key, equals, value = part.partition("=")
        if not equals:
            errors.append(f"attribute without '=': {mark}")
        elif key.strip() in attributes:
            errors.append(f"attribute {key.strip()} given twice: {mark}")
        attributes[key.strip()] = value.strip()
    return attributes


def _mark_problems(kind: str, text: str, attributes: dict[str, str]) -> list[str]:
    problems = [] if text else ["empty mark"]
    problems += [f"attribute {key} not allowed" for key in attributes if key not in _KEYS[kind]]
    problems += [f"no {key}" for key in _REQUIRED.get(kind, ()) if key not in attributes]
    problems += [
        f"value {attributes[key]} not allowed for {key}"
        for key, allowed in _ALLOWED.items()
        if key in attributes and attributes[key] not in allowed
    ]
    problems += [
        f"{key} is no number"
        for key in ("v", "vmax")
        if key in attributes and not re.fullmatch(r"-?\d+(?:\.\d+)?", attributes[key])
    ]
    if kind == "Q" and ("v" in attributes) == (attributes.get("mask") == "1"):
        problems.append("a quantity has v, or mask=1, and not both")
    return problems


def parse_relations(table: str, mentions: list[GoldMention]) -> tuple[list[GoldRelation], list[str]]:
    """Read a .rel table against the mentions of its text: the relations, and what is wrong with them."""
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    relations: list[GoldRelation] = []
    errors: list[str] = []
    for number, line in enumerate(table.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 6:
            errors.append(f"line {number}: {len(cells)} columns, not 6")
            continue
        kind, head_at, head_text, tail_at, tail_text, raw = cells
        ends = []
        for at, text in ((head_at, head_text), (tail_at, tail_text)):
            mention, problem = _end(at, text, by_span)
            ends.append(mention)
            if problem:
                errors.append(f"line {number}: {problem}")
        relation = GoldRelation(kind, ends[0], ends[1], _attributes(raw, f"line {number}", errors))
        errors += [f"line {number}: {problem}" for problem in _relation_problems(relation)]
        relations.append(relation)
    return relations, errors


def _end(
    at: str, text: str, by_span: dict[tuple[int, int], GoldMention]
) -> tuple[GoldMention | None, str | None]:
    if at == AUTHOR:
        return None, None if text == "" else f"AUTHOR takes no text, not {text!r}"
    if not re.fullmatch(r"\d+-\d+", at):
        return None, f"{at!r} is neither AUTHOR nor start-end"
    start, end = map(int, at.split("-"))
    mention = by_span.get((start, end))
    if mention is None:
        return None, f"no mention at {at}"
    return mention, None if mention.text == text else f"{at} is {mention.text!r}, not {text!r}"


def _relation_problems(relation: GoldRelation) -> list[str]:
    if relation.type not in _ENDS:
        return [f"unknown type {relation.type}"]
    heads, tails, keys = _ENDS[relation.type]
    head = relation.head.type if relation.head else AUTHOR
    tail = relation.tail.type if relation.tail else AUTHOR
    problems = [
        f"{relation.type} from {head} to {tail}" for _ in range(1) if head not in heads or tail not in tails
    ]
    problems += [
        f"property {key}={value}"
        for key, value in relation.properties.items()
        if key not in keys | {"opt"} or value not in _PROPERTY_VALUES[key]
    ]
    problems += [f"no {key}" for key in keys - {"inferred"} if key not in relation.properties]
    return problems


def check_folder(folder: Path) -> tuple[Counter[str], list[str]]:
    """Check every annotation of a folder: counts by type, and all errors, each with its file."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for annotation in sorted(folder.glob("*.ann")):
        text, mentions, found = parse(annotation.read_text(encoding="utf-8"))
        source = annotation.with_suffix(".txt").read_text(encoding="utf-8")
        if text != source:
            at = next((i for i, (a, b) in enumerate(zip(text, source, strict=False)) if a != b), len(source))
            found.append(f"differs from its text at {at}: {text[at : at + 30]!r}, {source[at : at + 30]!r}")
        table = annotation.with_suffix(".rel")
        if table.exists():
            relations, problems = parse_relations(table.read_text(encoding="utf-8"), mentions)
            found += problems
            counts.update(relation.type for relation in relations)
        counts.update(mention.type for mention in mentions)
        errors += [f"{annotation.name}: {problem}" for problem in found]
    return counts, errors


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder with NAME.txt, NAME.ann and NAME.rel")
    counts, errors = check_folder(parser.parse_args().folder)
    for kind, count in sorted(counts.items()):
        print(f"{kind:16}{count:6}")
    for error in errors:
        print("ERROR", error, file=sys.stderr)
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
