"""Moving pictures: what draws frames, as MoviePy clips."""

from collections.abc import Callable
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image


class Moving(Protocol):
    """What we use of a MoviePy clip."""

    duration: float

    def get_frame(self, seconds: float, /) -> NDArray[np.uint8]:
        """The picture at a time: rows of pixels of red, green and blue."""

    def with_duration(self, seconds: float, /) -> Self:
        """The same clip, so long."""


def moving(draw: Callable[[float], Image.Image], seconds: float) -> Moving:
    """A MoviePy clip that shows what `draw` draws for each time in seconds."""
    from moviepy import VideoClip

    clip: Moving = VideoClip(frame_function=lambda at: np.asarray(draw(at)), duration=seconds)
    return clip
