"""What something is not, and what it is instead."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import Parsed, is_finite, main_clause
from mediakit.subtitles.easy.pieces import Split, begun, ended, repeated
from mediakit.subtitles.easy.tagging import is_contracted
from mediakit.subtitles.tokens import word_set

_NOT_QUITE = word_set("only just merely simply always necessarily so all every")
"""After "not", these make of "but" an "and also"."""

_BE = word_set("is are was were")
_KINDS = {"NNS": "NN", "NNP": "NN", "NNPS": "NN", "PRP$": "NN", "DT": "NN", "CD": "NN"}


def not_but(parse: Parsed) -> Iterator[Split]:
    """ "It is not a dog, but a cat." becomes "It is not a dog. It is a cat." """
    main = main_clause(parse)
    if main is None or parse.word(main.verb + 1) != "not":
        return
    contracted = is_contracted(parse.word(main.verb)) and parse.word(main.verb).endswith("'s")
    if parse.word(main.verb) not in _BE and not contracted:
        return
    subject = repeated(parse, main.start, main.end, past=True)
    for index in range(main.verb + 3, len(parse) - 1):
        inside = range(main.verb + 2, index)
        if parse.word(index) != "but" or governed(parse, index) or subject is None:
            continue
        alike = _kind(parse, main.verb + 2) == _kind(parse, index + 1)
        plain = not any(is_finite(parse, at) for at in inside)
        only = {parse.word(main.verb + 2), parse.word(index + 1)} & (_NOT_QUITE | {"also"})
        if alike and plain and not only and not is_finite(parse, index + 1):
            lead = subject if contracted else f"{subject} {parse.word(main.verb)}"
            yield ended(parse.sentence[:index]), begun(parse.sentence[index + 1 :], lead)


def _kind(parse: Parsed, index: int) -> str:
    """What the words at `index` are, roughly: both must be the same for "but" to part them."""
    tag = parse.tag(index)
    if tag == "JJ" and parse.tag(index + 1).startswith("NN"):
        return "NN"
    return _KINDS.get(tag, tag)
