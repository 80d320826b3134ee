"""The weights of the network that finds people in pictures: whether they are the published ones,
and getting them out of the package that carries them.
"""

import hashlib
import io
import tarfile
from importlib import util
from pathlib import Path
from typing import Literal

from mediakit.errors import BadInput, MissingPart

NAME = "selfie_segmentation.tflite"

PACKAGE = "@mediapipe/selfie_segmentation"
VERSION = "0.1.1675465747"

SHA256 = "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27"
"""Of the file in that package: MediaPipe's Selfie Segmentation, general model, pictures of 256 by
256; licence Apache-2.0."""

EXTRA = 'pip install "mediakit[signing]"'
FETCH = "mediakit sign fetch"

_MOST = 50_000_000
"""Bytes of a package that are read at most: the real one has four million."""


def runtime_there() -> bool:
    """Whether the library that runs the network is installed."""
    return util.find_spec("ai_edge_litert") is not None


def state(path: Path) -> Literal["ok", "missing", "damaged"]:
    """How it stands with the weights at `path`."""
    if not path.is_file():
        return "missing"
    try:
        read_weights(path)
    except MissingPart:
        return "damaged"
    return "ok"


def read_weights(path: Path) -> bytes:
    """The network, proven by its hash. Raises `MissingPart` if it is not what was published."""
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise MissingPart(
            "The part that finds people in pictures cannot be read", str(path), f"Run: {FETCH}"
        ) from error
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise MissingPart(
            "The part that finds people in pictures is not the published one, so it is not used",
            str(path),
            f"Fetch it anew: {FETCH}",
        )
    return weights


def weights_in(content: bytes, where: str) -> bytes:
    """The network in a file that somebody fetched: the network itself, or the package as npm
    carries it. Raises `BadInput` if it is not in there as it was published.
    """
    if hashlib.sha256(content).hexdigest() == SHA256:
        return content
    found = _in_package(content)
    if found is None or hashlib.sha256(found).hexdigest() != SHA256:
        raise BadInput(
            "This is not the published part that finds people in pictures, so it is not used",
            where,
            f"It is {NAME}, in the npm package {PACKAGE} {VERSION}.",
        )
    return found


def _in_package(content: bytes) -> bytes | None:
    try:
        with tarfile.open(fileobj=io.BytesIO(content[:_MOST]), mode="r:gz") as package:
            file = package.extractfile(f"package/{NAME}")
            return file.read(_MOST) if file else None
    except (tarfile.TarError, KeyError, OSError, EOFError):
        return None
