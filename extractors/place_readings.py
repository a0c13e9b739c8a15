"""Towns, villages, communities and groups: names that end in a telling word (镇, 村, 社区, 组 …).

The word at the end is found by a pattern; where the name begins is read off the cheapest reading of what stands before
it (see ``place_lattice``). How far that reading beats the best one without the name, and what stands around the
name, decide together whether it is one: 联系幸福社区 holds a place, 创建幸福社区 does not.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from extractors.gazetteer import gazetteer
from extractors.name_edges import full_name
from extractors.names import is_han, load_names
from extractors.place_data import place_data
from extractors.place_divisions import UpperName
from extractors.place_evidence import (
    CUE,
    LIES,
    OPENING,
    PARENT,
    evidence_after,
    evidence_before,
    evidence_of_profile,
)
from extractors.place_found import (
    BREAK,
    NOT_BEHIND_GROUP,
    SUFFIX_LEVELS,
    Found,
    Reading,
    after_break,
    before_break,
)
from extractors.place_lattice import AnyEdge, Edge, cheapest_of, least_cost, name_letters, word_edges, words
from extractors.place_lists import counts_list
from extractors.place_names import NATIONALITY_TAIL

__all__ = ["name_readings"]

#: Begins with a class of characters, which the engine looks for faster than for alternatives.
_SUFFIX = re.compile(
    "[街独艾浩村居自行社苏嘎小乡镇县屯寨组](?:(?<=街)道|(?<=行)政村|(?<=独)贵龙|(?<=艾)里|(?<=浩)特(?!市)|(?<=[村居])民小组|(?<=自)然村|(?<=[社小])区|(?<=小)组(?![织建成合团装阁稿])"
    "|(?<=苏)木|(?<=嘎)查|(?<=[村乡镇])(?!级)|(?<=县)(?![级域城])|(?<=屯)(?![堡田昌兵粮留溪军垦])|(?<=寨)(?![子门沟墙堡老长])"
    "|(?<=组)(?![织建成合团装阁稿]))"
)
#: A suffix with one of these behind it is part of another word: 乡村, 村镇 (unless the reading says otherwise).
_LONGEST_STEM = 8
_WINDOW_LEFT = 12
#: A name is not sought beyond this many earlier telling words: keeps the time linear in the length of a nonsense text.
_SUFFIXES_BACK = 4
_WINDOW_RIGHT = 3

#: A zone that has towns of its own: 青湾经济开发区柳溪镇.
_ZONE_OF_TOWN = re.compile(
    "[开合试管高新](?:(?<=开)发|(?<=合)作|(?<=试)验|(?<=管)理|(?<=高)新|(?<=新))区(?=[\u4e00-\u9fff]{1,4}(?:[镇乡村]|街道))"
)

#: Costs in nats, on the scale of the word costs (see ``place_lattice``).
_PLACE = 4.0
_UNLISTED = 3.0
_UNLISTED_COUNTY = 2.0
_SHORT_STEM, _SHORT_STEM_LISTED = 4.0, 1.5
_NUMERAL_STEM = 9.0
_AFTER_NUMERAL = 6.0
_TWO_NAMES = 8.0
_LINK_FIRST = 3.0
#: 新建芭蕉林社区: verbs of two letters that begin an unlisted name are more likely what was done.
_VERB_LENGTH, _VERB_FIRST = 2, 6.0
_BEHIND_PLACE, _BEHIND_CUE = 4.0, 1.0
_BEFORE_TOWN, _TOWN_BEHIND = 4.0, re.compile(r"[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道)(?!村|级|[一二三四五两]级)")
_GENERIC, _GENERIC_LETTER = 6.0, 9.0
_TOWNSHIPS, _VILLAGES = 41_000.0, 615_000.0

#: Inside an unlisted name these tell that it is two: 官庄村+村民, 张公村与黎明村, 柏木塝到周家垸村.
_INNER_SUFFIX = re.compile(
    "村|社区|街道|水库|灌区|景区|[乡镇县](?=.)|(?:厂|公司|[小中]学|[学分]校|医院|[林农牧茶]场|合作社|集团)[和与及]|(?<=[\u4e00-\u9fff])等(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])的(?=[\u4e00-\u9fff])|沿[岸线]|"
    "(?<=[\u4e00-\u9fff])到(?=[\u4e00-\u9fff]{2})|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})"
)
_TWO_JOINED = re.compile(
    "(?P<stem>(?P<first>[\u4e00-\u9fff]{2,}[和与是])[\u4e00-\u9fff]{2,})(?=村|镇|乡|社区|组|屯)"
)
#: Lone letters before a name that are its first letter, after a word or mark that opens it.
_DIRECTIONS = frozenset("上下大小新老前后东西南北中")
_BETWEEN_PLACES, _JOINT_AND_DIRECTION = frozenset("至到和与及"), 2
#: Kinds of a lone letter before a name that may be its first, and letters that end what stands before it.
_LETTER_OF_NAME = frozenset("njhgz?b")
_SUFFIX_LETTERS = frozenset("省市州盟县区旗镇乡村屯寨组社路街户人")
#: Words that a name ending in this suffix would tear apart: 东南|城镇, 石桥|乡村.
_TORN_WORD, _TORN = re.compile("乡村|农村|城镇|集镇|乡镇|村镇|的[村乡镇县组]"), 6.0
#: What no village is called, listed or not: 红岩村|建|乡村旅游点.
_OF_THE_COUNTRY = re.compile("乡村(?:旅游|振兴|建设|治理|产业|道路|公路|文化|医生|教师|民宿|休闲|绿化|酒店)")
#: Before the name of a town in the same county or the next.
_OF_A_COUNTY = re.compile("(?:[本我邻外]县|[相毗]邻|邻近|邻县[^，。]{0,3})的")
#: 下坝屯屯内道路: the second is no part of the name.
_DOUBLED = re.compile(r"([村屯寨组])\1(?=[内里中外])")
#: 到村, 驻村: whoever stands before it went there.
_WENT_TO = "到驻赴"
#: A suffix and a post that begins with it again.
_DOUBLED_BEFORE_POST = frozenset(("镇镇长", "乡乡长", "村村长", "社社长", "组组长"))
#: Words that begin with a suffix and are posts or organs of what it ends.
_POSTS_WITH_SUFFIX = ("村支书", "村主任", "村委会", "村委", "镇长", "乡长")
#: Letters that join a name to what stands before it, more often than they begin it.
_LINKS = frozenset("和与及等的到至在对从把将由为以是有了给让被向于去来请找按并又也还就都则且")
#: Between the places of a list.
_LISTING = frozenset("、和与及")
_NUMERAL = "一二三四五六七八九十百千两〇零"
_NUMERALS = re.compile(f"[{_NUMERAL}]+")
_KINDS = {
    "village": "village",
    "community": "community",
    "township": "township",
    "group": "group",
    "county": "county",
}

#: 石坎、半岭、上坪等村: 等 ends a list, hardly a name of three letters.
_ET_CETERA = 12.0
#: Margin plus evidence that a name needs: when the gazetteer lists it, and when it does not.
_ENOUGH_LISTED, _ENOUGH_UNLISTED = 5.0, 6.5
#: How much dearer a common word must be as a word than as a name, to be a name: 团结村 is, 产业村 is not.
_TYPICAL = -0.5
#: Cost from which a word is so rare that a cue before it is enough: 到青石板社区.
_RARE_WORD = 14.0
#: What a township that no list has may be called today, and by how much rarer the old name is.
_ONCE_CALLED, _BECAME = {"乡": "镇"}, 2
#: 城乡, 下乡, 回乡, 返乡 are words.
_NOT_BEFORE_XIANG = frozenset("城下回返")
#: Margin from which a group needs neither its village nor its people beside it.
_PLAIN_GROUP = 8.0
#: Margin from which one is a group wherever the report has it in company, and its score where it stands alone.
_LIKELY_GROUP, _LONELY = 3.0, -2.0
#: How much cheaper a name is at the head of a clause before words that say where it lies.
_BEFORE_ITS_LIE = 6.0
#: Score of what no company makes a name.
_REFUSED = -9.0
#: What many communities are called, though no village is.
_CITY_SIDES = frozenset(("城东", "城西", "城南", "城北", "城中"))
#: What has to stand around a name that may be a quality: 在幸福社区开展.
_DOUBTFUL_EVIDENCE = 4.0


#: Behind a group: who lives there, what is built there, or a further group of a list.
_OF_A_GROUP = re.compile(
    r"组长|村民|群众|农户|居民|党员|护林员|网格员|保洁员|调解员|(?:监测|脱贫|贫困|低保|五保|特困|困难)户|的|等|道路|公路|路|水|宅基地|土地|山林|山场|林地|自来水|通组|串户|入户|片区|[0-9]+余?户|[0-9]+余?名(?:妇女|村民|群众|党员|老人|青年)|[、和到至][\u4e00-\u9fff]{2,4}组(?![织建成合团装阁稿])"
)
#: What is done in a village begins with these, and no hamlet does.
_DONE_THERE = frozenset("打挖修建铺装种养栽拆改办")
#: Behind people, who may be called like hills and rivers.
_OF_A_FAMILY = re.compile(
    "(?:、[\u4e00-\u9fff]{2,3})?(?:兄弟|姐妹|兄妹|姐弟|夫妇|夫妻|父子|母子|母女|父女|婆媳|两家|两户)"
)
#: What the name of a group of three letters ends with, and that of no team.
_LAND = frozenset("坡湾沟岭塬梁坪滩坝崖峁洼冲岔垭坳河寨庄塘坎坑岩垸塆圩屯")
#: What is done where a group lives: 在长坪组流转撂荒地.
_ON_ITS_LAND = re.compile(
    "流转|拓宽|[修建装]了|新[建修种栽]|修[建通路桥筑]|改建|硬化|种植|种[了上]|栽[种植了上]|安装|铺设|架设|开垦|复垦|建[成起了设]|打井|整治|拆除|清淤|养殖|试种|实施"
)
_COMMITTEE_POST = re.compile(
    "(?:民?委会|民?委员会|委)(?:主任|副主任|副?书记|委员|文书|会计|成员|主要负责人)(?!会)"
)
#: What of a town or a village has posts, and the posts that it has without naming one.
_POST_OF_ORGAN = re.compile(
    "党委|党支部|党总支|两委|妇联|妇女|团委|团支部|人大|政府|纪委|武装部|村委会|监委会|监督委员会|民?委会|委员会|支部|第一书记|副?(?:书记|主任|主席|镇长|乡长|支书|部长|委员|文书|会计)"
)
_SHORTEST_NAME = 2
#: What may stand before a place at the head of a line.
_LEADS_TO_PLACE = frozenset(
    "在从到由对与和向及为给全各本我该至以按把将去赴往驻让请是任帮助调派进住跑管包联挂访查教送接找聘选"
)
#: How a title or the first line goes on behind a place.
_OF_TITLE = re.compile(
    "党委|党总支|党支部|两委|居委会|村委会|地处|位于|坐落|第一书记|书记|主任|20[0-9]{2}年?"
)
#: Behind a town in the line that names the author.
_TOWN_OFFICE = re.compile("镇长|副[镇书主]|政府|人大|纪委|武装部|[一-鿿]{2,6}(?:办|所|站|中心)")
#: What stands before a village called 任村 rather than before the verb.
_BEFORE_VILLAGE = frozenset("在到从去往赴由对与和及的是给为把将")
#: What stands before somebody who takes a post.
_BEFORE_PERSON = frozenset("后由让请选举荐聘派年底初月日起")
#: Together with whom something is done, though places are called so, too; and who does it: 会同|乡财政所.
_TOGETHER = ("会同", "联合", "协同", "配合")
_ORGAN = re.compile(
    "党委|政府|人大|纪委|武装部|财政所|派出所|司法所|综治|民政|社保|工会|妇联|团委|卫生院|中心|畜牧|林业|农业|水利|国土|相关|有关"
)
#: What a town is to become by: 民生惠|镇.
_MOTTO = re.compile("[\u4e00-\u9fff]{2}[强立富兴惠稳活美靓旺安]")
#: Whom one unites.
_THOSE_THERE = re.compile('[“"]?(?:两委|班子|党员|干部|群众)|全体')
#: Behind what is counted, and no name.
_SO_MANY = re.compile(r"[0-9xXＸ*×]{1,4}余?个(?=[，。；、）)])")
#: Behind a village: 二组, 第七村民小组, 3社.
_NUMBERED_GROUP = re.compile(
    r"第?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:村民小组|居民小组|小组|组(?!织|建|成)|社(?!区|会)|队(?!员|伍))"
)
#: Last letters of names of hamlets.
_HAMLET_LETTERS = frozenset(
    "湾塆冲坪寨屯庄坝沟塘坡岭岗坳垭箐凹坎嘴垸圩埠浜窑峪崖洼梁塬峁营堡店铺桥井泉洞岩田地上下山河口"
)
#: The same of words that are such names as well: 河边, 桥头.
_OF_LAND_WORDS = _HAMLET_LETTERS | frozenset("边头")
#: Behind a village: 何家沟社, 上河社, 李家湾队; a cooperative (石坪合作社) ends in no hamlet's letter.
_NAMED_GROUP = re.compile(
    r"(?=[\u4e00-\u9fff])(?![在到从])(?:[\u4e00-\u9fff]{1,3}["
    + "".join(sorted(_HAMLET_LETTERS))
    + rf"头家里]|[上下前后东西南北中大小新老])(?:社(?![{NOT_BEHIND_GROUP}长])|队(?![员伍长部]))"
)
#: A division of the pastures: nothing else is called so, so that it needs no people behind it.
_PASTORAL = "独贵龙"
_LONGEST_HAMLET, _HAMLET_WINDOW, _HAMLET_MARGIN = 5, 9, 1.5
_AFTER_HAMLET = (
    "片区",
    "群众",
    "村民",
    "农户",
    "的",
    "等",
    "一带",
    "附近",
    "和",
    "与",
    "及",
    "两",
    "三",
    "四",
)


@lru_cache(maxsize=32_768)
def _name_cost(stem: str, suffix: str) -> tuple[float, bool]:
    """Cost of `stem` + `suffix` as the name of a place, and whether the gazetteer lists it."""
    level = SUFFIX_LEVELS[suffix]
    unlisted = _PLACE + _UNLISTED + name_letters().cost(stem)
    if suffix == "乡" and (people := NATIONALITY_TAIL.search(stem)):
        # 八角瑶族乡: what stands before the nationality is the name, and there is no 瑶族乡 without.
        own = stem[: people.start()]
        unlisted = _PLACE + name_letters().cost(own) if own else math.inf
    if len(stem) == 1:
        unlisted += _SHORT_STEM
    if _NUMERALS.fullmatch(stem):
        unlisted += _NUMERAL_STEM
    if len(stem) > _VERB_LENGTH and stem[-1] == "等":
        unlisted += _ET_CETERA
    if stem[0] in _LINKS:
        unlisted += _LINK_FIRST
    if len(stem) > _VERB_LENGTH + 1 and stem[:_VERB_LENGTH] in place_data().verbs:
        unlisted += _VERB_FIRST
    inner = stem[1:-1] if level == "group" else stem[1:]
    unlisted += _TWO_NAMES * len(_INNER_SUFFIX.findall(inner))
    listed_as = stem + suffix + ("村" if suffix in ("屯", "寨") else "")
    count: float = gazetteer().count(listed_as)
    if not count and suffix in _ONCE_CALLED and stem[-1] not in _NOT_BEFORE_XIANG:
        # 乡 have become 镇, and no list names what they were called.
        count = gazetteer().count(stem + _ONCE_CALLED[suffix]) / _BECAME
    if level == "county":
        return unlisted + _UNLISTED_COUNTY, False
    if level == "group" or suffix == "自然村":
        # Groups and natural villages are not listed; many bear the name of a listed village.
        return unlisted, False
    if not count:
        return unlisted, False
    listed = _PLACE + math.log((_TOWNSHIPS if level == "township" else _VILLAGES) / count)
    if len(stem) == 1:
        listed += _SHORT_STEM_LISTED
    return min(listed, unlisted), True


def name_readings(
    text: str,
    places: Sequence[Found],
    uppers: Sequence[tuple[int, int, UpperName]],
) -> list[Reading]:
    """Possible names of towns, villages, communities and groups, in order, without those inside `places`.

    Args:
        text: the report.
        places: places known already (masked ones), in order.
        uppers: where names of divisions from the county up stand, in order; they compete in the readings.

    """
    return _NameReader(text, places, uppers).read()


class _NameReader:
    def __init__(
        self, text: str, places: Sequence[Found], uppers: Sequence[tuple[int, int, UpperName]]
    ) -> None:
        self._text = text
        self._taken = [(place.start, place.end) for place in places]
        self._ends = {place.end: place for place in places}
        self._uppers = uppers
        self._upper_starts = [start for start, _, _ in uppers]
        self._upper_ends = {end for _, end, upper in uppers if upper.full and upper.codes}
        self._upper_ends.update(match.end() for match in _ZONE_OF_TOWN.finditer(text))
        # 与凌云县的下逻里乡、本县的平弄镇接壤
        self._of = {end + 1 for _, end, upper in uppers if upper.full and text.startswith("的", end)}
        self._of.update(match.end() for match in _OF_A_COUNTY.finditer(text))
        self._county_ends = {end for _, end, upper in uppers if upper.level == "county"}
        self._data = place_data()

    def read(self) -> list[Reading]:
        readings: list[Reading] = []
        text = self._text
        taken_at = 0
        last_end = 0
        for place in list(self._ends.values()):
            self._follow(place, readings)
        self._taken.sort()
        seen: deque[int] = deque([0] * _SUFFIXES_BACK, maxlen=_SUFFIXES_BACK)
        for match in _SUFFIX.finditer(text):
            start, end = match.span()
            furthest = seen[0]
            seen.append(end)
            while taken_at < len(self._taken) and self._taken[taken_at][1] <= start:
                last_end = max(last_end, self._taken[taken_at][1])
                taken_at += 1
            if start < last_end or (taken_at < len(self._taken) and self._taken[taken_at][0] < end):
                continue
            if match.group() == "县" and end in self._county_ends:
                # Counties that are listed are weighed by the division reader.
                continue
            if start == last_end or BREAK.match(text[start - 1]) or text[start - 1] in "个各":
                continue
            if _DOUBLED.match(text, start - 1):
                continue
            reading = self._read_one(start, end, match.group(), max(last_end, furthest))
            if reading is None:
                continue
            joint = _TWO_JOINED.match(reading.found.name)
            if joint and not _name_cost(joint["stem"], match.group())[1]:
                # 欧阳鹏程和大垭村: who went there is no part of its name.
                behind = self._read_one(start, end, match.group(), reading.found.start + joint.end("first"))
                reading = behind if behind is not None and behind.score >= 0 else reading
            readings.append(reading)
            if reading.score >= 0:
                self._ends[reading.found.end] = reading.found
                last_end = self._follow(reading.found, readings)
        return sorted(readings, key=lambda reading: reading.found.start)

    def _follow(self, place: Found, readings: list[Reading]) -> int:
        """Groups and hamlets right behind their village (二组、五组; 李子冲、王家坪); returns where they end."""
        end = place.end
        if place.level not in ("village", "community", "group"):
            return end
        at = end
        while True:
            found = self._numbered_group(at) or self._named_group(at) or self._hamlet(at)
            if found is None:
                return end
            readings.append(Reading(found, PARENT, PARENT))
            self._ends[found.end] = found
            self._taken.append((found.start, found.end))
            end = found.end
            if self._text[end : end + 1] not in ("、", "和", "与", "及"):
                return end
            at = end + 1

    def _numbered_group(self, at: int) -> Found | None:
        match = _NUMBERED_GROUP.match(self._text, at)
        if match is None:
            return None
        return Found(at, match.end(), match.group(), "group", "chain")

    def _named_group(self, at: int) -> Found | None:
        match = _NAMED_GROUP.match(self._text, at)
        if match is None or words().find(match.group()[-3:]) or words().find(match.group()[-2:]):
            return None
        return Found(at, match.end(), match.group(), "group", "chain")

    def _hamlet(self, at: int) -> Found | None:
        text = self._text
        right = after_break(text, at, at + _HAMLET_WINDOW)
        window = text[at:right]
        names = []
        for size in range(2, min(_LONGEST_HAMLET, len(window)) + 1):
            if window[size - 1] in _HAMLET_LETTERS:
                cost = _PLACE + name_letters().cost(window[:size])
                names.append(Edge(0, size, cost, "N"))
        if not names:
            return None
        common = word_edges(window)
        cost, path = cheapest_of(len(window), common, names)
        if path[0].kind != "N" or least_cost(len(window), common) - cost < _HAMLET_MARGIN:
            return None
        end = at + path[0].end
        if text[at] in _DONE_THERE or _OF_A_FAMILY.match(text, end):
            return None  # 为西梁村打深井, 上马沟村冯保山、冯保河兄弟
        following = text[end : end + 4]
        if _SUFFIX.match(following):
            return None
        if following and not BREAK.match(following[0]) and not following.startswith(_AFTER_HAMLET):
            return None
        return Found(at, end, text[at:end], "village", "chain")

    def _read_one(self, at: int, end: int, suffix: str, floor: int) -> Reading | None:
        text = self._text
        if text[at - 1 : end + 1] in _DOUBLED_BEFORE_POST:
            return None  # 白沙河镇镇长: the second 镇 is the post's, though 河镇 is a name, too
        left = before_break(text, at, max(floor, at - _WINDOW_LEFT))
        # 第一书记冼志远驻南茂岭村: no village has 驻 in its name.
        left = max(left, text.rfind("驻", left, at - 1) + 1)
        right = after_break(text, end, end + _WINDOW_RIGHT)
        if text[end - 1 : end + 2] in _DOUBLED_BEFORE_POST:
            right = end
        window = text[left:right]
        # 云盘村支书: the post is 支书, though the dictionary has 村支书 and 村委会, which tear the village apart.
        common = word_edges(window)
        if text.startswith(_POSTS_WITH_SUFFIX, at):
            common = [
                word
                for word in common
                if word[0] != at - left or window[word[0] : word[1]] not in _POSTS_WITH_SUFFIX
            ]
        common += self._generic_edges(left, at, end, suffix)
        common += self._upper_edges(left, right)
        names = self._name_edges(left, at, right)
        cost, path = cheapest_of(len(window), common, names)
        goal = end - left
        which = next((i for i, edge in enumerate(path) if edge.end >= goal), len(path) - 1)
        edge = path[which]
        if edge.end != goal or edge.kind not in ("G", "N"):
            return None
        without = least_cost(len(window), common, [name for name in names if name[1] != goal])
        path, which = self._with_direction(left, path, which)
        path, which = self._with_torn_word(left, path, which)
        return self._weigh(left, path, which, suffix, without - cost)

    def _with_direction(self, left: int, path: list[Edge], which: int) -> tuple[list[Edge], int]:
        """The reading with a lone 上, 下, 大, 小 … before the name taken into it: 上|坝塘村 is 上坝塘村."""
        if not which:
            return path, which
        letters = self._text[left + path[which - 1].start : left + path[which].start]
        if len(letters) == _JOINT_AND_DIRECTION and left + path[which - 1].start in self._ends:
            # Behind a place 至上|坝塘村 is 至|上坝塘村, though 至上 is a word.
            if letters[0] in _BETWEEN_PLACES and letters[1] in _DIRECTIONS:
                edge = path[which]
                joined = Edge(edge.start - 1, edge.end, edge.cost, edge.kind)
                before = Edge(path[which - 1].start, edge.start - 1, 0.0, "p")
                return [*path[: which - 1], before, joined, *path[which + 1 :]], which
            return path, which
        if letters not in _DIRECTIONS:
            return path, which
        if which == 1:
            opens = left == 0 or left in self._ends or BREAK.match(self._text[left - 1]) is not None
        else:
            word = self._text[left + path[which - 2].start : left + path[which - 2].end]
            opens = path[which - 2].kind in "pgGN" or word in self._data.cues_before
        if not opens:
            return path, which
        edge = path[which]
        joined = Edge(path[which - 1].start, edge.end, edge.cost, edge.kind)
        return [*path[: which - 1], joined, *path[which + 1 :]], which - 1

    def _with_torn_word(self, left: int, path: list[Edge], which: int) -> tuple[list[Edge], int]:
        """The reading with a lone noun before the name taken into it, where the two make a word: 花|椒坪村 is 花椒坪村.

        A listed name is cheap, so that the village that no list has is read as one that has, with a letter left over.
        """
        before = path[which - 1] if which else None
        if before is None or before.end - before.start != 1:
            return path, which
        opens = self._opens_line(left + before.start, left + path[which].end)
        if before.kind not in _LETTER_OF_NAME and left + before.start not in self._of and not opens:
            return path, which
        start, edge = left + before.start, path[which]
        if opens and edge.kind in ("G", "N"):
            # 安东桥社区党委书记述职报告, though there is a 东桥社区, too.
            return [Edge(before.start, edge.end, edge.cost, "N"), *path[which + 1 :]], which - 1
        if start in self._of:
            joined = Edge(before.start, edge.end, edge.cost, "N")  # 邻近的|亮|水泉镇
            return [*path[: which - 1], joined, *path[which + 1 :]], which - 1
        if self._text[start] in _SUFFIX_LETTERS or self._text[start] == "原":
            return path, which
        # 在|锡|河屯村: no noun of one letter stands between a preposition and a place.
        behind_preposition = which > 1 and path[which - 2].kind == "p" and before.kind == "n"
        if not behind_preposition and words().find(self._text[start : start + 2]) is None:
            return path, which
        return [
            *path[: which - 1],
            Edge(before.start, edge.end, edge.cost, "N"),
            *path[which + 1 :],
        ], which - 1

    def _opens_line(self, start: int, end: int) -> bool:
        """Whether a letter that leads to no place opens a line that goes on as titles do behind the place's `end`."""
        if start and self._text[start - 1] != "\n":
            return False
        return self._text[start] not in _LEADS_TO_PLACE and _OF_TITLE.match(self._text, end) is not None

    def _generic_edges(self, left: int, at: int, end: int, suffix: str) -> list[AnyEdge]:
        generic = self._data.generic[_KINDS[SUFFIX_LEVELS[suffix]]]
        return [
            (start - left, end - left, _GENERIC if at - start > 1 else _GENERIC_LETTER, "x")
            for start in range(max(left, at - _LONGEST_STEM), at)
            if (stem := self._text[start:at]) in generic and stem not in self._data.doubtful
        ]

    def _upper_edges(self, left: int, right: int) -> list[AnyEdge]:
        edges: list[AnyEdge] = []
        for at in range(bisect_left(self._upper_starts, left), len(self._uppers)):
            start, end, upper = self._uppers[at]
            if end > right:
                break
            edges.append((start - left, end - left, upper.cost, "g"))
        return edges

    def _name_edges(self, left: int, at: int, right: int) -> list[AnyEdge]:
        """Names that end in this suffix, and in those right behind it (大村镇 against 大村)."""
        edges: list[AnyEdge] = []
        bonus, text = self._bonuses(left, right), self._text
        for match in _SUFFIX.finditer(text, at, right):
            suffix, (start, end) = match[0], match.span()
            if start > at and _DOUBLED.match(text, start - 1):
                continue
            # 苍岭县白鹤镇: what stands before a town is more likely its county.
            holds = _BEFORE_TOWN if suffix == "县" and _TOWN_BEHIND.match(text, end) else 0.0
            lies = LIES.match(text, end) is not None
            ends_word = _TORN_WORD.match(text, start - 1) is not None
            of_the_country = _OF_THE_COUNTRY.match(text, start - 1) is not None
            always_torn = of_the_country or text.startswith("乡村", start)
            # 沙北县柳林集镇: there are many towns called so, though 集镇 is a word.
            market = text[start - 1] == "集"
            in_title = market and (_OF_TITLE.match(text, end) or _TOWN_OFFICE.match(text, end)) is not None
            for first in range(max(left, start - _LONGEST_STEM), start):
                cost, listed = _name_cost(text[first:start], suffix)
                if first > left and text[first - 1] in _NUMERAL:
                    cost += _AFTER_NUMERAL
                if text[first] == "通" and not listed and text[first - 1 : first] in _SUFFIX_LETTERS:
                    cost += _VERB_FIRST  # 黄石村|通|小河湾村的公路
                if ends_word and not listed:
                    known = bonus[first - left] > 0 or (in_title and (not first or text[first - 1] == "\n"))
                    torn = always_torn or not (market and start - first > _SHORTEST_NAME and known)
                else:
                    torn = always_torn
                cost += (_TORN if torn else 0.0) - bonus[first - left] - holds
                if lies and (not first or BREAK.match(text[first - 1])):
                    cost -= _BEFORE_ITS_LIE
                edges.append((first - left, end - left, cost, "G" if listed else "N"))
        return edges

    def _bonuses(self, left: int, right: int) -> list[float]:
        """How much cheaper a name is at each position of the window: behind a place, or behind a telling word."""
        text = self._text
        bonuses = [0.0] * (right - left)
        for at in range(left, right):
            if at in self._ends or at in self._upper_ends:
                bonuses[at - left] = -_BEHIND_PLACE if text[at] in _LISTING else _BEHIND_PLACE
            elif (at - 1 in self._ends and text[at - 1] in _LISTING) or at in self._of:
                bonuses[at - left] = _BEHIND_PLACE
            elif at - left >= 2 and text[at - 2 : at] in self._data.cues_before:
                bonuses[at - left] = _BEHIND_CUE
        return bonuses

    def _weigh(self, left: int, path: list[Edge], which: int, suffix: str, margin: float) -> Reading:
        text = self._text
        edge = path[which]
        start, end = left + edge.start, left + edge.end
        name = text[start:end]
        stem = name[: -len(suffix)]
        before = path[which - 1] if which else None
        evidence = evidence_before(text, self._ends, start, left, before)
        if start in self._upper_ends:
            evidence = max(evidence, PARENT)
        elif start in self._of:
            evidence = max(evidence, CUE)
        evidence += max(evidence_after(text, end), evidence_of_profile(text, start, end))
        if SUFFIX_LEVELS[suffix] == "group" and text[start - 1] == "的" and start - 1 in self._ends:
            evidence = max(evidence, PARENT)
        enough = _ENOUGH_LISTED if edge.kind == "G" else _ENOUGH_UNLISTED
        score = margin + evidence - enough
        previous = text[left + before.start : start] if before else ""
        doubtful = stem in self._data.doubtful and (
            previous in self._data.creating or evidence < _DOUBTFUL_EVIDENCE
        )
        if suffix == "社区" and stem in _CITY_SIDES:
            doubtful = doubtful and evidence < OPENING  # 城东社区创成示范社区
        if len(stem) == 1:
            doubtful = evidence < _DOUBTFUL_EVIDENCE
        if stem[-1] in "任当" and (text.startswith("长", end) or self._is_taken(start, end, stem, suffix)):
            doubtful = True  # 王秀桃任村民小组长, 到石桥镇任镇党委副书记
        if stem in _TOGETHER and evidence < PARENT and _ORGAN.match(text, end):
            doubtful = True  # 会同乡财政所核对
        if _MOTTO.fullmatch(stem) and words().find(stem[:-1]) is not None and start not in self._ends:
            doubtful = True  # 产业强镇、生态立镇、民生惠镇
        if stem == "团结" and evidence < CUE and _THOSE_THERE.match(text, end):
            doubtful = True  # ，团结社区“两委”一班人
        if suffix == "村" and stem[-1] in _WENT_TO:
            doubtful = True
        if _NUMERALS.fullmatch(stem):
            doubtful = evidence < PARENT
        elif _NUMERALS.match(stem[-1]) and counts_list(text, start, end - len(suffix)):
            doubtful = True
        if evidence < PARENT and _SO_MANY.match(text, end):
            doubtful = True  # 创建红旗村x个
        pastoral = suffix == _PASTORAL
        # 弄怀村下巴屯: behind its village a word is what it is called.
        followed = suffix == "屯" or SUFFIX_LEVELS[suffix] == "group"
        followed = followed and (pastoral or evidence >= PARENT or self._is_lived_in(stem, end))
        if doubtful or (len(stem) > 1 and not followed and self._untypical(stem, suffix, evidence)):
            score = min(score, _REFUSED)
        plain = margin >= _PLAIN_GROUP and evidence >= OPENING and words().find(stem) is None
        plain = pastoral or (plain and suffix != "浩特")
        if SUFFIX_LEVELS[suffix] == "group" and not plain and not self._group_holds(start, end, stem):
            # 上湾组还有5户 is a group where the report says so elsewhere.
            score = min(score, _REFUSED if margin < _LIKELY_GROUP else _LONELY)
        if suffix == "村" and len(stem) > 1 and _COMMITTEE_POST.match(text, end):
            # 栗坪村委会主任: the post is 村委会主任, so the village stands there without its last letter.
            end -= len(suffix)
        return Reading(Found(start, end, name, SUFFIX_LEVELS[suffix], "name"), score, margin)

    def _is_lived_in(self, stem: str, end: int) -> bool:
        """Whether a word ends as names of hamlets do, and its people or its like stand behind it: 河边组、老寨组."""
        return stem[-1] in _OF_LAND_WORDS and _OF_A_GROUP.match(self._text, end) is not None

    @staticmethod
    def _untypical(stem: str, suffix: str, evidence: float) -> bool:
        """Whether a common word is so rarely a name (产业村, unlike 团结村) that it is none here."""
        word = words().find(stem)
        if word is None or (word[0] >= _RARE_WORD and evidence >= CUE):
            return False
        return word[0] - (_name_cost(stem, suffix)[0] - _PLACE) < _TYPICAL

    def _is_taken(self, start: int, end: int, stem: str, suffix: str) -> bool:
        """Whether what seems to end in 任 is the verb before a post of the town or village: 潘美妹任|村妇联主席."""
        if _POST_OF_ORGAN.match(self._text, end) is None:
            return False
        if len(stem) == _SHORTEST_NAME:
            return self._ends_name(start)
        if len(stem) > 1 or suffix != "村":
            return True
        # 王祖发任|村监委会主任 and 同年到陆圩村，任|村党支部书记助理, but 在任村党支部.
        before = self._text[start - 1 : start]
        return start in self._ends or before == "，" or (is_han(before) and before not in _BEFORE_VILLAGE)

    def _ends_name(self, at: int) -> bool:
        """Whether the letter at `at` is the last of a name of three that opens a clause: 李长|山任村党支部书记."""
        opens = at > _SHORTEST_NAME and (
            BREAK.match(self._text[at - 3]) is not None or self._text[at - 3] in _BEFORE_PERSON
        )
        return opens and load_names().is_surname(self._text[at - 2])

    def _group_holds(self, start: int, end: int, stem: str) -> bool:
        """Groups stand behind their village or another group, in front of their people (石门坎组组长), or where land is."""
        if start in self._ends or (
            self._text[start - 1 : start] in ("、", "和", "的", "到", "至") and start - 1 in self._ends
        ):
            return True
        if _OF_A_GROUP.match(self._text, end) or full_name(self._text, end) is not None:
            return True
        if words().find(stem) is not None:
            return False
        if stem[-1] in _LAND and (len(stem) > _SHORTEST_NAME or stem[0] in _DIRECTIONS):
            return True  # 离乡最远的碾盘沟组, 接到上坳组
        # 在长坪组流转撂荒地; ，新屋组拓宽水泥路
        leads = self._text[start - 1 : start] == "在" or BREAK.match(self._text[start - 1]) is not None
        return leads and _ON_ITS_LAND.match(self._text, end) is not None
