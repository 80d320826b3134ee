"""What is seen of a clip: a recording or a drawing, held steady or changed by an effect."""

from collections.abc import Iterator
from dataclasses import replace

from mediakit.film.model import Credits, Footage
from mediakit.film.timeline import Placed
from mediakit.plan.drawings import drawing_of
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.model import Altered, Chunk, Encoding, Shot
from mediakit.plan.shots import footage_shot
from mediakit.plan.steady_clips import steady_of, steady_shot

_GIVEN = Encoding(preset="veryfast", crf=12, key_ms=500)
"""What an effect is given: of high quality, and quick to go back in."""


def seen_shot(ingredients: Ingredients, placed: Placed, skip: int, signed: bool) -> Shot:
    """What is seen of a clip from its frame `skip` on. `signed`: a signer may stand over it."""
    altered = _altered(ingredients, placed, signed)
    if altered is None:
        return _plain_shot(ingredients, placed, skip, signed)
    return _kept(key_of(altered, ingredients.tools), ingredients, skip)


def altered_clips(ingredients: Ingredients) -> tuple[Altered, ...]:
    """The clips that go through a person's effect, in every way in which some version of the film
    may show them, each once.
    """
    return tuple(dict.fromkeys(_all_altered(ingredients)))


def _all_altered(ingredients: Ingredients) -> Iterator[Altered]:
    for placed in ingredients.timeline.clips:
        for signed in (False, True):
            altered = _altered(ingredients, placed, signed)
            if altered is not None:
                yield altered


def _altered(ingredients: Ingredients, placed: Placed, signed: bool) -> Altered | None:
    clip, canvas = placed.clip, ingredients.timeline.canvas
    if isinstance(clip, Credits) or clip.effect is None:
        return None
    code = ingredients.codes.get(clip.effect.file)
    if code is None:
        return None
    shot = _plain_shot(ingredients, placed, 0, signed)
    given = Chunk(canvas, placed.span.duration, (shot,), (), "", _GIVEN)
    return Altered(given, code, clip.effect.function)


def _plain_shot(ingredients: Ingredients, placed: Placed, skip: int, signed: bool) -> Shot:
    """The same without an effect."""
    clip = placed.clip
    if not isinstance(clip, Footage):
        drawing = drawing_of(ingredients, placed, signed)
        key, still = key_of(drawing, ingredients.tools), drawing.frames == 1
        return replace(_kept(key, ingredients, 0 if still else skip), still=still)
    steady = steady_of(ingredients, placed)
    if steady is None:
        shot = footage_shot(ingredients, clip.file, clip.start, skip, clip.speed)
    else:
        shot = steady_shot(ingredients, steady, skip)
    return replace(shot, ground=clip.ground or ingredients.timeline.ground)


def _kept(key: str, ingredients: Ingredients, skip: int) -> Shot:
    """A finished piece that is the film's canvas."""
    canvas = ingredients.timeline.canvas
    return Shot(key, 0, 0, skip, canvas.width, canvas.height, canvas.rate)
