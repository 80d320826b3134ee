"""What a finished piece is kept under: everything that reaches its result."""

import hashlib
import json
from dataclasses import asdict
from fractions import Fraction
from functools import lru_cache
from typing import Any

from mediakit.plan import cleaning, finishing
from mediakit.plan.conforming import conform_command
from mediakit.plan.feeding import drawing_arguments, matte_arguments
from mediakit.plan.graph import chunk_command
from mediakit.plan.levels import LEVELS
from mediakit.plan.model import Altered, Chunk, Conform, Matte, Piece, SoundPlan, Steady, Tools
from mediakit.plan.sound_graph import sound_commands
from mediakit.plan.steadying import steady_commands

RENDERER = 2
"""Counts up whenever a piece would come out differently by what stands in no command, no level and
no tool's version: by how commands are run one after another, or fed."""


_REMEMBERED = 2**14
"""Keys held in memory, since an export asks for each several times and ffmpeg-python takes 2 ms to
build a command: enough for three versions of two hours and a half, in 2 s chunks."""


@lru_cache(_REMEMBERED)
def key_of(piece: Piece, tools: Tools) -> str:
    """The SHA-256 of everything that reaches the piece's result, as canonical JSON, in hex.

    Commands are hashed as they are run, so no filter and no constant in one can be forgotten.
    """
    everything = {
        "kind": type(piece).__name__,
        "work": _work(piece, tools),
        "renderer": RENDERER,
        "tools": dict(tools.every),
    }
    text = json.dumps(
        everything, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _work(piece: Piece, tools: Tools) -> dict[str, Any]:
    match piece:
        case Chunk():
            return asdict(chunk_command(piece))
        case Conform():
            return asdict(conform_command(piece))
        case Steady():
            commands = [asdict(command) for command in steady_commands(piece)]
            return {"piece": asdict(piece), "commands": commands}
        case Matte():
            return {
                "piece": asdict(piece),
                "arguments": matte_arguments(piece),
                "tools": dict(tools.cutting),
            }
        case SoundPlan():
            commands = [asdict(command) for command in sound_commands(piece)]
            levels = {**asdict(LEVELS), **finishing.NUMBERS, **cleaning.NUMBERS}
            return {"piece": asdict(piece), "commands": commands, "levels": levels}
        case _:
            given = chunk_command(piece.shown) if isinstance(piece, Altered) else None
            return {
                "piece": asdict(piece),
                "arguments": drawing_arguments(piece.canvas),
                "tools": dict(tools.drawing),
                **({} if given is None else {"given": asdict(given)}),
            }


def _plain(value: Any) -> str:  # noqa: ANN401 - what json.dumps hands over has no narrower type
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"{type(value).__name__} has no canonical form")
