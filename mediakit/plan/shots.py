"""What is shown of recordings: of footage, and of signers with what cuts them out."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil

from mediakit.clock import FrameSpan, frame_of
from mediakit.media.colours import meant_matrix
from mediakit.media.model import Media, Picture
from mediakit.plan.conforming import conform_in
from mediakit.plan.drawings import placeholder_of
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.matting import matte_of
from mediakit.plan.model import Conform, Matte, Shot, SignerShot, Way
from mediakit.signing.geometry import Box


def footage_shot(
    ingredients: Ingredients, file: str, start: int, skip: int, pace: Fraction = Fraction(1)
) -> Shot:
    """A recording from its time `start` (milliseconds), `skip` frames of the film later; `pace` is
    how much longer it takes than the film.
    """
    media = ingredients.facts[file]
    picture = media.picture
    if picture is None:
        raise TypeError(f"{file} has no picture; a timeline holds none such")
    conform = _conform(ingredients, media)
    source, begins, rate = media.fingerprint, media.start_us, picture.rate
    # Rounding may have made `shown_ms` later than the end.
    matrix, over_ms = _matrix(picture), picture.shown_ms - 1
    if conform is not None:
        source, begins, rate = key_of(conform, ingredients.tools), 0, conform.rate
        # What is brought into shape ends with a whole frame, which may be half of one earlier.
        matrix, over_ms = "", over_ms - ceil(500 / conform.rate)
    origin = begins + start * 1000
    last = _last_frame(over_ms - start, ingredients.timeline.canvas.rate / pace)
    over = picture.shown_ms > 0 and skip > last
    skip = last if over else skip
    shot = Shot(source, begins, origin, skip, picture.width, picture.height, rate)
    return replace(shot, matrix=matrix, pace=pace, still=over)


def _matrix(picture: Picture) -> str:
    """What ffmpeg must be told of a picture that does not say its matrix: it takes BT.601."""
    meant = meant_matrix(picture.colours, picture.pixel_format, picture.width, picture.height)
    return meant if meant == "bt709" else ""


def _last_frame(ms: int, rate: Fraction) -> int:
    """The last frame of the film in whose middle there is a picture, of a recording whose pictures
    are over after `ms`: its sound may go on longer.
    """
    return max(0, frame_of(ms, rate) - 1)


def conforms_of(ingredients: Ingredients) -> tuple[Conform, ...]:
    """The recordings that must be brought into shape first, each once."""
    pictures = (media for media in ingredients.facts.values() if media.kind == "video")
    found = (_conform(ingredients, media) for media in pictures)
    return tuple(dict.fromkeys(conform for conform in found if conform is not None))


def _conform(ingredients: Ingredients, media: Media) -> Conform | None:
    return conform_in(ingredients.timeline, ingredients.facts, media)


def signers_in(ingredients: Ingredients, part: FrameSpan, box: Box) -> Iterator[SignerShot]:
    """Who signs in a part of the film, in the signer's `box`."""
    for slot in ingredients.timeline.slots:
        shown = slot.span.overlap(part)
        if shown is None:
            continue
        skip = shown.start - slot.span.start
        if slot.file is None:
            key = key_of(placeholder_of(ingredients, slot, box), ingredients.tools)
            rate = ingredients.timeline.canvas.rate
            shot = Shot(key, 0, 0, 0, box.width, box.height, rate, still=True)
            colour, matte = None, None
        else:
            shot = footage_shot(ingredients, slot.file, slot.start, skip, slot.pace)
            colour = ingredients.backdrops.get(slot.file)
            matte = _matte_shot(ingredients, slot.file, shot)
        first, last = shown.start - part.start, shown.end - part.start
        yield SignerShot(shot, box, colour, first, last, matte)


def _matte_shot(ingredients: Ingredients, file: str, shot: Shot) -> Shot | None:
    """The matte of a recording at the time of `shot`; None if nobody is cut out of it."""
    matte = _matte(ingredients, file)
    if matte is None:
        return None
    return replace(
        shot,
        source=key_of(matte, ingredients.tools),
        start_us=0,
        origin_us=shot.origin_us - shot.start_us,
        width=matte.width,
        height=matte.height,
        matrix="",
    )


def mattes_of(ingredients: Ingredients) -> tuple[Matte, ...]:
    """What cuts the signers out of their recordings, each once."""
    files = dict.fromkeys(slot.file for slot in ingredients.timeline.slots if slot.file)
    found = (_matte(ingredients, file) for file in files)
    return tuple(dict.fromkeys(matte for matte in found if matte is not None))


def _matte(ingredients: Ingredients, file: str) -> Matte | None:
    screen = ingredients.backdrops.get(file) is not None
    if not screen and not ingredients.finds_people:
        return None
    media = ingredients.facts[file]
    conform = _conform(ingredients, media)
    way: Way = "screen" if screen else "person"
    if conform is None:
        return matte_of(media, media.fingerprint, None, way)
    return matte_of(media, key_of(conform, ingredients.tools), conform.rate, way)
