import pytest

from mediakit.film.model import Footage
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes

TOP = 'format = 1\ntitle = "x"\n'


def clip(file: str, *lines: str) -> str:
    return "\n".join(["[[clip]]", f'file = "{file}"', *lines, ""])


def test_a_clip_says_which_sound_track_is_heard() -> None:
    film = read_film(TOP + clip("a.mp4", "sound = 2") + clip("b.mp4"))
    assert [shown.sound for shown in film.clips if isinstance(shown, Footage)] == [2, None]


@pytest.mark.parametrize("written", ["0", "-1", '"2"', "true", "1.5"])
def test_what_is_no_track(written: str) -> None:
    with pytest.raises(Mistakes, match="no sound track"):
        read_film(TOP + clip("a.mp4", f"sound = {written}"))


@pytest.mark.parametrize("second", ["sound = 1", ""])
def test_one_recording_is_heard_by_one_track(second: str) -> None:
    with pytest.raises(Mistakes, match="a recording is heard by one") as caught:
        read_film(TOP + clip("a.mp4", "sound = 2") + clip("a.mp4", second))
    assert len(caught.value.mistakes) == 1
