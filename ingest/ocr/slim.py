"""The recogniser's model made cheaper: for lower lines, and with fewer output characters (most of its alphabet is CJK, and
a fifth of its time goes there).

The model is an ONNX file, a protobuf (onnx.proto3, field numbers below); the last layer's weights are two tensors with
one column a character. Only those and the sizes it was written for are changed; everything else is copied byte by byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

#: Field numbers of onnx.proto3: ModelProto.graph, GraphProto.initializer, ModelProto.metadata_props (its key and
#: value), TensorProto.dims / data_type / raw_data.
GRAPH, INITIALIZER = 7, 5
#: GraphProto.input; from it to a dimension: ValueInfoProto.type, TypeProto.tensor_type, its shape, its dimensions; a
#: dimension's value or name. GraphProto.value_info, the sizes inside the network, is what onnxruntime finds out by itself.
INPUT, TO_DIMENSION, SIZE, NAME, SIZES_INSIDE = 11, (2, 1, 2, 1), 1, 2, 13
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


def of_any_height(model: bytes, height: int) -> bytes:
    """`model` for pictures of any height where it was written for `height`; ValueError where it was not."""
    freed = 0
    parts: list[bytes] = []
    for number, wire, value in _fields(memoryview(model)):
        if (number, wire) == (GRAPH, LENGTH):
            fields = [field for field in _fields(value) if field[0] != SIZES_INSIDE]
            inputs = [_freed(part, TO_DIMENSION, height) if n == INPUT else part for n, _, part in fields]
            freed += sum(new != part for new, (_, _, part) in zip(inputs, fields, strict=True))
            value = memoryview(b"".join(_field(n, w, part) for (n, w, _), part in zip(fields, inputs, strict=True)))
        parts.append(_field(number, wire, value))
    if not freed:
        raise ValueError(f"no input of {height} pixels")
    return b"".join(parts)


def _freed(message: memoryview, path: Sequence[int], size: int) -> memoryview:
    """`message` with every dimension of `size` at the end of `path` (fields within fields) a named one."""
    if not path:
        of_size = bytes(message) == _field(SIZE, VARINT, memoryview(_as_varint(size)))
        return memoryview(_field(NAME, LENGTH, memoryview(b"height"))) if of_size else message
    return memoryview(
        b"".join(
            _field(number, wire, _freed(value, path[1:], size) if number == path[0] else value)
            for number, wire, value in _fields(message)
        )
    )


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
