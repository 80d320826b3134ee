"""What happens now and then: "When a child is ill, the parents stay at home"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.parsing import Parsed, clause_at
from mediakit.subtitles.easy.pieces import Split, begun, ended, lowered
from mediakit.subtitles.tokens import word_set

_ANY = word_set("a an some people somebody someone")
"""Subjects that show that not one certain time is meant, nor what always comes, such as night."""

_NOW = frozenset({"VBZ", "VBP"})


def habits(parse: Parsed) -> Iterator[Split]:
    """ "When a child is ill, they stay at home." becomes "Sometimes a child is ill. Then they stay
    at home." Both must be in the present: "you will" and "you can" may speak of what never comes.
    """
    inner = clause_at(parse, 1)
    if parse.word(0) not in ("when", "whenever") or inner is None or parse.word(1) not in _ANY:
        return
    if parse.tag(inner.verb) not in _NOW:
        return
    commas = [at for at in range(inner.verb, len(parse) - 2) if "," in parse.tail(at)]
    index = commas[0] + 1 if commas else len(parse)
    outer = clause_at(parse, index)
    if outer is not None and outer.start == index and parse.tag(outer.verb) in _NOW:
        first, rest = parse.sentence[1:index], parse.sentence[index:]
        yield ended(begun(lowered(first), "Sometimes")), begun(lowered(rest), "Then")
