"""Numerals as officials write them: Arabic, Chinese, mixed, approximate and masked.

`SCANNER` finds where a numeral stands, in one pass over half-width text, and `read` says what it means:

    3.45万      34500                 三四十      30 to 40
    1,300余     1300 or more          十几        10 or more
    3千5百      3500                  二百余万    2000000 or more
    一百二      120                   xx万, **    masked: no value

Values are exact: they are computed with `Decimal`, never with binary floats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

__all__ = [
    "FOLD",
    "MAX_LENGTH",
    "SCANNER",
    "Numeral",
    "fold",
    "read",
]

Style = Literal["arabic", "chinese", "masked"]

#: A longer run of numerals is no number that anybody writes.
MAX_LENGTH = 24

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_LARGE = "壹贰叁肆伍陆柒捌玖拾佰仟"
_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GREAT = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_ALL_SCALES = {char: Decimal(value) for char, value in (_SCALES | _GREAT).items()}
_MASKS = "xX×*□○_＿"
_VAGUE = "几数"
_MORE = "余多"

#: Full-width forms fold to half width one to one, so that offsets stay as they are.
FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？（）"}
    | {"　": " ", "\u00a0": " ", "－": "-", "﹣": "-", "−": "-", "﹪": "%", "٪": "%", "∕": "/", "⁄": "/"}
    | {
        "✱": "*",
        "∗": "*",
        "╳": "×",
        "✕": "×",
        "✖": "×",
        "Ⅹ": "X",
        "Х": "X",
        "х": "x",
        "乂": "×",
        "◯": "○",
    }
)


#: `str.translate` looks every character up; cleaned text has next to nothing to fold.
_FOLDS = re.compile(f"[{re.escape(''.join(map(chr, FOLD)))}]")


def fold(text: str) -> str:
    """Half-width form of `text`, of the same length: every offset keeps its character."""
    return _FOLDS.sub(lambda found: FOLD[ord(found.group())], text)


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says.

    Attributes:
        value: the number; the lower one of neighbouring digits (三四十); None when masked.
        value_max: the upper one of neighbouring digits, else None.
        more: said to be more than `value` (余, 多, 几).
        style: arabic, chinese or masked.
        scale: what its last part is multiplied by (万 in 1.2万 is 10000); 1 without one.
        pure_scale: nothing but 百, 千, 万, 亿 (百余, 万): a number only where something says so.

    """

    value: Decimal | None
    value_max: Decimal | None
    more: bool
    style: Style
    scale: int = 1
    pure_scale: bool = False


_C = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅"
_KILO = "瓦克伏焦帕卡赫牛"
#: 千瓦 and 千克 are units: their 千 multiplies nothing. 5千米 is 5 km, 五千米 can only be 5000 m.
_SCALE = rf"(?:[百万亿]|千(?![{_KILO}米]))"
_CHINESE = rf"(?:[{_C.replace('千', '')}○几]|千(?![{_KILO}]))"
#: 来 belongs to the numeral only before a unit that people use it with (十来个), since 近年来 ends in it too.
_COME = r"(?:来(?=[个名户人次家万亿亩天条项岁米斤吨座处件本位篇台只头张份期场公棵株套]))?+"
#: One character of a numeral, then the rest of it. Every repetition is possessive: nothing is ever tried twice.
SCANNER = re.compile(
    rf"[0-9{_C}几数半xX×*□○_]"
    r"(?:"
    # 1,300余; 1.2万; 3千5百; 30余万; and partly masked figures (1X, 2.x万)
    r"(?<=[0-9])[0-9]*+(?:\.[0-9]++)?+(?:[,，][0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+"
    rf"(?:[余多来几]?{_SCALE}++(?:[0-9]++(?:\.[0-9]++)?(?=[百千万亿]))?+)*+[余多]?+{_COME}"
    rf"(?:[{_MASKS}]++[百千万亿]*+[余多]?+)?+"
    # 三百六十; 十几; 二百余万; 七十来万; 三点五
    rf"|(?<=[{_C}几]){_CHINESE}*+(?:点[零〇一二三四五六七八九]++[万亿]*+)?+(?:(?:[余多]|来(?=[万亿]))[百千万亿]*+)?+{_COME}"
    # 半亩: half of what land, goods and roads are measured by
    r"|(?<=半)(?<![一二三四五六七八九十两几大小多过对各]半)(?=亩|斤|公里)"
    # 数十, 数百万
    r"|(?<=数)[十百千万亿]++[余多]?+"
    # xx, **, x.x万余
    rf"|(?<=[xX×*□○_])[{_MASKS}0-9]*+(?:\.[{_MASKS}0-9]++)?+[余多]?+[十百千万亿]*+[余多]?+"
    r")"
)

_MIXED_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千万亿]*)")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")


@lru_cache(maxsize=65_536)
def read(run: str) -> Numeral | None:
    """What the numeral `run` means; None when it is no number after all.

    Args:
        run: half-width text of one numeral with the approximations inside it, as `SCANNER` finds it.

    """
    if not run or len(run) > MAX_LENGTH:
        return None
    if run == "半":
        return Numeral(Decimal("0.5"), None, more=False, style="chinese")
    if _is_masked(run):
        return _masked(run)
    if run[0] in "0123456789":
        return _mixed(run)
    return _chinese(run)


def _is_masked(run: str) -> bool:
    if any(char in "xX×*□_＿" for char in run):
        return True
    # A circle among Chinese digits is a zero (二○二三), alone it hides a figure.
    return "○" in run and all(char in "○余多百千万亿十0123456789." for char in run)


def _masked(run: str) -> Numeral:
    scale = 1
    for char in run:
        scale *= int(_ALL_SCALES.get(char, 1))
    return Numeral(None, None, more=any(char in _MORE for char in run), style="masked", scale=scale)


def _mixed(run: str) -> Numeral | None:
    """Arabic digits, with thousands separators and Chinese scales: 1,300余, 3千5百, 1.2万, 2亿3000万."""
    more = False
    for char in "余多来几":
        if char in run:
            more, run = True, run.replace(char, "")
    if "," in run or "，" in run:
        head = _THOUSANDS.match(run)
        if head is None or head.group()[0] == "0":
            return None
        run = re.sub("[,，]", "", head.group()) + run[head.end() :]
    total = section = Decimal(0)
    last_scale, at, previous = 1, 0, Decimal("Infinity")
    for part in _MIXED_PART.finditer(run):
        if part.start() != at:
            return None
        at = part.end()
        number, scales = Decimal(part.group(1)), part.group(2).replace("万亿", "亿万")
        last_scale = 1
        value = number
        for char in scales:
            factor = _ALL_SCALES[char]
            last_scale *= int(factor)
            if char in _SCALES:
                value *= factor
            elif section:
                # The 5 of 3千5百万 belongs under the same 万 as the 3.
                section, value = (section + value) * factor, Decimal(0)
                total, section = total + section, Decimal(0)
            else:
                value *= factor
        if last_scale >= previous:
            return None  # 3百5千 is no number
        previous = Decimal(last_scale)
        if any(char in _GREAT for char in scales):
            total += value
        else:
            section += value
    if at != len(run):
        return None
    return Numeral(total + section, None, more, "arabic", last_scale)


def _chinese(run: str) -> Numeral | None:
    more = "来" in run or any(char in _MORE for char in run)
    run = run.replace("余", "").replace("多", "").replace("来", "")
    if not run:
        return None
    if run in _LARGE:
        return None  # 陆家嘴: large characters are digits only in numbers
    whole, point, decimals = run.partition("点")
    great = decimals.lstrip("零〇一二三四五六七八九")
    decimals = decimals.removesuffix(great)
    bounds = _chinese_bounds(whole)
    if bounds is None:
        return None
    low, high, vague, scale = bounds
    value = Decimal(low)
    if point:
        if high != low or vague:
            return None
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in decimals))
        for char in great:  # 一点二余千, too
            value *= _ALL_SCALES[char]
            scale *= int(_ALL_SCALES[char])
    pure = all(char in "百千万亿" for char in run)
    return Numeral(
        value, Decimal(high) if high != low else None, more or vague, "chinese", scale, pure_scale=pure
    )


def _chinese_bounds(run: str) -> tuple[int, int, bool, int] | None:
    """``(low, high, vague, last scale)`` of a whole Chinese number; low and high differ for neighbouring digits."""
    run = run.replace("廿", "二十").replace("卅", "三十")
    if len(run) > 1 and all(char in _DIGITS for char in run):
        return _digits_only(run)
    reader = _Reader()
    for char in run:
        if not reader.take(char):
            return None
    return reader.result()


def _digits_only(run: str) -> tuple[int, int, bool, int] | None:
    if len(run) == 2 and _neighbours(_DIGITS[run[0]], _DIGITS[run[1]]):
        return _DIGITS[run[0]], _DIGITS[run[1]], False, 1
    if any(char in "零〇○" for char in run[1:]) and run[0] not in "零〇○两":
        number = int("".join(str(_DIGITS[char]) for char in run))
        return number, number, False, 1
    return None


def _neighbours(low: int, high: int) -> bool:
    """三四, 两三; and 三五, the only pair with a gap that people use."""
    return (low > 0 and high == low + 1) or (low, high) == (3, 5)


class _Reader:
    """Reads a Chinese number from left to right: sections of thousands, under 万 and 亿."""

    def __init__(self) -> None:
        self.low = self.high = 0  # finished great sections
        self.section_low = self.section_high = 0
        self.pending: list[int] = []  # digits waiting for their scale
        self.pending_vague = self.vague = False
        self.last_scale = 0  # of the current section
        self.last_great = 0
        self.zero = False  # 零 seen since the last scale
        self.final_scale = 1

    def take(self, char: str) -> bool:
        """Take one character; False when the number makes no sense with it."""
        if char in _VAGUE:
            return self._take_vague()
        digit = _DIGITS.get(char)
        if digit is not None:
            return self._take_digit(digit)
        if char in _SCALES:
            return self._take_scale(_SCALES[char])
        return char in _GREAT and self._take_great(_GREAT[char])

    def _take_vague(self) -> bool:
        if self.pending:
            return False
        self.pending_vague = self.vague = True
        return True

    def _take_digit(self, digit: int) -> bool:
        self.final_scale = 1
        if digit == 0:
            self.zero = True
            return not self.pending
        if self.pending_vague or len(self.pending) == 2:
            return False
        if self.pending and not _neighbours(self.pending[0], digit):
            return False
        self.pending.append(digit)
        return True

    def _take_scale(self, scale: int) -> bool:
        if self.last_scale and scale >= self.last_scale:
            return False
        low, high = self._pending_bounds(default=1)
        self.section_low += low * scale
        self.section_high += high * scale
        self.last_scale = self.final_scale = scale
        self.zero = False
        return True

    def _take_great(self, great: int) -> bool:
        bare = not (self.section_low or self.pending or self.pending_vague)
        if bare and self.low:
            # 万亿: the scale of a scale.
            self.low, self.high, self.last_great = (
                self.low * great,
                self.high * great,
                self.last_great * great,
            )
            self.final_scale *= great
            return self.final_scale <= 10**12
        if self.last_great and great >= self.last_great:
            return False
        low, high = self._pending_bounds(default=0)
        section_low, section_high = self.section_low + low, self.section_high + high
        if bare:
            section_low = section_high = 1
        self.low += section_low * great
        self.high += section_high * great
        self.final_scale = great * (
            self.final_scale if self.last_scale == self.final_scale and not self.pending else 1
        )
        self.section_low = self.section_high = self.last_scale = 0
        self.pending = []
        self.last_great, self.zero = great, False
        return True

    def _pending_bounds(self, default: int) -> tuple[int, int]:
        """The digits before a scale, which are thereby used up. 几十 is at least one ten."""
        if self.pending_vague:
            self.pending_vague = False
            return 1, 1
        if not self.pending:
            return default, default
        bounds = self.pending[0], self.pending[-1]
        self.pending = []
        return bounds

    def result(self) -> tuple[int, int, bool, int] | None:
        """What was read, or None when nothing of it counts (几, 零零)."""
        unit = 1
        if len(self.pending) == 1 and not self.zero:
            # 一百二 is 120, 两万五 is 25000; 十二 stays 12.
            spoken = self.last_scale or self.last_great
            unit = spoken // 10 if spoken >= 100 else 1
        if self.pending_vague and not (self.section_low or self.low):
            return None
        low, high = (0, 0) if self.pending_vague else self._pending_bounds(default=0)
        low = self.low + self.section_low + low * unit
        high = self.high + self.section_high + high * unit
        return low, high, self.vague, self.final_scale
