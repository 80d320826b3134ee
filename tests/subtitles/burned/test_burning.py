"""How burned text looks, judged in frames that the real ffmpeg drew."""

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fontpkg_lexend
import numpy as np
import pysubs2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from mediakit.subtitles.burned.burning import write_ass
from mediakit.subtitles.burned.lexend_widths import drawable, undrawable, width_of
from mediakit.subtitles.burned.look import Box, Look
from mediakit.subtitles.burned.panels import AssLine, Clear

LOOK = Look()
FONT = next((Path(fontpkg_lexend.ROOT) / "files").glob("*.ttf"))
GROUND = "0x808080"
Draw = Callable[..., np.ndarray]


@pytest.fixture
def draw(ffmpeg: str, tmp_path: Path) -> Draw:
    """Draws lines on a grey picture and returns it: rows, columns, red green blue. With `seconds`,
    the picture at each second.
    """
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONT, tmp_path / "fonts" / "Lexend.ttf")

    def drawn(
        lines: list[AssLine],
        width: int,
        height: int,
        look: Look = LOOK,
        tracks: int = 1,
        seconds: int = 0,
        **clear: int,
    ):
        ass = write_ass(lines, look, width, height, clear=Clear(**clear), tracks=tracks)
        (tmp_path / "subs.ass").write_text(ass)
        ground = f"color=c={GROUND}:s={width}x{height}:r=1:d={seconds or 1}"
        burn = "format=yuv444p,subtitles=subs.ass:fontsdir=fonts,format=rgb24"
        command = [ffmpeg, "-v", "warning", "-y", "-f", "lavfi", "-i", ground, "-vf", burn]
        subprocess.run([*command, "%d.png"], cwd=tmp_path, check=True, capture_output=True)
        pictures = [
            np.asarray(Image.open(tmp_path / f"{number}.png").convert("RGB")).astype(int)
            for number in range(1, (seconds or 1) + 1)
        ]
        return pictures if seconds else pictures[0]

    return drawn


def subtitle(text: str) -> AssLine:
    return AssLine(0, 1000, text, "subtitle")


def one_a_second(texts: list[str]) -> list[AssLine]:
    return [
        AssLine(1000 * number, 1000 * number + 1000, text, "subtitle")
        for number, text in enumerate(texts)
    ]


def name(text: str) -> AssLine:
    return AssLine(0, 1000, text, "name")


def edges(mask: np.ndarray) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of what is set, the last row and column not included."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return rows[0], rows[-1] + 1, columns[0], columns[-1] + 1


def changed(picture: np.ndarray) -> np.ndarray:
    return (abs(picture - 0x80) > 8).any(2)


def black(picture: np.ndarray) -> np.ndarray:
    return (picture < 8).all(2)


def blue(picture: np.ndarray) -> np.ndarray:
    return (abs(picture - np.array([0x17, 0x36, 0x5D])) < 8).all(2)


WIDE = "mmmm WWWW mmmm WWWW mmmm WWWW mmmm WW\nmmmm WWWW mmmm WWWW mmmm WWWW mmmm WWWW"
PLAIN = "We plan the film\ntogether, and everybody has a say."


@pytest.mark.parametrize(
    ("width", "height", "clear"),
    [
        (1280, 720, {}),
        (1280, 720, {"right": 340}),
        (1920, 1080, {"left": 509}),
        (720, 1280, {}),
        (720, 1280, {"bottom": 478}),
    ],
)
def test_the_box_is_one_solid_rectangle_inside_the_safe_area_and_clear_of_the_signer(
    draw, width, height, clear
):
    texts = [PLAIN, WIDE, "Yes.", PLAIN.replace("\n", " ") * 3]
    for picture in draw(one_a_second(texts), width, height, seconds=len(texts), **clear):
        top, bottom, left, right = edges(changed(picture))
        assert bottom <= height - max(height * 0.05, clear.get("bottom", 0)) + 1
        assert top >= height * 0.05
        assert left >= max(width * 0.05, clear.get("left", 0)) - 1
        assert right <= width - max(width * 0.05, clear.get("right", 0)) + 1
        # Solid: inside the box nothing of the ground shows through, not even in its corners.
        box = picture[top:bottom, left:right]
        assert (abs(box - 0x80) > 8).any(2).mean() > 0.97
        for row, column in ((top + 1, left + 1), (bottom - 2, right - 2)):
            assert black(picture)[row, [left + 1, right - 2]].all()
            assert black(picture)[[top + 1, bottom - 2], column].all()


@pytest.mark.parametrize(
    ("width", "height", "lowest", "highest"),
    [(1280, 720, 0.07, 0.08), (1920, 1080, 0.07, 0.08), (720, 1280, 0.039, 0.045)],
)
def test_line_height_is_what_the_bbc_asks_for(draw, width, height, lowest, highest):
    one = edges(changed(draw([subtitle("Hxg")], width, height)))
    two = edges(changed(draw([subtitle("Hxg\nHxg")], width, height)))
    line = (two[1] - two[0]) - (one[1] - one[0])
    assert lowest * height - 1 <= line <= highest * height + 1


def test_padding_at_the_sides_is_half_an_em(draw):
    picture = draw([subtitle("HHHH")], 1280, 720)
    _, _, left, right = edges(changed(picture))
    _, _, first, last = edges((picture > 200).all(2))
    em = 54 / 1.25
    assert first - left == pytest.approx(em / 2, abs=em * 0.15)
    assert right - last == pytest.approx(em / 2, abs=em * 0.15)


def test_text_is_centred_in_the_room_beside_the_signer(draw):
    _, _, left, right = edges(changed(draw([subtitle("HHHH")], 1280, 720, right=340)))
    assert (left + right) / 2 == pytest.approx((64 + 1280 - 340 - 64 / 5) / 2, abs=3)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 1280)])
def test_a_name_stands_at_the_left_above_the_subtitles_and_both_are_whole(draw, width, height):
    picture = draw([subtitle(PLAIN), name("Film maker\nNorth Wales")], width, height)
    top, bottom, left, _ = edges(blue(picture))
    words_top = edges(black(picture))[0]
    assert bottom < words_top
    assert left == pytest.approx(width * 0.05, abs=2)
    assert top > height * 0.5
    assert blue(picture)[top + 1, left + 1]


def test_a_name_has_the_same_space_at_both_ends(draw):
    picture = draw([name("Camera and sound person\nBangor")], 1280, 720)
    _, _, left, right = edges(blue(picture))
    _, _, first, last = edges((picture > 200).all(2))
    assert right - last == pytest.approx(first - left, rel=0.25)


@pytest.mark.parametrize("clear", [{"left": 340}, {"right": 340}, {}])
def test_a_long_name_stays_in_the_room(draw, clear):
    lines = [
        name("A name that goes on for ever and ever and ever and ever and ever\n" + "Role " * 30)
    ]
    _, _, left, right = edges(blue(draw(lines, 1280, 720, **clear)))
    assert left >= max(64, clear.get("left", 0))
    assert right <= 1280 - max(64, clear.get("right", 0)) + 1


CODES = [
    r"{\an8}Up there",
    r"{\pos(10,10)}Elsewhere",
    r"{\c&H0000FF&}Red",
    r"{\alpha&HFF&}Hidden",
    r"{\fs200}Large",
    r"{\fad(0,900)}Fading",
    r"{\p1}m 0 0 l 900 0 900 900{\p0}",
    r"{\clip(0,0,1,1)}Gone",
    r"{\r}{\k99}{\t(0,1,\fscx900)}Wide",
    r"One\Ntwo\nthree\hfour",
    "Dialogue: 0,0:00:00.00,9:00:00.00,x",
    r"{\b1}\N\h\{x\}\n",
    "{}{}{}{}{}",
    "[Events]",
    "\x07\x00{\\an8}",
    "\u202e{\\an8}\u202c\u200f",
    "\\{\\\\{\\}",
]


def test_text_that_looks_like_codes_is_shown_where_and_as_other_text_is(draw):
    """Its box stands where that of an innocent text of the same width would, holds every letter,
    and is all in the two colours of the style.
    """
    em = 54 / 1.25
    pictures = draw(one_a_second(CODES), 1280, 720, seconds=len(CODES))
    for text, picture in zip(CODES, pictures, strict=True):
        top, bottom, left, right = edges(changed(picture))
        assert (top, bottom) == (621, 684), "one line: 1.16 of 54 pixels, 5 % from below"
        wide = width_of(" ".join(drawable(text).split())) * em
        assert right - left == pytest.approx(wide + em, rel=0.05, abs=3), text
        assert (left + right) / 2 == pytest.approx(640, abs=2), text
        box = picture[top:bottom, left:right]
        assert (box.max(2) - box.min(2)).max() < 8, f"black, white and grey only: {text}"
        _, _, first, last = edges((picture > 200).all(2))
        assert last - first == pytest.approx(wide, rel=0.06, abs=6), text


def test_codes_in_names_and_labels_are_text_too(draw):
    plain = draw([name("Siân Jones")], 1280, 720)
    nasty = draw([name(r"{\an8}{\fs5}S")], 1280, 720)
    assert edges(blue(nasty))[:3] == edges(blue(plain))[:3]
    labelled = AssLine(0, 1000, "x", "subtitle", label=r"{\fs5\c&HFF&}:", label_colour="#FFFF00")
    picture = draw([labelled], 1280, 720)
    yellow = (abs(picture - np.array([255, 255, 0])) < 40).all(2)
    _, _, left, right = edges(yellow)
    assert right - left == pytest.approx(width_of(labelled.label) * 54 / 1.25, rel=0.06)


def test_marks_piled_on_a_letter_stay_with_it(draw):
    """At most a tenth of a line over the edge of the box."""
    pile = "A" + "\u0301\u0302\u0303\u0304\u0306\u0307\u0308" * 3 + "o" + "\u0323\u0331" * 9
    picture = draw([subtitle(pile)], 1280, 720)
    top, bottom, left, right = edges(black(picture))
    white = edges((picture > 128).all(2) & changed(picture))
    assert top - 5 <= white[0]
    assert white[1] <= bottom + 5
    assert left <= white[2]
    assert white[3] <= right


def test_a_speaker_has_a_name_in_colour_and_words_in_white(draw):
    line = AssLine(0, 1000, "WWW", "subtitle", label="MMM:", label_colour="#00FFFF")
    picture = draw([line], 1280, 720)
    cyan = edges((abs(picture - np.array([0, 255, 255])) < 40).all(2))
    white = edges((picture > 230).all(2))
    assert cyan[3] < white[2]
    words = AssLine(0, 1000, "WWW", "subtitle", "#00FFFF", label="MMM:", label_colour="#00FFFF")
    assert not (draw([words], 1280, 720) > 230).all(2).any()


def test_two_languages_stand_on_boxes_that_differ(draw):
    lines = [subtitle("Rydyn ni’n cynllunio"), AssLine(0, 1000, "We plan", "second")]
    picture = draw(lines, 1280, 720, tracks=2)
    grey = (abs(picture - int(LOOK.second.box_colour[1:3], 16)) < 4).all(2)
    # Rows of the box, not the grey edges of letters on the upper one.
    rows = np.flatnonzero(grey.sum(1) > 50)
    assert edges(black(picture))[1] < rows[0]
    assert rows[-1] + 1 == pytest.approx(684, abs=1)


def test_a_see_through_box_lets_the_picture_show_evenly(draw):
    look = replace(LOOK, subtitle=Box(box_opacity=0.7))
    picture = draw([subtitle("Hxg\nHxg")], 1280, 720, look)
    top, bottom, left, _ = edges(changed(picture))
    edge = picture[top + 2 : bottom - 2, left + 2]
    assert edge.min() == pytest.approx(0x80 * 0.3, abs=6)
    assert edge.max() - edge.min() <= 4


@given(
    st.text(
        st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u2060"), max_size=120
    ),
    st.sampled_from([(1280, 720, 340), (720, 1280, 0), (640, 360, 170)]),
)
def test_every_sign_of_a_subtitle_is_in_the_file_once(text, picture):
    width, height, clear = picture
    written = write_ass([subtitle(text)], LOOK, width, height, clear=Clear(right=clear))
    events = pysubs2.SSAFile.from_string(written).events
    shown = " ".join(event.text.split("}", 1)[1] for event in events if event.style == "subtitle")
    plain = shown.replace("\u2060", "").replace(r"\{", "{").replace(r"\}", "}")
    # A word that fills more than a line is cut, so that blanks may come in.
    assert "".join(plain.split()) == "".join(drawable(text).split())


def test_times_are_hundredths_of_a_second():
    line = AssLine(1234, 3_723_004, "x", "subtitle")
    assert "0:00:01.23,1:02:03.00," in write_ass([line], LOOK, 1280, 720)


def test_of_a_piece_of_film_only_its_own_time_is_written():
    lines = [AssLine(-500, 200, "a", "subtitle"), AssLine(900, 2000, "b", "subtitle")]
    lines += [AssLine(-900, -500, "c", "subtitle"), AssLine(1000, 1200, "d", "subtitle")]
    events = pysubs2.SSAFile.from_string(write_ass(lines, LOOK, 640, 360, end_ms=1000)).events
    texts = [event for event in events if event.style == "subtitle"]
    assert [(e.start, e.end, e.plaintext) for e in texts] == [(0, 200, "a"), (900, 1000, "b")]


def test_the_table_of_widths_is_that_of_the_font():
    font = ImageFont.truetype(str(FONT), 1000)
    for character in map(chr, range(33, 0x10000)):
        if drawable(character) == character and not character.isspace():
            assert width_of(character) == pytest.approx(font.getlength(character) / 1000, abs=0.002)
    text = "Together, we plan everything: AV To Wales, Tŷ Gwyn!"
    assert width_of(text) == pytest.approx(font.getlength(text) / 1000, rel=0.02)


def test_what_is_called_drawable_is_what_the_font_can_draw():
    font = ImageFont.truetype(str(FONT), 24, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\u0378"))
    for sign in map(chr, [*range(33, 0xD800), *range(0xE000, 0x10000), *range(0x1F300, 0x1F700)]):
        if sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"):
            continue
        composed = unicodedata.normalize("NFC", sign)
        if composed == "\u0308\u0301":
            continue  # two marks in one sign, of which a letter keeps one
        drawn = all(bytes(font.getmask(each)) != missing for each in composed)
        assert (drawable(sign) == composed) == drawn, hex(ord(sign))


@given(st.text())
@example("A\u031c\u0323")
def test_what_was_made_drawable_is(text):
    assert drawable(drawable(text)) == drawable(text)


def test_rare_letters_keep_their_marks_and_marks_go_with_their_letters():
    assert drawable("ḳ") == "k\u0323"
    assert drawable("aй") == "a"
    assert drawable("ﬃ ⑩ x̂") == "ffi 10 x̂"


def test_what_lexend_lacks_is_left_out_whatever_fonts_a_machine_has(draw):
    assert write_ass([subtitle("Talk 🎬 now")], LOOK, 640, 360) == write_ass(
        [subtitle("Talk now")], LOOK, 640, 360
    )
    nothing = draw([subtitle("🎬 🤝"), name("🎬")], 640, 360)
    assert not changed(nothing).any(), "no empty boxes either"


WELSH = "".join(base + base.upper() for base in "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ")


def test_signs_that_are_left_out_are_known():
    assert undrawable("Da iawn 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ♪ ŵy £5 €3 “x” … \u200fя\u0301") == ("👍", "🏴", "я")
    assert undrawable(WELSH + "♪♫#") == ()


def test_the_font_has_every_letter_of_english_and_welsh_and_letters_that_differ():
    font = ImageFont.truetype(str(FONT), 200)

    def shape(character: str) -> bytes:
        mask = font.getmask(character)
        return bytes(repr(mask.size), "ascii") + bytes(mask)

    missing = shape("\u0378")
    letters = "".join(map(chr, range(33, 127))) + WELSH + "’‘“”–—…£€"
    assert not [character for character in letters if shape(character) == missing]
    assert len({shape(character) for character in "Il1|"}) == 4
    assert missing == shape("\u0379"), "two signs that no font has must look the same"
