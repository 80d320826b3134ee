"""Subtitle tracks that nobody wrote, and everything that people and machines do to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.model import Cue, Subtitles

COMMON = "the we and of a people in to it is".split()


@dataclass
class Editor:
    """Edits cues step by step. Every word it types is new: `name` and a number."""

    name: str
    cues: list[Cue]
    numbers: count = field(default_factory=count)

    def new_word(self) -> str:
        return f"{self.name}{next(self.numbers)}"

    def change(self, step: tuple[int, int, int]) -> None:
        """One step: which operation, on which cue, and where in it or by how much."""
        operation, at, amount = step
        if not self.cues:
            self.add(0, amount)
            return
        OPERATIONS[operation % len(OPERATIONS)](self, at % len(self.cues), amount)
        self.cues.sort(key=lambda cue: cue.span)

    def word(self, at: int, amount: int) -> None:
        words = self.cues[at].text.split(" ")
        words[amount % len(words)] = self.new_word()
        self.cues[at] = replace(self.cues[at], text=" ".join(words))

    def insert(self, at: int, amount: int) -> None:
        words = self.cues[at].text.split(" ")
        words.insert(amount % (len(words) + 1), self.new_word())
        self.cues[at] = replace(self.cues[at], text=" ".join(words))

    def rewrite(self, at: int, amount: int) -> None:
        text = " ".join(self.new_word() for _ in range(amount % 5 + 1))
        self.cues[at] = replace(self.cues[at], text=text)

    def retime(self, at: int, amount: int) -> None:
        span = self.cues[at].span
        start = span.start + amount % (span.duration - 1)
        self.cues[at] = replace(self.cues[at], span=Span(start, span.end))

    def split(self, at: int, amount: int) -> None:
        cue = self.cues[at]
        words = cue.text.split(" ")
        if len(words) < 2 or cue.span.duration < 4:
            return
        part = amount % (len(words) - 1) + 1
        middle = cue.span.start + cue.span.duration * part // len(words)
        self.cues[at : at + 1] = [
            replace(cue, span=Span(cue.span.start, middle), text=" ".join(words[:part])),
            replace(cue, span=Span(middle, cue.span.end), text=" ".join(words[part:])),
        ]

    def join(self, at: int, amount: int) -> None:
        if at + 1 < len(self.cues):
            one, other = self.cues[at : at + 2]
            span = Span(one.span.start, max(one.span.end, other.span.end))
            self.cues[at : at + 2] = [replace(one, span=span, text=f"{one.text} {other.text}")]

    def delete(self, at: int, amount: int) -> None:
        del self.cues[at]

    def add(self, at: int, amount: int) -> None:
        start = self.cues[at].span.end if self.cues else 0
        self.cues.append(Cue(Span(start, start + 700), f"{self.new_word()} {self.new_word()}"))

    def say(self, at: int, amount: int) -> None:
        self.cues[at] = replace(self.cues[at], speaker=self.new_word())

    def lines(self, at: int, amount: int) -> None:
        words = self.cues[at].text.replace("\n", " ").split(" ")
        place = amount % len(words)
        parts = filter(None, (" ".join(words[:place]), " ".join(words[place:])))
        self.cues[at] = replace(self.cues[at], text="\n".join(parts))


Operation = Callable[[Editor, int, int], None]
OPERATIONS: tuple[Operation, ...] = (
    Editor.word, Editor.insert, Editor.rewrite, Editor.retime, Editor.split, Editor.join,
    Editor.delete, Editor.add, Editor.say, Editor.lines,
)  # fmt: skip

STEPS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 999)), max_size=6)


@st.composite
def tracks(draw: st.DrawFn, max_size: int = 6) -> Subtitles:
    """Cues one after the other, of words that come once and words that come often."""
    rows = st.tuples(
        st.sampled_from([0, 0, 300, 1500]),
        st.lists(st.sampled_from([*COMMON, *[""] * len(COMMON)]), min_size=1, max_size=6),
        st.integers(900, 3000),
    )
    return track_of(draw(st.lists(rows, max_size=max_size)))


def track_of(rows: Sequence[tuple[int, Sequence[str], int]]) -> Subtitles:
    """A track of rows: a pause, words of which empty ones stand for some that come nowhere else,
    and a length.
    """
    cues, now, number = [], 0, count()
    for pause, words, length in rows:
        text = " ".join(word or f"w{next(number)}" for word in words)
        cues.append(Cue(Span(now + pause, now + pause + length), text))
        now += pause + length
    return Subtitles("en", tuple(cues))


def by_chance(seed: int) -> tuple[Subtitles, Subtitles, Subtitles]:
    """A track, and what a person and a machine each make of it. Cheaper than drawing them."""
    chance = Random(seed)
    rows = [
        (chance.choice([0, 0, 300, 1500]), chance.choices([*COMMON, *[""] * 9], k=length), 900)
        for length in chance.choices(range(1, 7), k=chance.randrange(9))
    ]
    base = track_of(rows)
    person, machine = (
        [tuple(chance.randrange(1000) for _ in range(3)) for _ in range(chance.randrange(7))]
        for _ in range(2)
    )
    return base, edited(base, "p", person), edited(base, "m", machine)


def edited(track: Subtitles, name: str, steps: Sequence[tuple[int, int, int]]) -> Subtitles:
    editor = Editor(name, list(track.cues))
    for step in steps:
        editor.change(step)
    return replace(track, cues=tuple(editor.cues))
