"""Named sets of subtitle rules. A rule is a row in a table, so that the splitter, the checker and
the documentation all read the same numbers.

Sources by short name: "BBC" is the BBC Subtitle Guidelines v1.2.5, "Netflix" the Netflix Timed Text
Style Guide, "GOV.UK" its easy-read guidance, "Podcasting 2.0" the podcast namespace's page on
transcripts. "working figure" is this project's own number until a
group of checkers with a learning disability confirms or changes it.
"""

from dataclasses import dataclass

from mediakit.errors import BadInput

WORKING = "working figure, to be confirmed with checkers"


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: its value and unit, where it comes from, and what a person should do about it."""

    name: str
    limit: float
    unit: str
    source: str
    advice: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of rules. The code asks for limits by their typed names; a checker walks `rules`.

    >>> WORD_FOR_WORD.line_length, EASY_READ.line_length
    (37, 32)
    """

    name: str
    rules: tuple[Rule, ...]

    def rule(self, name: str) -> Rule:
        """The rule of that name. Raises KeyError if the profile has none."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise KeyError(f"{self.name} has no rule {name!r}")

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
        return self.rule("characters a second").limit

    @property
    def words_a_minute(self) -> float:
        """Fastest reading speed, in words a minute."""
        return self.rule("words a minute").limit

    @property
    def min_gap(self) -> int:
        """A pause between two subtitles is at least this many milliseconds, or there is none."""
        return self._whole("gap")

    @property
    def long_pause(self) -> int:
        """Silence of this many milliseconds always ends a subtitle."""
        return self._whole("long pause")

    @property
    def max_hang(self) -> int:
        """A subtitle stays at most this many milliseconds after its last word."""
        return self._whole("hanging on")

    @property
    def max_late(self) -> int:
        """A subtitle comes at most this many milliseconds after its first word."""
        return self._whole("late")

    @property
    def sentence_words(self) -> int:
        """Sentences longer than this many words are split where that is safe."""
        return self._whole("sentence length")

    @property
    def one_sentence(self) -> bool:
        """Whether the profile asks for one sentence a subtitle."""
        return any(rule.name == "sentences" for rule in self.rules)

    def reading_time(self, text: str) -> int:
        """Milliseconds that a reader needs for `text`: the slowest of the profile's speed rules.

        >>> WORD_FOR_WORD.reading_time("We work together.")
        1000
        >>> EASY_READ.reading_time("We work together.")
        2000
        """
        by_words = len(text.split()) * 60_000 / self.words_a_minute
        by_characters = len(text) * 1000 / self.characters_a_second
        return max(self.min_duration, min(self.max_duration, round(max(by_words, by_characters))))


WORD_FOR_WORD = Profile(
    "word-for-word",
    (
        Rule("lines", 2, "lines", "BBC", "Use at most two lines."),
        Rule("line length", 37, "characters", "BBC", "Keep a line to 37 letters and spaces."),
        # 5/6 of a second.
        Rule(
            "shortest time", 833, "ms", "Netflix", "Join it with its neighbour, or show it longer."
        ),
        Rule("longest time", 7000, "ms", "Netflix", "Split it in two."),
        Rule("characters a second", 20, "cps", "Netflix", "Show it for longer."),
        # BBC: 160 to 180 words a minute, about 0.3 seconds a word; the upper end is the limit.
        Rule(
            "words a minute", 180, "wpm", "BBC", "Show it for longer, at least 0.3 seconds a word."
        ),
        Rule(
            "gap", 1000, "ms", "BBC", "Leave at least a second between subtitles, or no gap at all."
        ),
        # A gap of 1 s must fit after the 0.5 s that a subtitle may stay (Netflix).
        Rule("long pause", 1500, "ms", "BBC and Netflix", "Start a new subtitle after a pause."),
        Rule("hanging on", 1500, "ms", "BBC", "End it soon after the last word."),
        Rule("late", 0, "ms", "Netflix", "Start it with the first word."),
    ),
)
"""What was said, for people who cannot hear it."""

EASY_READ = Profile(
    "easy-read",
    (
        Rule("lines", 2, "lines", WORKING, "Use at most two lines."),
        Rule("line length", 32, "characters", WORKING, "Keep a line to 32 letters and spaces."),
        Rule("shortest time", 2000, "ms", WORKING, "Show it for at least 2 seconds."),
        Rule("longest time", 8000, "ms", WORKING, "Split it in two."),
        Rule("characters a second", 12, "cps", WORKING, "Show it for longer, or use fewer words."),
        Rule("words a minute", 120, "wpm", WORKING, "Show it for longer, or use fewer words."),
        Rule(
            "gap", 1000, "ms", "BBC", "Leave at least a second between subtitles, or no gap at all."
        ),
        Rule("long pause", 1500, "ms", WORKING, "Start a new subtitle after a pause."),
        # Longer than the BBC's 1.5 s: slow readers need the pause after the words.
        Rule("hanging on", 4000, "ms", WORKING, "End it before the next speaker has gone on long."),
        Rule("late", 1500, "ms", "BBC allows 2 s", "Start it closer to the first word."),
        # GOV.UK says 10 to 15 words; 2 lines of 32 characters hold about 12.
        Rule("sentence length", 12, "words", "GOV.UK", "Make two short sentences of it."),
        Rule("sentences", 1, "sentences", WORKING, "Show one sentence at a time."),
    ),
)
"""Fewer and plainer words, shown for longer: a second track beside the word-for-word one."""


def _with(profile: Profile, name: str, *rules: Rule) -> Profile:
    """The same profile under another name, with these rules in place of its own."""
    other = {rule.name: rule for rule in rules}
    return Profile(name, tuple(other.get(rule.name, rule) for rule in profile.rules))


PODCAST_VTT = _with(
    WORD_FOR_WORD,
    "podcast-vtt",
    # Apple Podcasts, which takes such files in, goes by the same number.
    Rule("line length", 65, "characters", "Podcasting 2.0", "Keep a line to 65 letters."),
)
"""What was said, to be read along in a podcast player."""

PODCAST_SRT = _with(
    WORD_FOR_WORD,
    "podcast-srt",
    Rule("lines", 2, "lines", "Podcasting 2.0", "Use at most two lines."),
    Rule("line length", 32, "characters", "Podcasting 2.0", "Keep a line to 32 letters."),
)
"""The same for players that know SubRip alone; names of speakers count as letters."""

PROFILES = {
    profile.name: profile for profile in (WORD_FOR_WORD, EASY_READ, PODCAST_VTT, PODCAST_SRT)
}


def profile_named(name: str) -> Profile:
    """The profile called `name`. Raises `BadInput` naming those that exist."""
    if name not in PROFILES:
        known = " or ".join(PROFILES)
        raise BadInput("There is no such set of subtitle rules", name, f"Use {known}.")
    return PROFILES[name]
