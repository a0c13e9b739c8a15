"""What a figure is about: ABOUT, from a quantity to a place, an organisation, a programme or a person.

Read clause by clause: the nearest place, organisation or person before a figure in its clause, a programme that
touches the figure, and the topic of the sentence where a later clause has no subject of its own. Where the words
leave a choice, nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import Relation
from extractors.relation_context import coordinated
from extractors.relation_counted import (
    TOPICS,
    WHEN,
    announced,
    counts,
    counts_work,
    doer,
    does_next,
    earner,
    earns,
    people_before,
    program_before,
    repeats,
    supports,
    works,
    works_at,
    wrongs,
)
from extractors.relation_nearest import names_before
from extractors.relation_people import aged
from extractors.relation_pronouns import PRONOUN, helped_again, subject_again
from extractors.relation_subjects import goes_on_about, opens_stretch, still_subject
from extractors.relation_topic_changes import advance, begun, says_again, settled, take_up, turn_back
from extractors.relation_topics import Topic, bearers, goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.relation_context import Clause, Context, Mention

__all__ = ["quantity_relations"]

#: What is done next where somebody has gone to stay.
_DONE_THERE = re.compile(
    WHEN + r"(?:连夜|当天|当晚|紧急)*(?:搭建|安置|转移|排查|抢修|抢险|劝返|清理|疏散|调解|化解|入户|走访)"
)
#: Between the people of some places and what each of them got.
_IS_THEIRS = re.compile(
    r"(?:群众|农户|村民|社员|党员)?(?:年)?(?:户均|人均|平均|每[户人])?年?(?:增收|增加收入|收入|分红)(?:近|约|达到?|超过)?"
)
_EACH = re.compile(r"分别|依次|各自|各")


def quantity_relations(context: Context) -> Iterator[Relation]:
    """ABOUT of every figure that a report ties to a name."""
    topic = Topic()
    again, pronouns = says_again(context), context.starts_of_clauses_with(PRONOUN)
    for before, clause in context.neighbours():
        if before is None or clause.segment != topic.segment:
            topic = begun(context, topic, clause)
            topic.subject = opens_stretch(context, clause)
        else:
            topic.subject = still_subject(context, clause, topic.subject)
            if topic.subject is None and all(name.kind != "organization" for name in topic.names):
                topic.subject = opens_stretch(context, clause, told=True)
            if clause.start in pronouns:
                topic.subject = subject_again(context, clause) or topic.subject
        if not topic.names:
            if clause.start in again:
                take_up(context, clause, topic)
        elif topic.founder:
            turn_back(context, clause, topic)
        if not clause.mentions:
            _pass_by(context, clause, topic)
            continue
        figures = clause.of("quantity")
        if figures:
            subject = _goes_on_doing(context, clause, topic)
            if subject is not None:
                yield from _of_subject(context, clause, figures, subject)
            else:
                yield from _clause_relations(context, clause, figures, topic, helps=clause.start in pronouns)
                yield from _done_before(context, clause, figures, topic)
        advance(context, clause, topic)
        _keep(context, clause, figures, topic)


def _pass_by(context: Context, clause: Clause, topic: Topic) -> None:
    """Go on behind a clause that names and counts nothing."""
    advance(context, clause, topic)
    topic.settled, topic.program, topic.earner = [], None, None
    topic.person = doer(context, clause, (), topic.person) if topic.person else None


def _keep(context: Context, clause: Clause, figures: Sequence[Mention], topic: Topic) -> None:
    """Remember what holds for the next clause only: who did something, where, and under which programme."""
    topic.settled = [] if figures else settled(context, clause)
    supported = topic.program if topic.program is not None and supports(context, clause) else None
    topic.program = supported
    if clause.has("program"):
        topic.works = works(clause) or topic.works
        topic.program = supported or announced(context, clause, figures)
    topic.earner = earner(context, clause, figures) or _still_earns(context, clause, topic)
    topic.person = doer(context, clause, figures, topic.person)


def _still_earns(context: Context, clause: Clause, topic: Topic) -> Mention | None:
    """Who earned something in the clause before, and in this one: 一年卖蜜300斤，收入3万元."""
    if topic.earner is None or clause.has("person", *TOPICS):
        return None
    return topic.earner if earns(context, clause) else None


def _goes_on_doing(context: Context, clause: Clause, topic: Topic) -> Mention | None:
    """Whoever opened the stretch, where a clause goes on about them and not about a place named behind them."""
    subject = topic.subject
    if subject is None or not goes_on_about(context, clause):
        return None
    return subject if all(name.end <= subject.start for name in topic.names) else None


def _of_subject(
    context: Context, clause: Clause, figures: Sequence[Mention], subject: Mention
) -> Iterator[Relation]:
    opened, end = context.clause_at(subject.start) or clause, context.clause_range(clause)[1]
    for figure in figures:
        yield Relation("ABOUT", figure.span, subject.span, (opened.start, end))


def _clause_relations(
    context: Context, clause: Clause, figures: Sequence[Mention], topic: Topic, *, helps: bool
) -> Iterator[Relation]:
    """The figures of one clause; it `helps` where a pronoun may say for whom something was done."""
    evidence, program = context.clause_range(clause), topic.program
    rows = _enumerations(context, figures)
    inherited = goes_on(context, clause, topic)
    last: list[Mention] = []
    takers_own = wrongs(context, clause)
    for at, row in enumerate(rows):
        names = [] if takers_own else names_before(context, clause, row[0])
        if names and works_at(context, clause, names[0]):
            names = []
        if not names and last and _IS_THEIRS.fullmatch(context.text, rows[at - 1][-1].end, row[0].start):
            names = last  # 带动甲村、乙村92户户均增收3600元
        last = names
        if names and len(row) > 1 and len(names) == len(row) and _is_distributed(context, names, row):
            for figure, name in zip(row, names, strict=True):
                yield Relation("ABOUT", figure.span, name.span, evidence)
            continue
        if not names and inherited and _is_shared_out(context, clause, topic, row):
            for figure, name in zip(row, topic.names, strict=True):
                yield Relation("ABOUT", figure.span, name.span, (topic.clause_start, evidence[1]))
            continue
        for figure in row:
            person = aged(context, clause, figure)
            if person is not None:
                yield Relation("ABOUT", figure.span, person.span, evidence)
                continue
            found = list(names)
            if not names and inherited:
                yield from _inherit(context, clause, topic, figure)
            helped = helped_again(context, clause, figure) if helps and not names else None
            if helped is not None:
                found.append(helped)
            # 我带着高文静为其筹款: whoever is named there only came along.
            if helped is None or "我" not in context.text[clause.start : clause.end]:
                found += people_before(context, clause, figure)
            found += program_before(context, clause, row)
            if (
                program is not None
                and not names
                and not inherited
                and counts(context, clause, program, figure)
            ):
                whole = (context.clause_at(program.start) or clause).start
                yield Relation("ABOUT", figure.span, program.span, (whole, evidence[1]))
            elif (
                topic.works is not None
                and topic.works not in found
                and counts_work(context, clause, topic.works, figure)
            ):
                whole = (context.clause_at(topic.works.start) or clause).start
                yield Relation("ABOUT", figure.span, topic.works.span, (whole, evidence[1]))
            for name in found:
                yield Relation("ABOUT", figure.span, name.span, evidence)


def _is_shared_out(context: Context, clause: Clause, topic: Topic, row: Sequence[Mention]) -> bool:
    """Whether a clause has one figure for each of the names before: 甲村、乙村完成得好，分别落实89例、76例."""
    if len(row) < 2 or len(row) != len(topic.names):
        return False
    return _EACH.search(context.text, clause.start, row[0].start) is not None


def _inherit(context: Context, clause: Clause, topic: Topic, figure: Mention) -> Iterator[Relation]:
    evidence = (topic.clause_start, context.clause_range(clause)[1])
    for name in bearers(context.text[clause.start : clause.end], topic):
        yield Relation("ABOUT", figure.span, name.span, evidence)


def _enumerations(context: Context, figures: Sequence[Mention]) -> list[list[Mention]]:
    """Figures that stand together: 4户21人; 48万元、31万元."""
    rows: list[list[Mention]] = []
    for figure in figures:
        if rows and (rows[-1][-1].end == figure.start or coordinated(context.text, rows[-1][-1], figure)):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _is_distributed(context: Context, names: Sequence[Mention], row: Sequence[Mention]) -> bool:
    """甲村、乙村分别收入48万元、31万元."""
    between = context.text[names[-1].end : row[0].start]
    if _EACH.search(between):
        return True
    return len({figure.record.unit for figure in row}) == 1 and row[0].end != row[1].start


def _done_before(
    context: Context, clause: Clause, figures: Sequence[Mention], topic: Topic
) -> Iterator[Relation]:
    """What a person went on doing (李某上门11次，劝返车辆9辆), and what was done where somebody had just gone to stay."""
    if not topic.settled and topic.person is None and topic.earner is None:
        return
    if clause.has("person", "role", *TOPICS):
        return
    text, evidence = context.text, context.clause_range(clause)
    heads: list[Mention] = []
    person = topic.person
    if person is not None and (does_next(context, clause) or repeats(context, clause, person)):
        heads.append(person)
    elif topic.earner is not None and earns(context, clause):
        heads.append(topic.earner)
    if topic.settled and _DONE_THERE.match(text, clause.start):
        heads += topic.settled
    before = context.previous_of(clause)
    for head in heads:
        start = before.start if before is not None else clause.start
        for figure in figures:
            yield Relation("ABOUT", figure.span, head.span, (min(start, head.start), evidence[1]))
