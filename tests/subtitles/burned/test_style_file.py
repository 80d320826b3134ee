"""The house style as people write it, and every mistake in it at once."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from mediakit.handwritten.mistakes import Mistakes
from mediakit.subtitles.burned.contrast import LOWEST_CONTRAST, contrast_on
from mediakit.subtitles.burned.look import LOOKS, LOWEST_OPACITY, Look, Style, faint_colours
from mediakit.subtitles.burned.style_file import read_style

SHELF = Path(__file__).parents[3] / "subtitles"


def test_the_teams_style_is_the_built_in_one():
    text = (SHELF / "style.toml").read_text(encoding="utf-8")
    assert read_style(text, "style") == Style()


def test_every_colour_of_every_look_stands_out_from_its_box():
    for name, look in LOOKS.items():
        assert not faint_colours(look), name
        for colour in look.speaker_colours:
            for box in (look.subtitle, look.second):
                assert contrast_on(colour, box.box_colour, box.box_opacity) >= LOWEST_CONTRAST


def test_a_see_through_box_is_judged_over_the_worst_picture():
    assert contrast_on("#FFFFFF", "#000000", 0.5) == pytest.approx(3.95, abs=0.03)
    assert contrast_on("#000000", "#FFFFFF", 0.5) == pytest.approx(5.28, abs=0.05)
    assert contrast_on("#808080", "#000000", 0.3) == 1.0


def test_what_stands_at_the_top_holds_for_every_look():
    style = read_style('position = "top"\n[subtitle]\ntext = "#FFFF00"\n', "s")
    assert {look.position for look in style.looks.values()} == {"top"}
    assert {look.subtitle.text_colour for look in style.looks.values()} == {"#FFFF00"}
    changed = replace(
        LOOKS["netflix"],
        position="top",
        subtitle=replace(LOOKS["netflix"].subtitle, text_colour="#FFFF00"),
    )
    assert style.looks["netflix"] == changed


def test_a_look_of_its_own_wins_over_the_top():
    style = read_style("line_height = 0.08\n[look.easy-read]\nline_height = 0.09\n", "s")
    assert style.look_for("en").line_height == 0.08
    assert style.look_for("en-simple").line_height == 0.09


def test_a_film_has_the_look_of_the_rules_that_it_goes_by():
    style = read_style("[look.our-group]\nline_height = 0.1\n", "s")
    assert style.following("our-group").look_for("en").line_height == 0.1
    assert style.following("our-group").look_for("en-simple") == LOOKS["easy-read"]
    assert style.following("no such look") == style.following(None) == style


def test_a_team_can_make_a_look_and_use_it():
    text = '[use]\nword-for-word = "ours"\n[look.ours]\nalign = "left"\nname.box = "#004400"\n'
    look = read_style(text, "s").look_for("cy")
    assert (look.align, look.name.box_colour) == ("left", "#004400")
    assert look.subtitle == Look().subtitle


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f"[subtitle]\nopacity = {LOWEST_OPACITY - 0.01}\n", 2, "show on any picture"),
        ("[subtitle]\nopacity = 1.2\n", 2, "0.7 to 1"),
        ('[subtitle]\nbox = "black"\n', 2, '"#000000"'),
        ("[subtitle]\nborder = 3\n", 2, "There are: box, opacity, text"),
        ("size = 3\n", 1, "no setting 'size'"),
        ("lineheight = 0.08\n", 1, "Did you mean 'line_height'?"),
        ('line_height = "big"\n', 1, "0.03 to 0.12"),
        ("line_height = -1\n", 1, "0.03 to 0.12"),
        ("\nsubtitle = 3\n", 2, "[subtitle]"),
        ("font = \n", 1, "nothing after the ="),
        ('\nalign = "left\n', 2, "quotation mark missing"),
        ("align = left\n", 1, "without quotation marks"),
        ("[subtitle\n", 1, "brackets"),
        ('font = "Comic"\n', 1, "every Welsh letter"),
        ('align = "justified"\n', 1, '"centre" or "left"'),
        ('speakers = "colours"\n', 1, '"coloured names"'),
        ("speaker_colours = []\n", 1, "list of colours"),
        ('[use]\nword-for-word = "bcb"\n', 2, "Did you mean 'bbc'?"),
        ('[use]\nsubtitles = "bbc"\n', 2, "no 'subtitles' subtitles"),
        ("\n[look.easyread]\nline_height = 0.1\n", 2, "Did you mean 'easy-read'?"),
        ("[look]\nbbc = 3\n", 2, "[look.bbc]"),
        ("look = 3\n", 1, "[look.easy-read]"),
        ('[look.bbc]\nsubtitle.opacity = 0.1\nalign = "left"\n', 2, "0.7 to 1"),
        ('[subtitle]\ntext = "#FF0000"\nbox = "#0000FF"\n', 2, "to 1"),
        ('\nspeaker_colours = ["#FFFFFF", "#550000"]\n', 2, "hard to read"),
        ('[look.dcmp.second]\nbox = "#FFFF00"\n', 2, "in the look 'dcmp'"),
    ],
)
def test_a_mistake_names_its_line_and_what_to_do(text, line, says):
    with pytest.raises(Mistakes) as error:
        read_style(text, "s")
    told = str(error.value)
    assert f"s, line {line}: " in told
    assert says in told
    assert str(pickle.loads(pickle.dumps(error.value))) == told


def test_all_mistakes_are_told_at_once_in_order():
    text = 'align = "right"\nsize = 2\n\n[name]\nopacity = 0\n[look.bbc]\nlabel = "NAME"\n'
    with pytest.raises(Mistakes) as error:
        read_style(text, "s")
    assert [one.line for one in error.value.mistakes] == [1, 2, 5, 7]
    assert len(str(error.value).splitlines()) == 4
