"""Whom 他 and 她 mean: the one person whom the sentence has named before.

选派付强任书记，他上任后化解积案7件: the figure is told of 付强, and so is what he goes on doing. 赵某某住院，我帮他申请救助3.1万元:
the figure is told of whoever was helped. Where two have been named, nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.author_signs import is_doctrine_name
from extractors.relation_counted import TOPICS, WHEN

if TYPE_CHECKING:
    from extractors.relation_context import Clause, Context, Mention

__all__ = ["PRONOUN", "helped_again", "subject_again"]

#: What a clause holds that either of the two finds somebody in.
PRONOUN = re.compile("[他她其]")

#: Somebody named before, at the beginning of a clause; not what is theirs: 他领办的合作社.
_AGAIN = re.compile(WHEN + "[他她](?![们家的俩]|[\u4e00-\u9fff]{1,4}的)")
#: Somebody named before, for whom the author did something.
_FOR = re.compile("[帮为给替][着]?(?:[他她](?![们家俩])|其(?![他余中它实次]))")
#: What the author did, and not what was got for somebody: 我帮她跑了四趟.
_EFFORTS = frozenset(("趟", "次", "回", "天", "遍"))
#: How far before a figure it may say for whom, and in how many clauses before its own somebody may be named.
_REACH, _CLAUSES_BACK = 30, 12
#: What holds of several.
_SEVERAL = re.compile("[他她其]们|大家|夫妇|夫妻|一家")


def subject_again(context: Context, clause: Clause) -> Mention | None:
    """Who acts in a clause that begins with 他 or 她; None where it does not, or where that may be another."""
    if _AGAIN.match(context.text, clause.start, clause.end) is None:
        return None
    return _only_one(context, clause)


def helped_again(context: Context, clause: Clause, figure: Mention) -> Mention | None:
    """For whom a clause says before its figure that something was done: 为其争取临时救助8000元."""
    found = _FOR.search(context.text, max(clause.start, figure.start - _REACH), figure.start)
    if found is None or figure.record.unit in _EFFORTS:
        return None
    between = context.within(found.end(), figure.start)
    if any(mention.kind in ("quantity", "person", *TOPICS) for mention in between):
        return None
    return _only_one(context, clause)


def _only_one(context: Context, clause: Clause) -> Mention | None:
    """The one person whom the sentence, or its part between semicolons, names before a clause."""
    people: list[Mention] = []
    before = context.previous_of(clause)
    first = clause.start
    for _ in range(_CLAUSES_BACK):
        if before is None or before.sentence != clause.sentence or before.segment != clause.segment:
            break
        first = before.start
        people += (person for person in before.of("person") if not is_doctrine_name(context, person))
        before = context.previous_of(before)
    if len({person.text for person in people}) != 1 or _SEVERAL.search(context.text, first, clause.start):
        return None
    return people[-1]
