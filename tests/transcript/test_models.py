import hashlib
import sys
from pathlib import Path

import pytest

from mediakit.errors import BadInput, MissingPart
from mediakit.transcript import models
from mediakit.transcript.models import (
    PackagedFile,
    find_model,
    installed_models,
    read_packaged,
)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model `toy` in a package whose code must never run."""
    folder = tmp_path / "toy_weights"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise SystemExit('the package was run')")
    (folder / "one").write_bytes(b"first ")
    (folder / "two").write_bytes(b"second")
    monkeypatch.syspath_prepend(tmp_path)
    parts = (("toy_weights", "one", sha(b"first ")), ("toy_weights", "two", sha(b"second")))
    monkeypatch.setattr(models, "PACKAGED", {"toy": (PackagedFile("model.bin", parts),)})
    return folder


def test_parts_are_joined_and_the_package_is_never_run(package: Path) -> None:
    assert find_model("toy").place is None
    assert read_packaged("toy") == {"model.bin": b"first second"}
    assert "toy_weights" not in sys.modules


@pytest.mark.parametrize("place", ["one", "two"])
def test_a_changed_file_is_refused(package: Path, place: str) -> None:
    (package / place).write_bytes(b"SECOND")
    with pytest.raises(MissingPart, match="not the published one, so it is not used") as caught:
        read_packaged("toy")
    assert str(package / place) in str(caught.value)
    assert [(one.name, one.state) for one in installed_models()] == [("toy", "damaged")]


def test_a_missing_part_is_said(package: Path) -> None:
    (package / "two").unlink()
    with pytest.raises(MissingPart, match="toy_weights/two"):
        read_packaged("toy")
    assert [(one.name, one.state) for one in installed_models()] == [("toy", "missing")]


def test_an_unknown_name_lists_what_is_there(package: Path) -> None:
    with pytest.raises(MissingPart) as caught:
        find_model("bass")
    assert "'bass'" in str(caught.value)
    assert "toy" in str(caught.value)
    assert "--model FOLDER" in str(caught.value)


def test_where_nothing_is_installed_the_offline_way_is_said(
    package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (package / "one").unlink()
    with pytest.raises(MissingPart) as caught:
        find_model("base")
    assert 'pip install "mediakit[offline]"' in str(caught.value)
    assert "--model FOLDER" in str(caught.value)


def test_without_the_hub_a_download_is_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A port of this machine where nobody answers stands for a hub that cannot be reached.
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(MissingPart, match="'small' could not be downloaded") as caught:
        find_model("small", download=True)
    assert 'pip install "mediakit[offline]"' in str(caught.value)
    assert "\n" not in str(caught.value)


def own(folder: Path) -> Path:
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text(name)
    return folder


def test_a_folder_of_ones_own_is_known_by_its_content(tmp_path: Path) -> None:
    one, two = own(tmp_path / "one"), own(tmp_path / "two")
    assert find_model(str(one)).name == "one"
    assert find_model(str(one)).fingerprint == find_model(str(two)).fingerprint
    (two / "vocabulary.txt").write_text("other words")
    assert find_model(str(one)).fingerprint != find_model(str(two)).fingerprint


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = own(tmp_path / "own")
    (folder / name).unlink()
    with pytest.raises(BadInput, match=f"it has no {name}"):
        find_model(str(folder))


def test_a_name_means_the_packaged_model_and_a_path_a_folder(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path / "toy")
    own(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    assert find_model("toy").place is None
    assert find_model("./toy").place == Path("toy")
    assert find_model("mine").place == Path("mine")


def test_a_published_model_is_fetched_only_when_asked(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(MissingPart, match="--download fetches it"):
        find_model("small")
    with pytest.raises(MissingPart) as caught:
        find_model("banana", download=True)
    assert "--download" not in str(caught.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such model folder"):
        find_model(str(tmp_path / "gone"))


def test_a_checkpoint_for_openai_whisper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tmp_path / "mine.pt"
    with pytest.raises(BadInput, match="no such model file"):
        find_model(str(path), weights="openai")
    path.write_bytes(b"weights")
    model = find_model(str(path), weights="openai")
    assert (model.name, model.fingerprint, model.place) == ("mine", sha(b"weights"), path)
    with pytest.raises(MissingPart, match=r"FILE\.pt"):
        find_model("base", weights="openai")


@pytest.mark.models
def test_the_packaged_models_are_the_published_ones() -> None:
    states = installed_models()
    missing = [one.name for one in states if one.state == "missing"]
    if missing:
        pytest.skip(f"needs the extra `offline`: {', '.join(missing)} missing")
    assert {one.name: one.state for one in states} == {"base": "ok", "tiny.en": "ok"}
    # The hash of the whole published file; the parts were proven one by one.
    joined = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
    assert sha(read_packaged("base")["model.bin"]) == joined
