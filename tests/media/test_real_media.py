"""Every real file there is: facts that are right, or a plain sentence; never a traceback."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from mediakit.errors import BadInput, MediakitError
from mediakit.media.backdrop import backdrop_colour
from mediakit.media.frames import picture_at
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.media.sound import decode_sound
from mediakit.transcript.speech import SPEECH_RATE

pytestmark = pytest.mark.media

FILMS = {
    # file: shown size, rate, steady, frames, rotation, length in ms, sound streams
    "talking/grid_concat_british_bluescreen.mp4": (360, 288, "25", True, 821, 0, 32840, 1),
    "talking/grid/bbaf2n.mpg": (360, 288, "25", True, 75, 0, 2980, 1),
    "talking/intel_one_by_one_person.mp4": (768, 432, "10", True, 1394, 0, 139400, 0),
    "signing/ae_man_green_screen.mp4": (1280, 720, "30", True, 732, 0, 24433, 1),
    "signing/intel_asl_concat.mkv": (640, 480, "30", False, 1323, 0, 44427, 0),
    "signing/intel_asl/yes.mkv": (640, 480, "30", True, 65, 0, 2167, 0),
    "odd/ax_dolbyVision-hdr.MOV": (720, 1280, "30", True, 4, 90, 107, 1),
    "odd/ax_hdr10-video-with-sdr-container.mp4": (1920, 1080, "30", False, 28, 0, 1017, 1),
    "odd/ax_portrait_4k60.mp4": (2160, 3840, "60", True, 18, 90, 313, 1),
    "odd/ax_long_1080p_lowbitrate.mp4": (1920, 1080, "30", True, 10883, 0, 362767, 1),
    "odd/ax_sample_with_ass_subtitles.mkv": (1080, 720, "30", True, 30, 0, 1139, 1),
    "odd/ax_sample_with_chapters.mp4": (1080, 720, "30000/1001", True, 30, 0, 1089, 1),
    "odd/ax_sample_missing_stsd.mp4": (1080, 720, "30000/1001", True, 30, 0, 1001, 0),
    "odd/ax_sample-with-key-frame-index.flv": (320, 180, "24", True, 71, 0, 2958, 0),
    "odd/ax_sample.avi": (960, 400, "24000/1001", False, 96, 0, 4087, 1),
    "odd/ax_sd-hls0000000000.ts": (640, 360, "24", False, 58, 0, 2500, 1),
    "odd/ax_sample_vvc.mp4": (320, 180, "24", True, 120, 0, 5000, 0),
    "odd/mb_edts.mp4": (854, 480, "25", True, 225, 0, 9000, 1),
    "odd/mb_no-initial-keyframe.ts": (640, 360, "30000/1001", True, 15, 0, 2649, 1),
    "odd/mb_rotate-buck-bunny.mp4": (1080, 1920, "24", True, 45, 90, 2005, 1),
    "odd/mb_transparency.webm": (1280, 720, "60", True, 541, 0, 9017, 0),
    "odd/derived/audio_starts_1p5s_late.mkv": (360, 288, "25", True, 75, 0, 4478, 1),
    "odd/derived/one_frame.mp4": (360, 288, "25", True, 1, 0, 40, 0),
    "odd/derived/rotated_display_matrix_90.mp4": (288, 360, "25", True, 152, 270, 6080, 1),
    "odd/derived/truncated.mkv": (1080, 720, "30", True, 7, 0, 233, 1),
    "odd/derived/-leading dash 🎬.mpg": (360, 288, "25", True, 75, 0, 2980, 1),
    'odd/derived/it\'s Day 2: "take 3" 100% [final], 50Hz;#1.mpg': (
        *(360, 288, "25", True, 75, 0, 2980, 1),
    ),
}

SOUNDS = {
    # file: codec, channels, samples a second, length in ms
    "speech/jfk.flac": ("flac", 2, 44100, 11000),
    "speech/fw_multilingual.mp3": ("mp3", 1, 24000, 59900),
    "odd/mb_malformed-join.mp3": ("mp3", 2, 44100, 8563),
    "odd/ax_bear_with_picture.flac": ("flac", 2, 48000, 2741),
    "odd/ax_sample_rf64.wav": ("pcm_s16le", 2, 48000, 349),
    "odd/ax_sample_nb.amr": ("amr_nb", 1, 8000, 4360),
    "odd/derived/really_m4a.wav": ("aac", 1, 44100, 1045),
    "odd/derived/really_mp3.mp4": ("mp3", 1, 48000, 4104),
    "music/ccby_kevin_macleod_vibe_ace.ogg": ("vorbis", 2, 44100, 61459),
}

REFUSED = {
    "odd/derived/zero_bytes.mp4": "The file is empty",
    "odd/derived/really_text.mov": "This is text, not a film, a sound or a picture",
    "odd/derived/truncated_360p.mp4": (
        "The recording was cut short (its table of contents is missing)"
    ),
    "odd/ax_invalid-bitstream.webm": "The picture in this file cannot be read",
    "odd/ps_awful.wav": "The sound in this file cannot be read",
    "odd/ps_evil.wav": "This is no film, sound or picture that can be read",
    "INDEX.md": "This is text, not a film, a sound or a picture",
}


def test_every_file_gives_facts_or_a_sentence(real_media: Path) -> None:
    for path in sorted(each for each in real_media.rglob("*") if each.is_file()):
        try:
            media = probe(path)
        except MediakitError as error:
            assert str(path) in str(error)
            assert error.remedy
            continue
        assert media.kind == "photo" or media.duration_ms > 0, path
        assert media.picture or media.sounds, path


@pytest.mark.parametrize("name", FILMS)
def test_films(real_media: Path, name: str) -> None:
    media = probe(real_media / name)
    picture = media.picture
    assert picture is not None
    width, height, rate, steady, frames, rotation, length, sounds = FILMS[name]
    assert media.kind == "video"
    assert (picture.width, picture.height, picture.rotation) == (width, height, rotation)
    assert (picture.rate, picture.steady) == (Fraction(rate), steady)
    assert (picture.frames, media.duration_ms) == (frames, length)
    assert len(media.sounds) == sounds
    assert ("even pace" in "".join(media.warnings)) != steady


@pytest.mark.parametrize("name", SOUNDS)
def test_sounds(real_media: Path, name: str) -> None:
    media = probe(real_media / name)
    assert (media.kind, media.picture) == ("sound", None)
    sound = media.sounds[0]
    found = (sound.codec, sound.channels, sound.sample_rate, media.duration_ms)
    assert found == SOUNDS[name]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(real_media: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        probe(real_media / name)
    assert caught.value.what == REFUSED[name]


def facts(folder: Path, name: str) -> Media:
    return probe(folder / name)


def test_what_is_odd_is_said(real_media: Path) -> None:
    def warnings(name: str) -> tuple[str, ...]:
        return facts(real_media, f"odd/{name}").warnings

    assert "says 1.2 s but holds 0.2 s" in warnings("derived/truncated.mkv")[0]
    assert warnings("ax_sample_missing_stsd.mp4") == ("The sound cannot be read and is left out.",)
    assert warnings("derived/two_audio_tracks_second_default.mkv") == (
        "The file has 2 sound tracks; track 2 (cym) is used. If that is the wrong one, write"
        " sound = 1 (eng) under its file in film.toml.",
    )
    assert warnings("mb_no-initial-keyframe.ts") == (
        "The first 2.1 s of the picture cannot be shown.",
    )
    # An edit list hides part of what the header counts; nothing is missing.
    hidden = warnings("ax_sample_edit_list_no_sync_frame_before_edit.mp4")
    assert not any("cut short" in warning for warning in hidden)


def test_transfer_of_hdr(real_media: Path) -> None:
    def transfer(name: str) -> str:
        picture = facts(real_media, f"odd/{name}").picture
        return picture.colours.transfer if picture else ""

    assert transfer("ax_hdr10-video-with-sdr-container.mp4") == "smpte2084"
    assert transfer("ax_dolbyVision-hdr.MOV") == "arib-std-b67"


def test_starts_are_those_of_ffmpeg(real_media: Path) -> None:
    assert facts(real_media, "odd/mb_no-initial-keyframe.ts").start_us == 112_711_000
    assert facts(real_media, "odd/ax_sample_alac.mp4").start_us == 67_007
    assert facts(real_media, "odd/ax_bbb_1ch_8kHz_aac_lc.aac").start_us == 0


def test_late_sound(real_media: Path) -> None:
    samples = decode_sound(facts(real_media, "odd/derived/audio_starts_1p5s_late.mkv"), SPEECH_RATE)
    assert np.all(samples[:24_000] == 0)
    assert np.abs(samples[24_000:28_000]).max() > 0
    assert len(samples) == pytest.approx(4.478 * 16_000, abs=320)


@pytest.mark.parametrize(
    "name", ["stereo_speech_left_only.mkv", "surround51_speech_only_in_centre.mkv"]
)
def test_speech_in_one_channel_is_loud_enough(real_media: Path, name: str) -> None:
    samples = decode_sound(facts(real_media, f"odd/derived/{name}"), SPEECH_RATE)
    level = 20 * np.log10(np.sqrt(np.mean(samples.astype(float) ** 2)))
    # Speech as it is broadcast lies near -23 dB (EBU R 128).
    assert level > -25


def test_orientation_of_a_photo(real_media: Path) -> None:
    media = facts(real_media, "photos/immich_portrait-orientation-6.jpg")
    assert media.picture is not None
    assert (media.picture.width, media.picture.height, media.picture.rotation) == (840, 700, 90)
    assert picture_at(media.path, 0).size == (840, 700)


def test_a_frame_from_a_tape_format(real_media: Path) -> None:
    """MPEG clips and their joined MP4 show the same person at the same time."""
    joined = np.asarray(picture_at(real_media / "talking/grid_concat_british_bluescreen.mp4", 1500))
    clips = sorted((real_media / "talking/grid").glob("*.mpg"))
    apart = [
        np.abs(joined.astype(int) - np.asarray(picture_at(clip, 1500), dtype=int)).mean()
        for clip in clips
    ]
    assert min(apart) < 3
    assert sorted(apart)[1] > 10


def test_backdrops(real_media: Path) -> None:
    green = backdrop_colour(facts(real_media, "signing/ae_man_green_screen.mp4"))
    assert green == "0x21FE04"
    blue = backdrop_colour(facts(real_media, "talking/grid_concat_british_bluescreen.mp4"))
    assert blue is not None
    number = int(blue, 16)
    assert number & 255 > number >> 16
    assert backdrop_colour(facts(real_media, "signing/intel_asl_concat.mkv")) is None
