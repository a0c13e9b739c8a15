"""The two changes that LAC's ONNX model needs, made on its bytes.

An ONNX file is a protobuf message; the few fields that matter here are rewritten and all others are copied as they
are. That takes a tenth of the time and memory that importing the ``onnx`` package and parsing the model take.

The fields, by their numbers in ONNX's schema: a model holds a graph (7); a graph holds nodes (1) and initializers
(5); a node has inputs (1), outputs (2), a type (4) and attributes (5); an initializer has dims (1), a data type (2),
a name (8) and raw data (9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

__all__ = ["patch_lac"]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_FLOAT, _INT32 = 1, 6
_LENGTHS = b"length_int32"


class _Field(NamedTuple):
    number: int
    #: The field as it stands in the message, its tag included.
    raw: memoryview
    #: Its content: of a string, of bytes or of a message; empty for numbers, which stand in `varint`.
    content: memoryview
    varint: int


def patch_lac(model: bytes, rows: Sequence[int]) -> bytes:
    """Wire LAC's input `length` into its GRUs, and keep only some rows of its table of words.

    Args:
        model: the content of the ONNX file.
        rows: numbers of the rows to keep, in their new order.

    Raises:
        ValueError: the bytes are not LAC's model.

    """
    try:
        return b"".join(
            _field(7, _graph(field.content, rows)) if field.number == 7 else field.raw
            for field in _fields(memoryview(model))
        )
    except (IndexError, OverflowError) as error:
        raise ValueError("not an ONNX model: the file is truncated") from error


def _graph(graph: memoryview, rows: Sequence[int]) -> bytes:
    fields = list(_fields(graph))
    nodes = [(field, *_inputs_and_type(field.content)) for field in fields if field.number == 1]
    table = next((inputs[0] for _, inputs, kind in nodes if kind == b"Gather" and inputs), None)
    recurrent = {field.raw.tobytes() for field, inputs, kind in nodes if kind == b"GRU" and len(inputs) > 5}
    if table is None or not recurrent:
        raise ValueError("not LAC's model: no table of words, or no GRU with an initial state")
    patched = [_field(1, _cast())]
    kept = False
    for field in fields:
        if field.number == 1 and field.raw.tobytes() in recurrent:
            patched.append(_field(1, _with_lengths(field.content)))
        elif field.number == 5 and _name_of(field.content) == table:
            patched.append(_field(5, _with_rows(field.content, rows)))
            kept = True
        else:
            patched.append(bytes(field.raw))
    if not kept:
        raise ValueError("not LAC's model: its table of words is no initializer")
    return b"".join(patched)


def _cast() -> bytes:
    """A node that casts `length` to the type that a GRU wants."""
    attribute = _field(1, b"to") + _varint(3 << 3) + _varint(_INT32) + _varint(20 << 3) + _varint(2)
    return _field(1, b"length") + _field(2, _LENGTHS) + _field(4, b"Cast") + _field(5, attribute)


def _with_lengths(node: memoryview) -> bytes:
    """A GRU whose fifth input, the lengths of its sequences, is no longer empty."""
    parts, inputs = [], 0
    for field in _fields(node):
        inputs += field.number == 1
        parts.append(_field(1, _LENGTHS) if field.number == 1 and inputs == 5 else bytes(field.raw))
    return b"".join(parts)


def _with_rows(tensor: memoryview, rows: Sequence[int]) -> bytes:
    """A matrix of floats with these rows only."""
    fields = list(_fields(tensor))
    dims = _dims(fields)
    data = next((field.content for field in fields if field.number == 9), None)
    kind = next((field.varint for field in fields if field.number == 2), None)
    if len(dims) != 2 or data is None or kind != _FLOAT:
        raise ValueError("not LAC's model: its table of words is no matrix of floats")
    matrix = np.frombuffer(data, dtype="<f4").reshape(dims)[np.asarray(rows, dtype=np.int64)]
    others = b"".join(bytes(field.raw) for field in fields if field.number not in (1, 9))
    shape = b"".join(_varint(1 << 3) + _varint(size) for size in matrix.shape)
    return shape + others + _field(9, matrix.tobytes())


def _dims(fields: Sequence[_Field]) -> list[int]:
    """Sizes of a tensor, each in a field of its own or all packed in one."""
    dims: list[int] = []
    for field in fields:
        if field.number == 1:
            at = 0
            dims += [field.varint] if not len(field.content) else []
            while at < len(field.content):
                size, at = _read_varint(field.content, at)
                dims.append(size)
    return dims


def _inputs_and_type(node: memoryview) -> tuple[list[bytes], bytes]:
    inputs, kind = [], b""
    for field in _fields(node):
        if field.number == 1:
            inputs.append(bytes(field.content))
        elif field.number == 4:
            kind = bytes(field.content)
    return inputs, kind


def _name_of(tensor: memoryview) -> bytes:
    return next((bytes(field.content) for field in _fields(tensor) if field.number == 8), b"")


def _fields(message: memoryview) -> Iterator[_Field]:
    """The fields of a message, in order."""
    at = 0
    while at < len(message):
        begin = at
        tag, at = _read_varint(message, at)
        number, wire = tag >> 3, tag & 7
        varint, content = 0, message[0:0]
        if wire == _VARINT:
            varint, at = _read_varint(message, at)
        elif wire == _BYTES:
            size, at = _read_varint(message, at)
            content = message[at : at + size]
            at += size
        elif wire in (_FIXED64, _FIXED32):
            at += 8 if wire == _FIXED64 else 4
        else:
            raise ValueError(f"not an ONNX model: wire type {wire}")
        if at > len(message):
            raise IndexError(at)
        yield _Field(number, message[begin:at], content, varint)


def _read_varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content
