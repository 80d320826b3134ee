"""What mediakit and Whisper alone hear in every real recording, kept so that it is heard once.

`NAME.json` is mediakit's transcript; `NAME.segments.json` holds the segments as faster-whisper
gives them, with their words.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benches.engines import BEAMS, cores
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript.files import read_transcript, write_transcript
from mediakit.transcript.listening import Listener, Listening
from mediakit.transcript.model import Transcript
from mediakit.transcript.models import read_packaged

MODEL = "base"
FOLDERS = ("speech", "talking")
SOUNDS = {".wav", ".mp3", ".flac", ".ogg", ".mp4", ".mpg"}
LANGUAGES = {"cy_techiaith_speech": "cy", "fw_multilingual": None}
"""Of the recordings that are not in English; None where several languages are spoken."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch as Whisper alone cuts it, in milliseconds."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording, as both heard it."""

    name: str
    transcript: Transcript
    segments: tuple[Segment, ...]


def recordings(media: Path) -> list[Path]:
    """Every recording in which somebody speaks."""
    return sorted(
        file
        for folder in FOLDERS
        for file in (media / folder).rglob("*")
        if file.suffix in SOUNDS and probe(file).main_sound is not None
    )


def heard_in(files: Sequence[Path], kept: Path) -> Iterator[Heard]:
    """What was heard in each; what is not kept yet is listened to now."""
    kept.mkdir(parents=True, exist_ok=True)
    engines: dict[str, Any] = {}
    for file in files:
        ours, theirs = kept / f"{file.stem}.json", kept / f"{file.stem}.segments.json"
        if not ours.exists():
            print(f"Listening to {file.name} …", file=sys.stderr, flush=True)
            ours.write_text(write_transcript(_ours(file, kept)), encoding="utf-8")
        if not theirs.exists():
            whisper = engines.get("whisper") or engines.setdefault("whisper", _whisper())
            rows = _segments(whisper, file)
            theirs.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        rows = json.loads(theirs.read_text(encoding="utf-8"))
        segments = tuple(Segment(**row) for row in rows)
        transcript = read_transcript(ours.read_text(encoding="utf-8"), str(ours))
        yield Heard(file.stem, transcript, segments)


def _language(file: Path) -> str | None:
    return LANGUAGES.get(file.stem, "en")


def _ours(file: Path, kept: Path) -> Transcript:
    listener = Listener(Listening(model=MODEL, language=_language(file)))
    return listener.listen(
        probe(file), keep=kept / "kept", on_progress=lambda _: None, stop=StopSignal()
    )


def _whisper() -> Any:  # noqa: ANN401 - the library has no types
    from faster_whisper import WhisperModel

    files = read_packaged(MODEL)
    return WhisperModel(
        f"packaged:{MODEL}", device="cpu", compute_type="int8", cpu_threads=cores(), files=files
    )


def _segments(whisper: Any, file: Path) -> list[dict[str, Any]]:  # noqa: ANN401
    """With the library's defaults, but for the beams and the times of words."""
    found, _ = whisper.transcribe(
        str(file), language=_language(file), beam_size=BEAMS, word_timestamps=True
    )
    return [
        {"start": round(part.start * 1000), "end": round(part.end * 1000), "text": part.text}
        for part in found
    ]
