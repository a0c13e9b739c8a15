"""Page furniture: page numbers, running headers and footers, which cut sentences in two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.lines import Line, is_unfinished, width
from pipeline.wrapping import opens_block

__all__ = ["strip_furniture"]

#: Page numbers that cannot be anything else, wherever they stand: - 3 -, 第3页, 第3页 共10页, Page 3 of 10.
_SURE_NUMBER = re.compile(
    r"[-–—―~·]{1,3} ?[0-9]{1,4} ?[-–—―~·]{1,3}"
    r"|第 ?[0-9]{1,4} ?页(?:[,，/ ]{0,3}共 ?[0-9]{1,4} ?页)?"
    r"|[Pp]age ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?"
)
#: What is a page number only at a page's edge, and in step with the pages.
_LIKELY_NUMBER = re.compile(r"([0-9]{1,4})(?: ?/ ?[0-9]{1,4})?")
_OUTER_NUMBER = re.compile(
    r"^[0-9]{1,4}[ \t]*|[ \t]*(?:第 ?)?[0-9]{1,4}(?: ?页)?(?:[/,，共 ]{1,3}[0-9]{1,4}(?: ?页)?)?$"
)
_TITLE_LIKE = re.compile("报告|总结|汇报|汇编|讲话|发言")
#: Lines at either edge of a page that may be furniture.
_EDGE = 2
#: A running line stands on at least this share of the pages (odd and even pages may differ).
_SHARE = 0.4
#: What comes back so many times is no chance.
_SURELY_MANY = 3
#: A line narrower than this, in columns, may well end where it ends.
_NARROWEST = 20


def strip_furniture(lines: Sequence[Line]) -> list[Line]:
    """Take page numbers, running headers and running footers out of the lines of a text.

    Pages are known by form feeds. Where there are none, only lines that cannot be anything but a page number go.
    """
    pages = _pages([line for line in lines if not _is_sure_number(line.text)])
    if len(pages) > 1:
        pages = _without(pages, _numbers_in_step(pages))
        pages = _without(pages, _running_lines(pages))
    return [line for page in pages for line in page]


def _is_sure_number(line: str) -> bool:
    return len(line) <= 20 and _SURE_NUMBER.fullmatch(line) is not None


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = []
    for line in lines:
        if not pages or line.opens_page:
            pages.append([])
        pages[-1].append(line)
    return pages


def _without(pages: Iterable[Sequence[Line]], unwanted: set[int]) -> list[list[Line]]:
    """The pages without these lines (known by their identity); the first line left on a page opens it."""
    left = []
    for number, page in enumerate(pages):
        kept = [line for line in page if id(line) not in unwanted]
        if kept:
            kept[0].opens_page = number > 0
            left.append(kept)
    return left


def _numbers_in_step(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Bare figures at page edges that count up with the pages."""
    found: dict[int, list[Line]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in {id(line): line for line in (page[0], page[-1])}.values() if len(page) > _EDGE else ():
            match = _LIKELY_NUMBER.fullmatch(line.text) if len(line.text) <= 12 else None
            if match:
                found[int(match[1]) - number].append(line)
    steps = max(found.values(), key=len, default=[])
    return {id(line) for line in steps} if len(steps) >= max(2, len(pages) / 2) else set()


def _running_lines(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Lines that come back at the same edge of the pages.

    Titles and headings may come back too, at the head of each report of a compilation. Lines that could be such,
    and lines that are seen only twice, are furniture only if they cut a sentence somewhere. A title is kept where
    it stands first: that may be the title itself.
    """
    groups = [group for at_top in (True, False) for group in _repeated(pages, at_top=at_top)]
    repeated = {id(line) for group in groups for _, line in group}
    cut = _cut_pages(pages, repeated)
    unwanted: set[int] = set()
    for group in groups:
        text = group[0][1].text
        is_title = _TITLE_LIKE.search(text) is not None
        cuts = any(number in cut for number, _ in group[1:])
        if cuts or not (is_title or len(group) < _SURELY_MANY or opens_block(text) or text[-1] in "：:。"):
            unwanted.update(id(line) for _, line in (group[1:] if is_title else group))
    return unwanted


def _repeated(pages: Sequence[Sequence[Line]], *, at_top: bool) -> Iterator[list[tuple[int, Line]]]:
    """Lines at one edge of the pages that say the same, with the numbers of their pages, if there are enough."""
    seen: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, page in enumerate(pages):
        # A page of few lines is a cover; its lines are the text.
        edge = [] if len(page) <= _EDGE else page[:_EDGE] if at_top else page[-_EDGE:]
        for signature, line in {_signature(line.text): line for line in edge}.items():
            if signature:
                seen[signature].append((number, line))
    yield from (group for group in seen.values() if len(group) >= max(2, _SHARE * len(pages)))


def _cut_pages(pages: Sequence[Sequence[Line]], repeated: set[int]) -> set[int]:
    """Numbers of the pages whose beginning or end cuts a sentence, the repeated lines left aside."""
    cut: set[int] = set()
    for number, page in enumerate(pages[:-1]):
        last = next((line.text for line in reversed(page) if id(line) not in repeated), "")
        if width(last) >= _NARROWEST and is_unfinished(last):
            cut.update((number, number + 1))
    return cut


def _signature(line: str) -> str:
    """What of a line stays the same from page to page; empty for what cannot be a running line."""
    core = _OUTER_NUMBER.sub("", line)
    return core if 2 <= len(core) <= 60 and Counter(map(_is_word, core))[True] >= 2 else ""


def _is_word(character: str) -> bool:
    return character.isalpha()
