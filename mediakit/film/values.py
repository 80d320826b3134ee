"""From the values that people write in a film.toml to ours, or a refusal in plain words."""

import math
import re
from datetime import time
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Literal

from mediakit.clock import format_time, parse_time
from mediakit.errors import BadInput
from mediakit.handwritten.mistakes import nearest, shown
from mediakit.media.pace import film_rate, ticks_of
from mediakit.subtitles.model import LINKED_SUFFIX

LONGEST_MS = 24 * 3600 * 1000
"""Longer than any film: a time beyond one day is a slip of the pen. [own]"""

SHORT_EDGE, LONG_EDGE = (144, 2304), (256, 4096)
"""Pixels that a picture may have along each edge, fewest and most. From 144p, below which no
subtitle can be read, to 4096x2304, the largest frame of H.264 level 5.1 (ITU-T H.264, table A-1:
36,864 macroblocks of 16x16)."""

RATES = (Fraction(10), Fraction(120))
"""Fewest and most frames a second: below 10 no lips can be read; players stop at 120. [own]"""

NTSC_NOMINAL = (24, 30, 48, 60, 120)
"""Rates that television slows by 1000/1001 and people write rounded: 29.97 means 30000/1001
(SMPTE ST 12-1)."""

_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<rest>(-[a-z0-9]{2,8})*)", re.IGNORECASE | re.ASCII
)
_LANGUAGE_NAMES = {"english": "en-GB", "british english": "en-GB", "welsh": "cy", "cymraeg": "cy"}
_RESERVED_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
_LONGEST_NAME = 60
"""Letters of a version's name: with date and ending it must fit the 255 bytes that file systems
allow, at up to 4 bytes a letter. [own]"""


class Refused(ValueError):
    """A value that cannot be used: `clause` follows the key ("'from' " + clause + ".")."""

    def __init__(self, clause: str, suggestion: str) -> None:
        super().__init__(clause, suggestion)
        self.clause = clause
        self.suggestion = suggestion


def time_text(ms: int) -> str:
    """A time as people write it in film.toml.

    >>> time_text(63_200), time_text(5000)
    ('1:03.2', '0:05')
    """
    fraction = f".{ms % 1000:03}".rstrip("0.")
    return format_time(ms) + fraction


def time_value(value: object) -> int:
    """Milliseconds of "m:ss.s" or of a number of seconds; not negative, at most a day."""
    if isinstance(value, time):
        raise Refused(
            "is a time without quotation marks",
            'Put it in quotation marks, minutes first: "3:20" or "0:03.2".',
        )
    advice = (
        'Write minutes and seconds in quotation marks, such as "0:03.2", or a number of seconds.'
    )
    if isinstance(value, str):
        try:
            ms = parse_time(value)
        except ValueError:
            raise Refused(f"is {shown(value)}, which is not a time", advice) from None
    elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        ms = round(value * 1000)
    else:
        raise Refused(f"is {shown(value)}, which is not a time", advice)
    if ms < 0:
        raise Refused(f"is {shown(value)}, and a time cannot be less than 0", advice)
    if ms > LONGEST_MS:
        raise Refused(f"is {shown(value)}, which is longer than a day", advice)
    return ms


def seconds_value(value: object) -> int:
    """How long something lasts, in milliseconds: more than nothing."""
    ms = time_value(value)
    if ms == 0:
        raise Refused(f"is {shown(value)}, so nothing would be seen", "Write a number above 0.")
    return ms


def line_value(text: str) -> str:
    """Text that fills one line: not blank, no line feed or other control character."""
    if not text.strip():
        raise Refused("is empty", "Write some text, or take the line out.")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        raise Refused(
            "holds a line break or another sign that cannot be shown", "Write it in one line."
        )
    return text.strip()


def block_value(text: str) -> str:
    """Text that may have several lines."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    return "\n".join(line_value(line) if line.strip() else "" for line in lines)


def card_value(text: str) -> str:
    """Text of a card: several lines, at least one with something in it."""
    return block_value(text) if text.strip() else line_value(text)


def path_value(text: str) -> str:
    """A file inside the project, in the one spelling that it has: no "./", no "//"."""
    if any(letter in text for letter in "\a\b\t\n\f\r"):
        raise Refused(
            "has a backslash or a line break in it", 'Write forward slashes: "footage/tip-1.mp4".'
        )
    line_value(text)
    if "\\" in text:
        raise Refused(
            f"is {shown(text)}, with backslashes",
            f'Write forward slashes: "{text.replace(chr(92), "/")}".',
        )
    if "://" in text:
        raise Refused(
            f"is {shown(text)}, a web address",
            "Save the file in the project's folder and write its name here.",
        )
    if text.startswith(("/", "~")) or re.match(r"[A-Za-z]:", text):
        raise Refused(
            f"is {shown(text)}, a place on this computer only",
            "Copy the file into the project and write, for example, "
            f'"footage/{PurePosixPath(text).name}".',
        )
    path = PurePosixPath(text)
    if ".." in path.parts:
        raise Refused(
            f"is {shown(text)}, and '..' could lead out of the project's folder",
            "Copy the file into the project and write its place from there.",
        )
    if not path.parts:
        raise Refused(f"is {shown(text)}, which is no file", "Write the name of a file.")
    return str(path)


def size_value(value: object) -> tuple[int, int]:
    """Width and height in pixels of "1280x720"."""
    example = 'Write width, x and height, such as "1280x720".'
    written = value if isinstance(value, str) else ""
    match = re.fullmatch(r"\s*(\d{1,6})\s*[xX×*]\s*(\d{1,6})\s*", written)
    if match is None:
        raise Refused(f"is {shown(value)}, which is not a picture size", example)
    width, height = int(match[1]), int(match[2])
    if width % 2 or height % 2:
        raise Refused(
            f"is {shown(value)}, and both numbers must be even",
            f'Write "{width + width % 2}x{height + height % 2}".',
        )
    short, long = sorted((width, height))
    if not (SHORT_EDGE[0] <= short <= SHORT_EDGE[1] and LONG_EDGE[0] <= long <= LONG_EDGE[1]):
        small, large = (f"{LONG_EDGE[i]}x{SHORT_EDGE[i]}" for i in (0, 1))
        raise Refused(f"is {shown(value)}, outside {small} to {large}", example)
    return width, height


def rate_value(value: object) -> Fraction:
    """Frames a second, exactly: 25, 29.97 (meaning 30000/1001), "30000/1001".

    >>> rate_value(29.97)
    Fraction(30000, 1001)
    """
    advice = 'Write frames a second, such as 25, 30 or "30000/1001".'
    try:
        usable = isinstance(value, int | float | str) and not isinstance(value, bool)
        rate = Fraction(str(value).strip()) if usable else Fraction(0)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if not RATES[0] <= rate <= RATES[1]:
        limits = f"{RATES[0]} to {RATES[1]} frames a second"
        raise Refused(f"is {shown(value)}, and it must be {limits}", advice)
    if rate.denominator > 1:
        slowed = (Fraction(1000 * nominal, 1001) for nominal in NTSC_NOMINAL)
        # 23.98 is the coarsest spelling in use, 0.004 from 24000/1001.
        rate = next((exact for exact in slowed if abs(exact - rate) < Fraction(5, 1000)), rate)
    rate = rate.limit_denominator(1001)
    try:
        ticks_of(rate)
    except BadInput:
        usual = film_rate(rate)
        raise Refused(
            f"is {shown(value)}, and no film can have exactly that many frames a second",
            f"Write {usual}." if usual.denominator == 1 else f'Write "{usual}".',
        ) from None
    return rate


PACES = (Fraction(9, 10), Fraction(11, 10))
"""How far two clocks may be apart: those of cameras differ by 0.1 % at most, and a film that was
heard in another frame rate by 4 % (25 for 24). More is another recording. [own]"""


def pace_value(value: object) -> Fraction:
    """How much longer a recording takes than the film, exactly: 1.001.

    >>> pace_value(1.001)
    Fraction(1001, 1000)
    """
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    pace = Fraction(str(value)) if usable and math.isfinite(float(str(value))) else Fraction(0)
    if not PACES[0] <= pace <= PACES[1]:
        raise Refused(
            f"is {shown(value)}, and it must be {float(PACES[0])} to {float(PACES[1])}",
            "Take 'pace' out, or write a number such as 1.001.",
        )
    return pace.limit_denominator(1_000_000)


LOUDEST = 4.0
"""Four times as loud is 20 dB up: beyond it little but noise grows. [own]"""


def track_number(value: object) -> int:
    """A sound track of a recording, counted from 1.

    >>> track_number(2)
    2
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refused(
            f"is {shown(value)}, which is no sound track", "Write sound = 1 or sound = 2."
        )
    return value


def volume_value(value: object) -> float:
    """How loud something is heard, as a share: "50%" or 0.5 is half as loud.

    >>> volume_value("50%"), volume_value(0.5), volume_value(0)
    (0.5, 0.5, 0.0)
    """
    advice = 'Write a share in quotation marks, such as "50%", or a number such as 0.5.'
    match = re.fullmatch(r"\s*(\d{1,4}(?:\.\d{1,4})?)\s*(%?)\s*", str(value), re.ASCII)
    if match is None or isinstance(value, bool):
        raise Refused(f"is {shown(value)}, which is no volume", advice)
    volume = float(match[1]) / (100 if match[2] else 1)
    if volume > LOUDEST and not match[2] and volume <= 100 * LOUDEST:
        raise Refused(f"is {shown(value)}, and it is 4 at most", f'Did you mean "{match[1]}%"?')
    if volume > LOUDEST:
        most = f'Nothing can be more than "{LOUDEST:.0%}".'
        raise Refused(f"is {shown(value)}, which is too loud", most)
    return volume


LOUDNESSES = {-14: "YouTube and music apps", -16: "the web", -23: "television (EBU R 128)"}
"""What a film may measure, in LUFS, and for whom."""


def loudness_value(value: object) -> float:
    """The loudness of a film in LUFS, one of the usual.

    >>> loudness_value(-16)
    -16.0
    """
    known = [usual for usual in LOUDNESSES if value == usual and not isinstance(value, bool)]
    if not known:
        *some, last = (f"{usual} for {whom}" for usual, whom in LOUDNESSES.items())
        raise Refused(f"is {shown(value)}", f"Write {', '.join(some)}, or {last}.")
    return float(known[0])


def signer_value(value: object) -> bool | str:
    """Whether a signer is in the picture: true, false, or "alone"."""
    if isinstance(value, bool) or value == "alone":
        return value
    raise Refused(f"is {shown(value)}", 'Write true or false, without quotation marks, or "alone".')


def chapter_value(value: object) -> str | Literal[False]:
    """The name of a chapter; false for no chapter.

    >>> chapter_value(" Tip 1 "), chapter_value(False)
    ('Tip 1', False)
    """
    if value is False:
        return False
    if not isinstance(value, str):
        raise Refused(f"is {shown(value)}", 'Write chapter = "Tip 1", or false for no chapter.')
    return line_value(value)


def language_value(text: str) -> str:
    """A BCP 47 tag in its usual spelling: en-gb becomes en-GB (RFC 5646, 2.1.1)."""
    match = _LANGUAGE.fullmatch(text.strip())
    if match is None:
        tag = _LANGUAGE_NAMES.get(text.strip().casefold(), "en-GB")
        raise Refused(
            f"is {shown(text)}, which is not the short code of a language",
            f'Write a code such as "{tag}".',
        )
    return match["language"].lower() + "".join(
        f"-{part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()}"
        for part in match["rest"].split("-")[1:]
    )


def track_value(text: str) -> str:
    """The tag of a subtitle track: a language, with -simple for easy read.

    >>> track_value("EN-Simple")
    'en-simple'
    """
    match = _LANGUAGE.fullmatch(text.strip())
    last = match["rest"].rpartition("-")[2].lower() if match else ""
    plain, simple = text.strip(), ""
    if last == LINKED_SUFFIX[1:]:
        plain, simple = plain[: -len(LINKED_SUFFIX)], LINKED_SUFFIX
    if match is None or (last != "simple" and nearest(last, ["simple"])):
        tag = nearest(text, ["en", "en-simple", "cy", "cy-simple"]) or "en-simple"
        raise Refused(
            f"is {shown(text)}, which is no subtitle track",
            f'Did you mean "{tag}"? Leave it out for no subtitles.',
        )
    return language_value(plain) + simple


def tracks_value(value: object) -> tuple[str, ...]:
    """The tags of the tracks of a version: one, or a list of two.

    >>> tracks_value("en"), tracks_value(["cy", "en"])
    (('en',), ('cy', 'en'))
    """
    written = value if isinstance(value, list) else [value]
    tags = [tag for tag in written if isinstance(tag, str)]
    if not tags or len(tags) < len(written):
        raise Refused(f"wants text, not {shown(value)}", 'Write subtitles = "en-simple".')
    if len(tags) > 2:
        raise Refused("has more than 2 languages, which nobody can read at once", "Keep 2 of them.")
    return tuple(track_value(tag) for tag in tags)


def file_name_value(text: str) -> str:
    """A version's name, which names its files on every kind of computer."""
    name = line_value(text)
    bad = sorted(set(name) & set('/\\:*?"<>|'))
    if bad:
        raise Refused(
            f"is {shown(name)}, and {bad[0]} cannot stand in the name of a file",
            "Use letters, numbers, spaces and hyphens.",
        )
    if name[0] in ".-" or name[-1] == "." or name.casefold() in _RESERVED_NAMES:
        raise Refused(
            f"is {shown(name)}, which cannot be the name of a file",
            'Write a name such as "easy-read".',
        )
    if len(name) > _LONGEST_NAME:
        raise Refused(f"is longer than {_LONGEST_NAME} letters", "Write a shorter name.")
    return name
