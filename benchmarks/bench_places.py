"""Speed of places and organisations, and how many real names are read right, listed and as if they were not.

The names are drawn from the gazetteer with a fixed seed and put into sentences of our own. ``unlisted`` takes the
gazetteer away from the reader: what remains is form and context, as for hamlets and renamed places.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.texts import generated_reports
from extractors import place_readings
from extractors.gazetteer import Gazetteer, gazetteer
from extractors.organizations import find_organizations
from extractors.places import find_places

#: {0} and {1} are villages.
SENTENCES = (
    "先后到{0}走访慰问困难党员12户。", "我挂钩联系{0}，每月到村不少于6天。", "在{0}召开院坝会3场。",
    "协调资金80万元用于{0}道路硬化。", "{0}集体经济收入突破20万元。", "督促{0}党支部完成换届。",
    "重点整顿{0}、{1}软弱涣散党组织。", "推动{0}与{1}结对共建。", "驻{0}第一书记按期到岗。",
    "针对{0}饮水困难问题，多方争取项目。", "处理{0}群众反映的矛盾纠纷。", "今年以来，{0}干部群众共同努力，成效明显。",
)  # fmt: skip
NAMES = 600
_NAME = re.compile("[\u4e00-\u9fff]{2,6}(?:村|社区|嘎查)")


class _Empty(Gazetteer):
    """A gazetteer that knows nothing."""

    def count(self, name: str) -> int:  # noqa: ARG002
        return 0


@contextmanager
def without_gazetteer() -> Iterator[None]:
    known = place_readings.gazetteer
    empty = _Empty()
    place_readings.gazetteer = lambda: empty  # type: ignore[assignment,misc]
    place_readings._name_cost.cache_clear()
    try:
        yield
    finally:
        place_readings.gazetteer = known
        place_readings._name_cost.cache_clear()


def village_names(count: int, seed: int = 11) -> list[str]:
    source, known = random.Random(seed), gazetteer()
    names: list[str] = []
    while len(names) < count:
        name, _ = known._entry(source.randrange(len(known)))
        if _NAME.fullmatch(name):
            names.append(name)
    return names


def accuracy() -> tuple[float, float]:
    """Precision and recall of spans over the sentences."""
    names = iter(village_names(2 * NAMES))
    right = found = gold = 0
    for number in range(NAMES):
        sentence = SENTENCES[number % len(SENTENCES)]
        pair = (next(names), next(names))
        text = sentence.format(*pair)
        marks = {(text.index(name), text.index(name) + len(name)) for name in pair if name in text}
        got = {(place.start, place.end) for place in find_places(text)}
        right, found, gold = right + len(got & marks), found + len(got), gold + len(marks)
    return right / found, right / gold


def load_seconds() -> float:
    """Seconds from imported modules to the first answer, in a new process."""
    code = (
        "import time; from extractors.places import find_places; begun = time.perf_counter();"
        "find_places('到和平村走访'); print(time.perf_counter() - begun)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(shown.stdout)


def run() -> dict[str, float]:
    figures = {"first answer, ms": load_seconds() * 1000}
    texts = generated_reports(200)
    find_places(texts[0])
    begun = time.process_time()
    places = [find_places(text) for text in texts]
    middle = time.process_time()
    for text, found in zip(texts, places, strict=True):
        find_organizations(text, [(place.start, place.end, place.masked) for place in found])
    ended = time.process_time()
    size = sum(map(len, texts)) / 1e6
    figures["places, M chars/s"] = size / (middle - begun)
    figures["organisations, M chars/s"] = size / (ended - middle)
    figures["listed villages, precision"], figures["listed villages, recall"] = accuracy()
    with without_gazetteer():
        figures["unlisted villages, precision"], figures["unlisted villages, recall"] = accuracy()
    figures["resident, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures
