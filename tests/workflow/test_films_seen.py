"""Films as they are seen: signers in every layout, waiting for them, pictures that end early."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from mediakit.film.model import Canvas, Film, Footage, Signer, SignerSlot, Version
from mediakit.media.probe import probe
from mediakit.plan.presets import PRESETS
from mediakit.process import StopSignal
from mediakit.signing.geometry import Box, Stand, places
from mediakit.subtitles.burned.look import Style
from mediakit.workflow.producing import Production, produce

MakeClip = Callable[..., Path]
Picture = NDArray[np.uint8]

RED, YELLOW = (200, 30, 30), (220, 220, 40)
RED_FILM, YELLOW_SIGNER = "color=c=0xC81E1E", "color=c=0xDCDC28"
SIZE = (640, 360)


def film(stand: Stand, *slots: SignerSlot, clips: tuple[Footage, ...]) -> Film:
    return Film(
        title="Our film",
        language="en-GB",
        canvas=Canvas(*SIZE, Fraction(25)),
        clips=clips,
        signer=Signer(stand, slots),
        music=None,
        versions=(Version("signed", None, signer=True),),
    )


def exported(film: Film, files: dict[str, Path], folder: Path) -> list[Picture]:
    """Every picture of the film's only version."""
    facts = {name: probe(path) for name, path in files.items()}
    preset = PRESETS["preview"]
    made = Production(film, facts, {}, {"en": {}}, Style(), preset, "film", "", {}, "film.toml")
    package = produce(
        made,
        store=folder / "store",
        folder=folder / "out",
        tell=lambda _: None,
        stop=StopSignal(),
    )
    (path,) = package.films.values()
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def share(picture: Picture, box: Box, colour: tuple[int, int, int]) -> float:
    """How much of a box is of a colour; its edges are left out, where colours run together."""
    inside = picture[box.y + 2 : box.y + box.height - 2, box.x + 2 : box.x + box.width - 2]
    return float((np.abs(inside.astype(int) - colour).max(axis=-1) < 40).mean())


@pytest.mark.parametrize(
    "stand",
    [
        Stand("right", "over", "portrait", "sixth"),
        Stand("left", "beside", "square", "third"),
        Stand("right", "full"),
    ],
)
def test_signer_and_film_are_where_the_layout_puts_them(
    stand: Stand, make_clip: MakeClip, tmp_path: Path
) -> None:
    files = {
        "talk": make_clip("talk.mp4", seconds=1, size=SIZE, picture=RED_FILM),
        "sign": make_clip("sign.mp4", seconds=1, size=SIZE, picture=YELLOW_SIGNER, sound=None),
    }
    pictures = exported(
        film(stand, SignerSlot("sign", 0), clips=(Footage("talk"),)), files, tmp_path
    )
    found = places(*SIZE, stand)
    for picture in (pictures[0], pictures[12], pictures[-1]):
        assert share(picture, found.signer, YELLOW) > 0.99
        if stand.layout != "over":
            assert share(picture, found.film, RED) > 0.99
        yellow = (np.abs(picture.astype(int) - YELLOW).max(axis=-1) < 40).mean()
        assert yellow >= 1 / 6


@pytest.mark.parametrize("overrun", ["hold", "wait"])
def test_the_film_waits_until_the_signing_is_done(
    overrun: str, make_clip: MakeClip, tmp_path: Path
) -> None:
    files = {
        "talk": make_clip("talk.mp4", seconds=1, size=SIZE, picture=RED_FILM),
        "sign": make_clip("sign.mp4", seconds=2, size=SIZE, picture=YELLOW_SIGNER, sound=None),
    }
    said = film(Stand(), SignerSlot("sign", 0, clip="talk"), clips=(Footage("talk"),))
    signer = replace(said.signer, overrun=overrun) if said.signer else None
    pictures = exported(replace(said, signer=signer), files, tmp_path)
    assert len(pictures) == 50
    found = places(*SIZE, Stand())
    assert all(share(picture, found.signer, YELLOW) > 0.99 for picture in pictures)
    beside = replace(found.room, height=found.room.height - 40)
    waiting = [share(picture, beside, RED) for picture in pictures[25:]]
    assert min(waiting) > 0.99 if overrun == "hold" else max(waiting) < 0.01
    assert min(share(picture, beside, RED) for picture in pictures[:25]) > 0.99


def test_a_signer_alone_is_a_film_of_its_own(make_clip: MakeClip, tmp_path: Path) -> None:
    files = {
        "talk": make_clip("talk.mp4", seconds=2, size=SIZE, picture=RED_FILM),
        "sign": make_clip("sign.mp4", seconds=1, size=(270, 360), picture=YELLOW_SIGNER),
    }
    alone = (Version("signer", None, signer=True, alone=True),)
    said = film(Stand(), SignerSlot("sign", 0, to=1000), clips=(Footage("talk"),))
    pictures = exported(replace(said, versions=alone), files, tmp_path)
    assert len(pictures) == 50
    assert pictures[0].shape == (360, 270, 3)
    whole = Box(0, 0, 270, 360)
    assert [share(pictures[at], whole, YELLOW) > 0.99 for at in (0, 24, 25, 49)] == [
        True,
        True,
        False,
        False,
    ]
    assert max(share(picture, whole, RED) for picture in pictures) < 0.01


def test_a_picture_that_ends_before_its_sound_stays(make_clip: MakeClip, tmp_path: Path) -> None:
    picture = make_clip("picture.mp4", seconds=1, size=SIZE, picture=RED_FILM, sound=None)
    sound = make_clip("sound.m4a", seconds=25, size=None)
    both = tmp_path / "both.mkv"
    with av.open(str(both), "w") as out:
        sources = [av.open(str(picture)), av.open(str(sound))]
        streams = [out.add_stream_from_template(one.streams[0]) for one in sources]
        packets = [
            (packet, stream)
            for one, stream in zip(sources, streams, strict=True)
            for packet in one.demux(one.streams[0])
            if packet.dts is not None
        ]
        for packet, stream in sorted(packets, key=lambda pair: pair[0].dts * pair[0].time_base):
            packet.stream = stream
            out.mux(packet)
        for one in sources:
            one.close()
    said = replace(
        film(Stand(), clips=(Footage("talk"),)), versions=(Version("film", None, False),)
    )
    pictures = exported(said, {"talk": both}, tmp_path)
    assert len(pictures) == pytest.approx(625, abs=3)
    assert all(share(picture, Box(0, 0, *SIZE), RED) > 0.99 for picture in pictures[::60])
