"""Turns a Whisper model of CTranslate2 into a checkpoint of openai-whisper: the same weights in
another file, so that both engines can be compared without a download.

The file of CTranslate2, as its own writer (specs/model_spec.py) lays it out, little-endian: the
layout's version, name and revision, the number of variables, then for each its name, shape, type,
size and bytes, and last the aliases. A string is its length with the closing zero, then its bytes.
"""

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LAYOUT_VERSION = 6
TYPES = {
    0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16,
}  # fmt: skip

Arrays = dict[str, NDArray]


class Reader:
    """Takes numbers and strings from the front of the bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self, form: str) -> int:
        (value,) = struct.unpack_from(f"<{form}", self._content, self._at)
        self._at += struct.calcsize(f"<{form}")
        return value

    def take(self, size: int) -> bytes:
        block = self._content[self._at : self._at + size]
        if len(block) != size:
            raise ValueError("the file ends too early")
        self._at += size
        return block

    def string(self) -> str:
        return self.take(self.number("H"))[:-1].decode()

    @property
    def left(self) -> int:
        return len(self._content) - self._at


def read_variables(content: bytes) -> tuple[Arrays, dict[str, str]]:
    """All variables of a CTranslate2 Whisper model by name, and its aliases."""
    reader = Reader(content)
    if (version := reader.number("I")) != LAYOUT_VERSION:
        raise ValueError(f"layout {version} is not known")
    if (name := reader.string()) != "WhisperSpec":
        raise ValueError(f"this is {name}, not Whisper")
    reader.number("I")
    arrays = {}
    for _ in range(reader.number("I")):
        name = reader.string()
        shape = tuple(reader.number("I") for _ in range(reader.number("B")))
        kind = TYPES[reader.number("B")]
        arrays[name] = np.frombuffer(reader.take(reader.number("I")), kind).reshape(shape)
    aliases = {reader.string(): reader.string() for _ in range(reader.number("I"))}
    if reader.left:
        raise ValueError(f"{reader.left} bytes are left over")
    return arrays, aliases


@dataclass
class Taker:
    """Hands out variables once each, so that none is forgotten."""

    arrays: Arrays

    def take(self, name: str) -> NDArray:
        return self.arrays.pop(name)

    def pair(self, source: str, target: str, names: tuple[str, str] = ("weight", "bias")) -> Arrays:
        return {
            f"{target}.weight": self.take(f"{source}/{names[0]}"),
            f"{target}.bias": self.take(f"{source}/{names[1]}"),
        }

    def norm(self, source: str, target: str) -> Arrays:
        return self.pair(f"{source}/layer_norm", target, ("gamma", "beta"))

    def fused(self, source: str, target: str, parts: tuple[str, ...]) -> Arrays:
        """One matrix cut into its equal parts (query, key, value). A key has no bias in Whisper."""
        weights = np.split(self.take(f"{source}/weight"), len(parts))
        biases = np.split(self.take(f"{source}/bias"), len(parts))
        found = {}
        for part, weight, bias in zip(parts, weights, biases, strict=True):
            found[f"{target}.{part}.weight"] = weight
            if part == "key":
                if bias.any():
                    raise ValueError(f"{source}: the key has a bias")
            else:
                found[f"{target}.{part}.bias"] = bias
        return found


def _block(taker: Taker, source: str, target: str, *, crossed: bool) -> Arrays:
    attention = f"{source}/self_attention"
    found = {
        **taker.norm(attention, f"{target}.attn_ln"),
        **taker.fused(f"{attention}/linear_0", f"{target}.attn", ("query", "key", "value")),
        **taker.pair(f"{attention}/linear_1", f"{target}.attn.out"),
        **taker.norm(f"{source}/ffn", f"{target}.mlp_ln"),
        **taker.pair(f"{source}/ffn/linear_0", f"{target}.mlp.0"),
        **taker.pair(f"{source}/ffn/linear_1", f"{target}.mlp.2"),
    }
    if crossed:
        cross = f"{source}/attention"
        found |= {
            **taker.norm(cross, f"{target}.cross_attn_ln"),
            **taker.fused(f"{cross}/linear_0", f"{target}.cross_attn", ("query",)),
            **taker.fused(f"{cross}/linear_1", f"{target}.cross_attn", ("key", "value")),
            **taker.pair(f"{cross}/linear_2", f"{target}.cross_attn.out"),
        }
    return found


def _layers(arrays: Mapping[str, NDArray], half: str) -> int:
    return len({name.split("/")[1] for name in arrays if name.startswith(f"{half}/layer_")
                and name.split("/")[1] != "layer_norm"})  # fmt: skip


def convert(content: bytes) -> tuple[dict[str, int], Arrays]:
    """Dimensions and weights, as openai-whisper names them, of a CTranslate2 model file."""
    arrays, aliases = read_variables(content)
    if aliases != {"decoder/projection/weight": "decoder/embeddings/weight"}:
        raise ValueError(f"unexpected aliases: {aliases}")
    taker = Taker(dict(arrays))
    layers = {half: _layers(arrays, half) for half in ("encoder", "decoder")}
    heads = {half: int(taker.take(f"{half}/num_heads")) for half in layers}
    state = {
        **taker.pair("encoder/conv1", "encoder.conv1"),
        **taker.pair("encoder/conv2", "encoder.conv2"),
        **taker.norm("encoder", "encoder.ln_post"),
        **taker.norm("decoder", "decoder.ln"),
        "decoder.token_embedding.weight": taker.take("decoder/embeddings/weight"),
    }
    for half, count in layers.items():
        place = taker.take(f"{half}/position_encodings/encodings")
        state[f"{half}.positional_embedding"] = place
        for index in range(count):
            source, target = f"{half}/layer_{index}", f"{half}.blocks.{index}"
            state |= _block(taker, source, target, crossed=half == "decoder")
    forgotten = [name for name, array in taker.arrays.items() if array.ndim]
    if forgotten:
        raise ValueError(f"weights without a place: {forgotten}")
    vocabulary, width = state["decoder.token_embedding.weight"].shape
    dims = {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": state["encoder.positional_embedding"].shape[0],
        "n_audio_state": state["encoder.positional_embedding"].shape[1],
        "n_audio_head": heads["encoder"],
        "n_audio_layer": layers["encoder"],
        "n_vocab": vocabulary,
        "n_text_ctx": state["decoder.positional_embedding"].shape[0],
        "n_text_state": width,
        "n_text_head": heads["decoder"],
        "n_text_layer": layers["decoder"],
    }
    return dims, state


def write_checkpoint(content: bytes, target: Path) -> None:
    """Write the checkpoint file of a CTranslate2 model file. Needs torch."""
    import torch

    dims, state = convert(content)
    tensors = {name: torch.from_numpy(array.copy()) for name, array in state.items()}
    buffer = io.BytesIO()
    torch.save({"dims": dims, "model_state_dict": tensors}, buffer)
    target.write_bytes(buffer.getvalue())
