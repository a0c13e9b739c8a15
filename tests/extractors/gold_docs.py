"""Docs whose mention groups come from annotated text: what relation tests start from.

The shorthand of the samples' gold (⟦TYPE¦text¦key=value⟧) also serves in test sentences, so that a case shows its
mentions where they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extractors.attributes import Organization, Person, Place, Program, Quantity, Role, SectionMark
from extractors.language import blank
from extractors.spans import MENTION_GROUPS, write_spans
from tools.check_gold import GoldMention, parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORT = re.compile(r"\{([QGPRLO])([a-z*]*):([^{}]*)\}")
_LEVELS = {
    "p": "province",
    "i": "city",
    "c": "county",
    "t": "township",
    "v": "village",
    "m": "community",
    "g": "group",
    "o": "other",
}


def expand(short: str) -> str:
    """Turn ``{P:王建国}``, ``{Lv:温泉村}``, ``{G:主题党日}``, ``{Q:3次}`` into full marks."""

    def mark(match: re.Match[str]) -> str:
        kind, hint, text = match.groups()
        attributes = {
            "Q": "v=1;u=;ind=x",
            "G": "kind=named",
            "L": f"lv={_LEVELS.get(hint[:1], 'village')}" + (";mask=1" if "*" in hint else ""),
        }.get(kind, "mask=1" if "*" in hint else "")
        return f"⟦{kind}¦{text}¦{attributes}⟧"

    return _SHORT.sub(mark, short)


def record_of(mention: GoldMention) -> Any:
    """The extraction record that a gold mention stands for."""
    a, text = mention.attributes, mention.text
    masked = a.get("mask") == "1"
    match mention.type:
        case "quantity":
            return Quantity(
                value=None if masked else float(a["v"]),
                unit=a["u"],
                masked=masked,
                indicator=a.get("ind", ""),
            )
        case "program":
            return Program(text, "numeric" if a["kind"] == "num" else "named")
        case "person":
            return Person(text, masked)
        case "role":
            return Role(text)
        case "place":
            return Place(text, a["lv"], masked)  # type: ignore[arg-type]
        case _:
            return Organization(text, masked)


def gold_doc(marked: str, section: str | None = None, title: str | None = None) -> Doc:
    """A Doc of annotated text (either shorthand) with its mention groups.

    Args:
        marked: the text with marks.
        section: kind of the one section that holds all of it; no sections when None.
        title: its title, which must be in the text; no title group when None.

    """
    text, mentions, errors = parse(expand(marked))
    assert not errors, errors
    doc = blank().make_doc(text)
    for group in MENTION_GROUPS:
        hits = [(m.start, m.end, record_of(m)) for m in mentions if m.type == group]
        write_spans(doc, group, hits)
    if section is not None and text.strip():
        span = doc.char_span(0, len(text), label="section", alignment_mode="contract")
        span._.section = SectionMark("", section, 1)  # type: ignore[arg-type]
        doc.spans["sections"] = [span]
    if title is not None:
        at = text.index(title)
        span = doc.char_span(at, at + len(title), label="title")
        assert span is not None
        doc.spans["title"] = [span]
    return doc
