"""Reports made to meet: few rare figures, townships and stock paragraphs, drawn at random, so that many share some."""

from __future__ import annotations

import hashlib
import random

from pipeline.models import (
    ExtractedSource,
    Extraction,
    PlaceMention,
    QuantityMention,
    RelationInfo,
    ReportInfo,
    SourceInfo,
)

#: (words, value, unit, dimension, what it counts)
FIGURES = [
    ("3647.9亩", 3647.9, "亩", "area", "茶叶种植面积"),
    ("3647.6亩", 3647.6, "亩", "area", "茶叶种植面积"),
    ("82.415万元", 824150, "元", "money", "茶叶收购金额"),
    ("1268户", 1268, "户", "count", "茶叶种植农户"),
    ("5713人", 5713, "人", "count", "饮水安全受益人口"),
    ("5713人", 5713, "人", "count", "饮水安全工程惠及人口"),
    ("5731人", 5731, "人", "count", "饮水安全受益人口"),
    ("12次", 12, "次", "count", "参加集中学习"),
]
#: What titles begin with: no gazetteer knows the township, and it lies in two counties.
TOWNSHIPS = ["", "", "", "月亮湾镇", "月亮湾镇", "临河县月亮湾镇", "安远县月亮湾镇"]
CODES = ["530502103", "530502102", None, None]
STOCK = [
    "我们把制度写在墙上更落在行动上，逐户算清水账电账收入账，让每一笔支出都经得起群众的追问与复核",
    "坝子里的灌渠断流多年，支部领着老把式沿着旧渠走了三遍，画出图纸定下段长，农闲时节一锄一锄挖通",
    "雨季来临之前，值班电话不关机，巡查脚印到村尾，沙袋和雨衣提前背上山梁，转移路线贴进每一户堂屋",
    "孩子上学的山路装上了护栏，校车的时刻表重新排过，家长会开在火塘边，老师和村干部一道听意见记问题",
    "合作社的账本每个季度晒一次，分红名单先公示再发放，谁家有异议当场核对，办事员签字之后才能入账",
]


def make_shared(seed: int) -> ExtractedSource:
    """A source with one report that depends on `seed` alone."""
    rng = random.Random(seed)
    name = f"reports/{seed}.txt"
    year = 2022 + rng.randrange(2)
    title = f"{rng.choice(TOWNSHIPS)}镇长{year}年度述职报告"
    text, mentions, relations = title + "\n", [], []
    code = rng.choice(CODES)
    if code:
        words = f"地{code}"
        at = len(text) + 2
        text += f"我在{words}工作。"
        mentions.append(
            PlaceMention(
                start=at,
                end=at + len(words),
                text=words,
                sentence=(at - 2, len(text)),
                name=words,
                level="township",
                code=code,
            )
        )
        relations.append(
            RelationInfo(
                type="COVERS",
                head=-1,
                tail=0,
                evidence=(at, at + 3),
                properties={"confidence": 0.95, "reason": "stated"},
            )
        )
    for words, value, unit, dimension, indicator in rng.sample(FIGURES, rng.randint(2, 5)):
        start = len(text)
        at = start + len(indicator)
        text += f"{indicator}{words}。"
        base = value * 2000 / 3 if unit == "亩" else value
        mentions.append(
            QuantityMention(
                start=at, end=at + len(words), text=words, sentence=(start, len(text)), value=value, unit=unit,
                dimension=dimension, base_value=base, base_unit="m²" if unit == "亩" else unit,
                indicator=indicator, indicator_name=indicator,
            )
        )  # fmt: skip
    text += "".join(f"{paragraph}。\n" for paragraph in rng.sample(STOCK, rng.choice([1, 4, 5, 5])))
    identity = "r" + hashlib.sha256(text.encode() + name.encode()).hexdigest()[:20]
    report = ReportInfo(id=identity, source=name, title=title, start=0, end=len(text), year=year)
    info = SourceInfo(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        size=len(text.encode()),
        encoding="utf-8",
    )
    extraction = Extraction(report=report, mentions=tuple(mentions), relations=tuple(relations))
    return ExtractedSource(source=info, text=text, extractor="test", reports=(extraction,))
