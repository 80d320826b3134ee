"""The verb sign preview: what is cut out of a signer's recording, to look at."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.errors import AlreadyThere, BadInput
from mediakit.files import whole
from mediakit.media.backdrop import backdrop_colour
from mediakit.media.probe import probe
from mediakit.plan.matting import MOST_SHORT
from mediakit.plan.model import Way
from mediakit.process import StopSignal
from mediakit.render.people_weights import FETCH
from mediakit.workflow.events import Progress, Tell
from mediakit.workflow.people_finder import weights_in_use

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

_MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Places in the recording that are shown, as parts of its length."""

_SQUARE = 16
"""Pixels across the squares of the board that is seen where nothing is left."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pictures that were written, and how the signer was cut out."""

    pictures: tuple[Path, ...]
    way: Way


def preview_cut_out(file: Path, out: Path | None, *, tell: Tell, stop: StopSignal) -> Preview:
    """Write five pictures of the recording `file` beside what is cut out of it, into the folder
    `out`: else into one beside the recording. Earlier previews are made anew.

    Raises `BadInput` for a recording from which nobody can be cut out.
    """
    from mediakit.render.mattes import seen_at

    media = probe(file)
    if media.picture is None or media.kind != "video":
        raise BadInput("There is no moving picture in this file", str(file), "Name a recording.")
    weights = weights_in_use()
    way: Way = "screen" if backdrop_colour(media) else "person"
    if way == "person" and weights is None:
        raise BadInput(
            "There is no green or blue screen in this recording, so it is shown in a box",
            str(file),
            f"To cut the signer out all the same: {FETCH}",
        )
    folder = out or file.with_name(f"{file.stem}-cut-out")
    if folder.exists() and not folder.is_dir():
        raise AlreadyThere("There is a file where the folder should go", str(folder))
    times = [int(media.duration_ms * part) for part in _MOMENTS]
    written = []
    for n, (picture, matte) in enumerate(seen_at(media, times, way, weights, MOST_SHORT)):
        stop.check()
        tell(Progress("Cutting out", n + 1, len(times)))
        written.append(folder / f"{n + 1}-{format_time(times[n]).replace(':', '.')}.png")
        with whole(written[-1]) as partial:
            side_by_side(picture, matte).save(partial, format="PNG")
    return Preview(tuple(written), way)


def side_by_side(picture: "NDArray[np.uint8]", matte: "NDArray[np.uint8]") -> "Image":
    """The picture, and beside it what the matte leaves of it over a grey and white board."""
    import numpy as np
    from PIL import Image

    height, width = matte.shape
    rows, columns = np.indices((height, width)) // _SQUARE
    board = np.where((rows + columns) % 2 == 0, 255, 190)[..., None]
    part = matte[..., None] / 255
    left = picture * part + board * (1 - part)
    return Image.fromarray(np.concatenate([picture, left.astype(np.uint8)], axis=1))
