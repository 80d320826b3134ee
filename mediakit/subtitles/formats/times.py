"""Times as they stand in subtitle files."""

import re

_STAMP = re.compile(
    r"(?P<sign>-?)(?:(?:(?P<h>\d+):)?(?P<m>\d+):)?(?P<s>\d+)(?:[.,](?P<f>\d+)|:(?P<ms>\d{3}))?",
    re.ASCII,
)
_MOST_HOURS = 999
"""No recording is longer; what says so is no time. [own]"""


def parse_stamp(text: str) -> int:
    """Milliseconds of a time in a subtitle file, below zero if a minus stands before it.

    Hours may be missing, and numbers may lack their zeros; fractions have any number of digits. A
    colon before milliseconds is read where nothing else can be meant. Raises ValueError for what
    is no time.

    >>> parse_stamp("00:01:02,5"), parse_stamp("-1:02.005"), parse_stamp("00:00:11:890")
    (62500, -62005, 11890)
    """
    match = _STAMP.fullmatch(text)
    if match is None or (match["ms"] and match["m"] is None):
        raise ValueError(f"{text!r} is not a time")
    hours, minutes, seconds = (int(match[part] or 0) for part in ("h", "m", "s"))
    if hours > _MOST_HOURS or (match["h"] and minutes > 59) or (match["m"] and seconds > 59):
        raise ValueError(f"{text!r} is not a time")
    if minutes > 60 * _MOST_HOURS or seconds > 3600 * _MOST_HOURS:
        raise ValueError(f"{text!r} is not a time")
    fraction = match["f"] or match["ms"] or ""
    ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(fraction[:3].ljust(3, "0"))
    return -ms if match["sign"] else ms
