"""The organisation component: schools, cooperatives, firms, factories and the like with a proper or masked name.

A telling last word (中学, 合作社, 加工厂) is found first; then the name is followed leftwards over words of its trade to
a place, a mask or a word that no dictionary has. Without one of these the organ is generic (县委, 中心小学, 合作社)
and no mention. A place inside the name belongs to the organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import SpanGroup

from extractors.attributes import Organization
from extractors.gazetteer import gazetteer
from extractors.organization_data import organization_data
from extractors.place_found import BREAK
from extractors.place_lattice import Edge, cheapest_of, name_letters, word_edges, words
from extractors.place_masks import MASK
from extractors.spans import Occupied, char_offsets, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FoundOrganization", "OrganizationRecognizer", "find_organizations"]

_TITLED = re.compile(r"《[^《》\n]*》")
_WINDOW = 22
_LONGEST_NAME = 4
#: Cost of a name beside that of its letters; a name of unheard-of letters costs no more than the cap for its length.
_NAME, _NAME_CAP = 3.0, {2: 16.0, 3: 22.0, 4: 28.0}

_MASK_BEFORE = re.compile(rf"(?<![A-Za-z0-9]){MASK}$")
#: Right behind a last word these make another word of it: 大学生, 厂房, 林场村.
_NOT_AFTER = re.compile(
    r"生(?!产|态|物)|房|区|家|化|村|镇|乡|路|街|社区|组(?!织)|村民|龄|制|联|派|规|章|风|旗|员|徽|歌|里|级|史"
)
_FUNCTION = frozenset("pcudrqymtf")
#: One-letter words that begin no name.
_NOT_IN_NAMES = frozenset(
    "建好新办抓各村乡镇县区市省到在与和及或把将对由向从为是有的了等以及让使被给按每该我本全所家个名类种去来请入进出上下"
)
_LEAGUE = re.compile(r"(?:共青团|中共|中国共产党|民革|民盟|民建|民进|农工党|致公党|九三学社)$")
_COMMITTEE = re.compile(r"委员会|委(?!托|派|会|屈|培|婉|任)")
_COMMITTEE_OFFICE = re.compile(
    r"(?:组织部|宣传部|统战部|政法委(?:员会)?|办公室|办|党校|编办|巡察办|老干部局|政研室|网信办|社会工作部|农办)"
)


@dataclass(frozen=True, slots=True)
class FoundOrganization:
    """An organisation at [start, end) of the text."""

    start: int
    end: int
    name: str
    masked: bool


def find_organizations(
    text: str,
    places: Sequence[tuple[int, int, bool]] = (),
    blocked: Iterable[tuple[int, int]] = (),
) -> list[FoundOrganization]:
    """Organisations of `text`, in order and without overlap.

    Args:
        text: a report.
        places: ``(start, end, masked)`` of the places in it, in order; a name may begin with them.
        blocked: stretches that hold no organisations (programme names).

    """
    closed = Occupied([*blocked, *((m.start(), m.end()) for m in _TITLED.finditer(text))])
    finder = _Finder(text, places)
    found: list[FoundOrganization] = []
    for candidate in sorted(
        [*finder.by_suffix(), *finder.committees()], key=lambda org: (org.start, org.start - org.end)
    ):
        if found and candidate.start < found[-1].end:
            if candidate.end - candidate.start > found[-1].end - found[-1].start:
                found[-1] = candidate
        elif not closed.meets(candidate.start, candidate.end):
            found.append(candidate)
    return found


class _Finder:
    def __init__(self, text: str, places: Sequence[tuple[int, int, bool]]) -> None:
        self._text = text
        self._data = organization_data()
        self._places = {end: (start, masked) for start, end, masked in places}
        self._place_list = places

    def by_suffix(self) -> Iterable[FoundOrganization]:
        """Names that end in one of the known last words."""
        for at, end, which in self._data.automaton.find(self._text):
            if _NOT_AFTER.match(self._text, end) or self._is_post(end):
                continue
            begun = self._beginning(at, self._data.suffixes[which] in self._data.placed)
            if begun is not None:
                start, masked = begun
                yield FoundOrganization(start, end, self._text[start:end], masked)

    def committees(self) -> Iterable[FoundOrganization]:
        """Party committees by the name of their place: 共青团隆阳区委, XX县委组织部."""
        text = self._text
        for start, end, masked in self._place_list:
            match = _COMMITTEE.match(text, end)
            if match is None or self._is_post(match.end()) or text[end - 1] in "村组":
                continue
            office = _COMMITTEE_OFFICE.match(text, match.end())
            stop = office.end() if office and not self._is_post(office.end()) else match.end()
            first = self._parent_start(start)
            league = _LEAGUE.search(text[max(0, first - 6) : first])
            if league:
                first -= len(league.group())
            yield FoundOrganization(first, stop, text[first:stop], masked)

    def _is_post(self, end: int) -> bool:
        return self._text.startswith(self._data.posts, end)

    def _parent_start(self, start: int) -> int:
        """Where the chain of places that ends at `start` begins: 云南省 before 保山市."""
        while start in self._places:
            start = self._places[start][0]
        return start

    def _beginning(self, at: int, placed: bool) -> tuple[int, bool] | None:
        """Where the name before the last word at `at` begins, and whether it is masked; None where there is none."""
        if at in self._places:
            start, masked = self._places[at]
            return self._parent_start(start), masked
        mask = _MASK_BEFORE.search(self._text[max(0, at - 5) : at])
        if mask:
            start = at - len(mask.group())
            return self._parent_start(start), True
        left = self._floor(at)
        if left == at:
            return None
        window = self._text[left:at]
        _, path = cheapest_of(len(window), word_edges(window), self._name_edges(window))
        begun = self._walk(left, window, path, placed)
        if begun is None:
            return None
        start, masked = begun
        # 县第一中学, 乡红十字会: named by a rank alone.
        return start, masked

    def _floor(self, at: int) -> int:
        left = at
        while left > 0 and at - left < _WINDOW and left not in self._places:
            if BREAK.match(self._text[left - 1]):
                break
            left -= 1
        return left

    def _name_edges(self, window: str) -> list[Edge]:
        letters = name_letters()
        return [
            Edge(
                start,
                start + size,
                min(_NAME + letters.cost(window[start : start + size]), _NAME_CAP[size]),
                "N",
            )
            for start in range(len(window))
            for size in range(2, min(_LONGEST_NAME, len(window) - start) + 1)
        ]

    def _walk(self, left: int, window: str, path: list[Edge], placed: bool) -> tuple[int, bool] | None:
        """Go left over the name; its beginning is the leftmost place, mask or proper word reached."""
        begins: int | None = None
        steps = 0
        for which in range(len(path) - 1, -1, -1):
            edge = path[which]
            word = window[edge.start : edge.end]
            if edge.kind == "N" or self._is_loose(path, which, window):
                if placed:
                    return None
                begins = edge.start
                steps += 1
                if edge.kind == "N":
                    break
            elif word in self._data.trades or (
                begins is None and edge.kind in "nwbj" and len(word) > 1 and word not in self._data.generic
            ):
                if begins is not None:
                    break
                steps += 1
                if self._is_brand(word, which):
                    begins = edge.start
                    break
            else:
                break
            if steps > 5:
                return None
        else:
            # Every word back to the window's left edge is part of the name: a place or a mask may begin it.
            if left in self._places and steps <= (2 if placed else 6):
                start, masked = self._places[left]
                return self._parent_start(start), masked
            mask = _MASK_BEFORE.search(self._text[max(0, left - 5) : left])
            if mask and not placed:
                return left - len(mask.group()), True
        if begins is None:
            return None
        start = left + begins
        if begins == 0 and left in self._places:
            place_start, masked = self._places[left]
            return self._parent_start(place_start), masked
        return start, False

    def _is_loose(self, path: list[Edge], which: int, window: str) -> bool:
        """Whether the word is one of two or more lone letters in a row: 摆/达."""
        edge = path[which]
        if edge.end - edge.start > 1 or window[edge.start] in _NOT_IN_NAMES or edge.kind in _FUNCTION:
            return False
        for other in (which - 1, which + 1):
            if 0 <= other < len(path):
                near = path[other]
                if (
                    near.end - near.start == 1
                    and window[near.start] not in _NOT_IN_NAMES
                    and near.kind not in _FUNCTION
                ):
                    return True
        return False

    def _is_brand(self, word: str, which: int) -> bool:
        """Whether a common word is a name here: 光明小学, as there are many villages called 光明."""
        if word in self._data.generic or word in self._data.trades:
            return False
        known = words().find(word)
        count = gazetteer().count(word + "村")
        return known is not None and count > 20 and known[0] > 9.5 and which == 0


class OrganizationRecognizer:
    """Write the organisations of a doc as ``doc.spans["organization"]``; places inside their names are no places."""

    def __call__(self, doc: Doc) -> Doc:
        """Find, write, and take the places inside names out of ``doc.spans["place"]``."""
        places = [
            (span.start_char, span.end_char, span._.place.masked) for span in doc.spans.get("place", ())
        ]
        found = find_organizations(doc.text, places, char_offsets(doc, "program"))
        write_spans(
            doc,
            "organization",
            [(org.start, org.end, Organization(name=org.name, masked=org.masked)) for org in found],
        )
        if found and places:
            named = Occupied((org.start, org.end) for org in found)
            kept = [span for span in doc.spans["place"] if not named.meets(span.start_char, span.end_char)]
            doc.spans["place"] = SpanGroup(doc, name="place", spans=kept)
        return doc


@Language.factory("shutu_organizations", assigns=["doc.spans"])
def make_organization_recognizer(nlp: Language, name: str) -> OrganizationRecognizer:  # noqa: ARG001 - spaCy's signature
    """Factory of the organisation component."""
    return OrganizationRecognizer()
