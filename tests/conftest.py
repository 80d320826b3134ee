"""What tests of every room share: real media, the real ffmpeg, and small clips made with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEDIA_SETTING = "MEDIAKIT_MEDIA"

# How long an example takes says more about what else the machine does than about the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """A shell that starts the suite in the background has it ignore Ctrl-C, and all programs that
    it starts, too.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def real_media() -> Path:
    """The folder of real recordings; they are personal data and never part of the project."""
    folder = Path(os.environ.get(MEDIA_SETTING) or Path(__file__).parents[2] / "shared" / "media")
    if not (folder / "INDEX.md").is_file():
        pytest.skip(f"no real media in {folder} (name its folder in {MEDIA_SETTING})")
    return folder


@pytest.fixture(scope="session")
def spoken() -> "NDArray[np.float32]":
    """Two made voices, mono at 16 kHz; see `made_speech`."""
    pytest.importorskip("espeakng_loader", reason="needs the extra `demo` (the made voice)")
    from made_speech import say

    return say()


@pytest.fixture(scope="session")
def ffmpeg() -> str:
    """The ffmpeg that mediakit itself would use."""
    from mediakit.media.ffmpeg import ffmpeg_path

    return str(ffmpeg_path())


@pytest.fixture
def make_clip(ffmpeg: str, tmp_path: Path) -> Callable[..., Path]:
    """A factory of small clips: make_clip("name.mp4", seconds=2, ...) gives the path.

    `picture` and `sound` are lavfi sources; `sound=None` makes a silent film, `size=None` a
    recording without picture. `more` are further output arguments of ffmpeg.
    """

    def make(
        name: str = "clip.mp4",
        *,
        seconds: float = 2,
        size: tuple[int, int] | None = (320, 180),
        rate: str = "25",
        picture: str = "testsrc2",
        sound: str | None = "sine=frequency=440:sample_rate=48000",
        channels: int = 1,
        rotation: int = 0,
        more: tuple[str, ...] = (),
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made under a plain name: what is tested is reading odd names, not writing them.
        plain = path.parent / f"making{path.suffix}"
        inputs: list[str] = []
        if size is not None:
            joint = ":" if "=" in picture else "="
            source = f"{picture}{joint}size={size[0]}x{size[1]}:rate={rate}"
            inputs += ["-f", "lavfi", "-i", source]
        if sound is not None:
            inputs += ["-f", "lavfi", "-i", sound]
        codec = [] if size is None else ["-preset", "ultrafast", "-pix_fmt", "yuv420p"]
        codec = codec if path.suffix in {".mp4", ".mov", ".mkv", ".ts", ".flv"} else []
        voice = ["-ac", str(channels)] if sound is not None else []
        end = ["-t", str(seconds)]
        _run(ffmpeg, [*inputs, *end, *codec, *voice, *more, str(plain)])
        if rotation:
            turned = path.parent / f"turning{path.suffix}"
            copy = ["-display_rotation", str(-rotation), "-i", str(plain), "-c", "copy"]
            _run(ffmpeg, [*copy, str(turned)])
            plain.unlink()
            plain = turned
        plain.rename(path)
        return path

    return make


@pytest.fixture
def make_talk(
    make_clip: Callable[..., Path], ffmpeg: str, spoken: "NDArray[np.float32]", tmp_path: Path
) -> Callable[..., Path]:
    """A factory of small films in which people speak, for the real model `tiny.en`:
    make_talk("name.mp4", picture="smptebars") gives the path.
    """
    from made_speech import write_wav

    from mediakit.transcript.models import installed_models

    if any(one.name == "tiny.en" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model tiny.en is missing")

    def make(name: str, picture: str = "testsrc2") -> Path:
        seconds = len(spoken) / 16_000
        path = make_clip(name, seconds=seconds, size=(160, 120), sound=None, picture=picture)
        silent, voice = path.with_name(f"silent{path.suffix}"), tmp_path / "voice.wav"
        path.rename(silent)
        write_wav(voice, spoken)
        _run(ffmpeg, ["-i", str(silent), "-i", str(voice), "-c:v", "copy", str(path)])
        silent.unlink()
        voice.unlink()
        return path

    return make


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A person's environment, with a folder of its own for kept work."""
    own = {name: str(tmp_path / name.lower()) for name in ("CACHE", "SETTINGS")}
    return {**os.environ, **{f"MEDIAKIT_{name}": place for name, place in own.items()}}


@pytest.fixture
def mediakit(tmp_path: Path, environment: dict[str, str]) -> Run:
    """mediakit(*arguments, cwd=…) runs the real program to its end, as a person would."""

    def run(*arguments: object, cwd: Path = tmp_path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "mediakit", *map(str, arguments)],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _run(ffmpeg: str, arguments: list[str]) -> None:
    command = [ffmpeg, "-v", "error", "-y", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
