"""Why each chunk of a film was made, or kept: what it means, compared with the last export."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from mediakit.clock import ms_of
from mediakit.plan.keys import key_of
from mediakit.plan.model import Chunk, Conform, Piece, Plan, Shot, SignerShot, Tools
from mediakit.plan.stages import stages_of

State = Literal["kept", "new", "changed", "lost"]
"""What became of a chunk. "lost" is one that was made before, and was kept no more."""

Part = Literal["clip", "subtitles", "signer", "logo", "style", "settings", "programs"]

TOLD: tuple[Part, ...] = ("clip", "subtitles", "signer", "logo", "style", "settings", "programs")
"""The parts of a chunk that people are told of, in this order."""

_CANVAS, _BOXES = "canvas", "boxes"
"""Parts that are compared, and not told: the size of everything, and where the words stand."""

_LAID_OUT = {"style", "signer", "logo", _BOXES}
"""Parts that are other in another canvas, and mean the same."""

_CODES = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Known:
    """A chunk as it is remembered: its place in its version, and of each part a hash of what it
    means.
    """

    version: str
    start_ms: int
    end_ms: int
    key: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Why:
    """What became of a chunk, and for one that changed, by which of its parts."""

    version: str
    start_ms: int
    end_ms: int
    state: State
    changed: tuple[Part, ...] = ()


def known_chunks(plan: Plan) -> tuple[Known, ...]:
    """The chunks of all versions, in their order, as they are remembered."""
    pieces = {key_of(piece, plan.tools): piece for stage in stages_of(plan)[:-1] for piece in stage}
    parts: dict[Chunk, tuple[str, dict[str, str]]] = {}
    known = []
    for version in plan.versions:
        frame = 0
        for chunk in version.chunks:
            if chunk not in parts:
                parts[chunk] = key_of(chunk, plan.tools), _parts(chunk, pieces, plan.tools)
            start, end = (ms_of(at, chunk.canvas.rate) for at in (frame, frame + chunk.frames))
            known.append(Known(version.name, start, end, *parts[chunk]))
            frame += chunk.frames
    return tuple(known)


def explain(
    before: Iterable[Known], now: Sequence[Known], made: Collection[str]
) -> tuple[Why, ...]:
    """Why each chunk of `now` was made, or kept, after an export of `before`. `made` are the keys
    of what was made.
    """
    known = {old.key: old for old in before}
    still = {chunk.key for chunk in now}
    left = _Left(tuple(old for old in known.values() if old.key not in still))
    return tuple(_why(chunk, known, left, made) for chunk in now)


def _why(chunk: Known, known: Mapping[str, Known], left: "_Left", made: Collection[str]) -> Why:
    place = chunk.version, chunk.start_ms, chunk.end_ms
    if chunk.key not in made:
        return Why(*place, "kept")
    if chunk.key in known:
        return Why(*place, "lost")
    old = left.likest(chunk)
    return Why(*place, "new") if old is None else Why(*place, "changed", _changed(old, chunk))


class _Left:
    """Chunks of the last export that are in the film no more."""

    def __init__(self, chunks: Sequence[Known]) -> None:
        self._chunks = chunks
        self._by_clip: dict[str, list[Known]] = {}
        for chunk in chunks:
            self._by_clip.setdefault(chunk.parts.get("clip", ""), []).append(chunk)

    def likest(self, chunk: Known) -> Known | None:
        """The one that shows the same pictures, else one that was in the same place; the more parts
        they share, the better.
        """
        same = self._by_clip.get(chunk.parts["clip"])
        found = same or [
            old
            for old in self._chunks
            if old.version == chunk.version and _shared_ms(old, chunk) > 0
        ]
        return max(found, key=lambda old: _likeness(old, chunk), default=None)


def _likeness(old: Known, chunk: Known) -> tuple[bool, int, int]:
    shared = sum(old.parts.get(part) == mark for part, mark in chunk.parts.items())
    return old.version == chunk.version, shared, _shared_ms(old, chunk)


def _shared_ms(old: Known, chunk: Known) -> int:
    return min(old.end_ms, chunk.end_ms) - max(old.start_ms, chunk.start_ms)


def _changed(old: Known, chunk: Known) -> tuple[Part, ...]:
    differ = {part for part, mark in chunk.parts.items() if old.parts.get(part) != mark}
    if _CANVAS in differ:
        differ = (differ - _LAID_OUT) | {"settings"}
    if _BOXES in differ and differ.isdisjoint({"subtitles", "signer"}):
        differ.add("style")
    # Nothing that people decide: another mediakit works otherwise.
    return tuple(part for part in TOLD if part in differ) or ("programs",)


def _parts(chunk: Chunk, pieces: Mapping[str, Piece], tools: Tools) -> dict[str, str]:
    styles = [line for line in chunk.ass.splitlines() if line.startswith("Style:")]
    shown = [pieces.get(shot.source) for shot in chunk.shots]
    above = [_above(one, chunk, pieces) for one in chunk.signers]
    meant = {
        "clip": [
            str(chunk.frames / chunk.canvas.rate),
            [_seen(shot, chunk, pieces) for shot in chunk.shots],
            [asdict(fade) for fade in chunk.fades],
        ],
        "subtitles": list(_words(chunk.ass)),
        "signer": [above, str(chunk.film), [str(getattr(piece, "room", "")) for piece in shown]],
        "logo": chunk.logo and _above(chunk.logo, chunk, pieces),
        "style": styles,
        "settings": asdict(chunk.encoding),
        "programs": dict(tools.every),
        _CANVAS: str(chunk.canvas),
        _BOXES: chunk.ass,
    }
    return {part: _mark(value) for part, value in meant.items()}


def _above(one: SignerShot, chunk: Chunk, pieces: Mapping[str, Piece]) -> list[Any]:
    """A signer or a logo, and where it is; how it is cut out belongs to it."""
    seen = _seen(one.shot, chunk, pieces)
    return [seen, str(one.box), one.colour, one.matte is not None, one.first, one.last]


def _seen(shot: Shot, chunk: Chunk, pieces: Mapping[str, Piece]) -> list[Any]:
    """What a shot shows, whatever the canvas."""
    began, skipped = shot.origin_us - shot.start_us, shot.skip / chunk.canvas.rate
    source = _source(shot.source, chunk, pieces)
    return [source, began, str(skipped), str(shot.pace), shot.ground, shot.still]


def _source(name: str, chunk: Chunk, pieces: Mapping[str, Piece]) -> Any:  # noqa: ANN401 - JSON
    piece = pieces.get(name)
    if piece is None or isinstance(piece, Conform):
        return name if piece is None else piece.source
    held = {field.name: getattr(piece, field.name) for field in fields(piece)}
    return [
        type(piece).__name__,
        *(
            _seen(value, chunk, pieces) if isinstance(value, Shot) else str(value)
            for field, value in held.items()
            if field not in ("canvas", "room", "width", "height")
        ),
    ]


def _words(ass: str) -> Iterator[str]:
    """What is read in the picture and when, whatever its size, its place and its look."""
    said: dict[tuple[str, ...], list[str]] = {}
    for line in ass.splitlines():
        if line.startswith("Dialogue:"):
            _, start, end, style, *_, text = line.split(",", 9)
            if not style.endswith(" box"):
                said.setdefault((start, end, style), []).append(_CODES.sub("", text))
    for when, rows in said.items():
        yield " ".join((*when, *rows))


def _mark(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
