"""The clips of a film.toml put in another order, changed, taken out, split and added to.

As in edit.py, the text belongs to a person: a clip moves with its comments, and of a line that
stays only the value changes. What was written is read back and compared with what was meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mediakit.film.edit_proof import verify
from mediakit.film.edit_slots import quoted
from mediakit.film.lines import end_with_notes, start_with_notes
from mediakit.film.model import Card, Clip, Credits, Film, Footage, Photo
from mediakit.film.toml import read_film
from mediakit.film.values import time_text
from mediakit.handwritten.positions import Positions

_NOT_AS_MEANT = (
    "The clips cannot be put into this file as they are meant",
    "Write every clip under its own [[clip]]; change cutaways in the file itself.",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A clip as it is meant to be. `origin` is its place among the clips that are written (from 0);
    None for a new one.
    """

    clip: Clip
    origin: int | None = None


def put_clips(text: str, clips: Sequence[Kept], where: str = "film.toml") -> str:
    """`text` with these clips and no others. Raises Mistakes if `text` has any, BadInput if the
    clips cannot be put into it.
    """
    film = read_film(text, where)
    if tuple(one.clip for one in clips) == film.clips:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    ending = "\r\n" if "\r\n" in body else "\n"
    written = _written(body.replace("\r\n", "\n"), film, clips)
    verify(written, replace(film, clips=tuple(one.clip for one in clips)), where, *_NOT_AS_MEANT)
    return mark + written.replace("\n", ending)


def _written(text: str, film: Film, clips: Sequence[Kept]) -> str:
    lines, places = text.split("\n"), _places(text, len(film.clips))
    blocks, seen = [], set[int]()
    for one in clips:
        if one.origin is None:
            blocks.append(_new_block(one.clip))
            continue
        start, end = places[one.origin]
        block = lines[start:end]
        if one.origin in seen:
            block = [line for line in block if not line.lstrip().startswith("#")]
        seen.add(one.origin)
        blocks.append(_changed(block, film.clips[one.origin], one.clip))
    return "\n".join(_laid(lines, places, blocks))


def _places(text: str, count: int) -> list[tuple[int, int]]:
    """The lines of each clip with the notes that belong to it: the first (from 0), and the one
    after the last.
    """
    positions, places = Positions(text), []
    for number in range(count):
        path = ("clip", number)
        first, last = positions.line_of(path), positions.last_line_of(path)
        if first is None or last is None:
            return []
        places.append((start_with_notes(text, first) - 1, end_with_notes(text, last)))
    return places


def _laid(
    lines: Sequence[str], places: Sequence[tuple[int, int]], blocks: Sequence[Sequence[str]]
) -> Iterator[str]:
    """The lines with the new blocks where the old ones stood; what is over follows the last."""
    at, last = 0, len(places) - 1
    for number, (start, end) in enumerate(places):
        yield from lines[at:start]
        here = blocks[number:] if number == last else blocks[number : number + 1]
        for count, block in enumerate(here):
            yield from ["", *block] if count else block
        at = end
        if not here and at < len(lines) and not lines[at].strip():
            at += 1
    yield from lines[at:]


def _new_block(clip: Clip) -> list[str]:
    return ["[[clip]]", *(f"{key} = {value}" for key, value in _keys(clip).items())]


def _changed(block: Sequence[str], before: Clip, after: Clip) -> list[str]:
    """A clip's lines with what is different now; the first key stands after the header."""
    lines, old, new = list(block), _keys(before), _keys(after)
    for key in {**old, **new}:
        if old.get(key) == new.get(key):
            continue
        found = Positions("\n".join(lines)).lines_of(("clip", 0, key))
        written = [] if key not in new else [f"{key} = {new[key]}"]
        if found is not None:
            note = _note(lines[found.first - 1]) if found.first == found.last else ""
            margin = _margin(lines[found.first - 1])
            lines[found.first - 1 : found.last] = [f"{margin}{one}{note}" for one in written]
        elif written:
            main = Positions("\n".join(lines)).lines_of(("clip", 0, next(iter(old))))
            after_main = main.last if main else 1
            margin = _margin(lines[after_main - 1])
            lines[after_main:after_main] = [f"{margin}{one}" for one in written]
    return lines


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _note(line: str) -> str:
    """The comment at the end of a line, with the space before it; "" where a # may be text."""
    before, sign, _ = line.rpartition("#")
    if not sign or before.count('"') % 2 or before.count("'") % 2:
        return ""
    return line[len(before.rstrip()) :]


def _keys(clip: Clip) -> Mapping[str, str]:
    """The keys of a clip with their values as TOML, the one that says what it shows first; only
    what is not as usual. Cutaways, pictures of cards and the style of credits are not among them:
    they stay as they are written.
    """
    match clip:
        case Footage():
            keys = {"file": quoted(clip.file), **_of_footage(clip)}
        case Card():
            keys = {"card": quoted(clip.title), "seconds": _seconds(clip.duration)}
            if clip.text is not None:
                keys["text"] = quoted(clip.text)
        case Photo():
            keys = {"photo": quoted(clip.file), "seconds": _seconds(clip.duration)}
            if clip.movement != "slow":
                keys["movement"] = quoted(clip.movement)
        case Credits():
            lines = ", ".join(quoted(line) for line in clip.lines)
            keys = {"credits": f"[{lines}]", "seconds": _seconds(clip.duration)}
    return {**keys, **_of_every(clip)}


def _of_footage(clip: Footage) -> Mapping[str, str]:
    times = {"from": clip.start or None, "to": clip.end}
    texts = {"name": clip.name, "role": clip.role, "language": clip.language}
    keys = {key: quoted(time_text(ms)) for key, ms in times.items() if ms is not None}
    keys |= {key: quoted(text) for key, text in texts.items() if text is not None}
    if clip.volume == 0:
        keys["mute"] = "true"
    elif clip.volume != 1:
        keys["volume"] = str(clip.volume)
    if clip.speed != 1:
        keys["speed"] = str(float(clip.speed))
    if clip.sound is not None:
        keys["sound"] = str(clip.sound)
    return keys


def _of_every(clip: Clip) -> Mapping[str, str]:
    times = {
        "dissolve": clip.dissolve,
        "dip": clip.fades.dip,
        "fade_in": clip.fades.coming,
        "fade_out": clip.fades.going,
    }
    keys = {key: quoted(time_text(ms)) for key, ms in times.items() if ms}
    if clip.chapter is not None:
        keys["chapter"] = "false" if clip.chapter is False else quoted(clip.chapter)
    return keys


def _seconds(ms: int) -> str:
    return str(ms / 1000).removesuffix(".0")
