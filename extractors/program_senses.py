"""Which meaning of a shorthand a mention has.

四个一 is one thing where weak village organisations are set right, and another where resident cadres are managed.
A mention is bound to a sense by words of that sense around it, the nearer the stronger; where nothing speaks for one
sense above the others it stays unresolved. Mentions of one report are bound each by itself: a report may well use
one shorthand in two senses.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.program_lexicon import Entry, Sense, key_of

__all__ = ["bind"]

#: How far to either side words count as beside the mention, and as near it, in characters.
_BESIDE = 16
_NEAR = 150

_BESIDE_WEIGHT = 6.0
_SENTENCE_WEIGHT = 3.0
_NEAR_WEIGHT = 1.0
_YEAR_WEIGHT = 2.0
_SPELLED_OUT_WEIGHT = 12.0
#: Less evidence than this binds nothing, and so does a lead over the next sense smaller than that.
_LEAST = 2.0
_LEAD = 1.0


def _is_settled(entry: Entry) -> bool:
    """Whether an entry without listed senses has one meaning only, and a known one."""
    return entry.kind == "named" or entry.documented or bool(entry.items)


def _spells_out(sense: Sense, items: Iterable[str]) -> bool:
    """Whether the items that a report gives are those of the sense, most of them."""
    listed = [key_of(item) for item in sense.items]
    given = [key_of(item) for item in items]
    if not listed or not given:
        return False
    met = sum(any(one in other or other in one for other in given) for one in listed)
    return 2 * met > len(listed)


def _evidence(
    sense: Sense,
    *,
    text: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    year: int | None,
    items: tuple[str, ...],
) -> float:
    start, end = span
    beside = text[max(0, start - _BESIDE) : start] + "\n" + text[end : end + _BESIDE]
    within = text[sentence[0] : start] + "\n" + text[end : sentence[1]]
    near = text[max(0, start - _NEAR) : start] + "\n" + text[end : end + _NEAR]
    score = _SPELLED_OUT_WEIGHT if _spells_out(sense, items) else 0.0
    for cue in sense.cues:
        if cue.startswith("year:"):
            score += _YEAR_WEIGHT if str(year) == cue[5:] else 0.0
        elif cue in beside:
            score += _BESIDE_WEIGHT
        elif cue in within:
            score += _SENTENCE_WEIGHT
        elif cue in near:
            score += _NEAR_WEIGHT
    return score


def bind(
    entry: Entry,
    text: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    *,
    year: int | None = None,
    items: tuple[str, ...] = (),
) -> str | None:
    """Bind a mention to a sense.

    Args:
        entry: the lexicon entry that the mention names.
        text: the text of the report.
        span: offsets of the mention.
        sentence: offsets of the sentence that holds it.
        year: the year of the report, where known.
        items: what the report itself says that the shorthand stands for.

    Returns:
        The sense's id. An entry with one known meaning has its own name for one. None where the meaning is not known,
        or not to be told from the context.

    """
    if not entry.senses:
        return entry.name if _is_settled(entry) else None
    ranked = sorted(
        (
            (_evidence(sense, text=text, span=span, sentence=sentence, year=year, items=items), sense.id)
            for sense in entry.senses
        ),
        reverse=True,
    )
    best, best_id = ranked[0]
    runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
    return best_id if best >= _LEAST and best - runner_up >= _LEAD else None
