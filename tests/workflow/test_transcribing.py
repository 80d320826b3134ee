"""The verb transcribe: a person's corrections and names go everywhere, and are never lost."""

import json
import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from made_speech import SAID
from numpy.typing import NDArray

from mediakit.errors import AlreadyThere, BadInput
from mediakit.handwritten.mistakes import Mistakes
from mediakit.outputs.transcripts import FORMATS, file_name
from mediakit.process import StopSignal
from mediakit.transcript.files import read_transcript
from mediakit.transcript.listening import Listening
from mediakit.transcript.models import installed_models
from mediakit.workflow.about import read_about
from mediakit.workflow.events import Event, Said, Warned
from mediakit.workflow.keeping import SETTING, cache_folder
from mediakit.workflow.own_files import is_ours, put
from mediakit.workflow.scribe import Wording
from mediakit.workflow.single_files import Done
from mediakit.workflow.transcribing import Wish, transcribe

TALK = """\
WEBVTT
Language: cy

00:00.100 --> 00:01.000
[music]

00:01.000 --> 00:03.000
<v Speaker 1>We made a film together, and everybody had a say.

00:03.000 --> 00:04.500
<v Speaker 2>Yes, it was a great day for all of us.
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))


@pytest.fixture
def recording(make_clip: Callable[..., Path]) -> Path:
    return make_clip("room/talk.wav", seconds=6, size=None)


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    """A transcript of the recording that a person mended."""
    path = tmp_path / "mended.vtt"
    path.write_text(TALK, encoding="utf-8")
    return path


class Person:
    """Hears what is told."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    @property
    def told(self) -> str:
        return "\n".join(one.text for one in self.events if isinstance(one, Said | Warned))


def run(
    recording: Path,
    source: Path | None,
    *,
    replace: bool = False,
    tell: Person | None = None,
    **say,
) -> Done:
    wish = Wish(
        out=say.pop("out", None),
        formats=say.pop("formats", FORMATS),
        replace_old=replace,
        wording=Wording(source=source, **say),
    )
    (done,) = transcribe([recording], wish, Listening(), tell=tell or Person(), stop=StopSignal())
    return done


def well(done: Done) -> Done:
    assert done.error is None, done.error
    return done


def words_in(recording: Path) -> str:
    text = recording.with_name("talk.words.json").read_text(encoding="utf-8")
    return " ".join(word.text for word in read_transcript(text, "x").words)


def test_a_mended_transcript_gives_every_other_format(recording: Path, mended: Path) -> None:
    done = well(run(recording, mended))
    folder = recording.parent
    assert set(done.results) == {folder / file_name("talk", kind) for kind in FORMATS}
    assert {path.name for path in folder.iterdir()} == {
        *("talk.wav", "talk.about.toml"),
        *(file_name("talk", kind) for kind in FORMATS),
    }
    transcript = read_transcript((folder / "talk.words.json").read_text(encoding="utf-8"), "x")
    assert transcript.language == "cy"
    assert [word.speaker for word in transcript.words] == ["Speaker 1"] * 10 + ["Speaker 2"] * 10
    assert [one.text for one in transcript.sounds] == ["music"]
    note = "Made from mended.vtt. Nobody has said yet that it is checked."
    assert note in (folder / "talk.txt").read_text(encoding="utf-8")
    assert "Made by machine" not in (folder / "talk.html").read_text(encoding="utf-8")
    assert 'href="talk.wav#t=1"' in (folder / "talk.html").read_text(encoding="utf-8")


def test_the_mended_file_itself_is_left_as_it_is(recording: Path, mended: Path) -> None:
    mine = recording.with_name("talk.vtt")
    shutil.copy(mended, mine)
    done = well(run(recording, mine))
    assert mine not in done.results
    assert mine.read_text(encoding="utf-8") == TALK


def test_subrip_and_mediakits_own_words_can_be_mended_too(
    recording: Path, mended: Path, tmp_path: Path
) -> None:
    well(run(recording, mended))
    first = (recording.with_name("talk.txt")).read_text(encoding="utf-8").splitlines()[3:]
    for kind in ("srt", "words"):
        source = tmp_path / file_name("again", kind)
        shutil.copy(recording.with_name(file_name("talk", kind)), source)
        out = tmp_path / kind
        well(run(recording, source, out=out))
        again = (out / "talk.txt").read_text(encoding="utf-8").splitlines()[3:]
        assert again == first


def test_a_name_written_once_is_everywhere(recording: Path, mended: Path) -> None:
    person = Person()
    well(run(recording, mended, tell=person))
    about = recording.with_name("talk.about.toml")
    assert about.name in person.told
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace('= "Speaker 1"', '= "Siân"'), encoding="utf-8")
    # No --replace is needed for what mediakit wrote itself.
    well(run(recording, mended))
    for kind in FORMATS:
        content = recording.with_name(file_name("talk", kind)).read_bytes()
        if kind != "docx":  # which is a zip
            assert "Siân".encode() in content
            assert b"Speaker 1" not in content
            assert b"Speaker 2" in content


def test_names_given_in_order_are_kept_for_the_next_time(recording: Path, mended: Path) -> None:
    well(run(recording, mended, speakers=("Siân", "Dafydd")))
    assert read_about(recording.with_name("talk.about.toml")).speakers == {
        "Speaker 1": "Siân",
        "Speaker 2": "Dafydd",
    }
    well(run(recording, mended))
    assert "Dafydd: Yes," in recording.with_name("talk.txt").read_text(encoding="utf-8")


def test_names_come_from_a_meeting(recording: Path, mended: Path, tmp_path: Path) -> None:
    meeting = tmp_path / "zoom.vtt"
    meeting.write_text(
        "WEBVTT\n\n1\n00:10:00.000 --> 00:10:00.000\n"
        "Ann Example (she/her): Um, we made a film together and everyone had a say\n\n"
        "2\n00:10:05.000 --> 00:10:08.000\nTest, Bryn (External): yes it was a great day for us\n",
        encoding="utf-8",
    )
    well(run(recording, mended, names_from=meeting))
    text = recording.with_name("talk.txt").read_text(encoding="utf-8")
    assert "Ann Example: We made" in text
    assert "Bryn Test: Yes," in text


def test_a_meeting_about_something_else_gives_no_names(
    recording: Path, mended: Path, tmp_path: Path
) -> None:
    meeting = tmp_path / "other.vtt"
    meeting.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Cake\n", encoding="utf-8")
    person = Person()
    well(run(recording, mended, names_from=meeting, tell=person))
    assert "is it the same talk?" in person.told


def test_who_checked_the_words_is_said_and_kept(recording: Path, mended: Path) -> None:
    well(run(recording, mended, checked_by="Siân"))
    page = recording.with_name("talk.html")
    assert "Checked by Siân." in page.read_text(encoding="utf-8")
    well(run(recording, mended))
    assert "Checked by Siân." in page.read_text(encoding="utf-8")


def test_words_that_changed_since_are_not_called_checked(recording: Path, mended: Path) -> None:
    well(run(recording, mended, checked_by="Siân"))
    mended.write_text(TALK.replace("great", "grand"), encoding="utf-8")
    person = Person()
    well(run(recording, mended, tell=person))
    text = recording.with_name("talk.txt").read_text(encoding="utf-8")
    assert "Checked by" not in text
    assert "not the words that Siân checked" in person.told
    well(run(recording, mended, checked_by="Siân"))
    assert "Checked by Siân." in recording.with_name("talk.txt").read_text(encoding="utf-8")


def test_a_name_written_by_hand_counts_for_the_words_of_that_day(
    recording: Path, mended: Path
) -> None:
    well(run(recording, mended))
    about = recording.with_name("talk.about.toml")
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("# checked_by", "checked_by"), encoding="utf-8")
    well(run(recording, mended))
    assert "Checked by First name." in recording.with_name("talk.txt").read_text(encoding="utf-8")
    mended.write_text(TALK.replace("great", "grand"), encoding="utf-8")
    well(run(recording, mended))
    assert "Checked by" not in recording.with_name("talk.txt").read_text(encoding="utf-8")


def test_what_a_person_changed_is_never_lost(recording: Path, mended: Path) -> None:
    well(run(recording, mended))
    mine = recording.with_name("talk.txt")
    for number, name in enumerate(("talk (earlier).txt", "talk (earlier 2).txt")):
        mine.write_text(f"My own words {number}", encoding="utf-8")
        refused = run(recording, mended)
        assert isinstance(refused.error, AlreadyThere)
        assert mine.read_text(encoding="utf-8") == f"My own words {number}"
        person = Person()
        well(run(recording, mended, replace=True, tell=person))
        assert (mine.with_name(name)).read_text(encoding="utf-8") == f"My own words {number}"
        assert name in person.told
        assert "everybody had a say" in mine.read_text(encoding="utf-8")


def test_without_memory_every_file_is_a_persons(recording: Path, mended: Path) -> None:
    well(run(recording, mended))
    shutil.rmtree(cache_folder())
    assert isinstance(run(recording, mended).error, AlreadyThere)
    # What would be written just so is not moved; what differs is.
    mended.write_text(TALK.replace("Language: cy", "Language: en"), encoding="utf-8")
    well(run(recording, mended, replace=True))
    moved = {path.name for path in recording.parent.iterdir() if "(earlier)" in path.name}
    assert {"talk (earlier).html", "talk (earlier).docx", "talk (earlier).words.json"} <= moved
    assert not {"talk (earlier).txt", "talk (earlier).json"} & moved


def test_mistakes_are_told_before_anything_is_written(recording: Path, mended: Path) -> None:
    about = recording.with_name("talk.about.toml")
    about.write_text('titel = "x"\n', encoding="utf-8")
    done = run(recording, mended)
    assert isinstance(done.error, Mistakes)
    assert "line 1" in str(done.error)
    assert {path.name for path in recording.parent.iterdir()} == {"talk.wav", "talk.about.toml"}


def test_a_transcript_of_something_longer_is_refused(recording: Path, mended: Path) -> None:
    text = TALK + "\n01:00.000 --> 01:02.000\nAnd later.\n"
    mended.write_text(text, encoding="utf-8")
    done = run(recording, mended)
    assert isinstance(done.error, BadInput)
    assert "talk.wav" in done.error.what


def test_one_mended_transcript_is_not_that_of_two_recordings(recording: Path, mended: Path) -> None:
    wish = Wish(wording=Wording(source=mended))
    with pytest.raises(BadInput, match="one recording"):
        list(transcribe([recording] * 2, wish, Listening(), tell=Person(), stop=StopSignal()))


def test_files_are_known_by_what_was_written_last_and_for_what(tmp_path: Path) -> None:
    file, one, other = (tmp_path / name for name in ("x.txt", "one.wav", "other.wav"))
    assert not is_ours(file, one)
    assert put(file, b"a", one).moved is None
    assert is_ours(file, one)
    assert not is_ours(file, other)
    assert put(file, b"b", one).moved is None
    assert put(file, b"c", other).moved == tmp_path / "x (earlier).txt"
    # What was made from a person's words gives way only to more of them.
    assert put(file, b"d", other, mended=True).moved is None
    assert put(file, b"e", other, mended=True).moved is None
    assert put(file, b"f", other).moved == tmp_path / "x (earlier 2).txt"
    assert (tmp_path / "x (earlier 2).txt").read_bytes() == b"e"


@pytest.fixture
def heard(tmp_path: Path, spoken: NDArray[np.float32]) -> Path:
    if any(one.name == "tiny.en" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model tiny.en is missing")
    path = tmp_path / "heard" / "talk.wav"
    path.parent.mkdir()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((spoken * 32_000).astype(np.int16).tobytes())
    return path


@pytest.mark.models
def test_from_listening_to_a_person_who_mends_one_word(heard: Path) -> None:
    def listen(tell: Person, *, replace: bool = False) -> Done:
        wish = Wish(replace_old=replace)
        listening = Listening(model="tiny.en", language="en")
        (done,) = transcribe([heard], wish, listening, tell=tell, stop=StopSignal())
        return done

    well(listen(Person()))
    assert words_in(heard).split()[:4] == SAID[0].split()[:4]
    segments = json.loads(heard.with_name("talk.json").read_text(encoding="utf-8"))["segments"]
    assert " ".join(one["body"] for one in segments) == words_in(heard)
    mine = heard.with_name("talk.vtt")
    mine.write_text(mine.read_text(encoding="utf-8").replace("Monday", "Tuesday"), encoding="utf-8")
    assert isinstance(listen(Person()).error, AlreadyThere)
    well(run(heard, mine, checked_by="Siân"))
    assert "on Tuesday morning" in words_in(heard)
    # Listening again takes none of that away without being asked, and nothing for good.
    assert isinstance(listen(Person()).error, AlreadyThere)
    person = Person()
    well(listen(person, replace=True))
    assert "Monday" in heard.with_name("talk.txt").read_text(encoding="utf-8")
    assert "Tuesday" in heard.with_name("talk (earlier).vtt").read_text(encoding="utf-8")
    assert "Tuesday" in heard.with_name("talk (earlier).txt").read_text(encoding="utf-8")
    assert "not the words that Siân checked" in person.told
