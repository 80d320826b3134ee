"""No subtitles in a language that is not spoken, unless somebody asked for them."""

import pytest

from mediakit.film.model import Version
from mediakit.film.toml import read_film
from mediakit.film.translations import language_in
from mediakit.handwritten.mistakes import Mistakes

FILM = 'format = 1\ntitle = "x"\nlanguage = "{}"\n[[clip]]\ncard = "x"\n[[version]]\nname = "a"\n{}'


def version(language: str, lines: str) -> Version:
    (found,) = read_film(FILM.format(language, lines)).versions
    return found


def test_two_languages_are_the_upper_and_the_lower():
    found = version("cy", 'subtitles = ["cy", "en"]\nsigner = false')
    assert found == Version("a", "cy", False, second="en")
    assert found.tracks == ("cy", "en")


def test_one_language_may_stand_alone_or_in_a_list():
    assert version("cy", 'subtitles = ["cy-simple"]') == version("cy", 'subtitles = "cy-simple"')
    assert version("en-GB", 'subtitles = "en-GB-simple"').tracks == ("en-simple",)
    assert version("en-GB", "").tracks == ()


def test_a_clip_may_be_in_another_language():
    clip = '[[clip]]\nfile = "a.mp4"\nlanguage = "cy"\n'
    film = read_film(f'format = 1\ntitle = "x"\n{clip}')
    assert language_in(film, "a.mp4") == "cy"
    assert language_in(film, "other.mp4") == "en-GB"
    with pytest.raises(Mistakes) as error:
        read_film(f'format = 1\ntitle = "x"\n{clip}[[clip]]\nfile = "a.mp4"\n')
    (mistake,) = error.value.mistakes
    assert (mistake.line, "another language" in mistake.sentence) == (6, True)


def test_english_on_welsh_speech_must_be_asked_for():
    with pytest.raises(Mistakes) as error:
        version("cy", 'subtitles = "en"')
    (mistake,) = error.value.mistakes
    assert mistake.line == 8
    assert mistake.sentence == "Welsh is spoken in this film, but these subtitles are in English."
    assert '["cy", "en"]' in mistake.suggestion
    assert "translation = true" in mistake.suggestion
    asked = version("cy", 'subtitles = "en"\ntranslation = true')
    assert asked == Version("a", "en", False, translation=True)
