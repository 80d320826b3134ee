"""A logo, judged by decoding the film: where it stands, and what is seen through it."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from counted import plan_of_film, render_plan
from PIL import Image

from mediakit.film.model import Canvas, Card, Fades, Film, Logo, Signer, SignerSlot, Version
from mediakit.film.placing import build_timeline
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.model import Plan
from mediakit.signing.geometry import Layout, Side, Stand, places

CANVAS = Canvas(640, 360, Fraction(25))


def plan_of(
    facts: dict[str, Media], corner: str, stand: Stand | None = None, card: Card | None = None
) -> Plan:
    logo = Logo("logo.png", "top-left" if corner == "top-left" else "top-right")
    signer = Signer(stand, (SignerSlot("missing.mp4", 0),)) if stand else None
    clips = (card or Card("Hello", 1000),)
    versions = (Version("v", None, stand is not None),)
    film = Film("x", "en", CANVAS, clips, signer, None, versions, logo=logo)
    return plan_of_film(film, facts)


@pytest.fixture
def facts(tmp_path: Path) -> dict[str, Media]:
    """A green logo, twice as wide as high, of which the right half is see-through."""
    image = Image.new("RGBA", (400, 200), (0, 255, 0, 0))
    image.paste((0, 255, 0, 255), (0, 0, 200, 200))
    image.save(tmp_path / "logo.png")
    return {"logo.png": probe(tmp_path / "logo.png")}


@pytest.mark.parametrize("corner", ["top-left", "top-right"])
def test_it_is_seen_in_its_corner_in_every_frame(
    corner: str, facts: dict[str, Media], ffmpeg: str, tmp_path: Path
) -> None:
    plan = plan_of(facts, corner)
    _, film = render_plan(plan, facts, tmp_path)
    logo = plan.versions[0].chunks[0].logo
    assert logo is not None
    with av.open(str(film)) as container:
        seen = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(seen) == 25
    for picture in (seen[0].astype(int), seen[-1].astype(int)):
        green = np.argwhere((picture[:, :, 1] > 200) & (picture[:, :, 0] < 90))
        top, left = green.min(axis=0)
        bottom, right = green.max(axis=0)
        assert abs(left - logo.box.x) <= 1
        assert abs(top - logo.box.y) <= 1
        assert abs(bottom - top + 1 - logo.box.height) <= 2
        assert abs(right - left + 1 - logo.box.width / 2) <= 3
    assert (logo.box.x < 320) == (corner == "top-left")


@pytest.mark.parametrize("layout", ["over", "beside", "full"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_it_keeps_clear_of_the_signer(layout: Layout, side: Side, facts: dict[str, Media]) -> None:
    stand = Stand(side, layout, "portrait", "half")
    for corner in ("top-left", "top-right"):
        logo = plan_of(facts, corner, stand).versions[0].chunks[0].logo
        assert logo is not None
        signer = places(640, 360, stand).signer
        apart = (
            logo.box.x + logo.box.width <= signer.x or signer.x + signer.width <= logo.box.x
        ) or logo.box.y + logo.box.height <= signer.y
        assert apart
        assert logo.box.x >= 0
        assert logo.box.x + logo.box.width <= 640


def test_a_small_signer_leaves_it_in_its_corner(facts: dict[str, Media]) -> None:
    small = plan_of(facts, "top-right", Stand("right")).versions[0].chunks[0].logo
    alone = plan_of(facts, "top-right").versions[0].chunks[0].logo
    assert small is not None
    assert alone is not None
    assert small.box == alone.box


def test_it_fades_with_the_film_and_is_not_over_a_picture(
    facts: dict[str, Media], ffmpeg: str, tmp_path: Path
) -> None:
    plain, own = (
        Card("Hello", 1000, fades=Fades(going=400), picture=picture)
        for picture in (None, "logo.png")
    )
    plans = [plan_of(facts, "top-left", card=card) for card in (plain, own)]
    assert [plan.versions[0].chunks[0].logo is None for plan in plans] == [False, True]
    _, film = render_plan(plans[0], facts, tmp_path)
    with av.open(str(film)) as container:
        last = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)][-1]
    assert last.max() < 20


def test_what_is_refused() -> None:
    text = 'format = 1\ntitle = "x"\n[[clip]]\ncard = "x"\n[logo]\nfile = "logo.png"\n'
    assert read_film(text).logo == Logo("logo.png", "top-left")
    with pytest.raises(Mistakes, match='Did you mean "top-right"'):
        read_film(text + 'corner = "bottom-right"\n')
    with pytest.raises(
        Mistakes, match=r"line 6: The file logo\.png is not in the project's folder"
    ):
        build_timeline(read_film(text), {}, text=text)
