"""The recogniser's model with fewer output characters, and for lines of any height.

Most of its alphabet is CJK, and a fifth of its time goes there. The model is an ONNX file, a protobuf (onnx.proto3, field
numbers below); the last layer's weights are two tensors with one column a character. Only those are cut, and the one step
that asks for lines of one height is replaced; everything else is copied byte by byte.
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
#: GraphProto.node, input and value_info; NodeProto's input, output, op_type and attribute; AttributeProto.name, i, ints and
#: type, with its values INT and INTS; TypeProto.tensor_type, its shape, the dimensions and the size of one.
NODE, GRAPH_INPUT, VALUE_INFO = 1, 11, 13
NODE_INPUT, NODE_OUTPUT, OP_TYPE, ATTRIBUTE = 1, 2, 4, 5
ATTRIBUTE_NAME, ATTRIBUTE_INT, ATTRIBUTE_INTS, ATTRIBUTE_TYPE = 1, 3, 8, 20
INT, INTS = 2, 7
INPUT_TYPE, TENSOR_TYPE, SHAPE, DIM, DIM_VALUE, DIM_NAME = 2, 1, 2, 1, 1, 2
#: The step before the letters are told takes the mean over all rows that are left of a line, in windows so wide.
POOL, POOLED_COLUMNS = b"AveragePool", 2
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
    """`model` for lines of other heights than `height` too: the mean over three rows becomes one over all there are.

    ValueError where it is built otherwise. Lines of `height` are read as before.
    """
    parts: list[bytes] = []
    for number, wire, value in _fields(memoryview(model)):
        if (number, wire) == (GRAPH, LENGTH):
            value = memoryview(_freed_graph(value, height))
        parts.append(_field(number, wire, value))
    return b"".join(parts)


def _freed_graph(graph: memoryview, height: int) -> bytes:
    parts: list[bytes] = []
    pools = 0
    for number, wire, value in _fields(graph):
        if number == VALUE_INFO:  # sizes on the way, for that height
            continue
        if number == GRAPH_INPUT:
            value = memoryview(_freed_dimension(value, height, (INPUT_TYPE, TENSOR_TYPE, SHAPE, DIM)))
        if number == NODE and _texts(value, OP_TYPE) == [POOL]:
            pools += 1
            (source,), (target,) = _texts(value, NODE_INPUT), _texts(value, NODE_OUTPUT)
            narrow = target + b"_columns"
            size = {b"kernel_shape": [1, POOLED_COLUMNS], b"strides": [1, POOLED_COLUMNS]}
            parts.append(_message(NODE, _node(source, narrow, POOL, size)))
            value = memoryview(_node(narrow, target, b"ReduceMean", {b"axes": [2], b"keepdims": 1}))
        parts.append(_field(number, wire, value))
    if pools != 1:
        raise ValueError(f"{pools} steps that take the mean over rows")
    return b"".join(parts)


def _freed_dimension(message: memoryview, height: int, way: tuple[int, ...]) -> bytes:
    """The message with the size `height` of its input turned into a name, `way` the fields that lead to the sizes."""
    parts: list[bytes] = []
    for number, wire, value in _fields(message):
        if not way and number == DIM_VALUE and _varint(value, 0)[0] == height:
            parts.append(_message(DIM_NAME, b"height"))
            continue
        if way and number == way[0]:
            value = memoryview(_freed_dimension(value, height, way[1:]))
        parts.append(_field(number, wire, value))
    return b"".join(parts)


def _node(source: bytes, target: bytes, kind: bytes, attributes: dict[bytes, int | list[int]]) -> bytes:
    parts = [_message(NODE_INPUT, source), _message(NODE_OUTPUT, target), _message(OP_TYPE, kind)]
    for name, values in attributes.items():
        number, of_type = (ATTRIBUTE_INTS, INTS) if isinstance(values, list) else (ATTRIBUTE_INT, INT)
        attribute = [_message(ATTRIBUTE_NAME, name), _number(ATTRIBUTE_TYPE, of_type)]
        attribute += [_number(number, value) for value in (values if isinstance(values, list) else [values])]
        parts.append(_message(ATTRIBUTE, b"".join(attribute)))
    return b"".join(parts)


def _texts(message: memoryview, field: int) -> list[bytes]:
    return [bytes(value) for number, _, value in _fields(message) if number == field]


def _message(number: int, value: bytes) -> bytes:
    return _field(number, LENGTH, memoryview(value))


def _number(number: int, value: int) -> bytes:
    return _field(number, VARINT, memoryview(_as_varint(value)))


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
