"""The command convert, as a person runs it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]

GOOD = "1\n00:00:01,000 --> 00:00:02,000\nBore da\n\n"
VOICED = "WEBVTT\nLanguage: cy\n\n00:01.000 --> 00:02.000\n<v Siân><i>Bore da\n"


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bad_file_stops_nothing_and_everything_is_told(mediakit: Run, tmp_path: Path) -> None:
    put(tmp_path / "one.cy.vtt", VOICED)
    put(tmp_path / "two.vtt", "Dear all,\n")
    put(tmp_path / "three.srt", GOOD)
    done = mediakit("convert", "one.cy.vtt", "two.vtt", "three.srt", "--to", "sbv")
    assert done.returncode == 3
    assert done.stdout.split() == ["one.cy.sbv", "three.sbv"]
    assert "one.cy.vtt: Line 4: formatting" in done.stderr
    assert "one.cy.sbv: A file of the kind .sbv cannot say who speaks" in done.stderr
    assert "two.vtt, line 1. A WebVTT file begins" in done.stderr
    assert (tmp_path / "three.sbv").read_text() == "0:00:01.000,0:00:02.000\nBore da\n\n"
    assert (tmp_path / "one.cy.vtt").read_text(encoding="utf-8") == VOICED


def test_a_script_goes_to_a_reviewer_and_back(mediakit: Run, tmp_path: Path) -> None:
    import docx

    put(tmp_path / "talk.cy.vtt", VOICED)
    assert mediakit("convert", "talk.cy.vtt", "--to", "docx").returncode == 0
    document = docx.Document(str(tmp_path / "talk.cy.docx"))
    document.tables[0].cell(1, 3).text = "Bore da, ŵyl!"
    document.save(str(tmp_path / "talk.cy.docx"))
    done = mediakit("convert", "talk.cy.docx", "--to", "vtt", "--out", "back", "--json")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["files"]
    text = Path(row["results"][0]).read_text(encoding="utf-8")
    assert "Language: cy" in text
    assert "<v Siân>Bore da, ŵyl!" in text


def test_nothing_is_written_over_unless_asked_and_then_nothing_is_lost(
    mediakit: Run, tmp_path: Path
) -> None:
    put(tmp_path / "talk.srt", GOOD)
    mine = put(tmp_path / "talk.vtt", VOICED)
    done = mediakit("convert", "talk.srt", "--to", "vtt")
    assert (done.returncode, mine.read_text(encoding="utf-8")) == (6, VOICED)
    done = mediakit("convert", "talk.srt", "--to", "vtt", "--replace")
    assert done.returncode == 0
    assert "Bore da" in mine.read_text(encoding="utf-8")
    assert (tmp_path / "talk (earlier).vtt").read_text(encoding="utf-8") == VOICED
    done = mediakit("convert", "talk.srt", "--to", "srt", "--replace")
    assert (done.returncode, (tmp_path / "talk.srt").read_text()) == (3, GOOD)
    assert "This is a .srt file already" in done.stderr
