"""Component ``shutu_roles``: posts that people hold by appointment or election, each with its parts.

Titles are read by :mod:`extractors.role_grammar`. This module knows the document: what other components have
marked, what stands inside 《》, and which words count as titles only beside other titles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.attributes import Role
from extractors.name_context import load_context
from extractors.names import load_names
from extractors.place_lattice import words
from extractors.role_grammar import RoleGrammar, Title, load_grammar
from extractors.spans import char_offsets, hits_of, text_of, write_spans

__all__ = ["RoleFinder", "book_titles"]

_BOOK = re.compile(r"《[^《》]{1,100}》")

#: Kinds of mentions that a title does not reach into. A place is no part of a title (木洞镇 + 镇长).
_BARRIERS = ("quantity", "program", "place")

#: A post without an organ has so many characters; behind the opening mark more than the surname of an address.
_BARE, _NICKNAME = 2, re.compile("[“‘](?P<word>[\u4e00-\u9fff]{2,6})$")
_JOINS = "、和及与兼/"
_HOLDER = re.compile(r"[ \u3000]?[\u4e00-\u9fff]{2,4}[、；]")
_TAKES_OFFICE = ("任", "兼", "当选", "兼任")
#: 沙桥村原会计: whoever held a post held it as a title.
_FORMER = ("原", "时任", "前任", "原任")
#: Weight of a shape that hardly anything but a name has, and what has to stand behind it.
_TELLING, _ENDS_CLEANLY = 2.0, 0.5
#: 中共乌略镇委员会组织委员: the committee bears the name of its place, and the post is 组织委员.
_COMMITTEE_OF = re.compile("中共[一-鿿Xx×*]{2,16}?委员会")
_MASKED_NAME = re.compile(r"[\u4e00-\u9fff](?:某{1,2}|[Xx×*]{1,2})(?![村镇乡县])")


def book_titles(text: str) -> list[tuple[int, int]]:
    """Stretches between 《 and 》, marks included: nothing in them is a mention."""
    return [match.span() for match in _BOOK.finditer(text)]


class RoleFinder:
    """Write the titles of a document into ``doc.spans["role"]``."""

    def __init__(self, grammar: RoleGrammar) -> None:
        self._grammar = grammar

    def __call__(self, doc: Doc) -> Doc:
        """Find the titles of `doc`."""
        text = text_of(doc)
        titles = list(self._grammar.titles(text, self._barrier(doc, text)))
        levels = _levels_of_places(doc)
        hits: list[tuple[int, int, Role]] = []
        for title in _believed(text, titles):
            role = title.role
            if _is_nickname(text, title):
                continue
            if role.level is None and title.start in levels:
                role = role._replace(level=levels[title.start])
            hits.append((title.start, title.end, role))
        write_spans(doc, "role", hits)
        return doc

    def _barrier(self, doc: Doc, text: str) -> Callable[[int], int]:
        stretches = book_titles(text)
        for group in _BARRIERS:
            stretches += char_offsets(doc, group)
        stretches += [
            (start, end)
            for start, end in char_offsets(doc, "organization")
            if not self._grammar.is_generic(text[start:end])
        ]
        stretches += [match.span() for match in _COMMITTEE_OF.finditer(text)]
        stretches.sort()
        starts = [start for start, _ in stretches]
        furthest = 0
        ends = [furthest := max(furthest, end) for _, end in stretches]

        def barrier(end: int) -> int:
            """Where the last stretch that begins before `end` ends."""
            at = bisect_left(starts, end)
            return ends[at - 1] if at else 0

        return barrier


def _is_nickname(text: str, title: Title) -> bool:
    """Whether a bare post is the end of what somebody is called in quotation marks: “酒桌书记”."""
    if title.end - title.start > _BARE or text[title.end : title.end + 1] != "”":
        return False
    called = _NICKNAME.search(text, max(0, title.start - 8), title.start)
    # “一帆书记” is an address, though no surname is in it.
    return called is not None and words().find(called["word"]) is not None


def _believed(text: str, titles: Sequence[Title]) -> list[Title]:
    """The certain titles, and the others that stand in a list of titles or after a word of taking office."""
    believed = [
        title.certain
        or text.endswith(_TAKES_OFFICE + _FORMER, max(0, title.start - 2), title.start)
        or _names_its_holder(text, title.end)
        for title in titles
    ]

    def joined(left: int, right: int) -> bool:
        """Whether nothing stands between two titles but a joining mark, or the first one's holder and a mark."""
        between = text[titles[left].end : titles[right].start]
        return between in _JOINS if len(between) == 1 else bool(_HOLDER.fullmatch(between))

    for at in range(1, len(titles)):
        believed[at] = believed[at] or (believed[at - 1] and joined(at - 1, at))
    for at in range(len(titles) - 2, -1, -1):
        believed[at] = believed[at] or (believed[at + 1] and joined(at, at + 1))
    return [title for title, ok in zip(titles, believed, strict=True) if ok]


def _names_its_holder(text: str, end: int) -> bool:
    """Whether a full name stands at `end`, so that the word before it is a post: 会计江晓燕, but not 会计核算."""
    if _MASKED_NAME.match(text, end) and text[end] in load_names().surnames:
        return True
    context = load_context()
    return any(
        shape.weight >= _TELLING and not shape.word and context.after(text, shape.end, set()) >= _ENDS_CLEANLY
        for shape in load_names().shapes(text, end)
    )


def _levels_of_places(doc: Doc) -> dict[int, str]:
    """End of each place -> its level: a title that follows a place at once is a post of that place."""
    return {end: place.level for _, end, place, _ in hits_of(doc, "place") if place}


@Language.factory("shutu_roles", assigns=["doc.spans"])
def make_role_finder(nlp: Language, name: str) -> RoleFinder:  # noqa: ARG001 - spaCy's signature
    """Factory of the role component."""
    return RoleFinder(load_grammar())
