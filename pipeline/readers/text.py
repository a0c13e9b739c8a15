"""Plain text and Markdown: bytes to characters, in the encodings that Chinese offices write.

Strict UTF-8 first, since nothing else passes for it; then GB18030 (GBK and GB2312 are parts of it) and UTF-16
without a mark, each judged by whether the outcome reads like Chinese; then charset-normalizer, for Big5 and to
name what we do not take. Nothing is ever decoded with replacement characters: a lost byte may be a lost digit.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal, NoReturn

from pipeline.errors import DamagedDocumentError, UndecodableTextError
from pipeline.readers.limits import ReadLimits

__all__ = ["decode", "extract"]

#: Byte order marks, longest first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Judging an encoding looks at this many bytes from the start.
_SAMPLE_BYTES = 1 << 14
#: Least share of Chinese among what is not ASCII: a right reading has more than 0.9, with many rare names more
#: than 0.8, a wrong one less than 0.6.
_CHINESE = 0.75
#: From here on no other encoding need be tried.
_CERTAIN = 0.95
#: Least share of very common ideographs among all ideographs, once there are enough to count: 0.5 and
#: more in reports, 0.3 in lists of names, 0.05 where Korean is read as Chinese.
_COMMON = 0.1
_ENOUGH_IDEOGRAPHS = 12
#: Share of control characters above which a file is no text.
_BINARY = 0.01

_CONTROLS = bytes([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F])
#: All bytes but those that begin three or four of UTF-8.
_BELOW_THREE_BYTES = bytes(range(0xE0))
_PLAIN_ASCII = re.compile(r"[\t-\r -~]+")
_NO_IDEOGRAPHS = re.compile("[^\u4e00-\u9fff]+")
#: Kana, Cyrillic, Greek, Bopomofo: in GB2312, though no Chinese.
_FOREIGN_LETTERS = re.compile("[\u0370-\u04ff\u3041-\u312f]+")
#: Ideographs, their punctuation, full width forms.
_CHINESE_BLOCKS = re.compile("[\u2010-\u203b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
#: ISO-2022 encodings switch character sets with such sequences, and pass for UTF-8.
_SHIFTS = re.compile(rb"\x1b[$(][()*+@-J]")

_COMMON_IDEOGRAPHS = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日意无力它与长把机十民第公此已工使情明性知全三又"
    "关点正业外将两高间由问很最重并物手应向头文体政美相见利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教"
    "提立及比员解水名真论处走各入几口平系气题活更别打总何电数安少报才结反受目量再感建务做接必场件计管期市直德资命山金指许统区保至队"
    "形社便空决治展科基建设党委书记镇乡村组织干群众责述职履落强推抓坚持项目环境整脱贫振兴农服导工四五六七八九零百千万亿元户亩会议"
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石谭廖邹熊金陆"
    "習時來個這們為國說學發經過現開實問關對後從會無長東車馬員業與點機動種進"
)

#: What charset-normalizer calls an encoding, to the superset that we decode it with.
_SUPERSETS = {
    **dict.fromkeys(("gb18030", "gbk", "gb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cp950"), "big5hkscs"),
    "utf_16_le": "utf-16-le",
    "utf_16_be": "utf-16-be",
}
#: The same for the names that HTML pages give.
_DECLARED = {
    **dict.fromkeys(("gb18030", "gbk", "gb2312", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}

_SAVE_AS_UTF8 = "save it as UTF-8"
_GET_COMPLETE = "get a complete copy of the file"


def extract(name: str, data: bytes, limits: ReadLimits) -> tuple[str, str]:
    """Decode a text file; see `decode`."""
    del limits
    return decode(name, data)


def decode(
    name: str, data: bytes, declared: str | None = None, *, broken: Literal["strict", "replace"] = "strict"
) -> tuple[str, str]:
    """Decode text of unknown encoding.

    Args:
        name: what to call it in messages.
        data: the bytes, not empty.
        declared: the encoding that the document itself names, as an HTML page does; believed if it fits.
        broken: what becomes of bytes that mean nothing in an encoding that otherwise fits: an error, or U+FFFD
            for a caller that finds out itself whether they matter.

    Returns:
        The text, without a byte order mark, and the name of the codec that made it.

    Raises:
        DamagedDocumentError: truncated inside a character, or binary data rather than text.
        UndecodableTextError: no known encoding fits.

    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _as_text(name, _decode_all(name, data, codec, broken).removeprefix("\ufeff")), codec
    codec = _codec_of(name, data, declared)
    return _as_text(name, _decode_all(name, data, codec, broken)), codec


def _codec_of(name: str, data: bytes, declared: str | None) -> str:
    """The codec that unmarked bytes are to be read with, on the evidence of their beginning."""
    if _SHIFTS.search(data):
        raise UndecodableTextError(name, "looks like an ISO-2022 encoding", _SAVE_AS_UTF8)
    if _is_utf8(data):
        return "utf-8"
    sample = data[:_SAMPLE_BYTES]
    codec = _DECLARED.get(declared.lower(), "") if declared else ""
    if codec and _chinese_blocks(sample.decode(codec, errors="replace")) >= _CHINESE:
        return codec
    best, best_score = "", 0.0
    for codec, reads_well in _READINGS.items():
        text = sample.decode(codec, errors="replace")
        score = reads_well(text) * _makes_sense(text)
        if score > best_score:
            best, best_score = codec, score
        if score >= _CERTAIN:
            break
    if best_score >= _CHINESE:
        return best
    if _share(_CONTROLS, sample) > _BINARY:
        raise DamagedDocumentError(name, "binary data, not text", "check that this is the right file")
    return _guess(name, sample)


def _is_utf8(data: bytes) -> bool:
    """Whether this can be nothing but UTF-8 (or its part ASCII)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if "\0" in text:
        return _share(b"\0", data[:_SAMPLE_BYTES]) < _BINARY
    # Two-byte UTF-8 is accented letters, Greek, Arabic; a few Chinese words in GBK may pass for it.
    return text.isascii() or bool(data.translate(None, _BELOW_THREE_BYTES)) or not _is_few_words(data)


def _is_few_words(data: bytes) -> bool:
    """Whether these bytes are common words of Chinese in GB18030, none of them a single character."""
    text = data[:_SAMPLE_BYTES].decode("gb18030", errors="replace")
    words = _PLAIN_ASCII.sub(" ", text).split()
    characters = "".join(words)
    common = sum(map(_COMMON_IDEOGRAPHS.__contains__, characters))
    return min(map(len, words)) > 1 and 2 * common >= len(characters) and _everyday_chinese(text) >= _CHINESE


def _guess(name: str, sample: bytes) -> str:
    """Ask charset-normalizer; take its word for Chinese, cite it for the rest."""
    from charset_normalizer import from_bytes

    match = from_bytes(sample).best()
    codec = _SUPERSETS.get(match.encoding, "") if match else ""
    if codec:
        return codec
    looks = f"; it looks like {match.encoding}" if match and match.encoding not in {"ascii", "utf_8"} else ""
    raise UndecodableTextError(
        name, f"neither UTF-8 nor GB18030, UTF-16 or Big5{looks}", f"{_SAVE_AS_UTF8}, or check the file"
    )


def _decode_all(name: str, data: bytes, codec: str, broken: str) -> str:
    try:
        return data.decode(codec, errors=broken)
    except UnicodeDecodeError as error:
        _refuse(name, data, codec, error)


def _refuse(name: str, data: bytes, codec: str, error: UnicodeDecodeError) -> NoReturn:
    """Say where text of a known encoding is broken."""
    if error.end >= len(data) and error.start >= len(data) - 4:
        reason = f"truncated: the {codec} text ends in the middle of a character"
    else:
        reason = f"the {codec} text is broken at byte {error.start} of {len(data)}"
    raise DamagedDocumentError(name, reason, _GET_COMPLETE) from error


def _as_text(name: str, text: str) -> str:
    """`text`, if that is what it is."""
    sample = text[:_SAMPLE_BYTES].encode("utf-8", errors="replace")
    if _share(_CONTROLS, sample) > _BINARY:
        raise DamagedDocumentError(name, "binary data, not text", "check that this is the right file")
    return text


def _share(kind: bytes, sample: bytes) -> float:
    """Share of the bytes of `sample` that are of a kind."""
    return 1 - len(sample.translate(None, kind)) / len(sample) if sample else 0.0


def _everyday_chinese(text: str) -> float:
    """Share of everyday Chinese, the characters of GB2312, among what is not ASCII text."""
    rest = _PLAIN_ASCII.sub("", text)
    if not rest:
        return 1.0
    # GB2312 takes two bytes a character, one for an ASCII control, and none for what it does not have.
    known = _FOREIGN_LETTERS.sub("", rest).encode("gb2312", errors="ignore").translate(None, _CONTROLS)
    return (len(known) // 2 + rest.count("〇")) / len(rest)


def _chinese_blocks(text: str) -> float:
    """Share of Chinese, rare and traditional characters included, and of ASCII in the whole text."""
    visible = "".join(text.split())
    return 1 - len(_CHINESE_BLOCKS.sub("", _PLAIN_ASCII.sub("", visible))) / len(visible) if visible else 0.0


def _makes_sense(text: str) -> bool:
    """Whether there are enough of the ideographs that every Chinese text is full of.

    Korean in EUC-KR is made of the same bytes as everyday Chinese in GB18030, kana in Shift-JIS of the same as
    ideographs in UTF-16; only what they say is nonsense.
    """
    ideographs = _NO_IDEOGRAPHS.sub("", text)
    common = sum(map(_COMMON_IDEOGRAPHS.__contains__, ideographs))
    return len(ideographs) < _ENOUGH_IDEOGRAPHS or common >= _COMMON * len(ideographs)


#: How well bytes read in each encoding, from 0 to 1. Wrong UTF-16 falls all over Unicode, so that any Chinese
#: speaks for it; wrong GB18030 is Chinese too, if rare.
_READINGS = {
    "gb18030": _everyday_chinese,
    "utf-8": _everyday_chinese,
    "utf-16-le": _chinese_blocks,
    "utf-16-be": _chinese_blocks,
}
