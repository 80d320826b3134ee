"""From a pydantic error to a plain sentence with a suggestion and a place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mediakit.film import schema
from mediakit.film.film_words import CLIP_WORDS
from mediakit.film.values import Refused
from mediakit.film.vocabulary import Vocabulary
from mediakit.handwritten.mistakes import Finding, nearest, shown
from mediakit.handwritten.positions import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class _Problem:
    """A pydantic error: where, what was written there, what pydantic adds, the whole file, and the
    words that such a file knows.
    """

    path: Path
    given: object
    context: Mapping[str, Any]
    data: Mapping[str, Any]
    known: Vocabulary


def explain(error: "ErrorDetails", data: Mapping[str, Any], known: Vocabulary) -> Finding:
    """One pydantic error about `data`, the whole file as plain values."""
    path = _path_of(error["loc"])
    told = _TOLD.get(error["type"])
    if told is None:
        return Finding(path, f"'{_word(path)}' cannot be used: {error['msg']}.", "")
    return told(_Problem(path, error["input"], error.get("ctx", {}), data, known))


def without_echoes(findings: list[Finding]) -> list[Finding]:
    """Leaves out "needs 'card'" where "'crad' ... Did you mean 'card'?" says the same already."""
    meant = {(f.path[:-1], f.suggestion) for f in findings}
    return [
        f for f in findings if not f.path or (f.path[:-1], _did_you_mean(f.path[-1])) not in meant
    ]


def _path_of(loc: tuple[str | int, ...]) -> Path:
    """pydantic's place without the tag that it adds behind a clip's number."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("clip",) and len(loc) > 2 else loc


def _table_of(path: Path) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))


def _did_you_mean(word: object) -> str:
    return f"Did you mean '{word}'?"


def _example(it: _Problem) -> str:
    return it.known.example(_table_of(it.path))


def _missing(it: _Problem) -> Finding:
    if it.path == ("clip",):
        return _no_clip(it)
    called = it.known.tables[_table_of(it.path[:-1])].called
    sentence = f"{called[0].upper()}{called[1:]} needs '{it.path[-1]}'."
    return Finding(it.path, sentence, f"Add {_example(it)}.")


def _no_clip(it: _Problem) -> Finding:
    if it.path == ("clip",):
        return Finding(
            it.path,
            "The film has no clip.",
            f"Add [[clip]] and under it {it.known.examples['card']}.",
        )
    return Finding(
        it.path, f"'{it.path[-1]}' has no lines.", f"Write, for example, {_example(it)}."
    )


def _unknown(it: _Problem) -> Finding:
    key, table = str(it.path[-1]), _table_of(it.path[:-1])
    here, tables = it.known.tables[table], it.known.tables
    if table == ("clip",) and key in here.words:
        return _wrong_for_clip(it)
    sentence = f"'{key}' is not a word that {here.called} knows."
    home = next((other.where for other in tables.values() if key in other.words), None)
    if key in it.known.parts:
        own = f"in a part of its own, {it.known.parts[key]}"
        home = tables["version",].where if key in ("signer", "subtitles") else own
    close = nearest(key, here.words)
    if home:
        return Finding(it.path, sentence, f"It belongs {home}.")
    if close:
        return Finding(it.path, sentence, _did_you_mean(close))
    return Finding(it.path, sentence, f"The words are: {', '.join(here.words)}.")


def _wrong_for_clip(it: _Problem) -> Finding:
    key, kind = it.path[-1], schema.shown_by(it.data["clip"][it.path[1]]) or ""
    if key in schema.CLIP_TABLES:
        return Finding(
            it.path,
            f"This clip has '{kind}' and '{key}', but a clip shows one thing.",
            f"Give '{key}' a [[clip]] of its own.",
        )
    others = ", ".join(word for word in schema.words_of(schema.CLIP_TABLES[kind]) if word != kind)
    return Finding(it.path, f"'{key}' does not go with '{kind}'.", f"With '{kind}' go: {others}.")


def _shows_nothing(it: _Problem) -> Finding:
    if not isinstance(it.given, Mapping):
        return _not_repeated(replace(it, path=it.path[:1]))
    unknown = [key for key in it.given if key not in CLIP_WORDS]
    aside = f" It does not know {', '.join(repr(key) for key in unknown)}." if unknown else ""
    return Finding(
        it.path, f"This clip shows nothing.{aside}", "Give it one of: file, card, photo, credits."
    )


def _not_text(it: _Problem) -> Finding:
    sentence = f"'{_word(it.path)}' wants text, not {shown(it.given)}."
    return Finding(it.path, sentence, f"Text stands in quotation marks: {_example(it)}.")


def _not_true_or_false(it: _Problem) -> Finding:
    sentence = f"'{it.path[-1]}' is {shown(it.given)}."
    return Finding(it.path, sentence, "Write true or false, without quotation marks.")


def _not_repeated(it: _Problem) -> Finding:
    header = it.known.repeated.get(_table_of(it.path))
    if header is None:
        return Finding(it.path, f"'{it.path[-1]}' wants a list of lines.", f"Write {_example(it)}.")
    return Finding(
        it.path,
        f"'{it.path[-1]}' may come more than once, so it is written with two brackets.",
        f"Write {header} in a line of its own.",
    )


def _not_a_table(it: _Problem) -> Finding:
    table = _table_of(it.path)
    if table in it.known.repeated:
        return _not_repeated(replace(it, path=it.path[:-1]))
    header = f"[{'.'.join(table)}]"
    return Finding(
        it.path,
        f"'{it.path[-1]}' is a part of its own.",
        f"Write {header} in a line of its own, and its words under it.",
    )


def _not_one_of(it: _Problem) -> Finding:
    key, value = it.path[-1], it.given
    if key == "format":
        return Finding(
            it.path, f"'format' is {shown(value)}, and it must be 1.", "Write format = 1."
        )
    known = re.findall(r"'([^']*)'", it.context["expected"])
    close = nearest(str(value), known)
    others = ", ".join(f'"{word}"' for word in known[:-1])
    meant = f'Did you mean "{close}"?' if close else f'Write {others} or "{known[-1]}".'
    return Finding(it.path, f"'{key}' cannot be {shown(value)}.", meant)


def _refused(it: _Problem) -> Finding:
    refusal: Refused = it.context["error"]
    return Finding(it.path, f"'{_word(it.path)}' {refusal.clause}.", refusal.suggestion)


def _word(path: Path) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


_TOLD: dict[str, Callable[[_Problem], Finding]] = {
    "missing": _missing,
    "too_short": _no_clip,
    "extra_forbidden": _unknown,
    "union_tag_not_found": _shows_nothing,
    "string_type": _not_text,
    "bool_type": _not_true_or_false,
    "list_type": _not_repeated,
    "model_type": _not_a_table,
    "dict_type": _not_a_table,
    "literal_error": _not_one_of,
    "value_error": _refused,
}
"""By pydantic's name for the error."""
