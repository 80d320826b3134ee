"""The main job, end to end: raw footage in; a subtitled, signed, finished film out."""

import hashlib
import json
import re
import subprocess
import wave
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def cue_words(srt: Path) -> list[str]:
    lines = srt.read_text(encoding="utf-8").splitlines()
    return words_of(" ".join(line for line in lines if "-->" not in line and not line.isdecimal()))


def transcribed(mediakit: Run, film: Path, out: Path) -> list[str]:
    done = mediakit("transcribe", film, "--format", "srt", "--language", "en", "--out", out)
    assert done.returncode == 0, done.stderr
    return cue_words(out / f"{film.stem}.srt")


def decoded_frames(film: Path) -> int:
    with av.open(str(film)) as container:
        return sum(1 for _ in container.decode(video=0))


def loudness(ffmpeg: str, film: Path) -> float:
    """Integrated loudness in LUFS."""
    measure = ("-nostats", "-i", str(film), "-af", "ebur128=framelog=quiet", "-f", "null", "-")
    report = subprocess.run([ffmpeg, *measure], capture_output=True, text=True, check=True).stderr
    found = re.findall(r"I:\s+(-?[\d.]+) LUFS", report)
    return float(found[-1])


def assert_listed(package: Path) -> dict[str, object]:
    """Every file of a package is in package.json with its hash, and nothing else is."""
    listing: dict[str, object] = json.loads((package / "package.json").read_text(encoding="utf-8"))
    rows = {row["name"]: row for row in listing["files"]}
    assert set(rows) | {"package.json"} == {path.name for path in package.iterdir()}
    for name, row in rows.items():
        assert row["sha256"] == hashlib.sha256((package / name).read_bytes()).hexdigest()
        assert row["about"]
    return listing


def write_wav(path: Path, samples: NDArray[np.float32], rate: int) -> Path:
    """Samples from -1 to 1, one row a channel, as a recording of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setparams((len(samples), 2, rate, 0, "NONE", ""))
        file.writeframes((samples.T * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def talk(ffmpeg: str, tmp_path: Path, spoken: NDArray[np.float32]) -> Path:
    """A phone-like recording of two made voices, quiet, in a small upright picture."""
    sound = write_wav(tmp_path / "voices.wav", spoken[np.newaxis] * 0.2, 16_000)
    path = tmp_path / 'it\'s "take 3" 100% [final], 50Hz;#1.mp4'
    picture = ("-f", "lavfi", "-i", "testsrc2=size=180x320:rate=30")
    codec = ("-preset", "ultrafast", "-pix_fmt", "yuv420p", "-shortest")
    command = [ffmpeg, "-v", "error", *picture, "-i", str(sound), *codec, str(tmp_path / "t.mp4")]
    subprocess.run(command, check=True)
    return (tmp_path / "t.mp4").rename(path)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A few bars of the example film's music: shorter than the film."""
    from footage.music import RATE, music_bed

    return write_wav(tmp_path / "bed.wav", music_bed(6.0), RATE)


@pytest.mark.models
@pytest.mark.slow
def test_raw_footage_to_a_finished_film(
    mediakit: Run,
    talk: Path,
    music: Path,
    tmp_path: Path,
    ffmpeg: str,
    make_clip: Callable[..., Path],
) -> None:
    from made_speech import SAID

    signer = make_clip(
        "signer.mp4", seconds=4, size=(360, 480), rate="50", picture="color=0x00B140", sound=None
    )
    original = hashlib.sha256(talk.read_bytes()).hexdigest()
    assert mediakit("new", "Meeting").returncode == 0
    folder = tmp_path / "meeting"
    assert mediakit("add", talk, music, cwd=folder).returncode == 0
    assert mediakit("add", "--signer", signer, cwd=folder).returncode == 0

    done = mediakit("subtitles", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert [row["state"] for row in json.loads(done.stdout)["subtitles"]] == ["new", "new"]
    said = words_of(" ".join(SAID))
    assert cue_words(folder / "subtitles" / f"{talk.stem}.en.srt") == said

    done = mediakit("export", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    package = Path(json.loads(done.stdout)["package"])
    listing = assert_listed(package)
    films = sorted(package.glob("*.mp4"))
    assert [film.name for film in films] == ["meeting.easy-read.mp4", "meeting.signed.mp4"]
    for film in films:
        assert decoded_frames(film) == listing["picture"]["frames"]
    assert loudness(ffmpeg, films[0]) == pytest.approx(-16, abs=1)
    assert transcribed(mediakit, films[0], tmp_path / "again") == said
    assert cue_words(package / "meeting.en.srt") == said
    assert "Made" in (package / "meeting.transcript.txt").read_text(encoding="utf-8")
    assert hashlib.sha256(talk.read_bytes()).hexdigest() == original


@pytest.mark.models
@pytest.mark.media
@pytest.mark.slow
def test_captions_on_a_real_recording(mediakit: Run, real_media: Path, tmp_path: Path) -> None:
    video = real_media / "talking" / "grid_concat_british_bluescreen.mp4"
    done = mediakit("caption", video, "--out", "out", "--language", "en", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    package = tmp_path / "out" / video.stem
    listing = assert_listed(package)
    assert {path.suffix for path in package.iterdir()} == {
        ".mp4",
        ".srt",
        ".vtt",
        ".txt",
        ".html",
        ".json",
    }
    (film,) = package.glob("*.mp4")
    assert decoded_frames(film) == listing["picture"]["frames"] == 821
    # Eleven sentences, each with a colour, as the corpus has them; Whisper may miss one.
    said = "blue red blue blue red white white blue blue white white".split()
    heard = [word for word in cue_words(package / f"{video.stem}.en.srt") if word in set(said)]
    same = SequenceMatcher(a=said, b=heard, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in same) >= 10
    assert len(heard) <= 11


@pytest.mark.models
@pytest.mark.media
@pytest.mark.slow
def test_a_film_from_real_recordings(
    mediakit: Run, real_media: Path, tmp_path: Path, ffmpeg: str
) -> None:
    odd = real_media / "odd" / "derived" / 'it\'s Day 2: "take 3" 100% [final], 50Hz;#1.mpg'
    files = [
        real_media / "talking" / "grid" / "lbax4n.mpg",
        real_media / "speech" / "jfk.flac",
        real_media / "photos" / "immich_portrait-orientation-6.jpg",
        odd,
    ]
    assert mediakit("new", "Real").returncode == 0
    folder = tmp_path / "real"
    done = mediakit("add", *files, cwd=folder)
    assert done.returncode == 0, done.stderr
    signer = real_media / "signing" / "intel_asl" / "thanks.mkv"
    assert mediakit("add", "--signer", signer, cwd=folder).returncode == 0
    done = mediakit("export", "--json", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    package = Path(json.loads(done.stdout)["package"])
    listing = assert_listed(package)
    for film in package.glob("*.mp4"):
        assert decoded_frames(film) == listing["picture"]["frames"]
