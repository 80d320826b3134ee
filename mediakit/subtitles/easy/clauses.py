"""Making short sentences of a long one, one idea each, where that is safe.

Safe means: every piece stands alone, nothing that governs the rest is lost (an "if", a "they said
that", a question), and what is added is a subject said again or a word such as "This". What these
rules do not understand stays as it was said.
"""

from collections.abc import Callable, Iterator

from mediakit.subtitles.easy.attributes import belongings, goings_on, one_like_this, own_parts
from mediakit.subtitles.easy.contrasts import not_but
from mediakit.subtitles.easy.coordination import (
    commands,
    coordinated,
    same_subject,
    semicolons,
    things,
)
from mediakit.subtitles.easy.examples import examples
from mediakit.subtitles.easy.findings import findings
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.habits import habits
from mediakit.subtitles.easy.openings import first_doings
from mediakit.subtitles.easy.parsing import Parsed, parsed
from mediakit.subtitles.easy.participles import consequences, dates, doings, first_dates, members
from mediakit.subtitles.easy.pieces import stands_alone
from mediakit.subtitles.easy.purposes import purposes
from mediakit.subtitles.easy.relatives import (
    appositions,
    in_brackets,
    led_by,
    middle_relatives,
    over_which,
    relatives,
)
from mediakit.subtitles.easy.restrictive import known_things, things_done
from mediakit.subtitles.easy.subordinates import leading, trailing
from mediakit.subtitles.easy.tails import journeys, reasons, times
from mediakit.subtitles.easy.whereabouts import in_which, middle_participles, places
from mediakit.subtitles.tokens import Sentence, single_words, tail, text_of

Splitter = Callable[[Parsed], Iterator[tuple[Sentence, Sentence]]]

SPLITTERS: tuple[Splitter, ...] = (
    semicolons,
    coordinated,
    in_brackets,
    middle_relatives,
    middle_participles,
    relatives,
    in_which,
    appositions,
    leading,
    habits,
    first_doings,
    trailing,
    not_but,
    same_subject,
    one_like_this,
    goings_on,
    own_parts,
    belongings,
    members,
    examples,
    consequences,
    doings,
    led_by,
    over_which,
    commands,
    dates,
    first_dates,
    places,
    things_done,
    known_things,
    reasons,
    times,
    journeys,
    purposes,
    findings,
)
"""In the order in which they are tried: what reads best comes first."""


TWO_IDEAS = (semicolons, coordinated, in_brackets, middle_relatives, relatives, leading)
"""What shows that even a short sentence has two ideas."""

_LEAST_FOR_TWO = 9
"""Words of a sentence that is split because it has two ideas, at least. [own]"""

_LEAST_OF_IDEA = 4
"""Words of each piece then, at least. [own]"""


def short_sentences(sentence: Sentence, most_words: int) -> tuple[Sentence, ...]:
    """The sentence as one or more sentences in the same order: those that have more than
    `most_words` words, or plainly two ideas. As it was where there is no safe place to split. Rules
    are for English.
    """
    flat = single_words(sentence)
    long = len(flat) > most_words
    if len(flat) < min(_LEAST_FOR_TWO, most_words + 1) or "?" in tail(flat[-1].text):
        return (sentence,)
    parse = parsed(flat)
    if long and (items := things(parse)):
        return items
    least = 0 if long else _LEAST_OF_IDEA
    for splitter in SPLITTERS if long else TWO_IDEAS:
        for first, second in splitter(parse):
            if min(len(first), len(second)) >= least and _is_safe(flat, first, second):
                return (*short_sentences(first, most_words), *short_sentences(second, most_words))
    return (sentence,)


def _is_safe(whole: Sentence, first: Sentence, second: Sentence) -> bool:
    before, after = text_of(whole), f"{text_of(first)} {text_of(second)}"
    return (
        stands_alone(first) and stands_alone(second) and keeps_facts(before.split(), after.split())
    )
