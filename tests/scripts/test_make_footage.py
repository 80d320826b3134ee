"""The example film's footage: drawn, spoken and played the same way every time."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from footage import heads, places, voice
from footage.figures import Figure
from footage.garden import garden
from footage.hands import FIST, OPEN
from footage.heads import Face
from footage.lines import BETWEEN, FILM_MAKER, LEAD, RECORDINGS
from footage.looks import FILM_MAKER_LOOK, LEAD_LOOK
from footage.made import Made
from footage.making import QUICK, make_all
from footage.motion import Arm, Motion, Pose, mouth_for
from footage.music import RATE, music_bed
from footage.photo import save_on_its_side, team_photo
from footage.signer import GREEN, Signing, signing
from footage.sound import Speech, loudness, record, set_loudness, write_wav
from footage.talks import RECORDED, talk
from PIL import Image, ImageChops, ImageOps

from mediakit.errors import MissingPart
from mediakit.film.model import Footage, Photo
from mediakit.film.toml import read_film
from mediakit.media.probe import probe
from mediakit.subtitles.formats.srt import read_srt
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD

ROOT = Path(__file__).parent.parent.parent
PROJECT = ROOT / "projects" / "lets-talk-co-production"


CALM = (Arm((-52, 452), 62, OPEN), Arm((52, 452), -62, FIST))
FILES = (
    "footage/tip-1.mp4", "footage/tip-2.mp4", "footage/tip-3.mp4", "footage/garden.mp4",
    "signing/part-1.mp4", "photos/team.jpg", "music/bed.ogg",
)  # fmt: skip


@pytest.fixture(scope="module")
def speech() -> Speech:
    return record(RECORDINGS["tip-3"][1:3])


def changed(a: Image.Image, b: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.difference(a.convert("RGB"), b.convert("RGB")).getbbox()
    assert box is not None
    return box


def portrait(face: Face) -> Image.Image:
    picture = Image.new("RGB", (400, 500), "#f2e3cc")
    Figure(LEAD_LOOK, (200, 200), 0.8).put(picture, Pose(face, 0, 0, 0, CALM))
    return picture


def test_the_voice_says_something_and_the_same_thing_every_time(speech: Speech) -> None:
    again = record(RECORDINGS["tip-3"][1:3])
    assert np.array_equal(speech.samples, again.samples)
    assert np.sqrt(np.mean(speech.samples**2)) > 0.01
    assert [part.speaker for part in speech.parts] == [FILM_MAKER, LEAD]


def test_every_written_word_has_its_time(speech: Speech) -> None:
    for line, part in zip(RECORDINGS["tip-3"][1:3], speech.parts, strict=True):
        written = [word.strip(",.:!") for word in line.text.split()]
        assert [sign.text.strip(",.:!") for sign in part.words] == written
        starts = [sign.at for sign in part.words]
        assert starts == sorted(starts)
        assert part.start <= starts[0] and starts[-1] < part.end


def test_a_missing_voice_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(MissingPart, match=r"mediakit\[demo\]"):
        voice._speak_here(RECORDINGS["tip-1"])


def test_lips_close_for_m_and_open_for_a() -> None:
    assert mouth_for("m")[0] == 0
    assert mouth_for("'aI")[0] > mouth_for("s")[0] > 0
    assert mouth_for("u:")[1] < 0 < mouth_for("i:")[1]


def test_only_who_speaks_moves_the_mouth(speech: Speech) -> None:
    maker, lead = Motion(speech, FILM_MAKER, seed=1), Motion(speech, LEAD, seed=2)
    first = np.arange(speech.parts[0].start, speech.parts[0].end, 0.04)
    assert max(maker.at(at).face.open for at in first) > 0.4
    assert max(lead.at(at).face.open for at in first) < 0.05
    assert maker.at(0.05).face.open == 0


def test_people_blink(speech: Speech) -> None:
    motion = Motion(speech, FILM_MAKER, seed=1)
    lids = [motion.at(at).face.lids for at in np.arange(0, speech.seconds, 0.02)]
    assert min(lids) < 0.2 and np.mean(lids) > 0.9


def test_an_open_mouth_changes_the_mouth_and_nothing_else() -> None:
    left, top, right, bottom = changed(portrait(Face()), portrait(Face(open=0.9)))
    # The mouth lies 66 units under the head's centre at (200, 200), at 0.8 pixels a unit.
    assert 165 < left < right < 235
    assert 240 < top < bottom < 295


def test_a_face_looks_where_it_is_told() -> None:
    left, _, right, _ = changed(portrait(Face(look=-1)), portrait(Face(look=1)))
    assert right - left > 60


@pytest.mark.parametrize("name", RECORDED)
def test_a_recording_shows_its_people_talking(name: str, speech: Speech) -> None:
    size = (160, 284) if name == "tip-2" else (320, 180)
    clip = talk(name, speech, size)
    frame = clip.get_frame(0.0)
    assert frame.shape == (size[1], size[0], 3)
    assert clip.duration == speech.seconds
    assert not np.array_equal(frame, clip.get_frame(speech.parts[1].start + 0.5))


@pytest.mark.parametrize("place", [places.community_room, places.meeting_room])
def test_a_place_is_a_whole_picture(place) -> None:
    picture = place(320, 180)
    assert picture.size == (320, 180)
    assert len(picture.getcolors(100_000)) > 500


def test_heads_fit_into_their_box() -> None:
    hair = heads.draw_back_hair(FILM_MAKER_LOOK, 0.5)
    left, top, right, bottom = hair.getbbox()
    assert left > 0 and top > 0 and right < hair.width and bottom < hair.height


def test_the_garden_moves() -> None:
    clip = garden(2.0, (320, 180))
    assert clip.get_frame(0).shape == (180, 320, 3)
    assert not np.array_equal(clip.get_frame(0), clip.get_frame(1))


def test_the_signer_can_be_keyed() -> None:
    frame = signing(((0.0, 4.0),), 5.0, (300, 400)).get_frame(2.3).astype(int)
    green = np.array([int(GREEN[i : i + 2], 16) for i in (1, 3, 5)])
    backdrop = np.all(frame == green, axis=2)
    assert 0.3 < backdrop.mean() < 0.75
    assert backdrop[:10].all()
    # What is neither backdrop nor its soft edge has no green cast.
    red, mid, blue = frame[~backdrop].T
    assert np.mean(mid > np.maximum(red, blue) + 8) < 0.04


def test_the_signer_moves_smoothly_and_rests_when_nobody_speaks() -> None:
    moves = Signing(((0.0, 8.0),))
    times = np.arange(0, 12, 0.04)
    wrists = np.array([moves.at(at).arms[1].wrist for at in times])
    steps = np.hypot(*np.diff(wrists, axis=0).T)
    assert steps.max() < 60
    assert wrists[:220, 1].min() < 300
    resting = wrists[times > 10.5]
    assert np.ptp(resting[:, 0]) < 2 and resting[:, 1].min() > 460


def test_the_photo_is_upright_only_for_those_who_read_exif(tmp_path: Path) -> None:
    upright = team_photo((300, 200))
    save_on_its_side(upright, tmp_path / "team.jpg")
    with Image.open(tmp_path / "team.jpg") as stored:
        assert stored.getexif()[0x0112] == 6
        assert stored.size == (200, 300)
        shown = ImageOps.exif_transpose(stored)
    assert shown.size == (300, 200)
    assert np.mean(np.abs(np.asarray(shown, int) - np.asarray(upright, int))) < 6


def test_music_is_soft_whole_and_always_the_same(tmp_path: Path) -> None:
    music = music_bed(12.0)
    assert music.shape == (2, 12 * RATE)
    assert np.array_equal(music, music_bed(12.0))
    assert np.abs(music[:, 0]).max() < 0.001 and np.abs(music[:, -1]).max() < 0.001
    set_to = set_loudness(music, RATE, -24.0, tmp_path / "scratch.wav")
    write_wav(set_to, RATE, tmp_path / "music.wav")
    assert loudness(tmp_path / "music.wav") == pytest.approx(-24, abs=0.5)
    assert np.abs(set_to).max() < 0.88


def test_all_files_are_made_once(tmp_path: Path) -> None:
    said: list[str] = []
    make_all(tmp_path, QUICK, say=said.append)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {name for name in found if not name.startswith(".mediakit")} == set(FILES)
    for name, recorded in RECORDED.items():
        media = probe(tmp_path / "footage" / f"{name}.mp4")
        assert media.picture is not None and media.main_sound is not None
        assert media.picture.rate == recorded.rate and media.picture.steady
        assert media.picture.rotation == (90 if recorded.turned else 0)
        assert media.main_sound.channels == recorded.channels
        assert media.main_sound.sample_rate == recorded.sample_rate
    assert probe(tmp_path / "footage" / "garden.mp4").main_sound is None
    assert probe(tmp_path / "photos" / "team.jpg").kind == "photo"
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    make_all(tmp_path, QUICK, say=said.append)
    assert said[-1] == "All footage is there already."
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}


def test_the_film_uses_what_is_made() -> None:
    film = read_film((PROJECT / "film.toml").read_text(encoding="utf-8"), "film.toml")
    files = [clip.file for clip in film.clips if isinstance(clip, Footage | Photo)]
    assert film.signer is not None and film.music is not None
    used = {*files, film.music, *(slot.file for slot in film.signer.slots)}
    assert used == set(FILES)


def test_the_signer_waits_as_long_as_the_film_does() -> None:
    film = read_film((PROJECT / "film.toml").read_text(encoding="utf-8"), "film.toml")
    spoken = [f"footage/{name}.mp4" for name in RECORDINGS]
    gaps, quiet, last = {}, 0, None
    for clip in film.clips:
        if isinstance(clip, Footage) and clip.file in spoken:
            gaps[clip.file] = (quiet - clip.dissolve) / 1000 if last else 0.0
            quiet, last = 0, clip
        else:
            quiet += 0 if isinstance(clip, Footage) else clip.duration - clip.dissolve
    assert gaps == pytest.approx({f"footage/{name}.mp4": s for name, s in BETWEEN.items()})


@pytest.mark.parametrize("name", RECORDINGS)
def test_reviewed_subtitles_say_every_word_when_it_is_said(name: str) -> None:
    said = record(RECORDINGS[name])
    track = reviewed(name, "en")
    words = [word for cue in track.cues for word in cue.text.split()]
    assert words == [word for line in RECORDINGS[name] for word in line.text.split()]
    starts = np.array([sign.at for part in said.parts for sign in part.words])
    for cue in track.cues:
        assert np.min(np.abs(starts - cue.span.start / 1000)) < 0.1
    assert follows(track, WORD_FOR_WORD, said)


@pytest.mark.parametrize("name", RECORDINGS)
def test_reviewed_easy_read_is_easy(name: str) -> None:
    track = reviewed(name, "en-simple")
    assert follows(track, EASY_READ, record(RECORDINGS[name]))
    for cue in track.cues:
        assert sum(cue.text.count(end) for end in ".!?") == 1
        assert not {"facilitate", "stakeholders", "order", "um", "know"} & set(cue.text.split())


def reviewed(name: str, tag: str) -> Subtitles:
    file = PROJECT / "subtitles" / f"{name}.{tag}.srt"
    return read_srt(file.read_text(encoding="utf-8"), tag, file.name).subtitles


def follows(track: Subtitles, profile: Profile, said: Speech) -> bool:
    for cue in track.cues:
        lines = cue.text.split("\n")
        assert len(lines) <= profile.max_lines
        assert max(map(len, lines)) <= profile.line_length
        # In the film both ends go to the nearest frame, which may take a frame (40 ms) away.
        assert cue.span.duration >= profile.reading_time(cue.text) + 40, cue
        assert cue.span.duration <= profile.max_duration
    for one, other in zip(track.cues, track.cues[1:], strict=False):
        assert one.span.end <= other.span.start
    return track.cues[-1].span.end <= said.seconds * 1000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent another way on Windows")
def test_ctrl_c_stops_at_once_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_footage"), "--out", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        while not child.stdout.readline().startswith("Drawing"):
            pass
        time.sleep(2)
        os.killpg(child.pid, signal.SIGINT)
        assert child.wait(timeout=60) == 130
        assert child.stderr.read() == "Stopped. Run it again to go on.\n"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_help_is_there() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_footage"), "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "--again" in shown and "--out" in shown


def test_a_newer_recipe_makes_its_own_files_anew_and_no_others(tmp_path: Path) -> None:
    made, theirs, new = (tmp_path / name for name in ("made.mp4", "theirs.mp4", "new.mp4"))
    made.write_text("made")
    theirs.write_text("made")
    first = Made(tmp_path, "recipe 1")
    first.add(made)
    first.add(theirs)
    theirs.write_text("a person's own recording")
    again = {path.name: Made(tmp_path, "recipe 1").wanted(path) for path in (made, theirs, new)}
    assert again == {"made.mp4": False, "theirs.mp4": False, "new.mp4": True}
    newer = {path.name: Made(tmp_path, "recipe 2").wanted(path) for path in (made, theirs, new)}
    assert newer == {"made.mp4": True, "theirs.mp4": False, "new.mp4": True}
