"""Facts of how a picture stands and what its numbers mean, from clips made with the real ffmpeg."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mediakit.media.frames import picture_at
from mediakit.media.probe import probe
from mediakit.media.shape import needs_conforming

MakeClip = Callable[..., Path]

SMALL = {"size": (160, 120), "seconds": 0.2, "sound": None}


def test_what_the_stream_says_of_its_colours(make_clip: MakeClip) -> None:
    says = "setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=arib-std-b67:range=pc"
    picture = probe(make_clip(more=("-vf", says), **SMALL)).picture
    assert picture is not None
    colours = picture.colours
    assert (colours.matrix, colours.primaries, colours.hdr) == ("bt2020nc", "bt2020", "HLG")
    assert colours.full and colours.wide


@pytest.mark.parametrize(
    ("turn", "stand"),
    [
        (("-display_hflip",), (0, True)),
        (("-display_vflip",), (180, True)),
        (("-display_rotation", "-90", "-display_hflip"), (90, True)),
        (("-display_rotation", "-90"), (90, False)),
    ],
)
def test_a_thumbnail_stands_as_ffmpeg_turns_it(
    make_clip: MakeClip, ffmpeg: str, turn: tuple[str, ...], stand: tuple[int, bool]
) -> None:
    clip = make_clip(**SMALL)
    turned, shown = clip.with_name("turned.mp4"), clip.with_name("shown.png")
    command = [ffmpeg, "-v", "error", *turn, "-i", clip, "-c", "copy", turned]
    subprocess.run(command, check=True)
    command = [ffmpeg, "-v", "error", "-i", turned, "-frames:v", "1", shown]
    subprocess.run(command, check=True)
    picture = probe(turned).picture
    assert picture is not None
    assert picture.mirrored == stand[1]
    ours, theirs = picture_at(turned, 0), picture_at(shown, 0)
    assert ours.size == theirs.size == (picture.width, picture.height)
    assert np.abs(np.asarray(ours, dtype=int) - np.asarray(theirs, dtype=int)).mean() < 3


FIELDS = ("-vf", "tinterlace=mode=interleave_top,setfield=tff", "-flags", "+ildct+ilme")


@pytest.mark.parametrize("codec", ["libx264", "mpeg2video"])
def test_interlaced_where_fields_differ(make_clip: MakeClip, codec: str) -> None:
    clip = make_clip("a.mkv", rate="50", seconds=2, sound=None, more=("-c:v", codec, *FIELDS))
    picture = probe(clip).picture
    assert picture is not None and picture.interlaced
    assert needs_conforming(probe(clip)) == "it is interlaced"


def test_whole_pictures_that_call_themselves_interlaced(make_clip: MakeClip) -> None:
    flags = ("-vf", "setfield=tff", "-flags", "+ildct+ilme", "-c:v", "mpeg2video")
    picture = probe(make_clip("a.mkv", seconds=2, sound=None, more=flags)).picture
    assert picture is not None and not picture.interlaced


def test_alpha_and_odd_pixels(make_clip: MakeClip) -> None:
    clear = ("-vf", "format=rgba,colorchannelmixer=aa=0.5", "-c:v", "qtrle", "-pix_fmt", "argb")
    assert needs_conforming(probe(make_clip("a.mov", more=clear, **SMALL))) == (
        "parts of it are see-through"
    )
    picture = probe(make_clip("b.mp4", more=("-vf", "setsar=2"), **SMALL)).picture
    assert picture is not None
    assert (picture.width, picture.height, picture.pixel, picture.alpha) == (320, 120, 2, False)


@pytest.mark.parametrize(
    ("pan", "ears"),
    [
        ("c0=c0|c1=0*c0", "left"),
        ("c0=0*c0|c1=c0", "right"),
        ("c0=c0|c1=0.5*c0", "stereo"),
        ("c0=c0|c1=c0", "stereo"),
    ],
)
@pytest.mark.parametrize("name", ["a.wav", "a.m4a", "a.mp3", "a.flac"])
def test_speech_in_one_ear(make_clip: MakeClip, name: str, pan: str, ears: str) -> None:
    clip = make_clip(name, size=None, seconds=3, channels=2, more=("-af", f"pan=stereo|{pan}"))
    assert probe(clip).sounds[0].ears == ears


def test_a_microphone_for_each_person(make_clip: MakeClip) -> None:
    turns = "volume='if(lt(mod(t,2),1),1,0.1)':eval=frame"
    others = "volume='if(lt(mod(t,2),1),0.1,1)':eval=frame"
    graph = f"asplit[a][b];[a]{turns}[l];[b]{others}[r];[l][r]join=inputs=2:channel_layout=stereo"
    clip = make_clip("a.wav", size=None, seconds=8, channels=2, more=("-af", graph))
    media = probe(clip)
    assert media.sounds[0].ears == "apart"
    assert "two microphones" in media.warnings[0]
