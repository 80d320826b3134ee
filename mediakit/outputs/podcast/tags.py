"""Tags inside mp3 and m4a files, by mutagen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mediakit.outputs.podcast.model import Tags

GENRE = "Podcast"

_PODCAST = 21
"""Apple's media kind of a podcast (atom `stik`)."""

_OPEN = 0xFFFFFFFF
"""Says that a chapter's place in bytes is not given."""


def tag_mp3(path: Path, tags: Tags) -> None:
    """Write ID3 tags into an mp3: version 2.3, which is the newest that every player reads."""
    id3 = _id3()
    box = id3.ID3()
    every = {"encoding": id3.Encoding.UTF16}  # 2.3 knows no UTF-8
    texts = {
        id3.TIT2: tags.title,
        id3.TALB: tags.show,
        id3.TPE1: tags.author,
        id3.TRCK: str(tags.episode) if tags.episode is not None else None,
        id3.TDRC: tags.date,
        id3.TCON: GENRE,
        id3.TLAN: three_letters(tags.language),
    }
    for frame, text in texts.items():
        if text is not None:
            box.add(frame(**every, text=[text]))
    if tags.description:
        lang = three_letters(tags.language)
        box.add(id3.COMM(**every, lang=lang, desc="", text=[tags.description]))
    if tags.website:
        box.add(id3.WOAF(url=tags.website))
    if tags.cover:
        front = id3.PictureType.COVER_FRONT
        box.add(id3.APIC(**every, mime="image/jpeg", type=front, desc="Cover", data=tags.cover))
    _add_chapters(box, tags)
    box.update_to_v23()
    box.save(path, v2_version=3)


def _id3() -> Any:  # noqa: ANN401 - mutagen's types stop short of its calls
    from mutagen import id3

    return id3


def _add_chapters(box: Any, tags: Tags) -> None:  # noqa: ANN401 - mutagen's ID3
    """Chapters as the "ID3v2 Chapter Frame Addendum" 1.0 has them, and the list that orders them.
    Positions in bytes are left open: times count.
    """
    id3 = _id3()
    names = _in_order([chapter.title for chapter in tags.chapters])
    for name, chapter in zip(names, tags.chapters, strict=True):
        title = id3.TIT2(encoding=id3.Encoding.UTF16, text=[chapter.title])
        times = {"start_time": chapter.span.start, "end_time": chapter.span.end}
        open_ = {"start_offset": _OPEN, "end_offset": _OPEN}
        box.add(id3.CHAP(element_id=name, **times, **open_, sub_frames=[title]))
    if names:
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        box.add(id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))


def _in_order(titles: Sequence[str]) -> list[str]:
    """Names for chapter frames under which mutagen, which sorts frames by size and then by name,
    writes them in order: many players show chapters as they lie in the file.
    """
    sizes = [len(title.encode("utf-16")) for title in titles]
    most = max(sizes, default=0)
    return [f"chp{number:04}{'-' * (most - size)}" for number, size in enumerate(sizes)]


def tag_m4a(path: Path, tags: Tags) -> None:
    """Write iTunes tags into an m4a. Its chapters are put in with its sound, by ffmpeg."""
    import mutagen.mp4

    mp4: Any = mutagen.mp4
    sound = mp4.MP4(path)
    box = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.show,
        "\xa9ART": tags.author,
        "aART": tags.author,
        "\xa9day": tags.date,
        "\xa9gen": GENRE,
        "\xa9cmt": tags.description,
        "desc": tags.description,
        "purl": tags.website,
    }
    for name, value in box.items():
        if value is not None:
            sound[name] = [value]
    if tags.episode is not None:
        sound["trkn"] = [(tags.episode, 0)]
    if tags.cover:
        sound["covr"] = [mp4.MP4Cover(tags.cover, mp4.AtomDataType.JPEG)]
    sound["pcst"] = True
    sound["stik"] = [_PODCAST]
    sound.save()


def three_letters(tag: str) -> str:
    """A language as files name it: three letters of ISO 639-2, "und" where there are none.

    >>> three_letters("en-GB"), three_letters("cy"), three_letters("x-klingon")
    ('eng', 'cym', 'und')
    """
    from langcodes import Language

    try:
        return Language.get(tag).to_alpha3()
    except (LookupError, ValueError):
        return "und"
