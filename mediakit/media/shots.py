"""Where one shot of a video ends and the next begins."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from mediakit import process
from mediakit.errors import ProgramFailed
from mediakit.files import write_text
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.media.model import Media
from mediakit.process import StopSignal

METHOD = 1
"""Rises when other cuts would be found in the same video."""

LEAST_SCORE = 4.0
"""What ffmpeg's scdet gives a cut at least: the smaller of a picture's difference to the one before
(mean of all pixels, 0 to 100) and of how much that differs from the difference before it, so that
steady movement counts little. Measured: 26 cuts between people before one and the same blue screen
or office wall 4.4 to 20.6; the rest of 24 real recordings 2.8 at most, but for a picture of ghosts
and torn frames."""

SHORTEST_SHOT_MS = 200
"""Two changes closer than this are a flash or a damaged picture, not a shot between them. [own]"""

LONGEST_MS = 3 * 3_600_000
"""Longer videos are not looked through: it takes a few minutes for each hour. [own]"""

_SIZE = "320:180"
"""Every picture is made so small before it is compared: quicker, and noise averages out."""


def cuts_of(media: Media, keep: Path, stop: StopSignal) -> tuple[int, ...]:
    """The times in milliseconds at which another shot begins, in order; the video's own beginning
    is none. Hard cuts only: a dissolve has no such moment. What was found is kept in `keep`.

    A video that ffmpeg cannot read to its end has no cuts: they are a nicety. Raises `Stopped`.
    """
    if media.kind != "video" or media.picture is None or media.duration_ms > LONGEST_MS:
        return ()
    found = kept_cuts(media.fingerprint, keep)
    if found is None:
        try:
            found = tuple(_apart(_found(media, stop)))
        except ProgramFailed:
            return ()
        content = {"method": METHOD, "cuts": found}
        write_text(_file(media.fingerprint, keep), json.dumps(content) + "\n")
    return found


def kept_cuts(fingerprint: str, keep: Path) -> tuple[int, ...] | None:
    """What `cuts_of` found before in the video of that fingerprint; None if it never looked."""
    try:
        content = json.loads(_file(fingerprint, keep).read_text(encoding="utf-8"))
        if content["method"] == METHOD:
            return tuple(int(cut) for cut in content["cuts"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _file(fingerprint: str, keep: Path) -> Path:
    return keep / f"{fingerprint}.shots.json"


def _found(media: Media, stop: StopSignal) -> list[int]:
    lines: list[str] = []
    filters = (
        f"scale={_SIZE}:flags=fast_bilinear,scdet=threshold={LEAST_SCORE},"
        "metadata=print:key=lavfi.scd.time:file=-"
    )
    argv = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-skip_loop_filter", "all"]
    # The first video stream that is no cover picture.
    argv += ["-i", str(media.path.absolute()), "-map", "0:V:0", "-vf", filters, "-f", "null", "-"]
    process.run(argv, stop=stop, on_line=lines.append)
    return list(_times(lines))


def _times(lines: Iterable[str]) -> Iterator[int]:
    for line in lines:
        key, _, value = line.partition("=")
        if key == "lavfi.scd.time":
            yield round(float(value) * 1000)


def _apart(times: Iterable[int]) -> Iterator[int]:
    last = 0
    for time in times:
        if time - last >= SHORTEST_SHOT_MS:
            yield time
        last = time
