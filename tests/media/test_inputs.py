"""Playlists under the name of a film must not make us open other files."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.media.inputs import FORMATS, GUARD_OPTIONS
from mediakit.media.probe import probe

PLAYLISTS = {
    "concat": "ffconcat version 1.0\nfile secret.mp4\n",
    "hls": (
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\nsecret.ts\n"
        "#EXT-X-ENDLIST\n"
    ),
    "dash": """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S"
     profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>
<AdaptationSet mimeType="video/mp4">
<Representation id="1" bandwidth="1000" width="320" height="180" codecs="avc1.64001f">
<BaseURL>secret.mp4</BaseURL><SegmentBase indexRange="0-100"/></Representation></AdaptationSet>
</Period></MPD>""",
}


@pytest.fixture(params=PLAYLISTS)
def playlist(request: pytest.FixtureRequest, make_clip: Callable[..., Path]) -> Path:
    secret = make_clip("secret.mp4", seconds=1)
    make_clip("secret.ts", seconds=1)
    path = secret.with_name("film.mp4")
    path.write_text(PLAYLISTS[request.param])
    return path


def decode(ffmpeg: str, arguments: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [ffmpeg, "-v", "error", *arguments, "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def test_probe_refuses_playlists(playlist: Path) -> None:
    with pytest.raises(BadInput, match="This is text"):
        probe(playlist)


def test_guarded_ffmpeg_refuses_playlists(playlist: Path, ffmpeg: str) -> None:
    guard = [part for name, value in GUARD_OPTIONS.items() for part in (f"-{name}", value)]
    done = decode(ffmpeg, [*guard, "-i", str(playlist)], playlist.parent)
    assert done.returncode != 0
    assert "secret" not in done.stderr


def test_the_guard_is_what_refuses_them(make_clip: Callable[..., Path], ffmpeg: str) -> None:
    """Without it the same playlist plays, so the two tests above do not pass by accident."""
    path = make_clip("secret.mp4", seconds=1).with_name("film.mp4")
    path.write_text(PLAYLISTS["concat"])
    assert decode(ffmpeg, ["-i", str(path)], path.parent).returncode == 0


def test_ffmpeg_knows_every_format_in_the_list(ffmpeg: str) -> None:
    command = [ffmpeg, "-hide_banner", "-demuxers"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    known = {
        name for line in listed.splitlines() for name in (line.split() + [""] * 2)[1].split(",")
    }
    assert set(FORMATS.split(",")) <= known


@pytest.mark.parametrize(
    "name",
    [
        "-v.mp4",
        "a:b.mp4",
        "100%d.mp4",
        'it\'s "take 3" [1], 50Hz;#1.mp4',
        "two\nlines.mp4",
        "🎬 ŵ.mp4",
    ],
)
def test_odd_names_are_names(name: str, make_clip: Callable[..., Path]) -> None:
    assert probe(make_clip(name, seconds=1)).duration_ms == 1000


def test_relative_names_too(
    make_clip: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_clip("a:b.mp4", seconds=1).parent)
    assert probe(Path("a:b.mp4")).duration_ms == 1000
