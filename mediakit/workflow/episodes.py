"""The recordings that become episodes: files as they are named, and all those in a folder."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.workflow.show import SHOW_FILE, read_show

RECORDING = re.compile(
    r".+\.(wave?|flac|aif[fc]?|caf|mp3|m4[abv]|aac|og[ga]|opus|wma|amr|ac3"
    r"|mp4|mov|mkv|webm|avi|mpe?g|m?ts|m2ts|wmv|3gp|flv)",
    re.IGNORECASE,
)
"""What sound and video files are called: in a folder, anything else is passed over."""


def episodes_in(places: Iterable[Path], besides: Iterable[Path]) -> Iterator[Path]:
    """Every file that was named, and every sound or video file in the folders that were named, in
    the order of their names with numbers counted (2 before 10).

    The show's own intro, outro and music are no episodes, nor are files in `besides`. Raises
    `BadInput` for a folder without a recording.
    """
    others = {path.resolve() for path in besides}
    for place in places:
        if not place.is_dir():
            yield place
            continue
        shared = others | {path.resolve() for path in _sounds_of_show(place)}
        found = [path for path in place.iterdir() if _is_recording(path)]
        found = [path for path in found if path.resolve() not in shared]
        if not found:
            raise BadInput(
                "There is no recording in this folder",
                str(place),
                "Put the sound or video files of your episodes there, or name one.",
            )
        yield from sorted(found, key=lambda path: natural(path.name))


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts names as people count.

    >>> sorted(["ep 10", "ep 9"], key=natural)
    ['ep 9', 'ep 10']
    """
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def _is_recording(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return RECORDING.fullmatch(path.name) is not None and not hidden and path.is_file()


def _sounds_of_show(folder: Path) -> tuple[Path, ...]:
    return read_show(folder).sounds if (folder / SHOW_FILE).exists() else ()
