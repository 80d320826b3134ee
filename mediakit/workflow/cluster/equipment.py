"""What a computer makes films with: pieces from two that differ do not fit into one film."""

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import mediakit
from mediakit.errors import MissingPart
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.render.tools import tools_in_use

Equipment = Mapping[str, str]
"""Versions by the names that people know things by; a hash follows where a version is not enough,
or stands alone."""

_SHOWN = 8
"""Hex digits of a hash: two that differ share these once in four billion times."""

_NAMED = 3
"""Workers that differ which are named; one learns no more from a hundred."""


def equipment() -> dict[str, str]:
    """The equipment of this computer. Raises `MissingPart` where it is not complete."""
    tools = tools_in_use()
    every = dict(tools.every)
    ffmpeg, font = every.pop("ffmpeg"), every.pop("font")
    return {
        "mediakit": f"{mediakit.__version__} {_code()[:_SHOWN]}",
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Dask": version("distributed"),
        "ffmpeg": f"{ffmpeg_version()} {ffmpeg[:_SHOWN]}",
        "typeface": font[:_SHOWN],
        **every,
        **{name: found[:12] for name, found in {**tools.drawing, **tools.cutting}.items()},
    }


@cache
def _code() -> str:
    """The hash of mediakit's own code: the number of a version says little while it is made."""
    home = Path(mediakit.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(home.rglob("*.py")):
        digest.update(file.relative_to(home).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def differences(here: Equipment, there: Equipment) -> tuple[str, ...]:
    """What differs, each in a few words.

    >>> differences({"ffmpeg": "9.1", "numpy": "2.3"}, {"ffmpeg": "9.0", "numpy": "2.3"})
    ('ffmpeg is 9.0 there and 9.1 here',)
    """
    return tuple(
        f"{name} is {there.get(name, 'missing')} there and {here.get(name, 'missing')} here"
        for name in sorted({*here, *there})
        if here.get(name) != there.get(name)
    )


def check_alike(here: Equipment, workers: Mapping[str, Equipment]) -> None:
    """Raise `MissingPart` unless every worker, by its name, has the equipment that is `here`."""
    found = {name: differences(here, there) for name, there in workers.items()}
    wrong = {name: differs for name, differs in found.items() if differs}
    if wrong:
        named = [f"on {name}, {', '.join(differs)}" for name, differs in wrong.items()]
        more = f"; and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise MissingPart(
            "Workers of the cluster do not have what this computer has, so films made by both "
            "would not fit together",
            "; ".join(named[:_NAMED]) + more,
            "Install the same there and here, and start the worker again.",
        )
