"""Small films made up by chance, the same for the same seed, of recordings with numbered frames.

They are such as a person may write: none is refused.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from numbered import GRID, Numbered

from mediakit.film.model import Card, Clip, Cutaway, Fades, Footage, Signer, SignerSlot
from mediakit.signing.geometry import Stand

SIZE = (256, 144)
RATES = tuple(
    Fraction(rate)
    for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
)
SPEEDS = tuple(Fraction(speed) for speed in ("1", "1", "1", "1/2", "5/4", "2"))
SECONDS = 7

BRIGHT = 1 << 15
"""This field is bright in every number, so that a dark picture is none."""

FOOTAGE = {
    f"footage-{number}.mp4": Numbered(
        f"footage-{number}.mp4", rate, int(SECONDS * rate), BRIGHT | number << 10, SIZE
    )
    for number, rate in enumerate(RATES)
}
SIGNED = {
    f"signer-{number}.mp4": Numbered(
        f"signer-{number}.mp4", rate, int(4 * rate), BRIGHT | number << 10, (72, 96), GRID
    )
    for number, rate in enumerate(RATES[2:6], len(RATES))
}
RECORDINGS = FOOTAGE | SIGNED


@dataclass(frozen=True, slots=True)
class RandomFilm:
    """`files`: the recording behind every name in the film. Each clip has a name of its own, so
    that signing can be tied to one of them.
    """

    rate: Fraction
    clips: tuple[Clip, ...]
    signer: Signer | None
    files: dict[str, Numbered]


def random_film(seed: int) -> RandomFilm:
    """A film of some three to six seconds."""
    chance = Random(seed)
    files: dict[str, Numbered] = dict(SIGNED)
    clips: list[Clip] = []
    for index in range(chance.randint(2, 4)):
        if index and chance.random() < 0.2:
            clip: Clip = Card("A card", chance.randint(700, 1300))
        else:
            clip = _footage(index, chance, files)
        clips.append(_joined(clip, clips, chance))
    film = RandomFilm(chance.choice(RATES), tuple(clips), None, files)
    return replace(film, signer=_signer(film, chance)) if chance.random() < 0.6 else film


def _footage(index: int, chance: Random, files: dict[str, Numbered]) -> Footage:
    """A stretch of a recording that is seen for 0.8 to 1.8 seconds."""
    file, speed = f"clip-{index}.mp4", chance.choice(SPEEDS)
    files[file] = chance.choice(list(FOOTAGE.values()))
    length = round(chance.randint(800, 1800) * speed)
    start = chance.randint(0, SECONDS * 1000 - 100 - length)
    clip = Footage(file, start, start + length, speed=speed)
    if chance.random() < 0.4 and length > 1400 * speed:
        clip = replace(clip, cutaways=(_cutaway(clip, index, chance, files),))
    return clip


def _cutaway(clip: Footage, index: int, chance: Random, files: dict[str, Numbered]) -> Cutaway:
    """Well inside the clip: what dissolves shows all of a cutaway, or nothing."""
    file = f"away-{index}.mp4"
    files[file] = chance.choice(list(FOOTAGE.values()))
    at = clip.start + round(chance.randint(450, 550) * clip.speed)
    start, length = chance.randint(0, SECONDS * 1000 - 600), chance.randint(100, 400)
    return Cutaway(Footage(file, start, start + length), at)


def _joined(clip: Clip, before: list[Clip], chance: Random) -> Clip:
    """The clip with a way from the one before into it, which may say there that it fades out."""
    ms = chance.randint(90, 380)
    way = chance.choice(("cut", "dissolve", "dip", "fades")) if before else "fades"
    if way == "dissolve":
        return replace(clip, dissolve=ms)
    if way == "dip":
        return replace(clip, fades=Fades(dip=ms))
    if way == "cut" or (not before and chance.random() < 0.6):
        return clip
    if before:
        fades = replace(before[-1].fades, going=chance.randint(90, 380))
        before[-1] = replace(before[-1], fades=fades)
    return replace(clip, fades=Fades(coming=ms))


def _signer(film: RandomFilm, chance: Random) -> Signer:
    """One signer from a time of the film on, and perhaps another who comes with a later clip, for
    whom the film waits until the first one is done.
    """
    first = SignerSlot(chance.choice(list(SIGNED)), chance.randint(0, 600))
    first = replace(first, start=chance.randint(0, 2000))
    later = [clip for clip in film.clips[1:] if isinstance(clip, Footage)]
    if not later or chance.random() < 0.3:
        return Signer(Stand("right"), (first,))
    clip = chance.choice(later)
    assert clip.end is not None
    at = clip.start + chance.randint(0, 300)
    to = min(clip.end, at + chance.randint(200, 900))
    second = SignerSlot(chance.choice(list(SIGNED)), at, chance.randint(0, 2000), to, clip.file)
    return Signer(Stand("right"), (first, second))
