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

_TITLE = re.compile(
    r"\s*(?:中共)?(?:[\u4e00-\u9fff]{2,8}?[省市县区州旗盟]){0,3}?"
    r"(?P<name>(?P<stem>[^\W\d_A-Za-z某乡镇街省市县区州旗盟各全本我该贵优]{2,5})(?P<suffix>乡|镇|苏木))"
    r"(?=(?:党委|党工委|人民政府|政府|人大|纪委|武装部|副?[乡镇]长|副?苏木达|组织委员|宣传委员|统战委员|政法委员|妇联|工会|团委)"
    r"[^\n。；]{0,30}(?:述职|述廉|述德|述学))"
)


def titled_township(text: str, places: Iterable[Found]) -> Iterator[Found]:
    """The township that the first line of a report names before the post of who reports, unless `places` has it."""
    match = _TITLE.match(text)
    if match is None or any(
        place.start < match.end("name") and match.start("name") < place.end for place in places
    ):
        return
    level = SUFFIX_LEVELS[match["suffix"]]
    generic = match["stem"] in place_data().generic[level] or words().find(match["stem"]) is not None
    if not generic:
        yield Found(*match.span("name"), match["name"], level, "title")
