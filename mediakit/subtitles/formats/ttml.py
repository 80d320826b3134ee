"""TTML, written as EBU-TT-D: subtitles for broadcasters and streaming services.

ttconv reads the times, which TTML can write in seven ways. Its reader of whole documents is not
used: it does not say which line a subtitle came from, forgets who speaks, and takes a time that it
cannot read for none. It is asked to read what we write, in the tests.
"""

import html
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from mediakit.clock import format_timestamp
from mediakit.subtitles.formats.blocks import rows_of, without_controls
from mediakit.subtitles.formats.markup import tidy_lines
from mediakit.subtitles.formats.places import USUAL, number_of, settings_of
from mediakit.subtitles.formats.reading import Ledger, Reading
from mediakit.subtitles.formats.ttml_body import (
    REMEDY,
    Document,
    Stretch,
    speak_of_names,
    take_loose,
    walk,
)
from mediakit.subtitles.formats.xml import COMMENT, Element, parse_xml
from mediakit.subtitles.model import Cue, Subtitles

if TYPE_CHECKING:
    from ttconv.imsc.attributes import TemporalAttributeParsingContext

LOOKS = "A style or region that says how subtitles look was left out, but for top, middle or bottom"

_OURS = "mediakit."
"""What the identifiers begin with that we write."""

_SIDES = ("left", "center", "right")
_HEIGHTS = ("after", "center", "before")
_ALIGNED = {"left": 0, "start": 0, "center": 1, "right": 2, "end": 2}

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
    xmlns:ebuttm="urn:ebu:tt:metadata" ttp:timeBase="media" ttp:cellResolution="50 30"
    xml:lang="{tag}">
<head>
<metadata>
<ebuttm:documentMetadata>
<ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
</ebuttm:documentMetadata>
{agents}</metadata>
<styling>
{styles}</styling>
<layout>
{regions}</layout>
</head>
<body>
{notes}<div style="mediakit.words">
{cues}</div>
</body>
</tt>
"""
_WORDS = (
    '<style xml:id="mediakit.words" tts:fontFamily="proportionalSansSerif" tts:fontSize="160%"'
    ' tts:lineHeight="125%" tts:color="#FFFFFF" tts:backgroundColor="#000000"/>\n'
)


def write_ttml(subtitles: Subtitles) -> str:
    """The track as EBU-TT-D. Speakers stand as agents, notes as descriptions; of places in the
    picture it says nine.

    >>> from mediakit.clock import Span
    >>> track = Subtitles("en", (Cue(Span(0, 1500), "Tea & cake"),))
    >>> write_ttml(track).splitlines()[-4]
    '<p xml:id="c1" region="mediakit.2" begin="00:00:00.000" end="00:00:01.500"><span>Tea &amp; \
cake</span></p>'
    """
    names = list(dict.fromkeys(cue.speaker for cue in subtitles.cues if cue.speaker))
    agents = {name: f"{_OURS}a{number}" for number, name in enumerate(names, start=1)}
    places = sorted({number_of(cue.settings) or USUAL for cue in subtitles.cues} | {USUAL})
    sides = dict.fromkeys(_SIDES[(place - 1) % 3] for place in places)
    aligned = (f'<style xml:id="{_OURS}{one}" tts:textAlign="{one}"/>\n' for one in sides)
    return _HEAD.format(
        tag=_escaped(subtitles.tag),
        agents="".join(
            f'<ttm:agent xml:id="{agents[name]}" type="person"><ttm:name type="full">'
            f"{_escaped(' '.join(name.split()))}</ttm:name></ttm:agent>\n"
            for name in names
        ),
        styles=_WORDS + "".join(aligned),
        regions="".join(map(_region, places)),
        notes=_descriptions(subtitles.notes),
        cues="".join(
            _paragraph(number, cue, agents) for number, cue in enumerate(subtitles.cues, start=1)
        ),
    )


def read_ttml(text: str, tag: str, where: str) -> Reading:
    """The cues in TTML of any profile, in order of time, as the track `tag`, or in the language
    that the document names if that is "".

    Agents become speakers, descriptions and comments notes; of regions it keeps whether they are at
    the top, in the middle or at the bottom, and the side. Styles are left out, and that is told.
    Raises `BadInput`, with the lines, for what is no TTML, for times that cannot be read or run
    backwards, and for words without a time.
    """
    ledger = Ledger(where)
    root = parse_xml("\n".join(row.text for row in rows_of(text, ledger)), ledger)
    if root is None:
        return ledger.reading(tag, [])
    if root.name != "tt":
        remedy = "A TTML file begins with an element tt."
        ledger.refuse(root.line, "This is XML, but no TTML", remedy)
        ledger.check()
    clock = _clock(root, ledger)
    document = Document(ledger, clock, _places(root, ledger), _names(root))
    preserve = root.attributes.get("space") == "preserve"
    for child in root.children:
        if isinstance(child, str):
            take_loose(child, root.line, ledger)
        elif child.name == COMMENT:
            document.notes = (*document.notes, child.text())
        elif child.name == "body":
            walk(child, Stretch(preserve=preserve), document)
        else:
            _speak_of_head(child, document)
    speak_of_names(root, document)
    notes = [tidy_lines(note) for note in (*document.notes, *document.closing)]
    return ledger.reading(
        tag or root.attributes.get("lang", ""), document.drafts, [note for note in notes if note]
    )


def _escaped(text: str) -> str:
    return html.escape(without_controls(text))


def _region(place: int) -> str:
    side, height = _SIDES[(place - 1) % 3], _HEIGHTS[(place - 1) // 3]
    return (
        f'<region xml:id="{_OURS}{place}" tts:origin="10% 5%" tts:extent="80% 90%"'
        f' tts:displayAlign="{height}" style="{_OURS}{side}"/>\n'
    )


def _descriptions(notes: Sequence[str]) -> str:
    lines = ("<br/>".join(map(_escaped, tidy_lines(note).split("\n"))) for note in notes)
    told = "".join(f"<ttm:desc>{note}</ttm:desc>" for note in lines)
    return f"<metadata>{told}</metadata>" if told else ""


def _paragraph(number: int, cue: Cue, agents: Mapping[str, str]) -> str:
    place = number_of(cue.settings) or USUAL
    start, end = format_timestamp(cue.span.start), format_timestamp(cue.span.end)
    agent = f' ttm:agent="{agents[cue.speaker]}"' if cue.speaker else ""
    lines = (f"<span>{_escaped(line)}</span>" for line in tidy_lines(cue.text).split("\n"))
    return (
        f'<p xml:id="c{number}" region="{_OURS}{place}" begin="{start}" end="{end}"{agent}>'
        f"{_descriptions(cue.notes)}{'<br/>'.join(lines)}</p>\n"
    )


def _clock(root: Element, ledger: Ledger) -> "TemporalAttributeParsingContext":
    """How this document counts frames and ticks."""
    from ttconv.imsc.attributes import DropMode, TemporalAttributeParsingContext, TimeBase

    said = root.attributes
    try:
        numbers = [
            Fraction(one)
            for one in said.get("frameRateMultiplier", "1 1").replace(":", " ").split()
        ]
        rate = Fraction(said.get("frameRate", "30")) * numbers[0] / numbers[1]
        usual = Fraction(said["frameRate"]) if "frameRate" in said else Fraction(1)
        ticks = Fraction(said.get("tickRate", usual * Fraction(said.get("subFrameRate", "1"))))
        base = TimeBase(said.get("timeBase", "media"))
        drop = DropMode(said.get("dropMode", "nonDrop"))
    except (ValueError, IndexError, ArithmeticError):
        rate = ticks = Fraction(0)
        base, drop = TimeBase.clock, DropMode.nonDrop
    if min(rate, ticks) <= 0 or base is TimeBase.clock:
        ledger.refuse(root.line, "How this file counts its time cannot be understood", REMEDY)
        ledger.check()
    return TemporalAttributeParsingContext(rate, ticks, base, drop)


def _speak_of_head(element: Element, document: Document) -> None:
    """Tell the words outside the body, and keep its comments as notes."""
    for child in element.children:
        if isinstance(child, str):
            take_loose(child, element.line, document.ledger)
        elif child.name == COMMENT:
            document.notes = (*document.notes, child.text())
        elif child.name == "agent":
            comments = tuple(comment.text() for comment in child.named(COMMENT))
            document.notes = (*document.notes, *comments)
        elif child.name != "conformsToStandard":
            _speak_of_head(child, document)


def _names(root: Element) -> dict[str, str]:
    """The people that the document names, by their identifiers."""
    return {
        agent.attributes.get("id", ""): " ".join(agent.text().split())
        for agent in root.named("agent")
    }


def _places(root: Element, ledger: Ledger) -> dict[str, str]:
    """The settings of each region."""
    styles = {style.attributes.get("id", ""): style.attributes for style in root.named("style")}
    for style in root.named("style"):
        if not style.attributes.get("id", "").startswith(_OURS):
            ledger.forgive(style.line, LOOKS)
    places = {}
    for region in root.named("region"):
        said: dict[str, str] = {}
        for name in region.attributes.get("style", "").split():
            said |= styles.get(name, {})
        for nested in region.named("style"):
            said |= nested.attributes
        said |= region.attributes
        name = region.attributes.get("id", "")
        if not name.startswith(_OURS):
            ledger.forgive(region.line, LOOKS)
        places[name] = settings_of(_place_of(said))
    return places


def _place_of(said: Mapping[str, str]) -> int:
    """The nearest of the nine places for a region."""
    top, height = _percent(said.get("origin", ""), 0), _percent(said.get("extent", ""), 100)
    share = {"after": 1.0, "center": 0.5}.get(said.get("displayAlign", "before"), 0.0)
    row = 2 - min(int((top + height * share) / 100 * 3), 2)
    column = _ALIGNED.get(said.get("textAlign", "center"), 1)
    return max(row, 0) * 3 + column + 1


def _percent(pair: str, usual: float) -> float:
    """The second of two percentages."""
    try:
        return min(max(float(pair.split()[1].removesuffix("%")), 0), 100) if "%" in pair else usual
    except (ValueError, IndexError):
        return usual
