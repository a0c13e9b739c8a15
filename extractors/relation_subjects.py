"""Somebody who opens a stretch of text and goes on acting in it: 廖水根开起破竹机，去年挣了4万元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.author_signs import is_doctrine_name
from extractors.relation_counted import LIVING, TOPICS, WHEN, works_at

if TYPE_CHECKING:
    from extractors.relation_context import Clause, Context, Mention

__all__ = ["goes_on_about", "opens_stretch", "still_subject"]

#: Between the places and posts before somebody who opens a stretch: 大塘组的, 黄柏溪村种粮大户; nobody that something is done to.
_BEFORE = re.compile(
    r"(?!.*(?:慰问|走访|看望|表彰|支持|引导|带动|发动|动员|资助|救助|培养|发展|劝|选|聘|邀|推荐|安排|查处|约谈))"
    rf"(?:在(?:{LIVING})的)?"
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,2}(?:是|[)）、.．]))?[^，。；、：与和同对向给让请把将帮为被由从在到找跟替派去]{0,8}"
)
#: Behind somebody who does not act there, or not alone.
_NO_SUBJECT = re.compile(
    r"(?:同志)?(?:等|为代表|[、和与及]|家(?![里中])"
    # under whom, or what they had asked for: 隋永胜提出的低电压问题
    r"|[\u4e00-\u9fff]{0,4}的|[^，。；\n]{0,24}(?:去世|病故|当选|作为|困难))"
)
#: Heads of villages: what is done next is their village's.
_HEADS = re.compile(r"(?:书记|主任|主席|秘书|经理|(?<!组)长)$")
#: A clause that begins so is not about whoever opened the stretch; nor is one that speaks of all, or of the author.
_OTHERS = re.compile(
    WHEN
    + r"(?:我|本人|咱|全[镇乡县市区村校]|各|群众|村民|大家|老百姓|乡亲|其余|其他|其中|政府|上级|[镇乡县村区](?:里|上|党委|政府|两委)|"
    r"新建|修建|硬化|建成|安装|铺设|架设|改造|亩均|户均|人均|每亩|投产|建成后|村集体|集体|[村寨屯庄]子?里|双方|两家|社区|支部|工作队|协调|争取上级|组织|召开|开展|落实|推进|推行|坚持|同比|占|较)"
)
_ALL = re.compile(r"我|全[镇乡县]|大家|(?<![为给替])村里|镇里|乡里|社区")


def opens_stretch(context: Context, clause: Clause, *, told: bool = False) -> Mention | None:
    """The one person who opens a clause as its subject, behind nothing but where they live and what they are.

    With `told` only where that is told: amid a sentence 护林员杨再兴 begins anew, 冯进步 may not.
    """
    people = clause.of("person")
    if len(people) != 1 or is_doctrine_name(context, people[0]):
        return None
    person, text = people[0], context.text
    lead, at = "", clause.start
    for mention in clause.mentions:
        if mention.start > person.start and mention.kind in ("organization", "role"):
            if works_at(context, clause, mention):
                continue
            return None  # 姜大勇牵头成立某合作社: who goes on is that
        if mention.end > person.start:
            continue
        if mention.kind not in ("role", *TOPICS) or (mention.kind == "role" and _HEADS.search(mention.text)):
            return None
        lead += text[at : mention.start]
        at = mention.end
    lead = (lead + text[at : person.start]).strip()
    if (told and not lead) or not _BEFORE.fullmatch(lead) or _NO_SUBJECT.match(text, person.end):
        return None
    return None if _ALL.search(text, person.end, clause.end) else person


def goes_on_about(context: Context, clause: Clause) -> bool:
    """Whether a clause that names nobody and nothing goes on about whoever opened its stretch."""
    return not clause.has("person", "role", "program", *TOPICS) and not _is_about_others(context, clause)


def still_subject(context: Context, clause: Clause, subject: Mention | None) -> Mention | None:
    """Whoever opened a stretch, unless a clause names somebody else or speaks of all."""
    if subject is None or clause.has("person", "organization") or _is_about_others(context, clause):
        return None
    return subject


def _is_about_others(context: Context, clause: Clause) -> bool:
    words = context.text[clause.start : clause.end]
    return _OTHERS.match(words) is not None or _ALL.search(words) is not None
