"""One-for-one exchange of characters that mean the same: full width and half width, blanks, look-alikes.

Every exchange keeps the length, so offsets do not move. Chinese punctuation stays as it is: ，。：；！？（）“”《》、.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["BLANKS", "LINE_BREAKS", "fold", "fold_character"]

#: Blanks other than the tab, which separates cells and stays what it is.
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

#: Characters that end a line. The form feed also ends a page.
LINE_BREAKS = "\n\r\f\v\u0085\u2028\u2029"

_FULL_WIDTH = "％．／＋－～＝＊＃＆＠"
_HALF_WIDTH = "%./+-~=*#&@"

#: Small forms, the minus sign, the wave dash, and the many dots that part the syllables of a name.
_LOOK_ALIKES = {
    "﹪": "%",
    "﹢": "+",
    "﹣": "-",
    "﹦": "=",
    "﹟": "#",
    "﹠": "&",
    "﹡": "*",
    "﹫": "@",
    "−": "-",
    "〜": "~",
    "•": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "・": "·",
}

#: Radicals that PDF producers write in place of the character, and that Unicode does not decompose.
_RADICALS = dict(
    zip(
        "⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民王虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


def _unified_forms() -> dict[int, int]:
    """Kangxi radicals and compatibility ideographs, to the ideograph each of them stands for."""
    blocks = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
    forms = {}
    for code in (code for block in blocks for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            forms[code] = ord(plain)
    return forms


def _table() -> dict[int, int]:
    table = _unified_forms()
    for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[full] = full - 0xFEE0
    pairs = {**dict(zip(_FULL_WIDTH, _HALF_WIDTH, strict=True)), **_LOOK_ALIKES, **_RADICALS}
    table.update((ord(old), ord(new)) for old, new in pairs.items())
    table.update((ord(blank), ord(" ")) for blank in BLANKS[1:])
    table.update((ord(end), ord("\n")) for end in "\v\u0085\u2028\u2029")
    return table


_TABLE = _table()
_FOLDABLE = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]+")


def fold(text: str) -> str:
    """Exchange characters for their plain equivalents, one for one: the result is as long as `text`.

    Carriage returns and form feeds stay: what they say of lines and pages is still wanted.
    """
    # Searching for what must change is seven times as quick as translating everything.
    return _FOLDABLE.sub(lambda found: found[0].translate(_TABLE), text)


def fold_character(character: str) -> str:
    """What `character` can become in cleaned text, line breaks included: a newline for every one of them."""
    return "\n" if character in LINE_BREAKS else fold(character)
