"""The language that was found is shown and asked about; the words of a film are listened for."""

from pathlib import Path

import pytest

from mediakit.film.toml import read_film
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, Listening
from mediakit.transcript.models import installed_models
from mediakit.workflow.events import Event, Said, Warned
from mediakit.workflow.listening import Ears, asked, language_name
from mediakit.workflow.subtitling import names_in

FILM = """\
format = 1
title = "A film"

[[clip]]
card = "A card"

[[clip]]
file = "footage/a.mp4"
name = "Siân"
role = "Tywyn"

[[clip]]
file = "footage/b.mp4"
name = "Dafydd"
role = "Tywyn"
"""


class Person:
    """Types these answers, one after the other."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str) -> str:
        self.questions.append(question)
        return self.answers.pop(0)

    def tell(self, event: Event) -> None:
        if isinstance(event, Said | Warned):
            self.told.append(event.text)


def ears(person: Person, keep: Path, *, there: bool = True) -> Ears:
    if any(one.name == "base" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model base is missing")
    ask = person.ask if there else None
    return Ears(Listener(Listening()), keep, person.tell, StopSignal(), ask)


@pytest.mark.models
@pytest.mark.media
def test_plain_english_is_shown_and_not_asked_about(real_media: Path, tmp_path: Path) -> None:
    person = Person()
    speech = probe(real_media / "speech" / "jfk.flac")
    hearing = ears(person, tmp_path)
    assert hearing.language_of(speech) is None
    assert person.questions == []
    assert person.told[0].startswith("jfk.flac: this sounds like English (")
    assert hearing.hear(speech).language == "en"


@pytest.mark.models
@pytest.mark.media
def test_anything_else_is_asked_about_where_somebody_is_there(
    real_media: Path, tmp_path: Path
) -> None:
    welsh = probe(real_media / "speech" / "cy_techiaith_speech.wav")
    person = Person("cy")
    hearing = ears(person, tmp_path)
    assert hearing.language_of(welsh) == "cy"
    assert len(person.questions) == 1
    transcript = hearing.hear(welsh, "cy")
    assert (transcript.language, transcript.language_confidence) == ("cy", 1.0)
    assert ears(Person(), tmp_path, there=False).language_of(welsh) is None


def test_enter_takes_what_was_found() -> None:
    person = Person("")
    assert asked(person.ask, person.tell, "cy") == "cy"
    assert person.questions == [
        "Is that right? Press Enter for Welsh, or write another code such as en:"
    ]
    person = Person("  ")
    assert asked(person.ask, person.tell, "en") == "en"
    assert "Press Enter for English, or write another code such as cy:" in person.questions[0]


def test_another_code_is_taken_in_its_usual_spelling() -> None:
    person = Person("EN-gb")
    assert asked(person.ask, person.tell, "cy") == "en-GB"


def test_what_is_no_code_is_asked_again_with_advice() -> None:
    person = Person("english", "no!", "en")
    assert asked(person.ask, person.tell, "cy") == "en"
    assert len(person.questions) == 3
    assert '"en-GB"' in person.told[0]


def test_languages_have_names() -> None:
    assert language_name("en-GB") == "English"
    assert language_name("haw") == "the language with the code haw"


def test_the_names_in_a_film_are_listened_for() -> None:
    assert names_in(read_film(FILM)) == ("Siân", "Tywyn", "Dafydd")
