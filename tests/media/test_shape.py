from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from mediakit.media.model import Media, Picture
from mediakit.media.shape import needs_conforming

STEADY = Picture("h264", 1280, 720, Fraction(25), True, 250, 0, "yuv420p")
FILM = Media(Path("tip.mp4"), "", "video", "mov,mp4,m4a,3gp,3g2,mj2", 0, 10_000, STEADY, ())


def test_ordinary_footage_is_cut_as_it_is() -> None:
    assert needs_conforming(FILM) is None
    webm = replace(FILM, container="matroska,webm", picture=replace(STEADY, codec="vp9"))
    assert needs_conforming(webm) is None


def test_uneven_footage() -> None:
    phone = replace(FILM, picture=replace(STEADY, steady=False))
    assert needs_conforming(phone) == "its frames do not come at an even pace"


def test_containers_without_an_index() -> None:
    assert "(mpegts)" in (needs_conforming(replace(FILM, container="mpegts")) or "")
    assert "(avi)" in (needs_conforming(replace(FILM, container="avi")) or "")


def test_codecs_of_old() -> None:
    old = replace(FILM, picture=replace(STEADY, codec="mpeg1video"))
    assert "(mpeg1video)" in (needs_conforming(old) or "")


def test_sound_and_photos_need_nothing() -> None:
    assert needs_conforming(replace(FILM, kind="sound", picture=None, container="mp3")) is None
    assert needs_conforming(replace(FILM, kind="photo", container="jpeg_pipe")) is None
