"""Which footage must be brought into shape before films are cut from it. Pure."""

from mediakit.media.model import Media

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
    container = media.container.split(",")[0]
    if container not in SEEKABLE:
        return f"places in a file of this kind ({container}) cannot be found exactly"
    if picture.codec not in _SEEKABLE_CODECS:
        return f"pictures in this form ({picture.codec}) cannot be cut exactly"
    return None
