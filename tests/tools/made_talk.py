"""Transcripts that nobody spoke, for tests: turns of several people, one at a time or at once."""

from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.transcript.model import Sound, Transcript, Word

PLAIN = ("so", "we", "talked,", "yes.", "really?", "co-production", "in", "and", "Mr.", "tŷ")
ODD = ("<b>", "&", "1<2", "-->", "it's", "{\\an8}", "10:30:", "[x]y", "C:\\tea", "🎬")


def turn(text: str, start: int, speaker: str | None = None, step: int = 300) -> tuple[Word, ...]:
    """Words one after the other, without pauses."""
    return tuple(
        Word(word, Span(start + step * at, start + step * (at + 1)), 0.9, speaker)
        for at, word in enumerate(text.split())
    )


def talk(
    *turns: tuple[Word, ...], sounds: tuple[Sound, ...] = (), guessed: bool = False
) -> Transcript:
    """A transcript of these turns, with some time after them."""
    words = tuple(word for words in turns for word in words)
    end = max([0, *(word.span.end for word in words), *(one.span.end for one in sounds)])
    engine = ("faster-whisper 1.2.1", "base 96fc75cc")
    return Transcript("en", 0.98, *engine, end + 2000, words, sounds, guessed)


@st.composite
def talks(draw: st.DrawFn, *, at_once: bool, words: tuple[str, ...] = PLAIN) -> Transcript:
    """Any talk of up to four people; `at_once` allows them to interrupt each other."""
    free: dict[str | None, int] = {}
    turns: list[tuple[Word, ...]] = []
    start = 0
    speakers: tuple[str | None, ...] = (None, "Siân", "Dafydd O'Test", "Speaker 3")
    for _ in range(draw(st.integers(0, 6))):
        speaker = draw(st.sampled_from(speakers))
        text = draw(st.lists(st.sampled_from(words), min_size=1, max_size=25))
        earliest = start if at_once else max([0, *free.values()])
        start = max(earliest + draw(st.integers(0, 4000)), free.get(speaker, 0))
        turns.append(turn(" ".join(text), start, speaker, draw(st.integers(20, 600))))
        free[speaker] = turns[-1][-1].span.end
    spans = draw(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 5000)), max_size=4))
    sounds = tuple(
        Sound(draw(st.sampled_from(["music", "laughs", "unclear speech"])), Span(at, at + length))
        for at, length in sorted(spans)
    )
    return talk(*turns, sounds=sounds, guessed=draw(st.booleans()))
