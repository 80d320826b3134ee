"""Odd footage in the finished film, judged by decoding it."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from counted import plan_clips, render_plan
from numpy.typing import NDArray

from mediakit.film.model import Footage, Ground
from mediakit.media.frames import picture_at
from mediakit.media.interlacing import in_fields
from mediakit.media.probe import probe
from mediakit.plan.keys import key_of
from mediakit.plan.shot_graph import PLAIN
from mediakit.render.rendering import count_frames

MakeClip = Callable[..., Path]

RATE = Fraction(25)
BARS = ((200, 40, 40), (40, 180, 60), (50, 60, 200), (220, 200, 60), (128, 128, 128), (235,) * 3)
"""Red, green, blue, yellow, grey, white, from left to right, in RGB."""


def filmed(path: Path, size: tuple[int, int], ground: Ground = "blurred") -> NDArray[np.int64]:
    """The first picture of a film of the footage in RGB, as a viewer sees it."""
    folder = path.parent / f"film of {path.stem}"
    folder.mkdir()
    facts = {"a": probe(path)}
    clip = Footage("a", 0, 160, ground=ground)
    _, film = render_plan(plan_clips([clip], facts, RATE, size), facts, folder)
    return np.asarray(picture_at(film, 80), dtype=np.int64)


def bars(ffmpeg: str, path: Path, size: tuple[int, int], filters: str, *more: str) -> Path:
    """A film of four pictures of the bars, of which ffmpeg is told nothing but `filters`."""
    width, height = size
    row = np.repeat(np.array(BARS, np.uint8), width // len(BARS), axis=0)
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{len(row)}x{height}", "-r", "25")
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "4")
    command = [ffmpeg, "-v", "error", *raw, "-i", "-", "-vf", filters, *(more or codec), path]
    subprocess.run(command, input=np.tile(row, (height, 1)).tobytes() * 4, check=True)
    return path


def colours(picture: NDArray[np.int64]) -> NDArray[np.int64]:
    """The middles of the bars."""
    height, width = picture.shape[:2]
    step = width / len(BARS)
    return np.array([picture[height // 2, int((n + 0.5) * step)] for n in range(len(BARS))])


def made_in(matrix: str, *, said: bool, full: bool = False, pixels: str = "yuv420p") -> str:
    to = f"scale=out_color_matrix={matrix}:out_range={'pc' if full else 'tv'}:flags=accurate_rnd"
    tag = {"bt601": "smpte170m", "bt709": "bt709"}[matrix] if said else "unknown"
    return f"{to},format={pixels},setparams=colorspace={tag}"


@pytest.mark.parametrize(
    ("size", "filters"),
    [
        ((1284, 722), made_in("bt709", said=False)),
        ((1284, 722), made_in("bt709", said=True, full=True, pixels="yuv422p10le")),
        ((180, 144), made_in("bt601", said=False)),
        ((180, 144), made_in("bt601", said=True, full=True)),
    ],
)
def test_colours_are_those_that_were_filmed(
    ffmpeg: str, tmp_path: Path, size: tuple[int, int], filters: str
) -> None:
    film = (180, 100) if size[0] > 1000 else size
    picture = filmed(bars(ffmpeg, tmp_path / "a.mp4", size, filters), film)
    assert np.abs(colours(picture) - np.array(BARS)).max() <= 8


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_hdr_is_neither_grey_nor_burnt_out(ffmpeg: str, tmp_path: Path, transfer: str) -> None:
    hdr = (
        "scale=out_color_matrix=bt709:out_range=tv,format=yuv444p,"
        "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709,zscale=transfer=linear,"
        "format=gbrpf32le,zscale=primaries=bt2020:transfer="
        f"{transfer}:matrix=bt2020nc:range=tv:npl=203,format=yuv420p10le"
    )
    clip = bars(ffmpeg, tmp_path / "a.mp4", (180, 144), hdr)
    media = probe(clip)
    assert media.picture is not None and media.picture.colours.hdr
    shown = colours(filmed(clip, (180, 144)))
    red, green, blue, _, grey, white = shown
    assert red[0] > 1.5 * red[1:].max()
    assert green[1] > 1.5 * green[[0, 2]].max()
    assert blue[2] > 1.5 * blue[:2].max()
    # Grey stays without colour, near to as bright as it was; white does not become grey.
    assert np.ptp(grey) <= 6 and np.ptp(white) <= 6
    assert 90 < grey.mean() < 190
    assert white.mean() > grey.mean() + 40


def test_what_is_see_through_shows_the_plain_ground(ffmpeg: str, tmp_path: Path) -> None:
    clear = "format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*gte(X,W/2)'"
    clip = bars(ffmpeg, tmp_path / "a.mov", (180, 144), clear, "-c:v", "qtrle")
    shown = colours(filmed(clip, (180, 144)))
    assert np.abs(shown[:3] - np.array(PLAIN)).max() <= 4
    assert np.abs(shown[3:] - np.array(BARS[3:])).max() <= 8


def test_mirrored_footage_is_shown_as_it_was_seen(ffmpeg: str, tmp_path: Path) -> None:
    clip = bars(ffmpeg, tmp_path / "a.mp4", (180, 144), made_in("bt601", said=True))
    turned = tmp_path / "turned.mp4"
    command = [ffmpeg, "-v", "error", "-display_hflip", "-i", clip, "-c", "copy", turned]
    subprocess.run(command, check=True)
    shown = colours(filmed(turned, (180, 144)))
    assert np.abs(shown - np.array(BARS[::-1])).max() <= 8


def test_interlaced_footage_is_not_combed(make_clip: MakeClip, tmp_path: Path) -> None:
    fields = ("-vf", "tinterlace=mode=interleave_top,setfield=tff", "-flags", "+ildct+ilme")
    clip = make_clip("a.mkv", rate="50", sound=None, more=("-c:v", "mpeg2video", *fields))
    facts = {"a": probe(clip)}
    plan = plan_clips([Footage("a")], facts, RATE, (320, 180))
    _, film = render_plan(plan, facts, tmp_path)

    def pictures(path: Path) -> list[NDArray[np.float32]]:
        return [np.asarray(picture_at(path, ms).convert("L"), np.float32) for ms in (800, 840)]

    assert in_fields(*pictures(clip)) is True
    assert in_fields(*pictures(film)) is False


@pytest.mark.parametrize(("shape", "size"), [((64, 96), (180, 100)), ((160, 90), (100, 180))])
def test_a_plain_ground_beside_footage_of_another_shape(
    make_clip: MakeClip, shape: tuple[int, int], size: tuple[int, int]
) -> None:
    clip = make_clip(size=shape, seconds=0.2, picture="color=c=white", sound=None)
    picture = filmed(clip, size, "plain")
    middle, corner = picture[size[1] // 2, size[0] // 2], picture[1, 1]
    assert middle.min() > 250
    assert np.abs(corner - np.array(PLAIN)).max() <= 4
    whole = (picture.min(axis=2) > 200).sum() / picture[:, :, 0].size
    fitted = min(size[0] / shape[0], size[1] / shape[1])
    assert whole == pytest.approx(shape[0] * shape[1] * fitted**2 / (size[0] * size[1]), abs=0.03)


def test_footage_is_brought_into_shape_no_larger_than_the_film(make_clip: MakeClip) -> None:
    media = probe(make_clip("a.ts", size=(320, 180), seconds=0.2, sound=None))
    assert media.picture is not None
    large = replace(media.picture, width=3840, height=2160)
    (conform,) = plan_clips(
        [Footage("a", 0, 160)], {"a": replace(media, picture=large)}, RATE, (1280, 720)
    ).conforms
    assert (conform.width, conform.height) == (1280, 720)
    (conform,) = plan_clips([Footage("a", 0, 160)], {"a": media}, RATE, (1280, 720)).conforms
    assert (conform.width, conform.height) == (320, 180)


def test_slow_motion_of_a_phone_keeps_its_pictures(make_clip: MakeClip) -> None:
    media = probe(make_clip(size=(64, 48), seconds=0.4, sound=None))
    assert media.picture is not None
    phone = replace(media.picture, steady=False, rate=Fraction(120))
    facts = {"a": replace(media, picture=phone)}

    def rates(*speeds: str) -> list[Fraction]:
        clips = [Footage("a", 0, 160, speed=Fraction(speed)) for speed in speeds]
        return [conform.rate for conform in plan_clips(clips, facts, RATE).conforms]

    assert rates("1", "2") == [25]
    assert rates("1", "1/2") == [50]
    assert rates("1/4") == [100]


def test_footage_that_goes_on_without_end_is_cut_off(make_clip: MakeClip, tmp_path: Path) -> None:
    media = probe(make_clip("a.ts", size=(64, 48), seconds=3, sound=None))
    shorter = {"a": replace(media, duration_ms=200)}
    plan = plan_clips([Footage("a", 0, 160)], shorter, RATE)
    made, _ = render_plan(plan, shorter, tmp_path)
    (conform,) = plan.conforms
    # A fifth of a second as measured, and one second to spare.
    assert count_frames(made.pieces[key_of(conform, plan.tools)]) == 30
