"""People by what they are said to be: beside titles and words for people, taking posts, with a profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.gazetteer import gazetteer
from extractors.lac_gate import may_be_unheard
from extractors.name_context import CROWD, LAC_AGREES, NOUN, ROLE, THRESHOLD, past_padding
from extractors.name_edges import is_uncut
from extractors.person_weighing import (
    COMMON,
    COMMON_WORD,
    FULL_NAME,
    PLAUSIBLE,
    TELLING,
    Candidate,
    Weighing,
)
from extractors.place_found import BREAK

__all__ = ["anchored", "introduced", "scholars", "taking_posts"]


#: What names of the Yao end with.
_ELDERS = frozenset("公婆妹贵")
#: What outweighs a shorter name within it: 张罗美 of 张罗美仙.
_FOUR_LETTERS = THRESHOLD + LAC_AGREES + ROLE
#: Letters of a name of a surname unheard of.
_SHORTEST, _LONGEST = 2, 5


def anchored(weighing: Weighing) -> Iterator[Candidate | None]:
    """Names after titles and words for people, before 同志 and titles, and where LAC sees one."""
    text = weighing.text
    starts = {past_padding(text, end) for end in weighing.role_ends}
    starts.update(weighing.context.starts(text))
    starts.update(weighing.lac, weighing.villages, weighing.residents, weighing.from_there)
    for start in sorted(starts):
        yield weighing.best_at(start) or _unheard(weighing, start)
        yield _of_four_letters(weighing, start)
    for end in sorted({*weighing.context.ends(text), *weighing.role_starts}):
        for start in range(max(0, end - 4), end - 1):
            yield weighing.best_at(start, end=end)


def _of_four_letters(weighing: Weighing, start: int) -> Candidate | None:
    """Whoever has four letters where LAC sees somebody: with both parents' surnames (张罗美仙), or 唐买社公."""
    end = weighing.lac.get(start, start)
    name, names = weighing.text[start:end], weighing.names
    if len(name) != FULL_NAME + 1 or name[0] not in names.common:
        return None
    both = name[1] in names.common and names.given.issuperset(name[2:])
    if not both and not (name[-1] in _ELDERS and weighing.before(start) >= CROWD):
        return None
    # 敖鲁古雅使鹿部落 is no clause about somebody.
    alone = weighing.before(start) > 0 and weighing.after(end) > 0 and is_uncut(weighing.text, start, end)
    return Candidate(start, end, _FOUR_LETTERS) if alone else None


def _unheard(weighing: Weighing, start: int) -> Candidate | None:
    """Whoever has a surname that no list has, where LAC sees somebody right behind a title or a word for one."""
    end = weighing.lac.get(start, start)
    if not _SHORTEST <= end - start <= _LONGEST or weighing.before(start) < NOUN:
        return None
    return Candidate(start, end, THRESHOLD) if may_be_unheard(weighing.text, start) else None


#: What is said of somebody right behind the name: 陈勇，现任副科长; 李明珠，今年46岁.
_PROFILE = re.compile(
    "，(?:[男女][，,、]|现任|中共(?:预备)?党员|(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:出)?生|(?:出)?生于|(?:今年|现年)?[0-9]{2}岁)"
)
#: 普学军今年26岁
_AGE = re.compile("(?:今年|现年)(?:[0-9]{2}|[二三四五六七八九]十[一二三四五六七八九]?)岁")
_CLOSES_CLAUSE = ("，", "。", "；", "\n", "", "！")
#: Between 是 and the post that somebody holds, at most.
_PREDICATE, _LONGEST_FULL_NAME = 30, 4


def introduced(weighing: Weighing) -> Iterator[Candidate]:
    """Full names that open a clause which says who they are: 陈勇，现任副科长; 马毅成是石桥村党支部书记."""
    yield from _with_profile(weighing)
    yield from _with_predicate(weighing)


def _with_profile(weighing: Weighing) -> Iterator[Candidate]:
    """Those whose age, party or office the next clause tells, or whose age stands behind their name."""
    for match in _AGE.finditer(weighing.text):
        start = match.start() - FULL_NAME
        if start >= 0 and _opens_clause(weighing, start, match.start(), PLAUSIBLE):
            yield Candidate(start, match.start(), THRESHOLD)
    for match in _PROFILE.finditer(weighing.text):
        end = match.start()
        for start in range(max(0, end - _LONGEST_FULL_NAME), end - 1):
            if _opens_clause(weighing, start, end, COMMON if end - start == FULL_NAME else TELLING):
                yield Candidate(start, end, THRESHOLD)


def _with_predicate(weighing: Weighing) -> Iterator[Candidate]:
    """Those who are said to be what a title at the end of the clause calls them."""
    text = weighing.text
    last = 0
    for role, end in weighing.roles:
        if text[end : end + 1] in _CLOSES_CLAUSE:
            verb = text.rfind("是", max(last, role - _PREDICATE), role)
            start = verb - FULL_NAME
            unbroken = start >= 0 and BREAK.search(text, verb, role) is None
            if unbroken and _opens_clause(weighing, start, verb, PLAUSIBLE):
                yield Candidate(start, verb, THRESHOLD)
        last = end


#: 头一户是向万珍，74岁
_IS_CALLED = frozenset("是叫")


def _opens_clause(weighing: Weighing, start: int, end: int, least: float) -> bool:
    """Whether a stretch opens a clause and has the shape of a name of that weight, and is no word and no village."""
    text = weighing.text
    return (
        (not start or BREAK.match(text[start - 1]) is not None or text[start - 1] in _IS_CALLED)
        and weighing.has_shape(start, end, least)
        and weighing.is_no_word(start, end)
        and not gazetteer().count(text[start:end] + "村")
    )


#: 覃某桃任理事长: a full name between a pause, or a word for choosing, and the verb of taking a post.
_TAKES_POST = re.compile(r"(?:担任|兼任|出任|接任|当选为?|任|为)(?:村|组|社|新一届|新一任)?$")
_BEFORE_TAKER = re.compile(
    r"(?:^|[\s，。；：、（(]|[由选举荐聘请让]|选出|产生|增补|同意|推举|推荐|确定|任命)$"
)
_TAKER = 2.5


def taking_posts(weighing: Weighing) -> Iterator[Candidate | None]:
    """Full names before the verb of taking a post: 王秀桃任理事长, 由周业成担任组长."""
    text = weighing.text
    for role, _ in weighing.roles:
        taken = _TAKES_POST.search(text, max(0, role - 7), role)
        if taken is None:
            continue
        end = taken.start()
        for start in (end - FULL_NAME, end - FULL_NAME - 1):
            if (
                start >= 0
                and _BEFORE_TAKER.search(text, max(0, start - 2), start)
                and weighing.is_telling(start, end)
            ):
                yield weighing.best_at(start, bonus=_TAKER, end=end)


#: Behind 博士 these make another word of it; and before 专家 or 老师 stand fields, too, which the dictionary has.
_NOT_A_SCHOLAR = re.compile("后|生|学位|点|级|站|工作站|流动站|库|节|们|证")
#: 茶学专家: what somebody knows about.
_ENDS_FIELD = frozenset("学业工科系")


def scholars(weighing: Weighing, bodies: Iterable[int]) -> Iterator[Candidate]:
    """Names between an organisation, of which `bodies` are the ends, and what its people are: 农业大学林清博士团队."""
    text = weighing.text
    for start in bodies:
        for shape in weighing.names.shapes(text, start):
            title = next((t for t in weighing.context.scholars if text.startswith(t, shape.end)), None)
            if title is None or _NOT_A_SCHOLAR.match(text, shape.end + len(title)):
                continue
            least = COMMON_WORD if shape.end - start < FULL_NAME else COMMON
            field = text[shape.end - 1] in _ENDS_FIELD
            if shape.weight >= least and not field and weighing.is_no_word(start, shape.end):
                yield Candidate(start, shape.end, THRESHOLD)
