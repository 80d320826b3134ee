"""How English sentences are built, as far as splitting them needs: where a noun phrase begins and
ends, and where a subject stands with its verb. What is not understood is never split.
"""

from dataclasses import dataclass

from mediakit.subtitles.easy.tagging import is_contracted, tags_of
from mediakit.subtitles.tokens import OPENERS, Sentence, plain, tail, word_set

SUBJECT_PRONOUNS = word_set("i we he she they it you there this that these those")
_PLURAL_PRONOUNS = word_set("we they you i these those")
_BEFORE_DETERMINER = word_set("all both half most many some one none each several part")
_ADVERBS = word_set(
    "then now also often always never soon later still only just finally eventually again first"
    " today there here sometimes usually perhaps maybe already once thus therefore however not"
)
_ALONE = word_set(
    "everybody everyone nobody somebody someone anyone anybody this that these those all some many"
    " most others one both few several each nothing something everything"
)
_INSIDE = frozenset({"DT", "PRP$", "CD", "JJ", "JJR", "JJS", "VBN", "VBG", "POS", "PDT"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_OPENERS = _INSIDE | _NOUNS
_LINKS = word_set("of in at from for with on between to about near as")
_PAST_OR_PARTICIPLE = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with the kind of each word. All three have the same length."""

    sentence: Sentence
    words: tuple[str, ...]
    """In small letters, without punctuation."""
    tags: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def tail(self, index: int) -> str:
        """The punctuation after a word; "" outside the sentence."""
        return tail(self.sentence[index].text) if 0 <= index < len(self) else ""

    def opens(self, index: int) -> bool:
        """Whether a bracket or quote opens before a word."""
        return index < len(self) and self.sentence[index].text[:1] in OPENERS

    def word(self, index: int) -> str:
        """A word in small letters; "" outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def tag(self, index: int) -> str:
        """The kind of a word; "" outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""


def parsed(sentence: Sentence) -> Parsed:
    """The sentence with the kind of each of its words."""
    texts = [token.text for token in sentence]
    return Parsed(sentence, tuple(plain(text) for text in texts), tags_of(texts))


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject, from `start` up to but not including `end`, and where its verb stands. In "it's"
    the verb is the subject's own word.
    """

    start: int
    end: int
    verb: int


def noun_phrase_end(parse: Parsed, start: int, *, links: bool = True) -> int | None:
    """Where the noun phrase that begins at `start` ends; None where none begins. With `links`, what
    hangs on it ("the head of the council") belongs to it.
    """
    end = _core_end(parse, start)
    while end is not None and links and end < len(parse) and not parse.tail(end - 1):
        if parse.word(end) not in _LINKS | {"and", "or"}:
            break
        more = _core_end(parse, end + 1)
        if more is None:
            break
        end = more
    return end


def _core_end(parse: Parsed, start: int) -> int | None:
    """The same without what hangs on it: determiners, then adjectives, then nouns."""
    index, last, noun = start, None, False
    if parse.word(index) in _BEFORE_DETERMINER and parse.word(index + 1) == "of":
        index += 2
        if parse.word(index) in ("them", "us", "you"):
            return index + 1
    while index < len(parse) and parse.tag(index) in _allowed(parse, index, start, noun=noun):
        # A number goes before its noun: "5 thick slabs".
        noun = noun or parse.tag(index) in _NOUNS - {"CD"}
        if parse.tag(index) in _NOUNS or parse.word(index) in _ALONE:
            last = index + 1
        index += 1
        if parse.tail(index - 1):
            break
    return last


def _allowed(parse: Parsed, index: int, start: int, *, noun: bool) -> frozenset[str]:
    """The kinds of word that can go on with a noun phrase."""
    if index == start or parse.word(index - 1) in _BEFORE_DETERMINER | {"of"}:
        return _OPENERS
    if not noun or parse.word(index - 1).endswith("'s"):
        return _OPENERS - {"DT", "PRP$"}
    return _NOUNS | {"POS"}


def noun_phrase_start(parse: Parsed, end: int) -> int | None:
    """Where the noun phrase begins whose last word stands before `end`; without what hangs on it.
    None where no noun stands there.
    """
    start = end - 1
    if parse.tag(start) not in _NOUNS:
        return None
    while start > 0 and parse.tag(start - 1) in _OPENERS and not parse.tail(start - 1):
        if parse.tag(start) in ("DT", "PRP$"):
            break
        start -= 1
    return start


def is_finite(parse: Parsed, index: int) -> bool:
    """Whether the word is a verb with a time of its own, as far as one can tell from its form and
    the word before it.
    """
    tag, before = parse.tag(index), parse.tag(index - 1)
    if tag in _PRESENT or tag == "VBD":
        return True
    if parse.word(index - 1) in ("this", "that") and not _is_regular(parse.word(index)):
        return tag == "VBN"
    if tag != "VBN" or (index and before in ("DT", "PRP$", "JJ", "IN", "TO", "CC", "VBZ", "VBP")):
        return False
    return not _has_helper(parse, index)


def _is_regular(word: str) -> bool:
    return len(word) > len("led") and word.endswith("ed")


def _has_helper(parse: Parsed, index: int) -> bool:
    before = index - 1
    while before >= 0 and parse.tag(before) == "RB":
        before -= 1
    word = parse.word(before)
    return word in _HELPERS or is_contracted(word)


_HELPERS = word_set("is are was were am be been being has have had having get got gets getting")


def clause_at(parse: Parsed, start: int) -> Clause | None:
    """The subject and verb that begin at `start`, perhaps after an adverb: "then the council met".
    None where none can be seen.
    """
    first = start
    while parse.word(first) in _ADVERBS and parse.word(first + 1) and not parse.tail(first):
        if parse.word(first) in SUBJECT_PRONOUNS and is_finite(parse, first + 1):
            break
        first += 1
    word = parse.word(first)
    if is_contracted(word):
        return Clause(first, first + 1, first)
    end = first + 1 if word in SUBJECT_PRONOUNS and _is_alone(parse, first) else None
    if end and parse.word(end) in ("all", "both", "each"):
        end += 1
    end = end or noun_phrase_end(parse, first)
    if end is None or parse.tail(end - 1).strip(")"):
        return None
    verb = _verb_from(parse, end)
    return Clause(first, end, verb) if verb is not None else None


def _is_alone(parse: Parsed, index: int) -> bool:
    word = parse.word(index)
    return (
        word not in ("this", "that", "these", "those") or _verb_from(parse, index + 1) is not None
    )


def _verb_from(parse: Parsed, index: int) -> int | None:
    while _is_adverb(parse, index) and not parse.tail(index) and not parse.opens(index):
        index += 1
    return index if is_finite(parse, index) and not parse.opens(index) else None


def _is_adverb(parse: Parsed, index: int) -> bool:
    return parse.tag(index) == "RB" or parse.word(index) == "first"


def main_clause(parse: Parsed) -> Clause | None:
    """The subject and verb of the sentence, perhaps after an adverb or a phrase with a comma: "In
    2004, the council met". None where they cannot be seen.
    """
    clause = clause_at(parse, 0)
    if clause is None and parse.tag(0) == "IN" and parse.word(1) == "then":
        clause = clause_at(parse, 2)
    if clause is not None:
        return clause
    spoken = next(
        (at for at in range(1, _LONGEST_LEAD) if parse.word(at) in _SAID_AS_SUBJECT), None
    )
    leads = parse.tag(0) == "IN" or parse.word(0) == "later"
    if spoken is not None and leads and not any(map(parse.tail, range(spoken))):
        return clause_at(parse, spoken)
    comma = next((at for at in range(len(parse)) if parse.tail(at) == ","), None)
    if comma is None or comma > _LONGEST_LEAD or not _leads_in(parse, comma):
        return None
    return clause_at(parse, comma + 1)


_SAID_AS_SUBJECT = word_set("i we he she they")
_LONGEST_LEAD = 9
"""Words before the comma in "In the summer of 2004, ..."."""


def _leads_in(parse: Parsed, comma: int) -> bool:
    """Whether the words up to the comma say when, where or how."""
    when = parse.tag(0) in ("DT", "CD") and _TIMES & set(parse.words[1 : comma + 1])
    return bool(when) or parse.tag(0) in ("IN", "RB", "TO") or parse.words[:2] == _ACCORDING


_TIMES = word_set("year years month months week weeks day days season morning night evening time")
_ACCORDING = ("according", "to")


def is_plural(parse: Parsed, start: int, end: int) -> bool:
    """Whether a subject takes "are" and "were"."""
    words = parse.words[start:end]
    head = next((at for at in range(start, end) if parse.word(at) in _LINKS), end) - 1
    return (
        "and" in words
        or words[0] in _PLURAL_PRONOUNS
        or parse.tag(head) in ("NNS", "NNPS")
        or words[0] in ("many", "most", "some", "several", "both", "few")
    )


def is_past(parse: Parsed, verb: int) -> bool:
    """Whether the verb is in the past: "went", "was", "had been"."""
    return parse.tag(verb) in _PAST_OR_PARTICIPLE
