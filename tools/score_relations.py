#!/usr/bin/env python3
"""Score extracted relations against the samples' gold: precision, recall and F1 by type.

    shutu extract samples/gold > found.jsonl
    python tools/score_relations.py found.jsonl samples/gold [--errors TYPE] [--json]

Predictions have the shape of ``shutu extract``; a source is matched by its base name with NAME.ann + NAME.rel.
A predicted mention stands for the gold mention of its type that shares at least half of their union; a relation
with an end that stands for none is wrong. What must agree (docs/relations.md says why):

    ABOUT             which quantity, and the name of what it is about
    RESPONSIBLE_FOR   who, what by name, and the mode
    IMPLEMENTS        which programme by name, and the status
    all others        both ends by name

The author and the person that AUTHORED names are one. A relation marked opt=1, or with an end so marked, counts
neither for nor against. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_gold import GoldMention, GoldRelation, parse, parse_relations

__all__ = ["GoldReport", "Tally", "load_gold", "score", "score_report"]

#: The properties that belong to what a relation says.
KEY_PROPERTIES = {"RESPONSIBLE_FOR": "mode", "IMPLEMENTS": "status"}
TYPES = (
    "HOLDS",
    "SERVES_IN",
    "AUTHORED",
    "COVERS",
    "LOCATED_IN",
    "RESPONSIBLE_FOR",
    "IMPLEMENTS",
    "ABOUT",
)

#: type, head, tail, key property: what two relations must share to say the same.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class GoldReport:
    """One annotated text."""

    text: str
    mentions: list[GoldMention]
    relations: list[GoldRelation]


@dataclass
class Tally:
    """How many relations of a type were right, found, and there to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def figures(self) -> dict[str, float | int]:
        """Precision, recall and F1, each 0 to 1."""
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {
            "gold": self.gold,
            "found": self.found,
            "p": round(p, 4),
            "r": round(r, 4),
            "f1": round(f1, 4),
        }


def load_gold(folder: Path) -> dict[str, GoldReport]:
    """The annotated texts of a folder that have relations too, by name.

    Raises:
        SystemExit: an annotation is wrong.

    """
    gold = {}
    for table in sorted(folder.glob("*.rel")):
        text, mentions, errors = parse(table.with_suffix(".ann").read_text(encoding="utf-8"))
        relations, problems = parse_relations(table.read_text(encoding="utf-8"), mentions)
        if errors or problems:
            raise SystemExit(f"{table}: {(errors + problems)[0]}")
        gold[table.stem] = GoldReport(text, mentions, relations)
    return gold


def _name(mention: GoldMention) -> str:
    return unicodedata.normalize("NFKC", mention.text).replace(" ", "")


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return 0.0 if common <= 0 else common / (max(a[1], b[1]) - min(a[0], b[0]))


def _gold_mention(mentions: list[GoldMention], found: dict[str, Any]) -> GoldMention | None:
    """The gold mention that a predicted one stands for."""
    span = (found["start"], found["end"])
    same = [m for m in mentions if m.type == found["type"] and _shared((m.start, m.end), span) >= 0.5]
    return max(same, key=lambda m: _shared((m.start, m.end), span), default=None)


def _end_key(relation: str, at_head: bool, mention: GoldMention | None, author: str | None) -> str:
    if mention is None or (mention.type == "person" and _name(mention) == author):
        return "AUTHOR"
    if relation == "ABOUT" and at_head:
        return f"{mention.text}@{mention.start}"
    return _name(mention)


def _key(
    kind: str,
    head: GoldMention | None,
    tail: GoldMention | None,
    properties: dict[str, Any],
    author: str | None,
) -> Key:
    # The author's own AUTHORED keeps the name: it is what that relation says.
    own = None if kind == "AUTHORED" else author
    wanted = KEY_PROPERTIES.get(kind)
    return (
        kind,
        _end_key(kind, True, head, own),
        _end_key(kind, False, tail, own),
        str(properties.get(wanted, "")) if wanted else "",
    )


def _is_optional(mention: GoldMention | None) -> bool:
    return mention is not None and mention.optional


def score_report(
    gold: GoldReport, mentions: list[dict[str, Any]], relations: list[dict[str, Any]]
) -> dict[str, tuple[set[Key], set[Key]]]:
    """Compare one report: for each type the firm gold keys and the predicted keys that count."""
    author = next((_name(r.head) for r in gold.relations if r.type == "AUTHORED" and r.head), None)
    firm: set[Key] = set()
    loose: set[Key] = set()
    for relation in gold.relations:
        key = _key(relation.type, relation.head, relation.tail, relation.properties, author)
        (loose if relation.optional else firm).add(key)
    found: set[Key] = set()
    for tie in relations:
        ends, stray = [], ""
        for index in (tie["head"], tie["tail"]):
            stands_for = None if index < 0 else _gold_mention(gold.mentions, mentions[index])
            if index >= 0 and stands_for is None:
                stray += f"{mentions[index]['type']} {mentions[index]['text']}@{mentions[index]['start']} "
            ends.append(stands_for)
        if stray:
            found.add((tie["type"], "no gold mention", stray.strip(), ""))
            continue
        key = _key(tie["type"], ends[0], ends[1], tie.get("properties", {}), author)
        if key in firm or not (key in loose or any(map(_is_optional, ends))):
            found.add(key)
    return {
        kind: (
            {k for k in firm if k[0] == kind},
            {k for k in found if k[0] == kind and k not in loose - firm},
        )
        for kind in TYPES
    }


def score(
    gold: dict[str, GoldReport], predictions: list[dict[str, Any]], errors_of: str | None = None
) -> dict[str, dict[str, float | int]]:
    """Figures by type and over all; prints what is missed and spurious of the type `errors_of`, or of "all"."""
    tallies = {kind: Tally() for kind in TYPES}
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in predictions:
        by_name[PurePosixPath(line["report"]["source"]).stem].append(line)
    for name, report in gold.items():
        mentions: list[dict[str, Any]] = []
        relations: list[dict[str, Any]] = []
        for line in by_name.get(name, []):
            base = len(mentions)
            mentions += line["mentions"]
            relations += [
                {**r, **{end: r[end] + base if r[end] >= 0 else -1 for end in ("head", "tail")}}
                for r in line["relations"]
            ]
        for kind, (wanted, found) in score_report(report, mentions, relations).items():
            tallies[kind].gold += len(wanted)
            tallies[kind].found += len(found)
            tallies[kind].right += len(wanted & found)
            if errors_of in (kind, "all"):
                for tag, keys in (("MISSED", wanted - found), ("SPURIOUS", found - wanted)):
                    for key in sorted(keys):
                        print(f"{name} {tag} {' | '.join(key)}")
    counts: Counter[str] = Counter()
    for tally in tallies.values():
        counts.update(right=tally.right, found=tally.found, gold=tally.gold)
    result = {kind: tally.figures() for kind, tally in tallies.items()}
    result["all"] = Tally(counts["right"], counts["found"], counts["gold"]).figures()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("predictions", type=Path, help="JSON lines of `shutu extract`")
    parser.add_argument("gold", type=Path, help="folder with NAME.ann and NAME.rel")
    parser.add_argument("--errors", choices=(*TYPES, "all"), help="print what is missed and spurious")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lines = options.predictions.read_text(encoding="utf-8").splitlines()
    result = score(load_gold(options.gold), [json.loads(line) for line in lines if line], options.errors)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    for kind, row in result.items():
        print(
            f"{kind:16} gold {row['gold']:4} found {row['found']:4}  "
            f"F1 {row['f1']:.3f} (P {row['p']:.3f} R {row['r']:.3f})"
        )


if __name__ == "__main__":
    main()
