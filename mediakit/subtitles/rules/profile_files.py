"""The team's own profiles as a file that people edit by hand: profiles.toml on the shelf.

[our-group]
based_on = "easy-read"
"line length" = 28
"shot changes" = false      # takes the rule out
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mediakit.handwritten.mistakes import Finding, located, nearest, shown
from mediakit.handwritten.slips import Slip, parsed, usual_slips
from mediakit.subtitles.rules.limits import Profile, based_on
from mediakit.subtitles.rules.profiles import BBC, PROFILES

FILE = "profiles.toml"

OWN_SOURCE = "your own profile"

NEEDED = frozenset(
    {"lines", "line length", "shortest time", "longest time", "long pause", "hanging on"}
)
"""Without these no subtitle can be made."""

_LIMITS: Mapping[str, tuple[float, float]] = {
    "lines": (1, 4),
    "line length": (10, 100),
    "shortest time": (100, 10_000),
    "longest time": (1000, 60_000),
    "sentence length": (3, 50),
    "characters a second": (1, 50),
    "words a minute": (20, 400),
    "too fast": (20, 600),
    "balance": (1, 20),
}
"""From where to where a limit makes sense, where it is not just any from 0 on. [own]"""

_EXAMPLE = 'Write it like "line length" = 32.'
_SLIPS = (
    *usual_slips(_EXAMPLE, "[our-group]"),
    Slip(r"^[^\"=]*\w\s+\w", "The name of the rule has no quotation marks.", _EXAMPLE),
    Slip(r"=\s*[^\W\d]", "There is text without quotation marks.", 'Write based_on = "bbc".'),
)


def read_profiles(text: str, where: str) -> dict[str, Profile]:
    """The profiles in `text`, by name. Raises `Mistakes` with all that is wrong, by line; `where`
    names the file.

    >>> own = read_profiles('[our-group]\\nbased_on = "easy-read"\\n"line length" = 28', "p.toml")
    >>> own["our-group"].line_length, own["our-group"].max_lines
    (28, 2)
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    table = parsed(text, where, _SLIPS, _EXAMPLE)
    known = dict(PROFILES)
    found: list[Finding] = []
    for name, rows in table.items():
        wrong = list(_wrong_profile(name, rows, known))
        found += wrong
        base = known.get(str(rows.get("based_on"))) if isinstance(rows, dict) else None
        # One with a mistake is known all the same, so that what builds on it is checked too.
        base = base or BBC
        known[name] = base if wrong else _profile(name, rows, base)
    if found:
        raise located(found, text, where)
    return {name: known[name] for name in table}


def _wrong_profile(name: str, rows: object, known: Mapping[str, Profile]) -> Iterator[Finding]:
    if not isinstance(rows, dict):
        yield Finding((name,), f"{shown(name)} stands outside a profile.", "Write [our-group].")
        return
    if name in PROFILES:
        yield Finding((name,), f"{shown(name)} comes with mediakit.", "Choose another name.")
    written = rows.get("based_on")
    base = known.get(written) if isinstance(written, str) else None
    if base is None:
        given = "does not say" if written is None else f"is based on {shown(written)}, and not on"
        place = (name,) if written is None else (name, "based_on")
        advice = f"Write based_on = and one of: {', '.join(known)}."
        yield Finding(place, f"The profile {shown(name)} {given} what there is.", advice)
        return
    wrong = [
        finding
        for rule, limit in rows.items()
        if rule != "based_on"
        for finding in _wrong_limit((name, rule), limit, base)
    ]
    yield from wrong or _wrong_together(name, rows, base)


def _wrong_limit(place: tuple[str, str], limit: object, base: Profile) -> Iterator[Finding]:
    name = _rule_name(place[1])
    rules = {rule.name: rule for rule in base.rules}
    if name not in rules:
        near = nearest(name, rules)
        advice = f"Did you mean '{near}'?" if near else f"The rules are: {', '.join(rules)}."
        yield Finding(place, f"{base.name} has no rule {shown(place[1])}.", advice)
    elif limit is False:
        if name in NEEDED:
            advice = "Write a number, or take the line out."
            yield Finding(place, f"No subtitles can be made without {shown(name)}.", advice)
    elif not _is_number(limit):
        unit = rules[name].unit
        advice = f"Write a number ({unit}), or false to leave the rule out."
        yield Finding(place, f"{shown(name)} cannot be {shown(limit)}.", advice)
    else:
        least, most = _LIMITS.get(name, (0, 100_000))
        if not least <= float(str(limit)) <= most:
            advice = f"Use a number from {least:g} to {most:g} ({rules[name].unit})."
            yield Finding(place, f"{shown(name)} cannot be {limit}.", advice)


def _wrong_together(name: str, rows: Mapping[str, Any], base: Profile) -> Iterator[Finding]:
    limits = {_rule_name(rule): limit for rule, limit in rows.items() if _is_number(limit)}
    shortest = limits.get("shortest time", base.min_duration)
    longest = limits.get("longest time", base.max_duration)
    if shortest >= longest:
        key = next(k for k in rows if _rule_name(k) in ("shortest time", "longest time"))
        sentence = f"The shortest time ({shortest} ms) is not below the longest ({longest} ms)."
        yield Finding((name, key), sentence, "Change one of them.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rule_name(key: str) -> str:
    """A rule may be written with _ or - between its words, which needs no quotation marks."""
    return re.sub(r"[-_ ]+", " ", key).strip().casefold()


def _profile(name: str, rows: Mapping[str, Any], base: Profile) -> Profile:
    limits = {_rule_name(key): limit for key, limit in rows.items() if key != "based_on"}
    changed = [
        replace(base.rule(rule), limit=limit, source=OWN_SOURCE)
        for rule, limit in limits.items()
        if limit is not False
    ]
    without = frozenset(rule for rule, limit in limits.items() if limit is False)
    return based_on(base, name, *changed, without=without)
