"""Organisations that are told by a pattern rather than by a telling last word.

Studios that bear somebody's name (老柳调解工作室, 李秀兰劳模创新工作室), the party branches that a township keeps where its
people work (木洞镇驻温州流动党员党支部), and bodies that everybody knows by name (新华社, 国家电网).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from extractors.names import load_names
from extractors.organization_data import organization_data
from extractors.place_divisions import upper_names
from extractors.place_found import BREAK
from extractors.place_lattice import words

__all__ = [
    "PARTNERS",
    "charities",
    "firms_in_lists",
    "grid_companies",
    "groups",
    "is_firm_brand",
    "known_names",
    "league_committees",
    "limited_firms",
    "major_divisions",
    "masked_firms",
    "migrants_branches",
    "namesake_studios",
]

Stretch = tuple[int, int]

_STUDIO = re.compile("(?:工作室|调解室|调解中心|警务室|志愿服务队|服务队)(?!长|员)")
#: What is done there, between the name and that word.
_KIND = re.compile(
    r"(?:人民调解|矛盾纠纷|纠纷|调解|调处|劳模|创新|技能|大师|名师|名医|名中医|名校长|党代表|人大代表|代表|政协委员|委员|法官|"
    r"律师|警官|民警|党建|乡村振兴|电商|直播|非遗|刺绣|剪纸|竹编|书画|文化|志愿服务|巾帼|心理|社工|信访|治理|说事|和事|农技){0,4}$"
)
_LONGEST_KIND = 16
#: What a person is called rather than named: 张大姐, 周警官.
_ADDRESS = re.compile(
    r"(?:大姐|大妈|大娘|大嫂|大哥|大爷|大叔|阿姨|奶奶|老师|警官|法官|医生|支书|书记|大夫|姐|哥|嫂|妈|叔|伯)$"
)
_ADDRESS_FIRST = re.compile("法官|律师|警官")
_LONGEST_NAME, _TELLING = 4, 2.0
_OPENING_MARK, _CLOSING_MARK = ("“", "‘"), ("”", "’")

_LEAGUE_COMMITTEE = re.compile(
    r"(?:共青团|中共|民革|民盟|民建|民进|农工党|致公党|九三学社)(?![本全我各])[\u4e00-\u9fff]{2,3}?[县市区州](?:工)?委(?!书记|副书记|常委|委员|托|派|员会)"
)
_AWAY = re.compile(
    r"(?:市|县|区|地区|片区)?(?:外出|在外)?(?:流动党员|流动|务工人员|务工党员|务工|农民工|商会|临时|联合|功能型){0,4}"
    r"(?:党总支|党支部|党委|党组织|党小组|工作站|联络站|服务站|联络点|流动党员之家|商会)(?!书记|副书记|委员|负责人|组织委员|宣传委员)"
)
#: A town that no list has, between 驻 and those who work there.
_AWAY_UNKNOWN = re.compile(r"[\u4e00-\u9fff]{2,5}?(?=流动党员|务工人员|务工党员|农民工)")


def league_committees(text: str) -> Iterator[Stretch]:
    """Committees of the League and of parties by the name of a county or city that no list has: 共青团湘水县委."""
    for match in _LEAGUE_COMMITTEE.finditer(text):
        yield match.span()


def namesake_studios(text: str) -> Iterator[Stretch]:
    """Studios with the name of the person who runs them."""
    for match in _STUDIO.finditer(text):
        kind = _KIND.search(text, max(0, match.start() - _LONGEST_KIND), match.start())
        end = kind.start() if kind else match.start()
        address = _ADDRESS_FIRST.match(text, end, match.start())
        if address and text[end - 1 : end] in load_names().common:
            end = address.end()
        marked = text[end - 1 : end] in _CLOSING_MARK
        start = _person_before(text, end - marked)
        if start is None:
            continue
        if marked:
            start -= 1
            if text[start : start + 1] not in _OPENING_MARK:
                continue
        yield start, match.end()


def _person_before(text: str, end: int) -> int | None:
    """Where the name or by-name of a person begins that ends at `end`: 老柳, 张大姐, 李秀兰."""
    names = load_names()
    if text[end - 2 : end - 1] == "老" and names.is_surname(text[end - 1]):
        return end - 2
    address = _ADDRESS.search(text, max(0, end - 2), end)
    if address and address.start() > 0 and text[address.start() - 1] in names.common:
        return address.start() - 1
    for start in range(max(0, end - _LONGEST_NAME), end - 1):
        cuts = start > 0 and names.is_word(text[start - 1], text[start])
        if not cuts and any(
            shape.end == end and shape.weight >= _TELLING and not shape.word
            for shape in names.shapes(text, start)
        ):
            return start
    return None


def migrants_branches(text: str, begun: Mapping[int, tuple[int, bool]]) -> Iterator[Stretch]:
    """Bodies of the people of one place who work in another; `begun` gives the end of the place at each start."""
    for start, (end, _) in begun.items():
        if text[end : end + 1] != "驻":
            continue
        at = end + 1
        while at in begun:
            at = begun[at][0]
        if at == end + 1:
            unknown = _AWAY_UNKNOWN.match(text, at)
            if unknown is None:
                continue
            at = unknown.end()
        branch = _AWAY.match(text, at)
        if branch is not None:
            yield start, branch.end()


#: The grid, and any city or county between it and what it is there.
_GRID = re.compile(
    r"国网(?![\u4e00-\u9fff]{0,6}?[的和与及在])[\u4e00-\u9fff]{2,8}?(?:供电公司|电力公司|供电所|供电分公司|供电中心)"
)


def grid_companies(text: str) -> Iterator[Stretch]:
    """Companies of the grid, whatever county they are for: 国网璧津供电公司."""
    return (match.span() for match in _GRID.finditer(text))


#: What is done with a firm, right before its name.
PARTNERS = ("联合", "携手", "对接", "引进", "引入", "招引", "依托")
#: 与温氏集团合作, 引进正大集团: who one works with has a name, however strange its letters.
_GROUP = re.compile(
    rf"(?:[与和同由跟]|{'|'.join(PARTNERS)}|借助|邀请|协调|争取)(?P<name>[\u4e00-\u9fff]{{2,4}})集团(?![军化式型])"
)
#: Letters that begin no group's name: whose it is, and what kind of group.
_NO_GROUP = re.compile(
    "[省市县区州乡镇村国本该各我这那某]|.{0,2}(?:城|水|文|国|交|旅|农|建|电|产|民)(?:投|旅|资)"
)
#: A word that is no rarer than this is what a group does rather than its name: 教育集团.
_GROUP_WORD = 12.5


def groups(text: str) -> Iterator[Stretch]:
    """Groups of firms by their short name, behind a word for working with them."""
    data = organization_data()
    for match in _GROUP.finditer(text):
        name = match["name"]
        if _NO_GROUP.match(name) or any(word in name for word in data.generic if len(word) > 1):
            continue
        parts = (name, name[:2], name[-2:])
        found = [words().find(part) for part in parts]
        if not any(part in data.trades for part in parts) and all(
            word is None or word[0] >= _GROUP_WORD for word in found
        ):
            yield match.start("name"), match.end()


#: 投资2亿元的恒昇制造有限公司: nothing but a registered name stands between 的 and 有限公司.
_LIMITED = re.compile(r"的(?P<name>(?P<stem>[\u4e00-\u9fff]{3,14}?)(?:集团|股份)?有限(?:责任)?公司)")
#: What such a stretch holds that is no name: how many, whose, and where the sentence goes on.
_NO_FIRM = re.compile("[家个名类所各该某这那此的了着]|有限|公司|企业|入驻|落户|注册|成立|投资")


def limited_firms(text: str) -> Iterator[Stretch]:
    """Firms by their registered names behind 的."""
    generic = organization_data().generic
    for match in _LIMITED.finditer(text):
        stem = match["stem"]
        opens = any(stem.startswith(word) for word in generic if len(word) > 1)
        if not opens and _NO_FIRM.search(stem) is None:
            yield match.span("name")


#: 江苏恒XX新材料有限公司: a mask within the registered name.
_MASKED_WITHIN = re.compile(
    # One class in front lets the search run over all that is no mask.
    r"[Xx×*＊某](?<=[\u4e00-\u9fff].)(?:(?<=[Xx])[Xx]{0,2}|(?<=[×*＊])[×*＊]{0,2}|(?<=某)某?)[\u4e00-\u9fff]{1,10}?(?:集团|股份)?有限(?:责任)?公司"
)
#: Letters of the brand before the mask.
_BRAND_LETTERS = (1, 2, 3)


def masked_firms(text: str) -> Iterator[Stretch]:
    """Firms by registered names that open with a division and a brand of which letters are masked."""
    for match in _MASKED_WITHIN.finditer(text):
        start = _division_before(text, match.start(), _BRAND_LETTERS)
        if start is not None:
            yield start, match.end()


#: What bodies do good by, and are registered as, behind their division and their name: 湖南省湘澧公益基金会.
_CHARITY = re.compile(
    "(?:公益|慈善|教育|助学|爱心|扶贫|志愿|社会|儿童|妇女)*(?:基金会|促进会|助学会)|(?:公益|助学|慈善|社会工作|社工)服务中心"
    "|(?:志愿服务|志愿者)协会"
)
#: What all that it finds ends with.
_CHARITY_TAILS = ("基金会", "促进会", "助学会", "服务中心", "服务协会", "志愿者协会")
#: Letters of such a name, and those that are in none.
_CHARITY_LETTERS = (2, 3)
_IN_NO_NAME = frozenset("的了和与及向对从由在给把将为是有各该某级家个名社省市县")


def charities(text: str) -> Iterator[Stretch]:
    """Charitable bodies by their registered names: a division, a name of two or three letters, and what they are."""
    if not any(tail in text for tail in _CHARITY_TAILS):
        return  # most reports name none; the pattern would be tried from every character
    for match in _CHARITY.finditer(text):
        start = _division_before(text, match.start(), _CHARITY_LETTERS)
        if start is not None:
            yield start, match.end()


def _division_before(text: str, end: int, sizes: Iterable[int]) -> int | None:
    """Where the division begins behind which nothing but a name of one of these `sizes` stands up to `end`."""
    for size in sizes:
        at = end - size
        name = text[max(0, at) : end]
        if at <= 0 or not _IN_NO_NAME.isdisjoint(name) or BREAK.search(name):
            return None
        home = max((home for home in major_divisions() if text.endswith(home, 0, at)), key=len, default=None)
        if home is not None:
            return at - len(home)
    return None


#: 引进瑞丰食品、恒达物流等企业: the firms of a list that says what they are.
_FIRMS = re.compile(
    r"(?:等(?:[0-9一二两三四五六七八九十]+家)?|[0-9两三四五六七八九十]+家)(?:本地|知名|龙头|重点|骨干|规上|农业|食品|工业|涉农|加工|养殖|优质|外来|大型|农产品)*(?:企业|公司|(?:农民)?(?:专业)?合作社|家庭农场)"
)
_FIRMS_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:、[\u4e00-\u9fff]{3,14})+$")
_LONGEST_LIST = 100
#: Letters of a brand.
_BRAND = re.compile(r"[\u4e00-\u9fff]{2,4}")
#: A word that is no rarer than this is what is farmed or made rather than a brand: 生猪养殖, 绿色食品.
_BRAND_WORD = 13.0


def firms_in_lists(text: str) -> Iterator[Stretch]:
    """The firms in lists that end in 等企业, by a brand and an industry, where most of a list are such."""
    for match in _FIRMS.finditer(text):
        told = _FIRMS_BEFORE.search(text, max(0, match.start() - _LONGEST_LIST), match.start())
        if told is None:
            continue
        items = list(_items(text, *told.span()))
        firms = [(at, end) for begin, end in items if (at := _firm_start(text, begin, end)) is not None]
        if 2 * len(firms) > len(items):
            yield from firms


def _items(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The items of a list; 和 parts the last two only behind the name of an industry: 和旺矿业 begins with it."""
    for part in re.finditer("[^、]+", text[start:end]):
        at, until = start + part.start(), start + part.end()
        joint = text.find("和", at + 1, until)
        if joint > 0 and _industry(text, at, joint):
            yield at, joint
            at = joint + 1
        yield at, until


def _industry(text: str, start: int, end: int) -> int:
    """How many letters of the name of an industry [start, end) ends in."""
    industries = organization_data().industries
    return next((size for size in (4, 3, 2) if text[max(start, end - size) : end] in industries), 0)


def _firm_start(text: str, start: int, end: int) -> int | None:
    """Where in an item of a list the name of a firm begins: behind what is done with it, at its place or its brand."""
    for partner in (*PARTNERS, "境内有", "辖区有", "现有", "洽谈"):
        at = text.rfind(partner, start, end)
        start = max(start, at + len(partner)) if at >= 0 else start
    start += text[start : start + 1] in "了过"
    industry = _industry(text, start, end)
    if not industry:
        return None
    return start if is_firm_brand(text[start : end - industry]) else None


def is_firm_brand(letters: str) -> bool:
    """Whether these letters are a firm's brand, perhaps with its province or city before it, rather than a kind of goods."""
    place = next(
        (size for size in (4, 3, 2) if letters[:size] in major_divisions() and len(letters) > size), 0
    )
    brand = letters[place:]
    if _BRAND.fullmatch(brand) is None or BREAK.search(brand) or brand in organization_data().trades:
        return False
    word = words().find(brand)
    if word is not None:
        return word[0] >= _BRAND_WORD
    # 大型生猪, 现代农业: no word itself, and yet of two words that say a kind.
    parts = (brand[:2], brand[-2:])
    return not any(
        part in organization_data().generic or part in organization_data().trades for part in parts
    )


@cache
def major_divisions() -> frozenset[str]:
    """Provinces and cities by all their names."""
    return frozenset(upper.name for upper in upper_names()[0] if upper.level in ("province", "city"))


def known_names(text: str) -> Iterator[Stretch]:
    """Bodies that are known by name alone, each with the branch behind it: 中国农业银行."""
    data = organization_data()
    for start, end, _ in data.known.find(text):
        if not text.startswith(data.not_after_known, end):
            yield start, end
