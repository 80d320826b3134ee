"""Tracks that Hypothesis makes: everything that can stand in a subtitle, and what could be mistaken
for something else."""

from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.formats.places import settings_of
from mediakit.subtitles.model import Cue, Subtitles

AWKWARD = (
    "a & b|1 < 2|3 > 2|&amp;|&lt;i&gt;|-- x|NOTE|NOTE x|WEBVTT|STYLE|2024|1|2|3|<3|{x|Tŷ|Ŵyl ŷd",
    "<i>not markup</i>|<v Ann>|</v>|{\\an8}|{\\b1}bold|\\N|\\n|\\h|C:\\new|{|}|{}|\\|\\{|-->",
    "a --> b|00:00:01,000 --> 00:00:02,000|00:01.000 --> 00:02.000|0:00:01.000,0:00:02.000",
    "10:30 -> 11:30|Siân: yes|[music]|[00:00:01.000 - 00:00:02.000] Ann:|[note] x|# song #",
    "; comment|Dialogue: x|x,y,z|♪ la|“quoted”|<br/>|<!-- x -->|]]>|&#65;|%|" + "long " * 40,
)
_WORD = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\u2060"),
    min_size=1,
    max_size=12,
)
LINE = (
    (_WORD | st.sampled_from("|".join(AWKWARD).split("|")))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
SPEAKER = st.none() | st.sampled_from(
    ["Camera person", "A & B", "x > y", "Siân (chair)", "Dr: [No]", "Test, Ann", "{\\b1}"]
)
PLACE = st.integers(1, 9).map(settings_of)
SETTINGS = PLACE | st.sampled_from(["vertical:rl", "line:-1", "size:50% align:end"])
NOTES = st.lists(TEXT, max_size=2).map(tuple)


_NOBODY, _NOWHERE, _NOTHING = st.none(), st.just(""), st.just(())


@st.composite
def tracks(
    draw: st.DrawFn,
    *,
    speakers: st.SearchStrategy[str | None] = _NOBODY,
    settings: st.SearchStrategy[str] = _NOWHERE,
    notes: st.SearchStrategy[tuple[str, ...]] = _NOTHING,
    unit_ms: int = 1,
) -> Subtitles:
    """A track of up to five cues, each a multiple of `unit_ms` long."""
    now, cues = 0, []
    for text in draw(st.lists(TEXT, max_size=5)):
        start = now + draw(st.integers(0, 5_000_000)) // unit_ms * unit_ms
        now = start + draw(st.integers(1, 10_000)) * unit_ms
        place, aside = draw(settings), draw(notes)
        cues.append(Cue(Span(start, now), text, draw(speakers), None, place, aside))
    return Subtitles("cy", tuple(cues), draw(notes))
