"""Phrases in quotation marks that no lexicon lists: programme or not, judged by form and neighbourhood.

Numeric shorthand counts something that it does not say (四抓两整治, 1+6+N, 三个必须) and speaks for itself; a plain
count says what it counts (三个村, 四个方面). Any other name is believed only with a noun for a programme behind it
(“周末小讲堂”志愿服务活动), or when it both reads like an event and is said to be held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attributes import ProgramKind
from extractors.program_words import (
    COUNTS,
    HAN,
    HEAD_AFTER,
    HEADS,
    HOTLINES,
    NO_COUNT,
    NUMERALS,
    STRONG_HEAD_AFTER,
    is_counted_name,
    is_year,
    measured_time,
)

__all__ = ["kind_of_quoted", "quotations"]

_QUOTED = re.compile(
    r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」|『([^『』\n]{1,40})』|\"([^\"\n。]{1,20})\""
)

_WORK_AFTER = re.compile(r"工作(?!的|中|和|以|法)|实践(?!者|基地|站|所|点|中|课|教学|活动)")
#: More quoted names in the same breath: “甲”“乙”和“丙”等活动, “甲”“乙”等三项活动.
_CHAIN = re.compile(
    r"(?:[、和及与]{0,2}[“‘「『][^“”‘’「」『』\n]{1,20}[”’」』]){0,6}等?"
    rf"(?:[{NUMERALS}\d]+(?:项|个|大|类))?"
)
_HELD_LEFT = re.compile(
    r"(?:开展|召开|举行|开设|举办|开办|创办|办起|开起|推行|实施|启动|组织|参与|参加|做好|推进|深化|推动|推广|落实|创新|探索|实行)"
    rf"(?:好|了)?[{HAN}（）]{{0,7}}$"
)
#: Who puts a system into use says so: 推行“支部建在网格上”. What is put to use otherwise may be a slogan or a goal.
_INTRODUCED_LEFT = re.compile(rf"(?:推行|实行|试行|施行)[好了]?(?![{HAN}]*的)[{HAN}]{{0,4}}$")
#: The same of verbs that have other objects, too, right before the name: 开展“对标争星”, 深化“美德小院”评选.
_CARRIED_OUT_LEFT = re.compile("(?:开展|深化|实施)[好了]?$")
_CARRIED_OUT = re.compile(
    rf"(?!.*[{NUMERALS}]|.*好[{HAN}]{{1,2}}$|.*(?:之星|标兵|先进|模范|能手|户)$)[{HAN}]{{4,10}}"
)
_SHORTEST_SYSTEM = 4
#: A noun for a programme behind one more word: 推进“邻里守护”村社互助行动.
_HEAD_BEHIND_WORD = re.compile(
    rf"(?!的|和|与|及|为|等|基地|产品|大赛|评选|表彰|颁奖)[{HAN}]{{2,4}}?(?:行动|计划|活动|机制|制度|工作法)(?!的|力|者|费|室|中心)"
)
#: Manners rather than systems: 推行“清单化、项目化”管理, 实行“零容忍”.
_MANNER = re.compile(
    r"[化型式率]$|^零|[“”]|[一每][天日周旬月季年]|[日周旬月季年](?:调度|通报|研判|报告|例会)"
)
#: Quoted names right before, in the same breath: 推行“路长制”“所长制”.
_QUOTED_BEFORE = re.compile(r"[“‘「『][^“”‘’「」『』\n。；]{1,20}[”’」』][、和及与]?$")
_CHAINED = 6
#: Where people meet to learn or to talk things over, which nobody quotes but by the name of the scheme: “火塘夜话”.
_GATHERING = re.compile(
    f"[{HAN}]{{2,6}}(?:夜校|夜话|夜谈|讲堂|课堂|学堂|(?<!委)党校|故事会|(?:活动|接待|服务|议事|学习)日|院坝会|院子会|屋场会|恳谈会|坝坝会|议事亭|议事厅|说事亭|说事|评理堂|茶桌|茶话亭)"
)
#: What the name of an event or system ends in.
_EVENT_NAME = re.compile(
    r"(?:行动|活动|工程|计划|讲堂|课堂|整治|整顿|排查|走访|讨论|比武|宣讲|教育|大学习|培训|创建|制|工作法|机制|模式|"
    r"夜校|清零|攻坚|革命|进万家|下乡|下基层|在基层|在身边|在行动|夜谈|夜访|夜话|恳谈会|议事会|服务日|活动日|学习日|"
    r"宣传周|活动周|宣传月|活动月|提升年|建设年|攻坚年|突破年|提质年|大会战|攻坚战|上门|一家亲|先锋行|万里行|基层行|"
    r"乡村行|进校园|进社区|进农村|进企业|进乡村|进机关|办实事|积分|接待日|大调研|大接访|大清查|大检查|大练兵|大提升|"
    rf"大扫除|大起底|大督查|(?:坝坝|院坝|屋场|板凳|火塘|围炉|夜谈|恳谈|议事|说事|评理|圆桌|庭院|田埂|地头)会|大[{HAN}]{{2,3}}(?:、大[{HAN}]{{2,3}})+)$"
)
#: What is held so many times goes by its name: 召开“廉情坝坝会”15场, 开设“银发课堂”3期.
_SESSIONS_LEFT = re.compile(
    rf"(?:召开|开设|开办|开讲|举办|举行|开展|组织|办起|办好)(?:了|好|起)?[{HAN}]{{0,6}}$"
)
_SESSIONS_AFTER = re.compile(
    r"(?:活动|系列活动|宣讲|讲座)?(?:共|累计|达|共计)?[0-9一二两三四五六七八九十百]+[余多]?(?:场次|场|次|期|堂|讲|届)(?!会)"
)
_NO_SESSION = re.compile(
    "(?:会议|大会|例会|培训班|研讨班|(?<!下)党课|晚会|运动会|座谈会|碰头会|见面会|现场会)$"
)
_SELF_EVIDENT_NAME = re.compile(
    r"(?:行动|工程|计划|工作法|机制|制度|模式|专项整治|大整治|攻坚战|活动|责任制|[路河林田湖街楼面]长制|(?:提升|建设|攻坚|突破|提质|推进|巩固|落实|创新|整治|深化|增效|行动)年)$"
)
#: What a quoted phrase is called when it is a slogan, a trait or a trouble rather than a programme.
_NO_PROGRAM_AFTER = re.compile(
    rf"的(?!{HEADS})|理念|意识|精神(?!文明)|作风|方针|思想|态度|责任感|问题|现象|形象|作用|角色|关(?!爱)|局面|氛围|效应|"
    r"矛盾|短板|难题|顽疾|称号|荣誉|奖|证书|号(?!召)|APP|平台|公众号|微信|客户端|网站|小程序|热线|字|观念|之|"
    r"为(?:契机|目标|主题|抓手|指导|统领|引领|导向|核心|主线)"
)
_NO_NAME = re.compile(
    r"[的了吗呢么？！。；：，\t]|^(?:不|没|无(?![废访讼诈毒黑违欠事])|为(?!民|群众|企)|把|让|被|与|和|对|以(?!案|工|旧|评)|从|第)"
)
#: Ends of a phrase that names a trouble; and those that name people or things, unless a noun for a programme follows.
_TROUBLE_END = re.compile(r"(?:问题|现象|乱象|公众号|平台|APP|App|app)$")
_THING_END = re.compile(r"(?:难|率|感|者|人|户|社|员|奖|杯|网|群|站|所|厅|号|片|式|型|线|后|时|里|上|下|中)$")
#: Praise that is given away: 最美家庭, 好婆婆. An award is no programme, nor is choosing who gets it.
_AWARD = re.compile(
    r"^(?:最美|好|十佳|优秀|先进|文明|模范|示范|星级)[^制]{1,6}$|^[^一]{0,4}(?:标兵|能手|之星|榜样|模范|先锋户)$"
)

_RANK = re.compile(
    rf"^(?:第|初)|^[{NUMERALS}\d]+(?:等|级|类|号|届|期)?(?:奖|功|甲|等|级|类|名|届)$|^[前后][{NUMERALS}\d]|^[二三四五六七八九]星级?$"
)
#: Outcomes, which are counted in a row and stand for no list: 六连冠, 双下降.
_OUTCOME = re.compile(
    rf"^[{NUMERALS}]+连[{HAN}A-Z]$|^双(?:下降|增长|丰收|达标|突破|过半|第一|合格|优秀)$|^[{NUMERALS}]+(?:下降|增长|翻番)$"
)
_MASKED = re.compile(r"[Xx×*＊○□\d+＋\-—_、·. ]*[Xx×*＊○□_][Xx×*＊○□\d+＋\-—_、·. ]*")
#: 因庙会得名“四堂集”: what a place was, and is, called.
_NAMED_PLACE_LEFT = re.compile("(?:得名|取名|俗称|原名|古称|旧称|又名|人称|改称|改名|更名为|改名为)$")
_PLACE_LETTERS = frozenset("集堡营寨坪湾坝坡岭沟村镇乡庄屯铺店口桥")
#: People and things that are called by a count of their marks: 三无小区, 两类人员.
_THINGS = re.compile(
    r"(?:户|人员|对象|群体|群众|家庭|儿童|老人|妇女|学生|青年|企业|车辆|车|场所|小区|产品|电站|组织|干部|党员|教师|医生|媒体|"
    r"行业|领域|地带|区域|地区|经费|资金|资产|人才|队伍|人群|单位|部门|机关|学校|站|店|馆|校|园|院|(?<![治兴富强进建带联帮管促助入驻])村|镇|乡|县|区|市|城|"
    r"路|街|河|江|湖|书记|主任|支书|河长|林长|委员|代表|力量|基地|[二三四五六七八九两][站室库]|七组|大员)$"
)
#: Things that are counted twice: 四员一站.
_TWO_COUNTS = re.compile(
    rf"[{COUNTS}][{HAN}]{{1,2}}[一{COUNTS}][{HAN}]{{1,2}}$|(?:[一{COUNTS}百千万][{HAN}]){{3}}$"
)
#: Three counts and more are a plan of what is to be, though villages end it: 一核两翼五新村. Zones are a layout.
_MANY_COUNTS = re.compile(rf"(?:[一{COUNTS}][{HAN}]{{1,2}}){{3,6}}(?<=村)")
#: The same, named behind the closing mark: “三无”小区, “三牛”精神.
_THING_AFTER = re.compile(
    r"(?:类)?(?:人员|对象|群体|群众(?!工作)|村(?![级民务规组企社]|两委|“|党)|小区|场所|企业|车辆|户(?!籍)|家庭|儿童|老人|人群|单位|组织|干部(?!作风|队伍建设)|现象|精神|思想|"
    r"心态|班子|产品|产业(?!发展布局|发展思路|发展格局|布局|格局|体系|结构|奖补)|产区|区域|人才|学生|问题(?!集中|专项|整治|整改)|乡镇(?!党委)|船舶|图斑)"
)
#: After a count and its measure, nouns that say what is counted: the count is plain, or a catchword of the report.
_PLAIN_NOUNS = (
    "方面|重点|责任|问题|环节|领域|阶段|层面|平台|目标|任务|主题|工作|中心|关系|着力点|关键|维度|角度|板块|专题|主线|"
    "村|镇|乡|县|社区|小组|支部|项目|单位|部门|班子|干部|品牌|特色|亮点|优势|短板|市场|产业|基地|园区|"
    "课题|课堂|步骤|途径|渠道|抓手|载体|阵地|领导|机构|文件|会议|字|词|点|面|好|标准件|节点|时段|口|头|人|线|片|带|圈|链|长廊"
)
_PLAIN_COUNT = re.compile(
    rf"^[{NUMERALS}\d]+(?:个|大|类|项|条|种|张|块|件|点|支|份|本|套|座|道|场|次|层|名|位|只)"
    rf"[“‘]?(?:{_PLAIN_NOUNS})?[”’]?$|"
    # 三项重点任务, 四个信息库, 两个合作社
    rf"^[{NUMERALS}\d]+(?:个|大|类|项|本|张|座)(?:(?![{NUMERALS}])[{HAN}]){{0,4}}(?:任务|工作|信息库|台账|图|合作社|基地|产业|工作组|片区|专班|中心|平台)$"
)
_DIGITS = re.compile(r"\d{3,6}")
_CODE_AFTER = re.compile(
    rf"[{HAN}]{{0,8}}?(?:工作法|机制|模式|工程|行动|整治|政策|计划|体系|制度|小额信贷|小额贷款|分红办法|分配办法|管理办法|思路|部署|布局|格局|战略|目标|举措|重点事项)"
)
#: Before and behind digits in quotation marks by which something is done.
_FOLLOWED = re.compile("(?:围绕|按照|坚持|实施|推行|落实|聚焦|突出|践行)$")
_DONE_SO = re.compile("(?:来)?(?:抓|做好|推动|推进|开展|统筹|引领|全力|扎实|稳步|奋力)")
#: A hotline is called so, whatever it has for a mechanism; 12345 may also be the number of a method.
_HOTLINE_AFTER = re.compile(
    rf"[{HAN}]{{0,4}}?(?:热线|平台|电话|工单|便民|政务|投诉|举报|转办|诉求|报警|急救|直通车|联动|接处警|办理)"
)
#: Who lays down a number: 市委“35669”.
_ISSUED_LEFT = re.compile("(?:[省市县区州盟旗乡镇]委|自治区党委|镇党委|乡党委|[省市县区]政府)$")
_SERVICE_NUMBER = re.compile(r"9[56]\d{3,4}|1\d{2}|12\d{3}")
#: One thing for each of another, as a method: 一户一策, 一镇一品. A file for each (一户一档) is none.
_ONE_EACH = re.compile(rf"一[{HAN}]{{1,2}}一(?:[策品业特韵案码岗技景会幼社警队网]|特色)")
#: What puts a system into use, in its own words or in others.
_PUT_TO_USE_LEFT = re.compile(
    rf"(?:推行|实行|试行|施行|落实|执行|坚持|建立|健全|组织|开展|探索|深化|创新)[好了]?[{HAN}]{{0,2}}$"
)
#: Anything for each of another, where it is put into use: 推行“一月一主题”.
_ONE_AND_ONE = re.compile(
    rf"一[{HAN}]{{1,2}}一(?!调度|通报|研判|报告|例会|[查报清排结档卡表册照证牌账])[{HAN}]{{1,2}}"
)
#: Three and more of these, and so many days and nights: “一月一课一片一实践”, “五天四夜”驻村制度. Not 一江一河一带.
_EACH = re.compile(
    rf"(?!一[江河湖海山水城岛带廊轴核])一[{HAN}]{{1,2}}(?:一[{HAN}]{{1,2}}){{2,4}}|[{COUNTS}]天[{COUNTS}]夜"
)
#: What the rules are about, before how many there are: “廉洁征兵十不准”, “小微权力两张清单”.
_RULES_ABOUT = re.compile(
    rf"[{HAN}]{{2,6}}(?:[{COUNTS}]|十[{COUNTS}一]?|[二三四五六]十[{COUNTS}一]?|\d{{1,2}})(?:条|不准|严禁|禁令|必须|[张个]清单)"
)
#: Rules called by the number of their articles: 三十六条, 36条办法, 双十条.
_ARTICLES = re.compile(
    rf"(?P<twice>[双新老])?(?P<count>[{NUMERALS}\d]{{1,4}})条(?P<rules>办法|规定|意见|措施|举措|禁令|铁规|细则|政策)?"
)
#: So few articles, called by nothing else, are a plain count: “三条”渠道.
_SMALL = re.compile(r"[一二两三四1-4]")
_ENDS_PHRASE = re.compile(r"[，。；：、！？（）《“\s和与及]|$")
#: What villages, branches and towns are made into: 推进“最强党支部”建设.
_BUILT = re.compile(r"(?:创建|建设)(?=[，。；、！？）\s]|$|和|活动|工作|试点|三年|五年)")
_BUILT_LEFT = re.compile(
    r"(?:开展|推进|深化|推动|加强|强化|抓好|抓实|启动|实施|争创)[好了]?(?:全[省市县区乡镇域])?[“‘「『]$"
)
_SHORTEST_BUILT = 4
#: A brand is a programme where its name is of service and not of goods.
_BRAND = re.compile(r"(?:特色|工作|服务)?品牌")
_SERVES = re.compile(
    r"党|廉|先锋|网格|调解|邻里|志愿|代办|帮办|议事|说事|管家|初心|同心|连心|暖心|贴心|护航|宣讲|红色[^美土]|为民|便民"
)
#: What others learn from is called so: 用活“老陈说事”经验.
_EXPERIENCE = re.compile(f"[{HAN}]{{4,8}}(?<![村镇乡县市省区])")
#: What is to be joined by anything, as a method: “党建+”模式, “人盯人+”防汛机制.
_OPEN_SUM = re.compile(rf"[{HAN}A-Z]{{2,6}}\+$")
_JOINED = re.compile(r"[\w·]{1,12}(?:\+[\w·]{1,12}){1,7}$")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Offsets ``[start, end)`` of what stands inside each pair of quotation marks, without the marks."""
    for match in _QUOTED.finditer(text):
        yield match.span(match.lastindex or 0)


def _is_shorthand(name: str, *, called: bool) -> bool:
    """Whether what stands in quotation marks is numeric shorthand, by itself.

    Of things that are counted twice (四员一站) it is where it is `called` a method or the like.
    """
    if not 2 <= len(name) <= 20 or re.search(r"[。；：？！\s]", name):
        return False
    if any(pattern.search(name) for pattern in (_RANK, _OUTCOME, _PLAIN_COUNT)):
        return False
    many = _MANY_COUNTS.fullmatch(name) is not None
    if not many and _THINGS.search(name) and not (called and _TWO_COUNTS.match(name)):
        return False
    if _EACH.fullmatch(name) or _RULES_ABOUT.fullmatch(name):
        return True
    if not is_counted_name(name):
        return False
    counting = NO_COUNT.sub("", name)
    if "+" in name or counting[:1] in COUNTS or counting[:1].isdigit():
        return not measured_time(name)
    # A count inside: 清四乱, 政治三力, 一强三创. Longer ones are sentences.
    return len(name) <= 6 or (sum(char in NUMERALS for char in counting) > 1 and len(name) <= 10)


def _is_number_code(name: str, text: str, start: int, tail: int) -> bool:
    """Whether digits alone are the name of a method (“532”工作法) rather than a telephone number or a year."""
    if is_year(name):
        return False
    if _SERVICE_NUMBER.fullmatch(name) and (_HOTLINE_AFTER.match(text, tail) or name in HOTLINES - {"12345"}):
        return False
    if _CODE_AFTER.match(text, tail) is not None:
        return True
    # 围绕“13521”抓好党建工作
    followed = _FOLLOWED.search(text, max(0, start - 6), start - 1) is not None
    return followed and _DONE_SO.match(text, tail) is not None and not _SERVICE_NUMBER.fullmatch(name)


def _is_name(name: str) -> bool:
    """Whether a phrase could be the name of something at all: no sentence, no problem, no award."""
    if not 2 <= len(name) <= 18 or _NO_NAME.search(name) or _AWARD.match(name):
        return False
    return not (_PLAIN_COUNT.match(name) or _RANK.search(name))


def _is_called_program(name: str, text: str, start: int, end: int, tail: int, *, holds_listed: bool) -> bool:
    """Whether the words in and around a quoted name call it a programme."""
    strong = STRONG_HEAD_AFTER.match(text, tail) is not None
    if "+" in name:
        if _OPEN_SUM.match(name):
            return strong or _HEAD_BEHIND_WORD.match(text, tail) is not None
        return _JOINED.match(name) is not None and (strong or name.startswith("党建"))
    if _NO_PROGRAM_AFTER.match(text, end + 1):
        return False
    if _SELF_EVIDENT_NAME.search(name):
        return True
    if len(name) == 2 and not strong:
        return False
    if _EXPERIENCE.fullmatch(name) and text.startswith("经验", tail):
        return True
    first = _first_in_chain(text, start)
    strategy = text.startswith("战略", tail)  # 实施“人才强镇”战略: what is hoped for
    introduced = not holds_listed and not strategy and _is_introduced(name, text, first)
    if _TROUBLE_END.search(name) or (_THING_END.search(name) and not strong and not introduced):
        return False
    if len(name) >= _SHORTEST_BUILT and _is_built(name, text, start, tail):
        return True
    if introduced or (len(name) >= _SHORTEST_SYSTEM and _is_held_often(name, text, start, tail)):
        return True
    held = _HELD_LEFT.search(text, max(0, first - 15), first - 1) is not None
    if held and len(name) >= _SHORTEST_SYSTEM and _HEAD_BEHIND_WORD.match(text, tail):
        return True
    return strong or (held and (_WORK_AFTER.match(text, tail) or _EVENT_NAME.search(name)) is not None)


def _first_in_chain(text: str, start: int) -> int:
    """Offset of the name that the quotation at `start` stands in a row with, the first of them."""
    for _ in range(_CHAINED):
        before = _QUOTED_BEFORE.search(text, max(0, start - 25), start - 1)
        if before is None:
            break
        start = before.start() + 1
    return start


def _is_introduced(name: str, text: str, first: int) -> bool:
    """Whether a quoted name is long enough for a system's and a verb before its row says that one is put into use."""
    if len(name) < _SHORTEST_SYSTEM or _MANNER.search(name):
        return False
    before = max(0, first - 8), first - 1
    if _INTRODUCED_LEFT.search(text, *before):
        return True
    return _CARRIED_OUT.fullmatch(name) is not None and _CARRIED_OUT_LEFT.search(text, *before) is not None


def _is_put_to_use(text: str, start: int) -> bool:
    """Whether a verb before the row of quoted names in which one begins at `start` says that it is put to use."""
    first = _first_in_chain(text, start)
    return _PUT_TO_USE_LEFT.search(text, max(0, first - 8), first - 1) is not None


def _is_held_often(name: str, text: str, start: int, tail: int) -> bool:
    """Whether a quoted name is that of meetings or lessons that were held so many times."""
    if _NO_SESSION.search(name) or _SESSIONS_AFTER.match(text, tail) is None:
        return False
    return _SESSIONS_LEFT.search(text, max(0, start - 12), start - 1) is not None


def _is_built(name: str, text: str, start: int, tail: int) -> bool:
    """Whether a quoted name is that of what is being made everywhere, or of a brand of service."""
    if _BRAND.match(text, tail):
        return _SERVES.search(name) is not None
    if _THINGS.search(name) or _BUILT.match(text, tail) is None:
        return False
    return _BUILT_LEFT.search(text, max(0, start - 8), start) is not None


def _counts_articles(name: str, text: str, end: int) -> bool:
    """Whether a quotation names rules by the number of their articles, and no noun behind it says what is counted."""
    match = _ARTICLES.fullmatch(name)
    if match is None or name.startswith("第"):
        return False
    few = _SMALL.fullmatch(match["count"]) is not None
    if few and not match["twice"] and not match["rules"]:
        return False
    return _ENDS_PHRASE.match(text, end + 1) is not None or HEAD_AFTER.match(text, end + 1) is not None


def kind_of_quoted(text: str, start: int, end: int, *, holds_listed: bool = False) -> ProgramKind | None:
    """Judge an unlisted phrase in quotation marks by its form and by the words around it.

    Args:
        text: the whole text.
        start: offset of the first character inside the marks.
        end: offset behind the last one.
        holds_listed: whether a listed programme stands inside, which is then the likelier name.

    Returns:
        "numeric" or "named" where it is a programme by all appearances, None where it is not.

    """
    name = text[start:end]
    if _MASKED.fullmatch(name):
        return None  # 市委“XXXX”工程: there is nothing to call it by
    if _NAMED_PLACE_LEFT.search(text, max(0, start - 6), start - 1) or (
        text.endswith("简称", 0, start - 1) and name[-1] in _PLACE_LETTERS
    ):
        return None
    chain = _CHAIN.match(text, end + 1)
    tail = chain.end() if chain else end + 1
    if _DIGITS.fullmatch(name):
        issued = _ISSUED_LEFT.search(text, max(0, start - 6), start - 1) is not None
        known = issued and not is_year(name) and not _SERVICE_NUMBER.fullmatch(name)
        return "numeric" if known or _is_number_code(name, text, start, tail) else None
    if _counts_articles(name, text, end):
        return "numeric"
    if _ONE_EACH.fullmatch(name):
        return "numeric"
    if _ONE_AND_ONE.fullmatch(name) and _is_put_to_use(text, start):
        return "numeric"
    if _is_shorthand(name, called=HEAD_AFTER.match(text, end + 1) is not None):
        return None if _THING_AFTER.match(text, end + 1) else "numeric"
    if _GATHERING.fullmatch(name):
        return "named"
    if _is_name(name) and _is_called_program(name, text, start, end, tail, holds_listed=holds_listed):
        return "numeric" if is_counted_name(name) else "named"
    return None
