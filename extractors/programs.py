"""Programmes: named policies, systems, campaigns, methods and numeric shorthand, found by lexicon and by form."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from extractors.attributes import Program, ProgramKind
from extractors.program_bare import (
    after_verbs,
    bare_campaigns,
    bare_names,
    bare_shorthand,
    count_words,
    parallel_names,
)
from extractors.program_forms import kind_of_quoted, quotations
from extractors.program_items import spelled_out
from extractors.program_lexicon import Entry, Lexicon, lexicon
from extractors.program_names import resolve, resolve_start
from extractors.program_senses import bind
from extractors.program_words import HOTLINES, STRONG_HEAD_AFTER, has_program_word
from extractors.spans import Occupied, char_offsets, sentence_at, text_of, write_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ProgramFinder", "ProgramHit", "find_programs"]

_TITLES = re.compile(r"《[^《》\n]{1,80}》")
_OPENING = '“‘「『"'
_CLOSING = '”’」』"'
_NUMERAL_IN = re.compile(r"[二三四五六七八九十千万两双\d]|一[\u4e00-\u9fff]{1,2}一")
_LONGEST_TAIL = 6
_NUMERALS = "第一二三四五六七八九十百千万两双0123456789"
#: After a name that ends in 一, these make it the beginning of a count: 三个一级指标.
_AFTER_ONE = frozenset("律级个批定样起致步直切些般系次行条名户项套把块支位号类")
#: A name that ends in one of these says itself that it is a programme.
_OWN_CUE = ("工程", "行动", "计划")
#: A name before one of these is part of an institution's or a post's name, which other components read.
_ORGAN_AFTER = re.compile(
    r"(?:局|公司|协会|集团|学院|专干|专员|(?:工作)?委员会)|(?:办公室|办|中心|站|所|工作队)?(?:主任|负责人|站长|所长|队长|专干)"
)
_BROAD_ORGAN_AFTER = re.compile(
    r"(?:(?:工作)?委员会|办公室|办|局|公司|中心|工作队|专干|专员|助理|学院|协会|指导员|基金会|投资|基地)"
)
#: With people before them these are what was done with them, and no practice that goes by the name: 与干部谈心谈话36人次.
_TALKS = frozenset(("谈心谈话",))
_TALKED_WITH = re.compile(
    r"[与同和跟对](?:[\u4e00-\u9fff（）]|、(?!坚持|落实)){2,}(?<!开展)(?<!进行)(?<!组织)(?<!落实)(?<!坚持)(?<!实行)(?<!制度)(?<!深入)$"
)
_LONGEST_COMPANY = 24
#: What may follow a name inside the quotation marks and belong to it: 五小工程, quoted whole.
_TAIL_IN_QUOTES = re.compile(r"(?:工程|行动|计划|工作法|模式|机制|制|\+)$")


#: The noun for all of a list behind its last member: 开展净网、护苗、秋风行动.
_LIST_MARKS = ("、", "和", "与", "及")
_LIST_HEAD = re.compile(
    r"(?:、[\u4e00-\u9fff]{2,6}){0,4}?[、和与及][\u4e00-\u9fff]{2,6}?等?(?:专项)?(?:行动|工程|改革|创建|制度|机制|模式)"
)
#: What a thing in quotation marks is the name of: “爱心妈妈”结对行动.
_ACTED_OUT = re.compile("(?:[\u4e00-\u9fff]{2}){0,2}?(?:行动|计划|工程)(?!室|员|力)")
_HAN_RUN = re.compile("[\u4e00-\u9fff]{4,}")
_LONGEST_MISSPELT = 6
_LONGEST_FRAGMENT = 3
#: A code and the words before it that make one name with it, at most.
_LONGEST_CODE, _LONGEST_SIDE = 4, 5


class ProgramHit(NamedTuple):
    """A stretch of text that names a programme; `entry` is None where the lexicon does not have it."""

    start: int
    end: int
    kind: ProgramKind
    entry: Entry | None


def _in_marks(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is all that stands between two quotation marks."""
    return text[start - 1 : start] in tuple(_OPENING) and text[end : end + 1] in tuple(_CLOSING)


def _stands_free(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the characters around a lexicon match leave it what it is."""
    if start and text[start] in _NUMERALS and text[start - 1] in _NUMERALS:
        return False
    if text[end - 1] == "一" and text[end : end + 1] in _AFTER_ONE:
        return False
    if text[start] == "述" and (
        text.startswith("述职", max(0, start - 2)) or text.startswith(("报告", "人："), end)
    ):
        return False  # 述职述责述廉报告, 述责述廉报告 is what the report itself is called
    needed = entry.needs(text[start:end])
    if needed == "cue" and text.endswith(_OWN_CUE, start, end):
        return True
    if needed == "any" or (needed == "cue" and _in_marks(text, start, end)) or has_program_word(text, end):
        return True
    return text[end : end + 1] in _LIST_MARKS and _LIST_HEAD.match(text, end) is not None


def _names_an_organ(text: str, end: int, entry: Entry) -> bool:
    pattern = _BROAD_ORGAN_AFTER if entry.scope == "broad" else _ORGAN_AFTER
    return pattern.match(text, end) is not None


def _kind(entry: Entry, written: str) -> ProgramKind:
    """The kind of an entry as written: 碳达峰、碳中和 is 双碳 by another name, and no numeric shorthand."""
    return "numeric" if entry.kind == "numeric" and _NUMERAL_IN.search(written) else "named"


def _from_lexicon(text: str, lex: Lexicon) -> list[ProgramHit]:
    return [
        ProgramHit(start, _end_of_word(text, end), _kind(entry, text[start:end]), entry)
        for start, end, entry in lex.find(text)
        if _stands_free(text, start, end, entry) and not _is_part_of_longer(text, start, end, entry, lex)
    ]


def _is_part_of_longer(text: str, start: int, end: int, entry: Entry, lex: Lexicon) -> bool:
    """Whether a name in quotation marks makes another one with the words behind them: “两山”实践创新基地."""
    if entry.match != "cue" or not _in_marks(text, start, end):
        return False
    longer = lex.get_longer(text[start:end], text[end + 1 : end + 1 + _LONGEST_TAIL])
    return longer is not None and longer is not entry


def _end_of_word(text: str, end: int) -> int:
    """The end of a match, moved behind 度 where 首问负责制 was found in 首问负责制度."""
    return end + 1 if text[end - 1] == "制" and text[end : end + 1] == "度" else end


def _whole_of_quote(
    text: str, start: int, end: int, inside: list[ProgramHit], lex: Lexicon
) -> ProgramHit | None:
    """The programme that a quotation names as a whole; None where it names none, or only a part of it does."""
    name = text[start:end]
    if any((hit.start, hit.end) == (start, end) and hit.entry and hit.entry.emitted for hit in inside):
        return None
    # With the words behind it: “八五”普法, “断卡”行动.
    following = text[end + 1 : end + 1 + _LONGEST_TAIL]
    entry = _with_words_before(text, start, name, following, lex) or lex.get_longer(name, following)
    if entry is not None and not entry.emitted:
        return None
    entry = entry or resolve(name, lex)
    if entry is not None and not any(hit.entry is entry for hit in inside):
        return ProgramHit(start, end, _kind(entry, name), entry)
    if lex.is_word(name) or any((hit.start, hit.end) == (start, end) for hit in inside):
        return None
    if any(
        hit.entry and hit.entry.scope == "idea" and 2 * (hit.end - hit.start) > end - start for hit in inside
    ):
        return None
    if "、" in name and sum(_is_part(text, hit, start, end) for hit in inside) > 1:
        # “首问负责制、限时办结制” are two.
        return None
    first = next((hit for hit in inside if hit.start == start), None)
    if first and first.entry and first.entry.emitted and _TAIL_IN_QUOTES.fullmatch(text, first.end, end):
        return ProgramHit(start, end, first.kind, first.entry)
    holds_listed = any(hit.entry and hit.entry.emitted for hit in inside)
    kind = kind_of_quoted(text, start, end, holds_listed=holds_listed)
    return ProgramHit(start, end, kind, None) if kind else None


def _with_words_before(text: str, start: int, name: str, following: str, lex: Lexicon) -> Entry | None:
    """What a code names together with the words on both sides: 标准粮田“百千万”工程 is none of the other 百千万工程."""
    if name[0] not in _NUMERALS or len(name) > _LONGEST_CODE:
        return None
    sides = (text[max(0, start - 1 - size) : start - 1] for size in range(_LONGEST_SIDE, 1, -1))
    return next((entry for side in sides if (entry := lex.get_longer(side + name, following))), None)


def _is_part(text: str, hit: ProgramHit, start: int, end: int) -> bool:
    """Whether a hit is a listed programme and all that stands between two pause marks of the quotation [start, end)."""
    if hit.entry is None or not hit.entry.emitted:
        return False
    opens = hit.start == start or text[hit.start - 1] == "、"
    return opens and (hit.end == end or text[hit.end] == "、")


def _from_quotes(
    text: str, quoted: list[tuple[int, int]], listed: list[ProgramHit], lex: Lexicon
) -> list[ProgramHit]:
    hits = []
    starts = [hit.start for hit in listed]
    for start, end in quoted:
        inside = listed[bisect_left(starts, start) : bisect_left(starts, end)]
        whole = _whole_of_quote(text, start, end, inside, lex)
        if whole is not None:
            hits.append(whole)
    return hits


def _from_bare_text(
    text: str, listed: list[ProgramHit], words: list[tuple[int, int]], lex: Lexicon
) -> list[ProgramHit]:
    hits = [ProgramHit(start, end, kind, None) for start, end, kind in bare_names(text)]
    firm = [(hit.start, hit.end) for hit in listed if hit.entry and hit.entry.scope == "firm"]
    hits += [
        ProgramHit(start, end, kind, None)
        for start, end, kind in parallel_names(text, firm)
        if not lex.is_word(text[start:end])
    ]
    for start, end in (*words, *bare_shorthand(text)):
        name = text[start:end]
        if not lex.is_word(name):
            known = resolve(name, lex)
            hits.append(ProgramHit(start, end, known.kind if known else "numeric", known))
    hits += [ProgramHit(start, end, "named", None) for start, end in bare_campaigns(text)]
    hits += _misspelt(text, listed, lex)
    return hits


def _misspelt(text: str, listed: list[ProgramHit], lex: Lexicon) -> list[ProgramHit]:
    """Listed names with one wrong character right behind a verb: 落实一岗双则."""
    known = {hit.start for hit in listed}
    hits = []
    for start in after_verbs(text):
        if start in known:
            continue
        run = _HAN_RUN.match(text, start, start + _LONGEST_MISSPELT)
        found = resolve_start(run.group(), lex) if run else None
        if found is not None:
            length, entry = found
            hits.append(ProgramHit(start, start + length, _kind(entry, text[start : start + length]), entry))
    return hits


def _quoted_again(text: str, quoted: list[tuple[int, int]], hits: list[ProgramHit]) -> list[ProgramHit]:
    """Names in quotation marks that elsewhere are said to be those of a programme: “532”这样的做法."""
    kinds = {
        text[hit.start : hit.end]: hit.kind
        for hit in hits
        if hit.entry is None and (_in_marks(text, hit.start, hit.end) or text[hit.start : hit.end].isdigit())
    }
    kinds = {name: kind for name, kind in kinds.items() if name not in HOTLINES and name[-1] not in "团队"}
    return [
        ProgramHit(start, end, kinds[text[start:end]], None)
        for start, end in quoted
        if text[start:end] in kinds
    ]


def find_programs(text: str, lex: Lexicon | None = None) -> list[ProgramHit]:
    """Find the programmes that a text names.

    Args:
        text: cleaned text of one report.
        lex: the lexicon; the package's own by default.

    Returns:
        Non-overlapping hits in text order. Where two readings meet, a whole quotation goes before a listed name,
        a listed name before unlisted shorthand, the longer before the shorter.

    """
    lex = lex or lexicon()
    titles = Occupied(match.span() for match in _TITLES.finditer(text))
    words = list(count_words(text))
    quoted = list(quotations(text))
    listed = [
        hit
        for hit in _from_lexicon(text, lex)
        if not titles.meets(hit.start, hit.end) and not _is_fragment(hit, words)
    ]
    kept: list[ProgramHit] = []
    for candidates in (
        _from_quotes(text, quoted, listed, lex),
        listed,
        _from_bare_text(text, listed, words, lex),
    ):
        taken = Occupied([*((hit.start, hit.end) for hit in kept), *_nouns_behind(text, kept)])
        last = -1
        for hit in sorted(candidates, key=lambda hit: (hit.start, -hit.end)):
            if hit.start < last or taken.meets(hit.start, hit.end) or titles.meets(hit.start, hit.end):
                continue
            kept.append(hit)
            last = hit.end
    known = {hit.start for hit in kept}
    kept += [hit for hit in _quoted_again(text, quoted, kept) if hit.start not in known]
    kept.sort(key=lambda hit: hit.start)
    return [hit for hit in kept if _is_mention(text, hit)]


def _is_fragment(hit: ProgramHit, words: list[tuple[int, int]]) -> bool:
    """Whether a short listed name is a part of a longer word of counts: 四包 in 四联四包."""
    length = hit.end - hit.start
    if length > _LONGEST_FRAGMENT or hit.entry is None or not hit.entry.emitted:
        return False
    return any(start <= hit.start and hit.end <= end and length < end - start for start, end in words)


def _nouns_behind(text: str, hits: list[ProgramHit]) -> list[tuple[int, int]]:
    """Where a noun says what kind of thing a quotation is: “甲”警示教育 is one programme, not two."""
    tails = (
        STRONG_HEAD_AFTER.match(text, hit.end + 1) for hit in hits if _in_marks(text, hit.start, hit.end)
    )
    return [tail.span() for tail in tails if tail is not None]


def _is_mention(text: str, hit: ProgramHit) -> bool:
    """Whether a hit is a mention: not of a slogan or a thing, and not part of an institution's name."""
    if hit.entry is None:
        return True
    if hit.entry.scope == "plain":
        # Standing work becomes a campaign in quotation marks before its noun: “大排查大整治”专项行动.
        return _in_marks(text, hit.start, hit.end) and STRONG_HEAD_AFTER.match(text, hit.end + 1) is not None
    if hit.entry.scope == "thing" and _in_marks(text, hit.start, hit.end):
        return _ACTED_OUT.match(text, hit.end + 1) is not None
    if text[hit.end : hit.end + 1] == "率" and text[hit.end : hit.end + 2] != "率先":
        # 党员联户率 is a figure.
        return False
    if hit.entry.name in _TALKS and _TALKED_WITH.search(
        text, max(0, hit.start - _LONGEST_COMPANY), hit.start
    ):
        return False
    return hit.entry.emitted and not _names_an_organ(text, hit.end, hit.entry)


_SENTENCE_END = re.compile(r"[。！？\n]")


def _sentence_around(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> tuple[int, int]:
    """The sentence that holds a mention: by the pipeline's own division where there is one, else by punctuation."""
    if sentences:
        found = sentence_at(sentences, start)
        if found[0] <= start and end <= found[1]:
            return found
    before = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 300), start)), default=0
    )
    after = _SENTENCE_END.search(text, end)
    return before or max(0, start - 300), after.end() if after else len(text)


class ProgramFinder:
    """Write the programmes of a report into ``doc.spans["program"]``."""

    def __init__(self, lex: Lexicon | None = None) -> None:
        self._lexicon = lex or lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Find, name and bind the programmes of `doc`."""
        text = text_of(doc)
        sentences = char_offsets(doc, "sentences")
        hits, year = find_programs(text, self._lexicon), doc._.year
        write_spans(
            doc,
            "program",
            ((hit.start, hit.end, self._record(text, hit, sentences, year)) for hit in hits),
        )
        return doc

    def _record(
        self, text: str, hit: ProgramHit, sentences: list[tuple[int, int]], year: int | None
    ) -> Program:
        written = text[hit.start : hit.end]
        items = spelled_out(text, hit.start, hit.end, written) if hit.kind == "numeric" else ()
        if hit.entry is None:
            return Program(written, hit.kind, items=items)
        sentence = _sentence_around(text, hit.start, hit.end, sentences)
        sense = bind(hit.entry, text, (hit.start, hit.end), sentence, year=year, items=items)
        return Program(hit.entry.name, hit.kind, hit.entry.category, sense, items)


@Language.factory("shutu_programs", assigns=["doc.spans"])
def make_programs(nlp: Language, name: str) -> ProgramFinder:  # noqa: ARG001 - spaCy's signature
    """Make the component that finds programmes."""
    return ProgramFinder()
