"""What the words around a possible name say for or against its being a place."""

from __future__ import annotations

import re
from collections.abc import Container

from extractors.names import load_names
from extractors.place_data import place_data
from extractors.place_found import BREAK
from extractors.place_lattice import Edge

__all__ = [
    "CUE",
    "LIES",
    "LIST",
    "OPENING",
    "PARENT",
    "ends_given_name",
    "evidence_after",
    "evidence_before",
    "evidence_of_profile",
]

#: Right behind another place, or in a list with one.
PARENT = 9.0
#: Behind a preposition or a verb of going, working, being in charge.
CUE = 5.0
#: Behind a verb of any other action.
WEAK_CUE = 2.5
#: Behind an enumeration comma, and behind any other punctuation.
LIST, OPENING = 3.0, 2.5
#: Before a word that says what people do at places.
CUE_AFTER = 2.0

#: Behind a name, what only a place has: 石坎村辖5个村民小组; 石坎村，全村1100人; 石坎镇第五届人民代表大会.
PROFILE = 6.5
_FIGURE = "[0-9一二两三四五六七八九十]"
_PROFILE = re.compile(
    f"(?:现|共|总|下)?(?:下?辖|管辖)(?:有|区)?{_FIGURE}|，全[村镇乡](?:共有|现有|有|共)?{_FIGURE}|第{_FIGURE}{{1,3}}届(?:人民|人大|党|村|居)"
)
#: The same at the head of a clause, though the name is a word: 回环村地处山腰.
LIES = re.compile("地处|位于|坐落")
#: A year at the head of a clause, as titles have it: 2016年溪口乡工作总结.
_OF_A_YEAR = re.compile(
    r"(?<![^\n\s，。；：、（(《])(?:(?:19|20)[0-9XＸx×*]{2}|[XＸx×*]{2,4})年(?:度|[上下]半年)?$"
)
#: Any other time there: 今年军屯村, 10月中沙村.
_OF_A_TIME = re.compile(
    r"(?<![^\n\s，。；：、（(《])(?:(?:今|去|前|当|全|近|本|次|同|上)年|年[初底终]|目前|如今|现在|近年来|年内|今年以来|去年以来|(?:1[0-2]|[1-9])月(?:份|底|初)?)$"
)
_TIME_ENDS = frozenset("年初底终前今在来内月份")
_LONGEST_YEAR = 9
_HOUSEHOLDS = re.compile(r"[0-9]{1,4}余?户[0-9、，。；]")

#: What the word before a name says for it, by part of speech; "g", "G", "N" are readings as names.
_BEFORE = {
    "p": 4.0, "c": 3.0, "v": 1.5, "f": 1.0, "t": 1.0, "d": 0.5, "u": 0.5,
    "n": -4.0, "h": -4.0, "b": -4.0, "a": -3.0, "j": -3.0, "w": -1.0, "m": -5.0, "q": -5.0, "r": -5.0, "?": -5.0,
    "g": PARENT, "G": PARENT, "N": PARENT,
}  # fmt: skip

#: 卖到了武汉: the goods, or somebody, went there.
_GONE_TO = re.compile("[到去]了$")


def evidence_before(text: str, ends: Container[int], start: int, left: int, before: Edge | None) -> float:
    """Weight of what stands before a name.

    Args:
        text: the report.
        ends: where known places end.
        start: where the name starts.
        left: where the window starts that `before` counts from.
        before: the piece of the reading before the name, None where the name opens its window.

    """
    if before is not None:
        if text[start - 1] in "年度" and _OF_A_YEAR.search(text, max(0, start - _LONGEST_YEAR), start):
            return OPENING
        if text[start - 1] in _TIME_ENDS and _OF_A_TIME.search(text, max(0, start - _LONGEST_YEAR), start):
            return OPENING
        if before.kind not in "gGN":
            word = text[left + before.start : start]
            if word in place_data().cues_before or _GONE_TO.search(text, max(0, start - 2), start):
                return CUE
            if word in place_data().cues_before_weak:
                return WEAK_CUE
        return _BEFORE.get(before.kind, 0.0)
    if start in ends:
        return PARENT
    mark = text[start - 1] if start else "\n"
    if mark == "、":
        return PARENT if start - 1 in ends else LIST
    return OPENING if BREAK.match(mark) else 0.0


def evidence_after(text: str, end: int) -> float:
    """Weight of what stands after a name."""
    following = text[end : end + 6]
    cues = place_data().cues_after
    if any(following[:length] in cues for length in range(1, len(following) + 1)):
        return CUE_AFTER
    return 0.5 if not following or BREAK.match(following[0]) else 0.0


def evidence_of_profile(text: str, start: int, end: int) -> float:
    """Weight of a place's profile behind its name: its groups, its congress, and its households in a row of such."""
    if _PROFILE.match(text, end):
        return PROFILE
    opens = start and BREAK.match(text[start - 1]) is not None and text[start - 1] not in "“‘《"
    if opens and LIES.match(text, end):
        return PROFILE
    return LIST if opens and _HOUSEHOLDS.match(text, end) else 0.0


def ends_given_name(text: str, start: int) -> bool:
    """Whether the river at `start` is what somebody is called: 李长江, behind a mark or at the head of a list."""
    if not start or text[start - 1] not in load_names().common:
        return False
    return start == 1 or BREAK.match(text[start - 2]) is not None or text[start - 2] in "由和与请让"
