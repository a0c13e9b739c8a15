"""Where who reports serves, by its place in the title: 什万岭乡乡长…述职报告.

In running text the letters of a name must tell that it is one; between the beginning of a title and a post of a township
nothing else can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.place_data import place_data
from extractors.place_divisions import UpperName
from extractors.place_found import SUFFIX_LEVELS, Found
from extractors.place_lattice import words
from extractors.spans import Occupied

__all__ = ["titled_places"]

_NAME = r"(?P<name>[^\W\d_A-Za-z某乡镇街省市县区州旗盟各全本我该贵优]{2,5}(?:乡|镇|苏木))"
_POST = "(?:党委|党工委|人民政府|政府|人大|纪委|武装部|副?[乡镇]长|副?苏木达|组织委员|宣传委员|统战委员|政法委员|妇联|工会|团委)"
_TITLE = re.compile(
    r"\s*(?:中共)?(?:[\u4e00-\u9fff]{2,8}?[省市县区州旗盟]){0,3}?"
    rf"{_NAME}(?={_POST}[^\n。；]{{0,30}}(?:述职|述廉|述德|述学))"
)
#: Words that begin a post in a village.
_VILLAGE_POST = "(?:党支部|党总支|党委|两委|村委会|居委会|驻村|第一书记|支部书记|书记|主任)"
_LETTER = "[^\\W\\d_A-Za-z某各全本我该乡镇街省市县区州旗盟村]"
#: The title alone, and in the next line where who reports serves: （卡索乡却滩村驻村第一书记　祁永昌）.
_UNDER_TITLE = re.compile(
    r"\s*[^\n。；]{0,24}述[职廉德学][^\n。；]{0,24}\n\s*(?:——|—|[（(])?(?:中共)?"
    rf"(?P<county>{_LETTER}{{2,4}}[县旗])?(?P<town>{_LETTER}{{2,5}}(?:乡|镇|苏木))?(?P<village>{_LETTER}{{1,5}}村)?"
    rf"(?:(?<=村)(?={_VILLAGE_POST})|(?<=[乡镇木])(?={_POST}))[^\n，。；：]{{0,24}}(?:\n|$)"
)


def titled_places(text: str, uppers: Iterable[tuple[int, int, UpperName]]) -> Iterator[Found]:
    """Where who reports serves, by the title and the line below it.

    Args:
        text: a report.
        uppers: where names of known divisions stand, which are no part of a county's.

    """
    match = _TITLE.match(text) or _UNDER_TITLE.match(text)
    if match is None:
        return
    divisions = Occupied((start, end) for start, end, _ in uppers)
    for group in match.re.groupindex:
        start, end = match.span(group)
        if start < end and not (group == "county" and divisions.meets(start, end)):
            name = match[group]
            suffix = next(suffix for suffix in ("苏木", name[-1]) if name.endswith(suffix))
            level = SUFFIX_LEVELS[suffix]
            stem = name.removesuffix(suffix)
            if stem not in place_data().generic[level] and words().find(stem) is None:
                yield Found(start, end, name, level, "title")
