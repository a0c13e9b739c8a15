"""Programmes outside quotation marks that no lexicon lists: shorthand that its form and its neighbours give away.

Bare text is full of counts, so more is asked of it than of a quotation: two counts in one word, a demand behind the
count, or a method's number; and a noun for a programme behind it, or a verb before it that puts it to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.attributes import ProgramKind
from extractors.program_words import (
    COUNTS,
    HAN,
    HEADS,
    HOTLINES,
    MODIFIERS,
    NO_COUNT,
    NUMERALS,
    has_program_word,
    is_counted_name,
    is_year,
)

__all__ = ["after_verbs", "bare_campaigns", "bare_names", "bare_shorthand", "count_words", "parallel_names"]

_NOT_COUNTED_ON = rf"(?<![第初星期{NUMERALS}\d.+])"
#: The same behind the count itself, where the search for the pattern can run from count to count.
_COUNT = rf"[{COUNTS}](?<![第初星期{NUMERALS}\d.+].)"
_ENDS = rf"(?=[、，。；：“”（）\s]|$|等|的|和|与|及|工作|(?:{MODIFIERS})?(?:{HEADS}))"
#: Measures, kinds of place, particles: a count before one of them is a plain count.
_MEASURES = (
    "个只条项名户人次场期年月天日元亩吨所校院班层台座处家份篇块栋辆支队站位届级等分点度倍成里米克升头斤口类种批件章节遍回番轮套幅张"
    "村镇乡县区市组社省号代型的了和与及是在有"
)
_PART = rf"(?!公[里斤顷分升])(?:回(?=访|头看)|[^{_MEASURES}{NUMERALS}\W\da-zA-Z])[^{NUMERALS}\W\da-zA-Z的了和与及是在]?"
_SEGMENTS = re.compile(
    rf"[一{COUNTS}](?<![第初星期{NUMERALS}\d.+].){_PART}(?:[一{COUNTS}]{_PART}){{0,2}}[一{COUNTS}]{_PART}?{_ENDS}"
)
_DEMANDS = re.compile(
    rf"{_NOT_COUNTED_ON}(?:[{COUNTS}]|十[{COUNTS}一]|\d{{1,2}})个"
    r"(?:必须|严禁|一律|不准|到位|带头|不放过|坚持|结合|同步|统一|全覆盖|不能|不得|务必|确保|决不|绝不|百分之百|100%|不[减变降摘留漏脱断])"
    + _ENDS
)
#: What methods are called.
_METHODS = ("工作法", "决策法", "议事法", "调解法", "治理法")
_METHOD = re.compile(rf"{_NOT_COUNTED_ON}[{COUNTS}][{HAN}]{{1,6}}?(?:{'|'.join(_METHODS)})")
#: 五小工程, 三乡工程: the count of a programme rather than of building works (三期工程, 两项工程).
_WORKS = re.compile(rf"{_NOT_COUNTED_ON}[{COUNTS}](?!大){_PART}(?=工程)")
#: 落实四必访制度, 推行三包机制: one count, a noun for a rule behind it, and right before it a verb that applies rules.
_RULE = re.compile(
    rf"{_COUNT}(?![大方向重轮线维色审农委资公新{_MEASURES}{NUMERALS}])[{HAN}]{{1,3}}?"
    rf"(?=(?:[、和与及][{COUNTS}][{HAN}]{{1,4}}?){{0,3}}(?:工作|责任|管理|服务|联动|长效)?(?:制度|机制|制(?![定造约])|要求|标准|原则|模式))"
)
_APPLIES_RULE = re.compile(
    r"(?:落实|推行|执行|坚持|实行|践行|健全|建立|严守|遵守|按照|采取|深化|完善|探索|创新|强化|构建|抓好|抓实|推进|实施|压实)[好了]?$"
)
#: The same with the field of work between: 落实信访五包责任制, 推行农业生产五统一分模式.
_RULE_OF = re.compile(
    rf"{_COUNT}(?:[包联查访送统帮审推述评防禁改树公]|不准|到位)[{HAN}]{{0,2}}?(?=(?:工作|责任|管理|服务|联动|长效)?(?:制度|机制|制(?![定造约])|模式))"
)
_APPLIES_RULE_OF = re.compile(
    rf"(?:落实|推行|执行|坚持|实行|健全|建立|采取|深化|完善|探索|创新|构建)[好了]?[{HAN}]{{2,6}}$"
)
#: 七长制, 六长负责制, 双组长制: so many who answer for something, whatever the noun.
_POSTS = re.compile(rf"{_COUNT}[{HAN}]?长(?:负责|责任)?制(?![定造约作])")
#: 四有五无: what there is and what there is not.
_HAVING = re.compile(rf"{_COUNT}有[{COUNTS}](?:无|不[{HAN}]{{1,2}}?)" + _ENDS)
#: Digits alone, three to five of them.
_CODE = re.compile(r"\d(?<![\d.A-Za-z第+]\d)\d{2,4}(?![\d.+])")
_METHOD_BEHIND = re.compile(rf"(?:{MODIFIERS}){{0,2}}(?:工作法|机制|模式|工程|行动|计划)")
#: The same with words for what it is a method of: 推行55124村级治理模式, 按照532分红机制.
_METHOD_IN_WORDS = re.compile(
    rf"(?![国省县乡]道|[平立兆公英毫])(?:村[级务民规账]|分[红配级类区]|[^{_MEASURES}余多几位天件处批周{NUMERALS}\W\da-zA-Z][{HAN}])"
    rf"[{HAN}]{{0,5}}?(?:机制|模式|体系|办法|制度|工作法)(?![{HAN}]?[化者])"
)
_JOINED = re.compile(
    rf"(?<![A-Za-z\d.+{NUMERALS}])(?:\d{{1,3}}|[一{COUNTS}]|N)(?:\+(?:\d{{1,3}}|[NXn]|[一{COUNTS}][{HAN}]{{0,2}})){{1,6}}"
    rf"(?=[、，。；：“”（）\s]|$|等|的(?!比例|配比)|(?:{MODIFIERS}){{0,3}}(?:{HEADS}|体系|架构|布局))"
)
#: 1+3+11, with whatever it is a method of behind: of three numbers joined nobody means the sum.
_JOINED_THREE = re.compile(
    rf"(?<![A-Za-z\d.+{NUMERALS}])(?:\d{{1,2}}|[一{COUNTS}])(?:\+(?:\d{{1,2}}|[NXn]|[一{COUNTS}])){{2,5}}(?=[{HAN}])(?![{_MEASURES}{NUMERALS}](?!级))"
)
#: 五天四夜工作制: how long those sent to a village stay there.
_NIGHTS = re.compile(rf"[{COUNTS}]天[{COUNTS}]夜(?=工作制|驻村|住村|制度|机制)")
#: Two counts alike, of which the second has more words: 九要九不准, 四定四有.
_TWICE = re.compile(
    rf"(?P<count>[{COUNTS}])(?<![第初星期{NUMERALS}\d.+].)[^{_MEASURES}{NUMERALS}\W\da-zA-Z](?P=count)(?:不[{HAN}]|有|[^{_MEASURES}{NUMERALS}\W\da-zA-Z])"
)
#: 坚持四必谈, 做到三必访: so many cases in which something must be done.
_MUST = re.compile(rf"{_COUNT}必[{HAN}](?:[一{COUNTS}]必[{HAN}])?" + _ENDS)
_APPLIED_LEFT = re.compile(
    r"(?:落实|推行|执行|坚持|开展|实施|推进|做到|按照|严格|搞好?|践行|深化|抓好|抓实|压实|履行|贯彻|采取|运用|探索|建立|实行|创新|构建|围绕|"
    rf"聚焦|对照|推广|总结|打造|形成|完善|健全|做好|用好|遵守|遵循|学习|对标|[、和及与])[{HAN}]{{0,4}}$"
)
#: A number with a name behind it: 1236扶贫攻坚行动. Roads and measures have numbers, too.
_NUMBERED = re.compile(
    rf"(?![国省县乡]道|[平立兆公英毫]|强(?!基))"
    rf"[^{_MEASURES}余多几名位天件处批周{NUMERALS}\W\da-zA-Z][{HAN}]{{1,7}}?(?=(?:专项)?(?:行动|工程|计划))"
)
#: Rules of a committee by the number of their articles: 省委九项规定, 县委八条禁令.
_RULES = re.compile(r"[条项](?:规定|办法|禁令)")
_RULES_OF = re.compile(
    rf"(?:[省市县区州盟旗乡镇]委|党委|党工委|自治区|[省市县])(?P<rules>[{COUNTS}]|十[{COUNTS}一]?|[二三四五]十[{COUNTS}一]?|\d{{1,2}})$"
)
#: Days that are set apart for one thing: 书记接访日制度, 周五学习日活动; a day without meetings is a system by itself.
_DAY = re.compile(r"日(?=[”’」』]?(?:制度|机制|活动(?!日)))|无会日")
_DAY_NAME = re.compile(
    r"(?:每?周[一二三四五六日]|星期[一二三四五六日天]|每[周月]|月末|周末)?(?:领导干部|党政领导|人大代表|党代表|政协委员|领导|书记|[镇乡]长|干部|党员|支部|党委|代表|委员|"
    r"村民|居民|群众|机关|固定|集中|统一|政策|理论|民情|民意|民主|信访|便民|志愿|廉政|党建|项目|企业|选民|联系|政府|社区|农民|家长)*"
    r"(?:学习|接访|下访|接待|服务|议事|说事|恳谈|走访|夜访|清洁|劳动|巡河|巡林|宣讲|办公|谈心|读书|开放|沟通|接待选民|接待群众|无会)日?$"
)
_LONGEST_DAY = 16
#: A number of fewer digits may have a name behind it.
_LONGEST_NUMBER = 5
#: Letters of the shortest word of two counts that may have a noun behind it: 三包一.
_SHORTEST_WORD = 4
#: Whoever answers for a stretch of road or water, a hill, a field: 所长制, 塘长制.
_STEWARD = re.compile(
    r"长制(?<=[路街巷河湖林田山片段点网楼栋组所站湾链警塘渠库树草井厕桥坝沟泉岸滩]长制)(?![约定造作剂动品片图])"
)
#: Help between two provinces, called by their short names: 京蒙扶贫协作, 苏陕劳务协作.
_PARTNERS = re.compile(
    r"[京津沪苏浙闽鲁粤辽](?<![京津沪苏浙闽鲁粤辽].)[蒙冀甘陕滇黔桂川渝宁青藏疆吉湘鄂琼豫皖赣晋黑]"
    r"(?:东西部|对口|扶贫|劳务|消费|产业|人才|教育|医疗|健康){0,2}(?:协作|帮扶|支援)(?![办局处]|干部|工作队)"
)
#: Between pause marks, names of four characters that are built alike: 组团联村、两委联格、党员联户.
_BUILT_ON = frozenset(f"联包进到带帮促访送评亮清改领助共结驻{NUMERALS}")
_MEMBER_AFTER = re.compile(rf"、([{HAN}]{{4}})(?=[、，。；]|等|制度|机制|$)")
_ALL_HAN = re.compile(rf"[{HAN}]+")
_LIST_VERB = re.compile(r"(?:落实|推行|实行|践行|深化|推广|坚持|健全|完善|执行|开展|实施|推进)[好了]?$")
_MEMBER = 4
_NAME_AFTER = re.compile(
    rf"(?:落实|执行|坚持|推行|实行|践行|履行|遵守|开展|规范|按照|贯彻|抓好|用好|过好)[好了]?(?=[{HAN}])"
)
#: What is put into use as a system of its own: 推行党支部工作月提示制度. What every office has is none.
_SYSTEM = re.compile(
    rf"(?:推行|试行|首创)[了好]?(?P<name>(?![{HAN}]*[的和与及等])[{HAN}]{{4,10}}?)制度(?![{HAN}]*?化)"
)
_COMMON_SYSTEM = re.compile(
    "(?:管理|责任|公开|公示|考核|考勤|考评|奖惩|奖励|激励|工作|规章|请示|报告|通报|会议|值班|值守|保障|监督|监管|补助|补贴|经营|收费|学习|"
    "培训|财务|财会|审批|审核|审计|登记|统计|档案|检查|督查|督导|巡查|约束|责任追究|联席会|听证|问责|准入|退出|合同|轮换|轮岗)$"
)
#: Households that are judged by a mark of their own: 开展平安法治户评比. Which is the best of them is an award.
_JUDGED = re.compile(
    rf"(?:开展|组织|推行|深化)[了好]?(?P<name>(?!最美|好|优秀|先进|文明|模范)[{HAN}]{{2,6}}(?:户|家庭|庭院))(?:评选|评比|创评)"
)
#: Two deeds of three letters each, as a campaign: 强执法防事故行动.
_DEED = f"[强防治清查严打护保促抓整除减控压降][{HAN}]{{2}}"
_TWO_DEEDS = re.compile(rf"(?<=[展织施动])(?P<name>(?:{_DEED}){{2,3}})(?=(?:专项|集中|百日)?行动)")
_CAMPAIGN_YEARS = re.compile(r"[二三四五两]年行动(?![者力])")
_CAMPAIGN_HEAD = re.compile(rf"[{HAN}（）、]{{0,24}}$")
#: The last of these in front of a campaign's name is where the name begins.
_CAMPAIGN_LEFT = re.compile(
    r".*(?:推进|推动|开展|实施|落实|抓好|抓实|启动|制定|出台|深入|扎实|全力|持续|全面|做好|打好|组织|参与|结合|按照|围绕|完成|"
    r"贯彻|执行|巩固|深化|加快|聚焦|以|把|将|对|的|为|是|和|、|）|（|新一轮|我[镇乡县]|全[镇乡县市省])"
)


def _is_applied(text: str, start: int, end: int) -> bool:
    """Whether a programme word follows, or a verb comes before that puts the shorthand to use."""
    return has_program_word(text, end) or _is_put_to_use(text, start)


def _is_put_to_use(text: str, start: int) -> bool:
    return _APPLIED_LEFT.search(text, max(0, start - 8), start) is not None


def _before(text: str, anchor: str, pattern: re.Pattern[str], reach: int) -> Iterator[tuple[int, int]]:
    """Matches of a pattern that begin at most `reach` characters before an anchor that they, or what follows, hold.

    Looking for the anchor first is many times faster than trying the pattern at every character.
    """
    free = 0
    at = text.find(anchor)
    while at >= 0:
        for start in range(max(free, at - reach), at):
            match = pattern.match(text, start)
            if match is not None:
                yield match.span()
                free = match.end()
                break
        at = text.find(anchor, max(at + 1, free))


def _codes(text: str) -> Iterator[tuple[int, int]]:
    """Where digits stand alone that are neither a hotline nor a year."""
    for match in _CODE.finditer(text):
        if match.group() not in HOTLINES and not is_year(match.group()):
            yield match.span()


def count_words(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of words of several counts, or of one count of posts, outside quotation marks.

    What is listed under a part of such a word is not meant: 四包 in 四联四包, 组长制 in 双组长制.
    """
    for match in _SEGMENTS.finditer(text):
        name = match.group()
        start, end = match.span()
        if name.endswith(("要求", "工作")) and name[-3] in NUMERALS and end - start > _SHORTEST_WORD:
            end -= 2  # 落实三包一要求
        counts = any(char in COUNTS for char in name) and NO_COUNT.search(name) is None
        if counts and "统一" not in name and _is_applied(text, start, end):
            yield start, end
    yield from (match.span() for match in _NIGHTS.finditer(text))
    for match in _TWICE.finditer(text):
        if _is_put_to_use(text, match.start()):
            yield match.span()
    yield from (span for span in _before(text, "有", _HAVING, 1) if _is_applied(text, *span))
    yield from _before(text, "长", _POSTS, 2)


def bare_shorthand(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of numeric shorthand outside quotation marks, but for `count_words`.

    The hits may overlap each other.
    """
    for start, end in _codes(text):
        method = _METHOD_BEHIND.match(text, end)
        if method or (_METHOD_IN_WORDS.match(text, end) and _is_put_to_use(text, start)):
            yield start, end
    yield from (span for span in _before(text, "必", _MUST, 1) if _is_applied(text, *span))
    for span in _before(text, "+", _JOINED_THREE, 2):
        if _is_put_to_use(text, span[0]):
            yield span
    for match in _RULE.finditer(text):
        applied = _APPLIES_RULE.search(text, max(0, match.start() - 3), match.start()) is not None
        if applied and NO_COUNT.search(match.group()) is None:
            yield match.span()
    for match in _RULE_OF.finditer(text):
        if _APPLIES_RULE_OF.search(text, max(0, match.start() - 10), match.start()):
            yield match.span()
    yield from (span for span in _before(text, "个", _DEMANDS, 2) if _is_applied(text, *span))
    for name in _METHODS:
        yield from _before(text, name, _METHOD, 7)
    yield from _before(text, "工程", _WORKS, 3)
    yield from _before(text, "+", _JOINED, 3)


def after_verbs(text: str) -> Iterator[int]:
    """Offsets behind verbs that put a programme to use: where a name begins, if one stands there."""
    for match in _NAME_AFTER.finditer(text):
        yield match.end()


def bare_campaigns(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of campaigns named with their length outside quotation marks: 某某整治三年行动."""
    for match in _CAMPAIGN_YEARS.finditer(text):
        years = match.start()
        head = _CAMPAIGN_HEAD.search(text, max(0, years - 24), years)
        if head is None:
            continue
        left = _CAMPAIGN_LEFT.match(head.group())
        start = head.start() + (left.end() if left else 0)
        if 3 <= years - start <= 16:
            yield start, match.end()


def bare_names(text: str) -> Iterator[tuple[int, int, ProgramKind]]:
    """Offsets ``[start, end)`` and kind of names outside quotation marks that are of a set make: 每周无会日, 京蒙协作."""
    for start, end in _codes(text):
        named = _NUMBERED.match(text, end) if end - start < _LONGEST_NUMBER else None
        if named is not None and _is_put_to_use(text, start):
            yield start, named.end(), "numeric"
    for match in _RULES.finditer(text):
        issued = _RULES_OF.search(text, max(0, match.start() - 6), match.start())
        if issued is not None:
            yield issued.start("rules"), match.end(), "numeric"
    for match in _DAY.finditer(text):
        day = _DAY_NAME.search(text, max(0, match.start() - _LONGEST_DAY), match.end())
        if day is not None:
            yield day.start(), match.end(), "named"
    for match in _STEWARD.finditer(text):
        yield match.start() - 1, match.end(), "named"
    for pattern in (_SYSTEM, _JUDGED, _TWO_DEEDS):
        for match in pattern.finditer(text):
            if pattern is not _SYSTEM or _COMMON_SYSTEM.search(match["name"]) is None:
                yield *match.span("name"), "named"
    for match in _PARTNERS.finditer(text):
        yield match.start(), match.end(), "named"


def parallel_names(text: str, known: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, ProgramKind]]:
    """Offsets ``[start, end)`` and kind of names in one list with a known one that are built like it.

    Built alike are names of four characters with the same verb or count for their third one, in a list that a verb
    puts to use.
    """
    for start, end in known:
        if (
            end - start != _MEMBER
            or text[start + 2] not in _BUILT_ON
            or "、" not in (text[start - 1 : start], text[end : end + 1])
        ):
            continue
        members, first = [], start
        while text[first - 1 : first] == "、" and first > _MEMBER:
            first -= _MEMBER + 1
            members.append(first)
        if _LIST_VERB.search(text, max(0, first - 3), first) is None:
            continue
        last = end
        while (following := _MEMBER_AFTER.match(text, last)) is not None:
            members.append(following.start(1))
            last = following.end()
        for member in members:
            name = text[member : member + _MEMBER]
            if name[2] == text[start + 2] and _ALL_HAN.fullmatch(name):
                yield member, member + _MEMBER, "numeric" if is_counted_name(name) else "named"
