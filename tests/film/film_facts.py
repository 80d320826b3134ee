"""Facts of recordings that tests of the film room share."""

from fractions import Fraction
from pathlib import Path

from mediakit.media.model import Media, Picture, Sound

PICTURE = Picture("h264", 1920, 1080, Fraction(25), True, 0, 0, "yuv420p")
SOUND = Sound(0, "aac", 1, 48000, "", True)


def recording(ms, *, kind="video", picture=True, sound=True):
    """A Media of the given length; only what placing looks at is telling."""
    return Media(
        path=Path("x"),
        fingerprint="0" * 64,
        kind=kind,
        container="mov",
        start_us=0,
        duration_ms=ms,
        picture=PICTURE if picture else None,
        sounds=(SOUND,) if sound else (),
    )


def photo():
    return recording(0, kind="photo", sound=False)


def voice(ms):
    return recording(ms, kind="sound", picture=False)
