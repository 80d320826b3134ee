"""The command transcribe, as a person runs it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from mediakit.cli.shared import listening
from mediakit.errors import BadInput
from mediakit.transcript.listening import Listening
from mediakit.workflow.speakers import parted, speakers_wish

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TALK = """\
WEBVTT

00:00.500 --> 00:01.500
<v Speaker 1>Hello there.

00:01.500 --> 00:02.500
<v Speaker 2>Good morning.
"""


@pytest.fixture
def recording(make_clip: Callable[..., Path]) -> Path:
    return make_clip("talk.wav", seconds=3, size=None)


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    path = tmp_path / "mended.vtt"
    path.write_text(TALK, encoding="utf-8")
    return path


def test_a_mended_transcript_names_and_a_check(
    mediakit: Run, recording: Path, mended: Path, tmp_path: Path
) -> None:
    more = ("--speakers", "Siân, Dafydd", "--checked-by", "Siân", "--out", "out", "--json")
    done = mediakit("transcribe", recording, "--from", mended, *more)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["files"]
    assert len(row["results"]) == 7
    text = (tmp_path / "out" / "talk.txt").read_text(encoding="utf-8")
    assert "Checked by Siân." in text
    assert "Dafydd: Good morning." in text
    # The recording lies elsewhere, so no link leads to it.
    assert "talk.wav" not in (tmp_path / "out" / "talk.html").read_text(encoding="utf-8")


def test_only_the_formats_that_were_asked_for(
    mediakit: Run, recording: Path, mended: Path, tmp_path: Path
) -> None:
    done = mediakit(
        *("transcribe", recording, "--from", mended, "--out", "out"),
        *("--format", "docx", "--format", "vtt"),
    )
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"talk.docx", "talk.vtt", "talk.about.toml"}
    assert "Who is Speaker 1 and who is Speaker 2?" in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "nowhere.vtt"), "nowhere.vtt"),
        (("--from", "talk.pdf"), ".vtt"),
        (("--from", "MENDED", "--names-from", "nowhere.vtt"), "nowhere.vtt"),
        (("--from", "MENDED", "--speakers", "0"), "--speakers"),
        (("--from", "MENDED", "--language", "welsh"), "cy"),
        (("--from", "MENDED", "--words", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_slips_are_told_in_one_sentence(
    options: tuple[str, ...], says: str, mediakit: Run, recording: Path, mended: Path
) -> None:
    recording.with_name("talk.pdf").write_text("x")
    given = [str(mended) if one == "MENDED" else one for one in options]
    done = mediakit("transcribe", recording, *given, "--out", "out")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr
    assert not (recording.parent / "out").exists()


def test_a_mistake_in_what_people_said_is_told_with_its_line(
    mediakit: Run, recording: Path, mended: Path
) -> None:
    about = recording.with_name("talk.about.toml")
    about.write_text('title = "Ours"\n\n[speakers]\n"Speaker 1" = Siân\n', encoding="utf-8")
    done = mediakit("transcribe", recording, "--from", mended)
    assert done.returncode == 3
    assert "talk.about.toml, line 4" in done.stderr
    assert not recording.with_name("talk.txt").exists()


def test_results_never_take_the_place_of_the_recording(
    mediakit: Run, recording: Path, mended: Path
) -> None:
    odd = recording.rename(recording.with_name("talk.txt"))
    before = odd.read_bytes()
    done = mediakit("transcribe", odd, "--from", mended, "--replace")
    assert done.returncode == 6
    assert odd.read_bytes() == before


OPTIONS = {"model": "base", "engine": "faster-whisper", "download": False}


def test_options_say_how_to_listen(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("# people\nSiân Example\n\nComfyUI # a program\n", encoding="utf-8")
    assert listening(**OPTIONS) == Listening()
    wish = listening(
        **OPTIONS,
        language="EN-gb",
        hot_words="Tywyn, ",
        words=words,
        prompt="A talk.",
        beams=2,
        speakers="Ann, Bob, Cai",
    )
    assert wish == Listening(
        language="en-GB",
        hot_words=("Tywyn", "Siân Example", "ComfyUI"),
        prompt="A talk.",
        beams=2,
        speakers=3,
    )
    assert listening(**OPTIONS, speakers="Guess").speakers == "guess"


@pytest.mark.parametrize("text", ["", " , ", "0", "-2"])
def test_no_speakers_is_no_number(text: str) -> None:
    with pytest.raises(BadInput, match="speakers"):
        speakers_wish(text)


def test_words_between_commas() -> None:
    assert parted("a  b,,c,") == ("a b", "c")


def test_a_question_is_asked_only_where_somebody_can_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mediakit.cli.screen import Screen

    class Terminal:
        def isatty(self) -> bool:
            return True

    assert not Screen(as_json=False).can_ask
    monkeypatch.setattr("mediakit.cli.screen.sys.stdin", Terminal())
    monkeypatch.setattr("mediakit.cli.screen.sys.stderr", Terminal())
    assert Screen(as_json=False).can_ask
    assert not Screen(as_json=True).can_ask


def test_the_answer_is_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    from mediakit.cli.screen import Screen

    @click.command()
    def question() -> None:
        click.echo(f"<{Screen(as_json=False).ask('Is that right?')}>")

    from click.testing import CliRunner

    assert "<cy>" in CliRunner().invoke(question, input="cy\n").stdout
    assert "<>" in CliRunner().invoke(question, input="\n").stdout
