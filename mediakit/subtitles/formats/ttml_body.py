"""The body of a TTML document: elements with times inside one another, and the cues they make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from mediakit.subtitles.formats.blocks import NO_TIME, NOWHERE, UNREADABLE
from mediakit.subtitles.formats.markup import tidy_lines
from mediakit.subtitles.formats.reading import Draft, Ledger
from mediakit.subtitles.formats.xml import COMMENT, Element

if TYPE_CHECKING:
    from ttconv.imsc.attributes import TemporalAttributeParsingContext

FORMATTING = "Formatting, such as italics and colours, was left out"
TIMES_INSIDE = "Times of single words inside a subtitle were left out"
SEVERAL = "Several people speak in one subtitle; their names were left out"
NAMELESS = "Who speaks is not named anywhere in the file"
REMEDY = 'Each subtitle needs times such as begin="00:00:01.000" end="00:00:03.500".'

_LONGEST = 999 * 3600
"""Seconds; what says that it lasts longer is no time. [own]"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an element has from those around it. Times are seconds; `end` None where nobody says."""

    begin: Fraction = Fraction(0)
    end: Fraction | None = None
    region: str = ""
    agent: str = ""
    preserve: bool = False


@dataclass(slots=True)
class Document:
    """What is known of a document while it is read: how it counts time, the settings of its regions
    and its people's names by their identifiers, and what was found so far.
    """

    ledger: Ledger
    clock: "TemporalAttributeParsingContext"
    places: Mapping[str, str]
    names: Mapping[str, str]
    drafts: list[Draft] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


def walk(element: Element, around: Stretch, document: Document) -> Fraction | None:
    """Take in what an element of the body holds; returns when it ends, in seconds."""
    here = _inside(element, around, document)
    if here is None:
        return None
    in_turn = element.attributes.get("timeContainer") == "seq"
    reference = here
    for child in element.children:
        if isinstance(child, str):
            take_loose(child, element.line, document.ledger)
        elif child.name == COMMENT:
            document.notes = (*document.notes, child.text())
        elif child.name == "metadata":
            document.closing = (*document.closing, *_described(child))
        elif child.name not in ("set", "animate"):
            take = _take_paragraph if child.name == "p" else walk
            ended = take(child, reference, document)
            if in_turn and ended is not None:
                reference = replace(reference, begin=ended)
    return here.end


def speak_of_names(root: Element, document: Document) -> None:
    """Tell the names that belong to no subtitle."""
    for agent in root.named("agent"):
        name = document.names.get(agent.attributes.get("id", ""), "")
        if name not in {draft.speaker for draft in document.drafts}:
            document.ledger.forgive(
                agent.line, f'The name "{name}" belongs to no subtitle; it was left out'
            )


def take_loose(text: str, line: int, ledger: Ledger) -> None:
    """Tell words that stand where nothing is shown."""
    if text.strip():
        words = " ".join(text.split())
        ledger.forgive(line, f'The words "{words}" stand outside any subtitle; they were left out')


def _inside(element: Element, around: Stretch, document: Document) -> Stretch | None:
    """What holds inside an element; None if its times cannot be read."""
    said = element.attributes
    if any(name in said for name in ("color", "fontStyle", "fontWeight", "textDecoration")):
        document.ledger.forgive(element.line, FORMATTING)
    try:
        begin = around.begin + _seconds(said.get("begin", "0s"), document)
        ends = [] if around.end is None else [around.end]
        if "end" in said:
            ends.append(around.begin + _seconds(said["end"], document))
        if "dur" in said:
            ends.append(begin + _seconds(said["dur"], document))
    except (ValueError, ArithmeticError):
        document.ledger.refuse(element.line, UNREADABLE, REMEDY)
        return None
    return Stretch(
        begin,
        min(ends, default=None),
        said.get("region", around.region),
        said.get("agent", around.agent),
        said["space"] == "preserve" if "space" in said else around.preserve,
    )


def _seconds(text: str, document: Document) -> Fraction:
    from ttconv.imsc.attributes import parse_time_expression

    seconds = Fraction(parse_time_expression(document.clock, text.strip()))
    if seconds > _LONGEST:
        raise ValueError(text)
    return seconds


def _take_paragraph(p: Element, around: Stretch, document: Document) -> Fraction | None:
    """Take in one paragraph; returns when it ends, in seconds."""
    here = _inside(p, around, document)
    if here is None:
        return None
    notes = tuple(filter(None, map(tidy_lines, (*document.notes, *_described(p)))))
    document.notes = ()
    timed = [one for one in p.named("span") if _has_times(one)]
    if timed and _has_times(p):
        document.ledger.forgive(p.line, TIMES_INSIDE)
    parts = bool(timed) and not _has_times(p)
    for draft in _of_spans(p, here, document) if parts else (_draft(p, here, document),):
        draft.notes, notes = notes, ()
        document.drafts.append(draft)
    return here.end


def _of_spans(p: Element, around: Stretch, document: Document) -> Iterator[Draft]:
    """A paragraph whose parts have times, and itself has none: a cue for each part."""
    loose = ""
    last: Draft | None = None
    for child in p.children:
        if isinstance(child, Element) and child.name == "span" and _has_times(child):
            here = _inside(child, around, document)
            if here is not None:
                draft = _draft(child, here, document)
                draft.text, loose = f"{loose}\n{draft.text}", ""
                last = draft
                yield draft
            continue
        words = _words(Element("p", children=[child]), around)
        if tidy_lines(words):
            document.ledger.forgive(p.line, NO_TIME)
            if last is None:
                loose += words
            else:
                last.text += f"\n{words}"
    if tidy_lines(loose):
        document.ledger.refuse(p.line, NOWHERE, REMEDY)


def _has_times(element: Element) -> bool:
    return any(name in element.attributes for name in ("begin", "end", "dur"))


def _draft(element: Element, here: Stretch, document: Document) -> Draft:
    text = _words(element, here)
    agents = {here.agent} | {one.attributes.get("agent", "") for one in element.named("span")}
    agents.discard("")
    if len(agents) > 1:
        document.ledger.forgive(element.line, SEVERAL)
    speaker = document.names.get(next(iter(agents)), "") if len(agents) == 1 else ""
    if len(agents) == 1 and not speaker:
        document.ledger.forgive(element.line, NAMELESS)
    for span in element.named("span"):
        if any(name in span.attributes for name in ("color", "fontStyle", "fontWeight")):
            document.ledger.forgive(span.line, FORMATTING)
    end = here.end
    if end is None:
        end = here.begin
        if tidy_lines(text):
            document.ledger.refuse(element.line, NOWHERE, REMEDY)
    place = document.places.get(here.region, "")
    return Draft(element.line, round(here.begin * 1000), round(end * 1000), text, speaker, place)


def _words(element: Element, here: Stretch) -> str:
    """The text of an element, with its line breaks."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child if here.preserve else child.replace("\n", " "))
        elif child.name == "br":
            parts.append("\n")
        elif child.name not in ("metadata", COMMENT):
            parts.append(_words(child, here))
    return "".join(parts)


def _described(element: Element) -> Iterator[str]:
    """The comments and descriptions inside an element."""
    for comment in element.named(COMMENT):
        yield comment.text()
    for desc in element.named("desc"):
        yield _words(desc, Stretch())
