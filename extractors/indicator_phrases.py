"""Taking apart the words around a figure: what may be dropped, what is the verb, what is the thing.

Nothing here knows of figures or offsets; every function takes words and gives words. The words that matter are
data, see `extractors.indicator_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.indicator_words import TIME_FIRST, Words, words
from extractors.trie import Beginnings

__all__ = ["BARE_LEVEL", "LIMITS", "PREPOSITION", "Phrase", "PhraseTools", "tools"]

_REMEMBERED = 32_768
#: Longest phrase that is left as it is, in characters.
_LONG = 16
#: 把集体经济收入提到15万元
_RAISED = re.compile("把(?![好握关脉控牢手守准])(.{2,}?)(?:提高?|提升|增加|增|扩大|降低?|压减|控制)?$")
_QUOTES = frozenset("“”\"‘’'「」『』 　")
#: 各类, 各项 say nothing, unless the rest is meant (其余各类检查).
_ALL_KINDS = re.compile(r"(?<!其余)(?<!其他)(?<!其它)各(?:级各)?[类种项](?=[\u4e00-\u9fff]{2})")
_JOINT_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!总)(?<!饱)(?<!温)(?<!缓)(?<!谐)[和与及、]$")
#: Adverbs between a subject and its predicate: 村（社区）均建立了党小组.
_INNER_ADVERB = re.compile(
    r"(?:重新|从此|陆续|终于|全部|均已|都已|已经|(?<![平户人亩年月村日])均(?![价等衡分值产收])|(?<!首)都(?!市)|已(?!婚))(?=[\u4e00-\u9fff]{2})"
)
_INNER_ASPECT = re.compile(r"(?<=[\u4e00-\u9fff]{2})了(?=[\u4e00-\u9fff]{2})(?!解)|(?<=上)了(?=[班学岗线])")
#: 垃圾清运由每月: how often is no part of what.
_HOW_OFTEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:由|从)?每个?(?:年|月|周|季度|天|日)$")
#: 整改问题截至12月底: until when.
_UNTIL = re.compile(r"(?<=[\u4e00-\u9fff]{2})截[至止]到?(?:[0-9]{1,4}[年月日]){1,3}[底末初]?$")
_SPANS = frozenset("年月周度天日")
_DONE_TO = ("对", "把", "将", "为", "给")
#: Who did it: a subject that may go.
_SUBJECT_END = re.compile(
    r"(?:所|办|站|局|部|委|会|队|中心|院|校|支部|党委|政府|干部|党员|群众|村民|人员|同志|志愿者|网格员|工作者|领导|单位|企业|部门|"
    r"组织|公司|合作社|(?:大|暴)雨|洪水|山洪|台风|冰雹|雨水|大水)$"
)
_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|优于|高出|超出|领先|好于)(?=[\u4e00-\u9fff]{1,8}$)")
_WITH_WHOM = frozenset("与同和跟")
#: What a thing was called before, or what is meant along with it.
_GLOSS = re.compile(r"（(?:原|即|含|不含|包括|其中|又名|又称|俗称|指|下称)[^（）]{1,24}）")
#: By which figure a noun is chosen: 引进投资500万元以上的企业.
_LIMITED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:总?投资|年?产值|资金|年?收入|面积|规模|金额|税收|营收)?[0-9][0-9.]*[万亿千百]*(?![周]?岁)[^0-9，、的岁]{1,3}以[上下内]的?(?=[\u4e00-\u9fff]{2})"
)
#: 合作社实现销售收入: a light verb between somebody and what he has attained.
_ATTAINED = re.compile(
    r"(?<=[社司厂场户村镇乡县民店业会])(?:累计|共计?|总共)?(?:实现|完成|达到|取得)(?=[\u4e00-\u9fff]{2})"
)
#: Why the things counted did it or not, up to what they did (3个项目因为资金不到位未能开工).
_REASON = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:由于|因为).*?(?=被|未能|无法|仍未|至今未|$)|因(?![病灾残学公地此素势为]).+?(?=被|未能|无法|仍未|至今未))"
)
#: By whom it is done to the things counted (6个问题由我牵头整改).
_BY_WHOM = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<![自理事缘])由(?![来于衷])")
#: For what it was done: 旧校舍整理出来|办车间. What is grown stays: its 亩产 comes next.
_AND_THEN = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:[过出回]来)(?=[^种养栽植][\u4e00-\u9fff]+$).*")
#: 莲藕 of 整理出来种莲藕.
_GROWN = re.compile(r"^[过出回]来(?:种植|养殖|[种养栽])?")
#: Where people do it: 妇女|在家门口|就业, 妇女|坐在楼下|上了班.
_AT_PLACE = re.compile(
    r"(?<=[员户民工生女众人])(?:坐|蹲|守|留)?在(?!职|岗|校|编|册|读)[\u4e00-\u9fff]{1,5}?(?:[里上下边旁](?![了着过])|门口|身边|附近)(?:就(?![业近医学读餐地]))?(?=[\u4e00-\u9fff]{2})"
)
_DOING = frozenset("在到赴当担参入加")
#: People, before where they do what (妇女在家门口上班), or as what (村民担任网格员).
_PEOPLE_DOING = re.compile(
    r"([\u4e00-\u9fff]{0,6}?(?:群众|劳力|劳动力|[员户民工生女]))"
    r"(?:在(?![职岗校编外册读]|家(?![门具乡里中]))|到(?![户村期位])|赴|当(?![地年月家天时前选])|担任|参与|参加|入股|加入)"
)
_LIST_OR_OF = frozenset("、和与等的")
#: 补助3000元的事: what is told of, not what is counted.
_OF_MATTER = re.compile(r"的(?:好|大|小|实|难|烦心|揪心)?(?:事|事情|事儿|情况|消息|办法)")
#: 党组织 and the like end in what is a verb elsewhere.
#: 5万元以上的一律公开招标: what must be, of a noun left out.
_MUST = ("的一律", "的必须", "的都", "的也", "的须")
#: Names of things that are made of verbs (人饮安全巩固提升工程).
_WHOLE_NAMES = (
    "工程",
    "项目",
    "中心",
    "行动",
    "活动",
    "培训",
    "机制",
    "制度",
    "体系",
    "系统",
    "平台",
    "基地",
    "站",
    "厂",
    "场",
    "园",
    "库",
    "馆",
    "会",
    "队",
    "班",
)
_WITHIN = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?<![集初高])|(?<=^[村户人]))[中里]$")
_BODIES = ("党组织", "会组织", "济组织", "团组织", "基本建设", "公共服务", "公共管理")
#: After these a verb is the beginning of a name, and no predicate: 污水处理站建设任务.
_NAMED_AFTER = ("任务", "支出", "用地", "能力", "水平", "标准")
#: 4个重点贫困村之一, but 前千分之一.
_ONE_OF_THEM = re.compile("(?<!分)之一$")
#: Nouns that end like a verb.
_NO_VERBS = ("税收",)
#: Kinds of schooling; 教育 reaches nobody there.
_SCHOOLS = tuple(f"{kind}教育" for kind in ("义务", "学前", "职业", "基础", "特殊", "高等", "成人"))
_WHERE = ("沿路", "沿线", "沿途")
#: While something else went on: “双百攻坚”期间, 疫情期间.
_MEANWHILE = re.compile(
    "(?:“?[\u4e00-\u9fff]{2,8}”|“?十[一二三四五]五|疫情(?:防控)?|防汛|抗旱|抗疫|汛期|换届|(?:全国)?两会|重大活动|敏感时期|春耕|春运|国庆|中秋|春节|"
    "元旦|清明|端午|假期|暑假|寒假|节假日|任职|任期|在任|挂职|驻村|主题教育)期间"
)
_LONGEST_WHILE = 14
_AVERAGED = ("户均", "人均", "亩均", "村均", "平均", "年均", "月均")
_COMPARING = ("比", "较", "同比", "环比", "相比", "同口径", "按同口径", "可比", "按可比", "按不变价")

#: A phrase that opens with one of these tells a circumstance first.
PREPOSITION = re.compile(
    r"利用|通过|依托|结合|围绕|针对|按照|根据|借助|采取|联合|会同|聚焦|立足|紧扣|坚持|运用|以|在|对|与|同|和|跟|向|为|给|从|由|把|将|用|按|经|随|就|于"
)
#: A level without its noun: 国家级, 县级以上.
BARE_LEVEL = re.compile(r"(?:国家|部|省|州|市|县|区|乡|镇|村|自治区|自治州|世界|地厅|厅)级(?:以上)?")
#: Words by which a figure describes a noun: 20万元以上的村.
LIMITS = frozenset(("以上", "以下", "以内", "之内"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator and its parts, for the figures after it to borrow from.

    Attributes:
        text: the indicator.
        verb: the verbs it begins with, if any.
        noun: what follows them.
        topic: the thing itself, without 面积, 均价 and the like.
        level: for a growth rate, the indicator that has grown.

    """

    text: str
    verb: str = ""
    noun: str = ""
    topic: str = ""
    level: str = ""


class PhraseTools:
    """The operations on words, over one lexicon."""

    def __init__(self, lexicon: Words) -> None:
        self.words = lexicon
        # Reports repeat each other's phrases; what has been taken apart once need not be again.
        self.parts = lru_cache(maxsize=_REMEMBERED)(self._parts)
        self.topic = lru_cache(maxsize=_REMEMBERED)(self._topic)
        # Short words come again at once, from figure to figure.
        for name in (
            "strip_lead",
            "strip_tail",
            "verb_end",
            "ends_in_verb",
            "clean",
            "needs_topic",
            "is_growth",
            "drop_light",
            "shorten",
            "noun_first",
        ):
            setattr(self, name, lru_cache(maxsize=4096)(getattr(self, name)))

    # ---- dropping what names nothing

    def strip(self, phrase: str) -> str:
        """Drop what opens and closes a phrase without naming anything."""
        return self.strip_tail(self.strip_lead(phrase)[0])

    def strip_lead(self, phrase: str) -> tuple[str, bool]:
        """The phrase without time, adverbs and the writer's own offices; and whether a subject was dropped."""
        lexicon = self.words
        subject = False
        phrase = phrase.lstrip('，、：:；。 　”’"')
        for _ in range(8):
            length = lexicon.scope.length(phrase)
            if length and self._is_subject(phrase[0], phrase[length:]):
                phrase = phrase[length:].lstrip("，、：: ")
                subject = True
                continue
            length = self._lead(phrase)
            if length:
                phrase = phrase[length:].lstrip("，、：: ")
                continue
            length = lexicon.adverb.length(phrase)
            if (
                not length
                or lexicon.verb.length(phrase) >= length
                or not self._opens_predicate(phrase[length:])
            ):
                break
            phrase = phrase[length:]
        return phrase, subject

    def _lead(self, phrase: str) -> int:
        """Length of the time, numbering or word without content that `phrase` opens with."""
        if phrase[:1] in TIME_FIRST:
            found = self.words.time.match(phrase)
            if found is not None and found.end():
                return found.end()
        meanwhile = _MEANWHILE.match(phrase) if "期间" in phrase[:_LONGEST_WHILE] else None
        if meanwhile is not None:
            return meanwhile.end()
        length = self.words.lead.length(phrase)
        # 共青团 opens with 共 and is a noun.
        return 0 if length == 1 and self.words.nounish.length(phrase) else length

    def _opens_predicate(self, rest: str) -> bool:
        """Whether a predicate follows, so that an adverb before it says nothing of what is counted."""
        lexicon = self.words
        return (
            not rest
            or lexicon.verb.length(rest) > 0
            or lexicon.light.length(rest) > 0
            or lexicon.adverb.length(rest) > 0
            or self._lead(rest) > 0
        )

    def _is_subject(self, first: str, rest: str) -> bool:
        """Whether a scope word is the subject of what follows, and not part of a longer noun (村干部, 党委会)."""
        if not rest:
            return first in "全我本该辖境各所"
        lexicon = self.words
        return (
            rest[0] in "共已现累均先，、有达为"
            or lexicon.strong.length(rest) > 0
            or (first == "我" and lexicon.verb.length(rest) > 1)
            or (first in "我本" and BARE_LEVEL.match(rest) is not None)  # 我乡市级重点项目
            or lexicon.light.length(rest) > 0
            or self._lead(rest) > 0
            or lexicon.adverb.length(rest) > 0
        )

    def strip_tail(self, phrase: str) -> str:
        """The phrase without the words that only lead to the figure: 达到, 共, 分别为."""
        keep, tail = self.words.keep, self.words.tail
        if phrase[-1:] in _SPANS:
            phrase = _HOW_OFTEN.sub("", phrase)
        if phrase[-1:] in ("到", "至"):
            # 比重提高到: the level that was reached, not the change.
            level = self.words.change.sub("", phrase)
            if len(level) >= 2 and not keep.length(phrase):
                phrase = level
        for _ in range(8):
            length = tail.length(phrase)
            if not length or keep.length(phrase):
                break
            if length == 1 and len(phrase) == 2:
                break  # 白及 is a herb, 及 no conjunction
            phrase = phrase[:-length]
        return _UNTIL.sub("", phrase) if "截" in phrase else phrase

    def drop_light(self, phrase: str) -> str:
        """完成油菜种植面积 is 油菜种植面积; 完成率 stays."""
        length = self.words.light.length(phrase)
        if not length or (length == 1 and self.words.nounish.length(phrase)):
            return phrase
        rest = self.strip_lead(phrase[length:].lstrip("了过"))[0]
        least = 2 if phrase[length - 1] == "有" else 3
        if (
            len(rest) < least
            or rest[0] in "率度情时比"
            or rest.startswith(("目标", "任务", "年度任务", "计划", "总目标", "总任务"))
        ):
            return phrase
        return rest

    def clean(self, phrase: str) -> str:
        """The phrase as it leaves: no quotation marks, no aspect, no punctuation at its ends."""
        if not _QUOTES.isdisjoint(phrase):
            phrase = "".join(char for char in phrase if char not in _QUOTES)
        if "了" in phrase:
            end = self.verb_end(phrase)
            if end and phrase[end - 1] == "了":
                phrase = phrase[: end - 1] + phrase[end:]
        if "各" in phrase:
            phrase = _ALL_KINDS.sub("", phrase)
        if "分别" in phrase:
            phrase = phrase.replace("分别", "")
        phrase = phrase.strip("，、：:；。的- ").removeprefix("等")
        if phrase.endswith("之一"):
            phrase = _ONE_OF_THEM.sub("", phrase)
        if "）" in phrase or "（" in phrase:
            phrase = _within_brackets(phrase)
        raised = _RAISED.match(phrase)
        if raised:
            phrase = raised.group(1)
        if phrase.endswith("了") and len(phrase) > 2:
            phrase = phrase[:-1]
        return phrase if self.words.keep.length(phrase) else _JOINT_END.sub("", phrase)

    # ---- verbs

    def verb_end(self, phrase: str) -> int:
        """Length of the verbs that `phrase` begins with; 0 when it begins with none."""
        at = 0
        verb = self.words.verb
        while True:
            length = verb.length(phrase, at)
            if not length or (at and length == 1):
                return at  # one character goes on a verb only where a verb must stand
            at += length
            after = phrase[at : at + 1]
            if after in ("了", "出") or (length == 1 and after in ("好", "起")):
                at += 1  # 抓好 is a verb; 评选“好婆媳” is one with its object
                after = phrase[at : at + 1]
            if after in ("、", "和", "并", "及") and verb.length(phrase, at + 1):
                at += 1

    def ends_in_verb(self, phrase: str) -> bool:
        """Whether the last word of `phrase` is a verb that still waits for its object."""
        phrase = phrase.rstrip("了过")
        if phrase[-2:] in LIMITS or phrase.endswith(_NO_VERBS):
            return False
        if phrase[-1:] in ("出", "到", "成", "好", "起", "完") and len(phrase) > 2:
            phrase = phrase[:-1]
        return self.words.verb_end.length(phrase) > 0

    def last_verb(self, phrase: str) -> str:
        """The verbs that `phrase` ends in; the phrase itself when it ends in none."""
        at = 0
        while at < len(phrase):
            found = self.words.verb.search(phrase, at)
            if found is None:
                break
            end = found[0] + self.verb_end(phrase[found[0] :])
            if end >= len(phrase):
                return phrase[found[0] :]
            at = max(end, at + 1)
        return "" if self.ends_in_verb(phrase) else phrase

    # ---- parts

    def _parts(self, text: str) -> Phrase:
        """Split an indicator into verb, noun and topic."""
        end = self.verb_end(text)
        verb, noun = text[:end], text[end:]
        generic = self.words.generic.length(text)
        if generic and generic < len(text) and (not noun or generic < end):
            # 开展督查, 开展送戏下乡: what took place is a noun here.
            verb, noun = text[:generic], text[generic:].lstrip("了")
        topic = self.topic(noun or text)
        if len(topic) > 6:
            # 绣坊吸纳妇女: the thing is what the last verb is about.
            last = self._last_object(topic, self.words.reach)
            if not last and len(topic) > 8 and not topic.endswith(_WHOLE_NAMES):
                last = self._last_object(topic, self.words.strong)
                last = last if len(last) > 2 else ""
            topic = _GROWN.sub("", last) or topic
        if len(topic) > 3 and not _DOING.isdisjoint(topic):
            people = _PEOPLE_DOING.match(topic)
            topic = topic if people is None else people.group(1)
        return Phrase(text, verb, noun, topic)

    @staticmethod
    def _last_object(phrase: str, verbs: Beginnings) -> str:
        """What follows the last verb inside a long phrase, when that is a word at least."""
        rest = ""
        for _, end in verbs.all(phrase, 2):
            if (
                len(phrase) - end >= 2
                and phrase[end] not in "、和与的等"
                and not phrase.endswith(_SCHOOLS, 0, end)
            ):
                rest = phrase[end:]
        return rest

    def _topic(self, noun: str) -> str:
        """茶叶 of 茶叶种植合同面积; 矛盾纠纷 of 矛盾纠纷."""
        lexicon = self.words
        whole = noun
        for _ in range(6):
            length = lexicon.attribute_end.length(noun) or lexicon.growth_end.length(noun)
            if not length and noun != whole:
                length = lexicon.modifier_end.length(noun)
            if not length:
                break
            noun = noun[:-length]
        if noun != whole:
            domain = lexicon.domain_end.length(noun)
            if len(noun) - domain > 1:
                noun = noun[: len(noun) - domain]
        noun = noun.rstrip("的")
        return _ALL_KINDS.sub("", noun) if "各" in noun else noun

    def needs_topic(self, phrase: str) -> bool:
        """均价, 收购金额, 占比: attributes that do not say of what."""
        if len(phrase) > 10:
            return False
        classes = self.words.classes
        if phrase in classes["grade"]:
            return True
        if phrase in classes["standalone"]:
            return False
        if phrase.endswith("率") and len(phrase) <= 3:
            return True
        topic = self.topic(phrase)
        if topic == phrase:
            return False
        if not topic or topic in classes["grade"] or topic in classes["reach"]:
            return True
        # 调解成功率 is of what was mediated; 兑付奖补资金 is complete.
        # 清理长度 is as complete as 清理面积.
        return topic in self.words.verbs and phrase[-1] in "率例比度" and phrase[-2] not in "长宽深高厚"

    def is_growth(self, phrase: str) -> bool:
        """同比增长, 比上届下降, 高于全国: change or difference of what was named before."""
        growth = self.words.growth_end.length(phrase)
        if growth and (growth == len(phrase) or phrase.startswith(_COMPARING)):
            return True
        return _COMPARED.match(phrase) is not None

    # ---- what comes after a figure

    def noun_first(self, right: str) -> bool:
        """Whether the words after a figure begin with a noun that it may count."""
        right = right.lstrip(" ”")
        if not right:
            return False
        if right[0] == "的":
            return len(right) > 1 and not right.startswith(_MUST) and _OF_MATTER.fullmatch(right) is None
        return not self.words.stop.length(right)

    def noun_after(self, right: str) -> str:
        """The noun phrase that a figure counts, cut where the next predicate begins."""
        right = right.lstrip(" 的，")
        found = self.words.cut.search(right, 1)
        if found is not None:
            right = right[: found[0]]
        if "由" in right:
            right = _BY_WHOM.split(right, maxsplit=1)[0]
        if len(right) > _LONG:
            verb = self.words.strong.search(right, 2)
            if verb is not None:
                right = right[: verb[0]]
        return right

    def subject_and_predicate(self, right: str) -> str:
        """党员编入网格: without a verb before, what the things counted did belongs to the indicator."""
        right = right.lstrip(" 的，")
        if "由" in right or "因" in right:
            right = self._without_agent(_REASON.sub("", right, count=1))
        if len(right) > _LONG:
            return self.noun_after(right)
        right = _WITHIN.sub("", right)  # 3.8万人口中
        if "来" in right:
            right = _AND_THEN.sub("", right)
        if "在" in right:
            right = _AT_PLACE.sub("", right, count=1)
        return _INNER_ASPECT.sub("", _INNER_ADVERB.sub("", right))

    def _without_agent(self, phrase: str) -> str:
        """问题整改 of 问题由我牵头整改: by whom is no part of what is counted."""
        agent = _BY_WHOM.search(phrase)
        if agent is None:
            return phrase
        verb = self.words.strong.search(phrase, agent.end() + 1)
        return phrase[: agent.start()] + (phrase[verb[0] :] if verb is not None else "")

    # ---- long phrases

    def shorten(self, phrase: str) -> str:
        """A phrase without its subject and circumstances; a long one is cut to where its last predicate begins."""
        phrase = _ATTAINED.sub("", phrase, count=1) if self.words.attribute_end.length(phrase) else phrase
        limited = _LIMITED.search(phrase) if "以" in phrase else None
        if limited is not None and self.verb_end(phrase[: limited.start()]) == limited.start():
            before = phrase[: limited.start()]
            phrase = ("" if self.words.attribute_end.length(before) else before) + phrase[limited.end() :]
        phrase = self._without_subject(_GLOSS.sub("", phrase) if "（" in phrase else phrase)
        if len(phrase) <= 8 and phrase[:1] not in _WITH_WHOM:
            return phrase
        preposition = PREPOSITION.match(phrase)
        if preposition is not None:
            phrase = self.after_preposition(phrase, preposition)
        if len(phrase) <= _LONG:
            return phrase
        for at, end in self.words.strong.all(phrase):
            # 产业发展、饮水安全: a verb before a list sign is a noun of the list.
            if phrase[at - 1 : at] == "的" or end == len(phrase) or phrase[end] in _LIST_OR_OF:
                continue
            if 4 <= len(phrase) - at <= _LONG:
                return phrase[at:]
        if "、" in phrase and len(phrase) > 2 * _LONG:
            # Too long a list: its verb and its last item.
            return phrase[: self.verb_end(phrase)] + phrase[phrase.rfind("、") + 1 :]
        return phrase

    def _without_subject(self, phrase: str) -> str:
        """镇财政所全年拨付补贴资金: who did it and when is not what is counted."""
        found = self.words.strong.search(phrase, 2)
        while found is not None and (
            phrase.endswith(_BODIES, 0, found[1]) or phrase[found[1] :] in _NAMED_AFTER
        ):
            found = self.words.strong.search(phrase, found[1])
        if found is None or len(phrase) - found[0] < 2:
            return phrase
        subject = phrase[: found[0]]
        if "、" in subject or subject == "重点" or self.verb_end(subject) or subject.endswith(_AVERAGED):
            return phrase
        bare = self.words.closing_adverb.strip(subject)
        if bare != subject and (len(phrase) - found[0] >= 4 or subject.endswith(_WHERE)):
            return phrase[found[0] :]
        if len(phrase) - found[0] >= 4 and _SUBJECT_END.search(subject) is not None:
            return phrase[found[0] :]
        return phrase

    def after_preposition(self, phrase: str, preposition: re.Match[str]) -> str:
        """利用街天开展宣传: what is done comes after the circumstance."""
        begin = preposition.end()
        doing = phrase.find("进行", begin)
        if doing > 0 and len(phrase) - doing >= 4:
            whom = phrase[begin:doing] if preposition.group() in _DONE_TO else ""
            return (whom if len(whom) <= 8 else "") + phrase[doing + 2 :].lstrip("了过")
        for at, end in self.words.strong.all(phrase, begin + 1):
            if len(phrase) - at >= 3 and phrase[end : end + 1] not in _LIST_OR_OF:
                return phrase[at:]
        return phrase


def _within_brackets(phrase: str) -> str:
    """The phrase without what belongs to a bracket of which it has only one half."""
    opens, closes = phrase.count("（"), phrase.count("）")
    if closes > opens:
        return phrase[phrase.rfind("）") + 1 :] or phrase[: phrase.find("）")]
    return phrase[: phrase.rfind("（")] or phrase[1:] if opens > closes else phrase


@cache
def tools() -> PhraseTools:
    """The tools over the package's lexicon."""
    return PhraseTools(words())
