"""WebVTT: subtitles for web pages, players and podcasts, with speakers as voices."""

import re
from collections.abc import Iterator, Sequence

from mediakit.clock import format_timestamp
from mediakit.subtitles.formats.blocks import Block, Blocks, Grammar, Row, paragraphs, rows_of
from mediakit.subtitles.formats.markup import (
    JOINER,
    as_meant,
    escaped,
    made_text,
    tidy_lines,
    unescaped,
    without_tags,
    wordy_tags,
)
from mediakit.subtitles.formats.places import is_setting
from mediakit.subtitles.formats.reading import Draft, Ledger, Reading
from mediakit.subtitles.model import Cue, Subtitles

FORMATTING = "Formatting, such as italics, colours and times inside the words, was left out"
LOOKS = "A block that says how subtitles look was left out"
NAMES = "Names of subtitles, in the line above the times, were left out"
TWO_VOICES = "Several people speak in one subtitle; it became one for each, by the length of words"
TOO_SHORT = "Several people speak in a subtitle too short to part; their names stand in its words"
NO_HEADER = "The first line, WEBVTT, is missing; the file was read without it"

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>")
_END_OF_VOICE = re.compile(r"</v\s*>")
_HEADER = re.compile(r"WEBVTT(?:\s+(?P<title>.*))?")
_LANGUAGE = re.compile(r"Language:\s*(?P<tag>[A-Za-z0-9-]+)", re.IGNORECASE)
_COMMENT = re.compile(r"NOTE(?:\s+(?P<text>.*))?")
_LOOKS = re.compile(r"(?:STYLE|REGION)(?:\s.*)?")
_RULES = re.compile(r"[{}:;@,*/]")
"""What rules about looks hold, and what makes them unlike words."""

_IDENTIFIER = re.compile(r"[!-~]+", re.ASCII)
"""A name of a subtitle that cannot be words of a sentence."""

_MIDDLE = re.compile(r"(?<=^align:)middle$|(?<=,)middle$")
"""What early WebVTT wrote for center."""

GRAMMAR = Grammar(
    line=re.compile(
        r"(?=[-\d.,]*:)(?P<start>-?[\d:.,]+)\s*(?:-->|->|-- >|- ->|[–—]>)\s*"
        r"(?=[-\d.,]*:)(?P<end>-?[\d:.,]+)"
        r"(?P<rest>(?:(?:\s|vertical:|line:|position:|size:|align:|region:).*)?)",
        re.ASCII | re.DOTALL,
    ),
    usual=re.compile(r"(?:\d\d+:)?\d\d:\d\d\.\d{3}\s+-->\s+(?:\d\d+:)?\d\d:\d\d\.\d{3}", re.ASCII),
    almost=re.compile(r"-->.*\d:\d|\d:\d.*-->|^-->|-->$"),
    example="00:01.000 --> 00:03.500",
    above="name",
)


def write_vtt(subtitles: Subtitles, note: str = "") -> str:
    """The track as WebVTT text, with its language in the header. `note` is for whoever opens the
    file; players do not show it.

    >>> from mediakit.clock import Span
    >>> track = Subtitles("en", (Cue(Span(0, 1500), "Tea & cake", "Camera person"),))
    >>> print(write_vtt(track).strip())
    WEBVTT
    Language: en
    <BLANKLINE>
    00:00:00.000 --> 00:00:01.500
    <v Camera person>Tea &amp; cake
    """
    parts = [f"WEBVTT\nLanguage: {subtitles.tag}", *_comments([note])]
    for cue in subtitles.cues:
        start, end = format_timestamp(cue.span.start), format_timestamp(cue.span.end)
        times = f"{start} --> {end} {cue.settings}".rstrip()
        parts += [*_comments(cue.notes), f"{times}\n{_voiced(cue)}"]
    return "\n\n".join([*parts, *_comments(subtitles.notes)]).rstrip("\n") + "\n"


def read_vtt(text: str, tag: str, where: str) -> Reading:
    """The cues in WebVTT text, in order of time, as the track `tag`, or in the language that the
    header names if it is "".

    A voice becomes the cue's speaker, and a cue of several voices becomes one for each. Settings
    and comments are kept; styles, regions, names of cues and formatting are left out, and that is
    told. Raises `BadInput`, with the lines, for text that is no WebVTT, for times that cannot be
    read or run backwards, and for words without a time.
    """
    ledger = Ledger(where)
    rows = rows_of(text, ledger)
    if not any(row.text for row in rows):
        return ledger.reading(tag, [])
    language, rows = _after_header(rows, ledger)
    blocks = Blocks(GRAMMAR, ledger)
    notes: tuple[str, ...] = ()
    for part in paragraphs(rows):
        comment, cue_rows = _without_aside(part, ledger)
        notes = (*notes, *comment)
        before = len(blocks.found)
        if cue_rows:
            blocks.add(cue_rows, notes)
        if len(blocks.found) > before:
            notes = ()
    drafts = [draft for block in blocks.found for draft in _drafts(block, ledger)]
    return ledger.reading(tag or language, drafts, notes)


def _without_aside(rows: list[Row], ledger: Ledger) -> tuple[tuple[str, ...], list[Row]]:
    """The comment that a paragraph is, if it is one, and the rows that belong to a cue. A line of
    times ends a comment even without a blank line before it.
    """
    comment = _COMMENT.fullmatch(rows[0].text)
    if not comment and not _LOOKS.fullmatch(rows[0].text):
        return (), rows
    end = GRAMMAR.place_in(rows)
    aside, rows = rows[:end], rows[end:] if end is not None else []
    if comment:
        return (_note(comment["text"] or "", aside[1:]),), rows
    ledger.forgive(aside[0].number, LOOKS)
    for row in aside[1:]:
        if not _RULES.search(row.text):
            ledger.forgive(row.number, _left_out("line", row.text))
    return (), rows


def _comments(notes: Sequence[str]) -> Iterator[str]:
    for note in notes:
        text = made_text(GRAMMAR.guarded(note))
        if text:
            yield f"NOTE\n{text}" if "\n" in text else f"NOTE {text}"


def _voiced(cue: Cue) -> str:
    text = GRAMMAR.guarded(escaped(tidy_lines(cue.text)))
    if not cue.speaker:
        return text
    # A voice's name ends at ">" and may hold no line break.
    name = escaped(" ".join(cue.speaker.split()))
    return f"<v {name}>{text}"


def _after_header(rows: list[Row], ledger: Ledger) -> tuple[str, list[Row]]:
    """The language that the header names, and the rows after the header."""
    language = ""
    begin = next(index for index, row in enumerate(rows) if row.text)
    head = next(paragraphs(rows[begin:]))
    match = _HEADER.fullmatch(head[0].text)
    if match is None:
        if GRAMMAR.place_in(head[:2]) is None:
            remedy = "A WebVTT file begins with a line that says WEBVTT."
            ledger.refuse(head[0].number, "The subtitles cannot be read", remedy)
            ledger.check()
        ledger.forgive(head[0].number, NO_HEADER)
        return language, rows[begin:]
    if match["title"]:
        ledger.forgive(head[0].number, _left_out("heading", match["title"]))
    end = GRAMMAR.place_in(head)
    for row in head[1:end]:
        found = _LANGUAGE.fullmatch(row.text)
        if found:
            language = found["tag"]
        elif row.text:
            ledger.forgive(row.number, _left_out("heading", row.text))
    return language, rows[begin + (len(head) if end is None else end) :]


def _left_out(what: str, text: str) -> str:
    return f'The {what} "{text}" was left out'


def _note(first: str, rows: Sequence[Row]) -> str:
    lines = [first, *(row.text for row in rows)]
    return as_meant(tidy_lines("\n".join(line.removeprefix(JOINER) for line in lines)))


def _drafts(block: Block, ledger: Ledger) -> Iterator[Draft]:
    """One draft for each voice, with its share of the time by the length of what it says."""
    if block.name and not block.name.isdecimal():
        plain = _IDENTIFIER.fullmatch(block.name)
        ledger.forgive(block.line, NAMES if plain else _left_out("name", block.name))
    settings = _settings(block, ledger)
    before, *parts = _VOICE.split(block.text)
    voices = [("", before), *zip(parts[::2], parts[1::2], strict=True)]
    said = [
        (words, unescaped(name or ""))
        for name, part in voices
        if (words := _words(part, block, ledger))
    ]
    draft = block.draft(said[0][0] if said else "")
    draft.settings = settings
    draft.speaker = said[0][1] if said else None
    if len(said) < 2:
        yield draft
        return
    if draft.end - draft.start < len(said):
        ledger.forgive(block.line, TOO_SHORT)
        draft.speaker = None
        draft.text = "\n".join(f"{name}: {words}" if name else words for words, name in said)
        yield draft
        return
    ledger.forgive(block.line, TWO_VOICES)
    whole, done = sum(len(words) for words, _ in said), 0
    start = draft.start
    for index, (words, speaker) in enumerate(said):
        done += len(words)
        # Nobody's share is nothing, however short the words.
        left = len(said) - 1 - index
        share = draft.start + (draft.end - draft.start) * done // whole
        end = min(max(share, start + 1), draft.end - left)
        notes = draft.notes if index == 0 else ()
        yield Draft(draft.line, start, end, words, speaker, draft.settings, notes)
        start = end


def _words(raw: str, block: Block, ledger: Ledger) -> str:
    unvoiced = _END_OF_VOICE.sub("", raw)
    bare = without_tags(unvoiced, codes=False)
    if bare != unvoiced:
        ledger.forgive(block.line, FORMATTING)
    for tag in wordy_tags(unvoiced):
        if tag[0] == "<":  # WebVTT knows no codes
            ledger.forgive(block.line, _left_out("tag", tag))
    return tidy_lines(unescaped(bare))


def _settings(block: Block, ledger: Ledger) -> str:
    kept = []
    for word in block.times.rest.split():
        setting = _MIDDLE.sub("center", word)
        if is_setting(setting):
            kept.append(setting)
        else:
            ledger.forgive(block.line, _left_out("setting", word))
    return " ".join(kept)
