"""Cuts are found where they are, and nowhere else."""

import pytest

from mediakit.errors import Stopped
from mediakit.media.probe import probe
from mediakit.media.shots import cuts_of, kept_cuts
from mediakit.process import StopSignal

CUTS = "negate=enable='between(t,1.2,2.4)'"


def test_made_cuts_are_found_to_the_frame_and_kept(make_clip, tmp_path):
    media = probe(make_clip(seconds=3, sound=None, more=("-vf", CUTS)))
    assert cuts_of(media, tmp_path, StopSignal()) == (1200, 2440)
    assert kept_cuts(media.fingerprint, tmp_path) == (1200, 2440)
    media.path.unlink()
    assert cuts_of(media, tmp_path, StopSignal()) == (1200, 2440)


def test_a_flash_is_one_cut_at_most_and_movement_is_none(make_clip, tmp_path):
    flash = "negate=enable='between(t,1,1.03)',hue=h=t*90"
    media = probe(make_clip(seconds=2, sound=None, more=("-vf", flash)))
    assert len(cuts_of(media, tmp_path, StopSignal())) <= 1
    moving = probe(make_clip("moving.mp4", seconds=2, picture="mandelbrot", sound=None))
    assert cuts_of(moving, tmp_path, StopSignal()) == ()


def test_sound_has_no_cuts_and_a_stop_is_heard(make_clip, tmp_path):
    sound = probe(make_clip("sound.wav", size=None))
    assert cuts_of(sound, tmp_path, StopSignal()) == ()
    stop = StopSignal()
    stop.set()
    with pytest.raises(Stopped):
        cuts_of(probe(make_clip()), tmp_path, stop)


@pytest.mark.media
def test_cuts_between_people_before_the_same_wall_are_found(real_media, tmp_path):
    people = probe(real_media / "talking" / "grid_concat_british_bluescreen.mp4")
    found = cuts_of(people, tmp_path, StopSignal())
    # Eleven people in turn, each for three seconds less a frame now and then.
    assert [round(cut / 1000) for cut in found] == [3, 6, 9, 12, 15, 18, 21, 24, 27, 30]
    still = probe(real_media / "signing" / "ae_man_green_screen.mp4")
    assert cuts_of(still, tmp_path, StopSignal()) == ()
