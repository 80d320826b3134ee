"""Effects of a person's own, as film.toml names them: "effects.py:glow"."""

from collections.abc import Iterator

from mediakit.film.model import Card, Effect, Film, Footage, Photo
from mediakit.film.values import Refused, path_value
from mediakit.handwritten.mistakes import shown

_ADVICE = 'Write the Python file and the function in it, such as "effects.py:glow".'


def effect_value(value: object) -> Effect:
    """The file in the project's folder and the function of "effects.py:glow".

    >>> effect_value("effects.py:glow")
    Effect(file='effects.py', function='glow')
    """
    if not isinstance(value, str) or not value.strip():
        raise Refused(f"is {shown(value)}, which is no effect", _ADVICE)
    file, _, function = value.strip().rpartition(":")
    if not file.endswith(".py") or not function.isidentifier():
        raise Refused(f"is {shown(value)}, which is no effect", _ADVICE)
    return Effect(path_value(file), function)


def effects_in(film: Film) -> Iterator[Effect]:
    """Every effect that the film names, once, in the order of the film."""
    clips = (clip for clip in film.clips if isinstance(clip, Footage | Card | Photo))
    yield from dict.fromkeys(clip.effect for clip in clips if clip.effect is not None)
