"""A signer before a screen, cut out of a recording and seen in a film."""

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from counted import TOOLS, render_plan
from figures import GREEN, SIZE, filmed, matte_of_figure

from mediakit.film.model import Canvas, Film, Footage, Signer, SignerSlot, Version
from mediakit.film.placing import build_timeline
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS
from mediakit.signing.geometry import Stand
from mediakit.subtitles.burned.look import Style

CANVAS = (640, 360)
WHITE = 235


def record(ffmpeg: str, path: Path, rate: str, frames: int) -> Media:
    """A recording of the figure running from left to right, a good way in each picture."""
    places = np.linspace(-0.15, 0.15, 12)
    pictures = [
        filmed(matte_of_figure(place), GREEN, uneven=0.3, noise=1, seed=n)
        for n, place in enumerate(places)
    ]
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", rate)
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "8", "-pix_fmt", "yuv420p")
    subprocess.run(
        [ffmpeg, "-y", "-v", "error", *raw, "-i", "-", *codec, str(path)],
        input=b"".join(pictures[n % len(pictures)].tobytes() for n in range(frames)),
        check=True,
    )
    return probe(path)


@pytest.mark.parametrize(
    ("name", "source_rate", "pace"),
    [
        ("sign.mkv", "30", Fraction(1)),
        ("sign.mp4", "30000/1001", Fraction(1001, 1000)),
        ("sign.avi", "50", Fraction(1)),
    ],
)
def test_no_green_is_seen_round_a_signer_who_moves(
    name: str, source_rate: str, pace: Fraction, ffmpeg: str, make_clip, tmp_path: Path
) -> None:
    signing = record(ffmpeg, tmp_path / name, source_rate, 2 * round(Fraction(source_rate)))
    white = make_clip("white.mp4", seconds=2, picture="color=c=white", sound=None, size=CANVAS)
    facts = {"white.mp4": probe(white), name: signing}
    slot = SignerSlot(name, 500, start=433, pace=pace)
    film = Film(
        "Signed",
        "en",
        Canvas(*CANVAS, Fraction(25)),
        (Footage("white.mp4", 0, 1900),),
        Signer(Stand(side="right"), (slot,)),
        None,
        (Version("v", None, True),),
    )
    plan = plan_film(
        Ingredients(
            timeline=build_timeline(film, facts),
            versions=film.versions,
            facts=facts,
            backdrops={name: "0x{:02X}{:02X}{:02X}".format(*GREEN)},
            tracks={},
            style=Style(),
            preset=PRESETS["preview"],
            tools=TOOLS,
        )
    )
    assert len(plan.mattes) == 1
    _, made = render_plan(plan, facts, tmp_path)
    (signer,) = plan.versions[0].chunks[0].signers
    box = signer.box
    with av.open(str(made)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    shown = pictures[15:]
    for picture in shown:
        red, green, blue = (
            picture[box.y :, box.x : box.x + box.width].astype(int).transpose(2, 0, 1)
        )
        assert np.mean(green > np.maximum(red, blue) + 40) < 0.003
        assert 0.15 < np.mean(red < 160) < 0.75
