"""Texts to measure on: the samples, and as many reports as wanted made from them by varying names and figures."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from graph.findings.homes import township_in_title

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
#: Public government reports that may stand beside the checkout; see CONTRIBUTING.md.
_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPUS = _SHARED / "corpus"
GOLD = _SHARED / "gold" / "dev"

_NUMBER = re.compile(r"(?<![0-9.第〔])[1-9][0-9]{0,4}(?:\.[0-9]+)?(?=[余多]?[\u4e00-\u9fff%])(?!年|月|日|号)")
#: A township's name, without the last word of it, where it surely begins.
_TOWNSHIP = re.compile(
    r"(?:(?<=[县市区旗在任是到])|(?<![\u4e00-\u9fff]))(?![全本我各该某所])[\u4e00-\u9fff]{2,7}(?=[乡镇](?!村|镇|乡|振)|苏木)"
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_VILLAGE_HEADS = "青红白金银石水木竹松柏梅兰荷莲花山河湖泉溪云"
_VILLAGE_TAILS = "峰岭坡湾坪塘桥店铺营寨岩林沟源口"


@cache
def sample_texts() -> tuple[str, ...]:
    """The plain UTF-8 text samples, in name order."""
    texts = []
    for path in sorted(SAMPLES.glob("*.txt")):
        try:
            texts.append(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # the GB18030 one
    if not texts:
        raise SystemExit(f"no samples in {SAMPLES}")
    return tuple(texts)


#: Lines among which a title stands.
_TITLES = 5
#: A shorter line may be a title, and begin a report within the report.
_PARAGRAPH = 40


#: Which reports paragraphs are drawn from: all of ours; those of ours that hold no more figures than real ones do; the
#: public ones beside the checkout.
Mix = Literal["ours", "plain", "real"]
#: Reports of ours that are as dense in figures as real ones, of which the others hold three or four times as many. They
#: name more people and places than real ones do.
_AS_DENSE = ("heldout-10", "heldout-11")


@cache
def _paragraphs(mix: Mix) -> tuple[tuple[str, ...], ...]:
    """The lines of every report of a mix; none where the public ones are absent."""
    if mix == "real":
        return _lines(sorted(GOLD.glob("*.txt"))) if GOLD.is_dir() else ()
    blind = Path(__file__).resolve().parent / "blind"
    if mix == "plain":
        return _lines(path for name in _AS_DENSE for path in sorted((blind / name).glob("*.txt")))
    # Not those with planted findings: these hold more figures than any report.
    paths = (path for folder in (SAMPLES, blind) for path in sorted(folder.rglob("*.txt")))
    return _lines(path for path in paths if not path.parent.name.startswith("findings"))


def _lines(paths: Iterable[Path]) -> tuple[tuple[str, ...], ...]:
    texts = [path.read_text("utf-8", "ignore") for path in paths]
    return tuple(tuple(line for line in text.splitlines() if line.strip()) for text in texts)


def mixed_report(number: int, mix: Mix) -> str:
    """Report `number` of a series in which hardly any is like another: paragraphs of many reports, drawn by lot.

    The first lines are those of one report; figures, surnames and names of places are other ones.
    """
    source = random.Random(number)
    reports = _paragraphs(mix)
    own = source.choice(reports)
    lines = list(own[:3])
    while sum(map(len, lines)) < 2400:
        line = source.choice(source.choice(reports))
        if len(line) >= _PARAGRAPH:
            lines.append(line)
    return _varied("\n".join(lines), source)


def mixed_reports(count: int, mix: Mix) -> list[str]:
    """The first `count` reports of that series; none where real ones are asked for and absent."""
    return [mixed_report(number, mix) for number in range(count)] if _paragraphs(mix) else []


def generated_report(number: int) -> str:
    """Report `number` of an endless series: a sample with other figures, surnames and names of villages and township.

    The same number always gives the same report.
    """
    return _varied(sample_texts()[number % len(sample_texts())], random.Random(number))


def _varied(text: str, source: random.Random) -> str:
    """A text with other figures, surnames, and names of its villages and of the township that it names most."""

    def vary(match: re.Match[str]) -> str:
        old = match.group()
        if "." in old:
            return f"{float(old) * source.uniform(0.5, 1.5):.{len(old.split('.')[1])}f}"
        return str(max(1, round(int(old) * source.uniform(0.5, 1.5))))

    text = _NUMBER.sub(vary, text)
    swapped = dict(zip(_SURNAMES, source.sample(_SURNAMES, len(_SURNAMES)), strict=True))
    text = re.sub(
        f"[{_SURNAMES}](?=[\u4e00-\u9fff]{{1,2}}(?:同志|、|，|任))", lambda m: swapped[m.group()], text
    )
    village = source.choice(_VILLAGE_HEADS) + source.choice(_VILLAGE_TAILS)
    text = re.sub(r"(?<=[、到在系村])[\u4e00-\u9fff]{2}村(?=[、，。])", f"{village}村", text)
    name = _own_township(text)
    township = source.choice(_VILLAGE_HEADS) + source.choice(_VILLAGE_TAILS)
    return text.replace(name, township) if name else text


def _own_township(text: str) -> str | None:
    """The township of a report without the word for its kind: that of a title, or else the one that it names most."""
    for line in text.splitlines()[:_TITLES]:
        if (titled := township_in_title(line.strip())) is not None:
            return re.sub("(?:乡|镇|街道|苏木)$", "", titled)
    found = Counter(_TOWNSHIP.findall(text)).most_common(1)
    return found[0][0] if found else None


def generated_reports(count: int) -> list[str]:
    """The first `count` reports of the series."""
    return [generated_report(number) for number in range(count)]


def corpus_texts() -> list[str]:
    """The public reports beside the checkout, cleaned as the pipeline does it; none where they are absent."""
    from pipeline.cleaning import clean

    return [clean(path.read_text("utf-8")).text for path in sorted(CORPUS.rglob("*.txt"))]
