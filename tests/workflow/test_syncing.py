"""A recording on disk finds its place in a film on disk."""

import numpy as np
import pytest
from made_speech import write_wav
from played import RATE, heard, in_noise, in_room, speech_like

from mediakit.errors import BadInput
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.workflow.syncing import sound_to_sync, sync_by_clap, sync_recording

STOP = StopSignal()


@pytest.fixture(scope="module")
def film():
    return speech_like(30)


def media_of(path, sound):
    return probe(write_wav(path, sound, rate=RATE))


def test_a_recording_is_aligned_by_the_sound_in_the_files(tmp_path, film):
    film_sound = sound_to_sync(media_of(tmp_path / "film.wav", film), stop=STOP)
    recording = media_of(tmp_path / "part-1.wav", 0.2 * in_noise(in_room(heard(film, -7.3))))
    found = sync_recording(recording, film_sound, stop=STOP)
    assert found.sure
    assert found.offset_ms == pytest.approx(-7_300, abs=5)
    assert found.slot() == pytest.approx((0, 7_300), abs=5)


def test_a_recording_in_another_coding_is_as_good(tmp_path, film, ffmpeg, make_clip):
    plain = write_wav(tmp_path / "plain.wav", in_room(heard(film, 6.5)), rate=RATE)
    coded = make_clip(
        "signing.mp4",
        seconds=30,
        sound=f"amovie={plain.as_posix()}",
        more=("-c:a", "aac", "-ar", "48000", "-b:a", "48k"),
    )
    found = sync_recording(probe(coded), film, stop=STOP)
    assert found.sure
    assert found.offset_ms == pytest.approx(6_500, abs=10)


def test_a_clap_in_both_brings_them_together(tmp_path):
    quiet = np.random.default_rng(4).normal(0, 1e-3, 6 * RATE).astype(np.float32)
    clapped = quiet.copy()
    clapped[2 * RATE : 2 * RATE + 40] += 0.7 * np.exp(-np.arange(40) / 10)
    recording = media_of(tmp_path / "part-1.wav", np.concatenate([quiet[:RATE], clapped]))
    found = sync_by_clap(recording, clapped, stop=STOP)
    assert found.sure
    assert found.offset_ms == pytest.approx(-1_000, abs=3)
    silent = sync_by_clap(media_of(tmp_path / "part-2.wav", quiet), clapped, stop=STOP)
    assert (silent.sure, "No clap is heard in the recording" in silent.reason) == (False, True)


@pytest.mark.parametrize("way", [sync_recording, sync_by_clap])
def test_a_recording_without_sound_is_not_sure_and_a_film_without_is_refused(make_clip, film, way):
    mute = probe(make_clip("signing.mp4", sound=None, seconds=1))
    found = way(mute, film, stop=STOP)
    assert not found.sure
    assert "signing.mp4 has no sound" in found.reason
    with pytest.raises(BadInput, match="no sound"):
        sound_to_sync(mute, stop=STOP)
