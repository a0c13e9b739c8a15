"""The township whose officer reports, by its place in the title: 什万岭乡乡长…述职报告.

In running text the letters of a name must tell that it is one; between the beginning of a title and a post of a township
nothing else can stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.place_data import place_data
from extractors.place_found import SUFFIX_LEVELS, Found
from extractors.place_lattice import words

__all__ = ["titled_township"]

_NAME = r"(?P<name>(?P<stem>[^\W\d_A-Za-z某乡镇街省市县区州旗盟各全本我该贵优]{2,5})(?P<suffix>乡|镇|苏木))"
_POST = "(?:党委|党工委|人民政府|政府|人大|纪委|武装部|副?[乡镇]长|副?苏木达|组织委员|宣传委员|统战委员|政法委员|妇联|工会|团委)"
_TITLE = re.compile(
    r"\s*(?:中共)?(?:[\u4e00-\u9fff]{2,8}?[省市县区州旗盟]){0,3}?"
    rf"{_NAME}(?={_POST}[^\n。；]{{0,30}}(?:述职|述廉|述德|述学))"
)
#: The title alone, and in the next line who reports: X镇党委委员、组织委员　李晓琴.
_UNDER_TITLE = re.compile(
    r"\s*[^\n。；]{0,24}述[职廉德学][^\n。；]{0,24}\n\s*(?:——|—)?(?:中共)?"
    rf"{_NAME}(?={_POST}[^\n，。；：]{{0,20}}(?:\n|$))"
)


def titled_township(text: str, places: Iterable[Found]) -> Iterator[Found]:
    """The township that the title of a report names before the post of who reports, unless `places` has it."""
    match = _TITLE.match(text) or _UNDER_TITLE.match(text)
    if match is None or any(
        place.start < match.end("name") and match.start("name") < place.end for place in places
    ):
        return
    level = SUFFIX_LEVELS[match["suffix"]]
    generic = match["stem"] in place_data().generic[level] or words().find(match["stem"]) is not None
    if not generic:
        yield Found(*match.span("name"), match["name"], level, "title")
