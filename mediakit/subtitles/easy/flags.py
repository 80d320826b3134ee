"""What a machine should not change and a person should look at: passives, double negatives,
sentences that stay long, beginnings that were given up.
"""

from dataclasses import dataclass

from mediakit.subtitles.easy.guard import is_negation
from mediakit.subtitles.easy.parsing import Parsed, parsed
from mediakit.subtitles.easy.repeats import false_start_at
from mediakit.subtitles.easy.tagging import BE
from mediakit.subtitles.tokens import Sentence, single_words, text_of, word_set

_FEELINGS = word_set(
    "interested involved married tired worried supposed used allowed excited pleased scared bored"
    " confused concerned gone done finished born called based located situated retired advanced"
    " mixed limited related known"
)
"""After "is", these say how somebody or something is, rather than what is done to them."""

_AGAINST_A_NOT = ("un", "im", "in", "ir", "il", "dis")
_OPPOSITES = word_set(
    "unable uncommon unusual unlikely unfair unhappy unkind unsafe impossible impolite inaccessible"
    " incorrect inexpensive irregular illegal dissatisfied without"
)
_ONE_THOUGHT = frozenset({"no", "nor", "neither"})


TOO_FAST = "too fast"
"""The kind of flag for what is gone before people can have read it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something for a person to look at. `text` is what easy read says now, `advice` one plain
    sentence, `words` the first and one-past-last index of the transcript's words; `choices` are
    wordings that would do.
    """

    kind: str
    text: str
    advice: str
    source: str
    words: tuple[int, int]
    choices: tuple[str, ...] = ()


def flags_of(sentence: Sentence, most_words: int) -> tuple[Flag, ...]:
    """What is worth a look in one sentence of easy read. Rules are for English."""
    flat = single_words(sentence)
    if not flat:
        return ()
    parse = parsed(flat)
    found: list[Flag] = []
    for first, end in passives(parse):
        text = text_of(flat[first:end])
        found.append(_flag(flat, "passive", text, "Say who does it, if you can.", "GOV.UK"))
    if is_doubly_negative(parse):
        advice = "Two words that say no are hard to follow: can you say it without?"
        found.append(_flag(flat, "double negative", text_of(flat), advice, "W3C COGA"))
    if len(flat) > most_words:
        advice = f"This has {len(flat)} words: can you make two sentences of it?"
        found.append(_flag(flat, "long sentence", text_of(flat), advice, "GOV.UK"))
    if any(false_start_at(flat, index) for index in range(len(flat))):
        advice = "Somebody begins anew here: can what they took back go?"
        found.append(_flag(flat, "false start", text_of(flat), advice, "ICCHP 2022"))
    return tuple(found)


def passives(parse: Parsed) -> tuple[tuple[int, int], ...]:
    """The first and one-past-last index of each passive: "was held", "has been asked"."""
    found = []
    for index, tag in enumerate(parse.tags):
        helper = index - 1
        while helper >= 0 and parse.tag(helper) == "RB":
            helper -= 1
        helped = helper >= 0 and parse.word(helper) in BE and not parse.tail(index - 1)
        if tag == "VBN" and helped and parse.word(index) not in _FEELINGS:
            found.append((helper, index + 1))
    return tuple(found)


def is_doubly_negative(parse: Parsed) -> bool:
    """Whether two words that say no stand in one part of the sentence: "not without", "can't do
    nothing", "not impossible".
    """
    run: list[str] = []
    for index, word in enumerate(parse.words):
        if is_negation(word) or (run and word in _OPPOSITES and word.startswith(_AGAINST_A_NOT)):
            run.append(word)
        if len(run) > 1 and set(run) - _ONE_THOUGHT:
            return True
        if parse.tail(index):
            run = []
    return False


def _flag(flat: Sentence, kind: str, text: str, advice: str, source: str) -> Flag:
    return Flag(kind, text, advice, source, (flat[0].words[0], flat[-1].words[1]))
