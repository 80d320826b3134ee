"""Photos and other still pictures, read with Pillow and shown upright."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.errors import BadInput
from mediakit.media.container import is_heif
from mediakit.media.model import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = {
    "JPEG": ("jpeg_pipe", "mjpeg"),
    "MPO": ("jpeg_pipe", "mjpeg"),
    "PNG": ("png_pipe", "png"),
    "WEBP": ("webp_pipe", "webp"),
    "TIFF": ("tiff_pipe", "tiff"),
    "BMP": ("bmp_pipe", "bmp"),
    "GIF": ("gif", "gif"),
    "AVIF": ("avif", "av1"),
    "HEIF": ("heif", "hevc"),
}
"""Pillow's formats that are photos here, with ffmpeg's names of container and codec. MPO is the
JPEG with a second picture inside that some phones and cameras write."""

_EXIF_ORIENTATION = 0x0112
"""The EXIF tag that says how the camera was held (EXIF 2.32, 4.6.4 A)."""

_CLOCKWISE = {1: 0, 2: 0, 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
"""Degrees that turn each orientation upright; 2, 4, 5 and 7 are mirrored as well."""

_MIRRORED = {2, 4, 5, 7}

_WITH_COLOURS = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}
"""Pillow's modes whose colours a profile may describe, with the mode after changing them."""

_WHITE_16 = 0xFFFF
_WHITES = {"I": (0xFF, _WHITE_16, 0x7FFF_FFFF), "F": (1, 0xFF, _WHITE_16)}
"""Values that usually mean white in Pillow's grey modes of 32 bits, whole numbers and fractions;
in its modes "I;16" and alike it is always the one of 16 bits."""


def still_facts(path: Path) -> tuple[str, Picture] | None:
    """Container name and facts of a still picture; None if `path` is something else.

    Raises `BadInput` for a picture that is cut short or too large to hold.
    """
    with _still(path) as image:
        if image is None:
            return None
        container, codec = _FORMATS[image.format or ""]
        orientation = image.getexif().get(_EXIF_ORIENTATION, 1)
        rotation = _CLOCKWISE.get(orientation, 0)
        width, height = image.size if orientation < 5 else image.size[::-1]
        mode = image.mode.lower()
        # A small version is enough to see that the whole file can be read.
        image.draft("RGB", (1, 1))
        _load(image, path)
        alpha = image.has_transparency_data
    picture = Picture(
        codec=codec,
        width=width,
        height=height,
        rate=Fraction(0),
        steady=True,
        frames=1,
        rotation=rotation,
        pixel_format=mode,
        mirrored=orientation in _MIRRORED,
        alpha=alpha,
    )
    return container, picture


def still_picture(path: Path) -> Image | None:
    """The still in `path`, upright and in RGB; None if it is something else.

    What is transparent in it stands on white.
    """
    from PIL import Image, ImageOps

    with _still(path) as image:
        if image is None:
            return None
        _load(image, path)
        upright = _in_srgb(_in_eight_bits(ImageOps.exif_transpose(image)))
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        flat = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(flat, upright.convert("RGBA")).convert("RGB")


def seen_through(path: Path) -> Image | None:
    """The still in `path`, upright and in RGBA; None if nothing in it is transparent."""
    from PIL import ImageOps

    with _still(path) as image:
        if image is None or not image.has_transparency_data:
            return None
        _load(image, path)
        return ImageOps.exif_transpose(image).convert("RGBA")


def _in_srgb(image: Image) -> Image:
    """The picture in the colours of ordinary screens; phones write photos in those of their own,
    and printers in inks. One that does not say its colours is as it is.
    """
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in _WITH_COLOURS:
        return image
    try:
        changed = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=_WITH_COLOURS[image.mode],
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that makes no sense says nothing.
        return image
    return changed or image


def _in_eight_bits(image: Image) -> Image:
    """A grey picture of more than 8 bits with 8, as scanners and scientists make them; any other
    as it is. Pillow would cut such values off at 255 instead of scaling them.
    """
    import numpy as np
    from PIL import Image

    kind = image.mode.partition(";")[0]
    if kind not in _WHITES:
        return image
    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    # How bright white is does not stand in the file: the least usual value that holds them all.
    usual = (_WHITE_16,) if ";" in image.mode else _WHITES[kind]
    white = next((each for each in usual if values.max() <= each), values.max())
    return Image.fromarray((np.clip(values / white, 0, 1) * 255).round().astype(np.uint8))


@contextmanager
def _still(path: Path) -> Iterator[Image | None]:
    from PIL import Image, UnidentifiedImageError

    heif = is_heif(path)
    if heif:
        # Only now: few films hold such photos, and the library takes a while to load.
        from pillow_heif import register_heif_opener

        register_heif_opener()
    with warnings.catch_warnings():
        # Pillow warns of odd EXIF blocks and of large pictures; neither matters here.
        warnings.simplefilter("ignore")
        Image.init()
        try:
            # MPO is not asked for by name: it comes out of the JPEG reader.
            known = set(_FORMATS) & set(Image.OPEN) - {"MPO"}
            image = Image.open(path, formats=tuple(known))
        except UnidentifiedImageError as error:
            if heif:
                # ffmpeg would take the many tiles of the photo for as many films.
                raise _damaged(path) from error
            yield None
            return
        except Image.DecompressionBombError as error:
            remedy = "Save a smaller copy; 4000 pixels across are plenty for a film."
            raise BadInput("The picture is too large to open", str(path), remedy) from error
        except (OSError, ValueError, SyntaxError) as error:
            raise _damaged(path) from error
        with image:
            animated = image.format == "GIF" and getattr(image, "n_frames", 1) > 1
            yield None if animated else image


def _load(image: Image, path: Path) -> None:
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> BadInput:
    return BadInput("The picture is damaged or cut short", str(path), "Copy it again.")
