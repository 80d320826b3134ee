from pathlib import Path

import pytest

from mediakit.errors import MissingPart
from mediakit.media.ffmpeg import ffmpeg_fingerprint, ffmpeg_path, ffmpeg_version


def test_the_installed_one_is_there_and_tells_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIAKIT_FFMPEG", raising=False)
    assert ffmpeg_path().is_file()
    assert "9." in ffmpeg_version()


def test_the_setting_wins(ffmpeg: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "my ffmpeg"
    own.symlink_to(ffmpeg)
    monkeypatch.setenv("MEDIAKIT_FFMPEG", str(own))
    assert ffmpeg_path() == own
    assert ffmpeg_version()


def test_two_builds_of_one_version_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for name in ("one", "two"):
        build = tmp_path / name
        build.write_text(f"#!/bin/sh\necho ffmpeg version 9.0\n# built as {name}\n")
        build.chmod(0o755)
        monkeypatch.setenv("MEDIAKIT_FFMPEG", str(build))
        assert ffmpeg_version() == "9.0"
        found.add(ffmpeg_fingerprint())
    assert len(found) == 2


def test_a_setting_that_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIAKIT_FFMPEG", "/nowhere/ffmpeg")
    with pytest.raises(MissingPart, match="MEDIAKIT_FFMPEG names a program that is not there"):
        ffmpeg_path()


def test_a_program_that_is_not_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impostor = tmp_path / "ffmpeg"
    impostor.write_text("#!/bin/sh\necho hello\n")
    impostor.chmod(0o755)
    monkeypatch.setenv("MEDIAKIT_FFMPEG", str(impostor))
    with pytest.raises(MissingPart, match="not ffmpeg"):
        ffmpeg_version()


def test_no_ffmpeg_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import imageio_ffmpeg

    monkeypatch.delenv("MEDIAKIT_FFMPEG", raising=False)

    def none() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none)
    with pytest.raises(MissingPart, match="ffmpeg is missing"):
        ffmpeg_path()
