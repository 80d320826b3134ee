"""Which ffmpeg is used."""

import hashlib
import os
import shutil
from functools import lru_cache
from pathlib import Path

from mediakit import process
from mediakit.errors import MissingPart

SETTING = "MEDIAKIT_FFMPEG"
"""Environment variable that names another ffmpeg than the one that came with the installation."""


def ffmpeg_path() -> Path:
    """The ffmpeg to run: the person's own if `MEDIAKIT_FFMPEG` is set, else the installed one.

    Raises `MissingPart` where there is none.
    """
    wanted = os.environ.get(SETTING, "")
    if not wanted:
        return _installed()
    found = shutil.which(wanted)
    if found is None:
        raise MissingPart(
            f"The setting {SETTING} names a program that is not there",
            wanted,
            "Correct the setting, or remove it to use the ffmpeg that came with mediakit.",
        )
    return Path(found).absolute()


def ffmpeg_version() -> str:
    """The version of that ffmpeg as it states it, for example "9.0.2-static"."""
    return _version_of(ffmpeg_path())


def ffmpeg_fingerprint() -> str:
    """What tells that ffmpeg from any other, in hex: two builds of one version may differ.

    The program is read whole (170 MB in 0.2 s), once in each run of mediakit.
    """
    return _fingerprint_of(ffmpeg_path())


def _installed() -> Path:
    import imageio_ffmpeg

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe()).absolute()
    except RuntimeError as error:
        raise MissingPart(
            "ffmpeg is missing",
            remedy="Install mediakit again ('pip install --force-reinstall imageio-ffmpeg' brings "
            f"only ffmpeg), or name your own ffmpeg in the setting {SETTING}.",
        ) from error


@lru_cache
def _version_of(program: Path) -> str:
    lines = _report_of(program)
    words = lines[0].split() if lines else []
    if words[:2] != ["ffmpeg", "version"] or len(words) < 3:
        raise MissingPart(
            "This program is not ffmpeg",
            str(program),
            f"Correct the setting {SETTING}, or remove it.",
        )
    return words[2]


@lru_cache
def _report_of(program: Path) -> tuple[str, ...]:
    lines: list[str] = []
    process.run([str(program), "-hide_banner", "-version"], on_line=lines.append)
    return tuple(lines)


@lru_cache
def _fingerprint_of(program: Path) -> str:
    with program.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    # One that is linked to libraries of the system says here which they are.
    digest.update("\n".join(_report_of(program)).encode())
    return digest.hexdigest()
