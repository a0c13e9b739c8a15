"""Classes that leave nothing out, so that they make up their total without being said to: 专职 and 兼职, 合格 and 不合格."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from graph.findings.segments import Segment
from graph.findings.sum_parts import COMPARED, JOINED, STAGES, plain_item, same
from graph.findings.words import word_class

__all__ = ["classes_after"]


class _Partition(NamedTuple):
    """Classes that leave nothing out: 专职 and 兼职; with the words of a total of which that is so (危房: C级, D级)."""

    classes: tuple[tuple[str, ...], ...]
    of: tuple[str, ...]


#: What may stand before the name of a class, and behind one of several without telling it from the others.
_TO_CLASS = re.compile("[，、；：:（( ]*(?:包括|包含)?[，：:]?(?:和|及|以及|与|有|为|是)?")
_THING_BETWEEN = 16
_NEUTRAL = frozenset({"", "性", "的", "人员", "编制", "岗位", "岗", "类", "户", "人", "收入", "面积"})
_NEGATION = re.compile("尚未|没有|[未不没无非]")
#: What takes its time, besides stages: what is begun may be neither 获批 nor 未获批.
_UNDER_WAY = re.compile("批|审|立项|录|办|工|解决|落实|处理|处置|改造|建|拆|签|验收|评")


def classes_after(segment: Segment, at: int, among: bool) -> int:
    """How many figures behind a total are of classes that leave nothing out, as men and women do; 0 where they are not.

    `among` says that the list is one of parts by its words.
    """
    first = _class_name(segment, at + 1) if at + 2 < len(segment.figures) else ""
    if among and _negated(first, _class_name(segment, at + 2) if first else ""):
        return 2 if _alone(segment, at, 2) else 0
    partitions, begins = _partitions()
    if not first or not begins.match(first):
        return 0
    alone = {count: _alone(segment, at, count) for count in {len(one.classes) for one in partitions}}
    named = {
        count: [_class_name(segment, at + 1 + part) for part in range(count)]
        for count in alone
        if alone[count]
    }
    for partition in partitions:
        count = len(partition.classes)
        if count in named and _are_all(segment, at, partition, named[count]):
            return count
    return 0


@cache
def _partitions() -> tuple[tuple[_Partition, ...], re.Pattern[str]]:
    """All partitions, and what a name in one of them begins with."""
    found = []
    for line in sorted(word_class("leaving_nothing_out")):
        of, _, listed = line.rpartition("：")
        classes = tuple(tuple(names.split("|")) for names in listed.split("/"))
        found.append(_Partition(classes, tuple(of.split("|")) if of else ()))
    names = {name for partition in found for names in partition.classes for name in names}
    return tuple(found), re.compile("|".join(map(re.escape, names)))


def _class_name(segment: Segment, at: int) -> str:
    """What a part is called, without what leads up to it."""
    words = segment.before[at]
    thing, among, name = words.rpartition("其中")
    # 137名网格员，其中专职46名: what was counted may stand between.
    if among and len(thing) > _THING_BETWEEN:
        return ""
    lead = _TO_CLASS.match(name)
    return name[lead.end() if lead else 0 :].strip(" ）)（(")


def _alone(segment: Segment, at: int, count: int) -> bool:
    """Whether just so many parts follow a total, of its kind, and no other after them."""
    parts = segment.figures[at + 1 : at + 1 + count]
    if len(parts) < count or not all(same(segment.figures[at], part) for part in parts):
        return False
    last = at + count
    if JOINED.match(segment.following(last)) or segment.following(last).startswith("等"):
        return False
    more = last + 1 < len(segment.figures) and same(segment.figures[at], segment.figures[last + 1])
    return not (more and plain_item(segment.before[last + 1]))


def _are_all(segment: Segment, at: int, partition: _Partition, names: Sequence[str]) -> bool:
    """Whether the parts behind a total are the classes of a partition, one each, and of nothing but what it counts."""
    # Most are not, which is seen at once.
    if not all(any(name.startswith(classes) for name in names) for classes in partition.classes):
        return False
    following = segment.following(at)
    counted = segment.said(at) + following[: following.rfind(names[0])]
    said = counted + names[0] if "其中" in following else counted
    if partition.of and not any(word in said for word in partition.of):
        return False
    # What was counted may be of one class itself: 女干部18人.
    if any(COMPARED.search(name) for name in names) or any(
        map(segment.clause(at).startswith, partition.classes)
    ):
        return False
    # 干部62人，其中女党员18人，男党员28人: only what was counted is divided.
    left = [_behind_class(names, classes) for classes in partition.classes]
    return all(end is not None and (end in _NEUTRAL or end.removeprefix("性") in counted) for end in left)


def _behind_class(names: Sequence[str], classes: tuple[str, ...]) -> str | None:
    """What stands behind a class's name in the one that begins with it; None where none does."""
    ends = [name.removeprefix(word) for name in names for word in classes if name.startswith(word)]
    return min(ends, key=len, default=None)


def _negated(one: str, other: str) -> bool:
    """Whether one class is all that is not in the other, 合格 and 不合格, with nothing under way between them."""
    negation = _NEGATION.match(other)
    kind = one.removeprefix("已").removeprefix("有")
    if negation is None or len(kind) < 2 or other[negation.end() :] != kind:
        return False
    return not (STAGES.search(kind.replace("合格", "")) or _UNDER_WAY.search(kind))
