"""What is done to the things counted: 将12户困难户纳入低保."""

from __future__ import annotations

import re

from extractors.indicator_contexts import CLAUSE_END, Context
from extractors.indicator_phrases import Phrase
from extractors.indicator_told import MOST_WORDS, Told

__all__ = ["disposal", "done_thing", "is_moved"]

_MOVES = frozenset("将把")
_FOR_WHOM = frozenset("对给向为")
_TO_ALL = _FOR_WHOM | _MOVES
_DONE_TO = (*_TO_ALL, "对于")
_DOING = "进行|予以|给予|加以|实施|开展|作出|实行"
_PREDICATE = re.compile(rf"(?:{_DOING}|(?<![合工操运制创协])作(?![社物业用者坊]))了?([^，。；、]{{2,10}})$")
#: 对6个工作群督查两次, 对文化站和6个工作群督查两次
_TO_ALONE = frozenset(("对", "对于"))
_JOINTS = ("和", "与", "及")
#: How it is done, between the thing and its verb (监测户坚持每月走访).
_HOW = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:坚持|每[月户周人天]|逐[\u4e00-\u9fff]|一[月周户人]一|全部|一律|集体|免费|分批|定期|实行|进行|实施).*"
)
_BEFORE_DONE = re.compile(rf"{_DOING}|督查|检查")
_MOVED = re.compile(r"(?:将|把)(.+)")
#: How something is done to what was named before (对项目资金86万元逐笔核查).
_IN_WHOLE = re.compile(r"(?:逐[\u4e00-\u9fff]|全部|全面|一律|都|均|已|进行了?|予以|开展了?)*")
_PLACE_LIST = re.compile(
    r"(?:等|[两三四五六七八九]?个?村|[两三]地|境内|范围内|两[厢侧岸边]|沿[线街]|周边|辖区|的|和|、|及)*$"
)
_HIT = re.compile(r"(?:受到?|获得?|被|遭|因|有|无|未)[^，的]{1,8}的")


def is_moved(told: Told, index: int, left: str) -> bool:
    """Whether something is done to what comes after the figure; not in 把闲了十年的祠堂修好."""
    moved = left[:1] in _MOVES and told.dimension(index) != "duration"
    return moved and not told.tools.ends_in_verb(left)


def disposal(told: Told, index: int, context: Context) -> Phrase | None:
    """对5个A、22名B进行了表彰; 将12户困难户纳入低保: what is done to the things counted comes after them."""
    left, right = context.left, context.right
    if not right or not left:
        return None
    bare = left.removesuffix(_scope_at_end(told, left))
    named = told.names_within(context.clause, context.clause + len(left))
    if named and named[0][0] <= 1 and left[: named[0][0]].endswith(_DONE_TO):
        # 对红岩村、大箐村两厢46户房屋进行改造: where they are.
        past = _PLACE_LIST.sub("", left[named[-1][1] :])
        bare = bare if past else left[: named[0][0]]
    if not bare.endswith(_DONE_TO) and left[0] in _TO_ALL and _done_to_all(told, index, left):
        bare = left[0]
    if not bare.endswith(_DONE_TO):
        done = _IN_WHOLE.sub("", right, count=1) if left[0] == "对" else ""
        if done and told.tools.words.verb.length(done) == len(done):
            return told.plain(done + re.split("[等、]", left[1:])[-1])
        moved = _MOVED.match(told.tools.strip(left))
        if moved is not None and not told.tools.noun_first(right):
            return told.finish(moved.group(1) + right.lstrip(" ，")[:12])
        if left.endswith("等") and left[0] in _FOR_WHOM and told.tools.words.strong.length(right):
            return told.plain(right)  # 对李某某等15人发放救助金
        return None
    verb = _verb_of_disposal(told, index, left)
    if not verb and _HIT.match(right) is not None:
        return told.plain(right[:MOST_WORDS])  # 为2名受到诬告的干部澄清正名
    if verb:
        noun = _BEFORE_DONE.split(told.tools.noun_after(right), maxsplit=1)[0]
        return told.finish(verb + done_thing(noun, verb))
    if bare[-1] in "为给" and len(right) > MOST_WORDS:
        given = told.tools.words.strong.search(right, 2)
        whole = given is not None and len(right) - given[1] > 1
        return told.plain(right[given[0] :]) if given is not None and whole else None
    return told.plain(told.tools.subject_and_predicate(right)) if bare[-1] in "将把" else None


def done_thing(noun: str, verb: str) -> str:
    """监测户 of 监测户坚持每月走访, when 走访 is what is done."""
    return _HOW.sub("", noun.removesuffix(verb))


def _done_to_all(told: Told, index: int, left: str) -> bool:
    """Whether the words between 对 and the figure only tell which ones it is done to."""
    make = told.tools
    return make.words.strong.search(left, 1) is None and bool(_verb_of_disposal(told, index, left))


def _scope_at_end(told: Told, left: str) -> str:
    """全镇 of 对全镇."""
    scope = told.tools.words.classes["scope"]
    return next((left[-length:] for length in (4, 3, 2) if left[-length:] in scope), "")


def _verb_of_disposal(told: Told, index: int, left: str) -> str:
    """表彰 of 对5个A、22名B进行了表彰, noted for all figures of the clause."""
    text, figures = told.text, told.figures
    last = index
    while last + 1 < len(figures) and last - index < 12:
        between = told.contexts.gap(last + 1, 40)
        if between is None or CLAUSE_END.search(between) is not None:
            break
        last += 1
    end = figures[last].end
    following = text[end : end + 40]
    stop = CLAUSE_END.search(following)
    # The figures themselves are no words of the predicate (进行了2轮督查).
    clause = "".join(text[figures[at].end : figures[at + 1].lead] for at in range(index, last))
    words = clause + (following[: stop.start()] if stop else following)
    found = _PREDICATE.search(words)
    limits = told.contexts.limits(index)
    verb = found.group(1) if found is not None else "" if limits else _verb_alone(told, words, left)
    if verb:
        for other in range(index + 1, last + 1):
            told.shared_verb[other] = verb
    return verb


def _verb_alone(told: Told, words: str, left: str) -> str:
    """督查 of 对文化站和6个工作群督查两次."""
    verb = words[-2:]
    alone = left in _TO_ALONE or left.endswith(_JOINTS)
    return verb if alone and verb in told.tools.words.classes["strong"] and len(words) > 3 else ""
