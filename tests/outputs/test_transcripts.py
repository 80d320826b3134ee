from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.outputs.transcripts.html import write_html
from mediakit.outputs.transcripts.paragraphs import (
    LONG_PAUSE_MS,
    MOST_WORDS,
    PAUSE_MS,
    Paragraph,
    paragraphs_of_cues,
    paragraphs_of_transcript,
)
from mediakit.outputs.transcripts.publication import machine_note
from mediakit.outputs.transcripts.txt import write_txt
from mediakit.subtitles.model import Cue
from mediakit.transcript.model import Transcript, Word

STEP = 500


def transcript(*words: Word) -> Transcript:
    return Transcript("en", 0.98, "faster-whisper 1.2.1", "base 96fc75cc", 10**7, words)


def said(text: str, start: int = 0, speaker: str | None = None) -> tuple[Word, ...]:
    """Words half a second apart, without pauses."""
    return tuple(
        Word(word, Span(start + STEP * at, start + STEP * (at + 1)), 0.9, speaker)
        for at, word in enumerate(text.split())
    )


def texts(*words: Word) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of_transcript(transcript(*words))]


def after(words: tuple[Word, ...], pause: int) -> int:
    return words[-1].span.end + pause


def test_a_new_speaker_begins_a_new_paragraph() -> None:
    one = said("Shall we", speaker="Film maker")
    two = said("start? Yes.", after(one, 0), "Lead")
    assert paragraphs_of_transcript(transcript(*one, *two)) == (
        Paragraph(0, "Film maker", "Shall we"),
        Paragraph(1000, "Lead", "start? Yes."),
    )


def test_a_pause_after_a_sentence_begins_a_new_paragraph() -> None:
    one = said("That is all.")
    assert len(texts(*one, *said("Next.", after(one, PAUSE_MS)))) == 1
    assert len(texts(*one, *said("Next.", after(one, PAUSE_MS + 1)))) == 2


def test_a_pause_within_a_sentence_must_be_longer() -> None:
    one = said("I met Mr.")
    assert len(texts(*one, *said("Brown.", after(one, LONG_PAUSE_MS)))) == 1
    assert len(texts(*one, *said("Brown.", after(one, LONG_PAUSE_MS + 1)))) == 2


def test_long_speech_is_parted_at_the_end_of_a_sentence() -> None:
    sentence = "one two three four five six seven eight nine ten eleven twelve thirteen. "
    assert [len(text.split()) for text in texts(*said(sentence * 9))] == [65, 52]


def test_speech_without_full_stops_is_parted_too() -> None:
    assert [len(text.split()) for text in texts(*said("word " * 250))] == [MOST_WORDS] * 2 + [10]


WORDS = st.lists(
    st.tuples(st.sampled_from(["so", "yes.", "Mr.", "no?"]), st.integers(0, 6000), st.booleans()),
    max_size=200,
)


@given(WORDS)
def test_no_word_is_lost_or_moved(parts: list[tuple[str, int, bool]]) -> None:
    words = []
    at = 0
    for text, pause, first in parts:
        words.append(Word(text, Span(at + pause, at + pause + 300), 1.0, "A" if first else None))
        at += pause + 300
    paragraphs = paragraphs_of_transcript(transcript(*words))
    assert [word for one in paragraphs for word in one.text.split()] == [w.text for w in words]
    starts = {word.span.start for word in words}
    assert all(one.start_ms in starts for one in paragraphs)


def test_cues_become_paragraphs_of_running_text() -> None:
    cues = (
        Cue(Span(1000, 2000), "Hello\nand welcome."),
        Cue(Span(2000, 3000), "  "),
        Cue(Span(3000, 4000), "Let's start.", "Lead"),
    )
    assert paragraphs_of_cues(cues) == (
        Paragraph(1000, None, "Hello and welcome."),
        Paragraph(3000, "Lead", "Let's start."),
    )
    assert paragraphs_of_cues(()) == ()


def test_plain_text_is_as_people_expect_it() -> None:
    text = write_txt(
        "Let's Talk\nCo-Production",
        (Paragraph(0, None, "Hello."), Paragraph(83_400, "Lead", "Siân said: dŵr.")),
        machine_note(transcript()),
    )
    assert text == (
        "Let's Talk Co-Production\n"
        "\n"
        "Made by machine (faster-whisper 1.2.1, model base 96fc75cc), "
        "not yet checked by a person.\n"
        "\n"
        "[0:00] Hello.\n"
        "\n"
        "[1:23] Lead: Siân said: dŵr.\n"
    )


class Page(HTMLParser):
    """Reads a page strictly: every element is closed, in order; collects what it holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag != "meta":
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data


PARAGRAPHS = (Paragraph(3_723_004, "Film maker", "Hello."), Paragraph(3_724_000, None, "Yes."))


def test_the_page_says_what_it_is_in_its_structure() -> None:
    text = write_html("Our film", "cy", PARAGRAPHS, "Made from subtitles that people have checked.")
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert page.attributes["html"] == [{"lang": "cy"}]
    assert page.texts["title"] == page.texts["h1"] == ["Our film"]
    assert page.texts["time"] == ["1:02:03", "1:02:04"]
    assert [one["datetime"] for one in page.attributes["time"]] == ["PT3723S", "PT3724S"]
    assert page.texts["cite"] == ["Film maker:"]
    assert [" ".join(one.split()) for one in page.texts["p"]] == [
        "Made from subtitles that people have checked.",
        "People who speak: Film maker.",
        "1:02:03 Film maker: Hello.",
        "1:02:04 Yes.",
    ]
    # The note is English whatever the film's language is.
    assert page.attributes["p"][0]["lang"] == "en"


def test_the_page_needs_nothing_else() -> None:
    text = write_html("Our film", "en", PARAGRAPHS, "Made from subtitles that people have checked.")
    assert not {"script", "link", "img", "iframe"} & set(Page(text).attributes)
    assert "http" not in text
    assert "url(" not in text


def brightness(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_text_stands_out_from_its_ground() -> None:
    style = Page(write_html("x", "en", (), "")).texts["style"][0]
    inks, grounds = {"#1a1a1a"}, {"#fff", "#f2f2f2"}
    assert {part.strip(";") for part in style.split() if part.startswith("#")} == inks | grounds
    for ink in inks:
        for ground in grounds:
            # WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1.
            assert (brightness(ground) + 0.05) / (brightness(ink) + 0.05) >= 4.5


@given(st.text(), st.text(min_size=1), st.text(), st.text())
def test_nothing_that_people_write_becomes_markup(title, speaker, text, note) -> None:
    page = Page(write_html(f"<b>{title}", "en", (Paragraph(0, f"<i>{speaker}", text),), note))
    assert {"b", "i", "script"}.isdisjoint(page.attributes)
    assert page.texts["cite"][0].startswith("<i>")


def test_odd_titles_are_shown_as_they_are() -> None:
    title = 'Let\'s: 100% "Talk" [Co-Production]; 🎬 </title><script>'
    page = Page(write_html(title, 'en"><x>', PARAGRAPHS, ""))
    assert page.texts["title"] == page.texts["h1"] == [title]
    assert page.attributes["html"] == [{"lang": 'en"><x>'}]
    assert write_txt(title, (), "").startswith(title)
