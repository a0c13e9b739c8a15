"""Speed of the quantity reader and right values on our table of cases, beside recognizers-text and cn2an.

All readers get the same texts in the same run. The peers are judged kindly: one is right about a figure when any of
its results that touch the figure has its value, whatever it says of the unit, of 余 and of 以上; cn2an, which finds
nothing by itself, is given each numeral cut out. A peer that is not installed is left out, with a message.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterable
from functools import partial

from benchmarks.texts import corpus_texts, generated_reports
from extractors.numerals import fold
from extractors.quantities import QuantityExtractor, read_quantities
from tests.extractors.quantity_cases import Reading, form_cases, none_cases

#: Start, end and value of what a reader found.
Found = tuple[int, int, float | None]
Reader = Callable[[str], list[Found]]

#: Characters that a slow peer is timed on; speeds are per character.
PEER_CHARACTERS = 40_000


def ours(text: str) -> list[Found]:
    return [(start, end, record.value) for start, end, record in read_quantities(text)]


def recognizers() -> Reader | None:
    """All of recognizers-text that concerns figures, or None where it cannot be imported."""
    try:
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
    except ImportError as error:
        print(f"  recognizers-text left out: {error}", file=sys.stderr)
        return None

    def read(text: str) -> list[Found]:
        found = []
        for recognize in (recognize_number, recognize_percentage, recognize_dimension, recognize_currency):
            for one in recognize(text, "zh-cn"):
                number = str((one.resolution or {}).get("value") or "").rstrip("%")
                try:
                    found.append((one.start, one.end + 1, float(number)))
                except ValueError:
                    continue
        return found

    return read


def cn2an() -> Reader | None:
    """cn2an on every numeral that we cut out for it, or None where it cannot be imported."""
    try:
        import cn2an as peer
    except ImportError as error:
        print(f"  cn2an left out: {error}", file=sys.stderr)
        return None

    def read(text: str) -> list[Found]:
        found: list[Found] = []
        for case in form_cases():
            for reading in case.readings if case.text == text else ():
                numeral = fold(reading.span).removesuffix(reading.unit)
                try:
                    found.append(
                        (
                            text.find(reading.span),
                            text.find(reading.span) + len(reading.span),
                            peer.cn2an(numeral, "smart"),
                        )
                    )
                except (ValueError, TypeError, KeyError):
                    continue
        return found

    return read


def cn2an_transform() -> Callable[[str], object] | None:
    try:
        import cn2an as peer
    except ImportError:
        return None
    return partial(peer.transform, method="cn2an")


def is_right(reading: Reading, at: int, found: Iterable[Found]) -> bool:
    """Whether a reader has the value of the figure at offset `at`; a masked one must have none."""
    end = at + len(reading.span)
    values = [value for start, stop, value in found if start < end and at < stop]
    if reading.value is None:
        return not [value for value in values if value is not None]
    expected = reading.value
    return any(
        value is not None and abs(value - expected) <= 1e-6 * max(1.0, abs(expected)) for value in values
    )


def share_right(read: Reader) -> float:
    """Share of the table's figures, and of its texts without a figure, that a reader gets right."""
    right = total = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for case in form_cases():
            found, at = read(case.text), 0
            for reading in case.readings:
                at = case.text.index(reading.span, at)
                right += is_right(reading, at, found)
                total += 1
                at += len(reading.span)
    return right / total


def share_silent(read: Reader) -> float:
    """Share of the texts without a quantity in which a reader finds none."""
    cases = none_cases()
    return sum(not read(text) for _, text in cases) / len(cases)


def speed(read: Callable[[str], object], texts: Iterable[str]) -> float:
    """Characters a second."""
    texts = list(texts)
    read(texts[0])
    started = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in texts:
            read(text)
    return sum(map(len, texts)) / (time.process_time() - started)


def component_speed(texts: Iterable[str]) -> tuple[float, float]:
    """Characters a second of the spaCy component, without the tokenizer, and characters for each figure found."""
    from extractors.language import blank
    from extractors.spans import text_of

    docs = [blank().make_doc(text) for text in texts]
    for doc in docs:
        text_of(doc)  # put together once a document, for all components
    component = QuantityExtractor()
    # What is remembered of phrases comes from other texts, as when many reports are read one after the other.
    known, timed = docs[: len(docs) // 2], docs[len(docs) // 2 :]
    for doc in known:
        component(doc)
    started = time.process_time()
    for doc in timed:
        component(doc)
    taken = time.process_time() - started
    size = sum(len(text_of(doc)) for doc in timed)
    return size / taken, size / sum(len(doc.spans["quantity"]) for doc in timed)


def run() -> dict[str, float]:
    texts = generated_reports(150)
    few, size = [], 0
    for text in texts:
        few.append(text)
        size += len(text)
        if size > PEER_CHARACTERS:
            break
    figures = {"quantities_chars_per_second": speed(ours, texts)}
    # Work is done for each figure, so speed in characters depends on how far apart the figures stand.
    for name, some in (("samples", texts), ("corpus", corpus_texts())):
        if some:
            fast, apart = component_speed(some)
            figures[f"component_on_{name}_chars_per_second"] = fast
            figures[f"component_on_{name}_chars_for_each_figure"] = apart
    figures |= {
        "quantities_right_values": share_right(ours),
        "quantities_silent_where_none": share_silent(ours),
    }
    peer = recognizers()
    if peer is not None:
        figures["recognizers_chars_per_second"] = speed(peer, few)
        figures["recognizers_right_values"] = share_right(peer)
        figures["recognizers_silent_where_none"] = share_silent(peer)
        figures["quantities_to_recognizers_speed_ratio"] = (
            figures["quantities_chars_per_second"] / figures["recognizers_chars_per_second"]
        )
    numerals, transform = cn2an(), cn2an_transform()
    if numerals is not None and transform is not None:
        figures["cn2an_chars_per_second"] = speed(transform, few)
        figures["cn2an_right_values"] = share_right(numerals)
        figures["quantities_to_cn2an_speed_ratio"] = (
            figures["quantities_chars_per_second"] / figures["cn2an_chars_per_second"]
        )
    return figures
