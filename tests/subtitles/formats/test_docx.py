"""Scripts as Word documents: what comes back, what reviewers do to them, what is refused."""

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from made_tracks import NOTES, SPEAKER, tracks

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import docx as module
from mediakit.subtitles.formats import word_text
from mediakit.subtitles.formats.docx import read_docx, write_docx
from mediakit.subtitles.model import Cue, Subtitles

TRACK = Subtitles(
    "cy",
    (
        Cue(Span(1000, 2000), "Bore da,\nŵyl y tŷ", "Siân", notes=("is this her?",)),
        Cue(Span(2000, 3000), "Diolch"),
    ),
    ("the end",),
)


def read(data: bytes) -> tuple[Subtitles, list[tuple[int, str]]]:
    found = read_docx(data, "", "t.docx")
    return found.subtitles, [(one.line, one.what) for one in found.forgiven]


def changed(
    old: str, new: str, data: bytes | None = None, part: str = "word/document.xml"
) -> bytes:
    """The document with its XML changed as Word would."""
    made = io.BytesIO()
    source = write_docx(TRACK)
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
    return made.getvalue()


@settings(max_examples=8)
@given(tracks(speakers=SPEAKER, notes=NOTES))
def test_a_document_comes_back_as_it_was(track):
    assert read(write_docx(track)) == (track, [])


def test_the_same_words_give_the_same_file():
    assert write_docx(TRACK) == write_docx(TRACK)


def test_word_shows_a_row_for_each_subtitle():
    (table,) = docx.Document(io.BytesIO(write_docx(TRACK))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Start", "End", "Speaker", "Words", "Notes"]
    assert rows[1] == ["00:00:01.000", "00:00:02.000", "Siân", "Bore da,\nŵyl y tŷ", "is this her?"]


def test_what_was_inserted_while_changes_were_tracked_is_there_and_told():
    run = r"<w:r><w:t>Diolch</w:t></w:r>"
    new = (
        '<w:del w:id="1"><w:r><w:delText>Diolch</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>Diolch yn fawr</w:t></w:r></w:ins>'
    )
    track, forgiven = read(changed(run, new))
    assert track.cues[1].text == "Diolch yn fawr"
    assert forgiven == [(3, module.TRACKED)]


def test_comments_of_reviewers_become_notes():
    document = docx.Document(io.BytesIO(write_docx(TRACK)))
    run = document.tables[0].cell(2, 3).paragraphs[0].runs[0]
    document.add_comment(run, "Who says this?", author="Ann")
    file = io.BytesIO()
    document.save(file)
    track, forgiven = read(file.getvalue())
    assert track.cues[1].notes == ("Ann: Who says this?",)
    assert forgiven == []


def test_rows_that_people_move_add_and_empty_are_read():
    document = docx.Document(io.BytesIO(write_docx(TRACK)))
    document.add_paragraph("Please hurry")
    table = document.tables[0]
    cells = table.add_row().cells
    cells[0].text, cells[1].text, cells[3].text = "0:00.5", "0:01", "Helo"
    table.add_row()
    file = io.BytesIO()
    document.save(file)
    track, forgiven = read(file.getvalue())
    assert [cue.text for cue in track.cues] == ["Helo", "Bore da,\nŵyl y tŷ", "Diolch"]
    assert [line for line, _ in forgiven] == [0, 5, 6]
    assert "Please hurry" in forgiven[0][1]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"Dear all", "no whole Word document"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or locked Word"),
        (write_docx(TRACK)[:3000], "no whole Word document"),
        (changed("00:00:03.000", "soon"), r"time cannot be read: t\.docx, row 3"),
        (changed("00:00:03.000", ""), r"no time at which to show them: t\.docx, row 3"),
        (changed("00:00:03.000", "00:00:01.000"), r"ends before it starts: t\.docx, row 3"),
        (changed("</w:body>", ""), "no whole Word document"),
    ],
)
def test_what_would_lose_words_is_refused(data, what):
    with pytest.raises(BadInput, match=what):
        read(data)


def test_a_document_without_a_table_is_refused():
    file = io.BytesIO()
    docx.Document().save(file)
    with pytest.raises(BadInput, match=r"no table of subtitles in this document: t\.docx\."):
        read(file.getvalue())


def test_what_stands_in_the_margins_is_told():
    document = docx.Document(io.BytesIO(write_docx(TRACK)))
    document.sections[0].header.paragraphs[0].text = "Draft"
    file = io.BytesIO()
    document.save(file)
    assert read(file.getvalue()) == (TRACK, [(0, word_text.MARGINS)])


def test_no_row_is_told_by_a_line_of_xml():
    with pytest.raises(BadInput) as refused:
        read(changed("<w:body>", "<w:body><"))
    assert not re.search(r"line \d", str(refused.value))
