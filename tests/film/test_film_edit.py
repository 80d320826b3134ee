"""A newcomer's film.toml, and parts added to a person's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.film.edit import Addition, add_clips, clean_title, new_film
from mediakit.film.model import Card, Credits, Footage, Photo, Signer, SignerSlot, Version
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes
from mediakit.signing.geometry import Stand

OURS = """\
format = 1
title = "Ours"   # the title

# First the card
[[clip]]
card = "Ours"
seconds = 3
# music by us
[music]
file = "music/bed.ogg"

[[clip]]
file = "footage/one.mp4"
to = "0:09"
# from = "0:01"

  # say thank you
  [[clip]]
  credits = ["Thank you"]
[[version]]
name = "ours"
"""


def lines_kept(before, after):
    """Every line of `before` stands in `after`, in the same order."""
    rest = iter(after.splitlines())
    return all(line in rest for line in before.splitlines())


@given(st.text())
def test_any_title_comes_back(title):
    if clean_title(title):
        film = read_film(new_film(title))
        assert film.title == film.clips[0].title == clean_title(title)
    else:
        with pytest.raises(BadInput, match="no title"):
            new_film(title)


def test_a_new_film():
    film = read_film(new_film('Let\'s: 100% "Talk" [Co-Production]; 🎬', "cy"))
    assert film.title == 'Let\'s: 100% "Talk" [Co-Production]; 🎬'
    assert [type(clip) for clip in film.clips] == [Card, Credits]
    assert film.versions == (Version("easy-read", "cy-simple", False),)


def test_a_new_film_in_no_language():
    with pytest.raises(BadInput, match=r"'Cymraeg'.*cy"):
        new_film("x", "Cymraeg")


def test_clips_go_before_the_credits_and_notes_stay_with_their_clip():
    added = add_clips(
        OURS, [Addition("footage", "footage/two.mp4"), Addition("photo", "photos/us.jpg")]
    )
    assert added.notes == ()
    assert lines_kept(OURS, added.text)
    assert (
        """\
# from = "0:01"

[[clip]]
file = "footage/two.mp4"

[[clip]]
photo = "photos/us.jpg"
seconds = 5

  # say thank you
  [[clip]]
"""
        in added.text
    )
    assert read_film(added.text).clips[2:4] == (
        Footage("footage/two.mp4"),
        Photo("photos/us.jpg", 5000),
    )


def test_clips_go_behind_the_last_where_no_credits_end_the_film():
    text = OURS.replace('credits = ["Thank you"]', 'card = "Bye"')
    added = add_clips(text, [Addition("footage", "footage/two.mp4")])
    assert lines_kept(text, added.text)
    assert read_film(added.text).clips[-1] == Footage("footage/two.mp4")


def test_a_note_above_the_next_part_stays_with_it():
    text = 'format = 1\ntitle = "x"\n[[clip]]\ncard = "x"\n# our music\n[music]\nfile = "m.ogg"\n'
    added = add_clips(text, [Addition("footage", "a.mp4")]).text
    assert '\n\n[[clip]]\nfile = "a.mp4"\n\n# our music\n[music]\n' in added


def test_music_is_never_replaced():
    added = add_clips(OURS, [Addition("music", "music/other.ogg")])
    assert added.text == OURS
    assert added.notes == (
        "The film has music already, music/bed.ogg, so music/other.ogg was not put in.",
    )
    assert read_film(add_clips(new_film("x"), [Addition("music", "a.ogg")]).text).music == "a.ogg"


def test_what_is_there_already_is_not_added_again():
    added = add_clips(OURS, [Addition("footage", "./footage/one.mp4")])
    assert added.text == OURS
    assert added.notes == ("footage/one.mp4 is in the film already.",)


def test_signing_starts_with_the_first_footage_and_goes_on_where_it_ends():
    parts = [Addition("signing", f"signing/{part}.mp4") for part in (1, 2, 3)]
    added = add_clips(OURS, parts, {"signing/1.mp4": 5500})
    film = read_film(added.text)
    assert lines_kept(OURS, added.text)
    assert film.signer == Signer(
        Stand("right"),
        (
            SignerSlot("signing/1.mp4", 3000),
            SignerSlot("signing/2.mp4", 8500),
            SignerSlot("signing/3.mp4", 68500),
        ),
    )
    assert added.notes == (
        "signing/3.mp4 starts at 1:08.5, which is a guess. Write the right 'at' into film.toml.",
    )
    assert film.versions == (Version("ours", None, False), Version("signed", "en", True))


def test_a_film_keeps_its_usual_version_when_a_signed_one_is_written():
    text = 'format = 1\ntitle = "x"\n[[clip]]\nfile = "a.mp4"'
    film = read_film(add_clips(text, [Addition("signing", "s.mp4")]).text)
    assert film.versions == (
        Version("easy-read", "en-simple", False),
        Version("signed", "en", True),
    )
    assert film.signer.slots[0].at == 0


def test_a_slot_is_added_to_the_signer_that_is_there():
    text = OURS + '[signer]\nside = "left"\n\n[[signer.slot]]\nfile = "s.mp4"\nat = 1\nto = 5\n'
    film = read_film(add_clips(text, [Addition("signing", "t.mp4")]).text)
    assert film.signer == Signer(
        Stand("left"), (SignerSlot("s.mp4", 1000, 0, 5000), SignerSlot("t.mp4", 5000))
    )


def test_line_ends_and_the_mark_of_windows_editors_are_kept():
    text = "\ufeff" + OURS.replace("\n", "\r\n")
    added = add_clips(text, [Addition("footage", "two.mp4"), Addition("signing", "s.mp4")]).text
    assert added.startswith("\ufeff")
    assert added.count("\n") == added.count("\r\n")
    assert lines_kept(text, added)


def test_a_faulty_film_is_put_right_first():
    with pytest.raises(Mistakes, match="line 1"):
        add_clips("format = 2\n", [Addition("footage", "a.mp4")])


def test_a_layout_that_leaves_no_room_is_told_not_broken():
    text = 'format = 1\ntitle = "x"\nclip = [{ file = "a.mp4" }]\n'
    with pytest.raises(BadInput, match="cannot be put into this file"):
        add_clips(text, [Addition("footage", "b.mp4")])


def test_a_file_name_that_film_toml_cannot_hold():
    with pytest.raises(BadInput, match="forward slashes"):
        add_clips(OURS, [Addition("footage", "footage\\b.mp4")])


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\\/"),
    min_size=1,
    max_size=20,
).map(lambda name: f"footage/{name}.mp4")


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_any_file_name_comes_back(names):
    added = add_clips(OURS, [Addition("footage", name) for name in names])
    assert lines_kept(OURS, added.text)
    assert [clip.file for clip in read_film(added.text).clips[2:-1]] == names


def test_an_odd_name_from_a_camera():
    name = 'footage/it\'s: 100% "odd", really [1].mp4'
    assert read_film(add_clips(OURS, [Addition("footage", name)]).text).clips[2].file == name
