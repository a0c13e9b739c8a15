"""What a figure counts or measures, as a short phrase of the sentence's own words.

`Indicators` works on the figures of one text, sentence by sentence and from left to right, since a figure may owe
its verb, its object or its topic to the one before it:

    发展党员16名                         the words before the figure        发展党员
    表彰6个红旗党支部                the verb before, the noun after    表彰红旗党支部
    召开党委会12次、党员大会4次          the verb of the list               召开党员大会
    排查隐患36处，整改36处               the object of what was found       整改隐患
    种植烤烟3200亩，均价32元/公斤        the topic of the clause before     烤烟均价
    出栏羊、牛4万只、3万头               one noun of the list for each      出栏羊; 出栏牛

It never reaches beyond the sentence. The canonical form of what it finds stands in `extractors.indicator_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.figures import Figure
from extractors.indicator_contexts import (
    CLAUSE_END,
    CLAUSE_ENDS,
    SENTENCE_ENDS,
    Context,
    Contexts,
    after_last_clause,
)
from extractors.indicator_phrases import BARE_LEVEL, PREPOSITION, Phrase, tools
from extractors.indicator_subjects import subject_tools

__all__ = ["Indicators", "Phrase"]

_NOTHING = Phrase("")
_DISPOSAL = re.compile(r"(?:对|给|向|为|将|把|对于|针对)$")
_DONE_TO = re.compile(r"(?:进行|予以|给予|加以|实施|开展|作出|作|实行)了?([^，。；、]{2,10})$")
_BEFORE_DONE = re.compile(r"进行|予以|给予|加以|实施|开展|作出|实行|督查|检查")
_FOR_WHOM = re.compile(r"对|给|向|为")
_MOVED = re.compile(r"(?:将|把)(.+)")
_USED_FOR = re.compile(r"(?:用于|用以)(.{2,10})")
#: Events are counted whole: 12次 has no object to lend or borrow.
_EVENTS = frozenset(("次", "场", "期", "人次", "场次", "轮"))
#: Units after which a verb says what those counted did (党员120人参训), and no noun is missing.
_COMPLETE = frozenset(("次", "人次", "场", "期", "场次", "户", "人", "名", "轮"))
#: Units that are nouns: 涉及236户 counts 户.
_NOUN_UNITS = frozenset(("户", "人", "村", "家"))
#: Which of the things counted before: a label without a noun.
_LABEL = re.compile(
    r"男性?|女性?|男生|女生|汉族|少数民族|其余|剩余|余下|另外|[0-9]{1,2}岁(?:及)?以[上下]|"
    r"(?:研究生|硕士|博士|本科|大学本科|大学|大专|中专|高中|初中|小学)(?:及)?(?:以上|以下)?(?:学历|文化程度|文化)?|(?:[国省州市县乡镇村境区][内外])+|本地|外地|集镇|镇区|圩镇|各村|村组|线上|线下|现场|室内|室外|农村|城镇|城区|"
    rf"{BARE_LEVEL.pattern}|初级|中级|高级|特级|正高级|副高级|一般|较大|重大|新建|改建|续建|扩建|其他|其它"
)
_AVERAGE_FOR_EACH = re.compile(
    r"(?:平均)?每(?:个|名)?(?:行政村|村|社区|村民小组|小组|组|户|人|党?支部|单位|学校|班|乡镇|县|家庭|家|网格|站点?)|平均"
)
#: How beasts are counted: those kept, and those sold.
_KEPT = re.compile("(?:存栏|出栏|存笼|出笼)(?:量|数)?$")
_BOUND_BEFORE = re.compile(r"^[0-9.]+[^0-9]{1,4}(?:以上|以下)的?(?=.)")
_PAST_LEVEL = re.compile(
    r"(?:较|比|相比|相较于?|对比|与|同|和|跟|由|从)?(?:[12][0-9]{3}年|上年|去年|前年|上一年|上届)(?:度|同期|底|末)?(?:全年)?的?"
)
_YEARS = re.compile(r"(?:[12][0-9]{3}年|去年|今年|上半年|下半年|前年|第?[一二三四]季度)(?:度)?$")
#: An item that names its own measure takes none from the end of the list (事故起数、死亡人数).
_MEASURED = re.compile(r"(?:[数量率额值价比度金费税]|面积|收入|投资|总产|产出|规模|贷款|支出|水平)$")
_ACHIEVED = re.compile(r"(?:成功|完成|完毕|到位)$")
_PRICE_COMPARED = re.compile(r"(?:价格|价|单价|均价|产量|亩产|收入|面积|成本|利润|比例|比重)(?:比|较)")
#: 占年度任务的62%, 完成计划的98%: how much of it.
_SHARES = (
    "占",
    "为年初",
    "为年度",
    "为全年",
    "为计划",
    "为目标",
    "为任务",
    "为上年",
    "为去年",
    "为预算",
    "完成计划",
    "完成任务",
    "完成目标",
    "完成年度",
    "完成全年",
    "完成下达",
)
#: Events that a list may go on with after a comma, without a verb of their own.
_LISTED_EVENT = re.compile(
    r"(?:会|会议|活动|检查|培训|学习|演练|研判|督查|宣传|宣讲|讲座|行动|排查|巡查|调研|研讨|发言|视察|座谈|党课|谈话|例会)$"
)
_HAS = re.compile(r"(?:下|管)?辖")
#: 分3批组织培训: how many at a time is no part of what was done.
_BATCHES = frozenset(("批", "批次", "组", "路", "次", "期", "轮", "片", "队"))
#: 由原甲村、乙村2个村合并而成
_MERGED = re.compile(
    r"((?:行政村|自然村|村|社区|小区|组|村民小组|乡|镇|公司|合作社|企业|学校|支部)?)(合并|整合|撤并|重组)"
)
#: Going somewhere without saying where: the place was named before.
_WENT = re.compile(r"(?:^|[只仅共后年])(去|来|跑)(?:了|过)?$")
_PART_OF_YEAR = re.compile(r"(?:全年|上半年|下半年|前三季度|第?[一二三四]季度|当年|年内|今年)[共已]?")
_JOURNEYS = frozenset(("次", "趟", "回", "遍"))
_REST = frozenset(("剩余", "其余", "余下", "剩下"))
#: What a village is divided into: households named after them are the village's.
_DIVISIONS = re.compile(
    r"(?:下辖|管辖|辖|共有|现有|有|设|分为?)?(?:(?:村民|居民)?(?:小组|组)|自然[村屯寨庄]|自然村组|村屯|[屯寨]|片区|网格)"
)
#: A village's distance from the town, before its households (距县城3公里，有426户).
_AWAY = re.compile("距|位于|离[县乡镇城市集]")
#: How far before its figures the village of a sentence may stand.
_FAR_SUBJECT = 120
_VILLAGE_ENDS = frozenset("村乡镇区道屯寨木查庄")
_OWN_PEOPLE = re.compile(
    r"(?:村|镇|乡|街道|社区|党员|驻村|机关|镇村)?(?:干部职工|干部|队员|班子成员|网格员|志愿者)"
)
_SCOPE = re.compile(r"[全该本我](?:村|社区|乡|镇|街道|屯|寨|嘎查|苏木)(?![级民两域])|(?:[村镇乡]|社区)里")
_CARRY = re.compile(r"^(?:，|、|：|\s)*(?:共计|共|合计|总计|累计|累计共|一共|总共|小计|计)?$")
_LIST_SIGNS = ("、", "和", "与", "及", "、和")
_RESPECTIVE_SIGNS = (*_LIST_SIGNS, "，", "以及")
_MOVES = frozenset(("把", "将"))
_LEADING = ("带着", "领着")
#: How something is done to what was named before (对项目资金86万元逐笔核查).
_IN_WHOLE = re.compile(r"(?:逐[\u4e00-\u9fff]|全部|全面|一律|都|均|已|进行了?|予以|开展了?)*")
#: To whom what was found is passed on (移交县公安局2条).
_PASSING = frozenset("移转交送上报")
_PASSED_ON = re.compile(
    r"(移交|移送|转办|转交|交办|送交|上报|报送|报告)(?:给|至|到)?[^，、]{1,8}(?:[局委办所站院]|部门|机关|组织|政府|中心)"
)
_JOINING = frozenset("、和与及的等（(")
_LISTING = frozenset("、和与")
_PLACE_LIST = re.compile(
    r"(?:等|[两三四五六七八九]?个?村|[两三]地|境内|范围内|两[厢侧岸边]|沿[线街]|周边|辖区|的|和|、|及)*$"
)
_LONG_PURPOSE = 10
#: How long a clause may become an indicator, and a field of work a part of it.
_MOST_WORDS = 16
_FIELD = 6
_EXAMPLES = ("等", "共")
_BASE_ENDS = frozenset("年届来去初前底末期的度")
#: How many characters may stand between a figure and 其中 with the words of the next.
_NEAR_PARTS = 40
#: A measure that parts share with their whole (粮食播种面积2万亩，其中小麦1万亩).
_SHARED_MEASURE = re.compile(
    r"(?:(?:播种|种植|栽种|栽植|养殖|造林|流转)?面积|总?产量|总?产值|存栏量|出栏量)$"
)
#: Which one has most or least of it.
_EXTREME = re.compile(r"最[高低多少大小](?:的(?:[\u4e00-\u9fffXx*某]{0,6}(?:[村组户镇乡县年人家]|社区))?)?")
_HIT = re.compile(r"(?:受到?|获得?|被|遭|因|有|无|未)[^，的]{1,8}的")
_TO_ALL = frozenset("对给向为将把")
_OF_PROJECT = frozenset(
    ("投资", "总投资", "概算投资", "投入", "总造价", "造价", "总价值", "价值", "占地", "占地面积", "建筑面积")
)
_RATE_OF = re.compile(r"的?(标准|价格|单价|比例|额度|利率)(?:统一)?([^，的]{3,10})$")
_BARE_LEADS = frozenset(("按照", "依照", "中", "里", "当中", "按", "凡", "凡是", "以", "由", "向"))
#: Who is counted belongs there: 局里23名干部.
_THERE = frozenset(
    (
        "局里",
        "单位",
        "本单位",
        "村里",
        "镇上",
        "镇里",
        "乡里",
        "县里",
        "旗里",
        "所里",
        "院里",
        "校内",
        "厂里",
        "班上",
        "社区里",
    )
)
#: 收入是过去的3.6倍: of what was just spoken of.
_TIMES_BEFORE = re.compile(
    r"(?:已经?)?(?:是|为|相当于|约为|约是|接近|达到?)?(?:过去|以前|原来|往年|此前|从前|当初|上年|去年|前年|[12][0-9]{3}年|[0-9一二两三四五六七八九十]{1,2}年前)"
    r"(?:同期|底|末|度)?的?"
)
#: The level that something is compared with, at the end of the words before its figure (信访量由去年的48件降到31件).
_BASE = re.compile(
    r"(?:由|从|与|同|和|跟|较|比)(?:[12][0-9]{3}年|上年|去年|前年|上届|往年|原来|过去|年初|此前|以前|最初)(?:度|同期|末|底|初|全年)?的?$"
)
_STOPS = frozenset("，。；、")
_FROM = re.compile(r"由|从")


class Indicators:
    """Finds the indicators of the figures of one text.

    Args:
        text: half-width text that the figures' offsets refer to.
        figures: its figures in document order.
        ends: offsets at which sentences end, beyond those that punctuation shows.
        places: stretches of names of places and organisations.

    """

    def __init__(
        self,
        text: str,
        figures: Sequence[Figure],
        ends: Sequence[int] = (),
        places: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._text = text
        self._figures = figures
        self._tools = tools()
        self._places = frozenset(places)
        self._place_ends = dict(sorted(places))
        self._place_starts = list(self._place_ends)
        self._subjects = subject_tools()
        self._contexts = Contexts(text, figures, ends, self._tools, self._place_ends.values())
        self._phrases: list[Phrase] = []
        self._bases: set[int] = set()
        self._shared_verb: dict[int, str] = {}
        self._assigned: dict[int, Phrase] = {}
        self._bare: dict[int, str] = {}  # the nouns that labels were put before (寄宿的50人 are 小学生)
        self._whole: int | None = None  # of which figure the ones after 其中 are parts
        self._last_list = (0, 0)  # first figure and length of the last distributive list

    def find(self) -> list[Phrase]:
        """One phrase for each figure, in order; an empty one where the sentence does not say."""
        for index in range(len(self._figures)):
            self._phrases.append(self._phrase(index))
        return self._phrases

    @property
    def bases(self) -> set[int]:
        """Indexes of figures that are the base of a change: 3.2万 in 由3.2万元增加到15.6万元."""
        return self._bases

    def _phrase(self, index: int) -> Phrase:
        if index in self._assigned:
            return self._assigned[index]
        make = self._tools
        context = self._contexts.of(index)
        previous = self._phrases[index - 1] if context.follows else _NOTHING
        self._note_whole(index, context)
        if context.follows and self._ends_change(index):
            self._bases.add(index - 1)
            return previous
        merged = _MERGED.match(context.right) if "由" in context.left else None
        if merged is not None:
            return Phrase(merged.group(), "", merged.group())
        context = self._at_predicate(context)
        listed = self._distribute(index, context)
        if listed is not None:
            return listed
        moved = self._disposal(index, context)
        if moved is not None:
            return moved
        left, subject = self._tools.strip_lead(context.left)
        left = self._without_place(left, context)
        if left[-1:] in _EXAMPLES and self._only_examples(left, context.right):
            left = ""
        left = _without_base(self._tools.strip_tail(left))
        if left in _BARE_LEADS:
            left = ""  # 12个村中11个; 按每案80元
        if left.endswith(_LEADING) and make.noun_first(context.right):
            left = ""
        if left == "分" and self._surface(index) in _BATCHES:
            done = make.strip(self._contexts.clause_after(index))
            if make.verb_end(done):
                return self._plain(make.shorten(done)[:_MOST_WORDS])
        if self._tools.noun_first(context.right) and (left in _THERE or self._is_moved(index, left)):
            left = ""  # 把水井到村部的12公里砂石路铺上水泥
        if previous.text and self._is_times(index) and _TIMES_BEFORE.fullmatch(left) is not None:
            if self._surface(index) != "倍":
                self._bases.add(index)
            return previous
        left = self._without_counted(index, context, left, previous)
        if not left and previous.text and self._contexts.describes(index):
            if not self._is_age(index):
                # 其中10万元以上7个村: the measure spoken of before.
                return replace(previous, text=self._of_same_dimension(index, previous).text)
            if not context.right:
                # 35岁以下15名: of those counted before
                return previous if self._whole is None else self._phrases[self._whole]
        if not left and "/" in self._surface(index):
            rate = _RATE_OF.match(self._contexts.clause_after(index))
            if rate is not None:
                return self._plain(rate.group(2) + rate.group(1))  # 按每亩120元的标准兑付补贴
        if previous.text and _EXTREME.fullmatch(self._tools.drop_light(left)) is not None:
            return self._of_extreme(index, previous)
        if context.adjacent and previous.text and self._shares_noun(context.right, previous):
            return previous
        behind = self._contexts.noun_behind_next(index - 1) if context.follows else ""
        if behind:
            noun, measure = make.noun_after(behind), make.strip(self._contexts.gap(index) or "")
            return Phrase(make.clean(noun + measure), "", measure, noun)  # 建一座库容300吨的冷库
        if self._takes_noun_after(index, left, context.right):
            return self._forward(index, context, left, previous)
        return self._backward(index, context, left, previous, subject)

    def _at_predicate(self, context: Context) -> Context:
        """The context without those who act, and without the places where they do."""
        left, clause = context.left, context.clause
        names = self._names_within(clause, clause + len(left))
        shorter = self._subjects.predicate(left, names) if left else left
        if shorter == left and not names:
            return context
        cut = len(left) - len(shorter)
        if cut:
            names = [(start - cut, end - cut) for start, end in names if start >= cut]
        after = bool(context.right) and self._tools.noun_first(context.right)
        bare = self._subjects.without_places(shorter, names, noun_after=after) if names else shorter
        if bare == left:
            return context
        own = left[:cut].endswith(("有", "拥有")) or not self._tools.strip(bare)
        return replace(context, left=bare, clause=clause + cut, own=own)

    def _names_within(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The names of places and organisations in [begin, end), relative to `begin`."""
        if not self._place_starts:
            return []
        first = bisect_left(self._place_starts, begin)
        found = []
        for start in self._place_starts[first : first + 12]:
            stop = self._place_ends[start]
            if stop > end:
                break
            found.append((start - begin, stop - begin))
        return found

    def _note_whole(self, index: int, context: Context) -> None:
        """Remember of which figure those after 其中 are parts, as long as their list goes on."""
        if not context.follows:
            self._whole = None
        elif "其中" in (self._contexts.gap(index, _NEAR_PARTS) or ""):
            self._whole = index - 1
        elif (
            self._whole is not None
            and context.sign != "、"
            and not (context.adjacent or self._is_age(index))  # 35岁以下52名 is one part
            and _LABEL.fullmatch(self._tools.strip(context.left)) is None
        ):
            self._whole = None

    def _without_place(self, left: str, context: Context) -> str:
        """The words without the place or organisation that they begin with: the same is counted elsewhere, too."""
        if not self._place_starts:
            return left
        begin = context.clause + len(context.left) - len(left)
        run = self._subjects.first_run(left, self._names_within(begin, begin + len(left)))
        if not run:
            return left
        rest = left[run:]
        if not rest and self._tools.noun_first(context.right):
            return ""  # 上湾组与下湾组300亩的山场纠纷
        return rest if len(rest) >= 4 and rest[0] not in _JOINING else left

    def _is_moved(self, index: int, left: str) -> bool:
        """Whether something is done to what comes after the figure; not in 把闲了十年的祠堂修好."""
        moved = left[:1] in _MOVES and self._dimension(index) != "duration"
        return moved and not self._tools.ends_in_verb(left)

    def _without_counted(self, index: int, context: Context, left: str, previous: Phrase) -> str:
        """凑 of 23名干部凑了5500元: those just counted act, and are not what this figure counts."""
        noun = previous.noun
        if not context.follows or not noun or not left.startswith(noun):
            return left
        begins = (self._contexts.gap(index) or "").startswith(noun)
        return left[len(noun) :] if begins and self._tools.words.verb.length(left, len(noun)) else left

    def _only_examples(self, left: str, right: str) -> bool:
        """A村、B村等 before 4个村, 由镇长某某等 before 8名干部: some of those that are counted."""
        return (
            left.removesuffix("共").endswith("等")
            and self._tools.noun_first(right)
            and not self._tools.verb_end(left)
            and self._tools.words.strong.search(left, 1) is None
        )

    def _finish(self, words: str) -> Phrase:
        """The indicator that long or loose words come down to."""
        shorter = self._tools.drop_light(self._tools.shorten(words))
        return self._tools.parts(self._tools.clean(shorter))

    def _plain(self, words: str) -> Phrase:
        """The indicator that consists of just these words."""
        return self._tools.parts(self._tools.clean(words))

    # ---- units

    def _is_age(self, index: int) -> bool:
        unit = self._figures[index].unit
        return unit is not None and unit.dimension == "age"

    def _is_times(self, index: int) -> bool:
        """是去年的3.6倍, 是去年5万元的3.6倍: both figures speak of what is compared."""
        if self._surface(index) == "倍":
            return True
        following = index + 1 < len(self._figures) and self._surface(index + 1) == "倍"
        return following and self._contexts.gap(index + 1, 2) == "的"

    def _surface(self, index: int) -> str:
        unit = self._figures[index].unit
        return unit.surface if unit is not None else ""

    def _dimension(self, index: int) -> str:
        unit = self._figures[index].unit
        return unit.dimension if unit is not None else "count"

    def _noun_of_same_unit(self, index: int) -> str:
        """What the last figure with the same unit in the sentence counted."""
        for at in range(index - 1, max(-1, index - 6), -1):
            between = self._contexts.gap(at + 1)
            if between is None or not SENTENCE_ENDS.isdisjoint(between):
                break
            if self._surface(at) == self._surface(index):
                # 50万元以上的4个、100万元以上的1个: both count villages.
                said = self._bare.get(at) or self._phrases[at].noun or self._phrases[at].text
                return _BOUND_BEFORE.sub("", said)
        return ""

    def _same_unit(self, index: int) -> bool:
        """Whether this figure and the one before are counted alike; 件 and 件次 are."""
        one, two = self._surface(index - 1), self._surface(index)
        return (one.removesuffix("次") or one) == (two.removesuffix("次") or two)

    # ---- the noun after the figure

    def _takes_noun_after(self, index: int, left: str, right: str) -> bool:
        """Whether the figure counts what comes after it (6个红旗党支部) and not what came before (党员20名)."""
        if not self._tools.noun_first(right):
            return False
        if _LABEL.fullmatch(left) is not None:
            return self._tools.words.verb.length(left) == len(left)  # 新建5个村级卫生室, but 女性5名
        if self._tools.words.change.match(right) is not None:
            return False  # 存栏由160头增加到310头
        if not left or self._tools.ends_in_verb(left) or left.endswith("等"):
            return True
        if not self._contexts.counts(index):
            return False
        if self._surface(index) in _COMPLETE:
            return not self._tools.words.verb.length(right)
        return True

    def _shares_noun(self, right: str, previous: Phrase) -> bool:
        """Whether 23人 of 6户23人 speaks of the same as 6户."""
        return not right or previous.text.endswith(self._tools.noun_after(right))

    def _forward(self, index: int, context: Context, left: str, previous: Phrase) -> Phrase:
        make = self._tools
        right = context.right + self._contexts.head_of_next(index, context.right)
        if right.startswith("内") and self._figures[index].bound == "le":
            right = right[1:]  # 15个工作日内办结
        if not left:
            return self._forward_alone(index, context, right, previous)
        noun = make.noun_after(self._contexts.noun_behind_next(index) or right)
        if right.startswith("的") and make.strip_lead(left)[0].removeprefix("计划") in _OF_PROJECT:
            strong = make.words.strong.search(noun, 2)
            thing = make.words.closing_adverb.strip(noun[: strong[0]] if strong is not None else noun)
            return Phrase(make.clean(thing + left), "", thing + left, thing)  # 总投资3000万元的水厂开工
        end = make.verb_end(left)
        if left.endswith("等") or ("、" in left and end < len(left)):
            # 打造了A村、B村等12个示范点: the list only gives examples.
            left = left[:end] or make.last_verb(left)
        if context.follows and previous.topic and make.words.reach.length(left) == len(left):
            return self._plain(previous.topic + left + noun)
        if self._dimension(index) == "money" and end == len(left) and make.words.strong.length(right):
            # 投资320万元新建教学楼: what for, if that is short.
            return self._plain(left + noun if len(left + noun) <= _LONG_PURPOSE else left)
        if make.ends_in_verb(left):
            if not end and make.words.reach.search(left) is None:
                # 全体干部入户走访12户: who did it is not what is counted.
                left = make.last_verb(left)
        elif len(left) + len(noun) > 16:
            left = left[:end]
        return self._finish((make.shorten(left) if len(left) > 8 else left) + noun)

    def _forward_alone(self, index: int, context: Context, right: str, previous: Phrase) -> Phrase:
        """The figure has no words of its own before it: the verb of its list serves, if there is one."""
        make = self._tools
        if index in self._shared_verb:
            noun = make.noun_after(right)
            return self._finish(noun if noun == self._shared_verb[index] else self._shared_verb[index] + noun)
        verb = ""
        if context.follows and context.sign in ("", "、") and self._contexts.counts(index):
            reach = self._reach_of(previous)
            if reach:
                noun = make.noun_after(right)
                topic = noun if previous.topic == previous.noun else previous.topic
                return replace(previous, text=make.clean(reach + noun), noun=noun, topic=topic)
            if context.sign:
                verb = previous.verb
        if verb or self._contexts.goes_on(index):
            return self._finish(verb + make.noun_after(right))
        return self._plain(make.subject_and_predicate(right))

    def _reach_of(self, previous: Phrase) -> str:
        """茶叶涉及 of 茶叶涉及村: what else it reaches is said the same way."""
        text = previous.text
        found = self._tools.words.reach.search(text)
        has = _HAS.match(text)
        end = found[1] if found is not None else has.end() if has is not None else len(text)
        return text[:end] if end < len(text) else ""

    # ---- the words before the figure

    def _backward(self, index: int, context: Context, left: str, previous: Phrase, subject: bool) -> Phrase:
        make = self._tools
        if not left:
            return self._gone_to(index, context) or self._without_words(index, context, previous)
        if context.follows and context.bracketed:
            return self._in_brackets(left, previous)
        if context.follows and previous.text and make.is_growth(left):
            level = _level_of(previous)
            left = left.removeprefix("相比")
            return Phrase(make.clean(level + left), "", left, previous.topic, level)
        if (
            context.left.endswith("的")
            and self._contexts.counts(index)
            and _PAST_LEVEL.fullmatch(left) is None
            and _LABEL.fullmatch(left) is None
        ):
            # 20万元以上的3个: the noun was said before.
            self._bare[index] = self._noun_of_same_unit(index)
            left += self._bare[index]
        plain = make.drop_light(left)
        if not previous.text and left in _REST and context.right:
            said = make.subject_and_predicate(make.strip_lead(context.right)[0])
            return self._of_rest(index, left + said)
        if not previous.text and _LABEL.fullmatch(left) is not None:
            # 新发展党员中，女性5名
            clause = make.strip(self._contexts.clause_before(context))
            base = clause.rstrip("中里")
            if 2 <= len(base) <= 12 and (base != clause or not make.verb_end(base)):
                return Phrase(make.clean(left + base), "", left + base, base, base)
        if not previous.text:
            plain = self._of_field(context, plain)
        if not previous.text and make.needs_topic(plain):
            topic = self._topic_of_clause(context, grown=make.is_growth(plain))
            if topic and len(topic) <= 2 * len(plain):
                return Phrase(make.clean(topic + plain), "", plain, topic)
        borrows = (
            PREPOSITION.match(left) is None
            or left.startswith(_SHARES)
            or _PAST_LEVEL.fullmatch(left) is not None
        )
        if previous.text and not subject and not context.own and borrows:
            borrowed = self._borrow(index, context, plain, previous)
            if borrowed is not None:
                return borrowed
        again = self._gone_to(index, context) or self._said_before(index, context, plain)
        if again is not None:
            return again
        phrase = make.shorten(plain)
        purpose = _USED_FOR.match(context.right)
        if purpose is not None and make.verb_end(phrase) == len(phrase):
            whole = phrase + purpose.group(1)  # 投入50万元用于修路
            phrase = whole if len(whole) <= _LONG_PURPOSE else phrase
        return self._plain(phrase)

    def _of_rest(self, index: int, words: str) -> Phrase:
        """剩余脱贫, for both figures of 剩余15户42人脱贫."""
        phrase = self._plain(words)
        if index + 1 < len(self._figures) and self._contexts.gap(index + 1, 0) == "":
            self._assigned[index + 1] = phrase
        return phrase

    def _gone_to(self, index: int, context: Context) -> Phrase | None:
        """去大河村 of 我联系大河村，先后去了二十多趟: the place stands in the clause before."""
        went = _WENT.search(context.left) if self._surface(index) in _JOURNEYS else None
        if went is None:
            return None
        begin, end = self._contexts.span_before(context)
        names = self._names_within(begin, end)
        return self._plain(went.group(1) + self._text[begin:end][slice(*names[-1])]) if names else None

    def _said_before(self, index: int, context: Context, verb: str) -> Phrase | None:
        """开院坝会，前后开了12次; 种植辣椒900亩，其中分别种植500亩: the verb alone, its object was named before."""
        make = self._tools
        verb = verb.rstrip("了过")
        if not verb or make.words.verb.length(verb) != len(verb):
            return None
        for at in range(index - 1, max(-1, index - 4), -1):
            between = self._contexts.gap(at + 1)
            if between is None or not SENTENCE_ENDS.isdisjoint(between):
                break
            phrase = self._phrases[at]
            if phrase.verb == verb and phrase.noun and self._surface(at) == self._surface(index):
                return phrase
        clause = self._contexts.clause_before(context)
        if index and self._figures[index - 1].end > context.clause - len(clause) - 1:
            return None  # a figure of its own has that clause
        at = clause.rfind(verb)
        thing = clause[at + len(verb) :].lstrip("了过")
        if at < 0 or len(thing) < 2 or len(thing) > 8 or self._contexts.counts(index) is False:
            return None
        return self._plain(verb + thing)

    def _of_field(self, context: Context, phrase: str) -> str:
        """落实烤烟种植面积 of 烤烟方面，落实种植面积: verb and attribute, and of what is told at the beginning."""
        clause = self._contexts.clause_before(context)
        end = self._tools.verb_end(phrase) if clause.endswith("方面") else 0
        if not end or not self._tools.needs_topic(phrase[end:]):
            return phrase
        field = self._tools.strip(clause.removesuffix("方面"))
        return phrase[:end] + field + phrase[end:] if len(field) <= _FIELD else phrase

    def _topic_of_clause(self, context: Context, *, grown: bool) -> str:
        """加强政策宣传，知晓率达95%: the clause before may say of what, though it has no figure."""
        clause = self._tools.strip(self._contexts.clause_before(context))
        if PREPOSITION.match(clause) is not None:
            return ""
        phrase = self._tools.parts(self._tools.clean(self._tools.shorten(clause)))
        if not phrase.noun:
            return ""
        topic = phrase.noun if grown else phrase.topic  # 经费支出 went down, not 经费
        return topic if len(topic) >= 3 else ""

    def _without_words(self, index: int, context: Context, previous: Phrase) -> Phrase:
        """No words before the figure: it speaks of the same as the one before, or of what comes after."""
        make = self._tools
        if previous.text and not (context.own and context.right):
            surface = self._surface(index)
            village = self._village_of(index, previous)
            if village:
                return Phrase(village, "", village, village)
            if "有" in context.left and surface in _NOUN_UNITS and self._dimension(index - 1) != "count":
                return Phrase(
                    surface, noun=surface, topic=surface
                )  # 距县城3公里，有426户: 户 are no distance
            if not context.adjacent and surface in _NOUN_UNITS and _CARRY.match(context.left) is not None:
                reach = self._reach_of(previous)
                if reach:
                    return replace(previous, text=reach + surface)
            # 20万元至50万元的11个 tells villages from others.
            measured = self._dimension(index) == "money" and not self._text.startswith(
                "的", self._figures[index].end
            )
            if measured and not context.adjacent:
                # 其中30万元以上的4个，大旺村达102万元
                return self._of_same_dimension(index, previous)
            return previous
        village = "" if context.right else self._village_of(index, _NOTHING)
        if village:
            return Phrase(village, "", village, village)
        held = self._held(index, context)
        if held is not None:
            return held
        clause = self._contexts.clause_after(index)
        preposition = PREPOSITION.match(clause)
        if preposition is not None:
            # 2次与挂钩村研究党建工作: the whole clause says what was done twice.
            return self._plain(make.after_preposition(clause, preposition)[:_MOST_WORDS])
        predicate = context.right.lstrip(" ，")
        if predicate:
            return self._plain(make.drop_light(predicate[:12]))
        if context.bracketed:
            return self._plain(self._contexts.title_before(index))
        # 村干部共142名: the writer's own people are what is counted here.
        return self._plain(make.strip_tail(context.left)) if _OWN_PEOPLE.match(context.left) else _NOTHING

    def _held(self, index: int, context: Context) -> Phrase | None:
        """召开板凳会 of 召开“板凳会”，全年不少于16场: the clause before says what takes place so often."""
        often = self._surface(index) in _EVENTS
        if not often and (_PART_OF_YEAR.fullmatch(context.left) is None or context.right):
            return None
        begin, end = self._contexts.span_before(context)
        if index and self._figures[index - 1].end > begin:
            return None  # a figure of its own has that clause
        clause = self._tools.strip(self._text[begin:end])
        return self._finish(clause) if self._tools.words.strong.length(clause) else None

    def _village_of(self, index: int, previous: Phrase) -> str:
        """青山村 of 青山村辖8个村民小组，412户1650人: whose households they are; nothing where the sentence does not say."""
        if self._surface(index) not in ("户", "人"):
            return ""
        end = self._figures[index - 1].lead if previous.text else self._figures[index].lead
        far = max(0, end - _FAR_SUBJECT)
        begin = max(far, *(self._text.rfind(sign, far, end) + 1 for sign in SENTENCE_ENDS))
        if previous.text:
            away = self._dimension(index - 1) == "length" and _AWAY.search(self._text, begin, end) is not None
            if not away and _DIVISIONS.fullmatch(previous.text) is None:
                return ""
        return self._place_told(begin, end)

    def _place_told(self, begin: int, end: int) -> str:
        """The village or township that a sentence speaks of: 全村 before the figure, or else its first name."""
        name = ""
        for at in self._place_starts[bisect_left(self._place_starts, begin) :]:
            if at >= end:
                break
            if self._text[self._place_ends[at] - 1] in _VILLAGE_ENDS:
                name = self._text[at : self._place_ends[at]]
                begin = self._place_ends[at]
                break
        scopes = _SCOPE.findall(self._text, begin, end)
        return scopes[-1] if scopes else name

    def _in_brackets(self, left: str, previous: Phrase) -> Phrase:
        """（村级8次） after 消防演练2次 is 村级消防演练."""
        make = self._tools
        if len(left) <= 3 or left.endswith("级") or make.needs_topic(left):
            return replace(previous, text=make.clean(left + (previous.noun or previous.text)))
        return replace(self._plain(make.drop_light(left)), topic=previous.topic)

    # ---- borrowing from the figure before

    def _borrow(self, index: int, context: Context, left: str, previous: Phrase) -> Phrase | None:
        """What `left` lacks, from the phrase before; None when it lacks nothing."""
        make = self._tools
        classes = make.words.classes
        if left.startswith(_SHARES):
            return self._share(left, previous)
        kept = _KEPT.search(previous.noun)
        if kept and kept.group() != left and _KEPT.fullmatch(left):
            # 生猪存栏860头、出栏1400头
            return self._plain(previous.noun[: kept.start()] + left)
        passed = _PASSED_ON.fullmatch(left) if left[:1] in _PASSING else None
        if passed is not None:
            resolved = self._resolved(index, passed.group(1), previous)
            if resolved is not None:
                return resolved
        if left in classes["resolve"] or _ACHIEVED.sub("", left) in classes["resolve"]:
            resolved = self._resolved(index, left, previous)
            if resolved is not None:
                return resolved
        elif make.words.light.length(context.left):
            return self._of_topic(left, previous)
        if make.words.change.match(context.right) is not None and left in classes["attribute"]:
            return self._of_topic(left, previous)  # 存栏由160头增加到310头
        if left in classes["harvest"] and self._lends(previous.topic) and previous.topic not in left:
            return replace(self._plain(left + previous.topic), topic=previous.topic)
        if left in classes["grade"]:
            previous = self._of_same_dimension(index, previous)
        if self._is_place(context, left):
            return self._of_same_dimension(index, previous)  # 其中石榴村45只: as much of the same, at a place
        reached = self._reached(index, left, previous)
        if reached is not None:
            return reached
        part = self._part_of_measure(index, left)
        if part is not None:
            return part
        if _LABEL.fullmatch(left) is not None:
            labelled = self._labelled(left, self._of_whole(index, previous))
            shared = context.sign == "、" and previous.verb and not make.verb_end(left)
            return self._plain(previous.verb + labelled.noun) if shared else labelled
        for rule in (self._of_topic, self._share, self._same_again):
            found = rule(left, previous)
            if found is not None:
                return found
        return self._with_verb_of_list(index, context, left, previous)

    def _lends(self, topic: str) -> bool:
        """Whether a thing is one for the next figure to speak of; 与农户签订合同 is none."""
        return bool(topic) and (
            PREPOSITION.match(topic) is None or self._tools.words.nounish.length(topic) > 0
        )

    def _is_place(self, context: Context, left: str) -> bool:
        """Whether the words before a figure are the name of a place or organisation, and nothing else."""
        at = self._text.find(left, context.clause, context.clause + len(context.left))
        return (at, at + len(left)) in self._places

    def _resolved(self, index: int, left: str, previous: Phrase) -> Phrase | None:
        """排查隐患36处，整改36处: the object of what was found."""
        if not self._same_unit(index):
            previous = self._found_before(index)
        noun = previous.noun
        if self._tools.needs_topic(noun):
            noun = previous.topic  # 任务320户，已完工286户
        if not noun or not self._contexts.counts(index):
            return None
        if self._surface(index) in _EVENTS:
            return None
        phrase = self._plain(left + noun)
        return replace(phrase, noun=noun, topic=previous.topic)

    def _found_before(self, index: int) -> Phrase:
        """新建项目16个，总投资900万元，完工12个: the last one counted alike, where only measures stand between."""
        for at in range(index - 1, max(-1, index - 4), -1):
            between = self._contexts.gap(at + 1)
            if between is None or not SENTENCE_ENDS.isdisjoint(between):
                break
            if self._surface(at) == self._surface(index):
                return self._phrases[at]
            if self._contexts.counts(at):
                break
        return _NOTHING

    def _of_topic(self, left: str, previous: Phrase) -> Phrase | None:
        """烤烟均价: an attribute, with what it belongs to from the clause before."""
        topic = previous.topic
        if not self._lends(topic) or topic == left or not self._tools.needs_topic(left):
            return None
        if _DIVISIONS.fullmatch(previous.text) is not None:
            return None  # 辖9个村民小组，总人口3200人
        if topic == previous.verb and len(topic) == 1:
            return None  # 淹了120亩，损失30万元: a bare verb has no losses
        light, attributes = self._tools.words.light.length(left), self._tools.words.classes["attribute"]
        if light and left not in attributes and len(left) - light > 1 and left[light:] in attributes:
            left = left[light:]  # 企业8家，实现产值2亿元
        return Phrase(self._tools.clean(_joined(topic, left)), "", left, topic)

    def _reached(self, index: int, left: str, previous: Phrase) -> Phrase | None:
        """涉及7个村，218户: 烤烟涉及户."""
        if not previous.topic or self._tools.words.reach.length(left) != len(left):
            return None
        surface = self._surface(index)
        noun = surface if surface in _NOUN_UNITS else ""
        return Phrase(self._tools.clean(previous.topic + left + noun), left, noun, previous.topic)

    def _share(self, left: str, previous: Phrase) -> Phrase | None:
        """占年度任务的62%, 上等烟占65%, 被市级媒体采用23条."""
        if not previous.topic:
            return None
        level = previous.topic
        if left.startswith(_SHARES):
            level = _level_of(previous)
        elif (
            not left.startswith(("被", "获", "受到"))
            and not _PRICE_COMPARED.match(left)
            and (not left.endswith("占") or len(left) > 4 or left.startswith(level))
        ):
            return None
        return Phrase(self._tools.clean(level + left), "", left, previous.topic, level)

    def _of_whole(self, index: int, previous: Phrase) -> Phrase:
        """What a label (女性11名) is a part of: that which 其中 was said of, or else the figure before."""
        if self._whole is not None and self._dimension(self._whole) == self._dimension(index):
            return self._phrases[self._whole]
        return self._of_same_dimension(index, previous)

    def _part_of_measure(self, index: int, left: str) -> Phrase | None:
        """小麦播种面积 of 粮食播种面积2万亩，其中小麦1万亩: the same measure."""
        if self._whole is None or len(left) > 6 or self._contexts.counts(index):
            return None
        whole = self._phrases[self._whole]
        measure = _SHARED_MEASURE.search(whole.noun or whole.text)
        make = self._tools
        if measure is None or self._dimension(self._whole) != self._dimension(index):
            return None
        if (
            _SHARED_MEASURE.search(left)
            or make.topic(left) != left
            or _LABEL.fullmatch(left)
            or make.verb_end(left)
        ):
            return None
        if make.words.growth_end.length(left) or not left.isalpha():
            return None
        return Phrase(make.clean(left + measure.group()), "", left + measure.group(), left)

    def _labelled(self, left: str, previous: Phrase) -> Phrase:
        """其中女12人, 省外1200人, 州级2个: which of the things counted before."""
        noun = previous.level or previous.noun or previous.text
        labelled = left + (BARE_LEVEL.sub("", noun, count=1) if BARE_LEVEL.fullmatch(left) else noun)
        return Phrase(self._tools.clean(labelled), "", labelled, previous.topic, noun)

    @staticmethod
    def _same_again(left: str, previous: Phrase) -> Phrase | None:
        """较2022年的1.2万元, 平均每个村2名: the same, at another time or for each."""
        if _PAST_LEVEL.fullmatch(left) is None and _AVERAGE_FOR_EACH.fullmatch(left) is None:
            return None
        return previous

    def _with_verb_of_list(self, index: int, context: Context, left: str, previous: Phrase) -> Phrase | None:
        """召开党委会12次、党员大会4次: the items of a list share its verb."""
        make = self._tools
        if not previous.verb or not previous.noun or make.verb_end(left):
            return None
        if left.endswith(("能力", "率")):
            return None  # 新建冷库3座、年加工能力2000吨
        if context.sign != "、" and self._surface(index) not in _EVENTS and make.ends_in_verb(left):
            return None  # 排查返乡人员90人，居家隔离6人
        inner = make.words.strong.search(left, 2)
        if inner is not None and len(left) - inner[1] >= 2:
            return None  # 经营点开展检查12次 says by itself what was done
        if inner is not None and inner[1] == len(left) and context.sign != "、":
            where = left[: inner[0]]
            if make.words.closing_adverb.strip(where) != where:
                return None  # 国道沿线新装12个
        after_comma = (
            context.sign in ("，", "")
            and (self._surface(index) not in _EVENTS or _LISTED_EVENT.search(left) is not None)
            and self._same_unit(index)
            and self._dimension(index - 1) == self._dimension(index)
            and make.words.strong.length(previous.verb) > 0
            and self._text[self._figures[index - 1].end : context.clause] in ("，", ",", "")
        )
        return (
            self._plain(make.shorten(previous.verb + left)) if context.sign == "、" or after_comma else None
        )

    def _of_extreme(self, index: int, previous: Phrase) -> Phrase:
        """最高的红岩村达26万元: the same measure."""
        return replace(previous, text=self._of_same_dimension(index, previous).topic or previous.text)

    def _of_same_dimension(self, index: int, previous: Phrase) -> Phrase:
        """最高达62万元 is of what was last measured in money."""
        for at in range(index - 1, max(-1, index - 6), -1):
            between = self._contexts.gap(at + 1)
            if between is None or not SENTENCE_ENDS.isdisjoint(between):
                break
            if self._dimension(at) == self._dimension(index):
                phrase = self._phrases[at]
                return replace(phrase, topic=phrase.level or phrase.text)
        return previous

    # ---- several figures at once

    def _ends_change(self, index: int) -> bool:
        """Whether this figure and the one before are the two ends of a change (由3.2万元增加到15.6万元)."""
        between = self._contexts.gap(index, 20)
        change = self._tools.words.change
        if between is None or change.search(between) is None:
            return False
        lead = self._figures[index - 1].lead
        before = self._text[max(0, lead - 24) : lead]
        if _FROM.search(before, after_last_clause(before)) is None:
            return False
        rest = change.sub("", between).strip("，左右 ")
        return len(rest) <= 4 and _STOPS.isdisjoint(rest)

    def _distribute(self, index: int, context: Context) -> Phrase | None:
        """One noun of a list for each of the figures after it (羊、牛4万只、3万头; A、B分别为x、y)."""
        left = context.left
        respectively = "分别" in left
        if not respectively and _LISTING.isdisjoint(left):
            return self._like_the_list_before(index, left) if context.follows else None
        size = self._contexts.run_length(index, _RESPECTIVE_SIGNS if respectively else _LIST_SIGNS)
        if size < 2:
            return None
        items, rest = self._items(left, size)
        if not items and respectively:
            # 分别为3次、2次，12至17岁…: the comma ends the list.
            items, rest = self._items(left, self._contexts.run_length(index, _LIST_SIGNS))
        if items:
            return self._assign(index, self._phrases_of_items(items, rest))
        return self._respectively(index, size, left) if respectively and context.follows else None

    def _assign(self, index: int, phrases: Sequence[Phrase]) -> Phrase:
        """Note the phrases of a list for its figures; the first is for the figure `index`."""
        for offset, phrase in enumerate(phrases):
            self._assigned[index + offset] = phrase
        self._last_list = (index, len(phrases))
        return phrases[0]

    def _like_the_list_before(self, index: int, left: str) -> Phrase | None:
        """产量达2100吨、270吨 after 小麦、油菜播种面积分别为3200亩、1800亩: the same list again."""
        start, size = self._last_list
        if not size or start + size != index or self._contexts.run_length(index, _LIST_SIGNS) != size:
            return None
        said = self._tools.drop_light(self._tools.strip(left))
        if not self._tools.needs_topic(said):
            return None
        before = self._phrases[start:index]
        return self._assign(
            index, [Phrase(self._tools.clean(one.topic + said), "", said, one.topic) for one in before]
        )

    def _respectively(self, index: int, size: int, left: str) -> Phrase | None:
        """同比分别增长3%、5%、2%: one for each of the figures before."""
        said = self._tools.strip(left.replace("分别", ""))
        grows = self._tools.is_growth(said)
        if index < size or not said or not (grows or self._tools.needs_topic(said)):
            return None
        phrases = []
        for one in self._phrases[index - size : index]:
            level = one.level or (one.text if grows else one.topic)
            phrases.append(Phrase(self._tools.clean(level + said), "", said, one.topic, level))
        return self._assign(index, phrases)

    def _items(self, left: str, size: int) -> tuple[list[str], str]:
        """The `size` items of a list, and what is said of all of them; no items when they are not `size`."""
        make = self._tools
        listed, sign, rest = left.partition("分别")
        if not sign:
            listed, rest = left, ""
        rest = make.strip_tail(make.words.change.sub("", rest))
        if _YEARS.search(listed) is None:
            listed = make.strip(listed)
        for pattern in ("、", "[、和与及]"):
            items = [item for item in re.split(pattern, listed) if item]
            if len(items) == size and all(len(item) <= 14 for item in items):
                return items, rest
        return [], ""

    def _phrases_of_items(self, items: list[str], rest: str) -> list[Phrase]:
        make = self._tools
        if all(_YEARS.search(item) for item in items):
            return [self._plain(make.drop_light(rest))] * len(items)
        first = make.drop_light(items[0])
        end = make.verb_end(first)
        verb = first[:end] if end < len(first) else ""
        nouns = [first[len(verb) :], *items[1:]]
        own_verb = [make.verb_end(noun) > 0 for noun in nouns]
        tail, last = "", nouns[-1]
        shared = make.words.shared_end.length(last)
        if last[-shared:] == "村集体经济收入" or last[-shared:] == "村集体收入":
            shared -= 1  # X村、Y村集体经济收入: the 村 is the name's
        topic = make.topic(last) if not shared else last[:-shared]
        if topic and topic != last and not any(_MEASURED.search(noun) for noun in nouns[:-1]):
            # 小麦、玉米种植面积: the measure at the end is of all of them.
            tail, nouns[-1] = last[len(topic) :], topic
        return [
            self._plain(("" if own else verb) + noun + tail + rest)
            for noun, own in zip(nouns, own_verb, strict=True)
        ]

    def _disposal(self, index: int, context: Context) -> Phrase | None:
        """对5个A、22名B进行了表彰; 将12户困难户纳入低保: what is done to the things counted comes after them."""
        left, right = context.left, context.right
        if not right or not left:
            return None
        bare = left.removesuffix(self._scope_at_end(left))
        named = self._names_within(context.clause, context.clause + len(left))
        if named and named[0][0] <= 1 and _DISPOSAL.search(left[: named[0][0]]) is not None:
            # 对红岩村、大箐村两厢46户房屋进行改造: where they are.
            past = _PLACE_LIST.sub("", left[named[-1][1] :])
            bare = bare if past else left[: named[0][0]]
        if _DISPOSAL.search(bare) is None and left[0] in _TO_ALL and self._done_to_all(index, left):
            bare = left[0]
        if _DISPOSAL.search(bare) is None:
            done = _IN_WHOLE.sub("", right, count=1) if left[0] == "对" else ""
            if done and self._tools.words.verb.length(done) == len(done):
                return self._plain(done + re.split("[等、]", left[1:])[-1])
            moved = _MOVED.match(self._tools.strip(left))
            if moved is not None and not self._tools.noun_first(right):
                return self._finish(moved.group(1) + right.lstrip(" ，")[:12])
            if left.endswith("等") and _FOR_WHOM.match(left) and self._tools.words.strong.length(right):
                return self._plain(right)  # 对李某某等15人发放救助金
            return None
        verb = self._verb_of_disposal(index)
        if not verb and _HIT.match(right) is not None:
            return self._plain(right[:16])  # 为2名受到诬告的干部澄清正名
        if verb:
            return self._finish(verb + _BEFORE_DONE.split(self._tools.noun_after(right), maxsplit=1)[0])
        if bare[-1] in "为给" and len(right) > _MOST_WORDS:
            given = self._tools.words.strong.search(right, 2)
            whole = given is not None and len(right) - given[1] > 1
            return self._plain(right[given[0] :]) if given is not None and whole else None
        return self._plain(self._tools.subject_and_predicate(right)) if bare[-1] in "将把" else None

    def _done_to_all(self, index: int, left: str) -> bool:
        """Whether the words between 对 and the figure only tell which ones it is done to."""
        make = self._tools
        return make.words.strong.search(left, 1) is None and bool(self._verb_of_disposal(index))

    def _scope_at_end(self, left: str) -> str:
        """全镇 of 对全镇."""
        scope = self._tools.words.classes["scope"]
        return next((left[-length:] for length in (4, 3, 2) if left[-length:] in scope), "")

    def _verb_of_disposal(self, index: int) -> str:
        """表彰 of 对5个A、22名B进行了表彰, noted for all figures of the clause."""
        text, figures = self._text, self._figures
        last = index
        while last + 1 < len(figures) and last - index < 12:
            between = self._contexts.gap(last + 1, 40)
            if between is None or not CLAUSE_ENDS.isdisjoint(between):
                break
            last += 1
        end = figures[last].end
        following = text[end : end + 40]
        stop = CLAUSE_END.search(following)
        # The figures themselves are no words of the predicate (进行了2轮督查).
        clause = "".join(text[figures[at].end : figures[at + 1].lead] for at in range(index, last))
        found = _DONE_TO.search(clause + (following[: stop.start()] if stop else following))
        if found is None:
            return ""
        for other in range(index + 1, last + 1):
            self._shared_verb[other] = found.group(1)
        return found.group(1)


def _without_base(left: str) -> str:
    """信访量 of 信访量由去年."""
    if left[-1:] not in _BASE_ENDS:
        return left
    shorter = _BASE.sub("", left)
    return shorter if len(shorter) >= 2 else left


def _joined(topic: str, attribute: str) -> str:
    """新农合参合 and 参合率 are 新农合参合率."""
    for size in (4, 3, 2):
        if len(attribute) > size and topic.endswith(attribute[:size]):
            return topic + attribute[size:]
    return topic + attribute


def _level_of(phrase: Phrase) -> str:
    """What a share or growth after `phrase` is of: the indicator itself, or what has grown when it is a growth."""
    # A growth is its level and more words; a label (女干部, of 干部) stands before what it labels.
    return phrase.level if phrase.level and phrase.text.startswith(phrase.level) else phrase.text
