"""Names of organisations, read leftwards from their telling last word (see ``extractors.organizations``)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.gazetteer import gazetteer
from extractors.organization_around import (
    founded_bodies,
    part_of_university,
    partners,
    registered_firms,
    small_schools,
)
from extractors.organization_brands import (
    DEALING,
    FUNCTION_WORDS,
    NOT_IN_NAMES,
    bracketed,
    brand_end,
    is_brand,
    is_brand_letter,
)
from extractors.organization_data import organization_data
from extractors.organization_patterns import (
    PARTNERS,
    charities,
    firms_in_lists,
    grid_companies,
    groups,
    known_names,
    league_committees,
    limited_firms,
    masked_firms,
    migrants_branches,
    namesake_studios,
)
from extractors.place_data import place_data
from extractors.place_divisions import upper_names
from extractors.place_found import BREAK
from extractors.place_lattice import AnyEdge, Edge, cheapest_of, name_letters, word_edges, words
from extractors.place_masks import MASK
from extractors.place_names import NATIONALITIES
from extractors.role_grammar import load_grammar

__all__ = ["FoundOrganization", "OrganizationFinder"]

_WINDOW = 22
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
#: A name is not sought beyond this many earlier last words: keeps the time linear in the length of a nonsense text.
_SUFFIXES_BACK = 2
#: Cost of a name beside that of its letters, and of a generic word.
_NAME, _GENERIC = 0.0, 8.0
#: The count behind what is built and counted.
_COUNTED = re.compile(r"(?:[0-9]+|[一二两三四五六七八九十]{1,3})余?多?[座个家处间所]")
#: Words between the beginning of a name and its last word, at most.
_WORDS_FREE, _WORDS_PLACED = 6, 2
#: Letters of a name cost at most this much a letter and this much together on top; those of a phrase cost more.
_LETTER, _LETTERS = 8.0, 6.0
#: Villages that must bear a common word as their name for it to be one here, too; and the least cost of such a word.
_NAMESAKES, _NAMESAKES_OF_NAME, _RARE_ENOUGH = 20, 1, 9.0
_RARE_VERB, _RARE_NOUN = 13.5, 14.5
#: Last words of firms, which go by names of every kind.
_FIRMS = ("厂", "公司", "集团", "酒店", "超市")
#: Whoever works in a hospital is not its head: 人民医院 + 主任医师.
_DOCTORS = ("主任医师", "副主任医师")
#: Bodies that every village has.
_OF_VILLAGES = ("党支部", "党总支", "村委会", "居委会", "两委")
#: Last words of what is registered, too, though not as a firm.
_HOUSES_OF_TRADE = ("厂", "公司", "农场", "研究所", "研究院", "合作社")
#: Letters of an unlisted county's name, without 县.
_COUNTY_LETTERS = 2
#: A word that is no rarer than this is no county before 县.
_COUNTY_WORD = 12.0
#: What a village does before the name of a trade, though firms are called so, too.
_DEEDS = (
    "发展",
    "建设",
    "开发",
    "经营",
    "运营",
    "投资",
    "培育",
    "新建",
    "修建",
    "建成",
    "建起",
    "改建",
    "扩建",
    "兴建",
)
#: Who is sent to stay in a village.
_TEAMS = ("工作组", "工作队")
#: Schools that are called so in the south-west, and what makes a word of the 校 that ends their name.
_SCHOOLS, _SCHOOL_WORDS = ("小学校", "中学校"), frozenset("长门园舍友外内训车服区")
#: Words of founding, which the first letter of a name may seem to be the end of.
_FOUNDED = frozenset(
    ("成立", "创立", "设立", "建立", "组建", "创建", "新建", "创办", "领办", "兴办", "开办", "注册")
)
_TOWN = re.compile(f"(?:(?:{NATIONALITIES})+乡|镇|乡|街道|苏木)$")
_VILLAGE = re.compile("(?:村|社区|嘎查)$")
_BECOMES = re.compile(
    "(?:已|成功|被|获|顺利)*(?:创成|创建|升格|升级|晋升|晋级|评为|评定|认定|成为|挂牌|通过|达到|建成|转为|改为|改建|达标)"
)
_TO = ("到", "赴", "在")
#: What an official does with a body that is theirs to look after.
_DUTIES = frozenset(("联系", "挂钩", "挂联", "包保", "包联", "结对", "帮扶", "分管", "对口"))
#: Parts of speech that name no county, and those of which no letter is the letter of one.
_NO_COUNTY = frozenset("pcudrvaxmqf")
_NO_COUNTY_LETTER = frozenset("pcudrvxmq")

_MASK_BEFORE = re.compile(rf"(?<![A-Za-z0-9]){MASK}$")
#: Right behind a last word that ends in the key these make another word of it: 大学生, 厂房, 企业家.
_NOT_AFTER = {
    "学": "生期历龄位业区员制风者籍费",
    "厂": "房区家商址矿",
    "院": "落坝线士感系",
    "业": "家化所文主",
    "场": "地所面景合次内外",
    "社": "会员交保火团",
    "行": "业政动为走驶使车",
    "校": "园舍友外内企区训车服",
    "站": "点",
    "团": "员队",
    "会": "员议上场务了后",
    "司": "法机",
    "寺": "院",
    "办": "法理公事学",
    "部": "门分队",
    "局": "面势部",
    "坊": "间",
    "组": "织成建合",
    "大": "代",
    "委": "员",
}
#: Behind any last word these make the name of a place of it: 林场村, 中学路.
_PLACE_AFTER = re.compile(r"[村镇乡路街](?!民|委|级|集体|两委|组)|社区|片区")
_BEFORE_BRAND = frozenset("vpcuwd")
_STUDENT = re.compile("(?:青年|村民|社员|居民|学子|小伙|姑娘)[一-鿿]{2,3}大学$")
_TEMPLE_OF_PLACE = re.compile(
    "[0-9一二两三四五六七八九十]+(?:公里|米|个村民小组|个组|组)|[路桥]?段|至|到|片|组|小流域"
)
#: What only firms with a registered name are; the part of such a name between its place and these is not longer.
_LIMITED = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
#: Cooperatives are registered as well, but what a village does stands before them, too: 石桥村发展种植专业合作社.
_COOPERATIVES = ("专业合作社", "农民专业合作社")
_REGISTERED = 12
#: A name ends with one of these; what follows is no part of it, unless it is a branch.
_CLOSED = ("有限公司", "有限责任公司", "专业合作社")
#: Behind an organ, the rest of a title is hardly longer.
_TITLE = 8
#: Of the one-letter words, those that begin names of villages.
_SIDES = frozenset("上下")
#: What is done to a house.
_BUILT = re.compile("(?:的)?(?:提升|改造|扩建|新建|改建|装修|修缮|建设|建成|投用|启用|落成|主体|选址|项目)")
#: Right behind a place these say how far it is from a body, or who went there.
_DISTANCES = frozenset("离距到至")
_LEAGUE = re.compile(r"(?:共青团|中共|中国共产党|民革|民盟|民建|民进|农工党|致公党|九三学社)$")
_COMMITTEE = re.compile(r"委员会|委(?!托|派|会|屈|培|婉|任)")
_COMMITTEE_OFFICE = re.compile(
    r"(?:组织部|宣传部|统战部|政法委(?:员会)?|办公室|办|党校|编办|巡察办|老干部局|政研室|网信办|社会工作部|农办)"
)


@cache
def _word_lists() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell of an organisation's kind or trade, and words that look like names of places and are none."""
    kinds = organization_data()
    places = place_data()
    return frozenset(kinds.generic | kinds.trades), frozenset(places.doubtful | places.generic["village"])


@dataclass(frozen=True, slots=True)
class FoundOrganization:
    """An organisation at [start, end) of the text."""

    start: int
    end: int
    name: str
    masked: bool


#: Last letters of schools and hospitals, and what ends like them and is an organ.
_HOUSES, _COURTS = ("学", "校", "园", "院"), ("法院", "检察院")
#: Those that have members, and a head of their own: 榕浦镇商会 + 会长.
_SOCIETIES = ("商会", "协会")
#: Before the post of whoever reports: the beginning of the text, or one of these.
_OWN_POST, _OWN_BEFORE = re.compile(r"(?:\A|我是|我叫[一-鿿]{2,4}，?是?|任|作为|做过|当过)$"), 8


@cache
def _divisions(*levels: str) -> frozenset[str]:
    """Names of divisions of these levels, full and short."""
    return frozenset(upper.name for upper in upper_names()[0] if upper.level in levels and upper.codes)


class OrganizationFinder:
    """Finds candidates in one text, which may overlap."""

    def __init__(self, text: str, places: Sequence[tuple[int, int, bool]]) -> None:
        """`places` are ``(start, end, masked)`` of the places of `text`, in order."""
        self._text = text
        self._data = organization_data()
        self._known, self._qualities = _word_lists()
        self._places = {end: (start, masked) for start, end, masked in places}
        self._begun = {start: (end, masked) for start, end, masked in places}
        self._place_list = places
        #: Towns that the report names in full, and these with its villages, without their last words.
        self._towns = self._stems(_TOWN)
        self._homes = self._towns | self._stems(_VILLAGE)
        #: End of each organisation found -> where it begins, and whether it is masked.
        self._named: dict[int, tuple[int, bool]] = {}

    def _stems(self, suffix: re.Pattern[str]) -> frozenset[str]:
        names = (self._text[start:end] for start, end, masked in self._place_list if not masked)
        return frozenset(suffix.sub("", name) for name in names if suffix.search(name))

    def by_suffix(self) -> Iterable[FoundOrganization]:
        """Names that end in one of the known last words."""
        seen: deque[int] = deque([0] * _SUFFIXES_BACK, maxlen=_SUFFIXES_BACK)
        closed = 0
        for at, stop, which in self._data.automaton.find(self._text):
            furthest = max(seen[0], closed)
            seen.append(stop)
            end, suffix = stop, self._data.suffixes[which]
            if suffix.endswith(_CLOSED):
                closed = end
            following = self._text[end : end + 1]
            if suffix.endswith(_SCHOOLS) and following and following in _SCHOOL_WORDS:
                # 河口中心小学|校长, not 中心小学校|长.
                end, suffix, following = end - 1, suffix[:-1], "校"
            if following and following in _NOT_AFTER.get(suffix[-1], ""):
                continue
            if _PLACE_AFTER.match(self._text, end) or self._is_post(end):
                continue
            if suffix == "监委" and following == "会":
                continue  # 监委会 is a village's, and its post is 村监委会主任
            if suffix == "党群服务中心" and (
                _BUILT.match(self._text, end) or _COUNTED.match(self._text, end)
            ):
                continue  # the house, not the body: the place before it stays one
            if suffix == "大学" and at in self._places and self._text[at - 1] in "村组屯寨":
                continue  # 龙陂村大学毕业生: no village has one
            if suffix in _TEAMS and at in self._places and self._stands_in(at):
                continue  # 驻石坪村工作组: a team that stays there
            if suffix in self._data.bare and at in self._places:
                # 北京市学校: schools in a place, not one of its name.
                continue
            if suffix == "寺" and _TEMPLE_OF_PLACE.match(self._text, end):
                continue  # 原白鹿寺5个村民小组, 白鹿寺段: what is called after the temple
            if suffix.endswith("政府") and self._text.startswith("工作报告", end):
                continue
            if self._is_last_of_villages(at, suffix):
                continue  # 五童庙村、石板滩村党支部: the branches of several
            if suffix == "政府" and self._text[at - 1 : at] == "委":
                continue  # 某镇党委政府: the committee and the government are two
            counted = suffix in self._data.counted and _COUNTED.match(self._text, end) is not None
            branch = self._branch_of(at) if suffix in self._data.branches else None
            begun = branch or self._beginning(at, furthest, suffix)
            if counted and begun is not None and begun[0] not in self._begun:
                continue  # 建起艾绒加工厂1座: one of many of its kind
            if begun is not None and suffix == "寺" and self._text[begun[0] - 1 : begun[0]] in ("至", "到"):
                continue  # 西湾至白鹿寺: where a road ends
            if begun is not None and not self._opens_title(begun[0], end):
                # 国网 + 沙河县供电公司.
                whole = self._named.get(begun[0], begun) if suffix.endswith("公司") else begun
                if suffix == "大学":
                    end = part_of_university(self._text, end)
                first = self._parent_start(self._home_start(whole[0]))
                if first == begun[0] and not begun[1]:
                    torn = suffix.endswith(_HOUSES + _OF_VILLAGES) and self._tears_home(first)
                    first = first - 1 if torn else self._division_start(first)
                found = self._found(first, end, whole[1])
                if self._text.startswith("毕业", end) and _STUDENT.search(self._text, first, end):
                    continue  # 社区青年夏子恒大学毕业: somebody who was at university, and none called so
                if any(
                    named in self._named and _BECOMES.match(self._text, named)
                    for named in range(found.start + 1, end)
                ):
                    continue  # 某镇中心卫生院创成二级综合医院: what the one became
                self._named[end] = (found.start, found.masked)
                yield found

    def _stands_in(self, at: int) -> bool:
        """Whether what ends at `at` is the place that somebody was sent to stay in: 驻石坪村, 派驻石桥镇石坪村."""
        start = self._parent_start(self._places[at][0])
        return self._text[start - 1 : start] == "驻"

    def _is_last_of_villages(self, at: int, suffix: str) -> bool:
        """Whether a body of a village stands behind the last of a list of villages, each of which has one."""
        if not suffix.endswith(_OF_VILLAGES) or at not in self._places:
            return False
        start = self._places[at][0]
        return self._text[start - 1 : start] in ("、", "和") and start - 1 in self._places

    def by_pattern(self) -> Iterable[FoundOrganization]:
        """Studios with a person's name, branches of those who work elsewhere, and what everybody knows by name."""
        for start, end in migrants_branches(self._text, self._begun):
            yield self._found(self._parent_start(start), end, self._begun[start][1])
        for start, end in masked_firms(self._text):
            self._named[end] = (start, True)
            yield self._found(start, end, masked=True)
        for start, end in (
            *namesake_studios(self._text),
            *league_committees(self._text),
            *known_names(self._text),
            *grid_companies(self._text),
            *groups(self._text),
            *limited_firms(self._text),
            *charities(self._text),
            *firms_in_lists(self._text),
            *partners(self._text),
            *registered_firms(self._text),
            *small_schools(self._text),
            *founded_bodies(self._text, self._place_list),
        ):
            self._named[end] = (start, False)
            if self._text[start:end] not in self._data.with_branch:
                yield self._found(start, end, masked=False)

    def _branch_of(self, at: int) -> tuple[int, bool] | None:
        """The organisation whose branch begins at `at`: right behind it, or behind the place that it is for."""
        end = at
        while at not in self._named and at in self._places and self._places[at][0] < at:
            at = self._places[at][0]
        if at in self._named:
            return self._named[at]
        for size in range(_SHORTEST_NAME, _LONGEST_NAME + 1):
            where = self._text[end - size : end]
            if end - size in self._named and BREAK.search(where) is None:
                # 旺川农商银行 + 青杠坪 + 支行, where no list has the place.
                other = where not in self._homes and (where[0] in NOT_IN_NAMES or words().find(where))
                return None if other else self._named[end - size]
        return None

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
            if not self._opens_title(first, stop):
                yield self._found(first, stop, masked)

    def _opens_title(self, start: int, end: int) -> bool:
        """Whether the organ in [start, end) is one of a place's and its post follows: 木洞镇 + 财政所所长.

        A school, a hospital or a society is an organisation all the same, 木洞镇中心小学 + 校长, but where its head reports: of a town
        that stands in the title or in 我是… the report speaks.
        """
        house = self._text.endswith(_HOUSES + _SOCIETIES, start, end)
        house = house and not self._text.endswith(_COURTS, start, end)
        if house and not _OWN_POST.search(self._text, max(0, start - _OWN_BEFORE), start):
            return False
        organ = start
        while organ in self._begun:
            organ = self._begun[organ][0]
        if not start < organ < end:
            return False
        title = next(load_grammar().titles(self._text[organ : end + _TITLE], lambda _: 0), None)
        return title is not None and title.start == 0 and title.end > end - organ

    def _found(self, start: int, end: int, masked: bool) -> FoundOrganization:
        at = start
        while not masked and at in self._begun:
            at, masked = self._begun[at]
        return FoundOrganization(start, end, self._text[start:end], masked)

    def _is_post(self, end: int) -> bool:
        return self._text.startswith(self._data.posts, end) and not self._text.startswith(_DOCTORS, end)

    def _parent_start(self, start: int) -> int:
        """`start`, or where the chain of places right before it begins: 保山市 of 保山市隆阳区鑫源砖厂."""
        while start in self._places:
            start = self._places[start][0]
        return start

    def _home(self, left: int, at: int) -> tuple[int, int] | None:
        """Start and end of the short name of one of the report's own towns and villages, where a firm's name may open."""
        starts = ((self._text.find(stem, left, at), len(stem)) for stem in self._homes)
        found = [(start, start + size) for start, size in starts if start >= 0 and size >= _SHORTEST_NAME]
        return min(found, default=None)

    def _home_before(self, at: int) -> int | None:
        """Where the short name of one of the report's own towns and villages begins that ends at `at`: 弄畹 + 派出所."""
        for size in range(_LONGEST_NAME, _SHORTEST_NAME - 1, -1):
            stem = self._text[max(0, at - size) : at]
            if stem in self._homes:
                word = words().find(stem)
                # 新建小学1所 in a report that names 新建村.
                return at - size if word is None or word[1] not in "vd" else None
        return None

    def _home_start(self, start: int) -> int:
        """`start`, or where the short name of one of the report's own towns and villages begins before it."""
        for size in range(_SHORTEST_NAME, _LONGEST_NAME + 1):
            if self._text[max(0, start - size) : start] in self._homes:
                return start - size
        return start

    def _tears_home(self, start: int) -> bool:
        """Whether the first letter of one of the report's own towns and villages was left out: 大|丙山民族中学."""
        return start > 0 and any(self._text.startswith(home, start - 1) for home in self._homes)

    def _division_start(self, start: int) -> int:
        """`start`, or where a city or county begins right before it that was not found as a place: 三明|宏顺石材厂."""
        for size in range(_LONGEST_NAME, _SHORTEST_NAME - 1, -1):
            name = self._text[max(0, start - size) : start]
            if name in _divisions("city", "county"):
                begins = start - size
                torn = words().find(self._text[max(0, begins - 1) : begins + 1]) is not None
                word = words().find(name)
                doubtful = name in _FOUNDED or name in place_data().doubtful_divisions
                return start if torn or doubtful or (word is not None and word[1] in "vda") else begins
        return start

    def _beginning(self, at: int, furthest: int, suffix: str) -> tuple[int, bool] | None:
        """Where the name before `suffix` at `at` begins, and whether it is masked; None where there is none."""
        placed, firm = suffix in self._data.placed, suffix.endswith(_FIRMS)
        if at in self._places:
            start, masked = self._places[at]
            return self._parent_start(start), masked
        mask = _MASK_BEFORE.search(self._text[max(0, at - 5) : at])
        if mask:
            start = at - len(mask.group())
            return self._parent_start(start), True
        if suffix in self._data.local and (home := self._home_before(at)) is not None:
            return self._parent_start(home), False
        left = self._floor(at, furthest)
        if suffix in _LIMITED and left and self._text[left - 1] in "）)":
            opened = bracketed(self._text, left, _divisions("province", "city", "county"))
            return None if opened is None else (self._parent_start(opened), False)
        if left == at:
            return None
        if self._text[left] in _DISTANCES and left in self._places:
            return None  # 石坪村离乡政府6公里
        path = self._read(left, at)
        registered = suffix in _LIMITED + _COOPERATIVES
        opening = (
            self._banner(left, at)
            or self._city(at)
            or self._unlisted_opening(left, path, limited=suffix in _LIMITED, registered=registered)
            or (self._torn_city(left, at) if suffix in _LIMITED else None)
            or (self._home(left, at) if registered else None)
        )
        if opening is not None:
            start, left = opening
            self._places[left] = (start, False)
            if left == at:
                return None if suffix in self._data.bare else (self._parent_start(start), False)
            path = self._read(left, at)
        window = self._text[left:at]
        begun = self._walk(left, window, path, placed=placed, firm=firm, grows=suffix in _COOPERATIVES)
        house = suffix.endswith("厂") or suffix in self._data.bare or suffix in self._data.counted
        if (suffix in _COOPERATIVES or house) and window.startswith(_DEEDS):
            return None  # 在长冲村建设加工厂1个
        if (
            firm
            and begun == (left, False)
            and window.startswith(PARTNERS)
            and len(window) > _SHORTEST_NAME + 2
        ):
            # 联合新希望集团发展养殖: what is done with the firm.
            begun = left + _SHORTEST_NAME, False
        if suffix in _LIMITED or suffix in _COOPERATIVES:
            named = self._registered(left, window, path) or begun or self._masked_firm(left, window)
            return named or self._branded(left, at)
        if begun is None and suffix.endswith(_HOUSES_OF_TRADE):
            # 百味坊 + 食品厂: the trade is part of the last word.
            trade = len(suffix) - 1 if suffix.endswith("厂") else 0
            return self._registered(left, window, path) or self._branded(left, at + trade)
        return begun

    def _banner(self, left: int, at: int) -> tuple[int, int] | None:
        """Start and end of a banner's short name that opens the name: 科右前旗."""
        end = self._text.rfind("旗", left, at) + 1
        if not end:
            return None
        sizes = range(min(_LONGEST_NAME, end - left), _SHORTEST_NAME, -1)
        start = next(
            (end - size for size in sizes if self._text[end - size : end] in self._data.banners), None
        )
        return None if start is None else (start, end)

    def _city(self, at: int) -> tuple[int, int] | None:
        """Start and end of a city's short name right before the last word: 到|达州监狱, though 到达 is a word."""
        start = at - _SHORTEST_NAME
        if self._text[start - 1 : start] in _TO and self._text[start:at] in _divisions("city"):
            return start, at
        return None

    def _branded(self, left: int, at: int) -> tuple[int, bool] | None:
        """Where a firm's brand begins that no place opens: at the clause, or behind a word for dealing with a firm."""
        starts = [dealt.end() for dealt in DEALING.finditer(self._text, left, at)]
        if left == 0 or BREAK.match(self._text[left - 1]):
            starts.insert(0, left)
        for start in reversed(starts):
            if is_brand(self._text[start:at], self._read(start, at)):
                return start, False
        return None

    def _masked_firm(self, left: int, window: str) -> tuple[int, bool] | None:
        """Where the name of a firm begins that a mask opens, whatever words follow: XX强村发展 + 有限公司."""
        mask = _MASK_BEFORE.search(self._text[max(0, left - 5) : left])
        if mask is None or not 1 < len(window) <= _REGISTERED or window[0] in NOT_IN_NAMES:
            return None
        return self._parent_start(left - len(mask.group())), True

    def _registered(self, left: int, window: str, path: list[Edge]) -> tuple[int, bool] | None:
        """Where the registered name of a firm begins, which opens with a place: 宁夏 + anything + 有限公司."""
        if left not in self._places or not 1 < len(window) <= _REGISTERED:
            return None
        brand = brand_end(window, path)
        for edge in path:
            word = window[edge.start : edge.end]
            if edge.end <= brand and len(word) == 1 and is_brand_letter(word, edge):
                continue
            common = edge.kind in ("vliz" if len(word) > 1 else "v") and edge.cost < _RARE_VERB
            counted = edge.kind in "mq" and word[-1] in NOT_IN_NAMES  # 某县两个公司
            if counted or edge.kind in FUNCTION_WORDS or word in NOT_IN_NAMES - _SIDES or word[-1] == "某":
                return None
            if word not in self._data.trades and (common or word in self._data.generic):
                return None
        start, masked = self._places[left]
        return self._parent_start(start), masked

    def _read(self, left: int, at: int) -> list[Edge]:
        window = self._text[left:at]
        names, listed = self._name_edges(window), self._listed_edges(window)
        return cheapest_of(len(window), word_edges(window), names, listed)[1]

    def _unlisted_opening(
        self, left: int, path: list[Edge], *, limited: bool, registered: bool
    ) -> tuple[int, int] | None:
        """Start and end of a place within `path` that may open the name, though it was not found as one.

        A county that no list has (澜屏县 before 绿源农业, read as a noun or as lone letters); where a firm is
        `limited`, the province or city it is registered in; where it is `registered`, a county of one letter: 渠县.
        """
        for which in range(len(path) - 1, -1, -1):
            edge = path[which]
            word = self._text[left + edge.start : left + edge.end]
            if word == "县" and which:
                start = self._county_start(left, path[:which])
                if start is None and registered:
                    start = self._short_county(left + edge.end)
                return None if start is None else (start, left + edge.end)
            if registered and word in _divisions("county"):
                return left + edge.start, left + edge.end
            if limited and word in _divisions("province", "city"):
                return left + edge.start, left + edge.end
        return None

    def _torn_city(self, left: int, at: int) -> tuple[int, int] | None:
        """Start and end of a city that opens a firm's name, though its letters were read otherwise: 成|都|鲜果汇.

        Where a clause begins, and behind a word for dealing with a firm.
        """
        for start in (left, *(with_.end() for with_ in DEALING.finditer(self._text, left, at))):
            for end in (start + _SHORTEST_NAME, start + _SHORTEST_NAME + 1):
                if self._text[start:end] in _divisions("province", "city"):
                    window = self._text[end:at]
                    return (start, end) if brand_end(window, self._read(end, at)) else None
        return None

    def _short_county(self, end: int) -> int | None:
        """Where a listed county of two characters begins that ends at `end`, and is no word: 渠县, not 和县."""
        start = end - _SHORTEST_NAME
        listed = start >= 0 and self._text[start:end] in _divisions("county")
        return start if listed and self._text[start] not in NOT_IN_NAMES else None

    def _county_start(self, left: int, before: list[Edge]) -> int | None:
        """Where the name of a county begins that the last of `before` may be, or be the end of."""
        end = start = before[-1].end
        for edge in reversed(before):
            lone = edge.end - edge.start == 1
            if edge.kind in (_NO_COUNTY_LETTER if lone else _NO_COUNTY) or end - edge.start > _COUNTY_LETTERS:
                break
            start = edge.start
        stem = self._text[left + start : left + end]
        if len(stem) < _COUNTY_LETTERS or not NOT_IN_NAMES.isdisjoint(stem):
            return None
        word = words().find(stem)
        if stem in place_data().generic["county"] or (word is not None and word[0] < _COUNTY_WORD):
            return None  # 贫困县; 会同县水利局 is together with the county's bureau
        return left + start

    def _floor(self, at: int, furthest: int) -> int:
        left = at
        while left > furthest and at - left < _WINDOW and left not in self._places:
            if BREAK.match(self._text[left - 1]):
                break
            left -= 1
        return left

    def _name_edges(self, window: str) -> list[AnyEdge]:
        letters = name_letters()
        edges: list[AnyEdge] = []
        for start in range(len(window)):
            if window[start] in NOT_IN_NAMES:
                continue
            for size in range(2, min(_LONGEST_NAME, len(window) - start) + 1):
                stem = window[start : start + size]
                cost = letters.cost(stem)
                if cost > _LETTER * size + _LETTERS:
                    continue
                if words().find(stem) is None and stem not in self._qualities:
                    edges.append((start, start + size, _NAME + cost, "N"))
        return edges

    def _listed_edges(self, window: str) -> list[AnyEdge]:
        known = self._known
        return [
            (start, start + size, _GENERIC, "x")
            for start in range(len(window))
            for size in range(2, min(_LONGEST_NAME, len(window) - start) + 1)
            if window[start : start + size] in known
        ]

    def _walk(
        self, left: int, window: str, path: list[Edge], *, placed: bool, firm: bool, grows: bool
    ) -> tuple[int, bool] | None:
        """Go left over words of the trade to what the name begins with: a place, a mask, a proper word or a brand.

        What it `grows` may be a plant that the dictionary has letter by letter only: 蕲|艾 before 种植.
        """
        limit = _WORDS_PLACED if placed else _WORDS_FREE
        for steps, which in enumerate(range(len(path) - 1, -1, -1)):
            edge = path[which]
            word = window[edge.start : edge.end]
            at = left + edge.start
            if word[-1] == "某":
                mask = _MASK_BEFORE.search(window[: edge.end])
                return None if mask is None or placed else (self._parent_start(left + mask.start()), True)
            if edge.kind == "N":
                # 向阳路小学, not 阳路小学 in the direction of which something lies.
                first = which - 1 if which and self._is_torn(window, path[which - 1], edge) else which
                at = left + path[first].start
                if at and self._text[at - 1].isdigit():
                    # 80余家企业: a count.
                    return None
                if len(word) > _SHORTEST_NAME and self._text[at - 1 : at + 1] in _FOUNDED:
                    at += 1  # 成立|家峪黄桃: not 立家峪
                before = path[first - 1] if first else None
                if placed and word not in self._towns and not self._is_town(word, before):
                    return None
                return self._opened(left, window, path[:first]) or (self._parent_start(at), False)
            if steps >= limit:
                return None
            left_of = path[which - 1] if which else None
            if left_of is not None and window[left_of.start : left_of.end] in _DUTIES:
                left_of = None  # 联系青石茶厂: a list of generic words has 联系
            if not placed and self._is_brand(word, left_of, firm=firm):
                return self._parent_start(at), False
            plant = grows and steps and edge.kind == "n" and len(word) == 1
            if not plant and not self._belongs(edge, word, inside=left in self._places):
                return None
        # Every word back to the window's left edge is part of the name: a place or a mask may begin it.
        if left in self._places:
            start, masked = self._places[left]
            return self._parent_start(start), masked
        mask = _MASK_BEFORE.search(self._text[max(0, left - 5) : left])
        if mask and not placed:
            return left - len(mask.group()), True
        return None

    def _opened(self, left: int, window: str, before: list[Edge]) -> tuple[int, bool] | None:
        """Beginning at the place that opens the stretch, where only words of the name stand between: 新疆丝路杏香."""
        if left not in self._places or len(before) > _WORDS_FREE:
            return None
        if all(self._belongs(edge, window[edge.start : edge.end], inside=True) for edge in before):
            start, masked = self._places[left]
            return self._parent_start(start), masked
        return None

    @staticmethod
    def _is_torn(window: str, before: Edge, name: Edge) -> bool:
        """Whether the letter before a name makes a word with its first letter that many villages are called by."""
        word = window[before.start : name.start + 1]
        return len(word) == _SHORTEST_NAME and gazetteer().count(word + "村") > _NAMESAKES

    def _belongs(self, edge: Edge, word: str, *, inside: bool) -> bool:
        """Whether a word can stand within a name; `inside` says that a place opens the stretch."""
        if word in self._data.trades:
            return True
        if word in self._data.generic:
            return False
        if inside and edge.kind in "vliz":
            # 白杨渠村巧手绣坊: behind a place a rare word is a name, a common verb is what was done.
            return edge.cost >= _RARE_VERB
        return edge.kind in ("nwbjah" if inside else "nwbj") and (len(word) > 1 or inside)

    @staticmethod
    def _is_town(word: str, before: Edge | None) -> bool:
        """Whether `word` is a town without its suffix, as in 坝湾派出所."""
        if before is not None and before.kind not in _BEFORE_BRAND:
            return False
        known = gazetteer()
        return any(known.count(word + suffix) for suffix in ("镇", "乡", "街道"))

    def _is_brand(self, word: str, before: Edge | None, *, firm: bool) -> bool:
        """Whether a common word is a name here: 光明小学, as there are many villages called 光明."""
        if word in self._data.generic or word in self._data.trades or word in self._qualities:
            return False
        if before is not None and before.kind not in _BEFORE_BRAND:
            return False
        if len(word) > 1 and gazetteer().has_short(word):
            return True
        known = words().find(word)
        if known is None or known[0] < _RARE_ENOUGH:
            return False
        if known[1] == "h" and len(word) > (1 if firm else _SHORTEST_NAME):
            # Names that the dictionary has: 康佳电子厂, 白鹿原中学.
            return True
        if firm and known[1] == "n" and known[0] >= _RARE_NOUN:
            return True
        return gazetteer().count(word + "村") > (_NAMESAKES_OF_NAME if known[1] == "h" else _NAMESAKES)
