"""The verb podcast: recordings in, finished episodes out."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import av
import mutagen
import pytest
import webvtt
from PIL import Image

from mediakit.clock import Span
from mediakit.errors import AlreadyThere, BadInput, MediakitError, Stopped
from mediakit.process import StopSignal
from mediakit.transcript.files import read_transcript
from mediakit.transcript.listening import Listening
from mediakit.workflow.episodes import episodes_in
from mediakit.workflow.events import Event, Progress, Warned
from mediakit.workflow.podcasting import Wish, podcast
from mediakit.workflow.publishing import AudiogramWish
from mediakit.workflow.scribe import Wording
from mediakit.workflow.show import Show, merged, read_show
from mediakit.workflow.single_files import Done

SPEECH = (
    "aevalsrc='0.25*(sin(2*PI*150*t)+sin(2*PI*450*t)/2+sin(2*PI*1350*t)/4)"
    "*max(0,sin(2*PI*4*t))*lt(mod(t,3),2.4)':s=48000:c=mono"
)
MENDED = """\
WEBVTT

00:00:00.500 --> 00:00:01.500
<v Siân>Good morning.

00:00:02.000 --> 00:00:03.500
<v Tom>Hello to everybody.
"""


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def talk(make_clip: Callable[..., Path], tmp_path: Path) -> Path:
    """A recording of 4 s; beside it lies talk.vtt, with the words that a person wrote."""
    path = make_clip("shows/talk.wav", seconds=4, size=None, sound=SPEECH)
    path.with_name("talk.vtt").write_text(MENDED, encoding="utf-8")
    return path


def make(
    talk: Path,
    *,
    show: Show | None = None,
    out: Path | None = None,
    replace_old: bool = False,
    audiogram: AudiogramWish | None = None,
    told: list[Event] | None = None,
    stop: StopSignal | None = None,
) -> Done:
    """One episode from words that a person wrote: without a speech model."""
    wish = Wish(show or Show(), Wording(source=talk.with_name("talk.vtt")), audiogram)
    [done] = podcast(
        [talk],
        out=out,
        wish=wish,
        listening=Listening(),
        replace_old=replace_old,
        tell=(told if told is not None else []).append,
        stop=stop or StopSignal(),
    )
    return done


def package_of(done: Done) -> Path:
    assert done.error is None, done.error
    [folder] = done.results
    return folder


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def assert_whole(folder: Path) -> dict[str, object]:
    """Everything in the package is listed with its hash, and nothing else is there."""
    listing: dict[str, object] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    rows = {row["name"]: row["sha256"] for row in listing["files"]}  # type: ignore[attr-defined]
    there = files_of(folder)
    del there["package.json"]
    assert rows == there
    return listing


def test_an_episode_has_its_sound_and_every_transcript(talk: Path) -> None:
    folder = package_of(make(talk))
    assert folder == talk.parent / "talk"
    listing = assert_whole(folder)
    endings = (".mp3 .m4a .txt .html .docx .json .vtt .srt .words.json").split()
    assert {f"talk{ending}" for ending in endings} <= set(files_of(folder))
    sound = listing["sound"]
    assert isinstance(sound, dict)
    assert sound["wanted"] == {"lufs": -19.0, "most_dbtp": -1.0}
    for measured in sound["finished"].values():
        assert measured["lufs"] == pytest.approx(-19, abs=0.5)
        assert measured["dbtp"] <= -1
    assert sound["recorded"]["lufs"] < 0
    assert (talk.parent / "talk.about.toml").is_file()


def test_without_a_word_about_it_the_title_is_the_name_of_the_file(talk: Path) -> None:
    folder = package_of(make(talk))
    assert str(mutagen.File(folder / "talk.mp3").tags["TIT2"]) == "talk"
    assert not list(folder.glob("*chapters*"))


def test_chapters_and_words_count_from_the_beginning_of_the_finished_file(
    talk: Path, make_clip: Callable[..., Path]
) -> None:
    intro = make_clip("intro.wav", seconds=2.5, size=None, sound=SPEECH)
    (talk.parent / "talk.about.toml").write_text(
        'title = "Our first"\nepisode = 3\n\n[[chapter]]\nat = "0:00"\ntitle = "Hello"\n\n'
        '[[chapter]]\nat = "0:02"\ntitle = "Then"\n\n[[chapter]]\nat = "0:59"\ntitle = "Late"\n',
        encoding="utf-8",
    )
    told: list[Event] = []
    folder = package_of(make(talk, show=Show(intro=intro), told=told))
    with av.open(str(folder / "talk.m4a")) as container:
        chapters = [
            (float(one["start"] * one["time_base"]), one["metadata"]["title"])
            for one in container.chapters()
        ]
    assert chapters == [(0.0, "Hello"), (4.5, "Then")]
    cues = webvtt.read(str(folder / "talk.vtt"))
    assert [cue.start for cue in cues] == ["00:00:03.000", "00:00:04.500"]
    text = (folder / "talk.words.json").read_text(encoding="utf-8")
    assert read_transcript(text, "talk").duration_ms == 6500
    assert any("1 of the chapters" in event.text for event in told if isinstance(event, Warned))
    assert str(mutagen.File(folder / "talk.mp3").tags["TRCK"]) == "3"


def test_names_are_those_of_the_person(talk: Path) -> None:
    folder = package_of(make(talk))
    text = (folder / "talk.txt").read_text(encoding="utf-8")
    assert re.search(r"Siân: Good morning\.", text)
    assert re.search(r"Tom: Hello to everybody\.", text)


def test_what_is_the_same_for_every_episode_comes_from_podcast_toml(
    talk: Path, make_clip: Callable[..., Path]
) -> None:
    make_clip("shows/music/jingle.wav", seconds=1, size=None, sound=SPEECH)
    Image.new("RGB", (1400, 1400)).save(talk.parent / "cover.png")
    (talk.parent / "podcast.toml").write_text(
        'show = "Our show"\nauthor = "Group"\ncover = "cover.png"\nintro = "music/jingle.wav"\n',
        encoding="utf-8",
    )
    folder = package_of(make(talk, show=Show(author="Somebody else")))
    listing = assert_whole(folder)
    box = mutagen.File(folder / "talk.mp3").tags
    assert (str(box["TALB"]), str(box["TPE1"])) == ("Our show", "Somebody else")
    assert bytes(box.getall("APIC")[0].data) == (folder / "talk.cover.jpg").read_bytes()
    assert listing["talk_begins_at"] == 1.0


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('shwo = "A"\n', 1, "'show'"),
        ('show = "A"\n\nwebsite = "example.org"\n', 3, "web address"),
        ('show = "A"\nintro = "/tmp/a.wav"\n', 2, "place on this computer"),
        ("show = A\n", 1, "quotation marks"),
        ("clean = 1\n", 1, "true or false"),
    ],
)
def test_mistakes_in_podcast_toml_are_told_by_line(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "podcast.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_show(tmp_path)
    assert f"line {line}:" in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_podcast_toml_names_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "podcast.toml").write_text('intro = "gone.wav"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"gone\.wav"):
        read_show(tmp_path)


def test_what_is_said_now_counts_before_the_file() -> None:
    first = Show(author="Now", clean=True)
    second = Show(show="Show", author="Then", mono=True)
    assert merged(first, second) == Show(show="Show", author="Now", clean=True, mono=True)


def test_results_are_not_overwritten_unless_asked_and_never_a_persons(talk: Path) -> None:
    folder = package_of(make(talk))
    again = make(talk)
    assert isinstance(again.error, AlreadyThere)
    package_of(make(talk, replace_old=True))
    (folder / "talk.txt").write_text("mended by hand", encoding="utf-8")
    kept = make(talk, replace_old=True)
    assert isinstance(kept.error, AlreadyThere)
    assert (folder / "talk.txt").read_text(encoding="utf-8") == "mended by hand"


def test_the_sound_is_not_made_again_where_only_words_changed(talk: Path) -> None:
    told: list[Event] = []
    package_of(make(talk, told=told))
    assert len([event for event in told if isinstance(event, Progress)]) > 1
    told.clear()
    about = talk.parent / "talk.about.toml"
    about.write_text('title = "Another"\n', encoding="utf-8")
    folder = package_of(make(talk, replace_old=True, told=told))
    assert [event for event in told if isinstance(event, Progress)] == [
        Progress("Making talk.wav", 1.0, 1.0)
    ]
    assert str(mutagen.File(folder / "talk.mp3").tags["TIT2"]) == "Another"


def test_the_recording_stays_as_it_is(talk: Path) -> None:
    before = talk.read_bytes()
    package_of(make(talk))
    assert talk.read_bytes() == before


def test_nothing_is_left_where_somebody_stops(talk: Path, tmp_path: Path) -> None:
    stop = StopSignal()

    class Stopping(list[Event]):
        def append(self, event: Event) -> None:
            if isinstance(event, Progress) and event.done > 0.3:
                stop.set()

    with pytest.raises(Stopped):
        make(talk, out=tmp_path / "out", told=Stopping(), stop=stop)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["talk.about.toml"]


def test_with_another_folder_nothing_is_written_beside_the_recording(
    talk: Path, tmp_path: Path
) -> None:
    before = sorted(talk.parent.iterdir())
    package_of(make(talk, out=tmp_path / "out"))
    assert sorted(talk.parent.iterdir()) == before


def test_an_audiogram_shows_its_part_of_the_recording(
    talk: Path, make_clip: Callable[..., Path]
) -> None:
    intro = make_clip("intro.wav", seconds=1, size=None, sound=SPEECH)
    wish = AudiogramWish("square", Span(1000, 3000))
    folder = package_of(make(talk, show=Show(intro=intro), audiogram=wish))
    assert_whole(folder)
    with av.open(str(folder / "talk.square.mp4")) as container:
        picture = container.streams.video[0]
        assert (picture.width, picture.height) == (1080, 1080)
        assert container.duration == pytest.approx(2_000_000, abs=50_000)


def test_a_file_without_sound_is_said_to_be_one(make_clip: Callable[..., Path], talk: Path) -> None:
    silent = make_clip("shows/talk.mp4", sound=None)
    done = make(silent)
    assert isinstance(done.error, BadInput)
    assert "no sound" in str(done.error)


def test_one_mended_transcript_is_not_that_of_many(talk: Path) -> None:
    wish = Wish(wording=Wording(source=talk.with_name("talk.vtt")))
    with pytest.raises(BadInput, match="belongs to one recording"):
        list(
            podcast(
                [talk, talk.with_name("b.wav")],
                out=None,
                wish=wish,
                listening=Listening(),
                replace_old=False,
                tell=lambda _: None,
                stop=StopSignal(),
            )
        )


def test_a_folder_means_its_recordings_as_people_count_them(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / "shows"
    for name in ("Ep 10.mp3", "ep 9.WAV", "b.mov", "jingle.wav", "bed.ogg", "cover.jpg", ".x.wav"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    (folder / "old").mkdir()
    (folder / "old" / "a.wav").touch()
    (folder / "podcast.toml").write_text('intro = "jingle.wav"\n', encoding="utf-8")
    found = episodes_in([folder, tmp_path / "named.xyz"], besides=[folder / "bed.ogg"])
    assert [path.name for path in found] == ["b.mov", "ep 9.WAV", "Ep 10.mp3", "named.xyz"]


def test_a_folder_without_a_recording_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(MediakitError, match="no recording"):
        list(episodes_in([tmp_path], besides=[]))


def test_a_transcript_that_counts_from_the_intro_is_not_taken(
    talk: Path, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    intro = make_clip("intro.wav", seconds=1, size=None, sound=SPEECH)
    folder = package_of(make(talk, show=Show(intro=intro)))
    wish = Wish(Show(intro=intro), Wording(source=folder / "talk.vtt"))
    with pytest.raises(BadInput, match="begin with the intro"):
        list(
            podcast(
                [talk],
                out=tmp_path / "out",
                wish=wish,
                listening=Listening(),
                replace_old=False,
                tell=lambda _: None,
                stop=StopSignal(),
            )
        )
