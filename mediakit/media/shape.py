"""Which footage must be brought into shape before films are cut from it. Pure."""

from mediakit.media.model import Media, Picture

SEEKABLE = {"mov", "matroska"}
"""Containers (first part of ffmpeg's name) with an index that ffmpeg seeks by exactly: the mp4 and
mov family, and Matroska with WebM."""

_SEEKABLE_CODECS = {
    *("h264", "hevc", "vp8", "vp9", "av1", "vvc", "mpeg4", "mpeg2video", "h263"),
    *("prores", "dnxhd", "mjpeg", "ffv1", "png", "qtrle", "rawvideo"),
}
"""Codecs whose frames those containers hold one by one, with their own times."""


def needs_conforming(media: Media) -> str | None:
    """Why this footage must first be rewritten at an even pace in a form that can be cut anywhere.

    None if it can be cut as it is. Only pictures count: sound alone is always read from its
    beginning.
    """
    picture = media.picture
    if picture is None or media.kind != "video":
        return None
    if not picture.steady:
        return "its frames do not come at an even pace"
    return _inexact(media.container, picture.codec) or _looks_odd(picture)


def is_seekable(media: Media) -> bool:
    """Whether the places of a recording's sound can be found exactly."""
    picture = media.picture
    if picture is None or media.kind != "video":
        return True
    return picture.steady and _inexact(media.container, picture.codec) is None


def _inexact(names: str, codec: str) -> str | None:
    container = names.split(",", maxsplit=1)[0]
    if container not in SEEKABLE:
        return f"places in a file of this kind ({container}) cannot be found exactly"
    if codec not in _SEEKABLE_CODECS:
        return f"pictures in this form ({codec}) cannot be cut exactly"
    return None


def _looks_odd(picture: Picture) -> str | None:
    """What must be changed in every picture, and is too slow to change for each export again."""
    if picture.colours.hdr:
        return f"its colours are for HDR screens ({picture.colours.hdr})"
    if picture.colours.wide:
        return "its colours are for screens that show more of them"
    if picture.interlaced:
        return "it is interlaced"
    if picture.alpha:
        return "parts of it are see-through"
    return None
