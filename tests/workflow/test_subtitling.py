"""Both tracks of a recording over several listenings, with a person who edits between them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mediakit.cli import run
from mediakit.clock import Span
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listening
from mediakit.transcript.model import Transcript, Word
from mediakit.workflow.events import Event, Said, Warned
from mediakit.workflow.project import facts_of, open_project
from mediakit.workflow.renewing import Written
from mediakit.workflow.subtitling import Subtitling

SAID = "We meet on Monday. We talk of cake and tea. Many people participate. That is all."

FILM = """format = 1
title = "A film"

[[clip]]
file = "footage/talk.mp4"
"""


@dataclass
class Listener:
    """Hears what it is told to hear, in whatever recording."""

    text: str = SAID

    def hear_together(self, recordings: Sequence[tuple[Media, str | None]]) -> None:
        """Nobody else listens here."""

    def hear(self, media: Media, language: str | None = None) -> Transcript:
        words, now = [], 500
        for text in self.text.split():
            words.append(Word(text, Span(now, now + 300), 0.9))
            now += 1300 if text.endswith(".") else 350
        return Transcript("en", 1.0, "scripted", "script", media.duration_ms, tuple(words))


@dataclass
class Film:
    """A project with one recording, and whoever works in it."""

    folder: Path
    ears: Listener = field(default_factory=Listener)
    told: list[str] = field(default_factory=list)

    def work(self) -> Subtitling:
        project = open_project(self.folder)
        facts = facts_of(project, self._tell)
        work = Subtitling(project, facts, Listening(), self._tell, StopSignal())
        work.__dict__["_ears"] = self.ears
        return work

    def subtitles(self, text: str = SAID) -> list[Written]:
        """What `mediakit subtitles` does, where `text` is heard."""
        self.ears.text = text
        return self.work().write("footage/talk.mp4")

    def file(self, tag: str) -> Path:
        return self.folder / "subtitles" / f"talk.{tag}.srt"

    def text(self, tag: str) -> str:
        """The words of a track in one line."""
        lines = self.file(tag).read_text(encoding="utf-8").splitlines()
        return " ".join(
            line for line in lines if "-->" not in line and not line.isdecimal()
        ).strip()

    def edit(self, tag: str, old: str, new: str) -> None:
        text = self.file(tag).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.file(tag).write_text(text.replace(old, new), encoding="utf-8")

    def _tell(self, event: Event) -> None:
        if isinstance(event, Said | Warned):
            self.told.append(event.text)


@pytest.fixture
def film(tmp_path: Path, make_clip: Callable[..., Path]) -> Film:
    make_clip("film/footage/talk.mp4", seconds=20, size=(64, 36), rate="5")
    folder = tmp_path / "film"
    (folder / "subtitles").mkdir()
    (folder / "film.toml").write_text(FILM, encoding="utf-8")
    film = Film(folder)
    assert [one.state for one in film.subtitles()] == ["new", "new"]
    return film


def plain(text: str) -> str:
    return " ".join(text.split())


def test_easy_read_is_made_from_the_words_of_the_person(film: Film) -> None:
    assert "take part" in film.text("en-simple")
    film.edit("en", "cake", "Kate")
    assert any("To bring the change into easy read" in told for told in film.work().open())
    words, easy = film.subtitles()
    assert (words.state, words.kept, words.renewed) == ("yours", 1, 0)
    assert (easy.state, easy.kept, easy.renewed) == ("renewed", 0, 1)
    assert "Kate and tea" in film.text("en-simple")
    assert list(film.work().open()) == []
    assert [one.state for one in film.subtitles()] == ["yours", "same"]


def test_easy_read_that_a_person_wrote_is_asked_about_when_its_words_change(film: Film) -> None:
    film.edit("en-simple", "cake and tea", "food")
    film.subtitles()
    film.edit("en", "cake", "Kate")
    _, easy = film.subtitles()
    assert easy.questions == 1
    assert "food" in film.text("en-simple")
    assert any("mediakit subtitles decide" in told for told in film.work().open())


def test_another_model_renews_only_what_nobody_touched(film: Film) -> None:
    film.edit("en", "We meet on Monday.", "We meet on Mondays.")
    later = SAID.replace("Monday.", "Sunday.").replace("cake", "lakes")
    words, _ = film.subtitles(later)
    assert (words.kept, words.renewed, words.questions) == (0, 1, 1)
    assert plain(film.text("en")) == SAID.replace("Monday.", "Mondays.").replace("cake", "lakes")
    # Easy read follows the words as they now stand.
    assert "Mondays" in film.text("en-simple")
    assert "lakes" in film.text("en-simple")


def test_another_take_renews_what_nobody_touched_and_says_so(
    film: Film, make_clip: Callable[..., Path]
) -> None:
    film.edit("en", "That is all.", "That was all.")
    make_clip("film/footage/talk.mp4", seconds=19, size=(64, 36), rate="5")
    film.ears.text = SAID.replace("cake", "lakes")
    film.work().complete()
    assert "lakes" in film.text("en")
    assert "That was all." in film.text("en")
    assert any("talk.en.srt" in told and "does it still fit" in told for told in film.told)
    assert not any("talk.en-simple.srt" in told for told in film.told)


def test_a_person_decides_and_takes_back_on_the_command_line(
    film: Film, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*arguments: str) -> str:
        assert run(["subtitles", *arguments]) == 0
        return capsys.readouterr().out

    film.edit("en", "cake", "Kate")
    edited = film.file("en").read_bytes()
    film.subtitles(SAID.replace("cake", "lakes"))
    monkeypatch.chdir(film.folder)
    run(["check", str(film.folder)])
    assert "One change is still to be decided in talk.en.srt (at 0:0" in capsys.readouterr().out
    assert said("decide") == "1 still to decide. Yours stay until then.\n"
    assert said("decide", "--new") == "1 change decided.\n"
    assert "lakes" in film.text("en")
    assert said("decide") == "There is nothing to decide.\n"
    assert "until" in said("history")
    assert said("undo", "talk.en.srt").startswith("subtitles/talk.en.srt is again as it was until")
    assert film.file("en").read_bytes() == edited
    copies = json.loads(said("history", "--json"))["history"]
    assert [row["number"] for row in copies if row["file"].endswith("talk.en.srt")] == [1]


def test_undo_names_what_is_not_there(
    film: Film, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(film.folder)
    assert run(["subtitles", "undo", "talk.de.srt"]) == 3
    assert "There is no such subtitle file in this film" in capsys.readouterr().err
    assert run(["subtitles", "undo", "talk.en.srt"]) == 3
    assert "No earlier versions" in capsys.readouterr().err
