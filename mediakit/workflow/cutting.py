"""The shots of a recording, as its subtitles need to know them."""

from fractions import Fraction
from pathlib import Path

from mediakit.media.model import Media
from mediakit.media.shots import cuts_of, kept_cuts
from mediakit.process import StopSignal
from mediakit.subtitles.shots import Shots
from mediakit.workflow.events import Said, Tell
from mediakit.workflow.listening import interruptible

FOLDER = "shots"

TOLD_FROM_MS = 10 * 60_000
"""Looking through a video this long takes a while, so that a person is told."""


def shots_of(media: Media, rate: Fraction, keep: Path, *, tell: Tell, stop: StopSignal) -> Shots:
    """Where the picture changes in `media`, in a film of `rate` frames a second. What was found is
    kept in the folder `keep`.
    """
    if media.kind == "video" and media.duration_ms >= TOLD_FROM_MS:
        tell(Said(f"{media.path.name}: looking where the picture changes …"))
    cuts = interruptible(lambda: cuts_of(media, keep / FOLDER, stop), stop)
    return Shots(cuts, rate)


def kept_shots(fingerprint: str, rate: Fraction, keep: Path) -> Shots:
    """What `shots_of` found before in the video of that fingerprint; no cuts if it never looked."""
    return Shots(kept_cuts(fingerprint, keep / FOLDER) or (), rate)
