"""Every way in which one value of a dataclass can differ from another, read from the types alone:
for tests which nobody has to remember when a field is added.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Field = tuple[type, str]
"""A field by its type and its name."""

TEXT = "0x00B140"
"""What stands wherever a text does: one that also is a colour."""

WORDS = ("another", "0x123456")


def fields_in(hint: Any) -> dict[Field, None]:
    """Every field of every dataclass that a value of this type can hold, however deep inside."""
    found: dict[Field, None] = {}
    _collect(hint, found, set())
    return found


def _collect(hint: Any, found: dict[Field, None], seen: set[Any]) -> None:
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and is_dataclass(part) and part not in seen:
            seen.add(part)
            for name, inner in _hints(part).items():
                found[part, name] = None
                _collect(inner, found, seen)
        elif part is not hint and not isinstance(part, str | int | bool):
            _collect(part, found, seen)


def example(hint: Any, number: int = 2, within: tuple[Any, ...] = ()) -> Any:
    """A value of this type with nothing left out: no None where there can be more, a row in every
    tuple, but for things of a kind that they stand in (`within`). `number` stands wherever a number
    does.
    """
    return next(examples(hint, number, within))


def examples(hint: Any, number: int = 2, within: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Such a value for every kind of thing that the type allows."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        for part in sorted(inner, key=lambda part: part is NoneType):
            yield from examples(part, number, within)
    elif origin is Literal:
        yield from inner
    elif origin is tuple and inner[-1] is Ellipsis:
        yield tuple(_rows(inner[0], number, within))
    elif origin is tuple:
        yield tuple(example(part, number, within) for part in inner)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield {example(inner[0], number, within): example(inner[1], number, within)}
    elif is_dataclass(hint) and isinstance(hint, type):
        inside = (*within, hint)
        yield hint(**{name: example(part, number, inside) for name, part in _hints(hint).items()})
    else:
        yield from _PLAIN[hint](number)


def _rows(hint: Any, number: int, within: tuple[Any, ...]) -> Iterator[Any]:
    """One of each kind; none of a kind that they would stand in."""
    for part in _parts(hint):
        if part not in within:
            yield from examples(part, number, within)


_PLAIN = {
    NoneType: lambda _: (None,),
    bool: lambda _: (True, False),
    int: lambda number: (number,),
    float: lambda number: (float(number),),
    Fraction: lambda number: (Fraction(number),),
    str: lambda _: (TEXT,),
    Path: lambda _: (Path(TEXT),),
}


def changes(
    value: Any, hint: Any, words: Sequence[str] = WORDS
) -> Iterator[tuple[tuple[Field, ...], Any]]:
    """Every value that differs from `value` in one place: the fields on the way to that place, from
    the outermost, and the value. `words` are what a text is changed to.
    """
    if is_dataclass(value) and not isinstance(value, type):
        for name, inner in _hints(type(value)).items():
            for way, other in changes(getattr(value, name), inner, words):
                yield ((type(value), name), *way), replace(value, **{name: other})
    elif isinstance(value, tuple):
        yield from _tuple_changes(value, hint, words)
    elif isinstance(value, Mapping):
        (_, inner) = next(get_args(part) for part in _parts(hint) if get_args(part))
        for key, held in value.items():
            yield from ((way, {**value, key: o}) for way, o in changes(held, inner, words))
        yield (), {**value, "another": next(iter(value.values()), None) or example(inner)}
    yield from (((), other) for other in _others(value, hint, words))


def _tuple_changes(
    value: Any, hint: Any, words: Sequence[str]
) -> Iterator[tuple[tuple[Field, ...], Any]]:
    (inner, *more) = next(get_args(part) for part in _parts(hint) if get_origin(part) is tuple)
    for place, held in enumerate(value):
        kind = inner if not more or more[0] is Ellipsis else (inner, *more)[place]
        for way, other in changes(held, kind, words):
            yield way, (*value[:place], other, *value[place + 1 :])
    if more and more[0] is Ellipsis:
        if value:
            yield (), value[:-1]
            yield (), (*value, value[0])
        for made in examples(inner, 1000):
            yield (), (*value, made)


def _others(value: Any, hint: Any, words: Sequence[str]) -> Iterator[Any]:
    """Other values as a whole."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float | Fraction):
        yield from (type(value)(other) for other in (value + 2, value * 2, value / 2))
        yield from (type(value)(other) for other in (0, value + 1000, value + 1))
    elif isinstance(value, str):
        yield from (f"{value}x", *words)
    for part in _parts(hint):
        if get_origin(part) is Literal:
            yield from (other for other in get_args(part) if other != value)
        elif part is NoneType and value is not None:
            yield None
        elif part is str and not isinstance(value, str):
            yield from words
        elif part is not NoneType and value is None:
            yield from (made for number in (1000, 2) for made in examples(part, number))


def _parts(hint: Any) -> Sequence[Any]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}
