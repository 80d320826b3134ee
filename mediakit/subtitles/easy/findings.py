"""What somebody found to be so: "we found that the door was open"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import Parsed, clause_at, main_clause
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun
from mediakit.subtitles.easy.tagging import HAVE
from mediakit.subtitles.tokens import with_text, word_set

_FOUND = word_set("found discovered learned learnt noticed proved proven")
"""Verbs that only take what is so. What somebody said or thought may be wrong."""


def findings(parse: Parsed) -> Iterator[Split]:
    """ "We have found that the old door was open." becomes "We have found this. The old door was
    open." Only where nothing denies it, and somebody found it: not "it was found that".
    """
    main = main_clause(parse)
    that = next((at for at, word in enumerate(parse.words) if word == "that"), 0)
    if main is None or that < FEWEST_WORDS - 1 or parse.word(main.start) in ("it", "this", "that"):
        return
    found = that - 1
    # "Have found" and "found"; with anything else between, it may not have been found at all.
    direct = found == main.verb or (found == main.verb + 1 and parse.word(main.verb) in HAVE)
    if parse.word(found) not in _FOUND or not direct or governed(parse, that):
        return
    if not parse.tail(found) and clause_at(parse, that + 1) is not None:
        this = with_text(parse.sentence[that], "this.")
        yield (*parse.sentence[:that], this), begun(parse.sentence[that + 1 :])
