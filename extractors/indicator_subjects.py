"""Who did it and where: subjects and places before the predicate, which are not what a figure counts.

派出所所长丁某先后上门6次 counts visits, 红岩村、大箐村各修水渠2公里 counts ditches. Names of places and organisations are
known by their offsets; persons are found after quantities, so that here their shape must do: a title, a surname and
one or two characters, and a predicate after them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.indicator_phrases import PhraseTools, tools
from extractors.indicator_words import TIME_FIRST
from extractors.names import Names, load_names

__all__ = ["FOR_WHOM", "ON_BEHALF_OF", "SubjectTools", "subject_tools"]

_TITLE = re.compile(
    r"书记|护士长|村医|校医|[镇乡县区市州村院所站局科股队组校园会厂行部班]长|主任|主席|委员|代表小组|代表|经理|文书|支书|会计|干部|党员|干警|[民辅交]警|"
    r"[教律医技工程艺]师|老师|医生|护士|法官|[\u4e00-\u9fff]员|村民(?!警)|社员|农户|大户|居民|青年|能人|能手|带头人|传承人|负责人|老人|商人|"
    r"群众|贫困户|脱贫户|监测户|学生|同学|大爷|乡贤|老板|理事长|董事长|专家|教授|院士|讲师|教练"
)
_TITLE_ENDS = re.compile("[组家授士练记长任席委表理书计部员警师生士官医民户年人手众学爷贤板]")
#: Of these alone, without a name, it is clear that they act and are not acted on.
_ACTING = re.compile(r"(?:代表小组|书记|[镇乡县区市州院所站局科队组校园会部]长|主任|主席|支书|代表|委员)$")
_MASKED_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]|(?=[Xx×*○]))(?:某某?|[Xx×*○]{1,3})|老(?![人年旧房屋干党区])[\u4e00-\u9fff]|小(?![组区学微康额麦队])[\u4e00-\u9fff]"
)
_AFTER_NAME = re.compile(r"(?:（[^（）]{1,6}）)?(?:等[人户]?)?(?:同志|夫妇|夫妻|一家|一个人|两人|二人|家)?")
_CALLED = re.compile("同志|一个人|夫妇|夫妻|（化名）")
#: Between those who act and what they do.
_GLUE = re.compile(
    r"(?:各自|各|均|分别|也|都|还|就|则|便|共|先后|前后|前前后后|陆续|接连|挨家挨户|已经|已|又|再|多次|主动|带队|带头|亲自|义务|免费|自愿|牵头|一起|共同|"
    r"个人|一人|独自|自家|全家|一年(?:到头|下来)?|"
    r"两地|[两三四五六七八九]个?(?:行政)?村|等地|等|(?:和|与|同|跟|对|向|给|为|找)我|来村|来乡|来镇|下村|下乡|驻村|成功|"
    r"在[^，、]{1,10}?(?:帮扶|帮助|支持|指导|协调|带动|带领|引导|鼓励|动员|组织|领导)下)+"
)
#: What somebody does comes after the figure, or before it stands what it is done to.
_ACTS_LATER = re.compile(rf"(?:{_GLUE.pattern})?$|把|将")
_NO_PREDICATE = re.compile(rf"(?:{_GLUE.pattern})?$|[、和与及同把将]")
#: After these somebody else acts, or something is done at a place or for somebody.
_AGENT = re.compile(
    r"(?:引进|引入|帮助|联系|邀请|请|聘请|协调|组织|指导|支持|督促|协助|推荐|扶持|引导|动员|带领|率领|鼓励|争取|依托|通过|借助|"
    r"到|赴|在|于|深入|前往|走进|来到|往|为|给|对|向|与|和|同|由|从|将|把|帮)$"
)
_INVITED = re.compile(r"(?:邀请|聘请|请|协调|联系|配合|协助)")
_PLACED = re.compile(
    r"带着|领着|到|赴|在|深入|前往|走进|来到|为|给|向|与|和|同|对|从|利用|通过|依托|把|将|用|以"
)
_JOINED = re.compile(r"(?:[、和与及至到—－-]|以及|（[^（）]{1,12}）)*")
#: Further places of a list that were not known.
_MORE_PLACES = re.compile(
    r"(?:[、和与及至](?!各|全|行政|自然|文明|示范|重点)[\u4e00-\u9fff]{1,4}?(?:[村组镇乡街路屯寨]|社区)(?![级委民干部]))+"
)
#: From one place to another.
_ALONG = re.compile("[到至]")
_NOT_OF_NAME = frozenset("、和与及的等（(级内外籍")
_LIGHT = re.compile(r"(?:的|现有|共有|设有|拥有|建有|有|完成|实现|达到|达|为|分别)+")
#: How much the shape of a name must speak for one after a title and before a predicate; a word needs more (韩文博).
_LIKELY = -0.5
_LIKELY_WORD = 0.5
#: 某公司承建的污水管网敷设管道: what was built by those who are named.
_BUILT_BY = re.compile(r"(?:负责|投资)?(?:承建|承接|承包|承担|实施|施工|建设|投资|开发|修建|兴建|代建)的")
#: One character does as a verb before an object of one (种艾, 养羊).
_HUSBANDRY = frozenset("种养栽喂")
#: Of the place that is the author's to look after (我联系的红岩村有党员46名).
_MY_CHARGE = re.compile(
    "(?:我|本人)?所?(?:包|包联|包保|包抓|联系|挂钩|挂联|挂包|帮扶|结对|结对帮扶|负责|分管|驻)的"
)
#: A phrase of this length may keep its place (到省州汇报衔接).
_SHORT = 8
_GIVEN = frozenset("给出到了入成")
_NAMED_ENDS = frozenset("村区镇乡街道组屯寨社司校学院路")


#: By what rule something is done, before what is done.
_RULE = re.compile(
    r"(?:并|又|还)?(?:严格)?(?:按照|依照|按|根据|依据|遵循|坚持|围绕|聚焦|本着|对照|通过|采取|采用|运用|以)[^，；。]{1,28}?"
    r"(?:要求|原则|部署|责任制|制度|安排|精神|标准|思路|机制|办法|方式|方法|形式|模式|规定|程序|方案|意见|通知|目标|理念|路子|政策|步骤|清单|契机|抓手|载体|主线|重点|引领|牵引|导向)”?"
    r"(?:，|和|的)?"
)
#: Between a rate and what is paid at it (按每亩120元的标准兑付).
_AT_RATE = re.compile(r"的?(?:标准|价格|单价|比例|幅度|速度|额度|利率)(?:统一)?")
#: Somebody comes from outside to do it (请专家来村授课).
_VISITING = re.compile(r"来(?:[村乡镇校组]|我[村乡镇校])")
#: Somebody comes home to do it (在外经商的某某回乡投资).
_RETURNED = re.compile(r"[回返]乡")
#: In the course of what it was done (“敲门行动”中走访群众).
_DURING = re.compile(
    r"[^，、]{2,20}?(?:活动|工作|行动|过程|整治|改革|攻坚|创建|换届|任务|演练|普查|会战)”?当?中"
)
#: Somebody else is brought to do it for others (协调残联为重残户配发轮椅).
_ON_BEHALF = re.compile(
    r"(?:协调|联系|联合|组织|动员|发动)[^，、为给向]{2,10}?(?:(?<![认作行成因以])为|给(?![付水])|(?<![方意导面])向)[^，、]"
)
FOR_WHOM = frozenset("为给向")
_FOR_WHOM = re.compile("[为给向]")
#: Whom somebody took along, at least.
_TAKEN_ALONG = re.compile(r"(?:带领|带着|领着|率领|组织|发动)[^，、]{2}")
_COMPANY = frozenset("带领率组发")
#: For those who are counted next (协调某银行向9家合作社授信).
ON_BEHALF_OF = re.compile(
    r"(?:^|[，、；并])(?:主动|积极|多次|先后)?(?:协调|联系|联合|争取|邀请|请|组织|动员|发动|帮助|协助)[^，、；]{2,18}[为给向]$"
)
#: To which place somebody goes, before what is done there.
_GOING = re.compile(r"(?:先后|多次|带队|分别)?(?:到|赴|前往|深入|走进|来到|在)")
_GONE = re.compile(
    r"(?:村|社区|镇|乡|县|市|省|校|小学|中学|院|园|所|户|头|场|企业|公司|地|一线|基层|组|区|口|里|处|中心|家中|家里|厂|店|站|单位|部门|机关|点|等地|等省外|等外省|[省县]外)(?:（[^（）]{1,8}）)?"
)


#: What a rule, a rate and a way somewhere may begin with; most phrases begin with none of these.
_OPENERS = frozenset("的标价单比幅速额利并又还严按依根遵坚围聚本对通采运以先多带分到赴前深走来在")


class SubjectTools:
    """Finds where the predicate begins after those who act."""

    def __init__(self, phrases: PhraseTools, names: Names) -> None:
        self._tools = phrases
        self._words = phrases.words
        self._names = names

    def predicate(self, left: str, names: Sequence[tuple[int, int]]) -> str:
        """`left` from its predicate on, where names of those who act or of places stand before it.

        Args:
            left: the words of a clause up to its figure.
            names: the stretches of `left` that are names of places and organisations, in order.

        """
        begin = 0
        if _TITLE_ENDS.search(left) is not None:
            begin = self._after_persons(left)
        for start, end in reversed(_runs(left, names)) if names else ():
            if end <= begin:
                break
            at = self._after_place(left, start, end)
            if at > begin:
                begin = at
                break
        left = left[begin:]
        if left[:1] in _COMPANY:
            left = self._after_company(left)
        if "乡" in left:
            left = self._on_return(left)
        if _FOR_WHOM.search(left) is not None:
            left = self._on_behalf(left)
        if left[:1] in _OPENERS or "来" in left or "中" in left:
            return self._after_rule(left)
        return left

    def _on_return(self, left: str) -> str:
        """返乡投资 of 做木材生意的某某返乡投资; 吸引返乡投资 stays, since nobody stands before it."""
        found = _RETURNED.search(left, 2)
        if found is None or self._words.verb.length(left, found.end()) < 2:
            return left
        before = left[: found.start()]
        return left if self._tools.verb_end(before) == len(before) else left[found.start() :]

    def _after_company(self, left: str) -> str:
        """缝口罩 of 领着村里的裁缝连夜缝口罩: whom somebody took along, up to how and what was done."""
        taken = _TAKEN_ALONG.match(left)
        if taken is None:
            return left
        words = self._words
        for at in range(taken.end(), len(left) - 2):
            length = words.adverb.length(left, at)
            verb = words.verb.length(left, at + length) if length > 1 else 0
            if verb and len(left) - at - length > verb:
                return left[at + length :]
        return left

    def _on_behalf(self, left: str) -> str:
        """配发轮椅 of 协调残联为重残户配发轮椅: what those who were brought did for others."""
        if left[-1:] in FOR_WHOM:
            return left[-1] if ON_BEHALF_OF.match(left) is not None else left
        behalf = _ON_BEHALF.match(left)
        found = self._words.strong.search(left, behalf.end()) if behalf is not None else None
        return left[found[0] :] if found is not None and len(left) - found[1] > 1 else left

    def _after_rule(self, left: str) -> str:
        """What is done by a rule (按照…要求化解) or at some place (到帮扶村指导产业发展)."""
        rate = _AT_RATE.match(left)
        if rate is not None and self._words.verb.length(left, rate.end()):
            return left[rate.end() :]
        rule = _RULE.match(left)
        if rule is not None:
            rest = left[rule.end() :]
            at = self._predicate_at(rest)
            if at >= 0 or self._words.light.length(rest) > 0:
                return rest[max(at, 0) :]
        visit = _VISITING.search(left) if "来" in left else None
        if visit is not None and self._words.verb.length(left, visit.end()) > 1:
            return left[visit.end() :]
        during = _DURING.match(left)
        if during is not None and self._words.verb.length(left, during.end()) > 1:
            return left[during.end() :]
        going = _GOING.match(left)
        if going is None:
            return left
        for gone in _GONE.finditer(left, going.end()):
            rest = left[gone.end() :]
            if self._words.verb.length(rest) > 1 and (len(left) > _SHORT or self._words.strong.length(rest)):
                return rest
        return left

    def without_places(self, phrase: str, names: Sequence[tuple[int, int]], *, noun_after: bool) -> str:
        """硬化红岩村至大箐村公路 is 硬化公路: the place inside a phrase says where.

        Args:
            phrase: the words up to a figure.
            names: the stretches of it that are names.
            noun_after: what is counted comes after the figure (打造红岩村等4个示范村).

        """
        for start, end in reversed(_runs(phrase, names)):
            rest = phrase[end:]
            if rest[:1] == "的" and _ALONG.search(phrase, start, end) is not None:
                rest = rest[1:]  # 打通甲村到乙村的断头路
            listed = rest[:1] == "等" and len(rest) > 2 and self._words.verb.length(rest, 1) == 0
            if listed and start and self._tools.verb_end(phrase[:start]) == start:
                return phrase[:start] + rest[1:]  # 走访某公司等民营企业6家
            if noun_after and rest in ("", "等") and start:
                opening = self._tools.strip_lead(phrase[:start])[0].rstrip("了")
                if opening and max(self._tools.verb_end(opening), self._words.light.length(opening)) == len(
                    opening
                ):
                    return phrase[:start]
            if len(rest) < 2 or rest[0] in _NOT_OF_NAME or phrase[end - 1] not in _NAMED_ENDS:
                continue
            before = self._tools.strip_lead(phrase[:start])[0]
            if not before or self._tools.verb_end(before) != len(before):
                continue
            if rest[1] in _GIVEN and _AGENT.search(before) is not None:
                return rest  # 联系某合作社赊给虾苗
            phrase = phrase[:start] + rest
        return phrase

    def first_run(self, left: str, names: Sequence[tuple[int, int]]) -> int:
        """Where the names end with which `left` begins; 0 when it begins with none."""
        runs = _runs(left, names)
        return runs[0][1] if runs and runs[0][0] == 0 else 0

    # ---- places

    def _after_place(self, left: str, start: int, end: int) -> int:
        """Where the predicate begins after the names in [start, end); 0 when none does."""
        rest = left[end:]
        before = left[:start]
        built = _BUILT_BY.match(rest)
        done = self._words.strong.search(rest, built.end() + 2) if built is not None else None
        if done is not None and len(rest) - done[1] > 1:
            return end + done[0]
        if rest[:1] == "的" and _LIGHT.fullmatch(rest) is None:
            return 0
        light = _LIGHT.match(rest)
        opened = (
            start == 0
            or _MY_CHARGE.fullmatch(before) is not None
            or self._tools.strip_lead(before)[0] in ("", "在", "到")
        )
        if light is not None and opened:
            return end + light.end()
        at = self._predicate_at(rest)
        if at < 0:
            return 0
        if self._tools.ends_in_verb(before) and _AGENT.search(before) is None:
            return 0  # 解决红岩村供水问题: the place belongs to the object
        return end + at

    # ---- persons

    def _after_persons(self, left: str) -> int:
        """Where the predicate begins after the last person who acts; 0 when nobody does."""
        begin = 0
        for title in _TITLE.finditer(left):
            end = title.end()
            named = self._name_end(left, end)
            if named > end:
                at = self._predicate_at(left[named:])
                later = 0 if at >= 0 else self._when(left[named:])
                if at >= 0:
                    begin = named + at
                elif later:
                    begin = named + later
                elif _ACTS_LATER.match(left, named) is not None:
                    # 我和民警李某先后3次上门; 我和李某把全村86户走了一遍
                    before = self._tools.strip_lead(left[: title.start()])[0]
                    begin = named if self._tools.verb_end(before) == 0 else begin
                continue
            at = self._acted(left, end)
            if at:
                begin = at
        return begin

    def _acted(self, left: str, end: int) -> int:
        """先后上门 of 司法所所长先后上门: a bare title acts when more than a word parts it from its verb."""
        before = left[:end]
        opening = self._tools.strip_lead(before)[0]
        if self._tools.verb_end(opening) and _INVITED.match(opening) is None:
            return 0
        rest = left[end:]
        glued = (
            _GLUE.match(rest) is not None
            or _GOING.match(rest) is not None
            or self._words.adverb.length(rest) > 0
        )
        if not glued:
            said = self._tools.strip_tail(rest)
            if _ACTING.search(before) is None or len(said) - self._tools.verb_end(said) < 2:
                return 0  # 书记述职评议: a noun of two verbs
        at = self._predicate_at(rest)
        return end + at if at >= 0 else 0

    def _name_end(self, left: str, at: int) -> int:
        """Where the name that begins at `at` ends; `at` when none does."""
        masked = _MASKED_NAME.match(left, at)
        if masked is not None:
            after = _AFTER_NAME.match(left, masked.end())
            return after.end() if after is not None else masked.end()
        names = self._names
        shapes = {
            shape.end
            for shape in names.shapes(left, at)
            if shape.weight >= (_LIKELY_WORD if shape.word else _LIKELY)
        }
        if left[at : at + 1] in names.common and not names.is_word(left[at], left[at + 1 : at + 2]):
            shapes |= {end for end in (at + 2, at + 3) if end <= len(left)}  # 全 ends no usual name
        elif _CALLED.match(left, at + 3) is not None:
            shapes.add(at + 3)
        best, found = -1, at
        for end in sorted(shapes, reverse=True):
            after = _AFTER_NAME.match(left, end)
            stop = after.end() if after is not None else end
            rest = left[stop:]
            if _NO_PREDICATE.match(rest) is not None:
                return stop
            begin = self._predicate_at(rest)
            # 何某撰写 is 何某 and 撰写, not somebody called 何某撰 who 写.
            if begin >= 0 and self._words.verb.length(rest, begin) > best:
                best, found = self._words.verb.length(rest, begin), stop
            elif found == at and self._when(rest):
                found = stop
        return found

    def _when(self, rest: str) -> int:
        """今年 of 今年教会学徒: after a name and a word for when or how, whatever follows is what was done."""
        words = self._words
        time = words.time.match(rest) if rest[:1] in TIME_FIRST else None
        length = time.end() if time is not None else 0
        length = max(length, words.adverb.length(rest), words.lead.length(rest))
        return length if length > 1 and len(rest) - length > 2 else 0

    # ---- predicates

    def _predicate_at(self, rest: str) -> int:
        """How many characters lead to the verb that `rest` begins with; -1 when no verb follows."""
        at = 0
        for _ in range(6):
            glue = _GLUE.match(rest, at)
            if glue is not None:
                at = glue.end()
            length = self._words.verb.length(rest, at)
            left_over = len(rest) - at - length
            # One character is a verb with an object of two, or after an adverb (各修路), or right before the figure.
            if length > 1 or (length == 1 and (left_over != 1 or at > 0 or rest[at] in _HUSBANDRY)):
                return at
            skipped = max(self._words.adverb.length(rest, at), self._words.lead.length(rest, at))
            if not skipped:
                break
            at += skipped
        if _PLACED.match(rest, at) is None:
            return -1
        for begin, end in self._words.strong.all(rest, at + 2):
            if rest[end : end + 1] not in ("、", "和", "与", "等", "的"):
                return begin
        return -1


def _runs(left: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches, with those that stand in one list taken together (A村、B村至C村)."""
    runs: list[tuple[int, int]] = []
    for start, end in names:
        if runs:
            joint = _JOINED.fullmatch(left, runs[-1][1], start)
            if joint is not None:
                runs[-1] = (runs[-1][0], end)
                continue
        runs.append((start, end))
    if runs and len(left) > runs[-1][1]:
        more = _MORE_PLACES.match(left, runs[-1][1])
        if more is not None:
            runs[-1] = (runs[-1][0], more.end())
    return runs


@cache
def subject_tools() -> SubjectTools:
    """The tools over the package's lexicons."""
    return SubjectTools(tools(), load_names())
