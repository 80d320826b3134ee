"""All that a plan is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mediakit.film.model import Version
from mediakit.film.timeline import PlacedCue, Timeline
from mediakit.media.model import Media
from mediakit.plan.model import Tools
from mediakit.plan.presets import Preset
from mediakit.subtitles.burned.look import Style


@dataclass(frozen=True)
class Ingredients:
    """All that decides what a film looks and sounds like.

    `facts` and `backdrops` are keyed by file as written in film.toml; `tracks` holds the subtitles
    in film time by their tag.
    """

    timeline: Timeline
    versions: tuple[Version, ...]
    facts: Mapping[str, Media]
    backdrops: Mapping[str, str | None]
    tracks: Mapping[str, tuple[PlacedCue, ...]]
    style: Style
    preset: Preset
    tools: Tools
    keep_loudness: bool = False
    """True leaves the sound as loud as it was recorded."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each Python file, as written in film.toml, whose effects are put into clips;
    those of others are left out."""
    finds_people: bool = False
    """True cuts out signers who stand before no screen; else they stay in a box."""
