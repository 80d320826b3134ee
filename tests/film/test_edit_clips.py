"""Clips reordered, changed and split in a film.toml that a person wrote: their notes stay."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.film.edit_clips import Kept, put_clips
from mediakit.film.model import Card, Clip, Credits, Footage, Photo
from mediakit.film.toml import read_film

TEXT = """\
format = 1
title = "x"

# The opening.
[[clip]]
card = "x"

[music]
file = "bed.ogg"  # calm

[[clip]]
file = "a.mp4"   # Ann
from = "0:01"    # after the cough
to = "0:09"

  [[clip.cutaway]]
  photo = "team.jpg"
  at = "0:02"

[[clip]]
credits = [
  "Camera: Our team",  # all of us
  "Thank you",
]
"""
CLIPS = read_film(TEXT).clips


def test_what_is_not_changed_stays_to_the_letter() -> None:
    assert put_clips(TEXT, [Kept(clip, n) for n, clip in enumerate(CLIPS)]) == TEXT


def test_a_clip_moves_with_its_notes_and_changes_keep_those_of_their_lines() -> None:
    first, ann, ending = CLIPS
    assert isinstance(ann, Footage)
    ann = replace(ann, start=2000, end=None, name="Ann")
    text = put_clips(TEXT, [Kept(ann, 1), Kept(first, 0), Kept(ending, 2)])
    assert 'from = "0:02"    # after the cough\n' in text
    assert 'file = "a.mp4"   # Ann\nname = "Ann"\n' in text
    assert text.index("# Ann") < text.index("[music]") < text.index("# The opening.")
    assert text.endswith(TEXT[TEXT.index("[[clip]]\ncredits") :])


def test_a_clip_is_split_and_another_taken_out() -> None:
    ann = CLIPS[1]
    assert isinstance(ann, Footage)
    parts = [Kept(replace(ann, end=4000), 1), Kept(replace(ann, start=6000), 1)]
    text = put_clips(TEXT, parts)
    assert read_film(text).clips == tuple(part.clip for part in parts)
    assert "# The opening." not in text


def test_cutaways_are_changed_in_the_file_only() -> None:
    ann = CLIPS[1]
    assert isinstance(ann, Footage)
    with pytest.raises(BadInput, match="change cutaways in the file"):
        put_clips(TEXT, [Kept(replace(ann, cutaways=()), 1)])


NAMES = st.text("aé '\"#\\x=[", min_size=1, max_size=8).filter(str.strip).map(str.strip)
MS = st.integers(1, 600_000)
NEW: st.SearchStrategy[Clip] = st.one_of(
    st.builds(Footage, st.just("b.mp4"), st.integers(0, 5000), st.none() | st.integers(5001, 9999),
              st.none() | NAMES, dissolve=st.integers(0, 900), chapter=st.none() | NAMES),
    st.builds(Card, NAMES, MS, st.none() | NAMES, chapter=st.none() | st.just(False) | NAMES),
    st.builds(Photo, st.just("p.jpg"), MS, st.sampled_from(["slow", "none"])),
    st.builds(Credits, st.lists(NAMES, min_size=1, max_size=3).map(tuple), MS),
)  # fmt: skip


@settings(max_examples=25)
@given(st.permutations([0, 1, 2]), st.lists(NEW, max_size=2), st.booleans())
def test_whatever_is_put_is_what_is_read(order: list[int], new: list[Clip], windows: bool) -> None:
    text = TEXT.replace("\n", "\r\n") if windows else TEXT
    clips = [Kept(CLIPS[n], n) for n in order] + [Kept(clip) for clip in new]
    first = replace(clips[0].clip, dissolve=0)
    clips[0] = replace(clips[0], clip=first)
    got = put_clips(text, clips)
    assert read_film(got).clips == tuple(one.clip for one in clips)
    assert ("\r\n" in got) == windows
    assert "# calm" in got
    assert "# all of us" in got
