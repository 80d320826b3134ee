"""Audiograms, judged by decoding them."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from mediakit.clock import FrameSpan, Span
from mediakit.errors import BadInput, MediakitError, Stopped
from mediakit.media.probe import probe
from mediakit.media.stills import still_picture
from mediakit.plan.audiogram import SIZES, Audiogram, Shape, layout_of, sounding_of
from mediakit.process import StopSignal
from mediakit.render.audiogram import still_of
from mediakit.render.ground import ACCENT, GROUND_BOTTOM, GROUND_TOP, INK, SOFT_INK
from mediakit.render.wave import TO_COME, levels_of, wave_frames
from mediakit.subtitles.burned.look import Look
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.audiograms import SHAPES, make_audiogram
from mediakit.workflow.events import Progress

LOUD_THEN_QUIET = "aevalsrc=0.5*sin(2*PI*330*t)*lt(t\\,1)+0.02*sin(2*PI*330*t)*gte(t\\,1):s=48000"
WORDS = Subtitles(
    "en",
    (
        Cue(Span(200, 900), "Text is {\\b1}text: 'quotes', 50 % \\N of it", "Ann"),
        Cue(Span(1000, 1900), "So it is.\nLlŷn, ŵ and ♪", "Bob"),
    ),
)
Frames = list[NDArray[np.uint8]]


@pytest.fixture
def speech(make_clip: Callable[..., Path]) -> Path:
    return make_clip("talk.wav", seconds=2, size=None, sound=LOUD_THEN_QUIET)


@pytest.fixture
def made(speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """made(shape=…, …) gives the finished file."""
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))

    def make(**wanted: object) -> Path:
        settings: dict[str, object] = {
            "title": "How we {work}: 100 % \\ together",
            "show": "Let's Talk",
            "artwork": None,
            "shape": "square",
            "span": None,
            "out": tmp_path / "out" / "talk.mp4",
            "look": Look(),
            "tell": lambda event: None,
            "stop": StopSignal(),
        }
        cues = wanted.pop("cues", WORDS)
        sound = wanted.pop("sound", speech)
        return make_audiogram(sound, cues, **{**settings, **wanted})  # type: ignore[arg-type]

    return make


def frames_of(path: Path) -> Frames:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def picture(path: Path, mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Path:
    Image.new("RGB", size, (255, 0, 0)).convert(mode).save(path)
    return path


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def light(colour: tuple[int, int, int]) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_everything_can_be_told_from_its_ground() -> None:
    for ground in (GROUND_TOP, GROUND_BOTTOM):
        assert contrast(INK, ground) >= 7
        assert contrast(SOFT_INK, ground) >= 4.5
        assert contrast(ACCENT, ground) >= 4.5
        assert contrast(TO_COME, ground) >= 4.5


@pytest.mark.parametrize("shape", SHAPES)
def test_the_file_is_what_apps_take(
    shape: Shape, made: Callable[..., Path], tmp_path: Path
) -> None:
    path = made(shape=shape, artwork=picture(tmp_path / "art.jpg"))
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    with av.open(str(path)) as container:
        film, sound = container.streams.video[0], container.streams.audio[0]
        assert (film.codec_context.width, film.codec_context.height) == SIZES[shape]
        assert (film.codec_context.name, film.codec_context.profile) == ("h264", "High")
        assert film.codec_context.pix_fmt == "yuv420p"
        assert (film.average_rate, film.frames) == (30, 60)
        assert (sound.codec_context.name, sound.codec_context.sample_rate) == ("aac", 48000)
        assert abs(float(sound.duration * sound.time_base) - 2) < 0.05
        assert container.metadata["title"] == "How we {work}: 100 % \\ together"


@pytest.mark.parametrize("shape", SHAPES)
def test_subtitles_come_and_go_and_touch_nothing_else(
    shape: Shape, made: Callable[..., Path], tmp_path: Path
) -> None:
    layout = layout_of(shape, Look(), artwork=True)
    art = picture(tmp_path / "art.png")
    with_words = frames_of(made(shape=shape, artwork=art))
    without = frames_of(made(shape=shape, artwork=art, cues=Subtitles("en", ())))
    box = layout.subtitles
    for number in (0, 10, 28, 40, 59):
        changed = np.abs(with_words[number].astype(int) - without[number]).max(axis=2) > 40
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        assert bool(len(rows)) == (number in (10, 40)), number
        if len(rows):
            assert box.y <= rows[0]
            assert rows[-1] < box.y + box.height
            assert box.x <= columns[0]
            assert columns[-1] < box.x + box.width
            assert (with_words[number][changed].max(axis=1) > 200).sum() > 500


def test_the_wave_glides_from_loud_to_quiet(made: Callable[..., Path]) -> None:
    wave = layout_of("square", Look(), artwork=False).wave
    frames = frames_of(made(cues=Subtitles("en", ())))
    now = wave.x + wave.width // 2
    heard = frames[30][wave.y : wave.y + wave.height, now - 100 : now - 20].astype(int)
    coming = frames[30][wave.y : wave.y + wave.height, now + 20 : now + 100].astype(int)
    gold = heard[..., 0] - heard[..., 2] > 60
    blue = coming[..., 2] - coming[..., 0] > 40
    assert gold.any(axis=1).sum() > 0.9 * wave.height
    assert 5 < blue.any(axis=1).sum() < 0.3 * wave.height
    # Four pixels a frame: five frames on, a whole bar further.
    part = np.s_[wave.y : wave.y + wave.height, wave.x + 200 : wave.x + 300]
    before = np.s_[wave.y : wave.y + wave.height, wave.x + 220 : wave.x + 320]
    assert np.abs(frames[35][part].astype(int) - frames[30][before]).mean() < 4


def test_levels_know_silence_from_speech(tmp_path: Path) -> None:
    raw = tmp_path / "wave.raw"
    tone = (np.sin(np.arange(9600) * 0.2) * 8000).astype("<i2")
    raw.write_bytes(np.concatenate([tone, np.zeros(9600, "<i2"), tone // 2]).tobytes())
    levels = levels_of(raw)
    assert len(levels) == 18
    assert levels[2] > 0.95
    assert levels[8] == 0
    assert levels[15] == pytest.approx(0.5**0.7, abs=0.03)
    raw.write_bytes(b"")
    assert len(levels_of(raw)) == 0
    raw.write_bytes(np.ones(9600, "<i2").tobytes())
    assert not levels_of(raw).any()


def test_a_wave_without_bars_is_the_ground_alone() -> None:
    ground = Image.new("RGB", (400, 100), GROUND_TOP)
    (frame,) = wave_frames(np.zeros(0), 1, ground)
    assert frame == ground.tobytes()


@pytest.mark.parametrize(
    ("name", "mode"), [("a.png", "P"), ("a.jpg", "L"), ("a.png", "RGBA"), ("a.webp", "RGB")]
)
def test_artwork_of_any_kind(name: str, mode: str, tmp_path: Path, speech: Path) -> None:
    art = picture(tmp_path / name, mode, (30, 90))
    still = np.asarray(drawn("square", "Title", speech, art))
    box = layout_of("square", Look(), artwork=True).artwork
    assert box is not None
    middle = still[box.y + box.height // 2, box.x + box.width // 2]
    shown = still_picture(art)
    assert shown is not None
    assert np.abs(middle.astype(int) - np.array(shown.getpixel((15, 45)))).max() < 4
    assert tuple(still[box.y, box.x]) != tuple(still[box.y + 40, box.x + 40])


def test_artwork_is_shown_upright(tmp_path: Path, speech: Path) -> None:
    art = tmp_path / "turned.jpg"
    image = Image.new("RGB", (200, 200), "white")
    image.paste((200, 0, 0), (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(art, exif=exif)
    still = np.asarray(drawn("square", "Title", speech, art)).astype(int)
    box = layout_of("square", Look(), artwork=True).artwork
    assert box is not None
    top, foot = (still[box.y + box.height * n // 4, box.x + box.width // 2] for n in (1, 3))
    assert top[0] - top[1] > 100
    assert foot.min() > 200


def drawn(shape: Shape, title: str, speech: Path, art: Path | None, show: str = "") -> Image.Image:
    media = probe(speech)
    sound = sounding_of(media, FrameSpan(0, 30))
    layout = layout_of(shape, Look(), artwork=art is not None)
    plan = Audiogram(layout, title, show, "art" if art else None, sound, 30, "")
    return still_of(plan, {"art": art} if art else {})


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    "title",
    [
        "",
        "Hello",
        "🎬",
        "A long title about our film " * 4,
        "Llanfair" * 40,
        "One word more " * 120,
    ],
)
def test_titles_stay_in_their_box(
    shape: Shape, alone: bool, title: str, speech: Path, tmp_path: Path
) -> None:
    art = None if alone else picture(tmp_path / "art.png")
    layout = layout_of(shape, Look(), artwork=not alone)
    show = "Let's Talk Co-Production, the podcast"
    # Compared with the same picture without words, but for the gold rule.
    words = np.asarray(drawn(shape, title, speech, art, show)).astype(int)
    bare = np.asarray(drawn(shape, "", speech, art, "")).astype(int)
    changed = np.abs(words - bare).max(axis=2) > 30
    box = layout.words
    inside = changed[box.y : box.y + box.height, box.x : box.x + box.width]
    assert inside.sum() > 1000
    assert inside.sum() == changed.sum()


def test_an_excerpt_is_as_long_as_asked_for(made: Callable[..., Path]) -> None:
    assert len(frames_of(made(span=Span(500, 1200)))) == 21
    with pytest.raises(BadInput, match="lies after the end"):
        made(span=Span(60_000, 70_000))
    with pytest.raises(BadInput, match="too short"):
        made(span=Span(500, 505))


def test_what_was_made_is_not_made_again(made: Callable[..., Path], tmp_path: Path) -> None:
    path = made()
    first = path.read_bytes()
    pieces = sorted((tmp_path / "cache").rglob("*.mp4"))
    path.unlink()
    told: list[object] = []
    assert made(tell=told.append).read_bytes() == first
    assert sorted((tmp_path / "cache").rglob("*.mp4")) == pieces
    assert told == [Progress("Making the audiogram", 60, 60)]
    made(title="Another one")
    assert len(list((tmp_path / "cache").rglob("*.mp4"))) == len(pieces) + 1


def test_progress_is_told(made: Callable[..., Path]) -> None:
    told: list[Progress] = []
    made(tell=told.append)
    assert all(event.total == 60 for event in told)
    assert [event.done for event in told] == sorted(event.done for event in told)
    assert told[-1].done == 60


def test_a_stop_leaves_nothing(made: Callable[..., Path], tmp_path: Path) -> None:
    stop = StopSignal()
    with pytest.raises(Stopped):
        made(stop=stop, tell=lambda event: stop.set())
    assert not (tmp_path / "out" / "talk.mp4").exists()
    assert list((tmp_path / "out").glob("*")) == []
    assert list((tmp_path / "cache" / "render" / "work").iterdir()) == []


def test_mistakes_are_said_plainly(
    made: Callable[..., Path], make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    broken = tmp_path / "art.jpg"
    broken.write_bytes(b"no picture at all")
    with pytest.raises(BadInput, match="The artwork is no picture"):
        made(artwork=broken)
    with pytest.raises(BadInput, match="no sound"):
        made(sound=make_clip("silent.mp4", sound=None, seconds=1))
    with pytest.raises(MediakitError):
        made(artwork=tmp_path / "missing.png")
