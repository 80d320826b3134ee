import pytest

from mediakit.film.model import Footage, Photo
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes

TOP = 'format = 1\ntitle = "x"\n'
CLIP = '[[clip]]\nfile = "a.mp4"\n'


def test_the_ground_of_the_film_and_of_one_clip() -> None:
    photo = '[[clip]]\nphoto = "a.jpg"\nground = "blurred"\n'
    film = read_film(f'{TOP}ground = "plain"\n{CLIP}{photo}')
    grounds = [clip.ground for clip in film.clips if isinstance(clip, Footage | Photo)]
    assert (film.ground, grounds) == ("plain", [None, "blurred"])
    assert read_film(f"{TOP}{CLIP}").ground == "blurred"


def test_another_ground() -> None:
    with pytest.raises(Mistakes, match="ground"):
        read_film(f'{TOP}ground = "green"\n{CLIP}')
