"""The house style as a file that people edit by hand: style.toml.

What stands at its top holds for every look; what stands under [look.NAME], for that look alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from mediakit.handwritten.mistakes import Finding, located, nearest, shown
from mediakit.handwritten.positions import Path
from mediakit.handwritten.slips import Slip, parsed, usual_slips
from mediakit.subtitles.burned.contrast import LOWEST_CONTRAST
from mediakit.subtitles.burned.look import (
    LOWEST_OPACITY,
    Box,
    Label,
    Look,
    Speakers,
    Style,
    faint_colours,
)

BOXES = ("subtitle", "second", "name")
_BOX_KEYS = {"text": "text_colour", "box": "box_colour", "opacity": "box_opacity"}
_USES = {"word-for-word": "word_for_word", "easy-read": "easy_read"}

_LEAST_LINE, _MOST_LINE = 0.03, 0.12
"""A line of 3 % of the height is 22 pixels at 720p, the smallest that can be read; at 12 %, two
lines and a name still leave half of the picture. [own]"""

_EXAMPLE = 'Write it like align = "left".'
_SLIPS = (
    *usual_slips(_EXAMPLE, "[name]"),
    Slip(r"=\s*[#^\W\d]*[^\W\d]", "There is text without quotation marks.", _EXAMPLE),
)

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a setting of a look may be: a test, and what to write."""

    fits: Callable[[object], bool]
    advice: str


def read_style(text: str, where: str, base: Style | None = None) -> Style:
    """The house style in `text`, over `base` (the built-in one). Raises `Mistakes` with all
    that is wrong, by line; `where` names the file.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    table = parsed(text, where, _SLIPS, _EXAMPLE)
    style = base or Style()
    found = [*_findings(table, style)]
    if not found:
        style = _applied(table, style)
        found = [*_faint(style, table)]
    if found:
        raise located(found, text, where)
    return style


def _number(least: float, most: float) -> _Setting:
    return _Setting(
        lambda value: _is_number(value) and least <= float(str(value)) <= most,
        f"Use a number from {least:g} to {most:g}.",
    )


def _one_of(*words: str) -> _Setting:
    *some, last = (f'"{word}"' for word in words)
    return _Setting(lambda value: value in words, f"Write {', '.join(some)} or {last}.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and bool(_COLOUR.fullmatch(value))


_SETTINGS: Mapping[str, _Setting] = {
    "font": _Setting(
        lambda value: value == Look().font,
        f'Write "{Look().font}": its I, l and 1 differ, and it has every Welsh letter.',
    ),
    "line_height": _number(_LEAST_LINE, _MOST_LINE),
    "line_height_square": _number(_LEAST_LINE, _MOST_LINE),
    "line_height_upright": _number(_LEAST_LINE, _MOST_LINE),
    "side_padding": _number(0, 2),
    "text_width": _number(0.3, 1),
    "safe_height": _number(0.5, 1),
    "safe_width": _number(0.5, 1),
    "position": _one_of("bottom", "top"),
    "align": _one_of("centre", "left"),
    "sentences": _one_of("run on", "new line"),
    "speakers": _one_of(*get_args(Speakers)),
    "label": _one_of(*get_args(Label)),
    "speaker_colours": _Setting(
        lambda value: isinstance(value, list) and bool(value) and all(map(_is_colour, value)),
        'Write a list of colours, such as ["#FFFFFF", "#FFFF00"].',
    ),
    "name_size": _number(0.5, 1),
    "role_size": _number(0.5, 1),
}

_BOX_SETTINGS: Mapping[str, _Setting] = {
    "text": _Setting(_is_colour, 'Write a colour like "#FFFFFF".'),
    "box": _Setting(_is_colour, 'Write a colour like "#000000".'),
    "opacity": _Setting(
        _number(LOWEST_OPACITY, 1).fits,
        f"Use a number from {LOWEST_OPACITY} to 1, so that the words show on any picture.",
    ),
}


def _findings(table: Mapping[str, Any], style: Style) -> Iterator[Finding]:
    known = {*style.looks, *_names_in_use(table)}
    for key, value in table.items():
        if key == "use":
            yield from _wrong_use(value, {*style.looks, *_table(table.get("look"))})
        elif key == "look":
            if not isinstance(value, dict):
                yield Finding((key,), "'look' is a part of its own.", "Write [look.easy-read].")
            for name, look in _table(value).items():
                yield from _wrong_look(name, look, known)
        else:
            yield from _wrong_setting((key,), value)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _names_in_use(table: Mapping[str, Any]) -> list[str]:
    return [name for name in _table(table.get("use")).values() if isinstance(name, str)]


def _wrong_use(uses: object, known: set[str]) -> Iterator[Finding]:
    if not isinstance(uses, dict):
        yield Finding(("use",), "'use' is a part of its own.", "Write [use] in a line of its own.")
    for kind, name in _table(uses).items():
        if kind not in _USES:
            yield Finding(
                ("use", kind), f"There are no {shown(kind)} subtitles.", _words(_USES, kind)
            )
        elif name not in known:
            sentence = f"There is no look called {shown(name)}."
            yield Finding(("use", kind), sentence, _words(known, str(name)))


def _wrong_look(name: str, look: object, known: set[str]) -> Iterator[Finding]:
    place = ("look", name)
    if name not in known and nearest(name, known):
        # Any other name is that of a profile of the team's own.
        sentence = f"There is no look called {shown(name)}."
        yield Finding(place, sentence, _words(known, name))
    elif not isinstance(look, dict):
        yield Finding(place, f"{shown(name)} is a part of its own.", f"Write [look.{name}].")
    for key, value in _table(look).items():
        yield from _wrong_setting((*place, key), value)


def _wrong_setting(place: Path, value: object) -> Iterator[Finding]:
    key = place[-1]
    if key in BOXES:
        if not isinstance(value, dict):
            yield Finding(
                place, f"'{key}' is a part of its own.", f"Write [{'.'.join(map(str, place))}]."
            )
        for word, inner in _table(value).items():
            yield from _wrong_value((*place, word), inner, _BOX_SETTINGS)
    else:
        yield from _wrong_value(place, value, _SETTINGS)


def _wrong_value(place: Path, value: object, settings: Mapping[str, _Setting]) -> Iterator[Finding]:
    key = str(place[-1])
    if key not in settings:
        yield Finding(place, f"There is no setting '{key}' here.", _words(settings, key))
    elif not settings[key].fits(value):
        yield Finding(place, f"'{key}' cannot be {shown(value)}.", settings[key].advice)


def _words(known: Mapping[str, object] | set[str], written: str) -> str:
    """What somebody probably meant, or all that there is."""
    near = nearest(written, sorted(known))
    return f"Did you mean '{near}'?" if near else f"There are: {', '.join(sorted(known))}."


def _applied(table: Mapping[str, Any], style: Style) -> Style:
    """The style with everything that a table without mistakes sets."""
    own = _table(table.get("look"))
    everywhere = {key: value for key, value in table.items() if key not in ("use", "look")}
    uses = {_USES[kind]: name for kind, name in _table(table.get("use")).items()}
    looks = {
        name: _with(_with(style.looks.get(name, Look()), everywhere), own.get(name, {}))
        for name in dict.fromkeys((*style.looks, *own))
    }
    return replace(style, looks=looks, **uses)


def _with(look: Look, settings: Mapping[str, Any]) -> Look:
    changes: dict[str, Any] = {}
    for field in fields(Look):
        value = settings.get(field.name)
        if field.name in BOXES and value:
            box: Box = getattr(look, field.name)
            changes[field.name] = replace(box, **{_BOX_KEYS[k]: v for k, v in value.items()})
        elif value is not None:
            changes[field.name] = tuple(value) if isinstance(value, list) else value
    return replace(look, **changes)


def _faint(style: Style, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Colours that do not stand out, once for each pair, at the nearest place that has a line."""
    told = set()
    for name, look in style.looks.items():
        for text, box, contrast in faint_colours(look):
            if (text, box) in told:
                continue
            told.add((text, box))
            place = _place_of((text, box), table, name)
            yield Finding(
                place,
                f"Text in {text} on a box in {box} is hard to read: it stands out at "
                f"{contrast:.1f} to 1, in the look {shown(name)}.",
                f"Choose colours of at least {LOWEST_CONTRAST:g} to 1, such as white on black.",
            )


def _place_of(pair: tuple[str, str], table: Mapping[str, Any], name: str) -> Path:
    """Where the file names one of the colours, in the look itself or at its top; else where it
    makes a box see-through.
    """
    look = _table(_table(table.get("look")).get(name))
    for root, settings in ((("look", name), look), ((), table)):
        for key, value in settings.items():
            found = value if isinstance(value, list) else _table(value).values()
            if key in ("speaker_colours", *BOXES) and set(pair) & set(map(str, found)):
                inner = next((k for k, v in _table(value).items() if v in pair), None)
                return (*root, key, inner) if inner else (*root, key)
    for root, settings in ((("look", name), look), ((), table)):
        for key in BOXES:
            if "opacity" in _table(settings.get(key)):
                return (*root, key, "opacity")
    return ()
