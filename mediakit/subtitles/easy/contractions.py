"""Writing out what is said short: "do not" for "don't". Only where one word tells which is meant:
"he's" is "he is" or "he has", and "don't you?" cannot be written out in its place.
"""

from mediakit.subtitles.easy.parsing import SUBJECT_PRONOUNS, Parsed, parsed
from mediakit.subtitles.easy.tagging import is_contracted
from mediakit.subtitles.tokens import Sentence, capitalised, core, tail, with_text

_NOT = {"can't": "cannot", "won't": "will not", "shan't": "shall not"}
_VERBS = {"'re": "are", "'m": "am", "'ve": "have", "'ll": "will"}


def written_out(sentence: Sentence) -> Sentence:
    """The sentence with its short forms written out. Rules are for English."""
    parse = parsed(sentence)
    return tuple(
        with_text(token, _with_edges(token.text, long)) if (long := _long(parse, index)) else token
        for index, token in enumerate(sentence)
    )


def _long(parse: Parsed, index: int) -> str | None:
    word, following = parse.word(index), parse.word(index + 1)
    if word.endswith("n't"):
        if following in SUBJECT_PRONOUNS and not parse.tail(index):
            return None
        return _NOT.get(word, word.removesuffix("n't") + " not")
    if word == "let's":
        return "let us"
    if not is_contracted(word) or parse.tail(index):
        return None
    stem, _, ending = word.partition("'")
    verb = _VERBS.get("'" + ending) or _of_s_or_d(ending, following, parse.tag(index + 1))
    return f"{stem} {verb}" if verb else None


def _of_s_or_d(ending: str, following: str, tag: str) -> str | None:
    if ending == "s":
        if following in ("been", "got", "had"):
            return "has"
        return None if tag in ("VBN", "VBD") else "is"
    if following in ("been", "better"):
        return "had"
    return "would" if tag in ("VB", "VBP") or following in ("be", "have", "not") else None


def _with_edges(text: str, long: str) -> str:
    word = core(text)
    long = capitalised(long) if word[:1].isupper() else long
    return text[: text.find(word)] + long + tail(text)
