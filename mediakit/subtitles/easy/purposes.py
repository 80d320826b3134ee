"""What something is done for: "to help the people of Bangor"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import Parsed, is_past, main_clause
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended
from mediakit.subtitles.easy.tagging import BE, HAVE, MODALS
from mediakit.subtitles.tokens import word_set

_WITH_TO = word_set(
    "able afford agree aim allow appear apply appoint ask assign attempt authorise beg begin"
    " believe bid call cause challenge choose claim commission compel consider continue convince"
    " dare decide declare demand deserve design desire devote direct easy elect enable encourage"
    " enough estimate expect fail first force forget get grant happen hard help hesitate hire hope"
    " impossible inspire instruct intend invite know last lead learn let license like likely limit"
    " long love manage mean motivate move need next nominate oblige offer only opt order pay"
    " permit persuade plan pledge possible prefer prepare press prevent proceed promise prompt"
    " propose prove push ready recommend refuse remain remind report request require say schedule"
    " second see seem select serve set start strive struggle suggest suppose teach tell tempt tend"
    " think third threaten too train try turn unable unlikely urge use vote want warn willing wish"
    " work"
)
"""Words whose meaning asks for "to do something": "want", "chance", "first"."""

_NOUNS_WITH_TO = word_set(
    "ability authority chance decision desire duty effort freedom intention need obligation one"
    " ones opportunity option people permission person place plan power pressure reason"
    " responsibility right tendency thing things time want way ways wish"
)
"""Nouns that say what can or must be done, where "to" follows them or what hangs on them."""

_OUTCOMES = word_set(
    "be become win lose find form reach finish die rank last date include number have get see"
    " discover learn return total consist"
)
"""Verbs that tell how it ended: "he came back to win"."""


def purposes(parse: Parsed) -> Iterator[Split]:
    """ "The council built a hall in Bangor to help us." becomes "The council built a hall in
    Bangor. This was to help us." """
    main = main_clause(parse)
    if main is None or parse.word(main.start) in ("it", "there", "what", "this", "that"):
        return
    helped = parse.word(main.verb) in BE | HAVE and parse.tag(main.verb + 1) not in ("VBN", "RB")
    if helped or parse.word(main.verb) in MODALS:
        return
    for index in range(max(main.verb + 3, FEWEST_WORDS), len(parse) - 2):
        if parse.word(index) != "to" or parse.tag(index + 1) != "VB" or governed(parse, index):
            continue
        before = range(main.start, index)
        if any(_asks_for_to(parse.word(at)) for at in before) or parse.tag(index - 1) not in _NOUNS:
            continue
        if _NOUNS_WITH_TO & {parse.word(index - 1), *_heads(parse, index)}:
            continue
        if parse.word(index + 1) in _OUTCOMES or not _is_one_doing(parse, main.verb, index):
            continue
        be = "was" if is_past(parse, main.verb) else "is"
        yield ended(parse.sentence[:index]), begun(parse.sentence[index:], f"This {be}")


_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS", "CD"})


def _heads(parse: Parsed, index: int) -> Iterator[str]:
    """The nouns before `index` on which something hangs: "the right of all people to ..."."""
    return (parse.word(at) for at in range(index) if parse.tag(at + 1) == "IN")


def _asks_for_to(word: str) -> bool:
    """Whether a word, in any of its forms, goes on with "to"."""
    return bool(_bases(word) & _WITH_TO) or word in _PASTS_WITH_TO


def _bases(word: str) -> set[str]:
    """What a form may be a form of: "planned" of "plan", "tries" of "try"."""
    found = {word}
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            found |= {stem, stem + "e"}
            found |= {stem[:-1]} if stem[-1] == stem[-2] else set()
    return found | ({word[:-3] + "y"} if word.endswith(("ied", "ies")) else set())


_PASTS_WITH_TO = word_set(
    "began begun chose chosen forgot got knew known led learnt meant paid proven said saw seen"
    " sought taught told thought"
)


def _is_one_doing(parse: Parsed, verb: int, index: int) -> bool:
    """Whether there is only one verb and no joining word that the purpose could belong to, and no
    "not" that may deny it.
    """
    words, tags = parse.words[verb:index], parse.tags[verb + 1 : index]
    negative = any(word in ("not", "never", "no") or word.endswith("n't") for word in words)
    apart = any("," in parse.tail(at) for at in range(verb, index))
    return not (negative or apart or "for" in words or _OTHERS & set(tags))


_OTHERS = frozenset({"VBG", "VB", "MD", "WDT", "WP", "WRB", "TO"})
