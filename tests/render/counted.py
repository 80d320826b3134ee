"""A source whose every frame says its own number, and how to read the numbers back."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from mediakit.film.model import Canvas, Clip, Film, Signer, Version, Voice
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedCue
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.joining import Wrapping
from mediakit.plan.model import Plan, Tools
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS
from mediakit.process import StopSignal
from mediakit.render.joining import join
from mediakit.render.rendering import Made, render
from mediakit.render.store import Store
from mediakit.subtitles.burned.look import Style

WIDTH, HEIGHT, BITS = 320, 180, 16
_COLUMN = WIDTH // BITS
TOOLS = Tools({"made for": "tests"})


def number_as_picture(number: int) -> bytes:
    """White columns for the ones of the number in binary, as raw grey."""
    bits = [255 * (number >> bit & 1) for bit in range(BITS)]
    row = np.repeat(np.array(bits, np.uint8), _COLUMN)
    return np.tile(row, (HEIGHT, 1)).tobytes()


def make_counted(ffmpeg: str, path: Path, rate: str, frames: int, *more: str) -> Media:
    """A film of numbered frames, without sound."""
    raw = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", rate)
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p")
    subprocess.run(
        [ffmpeg, "-y", "-v", "error", *raw, "-i", "-", *codec, *more, str(path)],
        input=b"".join(number_as_picture(number) for number in range(frames)),
        check=True,
    )
    return probe(path)


def read_numbers(path: Path) -> list[int]:
    """The number in every frame of a film."""
    with av.open(str(path)) as container:
        return [
            sum(
                int(grey[HEIGHT // 2, bit * _COLUMN + _COLUMN // 2] > 128) << bit
                for bit in range(BITS)
            )
            for grey in (frame.to_ndarray(format="gray") for frame in container.decode(video=0))
        ]


def plan_clips(
    clips: Sequence[Clip],
    facts: dict[str, Media],
    rate: Fraction,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    voices: Sequence[Voice] = (),
    signer: Signer | None = None,
    versions: tuple[Version, ...] = (Version("v", None, False),),
    cues: tuple[PlacedCue, ...] = (),
) -> Plan:
    """A plan; if nothing else is said, of one version without subtitles."""
    canvas, told = Canvas(*size, rate), tuple(voices)
    film = Film("Counted", "en", canvas, tuple(clips), signer, None, versions, voices=told)
    return plan_of_film(film, facts, cues)


def plan_of_film(
    film: Film,
    facts: dict[str, Media],
    cues: tuple[PlacedCue, ...] = (),
    codes: Mapping[str, str] | None = None,
) -> Plan:
    """The plan of a whole film; `codes` are the hashes of the effects' files."""
    return plan_film(
        Ingredients(
            timeline=build_timeline(film, facts),
            versions=film.versions,
            facts=facts,
            backdrops={},
            tracks={"en": cues},
            style=Style(),
            preset=PRESETS["standard"],
            tools=TOOLS,
            codes=codes or {},
        )
    )


def render_plan(
    plan: Plan,
    facts: dict[str, Media],
    folder: Path,
    on_progress: Callable[[int, int], None] = lambda *_: None,
) -> tuple[Made, Path]:
    """Do the plan in `folder`; returns what was made and the film of its first version."""
    store, stop, film = Store(folder / "store"), StopSignal(), folder / "film.mp4"
    files = {media.fingerprint: media.path for media in facts.values()}
    with ThreadPoolExecutor(2) as executor:
        made = render(plan, files, store, executor, stop=stop, on_progress=on_progress)
    join(plan, plan.versions[0], made, store, wrapping=Wrapping("Counted"), to=film, stop=stop)
    return made, film
