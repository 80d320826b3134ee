"""A film in a web page: the lines to put into one's own, as a page that can be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediakit.outputs.pages import page
from mediakit.plan.model import Codec

TYPES: Mapping[Codec, str] = {
    # Level 5.1 is the highest that is asked for: browsers refuse what they cannot play at all.
    "av1": 'video/mp4; codecs="av01.0.13M.08, mp4a.40.2"',
    "h264": "video/mp4",
}
"""What browsers are told of a file before they load it (RFC 6381; AV1 Codec ISO Media File Format
Binding)."""


@dataclass(frozen=True, slots=True)
class Player:
    """One version of a film: its name, its files by codec, the best first, and its size."""

    name: str
    files: Sequence[tuple[Codec, str]]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class WebTrack:
    """A file of subtitles or chapters beside the film; `label` is what viewers choose from."""

    kind: str
    file: str
    language: str
    label: str


def write_player(
    title: str, language: str, players: Sequence[Player], tracks: Sequence[WebTrack]
) -> str:
    """The page, with a video for each version."""
    return page(
        "player.html", title=title, language=language, players=players, tracks=tracks, types=TYPES
    )
