from fractions import Fraction
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from mediakit.errors import BadInput
from mediakit.media.frames import picture_at
from mediakit.media.probe import probe

EXIF_ORIENTATION = 0x0112


def photo(path: Path, orientation: int = 1, mode: str = "RGB") -> Path:
    """40 x 20 pixels, red with a blue left half as stored."""
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    image.convert(mode).save(path, exif=exif)
    return path


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "bmp"])
def test_formats(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"photo.{suffix}"
    Image.new("RGB", (40, 20), "red").save(path)
    media = probe(path)
    assert (media.kind, media.duration_ms, media.sounds) == ("photo", 0, ())
    assert media.picture is not None
    assert (media.picture.width, media.picture.height) == (40, 20)
    assert (media.picture.frames, media.picture.rate) == (1, Fraction(0))


@pytest.mark.parametrize(("orientation", "rotation"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_orientation(tmp_path: Path, orientation: int, rotation: int) -> None:
    path = photo(tmp_path / "photo.jpg", orientation)
    picture = probe(path).picture
    assert picture is not None
    assert picture.rotation == rotation
    shown = picture_at(path, 0)
    assert shown.size == (picture.width, picture.height)
    # The blue half, stored at the left, turns clockwise with the picture.
    where = {0: (5, 10), 90: (10, 5), 180: (35, 10), 270: (10, 35)}[rotation]
    red, _, blue = shown.getpixel(where)  # type: ignore[misc]
    assert blue > 200 > 60 > red


def test_transparent_stands_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(tmp_path / "logo.png")
    assert picture_at(tmp_path / "logo.png", 0).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("suffix", "kind", "white"),
    [
        ("png", np.uint16, 65535),
        ("tif", np.uint16, 65535),
        ("tif", np.int32, 65535),
        ("tif", np.int32, 255),
        ("tif", np.float32, 1),
        ("tif", np.float32, 255),
        ("tif", np.float32, 100_000),
    ],
)
def test_grey_of_many_bits_keeps_its_shades(
    tmp_path: Path, suffix: str, kind: type, white: int
) -> None:
    path = tmp_path / f"scan.{suffix}"
    Image.fromarray((np.linspace(0, white, 5)[None, :].repeat(4, axis=0)).astype(kind)).save(path)
    shown = np.asarray(picture_at(path, 0))[2]
    assert shown[:, 0].tolist() == pytest.approx([0, 64, 128, 191, 255], abs=1.5)
    assert (shown == shown[:, :1]).all()


def test_a_dark_scan_stays_dark(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 4), 200, np.uint16)).save(tmp_path / "dark.png")
    assert np.asarray(picture_at(tmp_path / "dark.png", 0)).max() == 1


def test_name_does_not_matter(tmp_path: Path) -> None:
    path = photo(tmp_path / "photo.jpg").rename(tmp_path / "photo.mp4")
    assert probe(path).kind == "photo"


def test_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.effect_noise((400, 400), 90).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(BadInput, match="damaged or cut short"):
        probe(path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(BadInput, match="too large"):
        probe(photo(tmp_path / "photo.png"))


def test_moving_gif_is_a_film(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    path = tmp_path / "moving.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)
    media = probe(path)
    assert (media.kind, media.duration_ms) == ("video", 300)


def test_a_photo_as_phones_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.HEIC"
    pillow_heif.from_pillow(Image.open(photo(tmp_path / "photo.png"))).save(path)
    media = probe(path)
    assert media.kind == "photo" and media.picture is not None
    assert (media.container, media.picture.width, media.picture.height) == ("heif", 40, 20)
    red, _, blue = picture_at(path, 0).getpixel((5, 10))  # type: ignore[misc]
    assert blue > 200 > 60 > red


def test_a_damaged_photo_of_a_phone(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.HEIC"
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(BadInput, match="damaged or cut short"):
        probe(path)


def test_colours_of_another_screen_become_those_of_ordinary_ones(tmp_path: Path) -> None:
    ordinary = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A screen whose red is blue.
    profile = ordinary.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    path = tmp_path / "photo.png"
    Image.new("RGB", (8, 8), (128, 64, 64)).save(path, icc_profile=profile)
    plain = tmp_path / "plain.png"
    Image.new("RGB", (8, 8), (128, 64, 64)).save(plain)
    assert picture_at(plain, 0).getpixel((4, 4)) == (128, 64, 64)
    assert picture_at(path, 0).getpixel((4, 4)) == pytest.approx((64, 64, 128), abs=2)


def test_a_profile_that_makes_no_sense(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (8, 8), "red").save(path, icc_profile=b"nonsense")
    assert picture_at(path, 0).getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_mirrored_photos(tmp_path: Path, orientation: int) -> None:
    picture = probe(photo(tmp_path / "photo.jpg", orientation)).picture
    assert picture is not None
    assert picture.mirrored == (orientation in {2, 4, 5, 7})
