"""Tags, chapters and covers, read back by others: mutagen, PyAV (ffmpeg), a JSON schema, Pillow."""

import io
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import av
import jsonschema
import mutagen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.outputs.podcast.chapters import (
    chapters_of,
    write_chapters_json,
    write_ffmetadata,
)
from mediakit.outputs.podcast.cover import LONGEST_EDGE, cover_doubts, write_cover
from mediakit.outputs.podcast.model import Chapter, Tags
from mediakit.outputs.podcast.tags import tag_m4a, tag_mp3
from mediakit.plan.podcast_graph import chapters_command, result_name
from mediakit.process import StopSignal
from mediakit.render.programs import Job

TITLES = [
    "Croeso = # ; \\ ŵ",
    "A",
    'Questions: "why?", {how} 🎬',
    "The end, which is longer than the rest",
]
CHAPTERS = tuple(Chapter(Span(1000 * n, 1000 * (n + 1)), title) for n, title in enumerate(TITLES))
TAGS = Tags(
    title="Sgwrs â Siân 🎬",
    language="cy-GB",
    show="Our “show”",
    author="Group & friends",
    episode=7,
    date="2026-03-31",
    description="First line\nSecond line",
    website="https://example.org",
    cover=b"",
    chapters=CHAPTERS,
)
SCHEMA = {
    # Podcasting 2.0, JSON chapters 1.2: two properties are required, and startTime in a chapter.
    "type": "object",
    "required": ["version", "chapters"],
    "properties": {
        "version": {"const": "1.2.0"},
        **{
            name: {"type": "string"}
            for name in ("author", "title", "podcastName", "description", "fileName")
        },
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["startTime"],
                "properties": {
                    "startTime": {"type": "number", "minimum": 0},
                    "endTime": {"type": "number"},
                    "title": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@pytest.fixture
def tags(tmp_path: Path) -> Tags:
    from dataclasses import replace

    picture = tmp_path / "cover.png"
    Image.new("RGB", (900, 900), "navy").save(picture)
    return replace(TAGS, cover=write_cover(picture))


@pytest.fixture
def tagged(make_clip: Callable[..., Path], tags: Tags, tmp_path: Path) -> Callable[[str], Path]:
    """tagged("mp3") gives a sound with all of `tags`, and with its chapters."""

    def make(kind: str) -> Path:
        sound = make_clip(f"sound.{kind}", seconds=4, size=None)
        if kind == "mp3":
            tag_mp3(sound, tags)
            return sound
        (tmp_path / "chapters.txt").write_text(write_ffmetadata(tags.chapters), encoding="utf-8")
        Job(tmp_path, {}, StopSignal()).run(chapters_command("cym"))
        tag_m4a(tmp_path / result_name("m4a"), tags)
        return tmp_path / result_name("m4a")

    return make


@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_players_find_the_chapters_in_order(kind: str, tagged: Callable[[str], Path]) -> None:
    with av.open(str(tagged(kind))) as container:
        read = [
            (
                float(chapter["start"] * chapter["time_base"]),
                float(chapter["end"] * chapter["time_base"]),
                chapter["metadata"]["title"],
            )
            for chapter in container.chapters()
        ]
    assert [title for _, _, title in read] == TITLES
    for (start, end, _), chapter in zip(read, CHAPTERS, strict=True):
        assert (start, end) == pytest.approx(
            (chapter.span.start / 1000, chapter.span.end / 1000), abs=0.05
        )


def test_an_mp3_has_every_tag(tagged: Callable[[str], Path], tags: Tags) -> None:
    box = mutagen.File(tagged("mp3")).tags
    assert box.version == (2, 3, 0)
    texts = {name: str(box[name]) for name in ("TIT2", "TALB", "TPE1", "TRCK", "TCON", "TLAN")}
    assert texts == {
        "TIT2": tags.title,
        "TALB": tags.show,
        "TPE1": tags.author,
        "TRCK": "7",
        "TCON": "Podcast",
        "TLAN": "cym",
    }
    # mutagen shows the year and the day of ID3v2.3 as the one date of v2.4.
    assert str(box["TDRC"]) == "2026-03-31"
    assert box.getall("COMM")[0].text == [tags.description]
    assert box["WOAF"].url == tags.website
    assert box.getall("APIC")[0].data == tags.cover
    listed = box["CTOC:toc"].child_element_ids
    assert [str(box[f"CHAP:{name}"].sub_frames["TIT2"]) for name in listed] == TITLES
    times = [(box[f"CHAP:{name}"].start_time, box[f"CHAP:{name}"].end_time) for name in listed]
    assert times == [(chapter.span.start, chapter.span.end) for chapter in CHAPTERS]


def test_an_m4a_has_every_tag(tagged: Callable[[str], Path], tags: Tags) -> None:
    path = tagged("m4a")
    box = mutagen.File(path).tags
    names = ("\xa9nam", "\xa9alb", "\xa9ART", "\xa9day", "\xa9gen", "\xa9cmt", "purl")
    assert [box[name][0] for name in names] == [
        tags.title,
        tags.show,
        tags.author,
        tags.date,
        "Podcast",
        tags.description,
        tags.website,
    ]
    assert box["trkn"] == [(7, 0)]
    assert bytes(box["covr"][0]) == tags.cover
    assert box["pcst"] is True
    with av.open(str(path)) as container:
        assert container.streams.audio[0].metadata["language"] == "cym"


@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_what_is_not_known_is_not_written(kind: str, make_clip: Callable[..., Path]) -> None:
    sound = make_clip(f"sound.{kind}", seconds=1, size=None)
    before = decoded(sound)
    write = {"mp3": tag_mp3, "m4a": tag_m4a}[kind]
    write(sound, Tags("Only a title", "en"))
    box = mutagen.File(sound).tags
    assert not {"TALB", "TPE1", "TRCK", "CTOC:toc", "\xa9alb", "trkn", "covr"} & set(box)
    assert decoded(sound) == before


def decoded(path: Path) -> bytes:
    with av.open(str(path)) as container:
        return b"".join(frame.to_ndarray().tobytes() for frame in container.decode(audio=0))


def test_the_chapters_file_is_as_podcasting_2_has_it(tags: Tags) -> None:
    data = json.loads(write_chapters_json(tags, "talk.mp3"))
    jsonschema.validate(data, SCHEMA)
    assert [chapter["title"] for chapter in data["chapters"]] == TITLES
    assert data["chapters"][1]["startTime"] == 1
    assert data["fileName"] == "talk.mp3"
    jsonschema.validate(json.loads(write_chapters_json(Tags("a", "en"), "a.mp3")), SCHEMA)


def test_chapters_come_after_the_intro_which_belongs_to_the_first() -> None:
    chapters = chapters_of(
        [(0, "Hello"), (5000, "Then")], talk_at=2500, talk=10_000, length=14_000, title="T"
    )
    assert chapters == (
        Chapter(Span(0, 7500), "Hello"),
        Chapter(Span(7500, 14_000), "Then"),
    )


def test_what_comes_before_the_first_chapter_is_called_like_the_episode() -> None:
    chapters = chapters_of([(3000, "Then")], talk_at=0, talk=9000, length=9000, title="Whole")
    assert [(c.span.start, c.title) for c in chapters] == [(0, "Whole"), (3000, "Then")]


@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.text(max_size=5)), max_size=8),
    st.integers(0, 5000),
    st.integers(1, 15_000),
    st.integers(0, 5000),
)
def test_chapters_fill_the_file_without_holes(
    starts: list[tuple[int, str]], talk_at: int, talk: int, outro: int
) -> None:
    length = talk_at + talk + outro
    chapters = chapters_of(starts, talk_at=talk_at, talk=talk, length=length, title="T")
    assert bool(chapters) == any(at < talk for at, _ in starts)
    if chapters:
        assert chapters[0].span.start == 0
        assert chapters[-1].span.end == length
        assert all(a.span.end == b.span.start for a, b in itertools.pairwise(chapters))
        assert all(chapter.span.duration > 0 for chapter in chapters)


@pytest.mark.parametrize(
    ("mode", "size", "name"),
    [
        ("RGB", (4000, 4000), "large.jpg"),
        ("RGBA", (1500, 1500), "clear.png"),
        ("P", (1400, 1400), "palette.png"),
        ("L", (2000, 1000), "grey.png"),
    ],
)
def test_any_picture_becomes_a_jpeg_that_players_show(
    mode: str, size: tuple[int, int], name: str, tmp_path: Path
) -> None:
    Image.new(mode, size).save(tmp_path / name)
    cover = write_cover(tmp_path / name)
    with Image.open(io.BytesIO(cover)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) == min(LONGEST_EDGE, *[max(size)])
        assert image.size[0] * size[1] == image.size[1] * size[0]
    assert bool(cover_doubts(cover)) == (size[0] != size[1])


def test_a_small_cover_is_used_as_it_is_and_doubted(tmp_path: Path) -> None:
    Image.new("RGB", (200, 200)).save(tmp_path / "small.png")
    cover = write_cover(tmp_path / "small.png")
    with Image.open(io.BytesIO(cover)) as image:
        assert image.size == (200, 200)
    assert "small" in cover_doubts(cover)[0]


@pytest.mark.parametrize("name", ["missing.png", "text.png"])
def test_what_is_no_picture_is_refused_in_plain_words(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    with pytest.raises(BadInput, match="no picture"):
        write_cover(tmp_path / name)
