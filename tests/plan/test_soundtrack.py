"""What is heard in a film, when, and how loud beside the rest: plans, without running anything."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from mediakit.film.model import Canvas, Clip, Fades, Film, FilmSound, Footage, Voice
from mediakit.film.placing import build_timeline
from mediakit.media.model import Media, Picture, Sound
from mediakit.plan.model import SoundPlan
from mediakit.plan.sound_graph import mix_command
from mediakit.plan.soundtrack import CLICK_FADE, sound_plan

RATE = Fraction(25)
PICTURE = Picture("h264", 1920, 1080, RATE, True, 1500, 0, "yuv420p")


def recording(mark: str, *, picture: bool = True) -> Media:
    sounds = (Sound(0, "aac", 1, 48_000, "", True),)
    kind = "video" if picture else "sound"
    shown = PICTURE if picture else None
    return Media(Path("x"), mark * 64, kind, "mov,mp4", 0, 60_000, shown, sounds)


FACTS = {
    "a.mp4": recording("a"),
    "b.mp4": recording("b"),
    "voice.wav": recording("v", picture=False),
    "bed.ogg": recording("m", picture=False),
}


def plan_of(
    *clips: Clip, music: str | None = None, sound: FilmSound | None = None, loudness: float = -16.0
) -> SoundPlan:
    canvas = Canvas(1280, 720, RATE)
    film = Film("A film", "en", canvas, clips, None, music, (), sound=sound or FilmSound())
    return sound_plan(build_timeline(film, FACTS), FACTS, bitrate="192k", loudness=loudness)


def test_a_silent_clip_and_silent_music_are_not_in_the_sound() -> None:
    clips = Footage("a.mp4", 0, 8000, volume=0), Footage("a.mp4", 0, 8000, volume=0.5)
    plan = plan_of(*clips, music="bed.ogg", sound=FilmSound(music_volume=0))
    assert [voice.volume for voice in plan.voices] == [0.5]
    assert plan.music is None
    assert plan_of(*clips, music="bed.ogg").music == "m" * 64


def test_sound_comes_and_goes_with_the_picture() -> None:
    faded, dipped = Fades(coming=1000, going=2000), Fades(dip=1000)
    plan = plan_of(Footage("a.mp4", 0, 4000, fades=faded), Footage("a.mp4", 0, 4000))
    assert [(v.fade_in, v.fade_out) for v in plan.voices] == [
        (48_000, 96_000),
        (CLICK_FADE, CLICK_FADE),
    ]
    plan = plan_of(Footage("a.mp4", 0, 4000), Footage("a.mp4", 0, 4000, fades=dipped))
    assert [(v.fade_in, v.fade_out) for v in plan.voices] == [
        (CLICK_FADE, 13 * 1920),
        (12 * 1920, CLICK_FADE),
    ]


def test_voices_over_the_pictures_are_told_apart_from_what_is_heard_in_them() -> None:
    canvas = Canvas(1280, 720, RATE)
    voice = Voice(Footage("voice.wav", 1000, 3000, volume=0.5), 4000)
    clips = (Footage("a.mp4", 0, 8000),)
    film = Film("A film", "en", canvas, clips, None, None, (), voices=(voice,))
    plan = sound_plan(build_timeline(film, FACTS), FACTS, bitrate="192k", loudness=-16.0)
    seen, told = plan.voices
    assert (seen.tells, told.tells, told.volume) == (False, True, 0.5)
    assert (told.source, told.at, told.length) == ("v" * 64, 4 * 48_000, 2 * 48_000)
    assert told.offset_us == 1_000_000


def test_the_films_own_loudness_comes_before_the_presets() -> None:
    clips = Footage("a.mp4", 0, 8000), Footage("b.mp4", 0, 8000, clean=False)
    plan = plan_of(*clips, sound=FilmSound(loudness=-23.0, clean=True))
    assert plan.loudness == -23.0
    assert [voice.clean for voice in plan.voices] == [True, False]
    assert plan_of(*clips).loudness == -16.0


def test_a_film_of_very_many_clips_fits_into_a_command() -> None:
    plan = plan_of(*[Footage("a.mp4", 0, 1000)] * 600, music="bed.ogg")
    command = mix_command(plan, [0.0] * 600, 0.0)
    # Linux takes 131,072 bytes in one argument.
    assert max(map(len, command.arguments)) < 1000
    assert "sidechaincompress" in command.files[0][1]


TAKEN = replace(PICTURE, shown_ms=60_000)


def late(clip: Footage, rate: Fraction = RATE, taken: Picture = TAKEN) -> list[int]:
    """Microseconds by which the sound of a clip moves, in a film of so many frames a second."""
    facts = {"a.mp4": replace(FACTS["a.mp4"], picture=taken)}
    film = Film("A film", "en", Canvas(1280, 720, rate), (clip,), None, None, ())
    plan = sound_plan(build_timeline(film, facts), facts, bitrate="192k", loudness=None)
    return [voice.late_us for voice in plan.voices]


def test_sound_moves_along_with_pictures_that_are_shown_late_or_early() -> None:
    assert late(Footage("a.mp4", 1000, 8000)) == [0]
    assert late(Footage("a.mp4", 1013, 8000)) == [13_000]
    assert late(Footage("a.mp4", 1021, 8000)) == [-19_000]
    # Half a frame goes to the later one, as in ffmpeg.
    assert late(Footage("a.mp4", 1020, 8000)) == [20_000]
    # At twice the rate, the film's frames are half as far away.
    assert late(Footage("a.mp4", 1013, 8000), Fraction(50)) == [-7_000]


def test_sound_moves_with_pictures_that_begin_late_in_their_recording() -> None:
    taken = replace(TAKEN, begins_us=21_333)
    assert late(Footage("a.mp4", 1000, 8000), taken=taken) == [18_667]
    assert late(Footage("a.mp4", 1021, 8000), taken=taken) == [-333]


def test_sound_stays_where_pictures_move_each_differently() -> None:
    assert late(Footage("a.mp4", 1013, 8000), Fraction(30)) == [0]
    assert late(Footage("a.mp4", 1013, 8000, speed=Fraction(2))) == [0]


def test_sound_moves_by_what_bringing_into_shape_moved_the_picture_and_the_clip_again() -> None:
    """Interlaced footage is laid on even frames first: 21.3 ms to 40 ms, and from there to 27 ms of
    a clip that begins at 1013 ms. Of unsteady footage, only the second is known.
    """
    clip = Footage("a.mp4", 1013, 8000)
    interlaced = replace(TAKEN, begins_us=21_333, interlaced=True)
    assert late(clip, taken=interlaced) == [18_667 + 13_000]
    assert late(clip, taken=replace(interlaced, steady=False)) == [13_000]
