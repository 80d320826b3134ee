"""CAM++ as an ONNX graph, so that a voice is measured without torch.

The network (Wang et al. 2023, "CAM++: A Fast and Efficient Network for Speaker Verification Using
Context-Aware Masking") reads a spectrum of 80 bands in three steps: a small picture network over
bands and time, a stack of densely connected layers over time in which each layer is masked by what
the whole stretch sounds like, and the mean and spread over time of what is left. The names of the
weights are those of the project 3D-Speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

BANDS = 80
SIZE = 192
"""Numbers that describe a voice."""

_BLOCKS = ((12, 1), (24, 2), (16, 2))
"""Layers of each dense block, and how many steps apart its filters look (dilation)."""

_CONTEXT = 100
"""Steps (20 ms each) over which a mask hears its surroundings, besides the whole stretch."""

_OPSET = 17
"""The version of ONNX's operators that the graph is written in."""

_IR_VERSION = 8
"""The file version that belongs to opset 17; every onnxruntime since 1.12 reads it."""


def build_network(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """The serialised graph: `features` (any, frames, `BANDS`) to `voices` (any, `SIZE`)."""
    graph = _Graph(weights)
    picture = _over_bands_and_time(graph)
    steps = graph.convolve(picture, "xvector.tdnn.linear", strides=[2], pads=[2, 2])
    steps = graph.normalise(steps, "xvector.tdnn.nonlinear.batchnorm", relu=True)
    graph.note_length(steps)
    for number, (layers, dilation) in enumerate(_BLOCKS, 1):
        for layer in range(1, layers + 1):
            steps = _dense_layer(graph, steps, f"xvector.block{number}.tdnnd{layer}", dilation)
        name = f"xvector.transit{number}"
        steps = graph.normalise(steps, f"{name}.nonlinear.batchnorm", relu=True)
        steps = graph.convolve(steps, f"{name}.linear")
    steps = graph.normalise(steps, "xvector.out_nonlinear.batchnorm", relu=True)
    voice = graph.convolve(_mean_and_spread(graph, steps), "xvector.dense.linear")
    voice = graph.normalise(voice, "xvector.dense.nonlinear.batchnorm", relu=False)
    return graph.finish(graph.add("Flatten", voice))


def _over_bands_and_time(graph: _Graph) -> str:
    """Bands are halved three times, time is kept; then bands and channels become one axis."""
    picture = graph.add("Transpose", "features", perm=[0, 2, 1])
    picture = graph.add("Unsqueeze", picture, graph.numbers([1]))
    picture = graph.convolve(picture, "head.conv1", pads=[1] * 4)
    picture = graph.normalise(picture, "head.bn1", relu=True)
    for layer in (1, 2):
        for part in (0, 1):
            picture = _residual(graph, picture, f"head.layer{layer}.{part}", halve=part == 0)
    picture = graph.convolve(picture, "head.conv2", strides=[2, 1], pads=[1] * 4)
    picture = graph.normalise(picture, "head.bn2", relu=True)
    return graph.add("Reshape", picture, graph.numbers([0, 32 * BANDS // 8, -1]))


def _residual(graph: _Graph, picture: str, name: str, *, halve: bool) -> str:
    strides = [2, 1] if halve else [1, 1]
    deep = graph.convolve(picture, f"{name}.conv1", strides=strides, pads=[1] * 4)
    deep = graph.normalise(deep, f"{name}.bn1", relu=True)
    deep = graph.convolve(deep, f"{name}.conv2", pads=[1] * 4)
    deep = graph.normalise(deep, f"{name}.bn2", relu=False)
    if halve:
        picture = graph.convolve(picture, f"{name}.shortcut.0", strides=strides)
        picture = graph.normalise(picture, f"{name}.shortcut.1", relu=False)
    return graph.add("Relu", graph.add("Add", deep, picture))


def _dense_layer(graph: _Graph, steps: str, name: str, dilation: int) -> str:
    """`steps` with the 32 channels of one more layer, each weighed by a mask between 0 and 1."""
    narrow = graph.normalise(steps, f"{name}.nonlinear1.batchnorm", relu=True)
    narrow = graph.convolve(narrow, f"{name}.linear1")
    narrow = graph.normalise(narrow, f"{name}.nonlinear2.batchnorm", relu=True)
    cam = f"{name}.cam_layer"
    local = graph.convolve(
        narrow, f"{cam}.linear_local", dilations=[dilation], pads=[dilation, dilation]
    )
    context = graph.add("Add", graph.mean(narrow), _surroundings(graph, narrow))
    mask = graph.add("Relu", graph.convolve(context, f"{cam}.linear1"))
    mask = graph.add("Sigmoid", graph.convolve(mask, f"{cam}.linear2"))
    return graph.add("Concat", steps, graph.add("Mul", local, mask), axis=1)


def _surroundings(graph: _Graph, steps: str) -> str:
    """At every step the mean of its stretch of `_CONTEXT` steps; the last may be shorter."""
    pooled = graph.add(
        "AveragePool", steps, kernel_shape=[_CONTEXT], strides=[_CONTEXT], ceil_mode=1
    )
    wide = graph.add("Unsqueeze", pooled, graph.numbers([3]))
    wide = graph.add("Tile", wide, graph.numbers([1, 1, 1, _CONTEXT]))
    flat = graph.add("Reshape", wide, graph.numbers([0, 0, -1]))
    return graph.add("Slice", flat, graph.numbers([0]), graph.length, graph.numbers([2]))


def _mean_and_spread(graph: _Graph, steps: str) -> str:
    """The mean and the standard deviation (of a sample: divided by one less) over time."""
    mean = graph.mean(steps)
    apart = graph.add("Sub", steps, mean)
    squares = graph.add("ReduceSum", graph.add("Mul", apart, apart), graph.numbers([2]))
    length = graph.add("Cast", graph.length, to=1)
    fewer = graph.add("Sub", length, graph.constant(np.array([1], np.float32)))
    spread = graph.add("Sqrt", graph.add("Div", squares, fewer))
    return graph.add("Concat", mean, spread, axis=1)


class _Graph:
    """Nodes as they are added; every method gives the name of what it added."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, NDArray[Any]] = {}
        self.length = ""
        """How many steps of time there are: one number. Set by `note_length`."""

    def add(self, kind: str, *inputs: str, **settings: Any) -> str:  # noqa: ANN401 - as ONNX's own
        from onnx import helper

        output = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **settings))
        return output

    def constant(self, value: NDArray[Any]) -> str:
        name = f"{value.dtype}_{'_'.join(map(str, value.tolist()))}"
        self._constants[name] = value
        return name

    def numbers(self, values: list[int]) -> str:
        return self.constant(np.array(values, np.int64))

    def weight(self, name: str) -> str:
        self._constants[name] = self._weights[name]
        return name

    def convolve(self, steps: str, name: str, **settings: list[int]) -> str:
        inputs = [steps, self.weight(f"{name}.weight")]
        if f"{name}.bias" in self._weights:
            inputs.append(self.weight(f"{name}.bias"))
        return self.add("Conv", *inputs, **settings)

    def normalise(self, steps: str, name: str, *, relu: bool) -> str:
        """Batch normalisation with the learnt mean and spread; the last one has no weight."""
        size = self._weights[f"{name}.running_mean"].shape
        for part, value in (("weight", 1.0), ("bias", 0.0)):
            if f"{name}.{part}" not in self._weights:
                self._constants[f"{name}.{part}"] = np.full(size, value, np.float32)
            else:
                self.weight(f"{name}.{part}")
        learnt = [f"{name}.weight", f"{name}.bias"]
        learnt += [self.weight(f"{name}.running_{part}") for part in ("mean", "var")]
        # 1e-5 is torch's own default, which the network was trained with.
        out = self.add("BatchNormalization", steps, *learnt, epsilon=1e-5)
        return self.add("Relu", out) if relu else out

    def mean(self, steps: str) -> str:
        return self.add("ReduceMean", steps, axes=[2], keepdims=1)

    def note_length(self, steps: str) -> None:
        shape = self.add("Shape", steps)
        self.length = self.add("Gather", shape, self.numbers([2]), axis=0)

    def finish(self, output: str) -> bytes:
        """The whole graph as an ONNX model that gives `output` under the name "voices"."""
        from onnx import TensorProto, helper, numpy_helper

        def described(name: str, shape: list[str | int]) -> Any:  # noqa: ANN401 - onnx has no types
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

        self._nodes.append(helper.make_node("Identity", [output], ["voices"]))
        graph = helper.make_graph(
            self._nodes,
            "CAM++",
            [described("features", ["windows", "frames", BANDS])],
            [described("voices", ["windows", SIZE])],
            [numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", _OPSET)],
            ir_version=_IR_VERSION,
            producer_name="mediakit",
        )
        return bytes(model.SerializeToString())
