"""People found in pictures by a network, which runs on this computer."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mediakit.errors import MissingPart
from mediakit.render.people_weights import EXTRA, read_weights
from mediakit.signing.person_key import Answers, as_matte, only_the_signer, smoothed

Picture = NDArray[np.uint8]

_ONE_AT_A_TIME = threading.Lock()
"""Two that set standard error aside at once would lose it for good."""


class PersonFinder:
    """Answers for each pixel of a picture how sure it is that there is a person."""

    def __init__(self, weights: Path) -> None:
        with _quietly():
            network = _network(read_weights(weights))
            network.allocate_tensors()
        self._network = network
        self._asked = network.get_input_details()[0]
        self._answer = network.get_output_details()[0]["index"]

    def __call__(self, picture: Picture) -> Answers:
        """Answers of the network's own size, for an RGB picture of any."""
        height, width = self._asked["shape"][1:3]
        small = Image.fromarray(picture).resize((width, height), Image.Resampling.BILINEAR)
        asked = np.asarray(small, dtype=np.float32)[None] / 255
        self._network.set_tensor(self._asked["index"], asked)
        self._network.invoke()
        answers = self._network.get_tensor(self._answer)[0, ..., 0]
        return np.asarray(np.clip(answers, 0, 1), dtype=np.float32)


def mattes(pictures: Iterable[Picture], weights: Path) -> Iterator[Picture]:
    """The mattes of the pictures of a recording, in order."""
    finder = PersonFinder(weights)
    before: Answers | None = None
    for picture in pictures:
        before = smoothed(before, only_the_signer(finder(picture)))
        yield _sized(as_matte(before), picture)


def _sized(matte: Picture, picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    return np.asarray(Image.fromarray(matte).resize((width, height), Image.Resampling.BICUBIC))


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """The library tells on standard error how it will work, past Python and all its settings."""
    with _ONE_AT_A_TIME:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


def _network(weights: bytes) -> Any:  # noqa: ANN401 - the library has no types
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError as error:
        raise MissingPart(
            "The library that finds people in pictures is not installed", remedy=f"Run: {EXTRA}"
        ) from error
    return Interpreter(model_content=weights, num_threads=1)
