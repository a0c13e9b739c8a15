"""The small vocabulary by which texts speak of programmes: numerals that count, nouns that call something a programme.

Patterns here spell the Chinese numerals out, since [一-十] is a range of code points and not of numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "COUNTS",
    "HAN",
    "HEADS",
    "HEAD_AFTER",
    "HOTLINES",
    "MODIFIERS",
    "NO_COUNT",
    "NUMERALS",
    "STRONG_HEAD_AFTER",
    "announced_counts",
    "has_program_word",
    "is_counted_name",
    "is_year",
    "measured_time",
]

#: Numerals that count to more than one. 一 alone makes no list (一村一品), nor do 百, 千, 万 (千企帮千村).
COUNTS = "二三四五六七八九十两双"
NUMERALS = "一百千万亿零〇" + COUNTS
HAN = "\u4e00-\u9fff"

#: Nouns by which a text calls something a programme. Longest first where one begins another.
HEADS = (
    "工作法|工作机制|工作模式|工作制度|活动|行动|工程|计划|项目|制度|机制|模式|改革|试点|整治|治理|斗争|创建|评选|"
    "竞赛|大赛|比赛|大比武|品牌|办法|举措|措施|要求|标准|原则|清单|政策|规定|承诺|做法|经验|战略|方案|"
    "宣讲|宣传|讲堂|课堂|培训班|培训|普查|排查|清查|考评|考核|监管|教育|筛查|普法|会议|专班|任务|精神|指标|目标"
)
#: Words that stand between the name and the noun.
MODIFIERS = (
    "志愿服务|志愿者|品牌|主题|系列|专项|专题|实践|教育|培训|培养|培育|提升|创建|评选|整治|治理|攻坚|惠民|党建|服务|宣传|"
    "宣讲|试点|帮扶|关爱|文化|特色|工作|管理|考核|示范|百日|联合|集中|常态化|大型|公益|结对|健康|安全|民生|便民|"
    "暖心|发展|产业|运行|运营|联动|责任|目标|学习|督查|监督|共管|政治|基层|组织|网格|防控|生产|经营|保障|长效|"
    "整改|警示|整顿|清理|护航|巡回|执法|练兵|纠治"
)
HEAD_AFTER = re.compile(rf"(?:{MODIFIERS}){{0,3}}(?:{HEADS})")
#: The nouns that are not said of slogans too (要求, 标准, 原则 are).
STRONG_HEAD_AFTER = re.compile(
    rf"(?:{MODIFIERS}){{0,3}}(?:工作法|活动|行动|工程|计划|制度|机制|模式|改革|试点|整治|治理|斗争|创建|竞赛|大赛|比赛|"
    r"讲堂|课堂|培训班|培训|宣讲|评比|志愿服务|专班)"
    # 教育 alone is a field of work, and 主题教育 is a programme of its own.
    r"|(?:专题|专项|主题|集中|作风|廉政|纪律|党性){0,2}(?:警示教育|专题教育|集中教育|党性教育|廉政教育|纪律教育|教育实践)"
    # A brand or a project may be a product or a building site, unless it says otherwise.
    rf"|(?:党建|书记|志愿服务|服务|治理|惠民|公益|文化|工作|关爱|便民|宣讲|调解)(?:{MODIFIERS}){{0,2}}(?:品牌|项目)"
)

#: Words that begin with a numeral and count nothing, nicknames of provinces among them.
NO_COUNT = re.compile(
    r"周[一二三四五六]|星期[一二三四五六]|礼拜[一二三四五六]|初[一二三四五六七八九十]|"
    r"二维|二传手|二把手|三只手|二手|二胎|二孩|三轮|三角|三维|三峡|三亚|三明|四川|四季|四周|四处|五彩|五谷|五金|五官|五四|七彩|七夕|七一|"
    r"八一|六一|五一|十一|三八|八达|九寨|十分|十足|双语|双休|双方|双眼|双手|双脚|双向|双边|双胞|双轮|双庆|两岸|两江|"
    r"双[江河溪桥龙柏流](?=大?(?:讲堂|课堂|学堂)|夜校)|两广|两院|两会|两弹|三秦|三晋|三湘|三地|三国|八闽|八桂|九江|三伏|三九|二十四节气|二人|"
    r"十四五|十三五|十五五|十二五|十六五|二十大|十九大|十八大|"
    # The lie of the land: 八山一水一分田, 七沟八梁一面坡.
    r"[一二三四五六七八九半](?:分|面)?[山沟](?:[一二三四五六七八九半](?:分|面)?[水田草地沟梁坡岭河原沙滩园土路]){1,4}"
)
_MEASURED_TIME = re.compile(
    rf"^[{NUMERALS}\d]+个?(?:年|月|日|天|周|岁|小时|分钟|周年|年代|点|时)|[{NUMERALS}\d]+(?:年|天|周|小时|分钟|公里)"
)
HOTLINES = frozenset(
    {"110", "119", "120", "122", "12345", "12315", "12309", "12388", "12371", "12380", "95598"}
)
_JOINED_NUMBER = re.compile(
    rf"(?:^|\+)(?:\d{{1,3}}(?=$|\+)|[NXnx]|[一{COUNTS}](?=$|\+)|[{COUNTS}][{HAN}]{{1,3}}(?=$|\+))"
)
_COUNTED_IN_DIGITS = re.compile(r"\d{1,2}(?:个|大|不|严|必)|\d{3,5}(?:$|[\u4e00-\u9fff]{0,2}法$|模式|机制)")


def has_program_word(text: str, end: int) -> bool:
    """Whether a noun for a programme (活动, 机制, 整治 …) follows at `end`, past a closing mark and modifiers."""
    if text[end : end + 1] in ("”", "’", "」", "』", '"'):
        end += 1
    return HEAD_AFTER.match(text, end) is not None


def measured_time(name: str) -> bool:
    """Whether a phrase counts time or way: 三年行动, 百日攻坚 does not, 五十年一遇 does."""
    return _MEASURED_TIME.search(name) is not None


def is_year(digits: str) -> bool:
    """Whether four digits read as a year of our time."""
    return len(digits) == 4 and digits[:2] in ("19", "20")


def is_counted_name(name: str) -> bool:
    """Whether a name is numeric shorthand: built on a count of what it stands for.

    三会一课, 双提升, 清四乱, 五+五有, 1+6+N, 532 are; 一村一品, 千企帮千村, 三年行动 and 党建+网格 are not.
    """
    if "+" in name:
        return _JOINED_NUMBER.search(name) is not None
    if _COUNTED_IN_DIGITS.match(name):
        return True
    counting = _MEASURED_TIME.sub("", NO_COUNT.sub("", name))
    counts = sum(char in COUNTS for char in counting)
    return counts > 0 and (len(name.replace("、", "")) <= 8 or counts > 1)


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
_COUNT_RUN = re.compile(rf"\d+|[一{COUNTS}]+")


def _value_of(run: str) -> int | None:
    """The number that a run of numerals is: up to 99, in digits or in Chinese."""
    if run.isdigit():
        return int(run)
    tens, ten, ones = run.partition("十")
    if not ten:
        return _VALUES[run] if len(run) == 1 else None
    if any(part and (len(part) > 1 or part == "十") for part in (tens, ones)):
        return None
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


@lru_cache(maxsize=4096)  # the same programmes are named again and again
def announced_counts(name: str) -> tuple[int, ...]:
    """How many items a shorthand may announce, the likeliest first; empty where it does not say.

    四个一 announces four, 十三个表率 thirteen, 四议两公开 six. 一 may count or not (三会一课 four, 五位一体 five), and of a
    sum or of equal counts each may be the number (五+五有, 三抓三促: three of one that bring three of the other).
    """
    counting = re.sub(r"个一.?$", "个", NO_COUNT.sub("", name))
    if any(letter in counting for letter in "NnX") or re.match(r"\d{3}", counting):
        return ()
    values = [_value_of(run.group()) for run in _COUNT_RUN.finditer(counting)]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return ()
    plausible = [sum(known), sum(value for value in known if value > 1)]
    if "+" in name or len(set(known)) == 1:
        plausible += known
    return tuple(dict.fromkeys(count for count in plausible if count > 1))
