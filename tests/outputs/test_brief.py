"""The interpreter's brief, read back by readers that are not ours."""

import io
from fractions import Fraction
from itertools import pairwise

import docx
import html5lib
import pytest
from docx.enum.section import WD_ORIENT
from PIL import Image

from mediakit.clock import FrameSpan, Span
from mediakit.film.model import Canvas, Card, Credits
from mediakit.film.timeline import NameCaption, Placed, Timeline
from mediakit.outputs.brief.docx import write_brief_docx, write_script_docx
from mediakit.outputs.brief.html import write_brief_html, write_script_html
from mediakit.outputs.brief.model import IN_PICTURE, Brief, Part, Row
from mediakit.outputs.brief.script import script_rows, seen_rows
from mediakit.render.slot_picture import alt_text, slot_picture
from mediakit.signing.filming import filming_advice
from mediakit.signing.geometry import Stand, places, signer_box
from mediakit.signing.terms import Term
from mediakit.subtitles.model import Cue

CANVAS = Canvas(1280, 720, Fraction(25))
BOX = signer_box(1280, 720, Stand())
ROWS = (
    Row(0, None, "Let's talk\nThree tips", "", in_picture=True),
    Row(4200, "Siân & co", "So, <b>we</b> meet.", "We meet."),
    Row(65_000, None, "Why?", ""),
)


def brief(**more) -> Brief:
    facts = {
        "title": "Ours & <yours>",
        "language": "cy",
        "note": "As it is now.",
        "film": "our film.with-time.mp4",
        "script": "ours.script.html",
        "picture": "ours.your-place.png",
        "alt": alt_text(CANVAS, BOX),
        "lead_seconds": 5,
        "parts": (Part(1, "ours-1.mp4", 4000, 65_000), Part(2, "b.mp4", 70_000, 80_000, True)),
        "advice": filming_advice(BOX, (1280, 720), Fraction(25)),
        "names": (Term("Siân", 4200, "Film maker"),),
        "words": (Term("hub", 4200, "Hub means: a place."),),
        "rows": ROWS,
    }
    return Brief(**(facts | more))


@pytest.fixture(scope="module")
def picture() -> bytes:
    return slot_picture(Image.new("RGB", (640, 360), "teal"), CANVAS, places(1280, 720, Stand()))


def page_of(text: str):
    """The page's elements; any mistake in its markup raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def text_in(element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows_of(table) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def test_the_page_says_what_to_record_and_how() -> None:
    page = page_of(write_brief_html(brief()))
    text = text_in(page.find("body"))
    assert text_in(page.find(".//h1")) == "For the interpreter: Ours & <yours>"
    lines = [[text_in(cell) for cell in row] for row in page.iter("tr")]
    assert ["1", "0:04 to 1:05", "ours-1.mp4"] in lines
    assert ["2", "1:10 to 1:20", "b.mp4 (we have this one already)"] in lines
    assert ["0:04", "Siân", "Film maker"] in lines
    assert ["0:04", "hub", "Hub means: a place."] in lines
    assert all(one.text in text and one.source in text for one in brief().advice)
    shown = page.find(".//img")
    assert shown.get("src") == "ours.your-place.png"
    assert "340 by 454 pixels" in shown.get("alt")
    links = [one.get("href") for one in page.iter("a")]
    assert links == ["our%20film.with-time.mp4", "ours.script.html"]


def test_headings_leave_no_step_out() -> None:
    page = page_of(write_brief_html(brief()))
    levels = [int(one.tag[1]) for one in page.iter() if one.tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_where_there_are_no_terms_the_page_says_so() -> None:
    text = text_in(page_of(write_brief_html(brief(names=(), words=()))))
    assert "No names are said or shown" in text
    assert "No hard words were found" in text


def test_times_of_the_script_lead_into_the_film_after_its_countdown() -> None:
    page = page_of(write_script_html(brief()))
    assert [one.get("href") for one in page.iter("a")] == [
        f"our%20film.with-time.mp4#t={second}" for second in (5, 9, 70)
    ]
    assert [text_in(one) for one in page.iter("time")] == ["0:00", "0:04", "1:05"]


def test_the_script_holds_both_tracks_and_what_is_seen() -> None:
    page = page_of(write_script_html(brief()))
    lines = [[text_in(cell) for cell in row] for row in page.iter("tr")]
    assert lines == [
        ["Time", "Who", "Word for word", "Easy read"],
        ["0:00", IN_PICTURE, "Let's talk Three tips"],
        ["0:04", "Siân & co", "So, <b>we</b> meet.", "We meet."],
        ["1:05", "", "Why?", ""],
    ]
    languages = {cell.get("lang") for cell in page.iter("td") if cell.get("dir")}
    assert languages == {"cy"}


def test_the_documents_for_word_say_the_same(picture: bytes) -> None:
    document = docx.Document(io.BytesIO(write_brief_docx(brief(), picture)))
    said = "\n".join(one.text for one in document.paragraphs)
    assert document.paragraphs[0].text == "For the interpreter: Ours & <yours>"
    assert all(one.text in said for one in brief().advice)
    parts, names, words = map(rows_of, document.tables)
    assert parts[1:] == [
        ["1", "0:04 to 1:05", "ours-1.mp4"],
        ["2", "1:10 to 1:20", "b.mp4 (we have this one already)"],
    ]
    assert names[1:] == [["0:04", "Siân", "Film maker"]]
    assert words[1:] == [["0:04", "hub", "Hub means: a place."]]
    shown = document.inline_shapes[0]._inline
    assert shown.docPr.get("descr") == brief().alt


def test_the_script_for_word_lies_on_its_side_with_its_head_on_each_page() -> None:
    document = docx.Document(io.BytesIO(write_script_docx(brief())))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert rows_of(document.tables[0]) == [
        ["Time", "Who", "Word for word", "Easy read"],
        ["0:00", IN_PICTURE, "Let's talk Three tips", "Let's talk Three tips"],
        ["0:04", "Siân & co", "So, <b>we</b> meet.", "We meet."],
        ["1:05", "", "Why?", ""],
    ]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    spoken, ours = (
        row.cells[2]._tc.xml for row in (document.tables[0].rows[2], document.tables[0].rows[0])
    )
    assert 'w:lang w:val="cy"' in spoken
    assert 'w:lang w:val="cy"' not in ours


def test_what_no_document_can_hold_is_left_out() -> None:
    rows = (Row(0, "A\x07nn", "one\x00two \ud800three", ""),)
    document = docx.Document(io.BytesIO(write_script_docx(brief(rows=rows))))
    assert rows_of(document.tables[0])[1] == ["0:00", "Ann", "onetwo three", ""]


def test_the_same_brief_gives_the_same_files(picture: bytes) -> None:
    assert write_brief_docx(brief(), picture) == write_brief_docx(brief(), picture)
    assert write_script_docx(brief()) == write_script_docx(brief())


def cue(start: int, end: int, text: str, speaker: str | None = None) -> Cue:
    return Cue(Span(start, end), text, speaker)


def test_easy_read_stands_beside_the_words_that_are_said_when_it_comes() -> None:
    said = [
        cue(0, 2000, "Hello there.", "Siân"),
        cue(2000, 4000, "We meet on Mondays.", "Tom"),
        cue(9000, 9900, "Bye.", "Tom"),
    ]
    easy = [cue(0, 1900, "Hello."), cue(1800, 5000, "We meet."), cue(5000, 8000, "On Mondays.")]
    rows = script_rows(said, easy, ())
    assert [(row.speaker, row.said, row.easy) for row in rows] == [
        ("Siân", "Hello there.", "Hello."),
        ("Tom", "We meet on Mondays.", "We meet. On Mondays."),
        ("Tom", "Bye.", ""),
    ]


def test_easy_read_alone_is_not_lost() -> None:
    rows = script_rows((), [cue(1000, 2000, "We\nmeet.", "Siân")], ())
    assert rows == (Row(1000, "Siân", "", "We meet."),)


def test_what_can_be_read_in_the_picture_stands_before_what_is_said_then() -> None:
    timeline = Timeline(
        title="A film",
        language="en-GB",
        canvas=CANVAS,
        clips=(
            Placed(Card("Let's talk", 4000, "Tips"), FrameSpan(0, 100), 0),
            Placed(Credits(("Thanks", "", "Made by: us"), 5000), FrameSpan(200, 325), 0),
        ),
        captions=(NameCaption(FrameSpan(110, 150), "Siân", "Film maker"),),
        stand=Stand(),
        slots=(),
        music=None,
        frames=325,
        warnings=(),
    )
    seen = seen_rows(timeline)
    assert [(row.start_ms, row.said) for row in seen] == [
        (0, "Let's talk\nTips"), (4400, "Siân\nFilm maker"), (8000, "Thanks\nMade by: us"),
    ]  # fmt: skip
    rows = script_rows([cue(0, 900, "Hi.")], (), seen)
    assert [row.in_picture for row in rows] == [True, False, True, True]


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1080, 1080)])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("layout", ["over", "beside", "full"])
def test_the_picture_frames_the_place_of_the_signer(size, side, layout) -> None:
    where = places(*size, Stand(side, layout))
    canvas = Canvas(*size, Fraction(25))
    made = slot_picture(Image.new("RGB", (64, 36), "black"), canvas, where)
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (1600, 900)
    if layout != "full":
        assert f"at the {side} on the lower edge" in alt_text(canvas, where.signer)
