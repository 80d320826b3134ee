"""plain-words.<language>.toml, read and checked whole: text to PlainWords, or every mistake.

Callers open the files. A workspace's list overrides the built-in one entry by entry.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mediakit.handwritten.mistakes import Finding, Mistake, Mistakes, located, nearest, shown
from mediakit.handwritten.slips import Slip, line_of, slip_in, usual_slips
from mediakit.subtitles.easy.guard import facts_of, keeps_facts
from mediakit.subtitles.easy.plain_words import Acronym, Explained, Part, PlainWord, PlainWords

Entry = PlainWord | Acronym | Explained


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file: the word that stands for its right side, the words that an entry in
    braces knows, and what an entry becomes.
    """

    right: str
    words: tuple[str, ...]
    entry: Callable[..., Entry]
    part: Part | None = None


def _replacing(part: Part) -> _Part:
    words = ("say", "plural", "note") if part == "noun" else ("say", "note")
    return _Part("say", words, PlainWord, part)


PARTS: Mapping[str, _Part] = {
    "phrases": _replacing("phrase"),
    "verbs": _replacing("verb"),
    "nouns": _replacing("noun"),
    "adjectives": _replacing("adjective"),
    "adverbs": _replacing("adverb"),
    "acronyms": _Part("full", ("full", "note"), Acronym),
    "explained": _Part("meaning", ("meaning", "plural", "note"), Explained),
}

EXAMPLE = 'Write it like "assist" = "help".'

_SLIPS = (
    Slip(r"\\", "There is a backslash in this line.", "Take it out."),
    *usual_slips(EXAMPLE, "[verbs]"),
    Slip(r"=\s*[^\W\d]", "The plain words have no quotation marks.", EXAMPLE),
    Slip(r"^\s*[^\W\d][^=]*\s\S", "The hard words have no quotation marks.", EXAMPLE),
    Slip(
        r"=\s*\{",
        "The braces in this line do not match.",
        'Write it like "hub" = { say = "place", note = "a note" }.',
    ),
)

_MOST_UNREADABLE = 20
"""Lines that are named at most: where more cannot be read, it is no word list. [own]"""


def read_plain_words(text: str, where: str) -> PlainWords:
    """The plain-word list in `text`. Raises `Mistakes` with all that is wrong, by line.

    >>> words = read_plain_words('language = "en"\\n[verbs]\\n"assist" = "help"', "words.toml")
    >>> words.words[0].instead_of, words.words[0].say, words.words[0].part
    ('assist', 'help', 'verb')
    """
    table, readable, mistakes = _parsed(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    language = table.pop("language", None)
    contractions = table.pop("contractions", None)
    findings = [
        *_of_language(language, table),
        *_of_contractions(contractions),
        *_of_parts(table),
        *_across(table),
    ]
    if findings or mistakes:
        raise Mistakes([*mistakes, *located(findings, readable, where).mistakes], where)
    entries = [
        _entry(part, hard, row) for part, rows in table.items() for hard, row in rows.items()
    ]
    return PlainWords(
        str(language),
        tuple(entry for entry in entries if isinstance(entry, PlainWord)),
        tuple(entry for entry in entries if isinstance(entry, Acronym)),
        tuple(entry for entry in entries if isinstance(entry, Explained)),
        contractions,
    )


def merge(shelf: PlainWords, own: PlainWords) -> PlainWords:
    """`shelf` with the entries of `own` over it: what `own` says of a word holds alone. An entry
    with the same on both sides switches off what the shelf does with the word.
    """
    used = {same(word.instead_of) for word in own.words} | {same(e.word) for e in own.explained}
    short = {entry.short for entry in own.acronyms}
    return PlainWords(
        own.language,
        (*(word for word in shelf.words if same(word.instead_of) not in used), *own.words),
        (*(one for one in shelf.acronyms if one.short not in short), *_on(own.acronyms)),
        (*(one for one in shelf.explained if same(one.word) not in used), *_on(own.explained)),
        own.contractions or shelf.contractions,
    )


def same(hard: str) -> str:
    """A word for comparing: short forms in capitals are other words ("IT" is not "it").

    >>> same("Venue"), same("IT")
    ('venue', 'IT')
    """
    return hard if hard.isupper() else hard.casefold()


def _on(entries: tuple[Any, ...]) -> Iterator[Any]:
    """Without those that switch something off."""
    sides = {Acronym: ("short", "full"), Explained: ("word", "meaning")}
    for entry in entries:
        left, right = (getattr(entry, side) for side in sides[type(entry)])
        if same(left) != same(right):
            yield entry


def _parsed(text: str) -> tuple[dict[str, Any], str, list[Mistake]]:
    """What can be read of the file, the text without its unreadable lines, and those. An unreadable
    header still begins a part, whose words are not looked at.
    """
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    while True:
        readable = "\n".join(lines)
        try:
            table = tomllib.loads(readable)
        except tomllib.TOMLDecodeError as error:
            mistake = _unreadable(readable, error)
            mistakes.append(mistake)
            number = (mistake.line or 0) - 1
            if number < 0 or not lines[number].strip() or len(mistakes) >= _MOST_UNREADABLE:
                return {"language": "en"}, "", mistakes
            header = lines[number].lstrip().startswith("[")
            lines[number] = f'["{_UNREADABLE}{number}"]' if header else ""
        else:
            known = {key: rows for key, rows in table.items() if not key.startswith(_UNREADABLE)}
            return known, readable, mistakes


_UNREADABLE = "unreadable "


def _unreadable(text: str, error: tomllib.TOMLDecodeError) -> Mistake:
    line = line_of(error)
    written = text.split("\n")[line - 1].strip() if line else ""
    if "Cannot declare" in str(error):
        return Mistake(line, f"The part {written} is there twice.", "Put its words into one part.")
    if "Cannot overwrite" in str(error):
        hard = written.partition("=")[0].strip().strip("\"'")
        return Mistake(line, f"'{hard}' is there twice in its part.", "Keep one of them.")
    return slip_in(text, line, _SLIPS, EXAMPLE)


def _of_language(language: object, table: Mapping[str, Any]) -> Iterator[Finding]:
    given = isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}", language)
    if not given and not nearest("language", table):
        sentence = "The list does not say its language."
        yield Finding(("language",), sentence, 'Write language = "en" at the top.')


def _of_contractions(wish: object) -> Iterator[Finding]:
    if wish not in (None, "keep", "expand"):
        sentence = f'\'contractions\' is "keep" or "expand", not {shown(wish)}.'
        advice = 'Write contractions = "expand" to have "do not" for "don\'t".'
        yield Finding(("contractions",), sentence, advice)


def _of_parts(table: Mapping[str, Any]) -> Iterator[Finding]:
    for name, rows in table.items():
        if name in PARTS and isinstance(rows, dict):
            for hard, row in rows.items():
                yield from _of_entry(name, hard, row)
        elif isinstance(rows, dict):
            close = nearest(name, PARTS)
            known = ", ".join(f"[{part}]" for part in PARTS)
            advice = f"Did you mean [{close}]?" if close else f"The parts are {known}."
            yield Finding((name,), f"A list has no part called [{name}].", advice)
        else:
            sentence = f"'{name}' stands in no part of the list."
            advice = "Put it under [verbs], for example."
            if nearest(name, ["language"]):
                advice = 'Did you mean language = "en"?'
            yield Finding((name,), sentence, advice)


def _of_entry(part: str, hard: str, row: object) -> Iterator[Finding]:
    path, right = (part, hard), PARTS[part].right
    if not hard.strip():
        yield Finding(path, "There is no word before the =.", EXAMPLE)
    elif isinstance(row, str):
        yield from _of_texts(path, {right: row})
    elif not isinstance(row, dict):
        sentence = f"'{hard}' wants text after the =, not {shown(row)}."
        yield Finding(path, sentence, f'Write "{hard}" = "plain words".')
    else:
        for word in row:
            if word not in PARTS[part].words:
                yield _unknown(part, hard, word)
        if right not in row:
            sentence = f"'{hard}' has no '{right}'."
            yield Finding(path, sentence, f'Write "{hard}" = {{ {right} = "plain words" }}.')
        yield from _of_texts(path, {key: row[key] for key in PARTS[part].words if key in row})


def _unknown(part: str, hard: str, word: str) -> Finding:
    words = PARTS[part].words
    close = nearest(word, words)
    others = ", ".join(words)
    advice = f"Did you mean '{close}'?" if close else f"Between the braces may stand: {others}."
    if word == "plural":
        advice = "Only words in [nouns] and [explained] have one. Take it out."
    return Finding((part, hard, word), f"'{word}' does not go with '{hard}' in [{part}].", advice)


def _of_texts(path: tuple[str, str], texts: Mapping[str, object]) -> Iterator[Finding]:
    part, hard = path
    for key, value in texts.items():
        if not isinstance(value, str):
            sentence = f"'{key}' of '{hard}' wants text, not {shown(value)}."
            yield Finding(path, sentence, "Put quotation marks round it.")
        elif not value.strip():
            sentence = f"'{hard}' has an empty '{key}'."
            yield Finding(path, sentence, "Write something between the quotation marks.")
        elif key == "say":
            yield from _of_form(part, hard, value)


_ARTICLES = ("a", "an", "the")


def _of_form(part: str, hard: str, say: str) -> Iterator[Finding]:
    """Words that could not be put into a sentence, or would never be."""
    for side in (hard, say):
        first = side.split()[0].casefold()
        if part == "verbs" and first == "to" and " " in side.strip():
            rest = side.strip()[3:]
            yield Finding((part, hard), f"The verb '{side}' has a 'to'.", f'Write "{rest}".')
        if part == "nouns" and first in _ARTICLES and " " in side.strip():
            rest = side.strip().partition(" ")[2]
            yield Finding((part, hard), f"The noun '{side}' has '{first}'.", f'Write "{rest}".')
    if facts_of(hard.split()) != _NO_FACTS and not keeps_facts(hard.split(), say.split()):
        advice = f"Write it under [acronyms] as {hard} in full." if hard.isupper() else _KEEP
        sentence = f"'{say}' loses a name, a number or a 'not' that '{hard}' has."
        yield Finding((part, hard), sentence, advice)


_NO_FACTS = facts_of(())

_KEEP = "Keep them in the plain words: mediakit uses no words that lose them."


def _across(table: Mapping[str, Any]) -> Iterator[Finding]:
    """A word that stands in two parts, of which only one can be used."""
    first: dict[str, str] = {}
    for part, rows in table.items():
        for hard in rows if part in PARTS and isinstance(rows, dict) else ():
            key = part if part == "acronyms" else ""
            key += same(_one_line(hard))
            if key in first:
                sentence = f"'{hard}' stands in [{first[key]}] already."
                yield Finding((part, hard), sentence, "Keep one of them.")
            first.setdefault(key, part)


def _entry(part: str, hard: str, row: str | Mapping[str, str]) -> Entry:
    kind = PARTS[part]
    details = {kind.right: row} if isinstance(row, str) else row
    texts = {key: _one_line(value) for key, value in details.items()}
    if kind.part:
        return PlainWord(instead_of=_one_line(hard), part=kind.part, **texts)
    return kind.entry(_one_line(hard), **texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
