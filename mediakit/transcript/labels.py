"""Names that stand in the text: "Siân Example: Good morning"."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

LONGEST_NAME = 60
"""Letters before a colon that can still be a name: Zoom and Teams allow 64 and show fewer. [own]"""

_PREFIX = re.compile(rf"(?P<name>[^:\n]{{1,{LONGEST_NAME}}}):\s+(?P<text>\S.*)", re.DOTALL)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NUMBERED = re.compile(r"Speaker \d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words("a ab al ap bin da de del der di du el ferch la le o van von y and & +")
"""Small words that names hold without a capital, English and Welsh ones among them."""

_OPENINGS = _words(
    "actually also and answer because but example first firstly instead last lastly next no note"
    " now ok okay one two three four five question remember second secondly so still then thing"
    " third well yes"
)
"""Words with a colon after them that begin a sentence rather than name a person."""


def labelled(
    texts: Sequence[str], known: Collection[str] = ()
) -> tuple[tuple[str | None, str], ...]:
    """Who says each of these texts, and the text without the name. A text without a name goes on
    with the one before it.

    A colon also stands inside sentences, so that words before it count as a name only if they look
    like one, and are `known`, or come again, or most of the texts begin so.

    >>> labelled(["Siân: Yes: two things.", "One: tea.", "Siân: Two: cake."])
    (('Siân', 'Yes: two things.'), ('Siân', 'One: tea.'), ('Siân', 'Two: cake.'))
    """
    found = [_prefix(text, known) for text in texts]
    counts = Counter(name for name, _ in found if name is not None)
    usual = 2 * counts.total() >= len(texts)
    speaker: str | None = None
    result: list[tuple[str | None, str]] = []
    for text, (name, rest) in zip(texts, found, strict=True):
        believed = name is not None and (
            usual or counts[name] > 1 or name in known or _NUMBERED.fullmatch(name) is not None
        )
        speaker = name if believed else speaker
        result.append((speaker, rest if believed else text))
    return tuple(result)


def person_name(text: str) -> str:
    """A name as it is spoken: without pronouns, roles and places in brackets, first name first.

    >>> person_name("Dafydd O'Test (he/him)"), person_name("Test, Dafydd (External)")
    ("Dafydd O'Test", 'Dafydd Test')
    """
    name = " ".join(_BRACKETS.sub("", text).split()) or " ".join(text.split())
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name


def _prefix(text: str, known: Collection[str]) -> tuple[str | None, str]:
    match = _PREFIX.fullmatch(text.strip())
    if match is None:
        return None, text
    name = " ".join(match["name"].split())
    return (name, match["text"]) if name in known or _looks_like_a_name(name) else (None, text)


def _looks_like_a_name(text: str) -> bool:
    words = _BRACKETS.sub("", text).split()
    if not words or (len(words) == 1 and words[0].casefold() in _OPENINGS):
        return False
    return _is_name_word(words[0]) and all(
        word.casefold() in _PARTICLES or _is_name_word(word) for word in words
    )


def _is_name_word(word: str) -> bool:
    """A capital anywhere in it ("iPhone" joins meetings, too) or a number, and no end of a sentence
    but that of an initial.
    """
    if word[-1] in ".!?…" and len(word) > 3:
        return False
    return any(letter.isupper() for letter in word) or word.isdigit()
