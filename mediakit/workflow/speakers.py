"""What people say of who speaks: how many, or by which names."""

from typing import Literal

from mediakit.errors import BadInput

Number = int | Literal["channels", "guess"]
"""How many people speak, or how to find that out; as `Listening` has it."""


def speakers_wish(text: str | None) -> tuple[Number, tuple[str, ...]]:
    """The number of people or how to find it, and their names in the order in which they first
    speak. Raises `BadInput` for what is neither.

    >>> speakers_wish("3"), speakers_wish("Siân, Dafydd"), speakers_wish(None)
    ((3, ()), (2, ('Siân', 'Dafydd')), ('channels', ()))
    """
    if text is None:
        return "channels", ()
    if text.strip().casefold() == "guess":
        return "guess", ()
    names = parted(text)
    number = _number(names[0]) if len(names) == 1 else None
    if not names or number == 0:
        raise BadInput(
            "This is no number of speakers",
            f"--speakers {text}",
            'Write a number such as 2, or names such as "Siân, Dafydd", or guess.',
        )
    return (number, ()) if number is not None else (len(names), names)


def parted(text: str) -> tuple[str, ...]:
    """What stands between the commas of `text`, without the empty.

    >>> parted(" Siân Example,ComfyUI,, ")
    ('Siân Example', 'ComfyUI')
    """
    return tuple(filter(None, (" ".join(part.split()) for part in text.split(","))))


def _number(text: str) -> int | None:
    try:
        return max(0, int(text))
    except ValueError:
        return None
