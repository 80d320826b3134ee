"""Making short sentences of a long one, one idea each, where that is safe.

Safe means: every piece stands alone, nothing that governs the rest is lost (an "if", a "they said
that", a question), and what is added is a subject said again or a word such as "This". What these
rules do not understand stays as it was said.
"""

from collections.abc import Callable, Iterator

from mediakit.subtitles.easy.coordination import commands, coordinated, same_subject, semicolons
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.parsing import Parsed, parsed
from mediakit.subtitles.easy.participles import consequences, dates, doings, first_dates
from mediakit.subtitles.easy.pieces import stands_alone
from mediakit.subtitles.easy.relatives import appositions, led_by, middle_relatives, relatives
from mediakit.subtitles.easy.subordinates import leading, trailing
from mediakit.subtitles.tokens import Sentence, single_words, tail, text_of

Splitter = Callable[[Parsed], Iterator[tuple[Sentence, Sentence]]]

SPLITTERS: tuple[Splitter, ...] = (
    semicolons,
    coordinated,
    middle_relatives,
    relatives,
    appositions,
    leading,
    trailing,
    same_subject,
    consequences,
    doings,
    led_by,
    commands,
    dates,
    first_dates,
)
"""In the order in which they are tried: what reads best comes first."""


def short_sentences(sentence: Sentence, most_words: int) -> tuple[Sentence, ...]:
    """The sentence as one or more sentences in the same order; as it was, if it has no more than
    `most_words` words or no safe place to split. Rules are for English.
    """
    flat = single_words(sentence)
    if len(flat) <= most_words or "?" in tail(flat[-1].text):
        return (sentence,)
    parse = parsed(flat)
    for splitter in SPLITTERS:
        for first, second in splitter(parse):
            if _is_safe(flat, first, second):
                return (*short_sentences(first, most_words), *short_sentences(second, most_words))
    return (sentence,)


def _is_safe(whole: Sentence, first: Sentence, second: Sentence) -> bool:
    before, after = text_of(whole), f"{text_of(first)} {text_of(second)}"
    return (
        stands_alone(first) and stands_alone(second) and keeps_facts(before.split(), after.split())
    )
