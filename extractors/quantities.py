"""The component `shutu_quantities`: every figure of a report, with all that its sentence says of it.

It reads the groups ``program``, ``place`` and ``organization`` (numerals in them are names), ``sections`` and
``sentences``, and writes ``quantity``. Figures are found by `extractors.figures`, what they count by
`extractors.indicators`, and their canonical form in `extractors.indicator_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.attributes import Quantity
from extractors.figures import Figure, Figures
from extractors.indicator_names import canonical
from extractors.indicator_told import Told
from extractors.indicators import find_indicators
from extractors.periods import Periods
from extractors.spans import char_offsets, hits_of, register_extensions, text_of, write_spans
from extractors.status import SectionKinds, plan_stretches, status_of
from extractors.units import plain_number

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["QuantityExtractor", "make_quantities", "read_quantities"]

_ONE = Fraction(1)
_SENTENCE_END = re.compile(r"[。！？\n]")
#: A year that something is told of, and not one that is looked forward to (到2030年, 2035年远景目标).
_TOLD_YEAR = re.compile(
    r"([12][0-9]{3})年(?<![到至向争取][0-9]{4}年)(?!远景|目标|计划|规划|前|底前|将)|(?<=到)([12][0-9]{3})年的"
)
_CLOSING = ("”", '"', "」")


def read_quantities(
    text: str,
    *,
    names: Sequence[tuple[int, int]] = (),
    places: Sequence[tuple[int, int]] = (),
    sections: Sequence[tuple[int, int, int, str]] = (),
    sentences: Sequence[tuple[int, int]] = (),
    year: int | None = None,
    year_told: bool = True,
) -> list[tuple[int, int, Quantity]]:
    """Read all quantities of a text.

    Args:
        text: the text of one report.
        names: stretches of programmes' names, in which numerals state nothing.
        places: the same for places and organisations, which moreover may stand for what is counted in them.
        sections: ``(start, end, level, kind)``; without any, headings of plans are looked for in the text.
        sentences: ``(start, end)``; without any, punctuation decides.
        year: the year the report is about.
        year_told: whether the report is named after it; one that was only gathered from the text may be any of
            those that it tells of.

    Returns:
        ``(start, end, record)`` in document order, none overlapping another.

    """
    reader = Figures(text, [*names, *places])
    figures = reader.find()
    if not figures:
        return []
    folded = reader.text
    starts = [start for start, _ in sorted(sentences)]
    told = Told(folded, figures, starts, places)
    phrases = find_indicators(told)
    kinds = SectionKinds(sections or plan_stretches(folded))
    periods = Periods(folded)
    worded = _without_plans(folded, names)
    if year is not None and not year_told:
        year = _latest_told(folded, year)
    found = []
    begin = 0
    for index, (figure, phrase) in enumerate(zip(figures, phrases, strict=True)):
        begin = _sentence_begin(folded, figures, index, begin, starts)
        words = worded[max(begin, figure.lead - 80) : figure.lead]
        status = status_of(
            words,
            kinds.at(figure.start),
            year,
            base_of_change=index in told.bases,
            times=figure.unit is not None and figure.unit.surface == "倍",
        )
        # 由上年的412户906人: those who live in the households are those of that year, too.
        beside = index > 0 and figures[index - 1].end == figure.start and status == "prior"
        at = figures[index - 1].start if beside else figure.start
        record = _record(figure, phrase.text, status, periods.at(begin, at))
        found.append((figure.start, figure.end, record))
    return found


def _latest_told(text: str, year: int) -> int:
    """The latest year that a text tells of before its last third, where plans stand; `year` at least."""
    years = (int(found[1] or found[2]) for found in _TOLD_YEAR.finditer(text, 0, len(text) * 2 // 3))
    return max([year, *years])


def _without_plans(text: str, names: Sequence[tuple[int, int]]) -> str:
    """The text, of the same length, in which no 计划 is left that belongs to the name of a programme."""
    found = []
    for start, end in names:
        # “春风”计划: the name may stop before the word.
        at = text.find("计划", start, end + (3 if text[end : end + 1] in _CLOSING else 2))
        if at >= 0:
            found.append(at)
    if not found:
        return text
    letters = list(text)
    for at in found:
        letters[at : at + 2] = "··"
    return "".join(letters)


def _sentence_begin(
    text: str, figures: Sequence[Figure], index: int, begin: int, starts: Sequence[int]
) -> int:
    """Where the sentence of a figure begins; `begin` is that of the figure before."""
    lead = figures[index].lead
    at = max(begin, figures[index - 1].end if index else 0)
    last = begin
    # Figures come in order, so every stretch of text is looked at once.
    for found in _SENTENCE_END.finditer(text, at, lead):
        last = found.end()
    if starts:
        nearest = bisect_right(starts, lead) - 1
        if nearest >= 0:
            last = max(last, starts[nearest])
    return last


def _record(figure: Figure, indicator: str, status: str, period: str | None) -> Quantity:
    unit = figure.unit
    value = None if figure.value is None else plain_number(figure.value)
    value_max = None if figure.value_max is None or value is None else plain_number(figure.value_max)
    factor = unit.factor if unit is not None else _ONE
    plain = factor is _ONE or factor == 1
    return Quantity(
        value=value,
        value_max=value_max,
        unit=unit.surface if unit is not None else "",
        bound=figure.bound,
        masked=figure.masked,
        status=status,  # type: ignore[arg-type]
        dimension=unit.dimension if unit is not None else "number",
        base_value=value if plain else _in_base(figure.value, factor),
        base_value_max=value_max if plain else _in_base(figure.value_max, factor),
        base_unit=unit.base if unit is not None else "",
        indicator=indicator,
        indicator_name=canonical(indicator) if indicator else "",
        period=period,
    )


def _in_base(value: Decimal | None, factor: Fraction) -> int | float | None:
    return None if value is None else plain_number(Fraction(value) * factor)


class QuantityExtractor:
    """spaCy component that writes the group ``quantity``."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the figures of `doc` and hang a `Quantity` on each."""
        sections = [
            (start, end, section.level, section.kind)
            for start, end, section, _ in hits_of(doc, "sections")
            if section is not None
        ]
        text = text_of(doc)
        found = read_quantities(
            text,
            names=char_offsets(doc, "program"),
            places=[*char_offsets(doc, "place"), *char_offsets(doc, "organization")],
            sections=sections,
            sentences=char_offsets(doc, "sentences"),
            year=doc._.year,
            year_told=any(str(doc._.year) in text[start:end] for start, end in char_offsets(doc, "title")),
        )
        write_spans(doc, "quantity", found)
        return doc


@Language.factory("shutu_quantities", assigns=["doc.spans", "span._.quantity"])
def make_quantities(nlp: Language, name: str) -> QuantityExtractor:  # noqa: ARG001 - spaCy's signature
    """Factory of the quantity component."""
    register_extensions()
    return QuantityExtractor()
