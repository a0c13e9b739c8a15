"""What a figure owes to the clause before, where that has no figure: its topic, its object, what is done so often."""

from __future__ import annotations

import re

from extractors.indicator_contexts import Context
from extractors.indicator_phrases import PREPOSITION, Phrase
from extractors.indicator_told import EVENTS, Told

__all__ = ["PROJECTS", "gone_to", "held", "of_field", "said_before", "topic_of_clause"]

#: How long a field of work may be as a part of an indicator.
_FIELD = 6
PROJECTS = ("项目", "工程")
_PROJECT_NAME = 14
_PART_OF_YEAR = re.compile(r"(?:全年|上半年|下半年|前三季度|第?[一二三四]季度|当年|年内|今年)[共已]?")
#: Going somewhere without saying where: the place was named before.
_WENT = re.compile(r"(?:^|[只仅共后年])(去|来|跑)(?:了|过)?$")
_JOURNEYS = frozenset(("次", "趟", "回", "遍"))


def topic_of_clause(told: Told, context: Context, *, grown: bool) -> str:
    """加强政策宣传，知晓率达95%: the clause before may say of what, though it has no figure."""
    clause = told.tools.strip(told.contexts.clause_before(context))
    if PREPOSITION.match(clause) is not None:
        return ""
    if clause.endswith(PROJECTS) and not told.tools.verb_end(clause) and len(clause) <= _PROJECT_NAME:
        return clause  # 粮食烘干中心项目: the verb belongs to its name
    phrase = told.plain(told.tools.shorten(clause))
    if not phrase.noun:
        return ""
    topic = phrase.noun if grown else phrase.topic  # 经费支出 went down, not 经费
    return topic if len(topic) >= 3 else ""


def of_field(told: Told, context: Context, phrase: str) -> str:
    """落实烤烟种植面积 of 烤烟方面，落实种植面积: verb and attribute, and of what is told at the beginning."""
    clause = told.contexts.clause_before(context)
    end = told.tools.verb_end(phrase) if clause.endswith("方面") else 0
    if not end or not told.tools.needs_topic(phrase[end:]):
        return phrase
    field = told.tools.strip(clause.removesuffix("方面"))
    return phrase[:end] + field + phrase[end:] if len(field) <= _FIELD else phrase


def held(told: Told, index: int, context: Context) -> Phrase | None:
    """召开板凳会 of 召开“板凳会”，全年不少于16场: the clause before says what takes place so often."""
    often = told.surface(index) in EVENTS
    if not often and (_PART_OF_YEAR.fullmatch(context.left) is None or context.right):
        return None
    begin, end = told.contexts.span_before(context)
    if index and told.figures[index - 1].end > begin:
        return None  # a figure of its own has that clause
    clause = told.tools.strip(told.text[begin:end])
    return told.finish(clause) if told.tools.words.strong.length(clause) else None


def gone_to(told: Told, index: int, context: Context) -> Phrase | None:
    """去大河村 of 我联系大河村，先后去了二十多趟: the place stands in the clause before."""
    went = _WENT.search(context.left) if told.surface(index) in _JOURNEYS else None
    if went is None:
        return None
    begin, end = told.contexts.span_before(context)
    names = told.names_within(begin, end)
    return told.plain(went.group(1) + told.text[begin:end][slice(*names[-1])]) if names else None


def said_before(told: Told, index: int, context: Context, verb: str) -> Phrase | None:
    """开院坝会，前后开了12次; 种植辣椒900亩，其中分别种植500亩: the verb alone, its object was named before."""
    make = told.tools
    verb = verb.rstrip("了过")
    if not verb or make.words.verb.length(verb) != len(verb):
        return None
    for at in told.before(index, 3):
        phrase = told.phrases[at]
        if phrase.verb == verb and phrase.noun and told.surface(at) == told.surface(index):
            return phrase
    clause = told.contexts.clause_before(context)
    if index and told.figures[index - 1].end > context.clause - len(clause) - 1:
        return None  # a figure of its own has that clause
    at = clause.rfind(verb)
    thing = clause[at + len(verb) :].lstrip("了过")
    if at < 0 or len(thing) < 2 or len(thing) > 8 or told.contexts.counts(index) is False:
        return None
    return told.plain(verb + thing)
