"""A subtitle rule, and a named set of them, with what the splitter and the checker ask of it."""

from dataclasses import dataclass, replace
from fractions import Fraction

from mediakit.clock import ms_of

RATE = Fraction(25)
"""Frames a second where a film's own rate is not known: that of British television."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: its value and unit, where it comes from, and what a person should do about it."""

    name: str
    limit: float
    unit: str
    source: str
    advice: str
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of rules. The code asks for limits by their typed names; a checker walks `rules`.

    `waits` is how many milliseconds the splitter may hold a subtitle back so that the one before
    can be read: a choice of ours inside the rule "late".

    >>> from mediakit.subtitles.rules.profiles import BBC, EASY_READ
    >>> BBC.line_length, EASY_READ.line_length
    (37, 32)
    """

    name: str
    rules: tuple[Rule, ...]
    waits: int = 0

    def rule(self, name: str) -> Rule:
        """The rule of that name. Raises KeyError if the profile has none."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise KeyError(f"{self.name} has no rule {name!r}")

    def has(self, name: str) -> bool:
        """Whether it has a rule of that name."""
        return any(rule.name == name for rule in self.rules)

    def ms(self, name: str, rate: Fraction = RATE) -> int:
        """The limit of a rule of time in whole milliseconds, in a film of `rate` frames a second;
        0 where there is no such rule.
        """
        if not self.has(name):
            return 0
        rule = self.rule(name)
        return ms_of(round(rule.limit), rate) if rule.unit == "frames" else round(rule.limit)

    def _whole(self, name: str) -> int:
        return round(self.rule(name).limit)

    @property
    def max_lines(self) -> int:
        """Most lines in a subtitle."""
        return self._whole("lines")

    @property
    def line_length(self) -> int:
        """Most characters in a line, spaces included."""
        return self._whole("line length")

    @property
    def min_duration(self) -> int:
        """Shortest time on screen, in milliseconds."""
        return self._whole("shortest time")

    @property
    def max_duration(self) -> int:
        """Longest time on screen, in milliseconds."""
        return self._whole("longest time")

    @property
    def characters_a_second(self) -> float:
        """Fastest reading speed, in characters a second, spaces included."""
        return self.rule("characters a second").limit if self.has("characters a second") else 1000

    @property
    def words_a_minute(self) -> float:
        """Fastest reading speed, in words a minute."""
        return self.rule("words a minute").limit if self.has("words a minute") else 10_000

    @property
    def long_pause(self) -> int:
        """Silence of this many milliseconds always ends a subtitle."""
        return self._whole("long pause")

    @property
    def max_hang(self) -> int:
        """A subtitle stays at most this many milliseconds after its last word."""
        return self._whole("hanging on")

    @property
    def sentence_words(self) -> int:
        """Sentences longer than this many words are split where that is safe."""
        return self._whole("sentence length")

    @property
    def one_sentence(self) -> bool:
        """Whether one sentence a subtitle is worth more than a good break inside a sentence."""
        return self.has("sentences") and self.rule("sentences").hard

    def least_gap(self, rate: Fraction = RATE) -> int:
        """Milliseconds that always lie between two subtitles; 0 where they may touch."""
        return self.ms("least gap", rate)

    def open_gap(self, rate: Fraction = RATE) -> int:
        """A gap is at least this many milliseconds, or it is the least gap."""
        return self.ms("gap", rate)

    def reading_time(self, text: str) -> int:
        """Milliseconds that a reader needs for `text`: the slowest of the profile's speed rules.

        >>> from mediakit.subtitles.rules.profiles import BBC, EASY_READ
        >>> BBC.reading_time("We work together.")
        1000
        >>> EASY_READ.reading_time("We work together.")
        2000
        """
        words = text.split()
        by_words = len(words) * 60_000 / self.words_a_minute
        by_characters = len(" ".join(words)) * 1000 / self.characters_a_second
        return max(self.min_duration, min(self.max_duration, round(max(by_words, by_characters))))


def based_on(profile: Profile, name: str, *rules: Rule, without: frozenset[str] = frozenset()) -> (
    Profile
):  # fmt: skip
    """The same profile under another name, with these rules in place of its own or after them, and
    without those named.
    """
    other = {rule.name: rule for rule in rules}
    kept = [other.pop(rule.name, rule) for rule in profile.rules if rule.name not in without]
    return replace(profile, name=name, rules=(*kept, *other.values()))
