"""Make all raw files of the example film: what there is to make, at which size, in which order."""

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from fractions import Fraction
from multiprocessing.synchronize import Event
from pathlib import Path

import numpy as np

from footage.lines import BETWEEN, RECORDINGS
from footage.made import Made, recipe
from footage.moving import Moving
from footage.sound import Speech, record, set_loudness
from footage.talks import RECORDED
from footage.voice import Samples
from mediakit.errors import CannotWrite, MediakitError, Stopped

PROJECT = Path(__file__).parent.parent.parent / "projects" / "lets-talk-co-production"
GARDEN_SECONDS, GARDEN_RATE = 7.0, Fraction(50)
SIGNER_RATE = Fraction(25)
MUSIC_SECONDS = 85.0


@dataclass(frozen=True, slots=True)
class Effort:
    """How large pictures are (1: as the film needs them), and how long things are at most."""

    scale: float = 1.0
    seconds: float | None = None
    lines: int | None = None


FULL = Effort()
QUICK = Effort(scale=0.2, seconds=1.0, lines=1)
"""For tests: everything is there, small and short."""

Job = tuple[Callable[..., None], tuple[object, ...]]


def make_all(
    project: Path, effort: Effort = FULL, *, again: bool = False, say: Callable[[str], None]
) -> None:
    """Make what is not there yet, or was made by an older recipe (or all, with `again`), two files
    at a time.
    """
    made = Made(project, recipe(effort))
    jobs = {path: job for path, job in _jobs(project).items() if again or made.wanted(path)}
    if not jobs:
        say("All footage is there already.")
        return
    for path in jobs:
        _make_folder(path.parent)
    fresh = multiprocessing.get_context("spawn")
    halt = fresh.Event()
    with ProcessPoolExecutor(2, fresh, initializer=_begin_worker, initargs=(halt,)) as pool:
        try:
            for path in _make_each(pool, jobs, effort, say):
                made.add(path)
                say(f"Made {path.relative_to(project).as_posix()}")
        except BaseException:
            halt.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _make_each(
    pool: ProcessPoolExecutor,
    jobs: dict[Path, Job],
    effort: Effort,
    say: Callable[[str], None],
) -> Iterator[Path]:
    """Yields each file when it is finished."""
    speeches = {}
    if any(make in (_make_talk, _make_signer) for make, _ in jobs.values()):
        say("Speaking the lines …")
        speeches = _speak(effort)
    say(f"Drawing {len(jobs)} files; this takes a minute or two …")
    waiting = {
        pool.submit(_unless_halted, make, path, speeches, effort, *rest): path
        for path, (make, rest) in jobs.items()
    }
    for done in as_completed(waiting):
        done.result()
        yield waiting[done]


def _begin_worker(halt: Event) -> None:
    from footage.encode import HALT

    # Ctrl-C reaches every process; only the first answers it, and tells the others by `halt`.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    HALT.asked = halt.is_set


def _unless_halted(make: Callable[..., None], *given: object) -> None:
    from footage.encode import HALT

    if HALT.asked():
        raise Stopped("Stopped")
    make(*given)


def _jobs(project: Path) -> dict[Path, Job]:
    """Every file with what makes it, longest first so that both processes end together."""
    talks: dict[Path, Job] = {
        project / "footage" / f"{name}.mp4": (_make_talk, (name,)) for name in RECORDINGS
    }
    return {
        project / "signing" / "part-1.mp4": (_make_signer, ()),
        **talks,
        project / "footage" / "garden.mp4": (_make_garden, ()),
        project / "photos" / "team.jpg": (_make_photo, ()),
        project / "music" / "bed.ogg": (_make_music, ()),
    }


def _speak(effort: Effort) -> dict[str, Speech]:
    return {name: record(lines[: effort.lines]) for name, lines in RECORDINGS.items()}


def _make_talk(path: Path, speeches: dict[str, Speech], effort: Effort, name: str) -> None:
    from footage.encode import Track, encode
    from footage.talks import talk

    speech, recorded = speeches[name], RECORDED[name]
    clip = _cut(talk(name, speech, _sized(recorded.size, effort)), effort)
    channels = _two_microphones(speech) if recorded.channels == 2 else speech.samples
    scratch = path.with_name(f".{path.stem}.level.wav")
    loud = set_loudness(channels, speech.rate, recorded.loudness, scratch)
    track = Track(
        loud[..., : round(clip.duration * speech.rate)], speech.rate, recorded.sample_rate
    )
    encode(clip, recorded.rate, path, track=track, turned=recorded.turned)


def _make_signer(path: Path, speeches: dict[str, Speech], effort: Effort) -> None:
    from footage.encode import encode
    from footage.signer import LAG, SIZE, signing

    spans, at = [], 0.0
    for name, before in BETWEEN.items():
        at += before
        spans.append((at + speeches[name].parts[0].start, at + speeches[name].parts[-1].end))
        at += speeches[name].seconds
    encode(_cut(signing(tuple(spans), at + LAG, _sized(SIZE, effort)), effort), SIGNER_RATE, path)


def _make_garden(path: Path, _speeches: dict[str, Speech], effort: Effort) -> None:
    from footage.encode import encode
    from footage.garden import SIZE, garden

    encode(_cut(garden(GARDEN_SECONDS, _sized(SIZE, effort)), effort), GARDEN_RATE, path)


def _make_photo(path: Path, _speeches: dict[str, Speech], effort: Effort) -> None:
    from footage.photo import SIZE, save_on_its_side, team_photo

    save_on_its_side(team_photo(_sized(SIZE, effort)), path)


def _make_music(path: Path, _speeches: dict[str, Speech], effort: Effort) -> None:
    from footage.encode import convert_sound
    from footage.music import LOUDNESS, RATE, music_bed

    seconds = MUSIC_SECONDS if effort.seconds is None else 10.0
    scratch = path.with_name(f".{path.stem}.level.wav")
    convert_sound(set_loudness(music_bed(seconds), RATE, LOUDNESS, scratch), RATE, path)


def _two_microphones(speech: Speech) -> Samples:
    """The voice in stereo: the second microphone stands a little further away."""
    late = np.roll(speech.samples, round(0.0004 * speech.rate)) * 0.92
    return np.stack([speech.samples, late]).astype(np.float32)


def _sized(size: tuple[int, int], effort: Effort) -> tuple[int, int]:
    return round(size[0] * effort.scale / 2) * 2, round(size[1] * effort.scale / 2) * 2


def _cut(clip: Moving, effort: Effort) -> Moving:
    return (
        clip if effort.seconds is None else clip.with_duration(min(effort.seconds, clip.duration))
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            "The folder cannot be made",
            f"{folder} ({error.strerror})",
            "Choose another with --out.",
        ) from error


def main(argv: list[str] | None = None) -> int:
    """The command line: 0 when all is made, else the error's own exit code."""
    parser = argparse.ArgumentParser(description="Make the raw footage of the example film.")
    parser.add_argument("--out", type=Path, default=PROJECT, help="the project's folder")
    parser.add_argument(
        "--again", action="store_true", help="make files that are there already again"
    )
    parser.add_argument("--quick", action="store_true", help="small and short, to try things out")
    asked = parser.parse_args(argv)
    start = time.monotonic()
    effort = QUICK if asked.quick else FULL
    try:
        make_all(asked.out, effort, again=asked.again, say=lambda line: print(line, flush=True))
    except MediakitError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(
            f"The footage cannot be written: {error.filename} ({error.strerror}).", file=sys.stderr
        )
        return CannotWrite.exit_code
    except KeyboardInterrupt:
        print("Stopped. Run it again to go on.", file=sys.stderr)
        return Stopped.exit_code
    print(f"Ready in {time.monotonic() - start:.0f} s: {asked.out}")
    return 0
