"""Component ``shutu_indicator_people``: takes the people out of what figures count.

Quantities are read before persons, and their indicators are words of the sentence: 返乡青年王朝阳投资 counts what was
invested, whoever did it, and 结对帮扶曾庆发、黎火生 how many were helped. Who they are is told by ABOUT.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from spacy.language import Language

from extractors.indicator_names import canonical
from extractors.spans import char_offsets, hang_records, hits_of, sentence_at, text_of, write_hits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from extractors.spans import Hit

__all__ = ["PeopleRemover", "without_people"]

#: Behind the last name, before what was done: who else did it, when, and how willingly.
_COMPANY = re.compile(
    "(?:同志|老师|教授|老人|大爷|大妈|夫妇俩?|夫妻俩?|两口子|[兄姐][弟妹]俩|一家人?|家里?|等(?:[0-9一二两三四五六七八九十]*余?[名人位户])?"
    "|[、和与及同跟]|我们?|一起|一同|一道|各自?|先后|自己?|自家|一个人|主动|率先|带头|带着|带领|的|又|也|还|都|就|今年|去年|当年|全年|[头每]?一年|一个月|共|已|累计)+"
)
#: Before the first name, behind what was done; and whoever is not named there.
_LEADING = re.compile("(?:的|由|请|和|与|帮|为|给|、)+$")
_PRONOUN = re.compile("^(?:我们?|他们?|她们?|本人)")
_NOTHING = frozenset("等名人位户个")


def without_people(indicator: str, names: Iterable[str]) -> str:
    """An indicator without the people whom it names: what stands behind them, or else before them.

    It stays as it is where nothing would be left.
    """
    found = [(at, at + len(name)) for name in names if (at := indicator.find(name)) >= 0]
    if not found:
        return indicator
    behind = indicator[max(end for _, end in found) :]
    company = _COMPANY.match(behind)
    if company is not None:
        behind = behind[company.end() :]
    if behind and behind not in _NOTHING:
        return behind
    before = _LEADING.sub("", indicator[: min(start for start, _ in found)])
    return before if len(before) > 1 and _PRONOUN.match(before) is None else indicator


class PeopleRemover:
    """spaCy component that rewrites the indicators of the group ``quantity``."""

    def __call__(self, doc: Doc) -> Doc:
        """Take the people of the same sentence out of each indicator of `doc`."""
        people = hits_of(doc, "person")
        if not people:
            return doc
        text = text_of(doc)
        starts = [person.start for person in people]
        sentences = char_offsets(doc, "sentences")
        changed: dict[int, Hit] = {}
        quantities = hits_of(doc, "quantity")
        for at, hit in enumerate(quantities):
            begin = max(sentence_at(sentences, hit.start)[0], text.rfind("。", 0, hit.start) + 1)
            within = people[bisect_left(starts, begin) : bisect_left(starts, hit.end)]
            indicator = without_people(hit.record.indicator, {text[p.start : p.end] for p in within})
            if indicator != hit.record.indicator:
                record = hit.record._replace(indicator=indicator, indicator_name=canonical(indicator))
                changed[at] = hit._replace(record=record)
        if changed:
            hang_records(doc, "quantity", changed.values())
            write_hits(doc, "quantity", [changed.get(at, hit) for at, hit in enumerate(quantities)])
        return doc


@Language.factory("shutu_indicator_people", requires=["doc.spans"], assigns=["span._.quantity"])
def make_people_remover(nlp: Language, name: str) -> PeopleRemover:  # noqa: ARG001 - spaCy's signature
    """Factory of the component."""
    return PeopleRemover()
