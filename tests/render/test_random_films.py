"""Films made up by chance show the right frame at every place, in every version.

Ten films in the suite. MEDIAKIT_FILMS=200 makes as many of them (about a second of a processor
each); with MEDIAKIT_FIRST_FILM=50 they begin with the seed 50. Whatever is found wrong names the
seed: `random_film(seed)` is that film.
"""

import os
from pathlib import Path

import pytest
from counted import plan_clips, render_plan
from numbered import BITS, GRID, levels_in, make_numbered, read_pictures
from random_films import RECORDINGS, SIZE, RandomFilm, random_film
from reckoned import film_frames, signer_frames, wrong_frames

from mediakit.film.model import Version
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.joining import Wrapping
from mediakit.process import StopSignal
from mediakit.render.joining import join
from mediakit.render.store import Store
from mediakit.signing.geometry import Box, Stand, signer_box

FILMS = int(os.environ.get("MEDIAKIT_FILMS", "10"))
FIRST = int(os.environ.get("MEDIAKIT_FIRST_FILM", "0"))
WIDTH, HEIGHT = SIZE

TOP = Box(0, 16, WIDTH, 16)
"""No card has words here, and no signer stands here."""

SIGNER = signer_box(WIDTH, HEIGHT, Stand("right"))
FREE = SIGNER.x * BITS // WIDTH
"""So many fields are beside the signer."""

BOTTOM = Box(0, HEIGHT - 16, WIDTH, 16)


@pytest.fixture(scope="module")
def recordings(ffmpeg: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    folder = tmp_path_factory.mktemp("recordings")
    return {name: probe(make_numbered(ffmpeg, one, folder)) for name, one in RECORDINGS.items()}


def versions_of(film: RandomFilm, recordings: dict[str, Media], folder: Path) -> list[Path]:
    """The film without the signer, and with them if there is one."""
    facts = {name: recordings[recording.name] for name, recording in film.files.items()}
    versions = [Version("plain", None, False), Version("signed", None, True)]
    versions = versions if film.signer else versions[:1]
    plan = plan_clips(
        film.clips, facts, film.rate, SIZE, signer=film.signer, versions=tuple(versions)
    )
    made, first = render_plan(plan, facts, folder)
    films, store, stop = [first], Store(folder / "store"), StopSignal()
    for version in plan.versions[1:]:
        films.append(folder / f"{version.name}.mp4")
        join(plan, version, made, store, wrapping=Wrapping("x"), to=films[-1], stop=stop)
    return films


@pytest.mark.parametrize("seed", range(FIRST, FIRST + FILMS))
def test_every_frame_is_the_one_of_its_time(
    seed: int, recordings: dict[str, Media], tmp_path: Path
) -> None:
    film = random_film(seed)
    frames, signing = film_frames(film), signer_frames(film)
    plain, *signed = map(read_pictures, versions_of(film, recordings, tmp_path))
    for pictures in (plain, *signed):
        assert wrong_frames(frames, levels_in(pictures, TOP)) == [], film
    assert wrong_frames(frames, levels_in(plain, BOTTOM)) == [], film
    for pictures in signed:
        levels = levels_in(pictures, BOTTOM)
        assert wrong_frames(frames, levels[:, :FREE]) == [], film
        unsigned = [None if one else frame for one, frame in zip(signing, frames, strict=True)]
        assert wrong_frames(unsigned, levels) == [], film
        assert wrong_frames(signing, levels_in(pictures, SIGNER, GRID)) == [], film
