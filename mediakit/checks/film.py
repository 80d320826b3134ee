"""What a person should look at before a film goes out: a table of checks, each with its source."""

from collections.abc import Iterator, Mapping, Sequence

from mediakit.checks import signing
from mediakit.checks.model import Check, Checked
from mediakit.clock import format_time, ms_of
from mediakit.film.carrying import film_subtitles
from mediakit.film.model import Version
from mediakit.film.timeline import PlacedCue, Timeline
from mediakit.film.translations import language_name
from mediakit.subtitles.burned.lexend_widths import undrawable
from mediakit.subtitles.model import LINKED_SUFFIX
from mediakit.subtitles.rules.checked import to_check
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.rules.walking import breaches
from mediakit.subtitles.shots import Shots

READING = frozenset({"shortest time", "characters a second", "words a minute", "too fast"})
"""The rules, of any profile, that say how long a reader needs."""

_NAMED_PLACES = 3
_NAMED_SIGNS = 8


def _can_be_read_in_time(checked: Checked) -> Iterator[str]:
    for tag in checked.version.tracks:
        yield from _too_fast(checked, tag)


def _too_fast(checked: Checked, tag: str) -> Iterator[str]:
    timeline, placed = checked.timeline, checked.tracks.get(tag, ())
    profile = EASY_READ if tag.endswith(LINKED_SUFFIX) else checked.profile
    track = to_check(
        film_subtitles(timeline, placed, tag), profile, shots=Shots(rate=timeline.canvas.rate)
    )
    fast = dict.fromkeys(
        breach.at for breach in breaches(track) if breach.rule.hard and breach.rule.name in READING
    )
    if fast:
        places = ", ".join(map(format_time, list(fast)[:_NAMED_PLACES]))
        more = ", …" if len(fast) > _NAMED_PLACES else ""
        which = f" in {language_name(tag)}" if checked.version.second else ""
        yield (
            f"{len(fast)} of its subtitles{which} go too fast for many people (at {places}{more}). "
            "Look at them with: mediakit check"
        )


def _can_be_drawn(checked: Checked) -> Iterator[str]:
    """Signs that the typeface lacks, with the subtitle in which the first of them stands."""
    cues = [cue for tag in checked.version.tracks for cue in checked.tracks.get(tag, ())]
    lacking = [cue for cue in cues if undrawable(cue.text)]
    if lacking:
        signs = list(dict.fromkeys(sign for cue in lacking for sign in undrawable(cue.text)))
        shown = " ".join(signs[:_NAMED_SIGNS]) + (" …" if len(signs) > _NAMED_SIGNS else "")
        text = " ".join(lacking[0].text.split())
        place = format_time(ms_of(lacking[0].span.start, checked.timeline.canvas.rate))
        many = f" and in {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield (
            f"The typeface cannot draw {shown}, so the picture leaves it out: at {place} in"
            f' "{text}"{many}. The subtitle files keep it. Say it in words if it matters.'
        )


CHECKS = (
    *signing.CHECKS,
    Check(
        "subtitles can be read in time", "BBC; working figures for easy read", _can_be_read_in_time
    ),
    Check("every sign can be drawn", "own", _can_be_drawn),
)


def check_film(
    timeline: Timeline,
    versions: Sequence[Version],
    tracks: Mapping[str, tuple[PlacedCue, ...]],
    profile: Profile = WORD_FOR_WORD,
) -> tuple[str, ...]:
    """Plain sentences about what stands between the film and its audience, version by version.
    `profile` has the rules of the word-for-word subtitles.
    """
    return tuple(
        f"Version {version.name}: {finding}"
        for version in versions
        for check in CHECKS
        for finding in check.findings(Checked(timeline, version, tracks, profile))
    )
