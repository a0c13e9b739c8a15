"""Extractions made up for tests: valid in every way, with offsets that really point into their text.

Few names in a small world, so that reports share programmes, posts, places and people's names.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from pipeline.models import (
    AuthorInfo,
    ExtractedSource,
    Extraction,
    Mention,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    ProgramMention,
    QuantityMention,
    RelationInfo,
    ReportInfo,
    RoleMention,
    SectionInfo,
    SourceInfo,
)

PERSONS = ["王建国", "李梅", "岩温香", "古丽仙·艾山", "张某某", "王XX"]
ROLES = ["镇党委副书记", "村党支部书记", "驻村第一书记", "代理镇长"]
PROGRAMS = [
    ("三会一课", "numeric", None),
    ("四个一", "numeric", "整顿软弱涣散村"),
    ("四个一", "numeric", None),
    ("河长制", "named", None),
]
ORGANIZATIONS = ["天宁中学", "红星合作社", "XX公司"]
INDICATORS = ["发展党员", "粮食播种面积", "走访农户", ""]
#: Real divisions, so that codes lead to names: a village, its township, another township, and their county.
DIVISIONS = [
    ("530502103201", "village"),
    ("530502103", "township"),
    ("530502102", "township"),
    ("530502", "county"),
]
PLACES = [("温泉新村", "village"), ("大田坝", "group"), ("X村", "village")]


@dataclass
class ReportWriter:
    """Writes the text of a report and notes the mentions in it as it goes."""

    name: str
    base: int
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    sections: list[SectionInfo] = field(default_factory=list)
    relations: list[RelationInfo] = field(default_factory=list)

    def sentence(self, *parts: str | tuple[str, Any]) -> list[int]:
        """Write a sentence of words and (words, what they mention); returns the mentions' indexes."""
        start = self.base + len(self.text)
        placed = []
        for part in parts:
            words, make = part if isinstance(part, tuple) else (part, None)
            at = self.base + len(self.text)
            self.text += words
            if make is not None:
                placed.append((at, words, make))
        self.text += "。"
        frame = (start, self.base + len(self.text))
        indexes = []
        for at, words, make in placed:
            indexes.append(len(self.mentions))
            self.mentions.append(make(start=at, end=at + len(words), text=words, sentence=frame))
        return indexes

    def relate(self, kind: str, head: int, tail: int, **properties: str | float) -> None:
        """Tie two mentions together, or the author (-1) to one; the sentence of the mention is the evidence."""
        at = tail if tail >= 0 else head
        self.relations.append(
            RelationInfo(
                type=kind, head=head, tail=tail, evidence=self.mentions[at].sentence, properties=properties
            )
        )


def make_report(rng: random.Random, source: str, ordinal: int, base: int) -> tuple[Extraction, str]:
    """One report at `base` in its source, and its text."""
    writer = ReportWriter(source, base)
    title = f"副乡长{2020 + rng.randrange(4)}年度个人述职报告"
    writer.text = title + "\n"
    place_maker = _covered(rng)
    if rng.random() < 0.7:
        (place,) = writer.sentence("我在", place_maker, "工作")
        writer.relate(
            "COVERS", -1, place, basis="stated", confidence=rng.choice([0.95, 0.6]), reason="stated"
        )
    for number in range(rng.randint(1, 3)):
        start = base + len(writer.text)
        heading = f"{'一二三'[number]}、履职情况"
        writer.text += heading + "\n"
        for _ in range(rng.randint(1, 4)):
            rng.choice(_SENTENCES)(rng, writer)
        kind = rng.choice(["duty", "problem", "plan"])
        end = base + len(writer.text)
        writer.sections.append(SectionInfo(heading=heading, kind=kind, level=1, start=start, end=end))
        if rng.random() < 0.3:
            writer.sections.append(
                SectionInfo(heading="（一）", kind=kind, level=2, start=start + 2, end=end - 1)
            )
    author = rng.choice(
        [
            AuthorInfo(),
            AuthorInfo(role="副乡长"),
            AuthorInfo(name=rng.choice(PERSONS[:4]), role="副乡长", masked=False),
        ]
    )
    identity = "r" + hashlib.sha256(f"{source}\0{ordinal}\0{writer.text}".encode()).hexdigest()[:20]
    report = ReportInfo(
        id=identity,
        source=source,
        title=title,
        start=base,
        end=base + len(writer.text),
        year=2023,
        author=author,
    )
    extraction = Extraction(
        report=report,
        sections=tuple(writer.sections),
        mentions=tuple(writer.mentions),
        relations=tuple(writer.relations),
    )
    return extraction, writer.text


def make_source(seed: int, name: str, reports: int = 1, extractor: str = "test") -> ExtractedSource:
    """A source that depends on its arguments alone: another `seed` is another version of it."""
    rng = random.Random(seed)
    text, made = "", []
    for ordinal in range(reports):
        extraction, words = make_report(rng, name, ordinal, len(text))
        made.append(extraction)
        text += words + "\n"
    data = text.encode()
    info = SourceInfo(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        size=len(data),
        encoding="utf-8",
    )
    return ExtractedSource(source=info, text=text, extractor=extractor, reports=tuple(made))


def sources(names: str = "abc") -> st.SearchStrategy[list[ExtractedSource]]:
    """Lists of one to len(names) sources with different names."""
    one = st.builds(
        make_source,
        st.integers(0, 10_000),
        st.sampled_from([f"reports/{name}.txt" for name in names]),
        st.integers(0, 2),
    )
    return st.lists(one, min_size=1, max_size=len(names), unique_by=lambda source: source.source.name)


def _person(rng: random.Random) -> tuple[str, Any]:
    name = rng.choice(PERSONS)
    masked = "某" in name or "X" in name
    return name, lambda **where: PersonMention(name=name, masked=masked, **where)


def _role(rng: random.Random) -> tuple[str, Any]:
    name = rng.choice(ROLES)
    return name, lambda **where: RoleMention(
        name=name, level=name[0], post=name[-2:], deputy="副" in name, acting="代理" in name, **where
    )


def _program(rng: random.Random) -> tuple[str, Any]:
    name, kind, sense = rng.choice(PROGRAMS)
    items = ("支部党员大会", "党课") if rng.random() < 0.2 else ()
    return name, lambda **where: ProgramMention(name=name, kind=kind, sense=sense, items=items, **where)


def _covered(rng: random.Random) -> tuple[str, Any]:
    code, level = rng.choice(DIVISIONS[:3])
    return f"地{code}", lambda **where: PlaceMention(name=f"地{code}", level=level, code=code, **where)


def _place(rng: random.Random) -> tuple[str, Any]:
    if rng.random() < 0.4:
        code, level = rng.choice(DIVISIONS)
        return f"地{code}", lambda **where: PlaceMention(name=f"地{code}", level=level, code=code, **where)
    name, level = rng.choice(PLACES)
    return name, lambda **where: PlaceMention(
        name=name,
        level=level,
        masked="X" in name,
        candidates=("530502103202",) if name == "大田坝" else (),
        **where,
    )


def _organization(rng: random.Random) -> tuple[str, Any]:
    name = rng.choice(ORGANIZATIONS)
    return name, lambda **where: OrganizationMention(name=name, masked="X" in name, **where)


def _quantity(rng: random.Random) -> tuple[str, Any]:
    number = rng.choice([12, 1300, 36.5, None])
    indicator = rng.choice(INDICATORS)
    return f"{'XX' if number is None else number}户", lambda **where: QuantityMention(
        value=number,
        unit="户",
        masked=number is None,
        base_value=number,
        base_unit="户",
        indicator=indicator,
        indicator_name=indicator,
        **where,
    )


def _says_who(rng: random.Random, writer: ReportWriter) -> None:
    person, role = writer.sentence(_person(rng), "任", _role(rng))
    writer.relate("HOLDS", person, role)


def _says_what_i_am(rng: random.Random, writer: ReportWriter) -> None:
    role, place = writer.sentence("我任", _role(rng), "，联系", _place(rng))
    writer.relate("HOLDS", -1, role)
    writer.relate("RESPONSIBLE_FOR", -1, place, mode="联系")
    writer.relate("SERVES_IN", -1, place)


def _says_where(rng: random.Random, writer: ReportWriter) -> None:
    lower, upper = writer.sentence(_place(rng), "在", _place(rng))
    writer.relate("LOCATED_IN", lower, upper)


def _says_how_many(rng: random.Random, writer: ReportWriter) -> None:
    place, quantity = writer.sentence(_place(rng), "走访", _quantity(rng))
    writer.relate("ABOUT", quantity, place)


def _says_programme(rng: random.Random, writer: ReportWriter) -> None:
    program, organization, quantity = writer.sentence(
        "落实", _program(rng), "，在", _organization(rng), "惠及", _quantity(rng)
    )
    writer.relate("IMPLEMENTS", -1, program, verb="落实", status="done")
    writer.relate("ABOUT", quantity, program)
    writer.relate("RESPONSIBLE_FOR", -1, organization, mode="分管")


_SENTENCES = [_says_who, _says_what_i_am, _says_where, _says_how_many, _says_programme]
