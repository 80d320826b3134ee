"""Why easy read says something else than what was said: one row a rule, one `Change` a rewrite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mediakit.subtitles.tokens import Sentence, plain, single_words, text_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule is there, as one plain sentence, and who says so."""

    why: str
    source: str


REASONS: Mapping[str, Reason] = {
    "fillers": Reason("It carries no meaning, so it is left out.", "ICCHP 2022"),
    "repeats": Reason("It was said twice by mistake, so it is there once.", "ICCHP 2022"),
    "false starts": Reason("The speaker took this back, so it is left out.", "ICCHP 2022"),
    "asides": Reason("It says no more than a shorter word, or nothing at all.", "GOV.UK"),
    "brackets": Reason("Brackets are hard to follow, and nobody hears them.", "W3C COGA"),
    "acronyms": Reason("A short form is said in full the first time.", "W3C COGA"),
    "plain words": Reason("A plain word instead of a hard one.", "the team's word list"),
    "joining words": Reason("A plainer word joins the ideas.", "own"),
    "short forms": Reason("Short forms are written out.", "the team's word list"),
    "digits": Reason("Numbers are easier to read as digits.", "NHS"),
    "short sentences": Reason("One idea a sentence, and 12 words at most.", "GOV.UK"),
}
"""By the name of the rule, in the order in which the rules are used."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that easy read says otherwise. `after` is "" where something was left out, and has
    a line for each sentence where one became several. `words` are the first and one-past-last index
    of the transcript's words.
    """

    rule: str
    before: str
    after: str
    why: str
    source: str
    words: tuple[int, int]


def changes_between(
    rule: str, before: Sentence, after: Sequence[Sentence], notes: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """What a rule made of a sentence. `notes` say more about plain words, by what is said now."""
    reason = REASONS[rule]
    if len(after) > 1:
        text = "\n".join(map(text_of, after))
        words = (before[0].words[0], before[-1].words[1])
        return (Change(rule, text_of(before), text, reason.why, reason.source, words),)
    found = []
    for old, new in _pieces(before, after[0] if after else ()):
        said = text_of(new).strip(_STOPS)
        note = (notes or {}).get(" ".join(plain(token.text) for token in new), "")
        why = f"{reason.why} {note}".strip()
        words = (old[0].words[0], old[-1].words[1]) if old else new[0].words
        found.append(Change(rule, text_of(old).strip(_STOPS), said, why, reason.source, words))
    return tuple(found)


_STOPS = ".,;:!?…"


def _pieces(before: Sentence, after: Sentence) -> Iterator[tuple[Sentence, Sentence]]:
    """The stretches that differ, without those where only a capital or a comma does."""
    old, new = single_words(before), single_words(after)
    sides = [[token.text.strip(_STOPS).casefold() for token in side] for side in (old, new)]
    matcher = SequenceMatcher(None, sides[0], sides[1], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield old[first:last], new[start:end]
