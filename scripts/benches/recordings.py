"""The recordings that are listened to: always the same, made from the folder of real media.

What a person said is in the references; where somebody speaks is what Silero finds, inside the
utterances of a TextGrid where one stands beside the recording.
"""

import json
import os
import re
import wave
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benches.textgrid import Interval, read_textgrid
from mediakit.media.probe import probe
from mediakit.media.sound import decode_sound, record_sound
from mediakit.transcript.speech import SPEECH_RATE

SETTING = "MEDIAKIT_MEDIA"
GAP_SECONDS = 0.4
"""Between two sentences of the readers."""

QUIET_SECONDS = 60
NOISE_LEVEL = 0.05
"""White noise of -29 dBFS: a loud room. Its numbers are drawn from a fixed seed."""

SHORTEST_SPEECH = 0.1
"""Seconds; shorter sounds are clicks and breaths."""

MEASURED = "with a cold"
"""The recording whose every word was measured by a person."""

_TAG = re.compile(r"<[^<>]*>|\[[^\[\]]*\]")
Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recording:
    """`name` tells nothing of who speaks: it goes into the results. `said` is "" where nobody does;
    `speech` holds where somebody does, in seconds.
    """

    name: str
    file: str
    seconds: float
    said: str
    speech: tuple[tuple[float, float], ...]


def media_folder() -> Path:
    """The folder of real media. Ends the program where there is none."""
    root = Path(__file__).parents[2]
    folder = Path(os.environ.get(SETTING) or root.parent / "shared" / "media")
    if not (folder / "speech").is_dir():
        raise SystemExit(f"There are no real recordings here. Name their folder in {SETTING}.")
    return folder


def make_set(media: Path, folder: Path, *, quick: bool, only: str = "") -> list[Recording]:
    """Write every recording, or the one called `only`, into `folder`, with a list for the engines.
    `quick` makes fewer and shorter ones.
    """
    speech = media / "speech"
    readers = _in_turn(speech / "vctk", folder, most=3 if quick else None)
    recordings = [readers, _old(speech, folder), _sick(speech, folder)]
    if not quick:
        recordings += [_well_and_sick(speech, folder), _two_people(speech, folder)]
    recordings += _without_words(media, folder, quick=quick)
    if only:
        recordings = [recording for recording in recordings if recording.name == only]
    listing = json.dumps([asdict(recording) for recording in recordings], indent=1)
    (folder / "recordings.json").write_text(listing, encoding="utf-8")
    # Every engine hears this first, so that loading is done before its time is taken.
    warm_up = _samples(speech / "jfk.flac")[: 3 * SPEECH_RATE]
    _write(folder / "warm-up.wav", warm_up)
    return recordings


def read_set(folder: Path) -> list[Recording]:
    """The recordings that `make_set` left in `folder`."""
    rows = json.loads((folder / "recordings.json").read_text(encoding="utf-8"))
    return [
        Recording(**{**row, "speech": tuple((start, end) for start, end in row["speech"])})
        for row in rows
    ]


def _plain(text: str) -> str:
    """A reference without its tags for noises and stammers."""
    return " ".join(_TAG.sub(" ", text).split())


def _in_turn(vctk: Path, folder: Path, *, most: int | None) -> Recording:
    """All readers in one recording, each with a whole text, as in a meeting: `most` sentences."""
    rows = (vctk / "transcripts.tsv").read_text(encoding="utf-8").splitlines()
    said = dict(row.split("\t", 1) for row in rows if row.strip())
    files = sorted(vctk.glob("*.wav"))[:most]
    gap = np.zeros(round(GAP_SECONDS * SPEECH_RATE), np.float32)
    parts = [part for file in files for part in (_samples(file), gap)]
    words = _plain(" ".join(said[file.name] for file in files))
    return _recording("readers in turn", np.concatenate(parts[:-1]), folder, words)


def _old(speech: Path, folder: Path) -> Recording:
    said = _plain((speech / "jfk.txt").read_text("utf-8"))
    return _recording("a speech of 1961", _samples(speech / "jfk.flac"), folder, said)


def _sick(speech: Path, folder: Path) -> Recording:
    said = _plain((speech / "cold_corpus3.lab").read_text("utf-8"))
    words = [word for word in word_times(speech) if word.text]
    inside = [(word.start, word.end) for word in words]
    samples = _samples(speech / "cold_corpus3.wav")
    return _recording(MEASURED, samples, folder, said, inside)


def word_times(speech: Path) -> list[Interval]:
    """Every word of `MEASURED` with its times, as a person measured them."""
    words = read_textgrid(speech / "cold_corpus3.TextGrid")["words"]
    return [word for word in words if _plain(word.text)]


def _well_and_sick(speech: Path, folder: Path) -> Recording:
    tiers = read_textgrid(speech / "michaelandsickmichael.TextGrid")
    every = sorted(
        (interval for tier in tiers.values() for interval in tier),
        key=lambda interval: interval.start,
    )
    said = _plain(" ".join(interval.text for interval in every))
    inside = [(interval.start, interval.end) for interval in every]
    samples = _samples(speech / "michaelandsickmichael.wav")
    return _recording("well and with a cold", samples, folder, said, inside)


def _two_people(speech: Path, folder: Path) -> Recording:
    """Two people who speak at once, each with a microphone and a channel of their own."""
    sound = record_sound(probe(speech / "fw_stereo_diarization.wav"), SPEECH_RATE)
    channels = sound.read_channels(0, sound.length)
    sound.close()
    lines = (speech / "fw_stereo_diarization.txt").read_text("utf-8").splitlines()
    said = _plain(" ".join(line.partition(":")[2] for line in lines))
    return _recording("two people at once", channels, folder, said)


def _without_words(media: Path, folder: Path, *, quick: bool) -> list[Recording]:
    seconds = 10 if quick else QUIET_SECONDS
    silence = np.zeros(seconds * SPEECH_RATE, np.float32)
    noise = np.random.default_rng(0).normal(0, NOISE_LEVEL, len(silence)).astype(np.float32)
    made = {"digital silence": silence, "white noise": noise}
    for file in sorted((media / "music").glob("*.ogg")):
        made[f"music {len(made) - 1}"] = _samples(file)[: seconds * SPEECH_RATE if quick else None]
    return [_recording(name, samples, folder, "") for name, samples in made.items()]


def _recording(
    name: str,
    samples: Samples,
    folder: Path,
    said: str,
    inside: list[tuple[float, float]] | None = None,
) -> Recording:
    file = f"{name.replace(' ', '-')}.wav"
    _write(folder / file, samples)
    mixed = samples if samples.ndim == 1 else samples.mean(axis=0)
    speech = _speech(mixed, inside) if said else ()
    return Recording(name, file, len(mixed) / SPEECH_RATE, said, speech)


def _speech(
    samples: Samples, inside: list[tuple[float, float]] | None
) -> tuple[tuple[float, float], ...]:
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(min_silence_duration_ms=100, speech_pad_ms=0)
    found = [
        (run["start"] / SPEECH_RATE, run["end"] / SPEECH_RATE)
        for run in get_speech_timestamps(samples, options, SPEECH_RATE)
    ]
    if inside is not None:
        found = [
            (max(start, first), min(end, last))
            for start, end in found
            for first, last in inside
            if max(start, first) < min(end, last)
        ]
    joined = _touching_joined(found)
    return tuple((start, end) for start, end in joined if end - start >= SHORTEST_SPEECH)


def _touching_joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 0.001:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _samples(file: Path) -> Samples:
    return decode_sound(probe(file), SPEECH_RATE)


def _write(path: Path, samples: Samples) -> None:
    """Samples of one channel, or of shape (channels, length)."""
    whole = (np.clip(samples, -1, 1) * 32767).round().astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if whole.ndim == 1 else len(whole))
        file.setsampwidth(2)
        file.setframerate(SPEECH_RATE)
        file.writeframes(whole.T.tobytes())
