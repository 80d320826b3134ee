"""Subtitle files of a project: the machine's are renewed, a person's changes are not lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from mediakit.clock import Span
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.events import Event, Said, Warned
from mediakit.workflow.history import History
from mediakit.workflow.memory import Memory
from mediakit.workflow.renewing import TrackFiles, Written

TEXTS = ("We meet on Monday.", "We talk of cake.", "We listen, too.", "That is all.")


def track(*texts: str) -> Subtitles:
    """One subtitle every three seconds; an empty text leaves a gap."""
    spans = [Span(3000 * at, 3000 * at + 2500) for at in range(len(texts))]
    cues = (Cue(span, text) for span, text in zip(spans, texts, strict=True) if text)
    return Subtitles("en", tuple(cues))


def with_texts(**changed: str) -> Subtitles:
    """The usual track with other texts: by their number, `t1` to `t4`."""
    return track(*(changed.get(f"t{n}", text) for n, text in enumerate(TEXTS, 1)))


class Project:
    """A folder of subtitles, and whoever edits in it."""

    def __init__(self, folder: Path) -> None:
        self.file, self.sheet = folder / "tip.en.srt", folder / "tip.en.to-decide.txt"
        self.folder, self.kept = folder, folder / ".mediakit"
        self.told: list[str] = []

    @property
    def files(self) -> TrackFiles:
        memory, history = Memory(self.kept), History(self.kept)
        return TrackFiles(self.folder, memory, history, self._tell)

    def renew(self, machine: Subtitles, **how: bool) -> Written:
        return self.files.renew("tip", machine, **how)[0]

    def edit(self, old: str, new: str) -> None:
        text = self.file.read_bytes().decode()
        assert old in text
        self.file.write_bytes(text.replace(old, new).encode())

    def texts(self) -> list[str]:
        present = self.files.present("tip", "en")
        assert present
        return [cue.text for cue in present[1].cues]

    def open(self) -> int:
        return sum(len(asked) for _, asked in self.files.open_questions([("tip", "en")]))

    def _tell(self, event: Event) -> None:
        assert isinstance(event, Said | Warned)
        self.told.append(event.text)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One with a track that the machine wrote."""
    project = Project(tmp_path)
    assert project.renew(with_texts()).state == "new"
    return project


def outcome(written: Written) -> tuple[object, ...]:
    return written.state, written.kept, written.renewed, written.questions


def test_what_nobody_changed_is_renewed(project):
    assert outcome(project.renew(with_texts())) == ("same", 0, 0, 0)
    assert outcome(project.renew(with_texts(t2="We talk of lakes."))) == ("renewed", 0, 1, 0)
    assert project.texts()[1] == "We talk of lakes."


def test_changes_stay_and_the_rest_is_renewed(project):
    project.edit("We meet on Monday.", "We meet on Mondays.")
    written = project.renew(with_texts(t2="We talk of lakes."))
    assert outcome(written) == ("renewed", 1, 1, 0)
    assert project.texts() == [
        "We meet on Mondays.", "We talk of lakes.", "We listen, too.", "That is all."
    ]  # fmt: skip
    assert outcome(project.renew(with_texts(t2="We talk of lakes."))) == ("yours", 1, 0, 0)


def test_a_file_with_nothing_new_is_not_touched(project):
    project.edit("cake", "Kate")
    present = project.file.read_bytes().replace(b"\n", b"\r\n")
    project.file.write_bytes(b"\xef\xbb\xbf" + present)
    assert outcome(project.renew(with_texts())) == ("yours", 1, 0, 0)
    assert project.file.read_bytes() == b"\xef\xbb\xbf" + present


def test_a_file_that_is_renewed_stays_in_the_manner_of_its_editor(project):
    text = project.file.read_bytes().replace(b"cake", b"Kate").replace(b"\n", b"\r\n")
    project.file.write_bytes(b"\xef\xbb\xbf" + text)
    project.renew(with_texts(t4="This is all."))
    expected = text.replace(b"That is all.", b"This is all.")
    assert project.file.read_bytes() == b"\xef\xbb\xbf" + expected


def test_formatting_that_cannot_be_kept_is_told_with_the_way_back(project):
    project.edit("cake", "<i>Kate</i>")
    assert project.renew(with_texts()).state == "yours"
    assert project.told == []
    project.renew(with_texts(t4="This is all."))
    assert "formatting" in project.told[0]
    assert "mediakit subtitles undo tip.en.srt" in project.told[1]


def test_what_was_written_over_is_in_the_history(project):
    project.edit("cake", "Kate")
    before = project.file.read_bytes()
    project.renew(with_texts(t4="This is all."))
    assert [one.copy.read_bytes() for one in project.files.history.of("tip.en.srt")] == [before]


def test_a_conflict_is_asked_until_it_is_decided(project):
    project.edit("cake", "Kate")
    wish = with_texts(t2="We talk of lakes.")
    for _ in range(3):
        assert outcome(project.renew(wish)) == ("yours", 0, 0, 1)
        assert project.texts()[1] == "We talk of Kate."
        assert project.open() == 1
    text = project.sheet.read_text(encoding="utf-8")
    assert (
        "At 0:03\n    Yours:       We talk of Kate.\n    The new one: We talk of lakes.\n" in text
    )
    assert "lakes" not in project.file.read_text(encoding="utf-8")


def test_a_question_stays_when_the_machine_hears_the_same_a_little_later(project):
    project.edit("cake", "Kate")
    project.renew(with_texts(t2="We talk of lakes."))
    cues = with_texts(t2="We talk of lakes.").cues
    later = Subtitles("en", tuple(Cue(cue.span.shift(80), cue.text) for cue in cues))
    assert project.renew(later).questions == 1
    assert project.texts()[1] == "We talk of Kate."


def test_changing_the_words_decides(project):
    project.edit("cake", "Kate")
    wish = with_texts(t2="We talk of lakes.")
    project.renew(wish)
    project.edit("Kate", "lakes and Kate")
    assert project.open() == 0
    assert project.renew(wish).questions == 0
    assert not project.sheet.exists()
    assert project.texts()[1] == "We talk of lakes and Kate."


def test_taking_the_sheet_away_decides(project):
    project.edit("cake", "Kate")
    wish = with_texts(t2="We talk of lakes.")
    project.renew(wish)
    project.sheet.unlink()
    assert project.open() == 0
    assert project.renew(wish).questions == 0
    assert not project.sheet.exists()


def test_a_wish_that_is_taken_back_is_no_longer_asked_about(project):
    project.edit("cake", "Kate")
    project.renew(with_texts(t2="We talk of lakes."))
    assert project.renew(with_texts()).questions == 0
    assert project.texts()[1] == "We talk of Kate."
    assert project.renew(with_texts(t2="We walk to lakes.")).questions == 1


def test_another_wish_takes_the_place_of_the_first(project):
    project.edit("cake", "Kate")
    project.renew(with_texts(t2="We talk of lakes."))
    assert project.renew(with_texts(t2="We talk off lakes.")).questions == 1
    assert "talk off" in project.sheet.read_text(encoding="utf-8")
    assert project.renew(with_texts(t2="We talk of Kate.")).questions == 0


def test_what_was_deleted_stays_so_and_is_asked_about_if_other_words_are_heard(project):
    project.file.write_bytes(project.file.read_bytes().replace(b"We listen, too.", b""))
    assert outcome(project.renew(with_texts())) == ("yours", 1, 0, 0)
    for _ in range(2):
        assert project.renew(with_texts(t3="We glisten, too.")).questions == 1
        assert "(no subtitle)" in project.sheet.read_text(encoding="utf-8")
        assert len(project.texts()) == 3


def test_without_memory_every_file_is_a_persons(project):
    for path in (project.kept / "written").iterdir():
        path.write_text("{")
    before = project.file.read_bytes()
    assert outcome(project.renew(with_texts(t1="Other words."))) == ("yours", None, None, None)
    assert project.file.read_bytes() == before
    # What is as the machine would write it is the machine's.
    assert project.renew(with_texts()).state == "same"
    assert project.renew(with_texts(t1="Other words.")).state == "renewed"


def test_a_file_that_cannot_be_read_is_left_as_it_is(project):
    project.edit("00:00:03,000 --> 00:00:05,500", "00:00:05,500 --> 00:00:03,000")
    before = project.file.read_bytes()
    assert outcome(project.renew(with_texts(t1="Other."))) == ("unreadable", None, None, None)
    assert project.file.read_bytes() == before
    assert "tip.en.srt" in project.told[0]


def test_where_only_what_is_missing_is_wanted_nothing_is_renewed(project):
    assert project.renew(with_texts(t1="Other."), renew=False).state == "kept"
    assert project.texts() == list(TEXTS)


@pytest.mark.parametrize("ending", ["vtt", "ass", "ttml", "sbv"])
def test_a_file_may_be_kept_in_another_format(project, ending):
    from mediakit.workflow.tracks import written_as

    # ASS knows no thousandths: its rounding is no change of the person's.
    odd = tuple(replace(cue, span=cue.span.shift(7)) for cue in with_texts().cues)
    project.renew(Subtitles("en", odd))
    project.file.unlink()
    project.file = project.folder / f"tip.en.{ending}"
    project.file.write_bytes(
        written_as(
            Subtitles("en", (odd[0], replace(odd[1], text="We talk of Kate."), *odd[2:])),
            project.file,
        )
    )
    wish = Subtitles("en", (*odd[:3], replace(odd[3], text="This is all.")))
    assert outcome(project.renew(wish)) == ("renewed", 1, 1, 0)
    assert project.texts()[1::2] == ["We talk of Kate.", "This is all."]
    assert [path.name for path in project.folder.glob("*.srt")] == []


def test_a_second_file_of_a_track_is_named(project):
    (project.folder / "tip.en.vtt").write_text("WEBVTT\n")
    project.renew(with_texts())
    assert project.told == ["tip.en.vtt is not used, because tip.en.srt is. Keep one of them."]


def test_a_track_that_was_moved_is_renewed_where_it_is_now(project):
    for at in range(4):
        for ms in (3 * at, 3 * at + 2):
            project.edit(f"00:00:{ms:02},", f"00:01:{ms:02},")
    written = project.renew(with_texts(t2="We talk of lakes."))
    assert (written.shift, written.renewed, written.questions) == (60_000, 1, 0)
    assert project.texts()[1] == "We talk of lakes."
    assert "00:01:03,000 --> 00:01:05,500" in project.file.read_text(encoding="utf-8")
