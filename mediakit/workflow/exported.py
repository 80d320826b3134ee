"""What a project's exports showed: kept, so that a film's subtitles can be brought back even after
the film was cut anew.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from mediakit.clock import FrameSpan
from mediakit.files import write_text
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.model import Canvas, Card, Clip, Footage
from mediakit.film.timeline import Placed, PlacedCue, Timeline
from mediakit.signing.geometry import Stand
from mediakit.subtitles.edits.comparing import looks
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.memory import cues_of

FOLDER = "exported"


@dataclass(frozen=True, slots=True)
class Exported:
    """A film as it was exported: where its clips lay, and the tracks of its recordings, by tag and
    file. `made` is when, as ISO 8601; "" for the film as it is now.
    """

    made: str
    timeline: Timeline
    tracks: Mapping[str, Mapping[str, Subtitles]]

    def shown(self, tag: str) -> tuple[tuple[PlacedCue, ...], Subtitles]:
        """The film's track, as it lies in the film and as its file has it."""
        placed = carry(self.timeline, self.tracks.get(tag, {}))
        return placed, film_subtitles(self.timeline, placed, tag)


def keep_exported(
    kept: Path, timeline: Timeline, tracks: Mapping[str, Mapping[str, Subtitles]]
) -> None:
    """Remember an export in the project's kept folder, once for each film that was different."""
    data = {
        "rate": str(timeline.canvas.rate),
        "size": [timeline.canvas.width, timeline.canvas.height],
        "frames": timeline.frames,
        "clips": [_clip_row(placed) for placed in timeline.clips],
        "voices": [_clip_row(placed) for placed in timeline.voices],
        "tracks": {
            tag: {file: [asdict(cue) for cue in track.cues] for file, track in files.items()}
            for tag, files in tracks.items()
        },
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    file = kept / FOLDER / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    made = datetime.now(UTC).isoformat(timespec="seconds")
    write_text(file, json.dumps({"made": made, **data}, ensure_ascii=False))


def exports_of(kept: Path) -> Iterator[Exported]:
    """Every export that is remembered; files that cannot be read are left out."""
    for file in (kept / FOLDER).glob("*.json"):
        try:
            yield _exported(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue


def likeness(one: Subtitles, other: Subtitles) -> tuple[int, int]:
    """How many cues are the same in both, and how many have the same words."""
    exact, words = (
        Counter(map(key, one.cues)) & Counter(map(key, other.cues))
        for key in (lambda cue: (cue.span, looks(cue.text)), lambda cue: looks(cue.text))
    )
    return exact.total(), words.total()


def _clip_row(placed: Placed) -> dict[str, Any]:
    clip = placed.clip
    row: dict[str, Any] = {
        "span": [placed.span.start, placed.span.end],
        "dissolve": placed.dissolve,
    }
    if isinstance(clip, Footage):
        row |= {"file": clip.file, "start": clip.start, "end": clip.end, "name": clip.name}
        row |= {"volume": clip.volume, "speed": str(clip.speed)}
    return row


def _exported(data: Mapping[str, Any]) -> Exported:
    width, height = data["size"]
    canvas = Canvas(width, height, Fraction(data["rate"]))
    clips, voices = (
        tuple(Placed(_clip(row), FrameSpan(*row["span"]), row["dissolve"]) for row in rows)
        for rows in (data["clips"], data.get("voices", ()))
    )
    frames = data["frames"]
    timeline = Timeline("", "", canvas, clips, (), Stand(), (), None, frames, (), voices=voices)
    tracks = {
        tag: {file: Subtitles(tag, cues_of(rows)) for file, rows in files.items()}
        for tag, files in data["tracks"].items()
    }
    return Exported(data["made"], timeline, tracks)


def _clip(row: Mapping[str, Any]) -> Clip:
    """The clip, as far as its subtitles need it: whatever shows no recording is a card."""
    if "file" not in row:
        return Card("", 0)
    volume, speed = row.get("volume", 1.0), Fraction(row.get("speed", "1"))
    start, end, name = row["start"], row["end"], row["name"]
    return Footage(row["file"], start, end, name, volume=volume, speed=speed)
