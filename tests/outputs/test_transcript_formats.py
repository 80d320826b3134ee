"""Every kind of transcript, read back by a reader that is not ours."""

import html
import io
import json
from collections import Counter
from itertools import pairwise

import docx
import html5lib
import jsonschema
import pytest
import srt
import webvtt
from hypothesis import given, settings
from made_talk import ODD, PLAIN, talk, talks, turn

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.outputs.transcripts import FORMATS, Standing, file_name, written
from mediakit.subtitles.formats.vtt import read_vtt
from mediakit.subtitles.reading_back import transcript_of
from mediakit.subtitles.rules.profiles import PODCAST_SRT, PODCAST_VTT
from mediakit.transcript.files import read_transcript
from mediakit.transcript.model import Sound, Transcript

# The podcast namespace's page on transcripts: version, segments of startTime, endTime (seconds),
# body, and a speaker where one is known.
PODCAST_SCHEMA = {
    "type": "object",
    "required": ["version", "segments"],
    "properties": {
        "version": {"const": "1.0.0"},
        "segments": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime", "endTime", "body"],
                "additionalProperties": False,
                "properties": {
                    "speaker": {"type": "string", "minLength": 1},
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number", "exclusiveMinimum": 0},
                    "body": {"type": "string", "minLength": 1, "pattern": r"^[^\n]*$"},
                },
            },
        },
    },
}

# The first use of a reader or of a language's grammar takes its time.
often = settings(max_examples=25)

UNCHECKED = "not yet checked by a person"
GUESSED = "Who speaks when is the machine's guess."

MEETING = talk(
    turn("Hello and welcome to our film about co-production. We made it together.", 1000, "Siân"),
    turn("Yes, we did.", 2000, "Dafydd O'Test"),
    turn("So that was a great start.", 9000, "Dafydd O'Test"),
    sounds=(Sound("music", Span(0, 900)), Sound("laughs", Span(6000, 6400))),
    guessed=True,
)


def made(kind: str, transcript: Transcript, **more) -> bytes:
    return written(kind, "Our talk", transcript, Standing(), **more)


def said(transcript: Transcript) -> list[str]:
    """The words in their order."""
    return [word.text for word in transcript.words]


def by_speaker(transcript: Transcript) -> dict[str | None, list[str]]:
    spoken: dict[str | None, list[str]] = {}
    for word in transcript.words:
        spoken.setdefault(word.speaker, []).append(word.text)
    return spoken


def sounds_of(transcript: Transcript) -> list[str]:
    return sorted(f"[{one.text}]" for one in transcript.sounds)


def is_sound(text: str) -> bool:
    return text in {"[music]", "[laughs]", "[unclear speech]"}


def voices_in(content: bytes) -> tuple[dict[str | None, list[str]], list[str]]:
    """The words of each speaker and the sounds in a WebVTT file, as webvtt-py reads it."""
    spoken: dict[str | None, list[str]] = {}
    sounds = []
    for caption in webvtt.from_string(content.decode()).captions:
        text = " ".join(caption.text.split())
        if is_sound(text):
            sounds.append(text)
        else:
            spoken.setdefault(caption.voice or None, []).extend(text.split())
    return spoken, sorted(sounds)


@often
@given(talks(at_once=True))
def test_webvtt_holds_every_word_under_its_speaker(transcript: Transcript) -> None:
    assert voices_in(made("vtt", transcript)) == (by_speaker(transcript), sounds_of(transcript))


@often
@given(talks(at_once=True, words=PLAIN + ODD))
def test_webvtt_keeps_odd_signs_as_text(transcript: Transcript) -> None:
    captions = webvtt.from_string(made("vtt", transcript).decode()).captions
    spoken = Counter(word for one in captions for word in html.unescape(one.text).split())
    shown = [part for sound in sounds_of(transcript) for part in sound.split()]
    assert spoken == Counter(said(transcript)) + Counter(shown)


@often
@given(talks(at_once=True))
def test_webvtt_keeps_its_measures(transcript: Transcript) -> None:
    starts = []
    for caption in webvtt.from_string(made("vtt", transcript).decode()).captions:
        lines = caption.text.split("\n")
        assert len(lines) <= PODCAST_VTT.max_lines
        assert max(map(len, lines)) <= 65
        assert caption.start < caption.end
        starts.append(caption.start)
    assert starts == sorted(starts)


def subtitles_in(content: bytes) -> list[srt.Subtitle]:
    return list(srt.parse(content.decode()))


@often
@given(talks(at_once=True))
def test_subrip_shows_one_subtitle_at_a_time_within_its_measures(transcript: Transcript) -> None:
    rows = subtitles_in(made("srt", transcript))
    for row in rows:
        assert row.start < row.end
        lines = row.content.split("\n")
        assert len(lines) <= PODCAST_SRT.max_lines
        assert max(map(len, lines)) <= 32
    assert all(left.end <= right.start for left, right in pairwise(rows))


@often
@given(talks(at_once=False))
def test_subrip_holds_every_word_and_names_each_new_speaker(transcript: Transcript) -> None:
    expected: list[str] = []
    before = None
    for word in transcript.words:
        if word.speaker not in (None, before):
            expected += f"{word.speaker}:".split()
        before = word.speaker
        expected.append(word.text)
    rows = [" ".join(row.content.split()) for row in subtitles_in(made("srt", transcript))]
    assert [word for row in rows if not is_sound(row) for word in row.split()] == expected
    assert sorted(filter(is_sound, rows)) == sounds_of(transcript)


@often
@given(talks(at_once=True))
def test_subrip_loses_no_word_where_people_talk_at_once(transcript: Transcript) -> None:
    rows = [" ".join(row.content.split()) for row in subtitles_in(made("srt", transcript))]
    found = Counter(word for row in rows if not is_sound(row) for word in row.split())
    assert not Counter(said(transcript)) - found
    # Whatever else is there belongs to a name.
    names = {part for s in by_speaker(transcript) if s for part in f"{s}:".split()}
    assert set(found - Counter(said(transcript))) <= names


def test_after_an_interruption_the_first_speaker_is_named_again() -> None:
    rows = [row.content for row in subtitles_in(made("srt", MEETING))]
    labels = [row.partition(":")[0] for row in rows if ":" in row]
    assert labels == ["Siân", "Dafydd O'Test", "Siân", "Dafydd O'Test"]


@often
@given(talks(at_once=True, words=PLAIN + ODD))
def test_podcasting_json_follows_its_schema_and_holds_every_word(transcript: Transcript) -> None:
    content = json.loads(made("json", transcript))
    jsonschema.validate(content, PODCAST_SCHEMA)
    spoken: dict[str | None, list[str]] = {}
    for segment in content["segments"]:
        assert segment["startTime"] < segment["endTime"]
        if not is_sound(segment["body"]):
            spoken.setdefault(segment.get("speaker"), []).extend(segment["body"].split())
    assert spoken == by_speaker(transcript)


def test_the_longest_names_still_fit() -> None:
    name = "Her Excellency Angharad Example-Llewelyn of Llanfairpwllgwyngyll (External Guest)"
    rows = [row.content for row in subtitles_in(made("srt", talk(turn("Hello, all.", 0, name))))]
    assert all(len(row.split("\n")) <= 2 for row in rows)
    assert " ".join(" ".join(rows).split()) == f"{name}: Hello, all."


def document(content: bytes):
    return docx.Document(io.BytesIO(content))


@often
@given(talks(at_once=True, words=PLAIN + ODD))
def test_word_documents_hold_every_word(transcript: Transcript) -> None:
    spoken, sounds = [], []
    for paragraph in document(made("docx", transcript)).paragraphs[4:]:
        texts = [run.text for run in paragraph.runs if run.style.name != "Strong"]
        line = "".join(texts[1:]).strip()
        sounds += [line] if is_sound(line) else []
        spoken += [] if is_sound(line) else line.split()
    assert spoken == said(transcript)
    assert sorted(sounds) == sounds_of(transcript)


def test_word_documents_have_structure_language_and_title() -> None:
    content = made("docx", MEETING)
    paper = document(content)
    styles = [(one.style.name, one.text) for one in paper.paragraphs]
    assert styles[:4] == [
        ("Heading 1", "Our talk"),
        ("Heading 2", "About this transcript"),
        ("Normal", Standing().note(MEETING)),
        ("Heading 2", "Transcript"),
    ]
    assert paper.core_properties.title == "Our talk"
    assert paper.core_properties.language == "en"
    languages = paper.styles.element.xpath(".//w:docDefaults//w:lang/@w:val")
    assert languages == ["en"]
    named = [run.text for one in paper.paragraphs for run in one.runs if run.style.name == "Strong"]
    assert named == ["Siân:", "Dafydd O'Test:", "Dafydd O'Test:"]


def test_signs_that_no_document_can_hold_are_left_out() -> None:
    strange = talk(turn("one\x00two \ud800three\ufffe four\x0bfive", 0, "A\x07nn"))
    text = " ".join(one.text for one in document(made("docx", strange)).paragraphs)
    assert "Ann: onetwo three four five" in text


def page_of(content: bytes):
    """The page's elements; any mistake in its markup raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(content.decode())


def text_in(element) -> str:
    return " ".join("".join(element.itertext()).split())


@often
@given(talks(at_once=True, words=PLAIN + ODD))
def test_web_pages_are_valid_and_hold_every_word(transcript: Transcript) -> None:
    page = page_of(made("html", transcript, media="our talk #1.mp3"))
    spoken, sounds, ids = [], [], []
    for line in (one for one in page.iter("p") if one.get("id")):
        ids.append(line.get("id"))
        time, cite, sound = line.find("a/time"), line.find("cite"), line.find("span")
        label = [text_in(one) for one in (time, cite) if one is not None]
        rest = text_in(line).removeprefix(" ".join(label)).strip()
        assert line.find("a").get("href").startswith("our%20talk%20%231.mp3#t=")
        sounds += [rest] if sound is not None else []
        spoken += [] if sound is not None else rest.split()
    assert len(set(ids)) == len(ids)
    assert spoken == said(transcript)
    assert sorted(sounds) == sounds_of(transcript)


def test_headings_of_a_web_page_leave_no_step_out() -> None:
    long = talk(turn("Hello.", 1000, "Siân"), turn("Still here.", 1_300_000, "Siân"))
    for transcript, expected in ((MEETING, [1, 2, 2]), (long, [1, 2, 2, 3, 3])):
        page = page_of(made("html", transcript))
        levels = [int(one.tag[1]) for one in page.iter() if one.tag in {"h1", "h2", "h3", "h4"}]
        assert levels == expected
    assert [text_in(one) for one in page.iter("h3")] == ["From 0:00", "From 20:00"]


def test_every_link_of_a_web_page_without_a_recording_leads_to_its_own_line() -> None:
    again = talk(turn("One.", 100, "A"), turn("Two.", 500, "B"), turn("Three.", 900, "A"))
    page = page_of(made("html", again))
    places = {one.get("id") for one in page.iter() if one.get("id")}
    links = [one.get("href") for one in page.iter("a")]
    assert links == ["#t0", "#t0-2", "#t0-3"]
    assert {link[1:] for link in links} == places


def test_times_of_a_web_page_link_into_the_recording() -> None:
    page = page_of(made("html", talk(turn("Hello.", 83_400)), media="C: talk.mp3"))
    assert [one.get("href") for one in page.iter("a")] == ["C%3A%20talk.mp3#t=83"]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_words_give_the_same_file(kind: str) -> None:
    assert made(kind, MEETING) == made(kind, MEETING)


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "vtt"])
def test_each_says_that_a_machine_made_it_until_a_person_checked_it(kind: str) -> None:
    def text(standing: Standing) -> str:
        content = written(kind, "Our talk", MEETING, standing)
        if kind == "docx":
            return "\n".join(one.text for one in document(content).paragraphs)
        return text_in(page_of(content)) if kind == "html" else content.decode()

    assert UNCHECKED in text(Standing())
    assert GUESSED in text(Standing())
    assert "Checked by Siân." in text(Standing("Siân"))
    assert UNCHECKED not in text(Standing("Siân"))
    assert GUESSED not in text(Standing("Siân"))


def test_a_note_cannot_break_a_webvtt_file() -> None:
    text = written("vtt", "x", MEETING, Standing("A -->\n\n00:01.000 --> 00:02.000\nB")).decode()
    assert len(webvtt.from_string(text).captions) == len(
        webvtt.from_string(made("vtt", MEETING).decode()).captions
    )


def test_mediakits_own_words_are_read_back_as_they_were() -> None:
    assert read_transcript(made("words", MEETING).decode(), "x") == MEETING


def test_sounds_stand_where_they_are_heard() -> None:
    lines = made("txt", MEETING).decode().splitlines()[4::2]
    assert [line.partition("] ")[2].partition(" ")[0] for line in lines] == [
        "[music]",
        "Siân:",
        "Dafydd",
        "[laughs]",
        "Dafydd",
    ]


def test_an_empty_transcript_is_still_a_file_of_its_kind() -> None:
    silent = talk()
    assert webvtt.from_string(made("vtt", silent).decode()).captions == []
    assert subtitles_in(made("srt", silent)) == []
    jsonschema.validate(json.loads(made("json", silent)), PODCAST_SCHEMA)
    assert UNCHECKED in text_in(page_of(made("html", silent)))
    assert len(document(made("docx", silent)).paragraphs) == 4


def test_names_of_files_and_unknown_kinds() -> None:
    assert [file_name("a.b", kind) for kind in FORMATS] == [
        *("a.b.txt", "a.b.html", "a.b.docx", "a.b.json", "a.b.vtt", "a.b.srt", "a.b.words.json"),
    ]
    with pytest.raises(BadInput, match="pdf"):
        written("pdf", "x", MEETING, Standing())


@often
@given(talks(at_once=False))
def test_an_edited_webvtt_gives_back_the_same_talk(transcript: Transcript) -> None:
    text = made("vtt", transcript).decode()
    duration = transcript.duration_ms
    back = transcript_of(
        read_vtt(text, "en", "x.vtt").subtitles, file="x.vtt", duration_ms=duration
    )
    assert by_speaker(back) == by_speaker(transcript)
    assert sorted(f"[{one.text}]" for one in back.sounds) == sounds_of(transcript)
    assert read_transcript(made("words", back).decode(), "x") == back
