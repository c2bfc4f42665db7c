"""The recogniser's model with fewer output characters: most of its alphabet is CJK, and a fifth of its time goes there.

The model is an ONNX file, a protobuf (onnx.proto3, field numbers below); the last layer's weights are two tensors with
one column a character. Only those are cut; everything else is copied byte by byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

#: Field numbers of onnx.proto3: ModelProto.graph, GraphProto.initializer, ModelProto.metadata_props (its key and
#: value), TensorProto.dims / data_type / raw_data.
GRAPH, INITIALIZER = 7, 5
METADATA, KEY, VALUE = 14, 1, 2
DIMS, DATA_TYPE, RAW_DATA = 1, 2, 9
FLOAT = 1
#: Protobuf wire types.
VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


def model_notes(model: bytes) -> dict[str, str]:
    """The notes that an ONNX model carries, by name."""
    notes = {}
    for number, wire, entry in _fields(memoryview(model)):
        if (number, wire) == (METADATA, LENGTH):
            texts = {part: bytes(text).decode() for part, _, text in _fields(entry)}
            notes[texts.get(KEY, "")] = texts.get(VALUE, "")
    return notes


def keep_characters(model: bytes, columns: Sequence[int], count: int) -> bytes:
    """`model` with only `columns` of its `count` output characters, in that order.

    ValueError where the model holds no float tensor with an axis of `count`: it is built otherwise, use it as it is.
    """
    kept = np.asarray(columns)
    cut = 0
    parts: list[bytes] = []
    for number, wire, value in _fields(memoryview(model)):
        if (number, wire) == (GRAPH, LENGTH):
            graph, cut = _cut_graph(value, kept, count)
            value = memoryview(graph)
        parts.append(_field(number, wire, value))
    if not cut:
        raise ValueError(f"no tensor of {count} characters")
    return b"".join(parts)


def _cut_graph(graph: memoryview, kept: np.ndarray, count: int) -> tuple[bytes, int]:
    parts: list[bytes] = []
    cut = 0
    for number, wire, value in _fields(graph):
        if (number, wire) == (INITIALIZER, LENGTH):
            tensor = _cut_tensor(value, kept, count)
            cut += tensor is not None
            value = value if tensor is None else memoryview(tensor)
        parts.append(_field(number, wire, value))
    return b"".join(parts), cut


def _cut_tensor(tensor: memoryview, kept: np.ndarray, count: int) -> bytes | None:
    """The tensor with `kept` along its axis of length `count`; None where it has none or is no plain float tensor."""
    fields = list(_fields(tensor))
    shape = [size for number, wire, value in fields if number == DIMS for size in _sizes(wire, value)]
    raw = [value for number, _, value in fields if number == RAW_DATA]
    kind = [_varint(value, 0)[0] for number, _, value in fields if number == DATA_TYPE]
    if count not in shape or not raw or kind != [FLOAT]:
        return None
    axis = shape.index(count)
    values = np.frombuffer(raw[0], np.float32).reshape(shape).take(kept, axis=axis)
    parts = [_field(DIMS, VARINT, memoryview(_as_varint(size))) for size in values.shape]
    for number, wire, value in fields:
        if number == RAW_DATA:
            value = memoryview(np.ascontiguousarray(values).tobytes())
        if number != DIMS:
            parts.append(_field(number, wire, value))
    return b"".join(parts)


def _sizes(wire: int, value: memoryview) -> Iterator[int]:
    """Dimensions, written one a field or packed into one."""
    at = 0
    while at < len(value):
        size, at = _varint(value, at)
        yield size
        if wire == VARINT:
            return


def _fields(message: memoryview) -> Iterator[tuple[int, int, memoryview]]:
    """Number, wire type and payload of each field."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, wire = tag >> 3, tag & 7
        if wire == LENGTH:
            size, at = _varint(message, at)
        elif wire == VARINT:
            size = _varint(message, at)[1] - at
        else:
            size = {FIXED64: 8, FIXED32: 4}[wire]
        yield number, wire, message[at : at + size]
        at += size


def _field(number: int, wire: int, value: memoryview) -> bytes:
    length = _as_varint(len(value)) if wire == LENGTH else b""
    return b"".join((_as_varint(number << 3 | wire), length, value))


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """The number at `at` and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _as_varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
