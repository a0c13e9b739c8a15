"""What the relation rules read: a report's mentions laid out by clause, with the kind of section around them.

One pass over the text and one over the mentions; every rule then looks only into one clause, or from a clause to
its neighbours in the same sentence, so that all of them together stay linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from extractors.spans import MENTION_GROUPS, char_offsets, hits_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from extractors.author_signs import AuthorSigns
    from extractors.spans import Hit

__all__ = ["Clause", "Context", "Mention", "context_of", "coordinated"]

#: Key in ``doc.user_data`` under which the context of a document is kept.
_CACHE_KEY = "shutu_context"

#: Where one clause ends and the next begins; a comma or colon between digits is part of a number or a time.
_BOUNDARY = re.compile(r"[,:，：；;。！？!?\n](?:(?<![,:])|(?<![0-9].)|(?![0-9]))")
_ENDS_SENTENCE = frozenset("。！？!?\n")
_ENDS_SEGMENT = frozenset("；;")
#: Between mentions of one enumeration: 甲村、乙村和丙村, “三会一课”“主题党日”.
_AND = re.compile(r"[\s“”\"'‘’]*(?:[、,，]|和|及|以及|与|至|到)?[\s“”\"'‘’]*")


@dataclass(slots=True, eq=False)
class Mention:
    """A span with its kind, offsets, words and record at hand: spaCy computes them anew at every look."""

    kind: str
    start: int
    end: int
    text: str
    span: Span
    record: Any


#: The mentions by kind of a clause without any.
_NONE: Mapping[str, Sequence[Mention]] = {}


@dataclass(slots=True)
class Clause:
    """A stretch between two punctuation marks, with the mentions that begin in it."""

    start: int
    end: int
    #: Index of the sentence, and of the part of it between semicolons.
    sentence: int
    segment: int
    #: Kind of the innermost section around it; "other" outside all sections.
    section: str = "other"
    mentions: Sequence[Mention] = ()
    #: The same by kind.
    _by_kind: Mapping[str, Sequence[Mention]] = field(default_factory=lambda: _NONE)

    def take(self, mentions: Sequence[Mention]) -> None:
        """Take in the mentions that begin in it, in order. Most clauses have none: nothing is made for them."""
        by_kind: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_kind.setdefault(mention.kind, []).append(mention)
        self.mentions, self._by_kind = mentions, by_kind

    def of(self, kind: str) -> Sequence[Mention]:
        """Its mentions of a kind, in order."""
        return self._by_kind.get(kind, ())

    def of_any(self, *kinds: str) -> list[Mention]:
        """Its mentions of these kinds, in order."""
        return [mention for mention in self.mentions if mention.kind in kinds] if self.mentions else []

    def has(self, *kinds: str) -> bool:
        """Whether a mention of one of these kinds begins in it."""
        known = self._by_kind
        if known:
            for kind in kinds:  # two or three: not worth a set
                if kind in known:
                    return True
        return False


def coordinated(text: str, left: Mention, right: Mention) -> bool:
    """Whether nothing but a mark of enumeration stands between two neighbouring mentions."""
    return right.start - left.end <= 6 and _AND.fullmatch(text, left.end, right.start) is not None


def context_of(doc: Doc) -> Context:
    """The context of a document, laid out anew only when one of its mention groups has changed."""
    groups = [hits_of(doc, kind) for kind in MENTION_GROUPS]
    kept: tuple[list[list[Hit]], Context] | None = doc.user_data.get(_CACHE_KEY)
    if kept is not None and all(one is other for one, other in zip(kept[0], groups, strict=True)):
        return kept[1]
    context = Context(doc)
    doc.user_data[_CACHE_KEY] = (groups, context)
    return context


_FIRST_LINE = re.compile(r"\s*(\S[^\n]*)")
#: What no title holds: the end of a sentence, or more characters than a heading has.
_PROSE = re.compile(r"[。！？；]|[^\n]{61}")


class Context:
    """A report as the relation rules see it.

    Attributes:
        text: the cleaned text of the report.
        mentions: all mentions in document order.
        mention_starts: their starts.
        clauses: all clauses that hold more than white space, in document order.
        telling: those in which a mention begins.
        title: offsets of the title; of the first line that is not empty where none was marked, unless it is prose;
            nothing at the beginning of the text where there is none.

    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        #: What the report says of its author, once somebody has looked.
        self.signs: AuthorSigns | None = None
        self.text = text_of(doc)
        self.mentions = _mentions(doc)
        self.mention_starts = [mention.start for mention in self.mentions]
        self.title = self._title()
        self.clauses = self._clauses()
        self._assign_mentions()
        self._assign_sections()
        self.telling = [clause for clause in self.clauses if clause.mentions]

    def clause_range(self, first: Clause, last: Clause | None = None) -> tuple[int, int]:
        """Evidence offsets from one clause to another, without surrounding white space."""
        return self._trim(first.start, (last or first).end)

    def sentence_range(self, clause: Clause) -> tuple[int, int]:
        """Offsets of the sentence that holds a clause."""
        first = last = self.index_of(clause)
        while first and self.clauses[first - 1].sentence == clause.sentence:
            first -= 1
        while last + 1 < len(self.clauses) and self.clauses[last + 1].sentence == clause.sentence:
            last += 1
        return self._trim(self.clauses[first].start, self.clauses[last].end)

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds `offset`, or the last one before it."""
        at = bisect_right(self._starts, offset) - 1
        return self.clauses[at] if at >= 0 else None

    def index_of(self, clause: Clause) -> int:
        """Position of a clause in ``clauses``."""
        return bisect_left(self._starts, clause.start)

    def previous_of(self, clause: Clause) -> Clause | None:
        """The clause before, in the same sentence or not."""
        at = self.index_of(clause)
        return self.clauses[at - 1] if at else None

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin and end inside [start, end)."""
        first = bisect_left(self.mention_starts, start)
        last = bisect_left(self.mention_starts, end)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def starts_of_clauses_with(self, pattern: re.Pattern[str]) -> set[int]:
        """Where the clauses begin in which a pattern is found: what few hold is sought once for all of them."""
        clauses = (self.clause_at(found.start()) for found in pattern.finditer(self.text))
        return {clause.start for clause in clauses if clause is not None}

    def next_of(self, clause: Clause) -> Clause | None:
        """The clause that follows, in the same sentence or not."""
        at = self.index_of(clause) + 1
        return self.clauses[at] if at < len(self.clauses) else None

    def neighbours(self) -> Iterator[tuple[Clause | None, Clause]]:
        """Each clause with the one before it in the same sentence."""
        before: Clause | None = None
        for clause in self.clauses:
            yield (before if before and before.sentence == clause.sentence else None), clause
            before = clause

    def _title(self) -> tuple[int, int]:
        for start, end in char_offsets(self.doc, "title"):
            return start, end
        line = _FIRST_LINE.match(self.text)
        # A text that begins with its first paragraph has no title: the posts and places of it are told of, not claimed.
        return line.span(1) if line and not _PROSE.search(self.text, *line.span(1)) else (0, 0)

    def _clauses(self) -> list[Clause]:
        text, clauses = self.text, []
        inside = iter([*((m.start, m.end) for m in self.mentions), (len(text), len(text))])
        hole_start, hole_end = next(inside)
        start = sentence = segment = 0
        for mark in _BOUNDARY.finditer(text):
            at = mark.start()
            sign = text[at]
            while hole_end <= at and hole_start < len(text):
                hole_start, hole_end = next(inside)
            if hole_start <= at < hole_end or (sign in ":：" and self._joins_mentions(at)):
                continue  # part of a mention, or between a label and its name: 组长：李梅
            if start < at and not text[start:at].isspace():
                clauses.append(Clause(start, at, sentence, segment))
            start = at + 1
            if sign in _ENDS_SENTENCE:
                sentence, segment = sentence + 1, segment + 1
            elif sign in _ENDS_SEGMENT:
                segment += 1
        if text[start:].strip():
            clauses.append(Clause(start, len(text), sentence, segment))
        self._starts = [clause.start for clause in clauses]
        return clauses

    def _joins_mentions(self, at: int) -> bool:
        next_at = bisect_left(self.mention_starts, at)
        if next_at in (0, len(self.mentions)) or self.mentions[next_at].start > at + 2:
            return False
        between = self.text[self.mentions[next_at - 1].end : self.mentions[next_at].start]
        return between.strip() in (":", "：")

    def _assign_mentions(self) -> None:
        if not self.clauses:
            return
        starts = self._starts
        # What stands before the first clause is in it.
        for at, begun in groupby(
            self.mentions, lambda mention: max(bisect_right(starts, mention.start) - 1, 0)
        ):
            self.clauses[at].take(list(begun))

    def _assign_sections(self) -> None:
        sections = sorted(
            (
                (start, end, section)
                for start, end, section, _ in hits_of(self.doc, "sections")
                if section is not None
            ),
            key=lambda section: (section[0], -section[1]),
        )
        at, open_sections = 0, []
        for clause in self.clauses:
            while at < len(sections) and sections[at][0] <= clause.start:
                open_sections.append(sections[at])
                at += 1
            while open_sections and open_sections[-1][1] <= clause.start:
                open_sections.pop()
            if open_sections:
                clause.section = open_sections[-1][2].kind

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def _mentions(doc: Doc) -> list[Mention]:
    text = text_of(doc)
    found = []
    for kind in MENTION_GROUPS:
        for start, end, record, span in hits_of(doc, kind):
            found.append(Mention(kind, start, end, text[start:end], span, record))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return _without_overlaps(found)


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions do not overlap once the overlap resolver ran; a pipeline without it must not confuse the rules."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
