"""What hangs at the end of something that happened: why, in what time, from where to where."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import (
    Clause,
    Parsed,
    is_finite,
    is_past,
    main_clause,
    noun_phrase_end,
)
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended, repeated, tense
from mediakit.subtitles.tokens import word_set

_NEGATIVE = word_set("no not never nobody nothing none nor neither without hardly only")
_UNSURE = frozenset({"TO", "VBG", "MD"})
"""Other verbs to which the words at the end may belong."""

_DURING = word_set("during throughout")
_WENT = word_set(
    "went passed walked travelled drove rode ran flew sailed moved marched crossed climbed came"
    " swam hiked cycled"
)
_GO = word_set("go pass walk travel drive ride run fly sail move cross climb come swim cycle")
_GOES = word_set("goes passes walks travels drives rides runs flies sails moves crosses comes")


def reasons(parse: Parsed) -> Iterator[Split]:
    """ "We stayed at home because of the rain." becomes "We stayed at home. This was because of the
    rain." """
    for index, main in _tails(parse):
        if parse.words[index : index + 2] != ("because", "of") or parse.tag(index - 1) == "RB":
            continue
        if parse.word(main.verb + 1) == "because" or parse.tag(index - 1) in ("TO", "VB"):
            continue
        yield ended(parse.sentence[:index]), begun(parse.sentence[index:], f"This {tense(parse)}")


def times(parse: Parsed) -> Iterator[Split]:
    """ "He lived in Bangor during the war." becomes "He lived in Bangor. This was during the war."
    Not "a book about life during the war".
    """
    for index, main in _tails(parse):
        hanging = "about" in parse.words[main.verb : index]
        whole = noun_phrase_end(parse, index + 1) == len(parse)
        if parse.word(index) in _DURING and whole and not hanging and is_past(parse, main.verb):
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], "This was")


def journeys(parse: Parsed) -> Iterator[Split]:
    """ "We walked over the hill from Bangor to Conwy." becomes "We walked over the hill. We went
    from Bangor to Conwy." """
    for index, main in _tails(parse):
        subject = repeated(parse, main.start, main.end, past=is_past(parse, main.verb))
        went = _going(parse.word(main.verb))
        whole = noun_phrase_end(parse, index + 1) == len(parse)
        if parse.word(index) != "from" or not went or subject is None or not whole:
            continue
        # Who "moved the people" did not go there.
        if parse.tag(main.verb + 1) not in ("IN", "RB", "TO"):
            continue
        if parse.words[index:].count("to") == 1:
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], f"{subject} {went}")


def _going(verb: str) -> str | None:
    """The form of "go" for a verb of going somewhere; None for other verbs."""
    forms = {"went": _WENT, "go": _GO, "goes": _GOES}
    return next((form for form, verbs in forms.items() if verb in verbs), None)


def _tails(parse: Parsed) -> Iterator[tuple[int, Clause]]:
    """Where something may be hanging on the main verb and on nothing else, with the main clause."""
    main = main_clause(parse)
    if main is None or parse.word(main.start) == "there":
        return
    for index in range(max(main.verb + 2, FEWEST_WORDS), len(parse) - 1):
        between = range(main.verb + 1, index)
        apart = parse.word(index) == "because" and "," in parse.tail(index - 1)
        other = not apart and any(
            parse.tag(at) in _UNSURE or is_finite(parse, at) for at in between
        )
        negative = any(w in _NEGATIVE or w.endswith("n't") for w in parse.words[:index])
        more = any(is_finite(parse, at) for at in range(index + 1, len(parse)))
        if not other and not negative and not more and not governed(parse, index):
            yield index, main
