"""A recording is heard by one of its sound tracks, wherever the film shows it: its subtitles are
made from that.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mediakit.handwritten.mistakes import Finding


def two_sounds(clips: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Clips that ask for another sound track of a recording than one before them. Values that
    cannot be used have mistakes of their own.
    """
    wanted: dict[str, object] = {}
    for number, clip in enumerate(clips):
        file, sound = clip.get("file"), clip.get("sound")
        if not isinstance(file, str):
            continue
        first = wanted.setdefault(file, sound)
        if sound != first:
            named = "its usual sound" if first is None else f"sound = {first}"
            yield Finding(
                ("clip", number, "sound") if sound is not None else ("clip", number, "file"),
                f"An earlier clip of '{file}' has {named}, and a recording is heard by one.",
                "Write the same 'sound' in every clip of it.",
            )
