"""Facts of small clips made with the real ffmpeg, and what is said of files that are no media."""

import hashlib
import os
import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.media.probe import fingerprint, probe

MakeClip = Callable[..., Path]


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv", "avi", "ts", "flv"])
@pytest.mark.parametrize("rate", ["25", "30000/1001", "24000/1001", "60"])
def test_rate_length_and_frames(make_clip: MakeClip, container: str, rate: str) -> None:
    media = probe(make_clip(f"clip.{container}", rate=rate, seconds=5, sound=None, size=(64, 48)))
    assert media.kind == "video"
    assert media.picture is not None
    assert (media.picture.rate, media.picture.steady) == (Fraction(rate), True)
    assert media.picture.frames == round(5 * Fraction(rate))
    assert abs(media.duration_ms - 5000) <= 20
    assert media.sounds == ()
    assert media.warnings == ()


def test_sound_alone(make_clip: MakeClip) -> None:
    media = probe(make_clip("voice.wav", size=None, seconds=1.5, channels=2))
    sound = media.sounds[0]
    assert (media.kind, media.duration_ms, media.picture) == ("sound", 1500, None)
    assert (sound.codec, sound.channels, sound.sample_rate) == ("pcm_s16le", 2, 48000)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_size_as_shown_after_turning(make_clip: MakeClip, rotation: int) -> None:
    picture = probe(make_clip(size=(64, 32), rotation=rotation)).picture
    assert picture is not None
    assert picture.rotation == rotation
    assert (picture.width, picture.height) == ((64, 32) if rotation in (0, 180) else (32, 64))


@pytest.mark.parametrize(
    ("pixel", "shown"), [("16/15", (768, 576)), ("8/9", (720, 648)), ("1/1", (720, 576))]
)
def test_size_as_shown_with_square_pixels(
    make_clip: MakeClip, pixel: str, shown: tuple[int, int]
) -> None:
    clip = make_clip(size=(720, 576), seconds=0.2, more=("-vf", f"setsar={pixel}"))
    picture = probe(clip).picture
    assert picture is not None
    assert (picture.width, picture.height) == shown


def test_variable_frame_rate_is_measured(make_clip: MakeClip) -> None:
    uneven = ("-vf", "setpts='(N/25+0.015*sin(N))/TB'", "-fps_mode", "vfr")
    media = probe(make_clip(more=(*uneven, "-enc_time_base", "1:1000"), sound=None, seconds=4))
    assert media.picture is not None
    assert not media.picture.steady
    assert abs(float(media.picture.rate) - 25) < 0.5
    assert "do not come at an even pace" in media.warnings[0]


def test_dropped_frames_keep_the_nominal_rate(make_clip: MakeClip) -> None:
    dropping = ("-vf", "select='not(between(mod(n,25),3,4))'", "-fps_mode", "vfr")
    picture = probe(make_clip(more=dropping, sound=None, seconds=4)).picture
    assert picture is not None
    assert (picture.rate, picture.steady, picture.frames) == (Fraction(25), False, 92)


def test_first_timestamp_and_length_from_there(make_clip: MakeClip) -> None:
    media = probe(make_clip("late.ts", seconds=2, more=("-output_ts_offset", "100")))
    assert 100_000_000 <= media.start_us <= 102_000_000
    assert abs(media.duration_ms - 2000) <= 60


def test_a_truncated_film_has_the_length_that_is_left(make_clip: MakeClip) -> None:
    whole = make_clip("whole.mkv", seconds=4, more=("-g", "10"))
    cut = whole.with_name("cut.mkv")
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    media = probe(cut)
    assert 1000 < media.duration_ms < 3000
    assert "was cut short: it says 4.0 s" in media.warnings[0]


def test_a_truncated_film_with_its_index_in_front(make_clip: MakeClip) -> None:
    whole = make_clip("whole.mp4", seconds=4, more=("-movflags", "+faststart", "-g", "10"))
    cut = whole.with_name("cut.mp4")
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    media = probe(cut)
    assert 1000 < media.duration_ms < 3000
    assert "was cut short" in media.warnings[0]


def test_fingerprint_is_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "some.bin"
    path.write_bytes(b"mediakit" * 300_000)
    assert fingerprint(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        probe(path)
    error = caught.value
    assert error.remedy.endswith(".")
    assert str(path) in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return error.what


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.mp4") == "There is no such file"
    assert refused(tmp_path / ("long" * 100)) == "There is no such file"
    assert refused(tmp_path / "nul\0.mp4") == "There is no such file"


def test_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "This is a folder, not a file"


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert refused(tmp_path / "pipe.mp4") == "This is a device, not a file"


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    assert refused(tmp_path / "empty.mp4") == "The file is empty"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_not_allowed(make_clip: MakeClip) -> None:
    clip = make_clip()
    clip.chmod(0)
    assert refused(clip) == "You are not allowed to read this file"


@pytest.mark.parametrize(
    "text", ["Shopping: milk, bread\n", "Rhestr siopa: llaeth â bara ŵy\n" * 500]
)
def test_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "film.mov").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "film.mov") == "This is text, not a film, a sound or a picture"


def test_noise(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(bytes(range(256)) * 40)
    assert refused(tmp_path / "film.mp4") == "This is no film, sound or picture that can be read"


def test_mp4_without_its_index(make_clip: MakeClip) -> None:
    clip = make_clip()
    clip.write_bytes(clip.read_bytes()[:5000])
    assert refused(clip) == "The recording was cut short (its table of contents is missing)"


def test_subtitles_alone(ffmpeg: str, tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "a.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    target = tmp_path / "only.mkv"
    subprocess.run([ffmpeg, "-v", "error", "-i", tmp_path / "a.srt", target], check=True)
    assert refused(target) == "There is neither picture nor sound in this file"


def test_a_picture_too_large_for_the_memory(
    make_clip: MakeClip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediakit.media.probe.MOST_PIXELS", 320 * 180 - 1)
    assert refused(make_clip()) == "The picture is too large to work with (320x180)"
