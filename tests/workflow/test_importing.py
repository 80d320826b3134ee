"""Subtitles of the finished film, edited elsewhere, come back into those of the recordings."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from mediakit.cli import run
from mediakit.clock import Span
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.events import nobody
from mediakit.workflow.exported import Exported, exports_of, keep_exported
from mediakit.workflow.exporting import tracks_of
from mediakit.workflow.history import History
from mediakit.workflow.memory import Memory
from mediakit.workflow.project import facts_of, open_project, subtitle_names
from mediakit.workflow.renewing import TrackFiles
from mediakit.workflow.tracks import written_as

CARD = '\n[[clip]]\ncard = "A film"\nseconds = 2\n'
CLIP = '\n[[clip]]\nfile = "footage/{}.mp4"\nfrom = "{}"\nto = "{}"\n'
HEAD = 'format = 1\ntitle = "A film"\n'
CUT = HEAD + CARD + CLIP.format("one", "0:01", "0:07") + CLIP.format("two", "0:00", "0:06")
OTHER_CUT = HEAD + CLIP.format("two", "0:02", "0:06") + CLIP.format("one", "0:00", "0:08")

ONE = ("We meet on Monday.", "We talk of cake.", "We listen, too.")
TWO = ("Many people come.", "That is all.")


def track(tag: str, texts: tuple[str, ...]) -> Subtitles:
    """One subtitle every 2.5 seconds from 0.7 s on."""
    starts = [700 + 2500 * at for at in range(len(texts))]
    cues = (Cue(Span(start, start + 2200), text) for start, text in zip(starts, texts, strict=True))
    return Subtitles(tag, tuple(cues))


class Film:
    """A project of two recordings whose subtitles mediakit wrote."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        kept = folder / ".mediakit"
        files = TrackFiles(folder / "subtitles", Memory(kept), History(kept), nobody)
        for name, texts in (("one", ONE), ("two", TWO)):
            for tag in ("en", "en-simple"):
                files.renew(name, track(tag, texts))

    def cut(self, text: str) -> None:
        (self.folder / "film.toml").write_text(text, encoding="utf-8")

    def export(self, name: str = "a-film.en.srt") -> Path:
        """The film's word-for-word subtitles, as an export writes and remembers them."""
        project = open_project(self.folder)
        facts = facts_of(project, nobody)
        from mediakit.film.placing import build_timeline

        timeline = build_timeline(project.film, facts)
        names = subtitle_names(project.film, facts)
        tracks = tracks_of(project, names, project.film.versions, nobody)
        keep_exported(project.kept, timeline, tracks)
        file = self.folder / name
        file.write_bytes(written_as(Exported("", timeline, tracks).shown("en")[1], file))
        return file

    def bring_back(self, *arguments: object) -> str:
        code = run(["subtitles", "import", "--project", str(self.folder), *map(str, arguments)])
        told = self._capsys.readouterr()
        assert code == 0, told
        return told.err + told.out

    def text(self, name: str, tag: str = "en") -> str:
        return (self.folder / "subtitles" / f"{name}.{tag}.srt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def footage(ffmpeg: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small recordings."""
    folder = tmp_path_factory.mktemp("footage")
    inputs = ("-f", "lavfi", "-i", "testsrc2=size=64x36:rate=5", "-f", "lavfi", "-i", "sine")
    for name, seconds in (("one", 9), ("two", 7)):
        command = [ffmpeg, "-v", "error", *inputs, "-t", str(seconds), str(folder / f"{name}.mp4")]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture
def film(tmp_path: Path, footage: Path, capsys: pytest.CaptureFixture[str]) -> Film:
    shutil.copytree(footage, tmp_path / "film" / "footage")
    (tmp_path / "film" / "subtitles").mkdir()
    film = Film(tmp_path / "film", capsys)
    film.cut(CUT)
    return film


def change(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def edit_all(film: Film, file: Path) -> None:
    change(file, ("cake", "Kate"), ("That is all.", "That was all."))


@pytest.mark.parametrize("ending", ["srt", "vtt"])
def test_what_was_changed_comes_back_and_nothing_else(film: Film, ending: str) -> None:
    before = film.text("one"), film.text("two")
    file = film.export(f"a-film.en.{ending}")
    assert film.bring_back(file).startswith("Nothing was changed")
    assert (film.text("one"), film.text("two")) == before
    edit_all(film, file)
    told = film.bring_back(file)
    assert "one.en.srt (1 change)" in told
    assert film.text("one") == before[0].replace("cake", "Kate")
    assert film.text("two") == before[1].replace("That is all.", "That was all.")
    assert "Next:  mediakit subtitles\n" in told
    # Once more, there is nothing to do.
    film.bring_back(file)
    assert film.text("one") == before[0].replace("cake", "Kate")


def test_edits_come_back_after_the_film_was_cut_anew(film: Film) -> None:
    file = film.export()
    edit_all(film, file)
    film.cut(OTHER_CUT)
    film.export("later.en.srt")
    film.bring_back(file)
    assert "Kate" in film.text("one")
    assert "That was all." in film.text("two")


def test_without_memory_it_is_compared_with_the_film_as_it_is(film: Film) -> None:
    file = film.export()
    edit_all(film, file)
    for path in (film.folder / ".mediakit" / "exported").iterdir():
        path.unlink()
    assert "compared with the film as it is now" in film.bring_back(file)
    assert "Kate" in film.text("one")


def test_what_was_changed_in_the_project_meanwhile_stays_and_is_asked_about(film: Film) -> None:
    file = film.export()
    edit_all(film, file)
    own = film.folder / "subtitles" / "one.en.srt"
    change(own, ("cake", "bakes"), ("We meet", "They meet"))
    told = film.bring_back(file)
    assert "one.en.srt (0 changes, 1 to decide)" in told
    assert "bakes" in film.text("one")
    assert "They meet" in film.text("one")
    sheet = (own.parent / "one.en.to-decide.txt").read_text(encoding="utf-8")
    assert "In a-film.en.srt: We talk of Kate." in sheet
    assert run(["subtitles", "decide", str(film.folder), "--new"]) == 0
    assert "Kate" in film.text("one")
    assert "They meet" in film.text("one")


def test_what_is_on_a_card_is_told(film: Film) -> None:
    file = film.export()
    with file.open("a", encoding="utf-8") as text:
        text.write("9\n00:00:00,200 --> 00:00:01,500\nWelcome\n")
    told = film.bring_back(file)
    assert 'a-film.en.srt, at 0:00, "Welcome": No recording is shown there' in told


def test_a_film_that_was_moved_is_told(film: Film) -> None:
    file = film.export()
    text = file.read_text(encoding="utf-8")
    late = text.replace(" --> 00:00:", " --> 00:10:").replace("\n00:00:", "\n00:10:")
    file.write_text(late.replace("cake", "Kate"), encoding="utf-8")
    assert "everything is 600 s later than in the film" in film.bring_back(file)
    assert "Kate" in film.text("one")
    assert "00:10" not in film.text("one")


def test_the_track_is_in_the_name_or_asked_for(
    film: Film, capsys: pytest.CaptureFixture[str]
) -> None:
    file = film.export()
    edit_all(film, file)
    other = file.rename(film.folder / "checked by Ann.srt")
    project = ["--project", str(film.folder)]
    assert run(["subtitles", "import", str(other), *project]) == 3
    assert "Say which with --track: en or en-simple" in capsys.readouterr().err
    assert run(["subtitles", "import", str(other), *project, "--track", "de"]) == 3
    capsys.readouterr()
    film.bring_back(other, "--track", "en")
    assert "Kate" in film.text("one")


def test_a_file_of_another_film_is_refused(film: Film, capsys: pytest.CaptureFixture[str]) -> None:
    file = film.folder / "other.en.srt"
    file.write_bytes(written_as(track("en", ("Nothing", "of", "this")), file))
    assert run(["subtitles", "import", "--project", str(film.folder), str(file)]) == 3
    assert "do not look like subtitles of this film" in capsys.readouterr().err


def test_all_files_are_read_before_anything_is_written(
    film: Film, capsys: pytest.CaptureFixture[str]
) -> None:
    file = film.export()
    edit_all(film, file)
    before = film.text("one")
    for name, said in (("not-there.en.srt", "no such file"), ("broken.en.srt", "line 1")):
        if name.startswith("broken"):
            (film.folder / name).write_text("Dear all", encoding="utf-8")
        files = [str(file), str(film.folder / name)]
        assert run(["subtitles", "import", "--project", str(film.folder), *files]) == 3
        assert said in capsys.readouterr().err
    assert film.text("one") == before


def test_what_came_back_counts_as_a_persons(film: Film) -> None:
    file = film.export()
    edit_all(film, file)
    film.bring_back(file)
    kept = film.folder / ".mediakit"
    files = TrackFiles(film.folder / "subtitles", Memory(kept), History(kept), nobody)
    written, _ = files.renew("one", track("en", ("We meet on Sunday.", *ONE[1:])))
    assert (written.kept, written.renewed, written.questions) == (1, 1, 0)
    assert "Kate" in film.text("one")


def test_results_for_scripts(film: Film, capsys: pytest.CaptureFixture[str]) -> None:
    file = film.export()
    edit_all(film, file)
    rows = json.loads(film.bring_back(file, "--json"))["subtitles"]
    assert [(row["changes"], row["to_decide"]) for row in rows] == [(1, 0), (1, 0)]


def test_one_export_is_remembered_once(film: Film) -> None:
    film.export()
    film.export()
    (exported,) = exports_of(film.folder / ".mediakit")
    project = open_project(film.folder)
    placed, shown = exported.shown("en")
    assert [cue.text for cue in placed] == [cue.text for cue in shown.cues]
    assert exported.made
    assert project.film.title == "A film"
