"""The forms of programme names that no lexicon lists: what a stretch of text looks like, judged without meaning.

Numeric shorthand counts something that it does not say (四抓两整治, 1+6+N, 三个必须); a plain count says what it
counts (三个村, 四个方面). In quotation marks shorthand speaks for itself; bare, it needs a word beside it that
says so. A named programme is only believed in quotation marks, with such a word beside them or in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attributes import ProgramKind

__all__ = [
    "announced_count",
    "bare_shorthand",
    "has_program_word",
    "is_counted_name",
    "kind_of_quoted",
    "quotations",
]

#: Numerals that count to more than one. 一 alone makes no list (一村一品), nor do 百, 千, 万 (千企帮千村).
_COUNT = "二三四五六七八九十两双"
_NUMERAL = "一百千万亿零〇" + _COUNT
_HAN = "\u4e00-\u9fff"

#: Nouns by which a text calls something a programme. Longest first where one begins another.
_HEADS = (
    "工作法|工作机制|工作模式|工作制度|活动|行动|工程|计划|项目|制度|机制|模式|改革|试点|整治|治理|斗争|创建|评选|"
    "竞赛|大赛|比赛|大比武|品牌|办法|举措|措施|要求|标准|原则|清单|政策|规定|承诺|做法|经验|战略|方案|"
    "宣讲|宣传|讲堂|课堂|培训班|培训|普查|排查|清查|考评|考核|经营|监管|教育|筛查|普法|会议|专班"
)
#: Words that stand between the closing quotation mark and the noun.
_MODIFIERS = (
    "志愿服务|志愿者|主题|系列|专项|专题|实践|教育|培训|培养|培育|提升|创建|评选|整治|治理|攻坚|惠民|党建|服务|宣传|"
    "宣讲|试点|帮扶|关爱|文化|特色|工作|管理|考核|示范|百日|联合|集中|常态化|大型|公益|结对|健康|安全|民生|便民|"
    "暖心|发展|产业|运行|运营|联动|责任|目标|学习|安全|督查|监督|共管|问题|用语|政治"
)
_HEAD_AFTER = re.compile(rf"(?:{_MODIFIERS}){{0,3}}(?:{_HEADS})")
#: The same, for names in quotation marks, where weak nouns (要求, 标准, 原则: said of slogans too) prove nothing.
_STRONG_HEAD_AFTER = re.compile(
    rf"(?:{_MODIFIERS}){{0,3}}(?:工作法|活动|行动|工程|计划|项目|制度|机制|模式|改革|试点|整治|治理|斗争|创建|竞赛|"
    r"大赛|比赛|品牌|讲堂|课堂|培训班|培训|宣讲|志愿服务|专班)"
)
_WORK_AFTER = re.compile(r"工作(?!的|中|和|以|法)")
#: More quoted names in the same breath: “甲”“乙”和“丙”等活动.
_CHAIN = re.compile(
    r"(?:[、和及与]{0,2}[“‘「『][^“”‘’「」『』\n]{1,20}[”’」』]){0,6}(?:等)?(?:[一二两三四五六七八九十\d]+(?:项|个|大|类))?"
)

_EVENT_LEFT = re.compile(
    rf"(?:开展|举办|开办|推行|实施|启动|组织|参与|参加|做好|推进|深化|推动|推广|落实|创新|探索|实行)"
    rf"(?:好|了)?[{_HAN}（）]{{0,7}}$"
)
#: What the name of an event or system ends in.
_EVENT_NAME = re.compile(
    r"(?:行动|活动|工程|计划|讲堂|课堂|整治|整顿|排查|走访|讨论|比武|宣讲|教育|大学习|培训|创建|制|工作法|机制|模式|"
    r"夜校|清零|攻坚|革命|进万家|下乡|下基层|在基层|在身边|在行动|夜谈|夜访|夜话|恳谈会|议事会|服务日|活动日|学习日|"
    r"宣传周|活动周|宣传月|活动月|提升年|建设年|攻坚年|突破年|大会战|攻坚战|[^一二三四五六七八九十]上门|一家亲|"
    r"先锋行|万里行|基层行|乡村行|进校园|进社区|进农村|进企业|进乡村|进机关|办实事|积分|接待日|大调研|大接访|大清查|"
    r"大检查|大练兵|大提升|大清洗|大扫除|大起底|大督查|大走访|大排查)$"
)
_SELF_EVIDENT_NAME = re.compile(
    r"(?:行动|工程|计划|工作法|机制|制度|模式|专项整治|大整治|攻坚战|活动|责任制)$"
)
#: What a quoted phrase is called when it is a slogan, a trait or a trouble rather than a programme.
_NO_PROGRAM_AFTER = re.compile(
    r"的(?!"
    + _HEADS
    + r")|理念|意识|精神(?!文明)|作风|方针|思想|态度|责任感|问题|现象|形象|作用|角色|关(?!爱)|局面|氛围|效应|"
    r"矛盾|短板|难题|顽疾|称号|荣誉|奖|证书|号(?!召)|APP|平台|公众号|微信|客户端|网站|小程序|热线|字|观念|之|为(?:契机|目标|主题|抓手|指导|统领|引领|导向|核心|主线)"
)
_NO_NAME = re.compile(r"[的了吗呢么？！。；：，\s]|^(?:不|没|无|为|把|让|被|与|和|对|以|从|第)")
_NO_NAME_END = re.compile(
    r"(?:问题|现象|难|乱象|率|感|者|人|户|社|员|奖|杯|APP|App|app|公众号|平台|网|群|站|所|厅|号|片|式|型|线|后|时|里|上|下|中)$"
)

#: Words that begin with a numeral and count nothing.
_NO_COUNT = re.compile(
    r"周[一二三四五六]|星期[一二三四五六]|礼拜[一二三四五六]|二维|二手|二胎|二孩|三轮|三角|三维|三峡|三亚|三明|四川|四季|四周|四处|五彩|五谷|五金|五官|五四|七彩|七夕|七一|八一|六一|五一|"
    r"十一|三八|八达|九寨|十分|十足|双语|双休|双方|双眼|双手|双脚|双向|双边|双胞|双轮|双庆|两岸|两江|两广|两院|两会|两弹|"
    r"三伏|三九|二十四节气|二人|十四五|十三五|十五五|十二五|十六五|二十大|十九大|十八大"
)
_ORDINAL_OR_RANK = re.compile(
    rf"^(?:第|初)|^[{_NUMERAL}\d]+(?:等|级|类|号|届|期)?(?:奖|功|甲|等|级|类|名|届)$"
)
_MEASURED_TIME = re.compile(
    rf"^[{_NUMERAL}\d]+(?:个)?(?:年|月|日|天|周|岁|小时|分钟|周年|年代|点|时)|[{_NUMERAL}\d]+(?:小时|分钟|公里)"
)
#: People and things that are called by a count of their marks: 三无小区, 两类人员.
_THINGS = re.compile(
    r"(?:户|人员|对象|群体|群众|家庭|儿童|老人|妇女|学生|青年|企业|车辆|车|场所|小区|产品|电站|组织|干部|党员|教师|医生|媒体|"
    r"行业|领域|地带|区域|地区|经费|资金|资产|人才|队伍|人群|单位|部门|机关|学校|站|店|馆|校|园|院|村|镇|乡|县|区|市|城|路|街|河|江|湖)$"
)
#: After a count and its measure, nouns that say what is counted: the count is plain, or a catchword of the report.
_PLAIN_NOUNS = (
    "方面|重点|责任|问题|环节|领域|阶段|层面|平台|目标|任务|主题|工作|中心|关系|着力点|关键|维度|角度|板块|专题|主线|"
    "村|镇|乡|县|社区|小组|支部|项目|单位|部门|班子|干部|品牌|特色|亮点|优势|短板|市场|产业|基地|园区|"
    "课题|课堂|步骤|途径|渠道|抓手|载体|阵地|领导|机构|文件|会议|字|词|点|面|好|标准件|节点|时段|口|头|人"
)
_PLAIN_COUNT = re.compile(
    rf"^[{_NUMERAL}\d]+(?:个|大|类|项|条|种|张|块|件|点|支|份|本|套|座|道|场|次|层|名|位|只)(?:“|‘)?(?:{_PLAIN_NOUNS})?(?:”|’)?$"
)

_DIGITS = re.compile(r"\d{3,5}$")
_HOTLINES = frozenset(
    {"110", "119", "120", "122", "12345", "12315", "12309", "12388", "12371", "12380", "95598"}
)
_JOINED = re.compile(r"[\w·]{1,12}(?:\+[\w·]{1,12}){1,7}$")
_JOINED_NUMBER = re.compile(
    rf"(?:^|\+)(?:\d{{1,3}}|[NXnx]|[一{_COUNT}](?=$|\+)|[{_COUNT}][{_HAN}]{{1,3}}(?=$|\+))"
)

_QUOTED = re.compile(
    r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」|『([^『』\n]{1,40})』|\"([^\"\n。]{1,20})\""
)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of what stands inside each pair of quotation marks, without the marks."""
    for match in _QUOTED.finditer(text):
        yield match.span(match.lastindex or 0)


def has_program_word(text: str, end: int) -> bool:
    """Whether a noun for a programme (活动, 机制, 整治 …) follows at `end`, past a closing quotation mark and modifiers."""
    if text[end : end + 1] in '”’」』"':
        end += 1
    return _HEAD_AFTER.match(text, end) is not None


def is_counted_name(name: str) -> bool:
    """Whether a name is numeric shorthand: built on a count of what it stands for.

    三会一课, 双提升, 清四乱, 五+五有, 1+6+N, 532 are; 一村一品, 千企帮千村 and 党建+网格 are not.
    """
    if "+" in name:
        return _JOINED_NUMBER.search(name) is not None
    if _DIGITS.match(name):
        return True
    stripped = _NO_COUNT.sub("", name)
    counts = sum(char in _COUNT for char in stripped)
    digits = re.match(r"\d{1,2}(?:个|大|不|严|必)", stripped) is not None
    return digits or (counts > 0 and (len(name) <= 8 or counts > 1))


def _is_shorthand(name: str) -> bool:
    """Whether what stands in quotation marks is numeric shorthand, by itself."""
    if not 2 <= len(name) <= 20 or re.search(r"[。；：？！\s]", name):
        return False
    if _ORDINAL_OR_RANK.search(name) or _MEASURED_TIME.search(name) or _THINGS.search(name):
        return False
    if _PLAIN_COUNT.match(name) or not is_counted_name(name):
        return False
    stripped = _NO_COUNT.sub("", name)
    if "+" in name or stripped[:1] in _COUNT or stripped[:1].isdigit():
        return True
    # A count inside: 清四乱, 政治三力, 一强三创. Longer ones are sentences.
    return len(name) <= 6 or (sum(char in _NUMERAL for char in stripped) > 1 and len(name) <= 10)


def _left_is_event(text: str, start: int) -> bool:
    return _EVENT_LEFT.search(text, max(0, start - 14), start) is not None


def kind_of_quoted(text: str, start: int, end: int) -> ProgramKind | None:
    """Judge an unlisted phrase in quotation marks by its form and by the words around it.

    Args:
        text: the whole text.
        start: offset of the first character inside the marks.
        end: offset behind the last one.

    Returns:
        "numeric" or "named" where it is a programme by all appearances, None where it is not.

    """
    name = text[start:end]
    after = _CHAIN.match(text, end + 1)
    tail = after.end() if after else end + 1
    if _DIGITS.fullmatch(name):
        known = name in _HOTLINES or (len(name) == 4 and name[:2] in ("19", "20"))
        return "numeric" if not known and _STRONG_HEAD_AFTER.match(text, tail) else None
    if _is_shorthand(name):
        return "numeric"
    if not 2 < len(name) <= 18 or _NO_NAME.search(name) or _PLAIN_COUNT.match(name):
        return None
    strong = _STRONG_HEAD_AFTER.match(text, tail) is not None
    if "+" in name:
        joined = _JOINED.match(name) is not None and (strong or name.startswith("党建"))
        return "named" if joined else None
    if _NO_PROGRAM_AFTER.match(text, end + 1) or _ORDINAL_OR_RANK.search(name):
        return None
    if _SELF_EVIDENT_NAME.search(name):
        return _named_or_numeric(name)
    if _NO_NAME_END.search(name) or _MEASURED_TIME.search(name):
        return None
    if strong or (
        _left_is_event(text, start - 1) and (_WORK_AFTER.match(text, tail) or _EVENT_NAME.search(name))
    ):
        return _named_or_numeric(name)
    return None


def _named_or_numeric(name: str) -> ProgramKind:
    return "numeric" if is_counted_name(name) and not _MEASURED_TIME.search(name) else "named"


_NOT_COUNTED_ON = rf"(?<![第初星期{_NUMERAL}\d.+])"
#: Measures and kinds of place: a count before one of them is a plain count.
_MEASURES = "个只条项名户人次场期年月天日元亩吨所校院班层台座处家份篇块栋辆支队站位届级等分点度倍成里米克升公头斤口类种批件章节遍回番轮套幅张村镇乡县区市组社省号代型、，。；：“”（）的了和与及是在有"
_PART = rf"[^{_MEASURES}{_NUMERAL}\W\da-zA-Z][^{_NUMERAL}\W\da-zA-Z的了和与及是在]{{0,2}}?"
_BARE_SEGMENTS = re.compile(
    rf"{_NOT_COUNTED_ON}(?:[一{_COUNT}]{_PART}){{1,3}}[一{_COUNT}]{_PART}"
    rf"(?=[、，。；：“”（）\s]|$|等|的|和|与|及|工作|{_HEADS})"
)
_BARE_DEMANDS = re.compile(
    rf"{_NOT_COUNTED_ON}(?:[{_COUNT}]|十[{_COUNT}一]|\d{{1,2}})个"
    r"(?:必须|严禁|一律|不准|到位|带头|不放过|坚持|结合|同步|统一|全覆盖|不能|不得|务必|确保|决不|绝不|百分之百|100%)"
    rf"(?=[、，。；：“”（）\s]|$|等|的|和|与|及|工作|{_HEADS})"
)
_BARE_METHOD = re.compile(rf"{_NOT_COUNTED_ON}[{_COUNT}][{_HAN}]{{1,6}}?工作法")
_BARE_DIGITS = re.compile(
    rf"(?<![\d.A-Za-z第+])\d{{3,4}}(?=(?:{_MODIFIERS}|网格|防控){{0,2}}(?:工作法|机制|模式|工程|行动|计划))"
)
_BARE_JOINED = re.compile(
    rf"(?<![\w.+])(?:\d{{1,3}}|[一{_COUNT}]|N)(?:\+(?:\d{{1,3}}|[NXn]|[一{_COUNT}][{_HAN}]{{0,2}})){{1,6}}"
    rf"(?=[、，。；：“”（）\s]|$|等|的|(?:{_MODIFIERS}|网格|基层|组织|防控){{0,3}}(?:{_HEADS}|体系|架构|布局))"
)
_APPLIED_LEFT = re.compile(
    r"(?:落实|推行|执行|坚持|开展|实施|推进|做到|按照|严格|践行|深化|抓好|履行|贯彻|采取|运用|探索|建立|实行|创新|构建|围绕|"
    rf"聚焦|推广|总结|打造|形成|完善|健全|做好|用好|遵守|遵循|学习|对标|[、和及与])[{_HAN}]{{0,4}}$"
)


def _is_applied(text: str, start: int, end: int) -> bool:
    """Whether the words around bare shorthand say that it is one: a programme word behind, or a verb that puts it to use."""
    return has_program_word(text, end) or _APPLIED_LEFT.search(text, max(0, start - 8), start) is not None


def bare_shorthand(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of numeric shorthand outside quotation marks, which its form and its neighbours give away.

    The hits may overlap each other.
    """
    for match in _BARE_SEGMENTS.finditer(text):
        start, end = match.span()
        name = match.group()
        if (
            any(char in _COUNT for char in name)
            and not _NO_COUNT.search(name)
            and _is_applied(text, start, end)
        ):
            yield start, end
    for match in _BARE_DEMANDS.finditer(text):
        if _is_applied(text, *match.span()):
            yield match.span()
    for match in _BARE_DIGITS.finditer(text):
        digits = match.group()
        if digits not in _HOTLINES and not (len(digits) == 4 and digits[:2] in ("19", "20")):
            yield match.span()
    for pattern in (_BARE_METHOD, _BARE_JOINED):
        for match in pattern.finditer(text):
            yield match.span()


_VALUES = {
    "一": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


def announced_count(name: str) -> int | None:
    """How many items a shorthand announces: 四个一 four, 四议两公开 six, 十三个表率 thirteen; None where it does not say.

    一 counts in the company of other counts (三会一课), as the last word of 四个一 it is what each item begins with.
    """
    body = _NO_COUNT.sub("", name)
    if "N" in body or "n" in body or "X" in body:
        return None
    if body.endswith("个一"):
        body = body[:-1]
    total = 0
    for match in re.finditer(rf"\d+|[一{_COUNT}]+", body):
        digits = match.group()
        if digits.isdigit():
            total += int(digits)
        elif digits[0] == "十" and len(digits) == 2:
            total += 10 + _VALUES[digits[1]]
        elif len(digits) == 1:
            total += _VALUES[digits]
        else:
            return None
    return total or None
