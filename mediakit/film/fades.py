"""Out of black and into it: fades of single clips, and dips between two."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mediakit.clock import frame_of
from mediakit.film.model import Film
from mediakit.handwritten.mistakes import Finding


def joins(clips: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """What is wrong between clips that follow one another, as they are written. Values that cannot
    be used have mistakes of their own.
    """
    if clips and clips[0].get("dissolve"):
        yield Finding(
            ("clip", 0, "dissolve"),
            "The first clip has no clip before it to dissolve from.",
            "Take 'dissolve' out.",
        )
    if clips and clips[0].get("dip"):
        yield Finding(
            ("clip", 0, "dip"),
            "The first clip has no clip before it that could go into black.",
            "Write 'fade_in' instead of 'dip'.",
        )
    for index, clip in enumerate(clips[1:], 1):
        word = next((word for word in ("dissolve", "dip") if clip.get(word)), None)
        if word and clips[index - 1].get("fade_out"):
            yield Finding(
                ("clip", index, word),
                f"Clip {index} fades out, and clip {index + 1} has '{word}', but there is one way"
                " from a clip to the next.",
                f"Take 'fade_out' out of clip {index}, or '{word}' out of this one.",
            )


def fades_of(film: Film) -> list[tuple[int, int]]:
    """How many frames each clip comes out of black, and how many it goes into it. Of a dip with an
    odd number of frames, the clip before has one more.
    """
    rate = film.canvas.rate
    dips = [*(frame_of(clip.fades.dip, rate) for clip in film.clips), 0]
    return [
        (
            frame_of(clip.fades.coming, rate) or (dips[index] // 2 if index else 0),
            frame_of(clip.fades.going, rate) or dips[index + 1] - dips[index + 1] // 2,
        )
        for index, clip in enumerate(film.clips)
    ]


def fade_findings(
    film: Film, lengths: Sequence[int], dissolves: Sequence[int]
) -> Iterator[Finding]:
    """Fades that are longer than their clip, or meet."""
    following = [*dissolves[1:], 0]
    for index, (coming, going) in enumerate(fades_of(film)):
        before, after = coming + dissolves[index], going + following[index]
        if (coming or going) and before + after > lengths[index]:
            yield Finding(
                ("clip", *_written(film, index)),
                f"The ways into and out of clip {index + 1} are together longer than the clip.",
                "Make the fade, dip or dissolve shorter, or the clip longer.",
            )


def _written(film: Film, index: int) -> tuple[int, str]:
    """Where a clip's fade is written: with the clip, or as the dip of the next one."""
    fades = film.clips[index].fades
    for word, ms in (("fade_in", fades.coming), ("fade_out", fades.going)):
        if ms:
            return index, word
    return (index, "dip") if fades.dip and index else (index + 1, "dip")
