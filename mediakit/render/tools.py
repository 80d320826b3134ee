"""What pieces are made with: it is part of their keys."""

from functools import cache
from importlib.metadata import version

from mediakit.media.ffmpeg import ffmpeg_fingerprint
from mediakit.plan.model import Tools
from mediakit.render.fonts import font_fingerprint
from mediakit.render.mattes import CUTTER
from mediakit.render.people_weights import SHA256
from mediakit.render.pictures import DRAWER


def tools_in_use() -> Tools:
    """The tools of this machine, as `plan_film` wants them."""
    every = {"ffmpeg": ffmpeg_fingerprint(), "font": font_fingerprint()}
    return Tools(every, _drawing(), _cutting())


def _cutting() -> dict[str, str]:
    packages = {name: version(name) for name in ("numpy", "av", "pillow")}
    return {"cutter": str(CUTTER), "network": SHA256, **packages}


@cache
def _drawing() -> dict[str, str]:
    """All that decides what Python draws besides the drawing itself. Pillow's own version does not
    tell which typesetters it was built with, so they are named one by one.
    """
    from PIL import features

    packages = {name: version(name) for name in ("pillow", "moviepy", "numpy")}
    parts = ("freetype2", "raqm", "fribidi", "harfbuzz")
    built_in = {part: str(features.version(part)) for part in parts}
    return {"drawer": str(DRAWER), **packages, **built_in}
