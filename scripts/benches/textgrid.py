"""Reading Praat's TextGrid files, long and short, as far as the benches need them."""

import re
from dataclasses import dataclass
from pathlib import Path

_VALUE = re.compile(
    r'"(?:[^"]|"")*"'  # a text; a quotation mark inside it is doubled
    r"|(?<![\w\[.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w\]])"  # a number, but not "item [1]:"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A labelled stretch, in seconds."""

    start: float
    end: float
    text: str


def read_textgrid(path: Path) -> dict[str, tuple[Interval, ...]]:
    """The tiers of intervals by name, without empty intervals. Both formats hold the same values in
    the same order; the long one only says what each is.
    """
    content = path.read_bytes()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    values = _VALUE.findall(content.decode("utf-16" if wide else "utf-8-sig"))
    # File type, object class, start, end, number of tiers.
    if values[:2] != ['"ooTextFile"', '"TextGrid"']:
        raise ValueError(f"{path.name} is no TextGrid")
    count, at = int(values[4]), 5
    tiers = {}
    for _ in range(count):
        kind, name, _, _, size = values[at : at + 5]
        at += 5
        step = 3 if kind == '"IntervalTier"' else 2
        rows = [values[at + step * n : at + step * (n + 1)] for n in range(int(size))]
        at += step * int(size)
        if step == 3:
            found = (Interval(float(row[0]), float(row[1]), _text(row[2])) for row in rows)
            tiers[_text(name)] = tuple(interval for interval in found if interval.text)
    return tiers


def _text(value: str) -> str:
    return " ".join(value[1:-1].replace('""', '"').split())
