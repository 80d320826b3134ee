"""An interpreter's recordings come into their places, or it is said why not; nothing is lost."""

import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from played import RATE, Sound, heard, in_noise, speech_like

from mediakit.errors import BadInput
from mediakit.film.model import SignerSlot
from mediakit.film.toml import read_film
from mediakit.process import StopSignal
from mediakit.signing.sync import Mark
from mediakit.workflow.events import Event, Said, Warned
from mediakit.workflow.sign_adding import Put, Wish, add_signing

MakeClip = Callable[..., Path]

FILM = """\
format = 1
title = "Our film"
size = "640x360"

[[clip]]
card = "Our film"
seconds = 1

[[clip]]
file = "footage/talk.mp4"
"""
SLOTS = """
[signer]

[[signer.slot]]
file = "signing/part-1.mp4"   # Siân
at = "0:02"    # she begins
to = "0:09"

[[signer.slot]]
file = "signing/part-2.mp4"
at = "0:12"
"""
SPOKEN = speech_like(20)


def clip_with(make_clip: MakeClip, name: str, sound: Sound) -> Path:
    """A small video with that sound."""
    folder = make_clip(f"{name}.wav", seconds=0.1, size=None).parent
    place = folder / f"{Path(name).name}.wav"
    with wave.open(str(place), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32_000).astype("<i2").tobytes())
    seconds = len(sound) / RATE
    return make_clip(name, seconds=seconds, size=(96, 128), rate="10", sound=f"amovie='{place}'")


@pytest.fixture
def project(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    make_clip: MakeClip,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """A film of 21 s in which somebody speaks from its first second on. Its sound is made once for
    all tests.
    """
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))
    clip_with(make_clip, "ours/footage/talk.mp4", SPOKEN)
    folder, kept = tmp_path / "ours", tmp_path_factory.getbasetemp() / "kept sound"
    (folder / "film.toml").write_text(FILM + SLOTS, encoding="utf-8")
    if kept.exists():
        shutil.copytree(kept, folder / ".mediakit")
    yield folder
    if not kept.exists() and (folder / ".mediakit").exists():
        shutil.copytree(folder / ".mediakit", kept)


@pytest.fixture
def recorded(make_clip: MakeClip) -> Callable[..., Path]:
    """A factory of recordings that begin at a time of the film, whose speech begins after 1 s."""

    def make(name: str, begins: float, seconds: float) -> Path:
        return clip_with(make_clip, name, in_noise(heard(SPOKEN, begins - 1, 1.0, seconds), 15))

    return make


def add(project: Path, *files: Path, wish: Wish = Wish()) -> "tuple[list[Put], list[Event]]":  # noqa: B008
    events: list[Event] = []
    put = add_signing(project, files, wish, tell=events.append, stop=StopSignal())
    return put, events


def told(events: list[Event]) -> str:
    return "\n".join(one.text for one in events if isinstance(one, Said | Warned))


def slots_of(project: Path) -> tuple[SignerSlot, ...]:
    return read_film((project / "film.toml").read_text(encoding="utf-8")).signer.slots


def test_recordings_find_their_places_by_name_and_by_sound(
    project: Path, recorded: Callable[..., Path]
) -> None:
    named, other = recorded("in/PART-1.mov", -0.8, 11), recorded("in/take.mp4", 11.5, 8)
    put, events = add(project, named, other)
    assert [one.file for one in put] == ["signing/part-1.mov", "signing/part-2.mp4"]
    first, second = slots_of(project)
    assert (first.at, first.to, second.at) == (2000, 9000, 12_000)
    assert first.start == pytest.approx(2800, abs=40)
    assert second.start == pytest.approx(500, abs=40)
    assert (project / "signing/part-1.mov").read_bytes() == named.read_bytes()
    assert (project / "signing/part-2.mp4").read_bytes() == other.read_bytes()
    text = (project / "film.toml").read_text(encoding="utf-8")
    assert 'file = "signing/part-1.mov"   # Siân\nat = "0:02"    # she begins\n' in text
    assert "found by its sound (" in told(events)
    # The same once more changes nothing.
    put, _ = add(project, named)
    assert put[0].file == "signing/part-1.mov"
    assert (project / "film.toml").read_text(encoding="utf-8") == text
    assert len(list((project / "signing").iterdir())) == 2


def test_the_first_recording_of_a_film_gets_a_place_and_a_version(
    project: Path, recorded: Callable[..., Path]
) -> None:
    (project / "film.toml").write_text(FILM)
    add(project, recorded("in/our-film-1.mp4", -5, 22))
    film = read_film((project / "film.toml").read_text())
    (slot,) = film.signer.slots
    assert (slot.file, slot.at) == ("signing/our-film-1.mp4", 1000)
    assert slot.start == pytest.approx(6000, abs=40)
    assert any(version.signer for version in film.versions)


def test_what_is_not_found_is_not_put_in_and_it_is_said_what_to_do(
    project: Path, make_clip: MakeClip
) -> None:
    odd = clip_with(make_clip, "in/x.mp4", speech_like(6, seed=9))
    (one,), events = add(project, odd)
    assert (one.file, one.slots, one.alignment.sure) == (None, (), False)
    assert "--at 0:12" in told(events)
    assert (project / "film.toml").read_text(encoding="utf-8") == FILM + SLOTS
    # It stops nothing else.
    put, _ = add(project, odd, make_clip("in/part-2.mp4", seconds=1, sound=None))
    assert [one.file for one in put] == [None, "signing/part-2.mp4"]
    assert len(list(project.glob("signing/*"))) == 1


def test_a_name_is_enough_but_it_is_told_that_the_place_is_not_sure(
    project: Path, make_clip: MakeClip
) -> None:
    put, events = add(project, make_clip("in/part-2.mp4", seconds=3, sound=None))
    assert put[0].slots == (SignerSlot("signing/part-2.mp4", 12_000),)
    assert "as its name says" in told(events)
    assert "--mark" in told(events)


def test_what_a_person_says_counts(project: Path, make_clip: MakeClip) -> None:
    silent = make_clip("in/silent.mp4", seconds=4, sound=None)
    put, _ = add(project, silent, wish=Wish(marks=(Mark(500, 13_000),)))
    assert put[0].slots == (SignerSlot("signing/part-2.mp4", 12_520, 20),)
    put, events = add(project, silent, wish=Wish(at=18_000))
    assert put[0].slots == (SignerSlot("signing/part-2.mp4", 18_000),)
    assert slots_of(project)[1:] == put[0].slots
    # It was planned for 12.5 s: signs that come so late are hard to follow.
    assert "5.5 s after the words" in told(events)


def test_a_clap_where_the_film_begins_is_enough(project: Path, make_clip: MakeClip) -> None:
    sound = np.random.default_rng(4).normal(0, 0.002, 10 * RATE).astype(np.float32)
    burst = np.random.default_rng(5).normal(0, 0.4, 240) * np.exp(-np.arange(240) / 60)
    sound[3 * RATE : 3 * RATE + 240] += burst.astype(np.float32)
    clip = clip_with(make_clip, "in/part-1.mp4", sound)
    assert not add(project, clip)[0][0].alignment.sure
    put, _ = add(project, clip, wish=Wish(clap=True))
    (slot,) = put[0].slots
    assert slot.at == 2000
    assert slot.start == pytest.approx(5000, abs=15)


def test_a_file_of_the_same_name_is_never_overwritten(project: Path, make_clip: MakeClip) -> None:
    (project / "signing").mkdir()
    (project / "signing" / "take.mp4").write_bytes(b"not mine to lose")
    put, _ = add(project, make_clip("in/take.mp4", seconds=2, sound=None), wish=Wish(at=9_500))
    assert put[0].file in ("signing/part-1.mp4", "signing/take-2.mp4")
    assert (project / "signing" / "take.mp4").read_bytes() == b"not mine to lose"


def test_a_recording_that_does_not_fit_leaves_all_as_it_was(
    project: Path, make_clip: MakeClip
) -> None:
    add(project, make_clip("in/part-1.mp4", seconds=4, sound=None))
    before = (project / "film.toml").read_bytes()
    other = make_clip("in/part-1.mkv", seconds=3, sound=None)
    with pytest.raises(BadInput, match="was not put in"):
        add(project, other, wish=Wish(at=3_000))
    assert (project / "film.toml").read_bytes() == before
    assert len(list(project.glob("signing/*"))) == 1


def test_a_place_after_its_own_end_is_refused(project: Path, make_clip: MakeClip) -> None:
    with pytest.raises(BadInput, match="ends at 0:09"):
        add(project, make_clip("in/part-1.mp4", seconds=4, sound=None), wish=Wish(at=9_000))
    assert not list(project.glob("signing/*"))


def test_one_recording_in_two_places_that_follow_their_clips(
    project: Path, make_clip: MakeClip
) -> None:
    clips = '\n[[clip]]\nfile = "footage/talk.mp4"\nfrom = {}\nto = {}\n'
    slot = '\n[[signer.slot]]\nfile = "signing/both.mp4"\nclip = "footage/talk.mp4"\nat = {}\n'
    film = FILM.partition("[[clip]]\nfile")[0] + clips.format(2, 8) + clips.format(11, 17)
    text = f"{film}\n[signer]\n{slot.format(2)}to = 8\n{slot.format(11)}to = 17\n"
    (project / "film.toml").write_text(text)
    sound = np.concatenate([np.zeros(3 * RATE, np.float32), SPOKEN[2 * RATE : 8 * RATE],
                            SPOKEN[11 * RATE : 17 * RATE]])  # fmt: skip
    recording = clip_with(make_clip, "in/both.mp4", in_noise(sound, 15))
    put, _ = add(project, recording)
    first, second = put[0].slots
    assert (first.at, second.at) == (2000, 11_000)
    assert (first.start, second.start) == pytest.approx((3000, 9000), abs=40)
    assert slots_of(project) == (first, second)


def test_files_that_are_no_signing_are_refused_before_anything_is_copied(
    project: Path, make_clip: MakeClip
) -> None:
    good, sound = make_clip("in/part-1.mp4", seconds=1), make_clip("in/a.wav", size=None)
    with pytest.raises(BadInput, match="no moving picture"):
        add(project, good, sound)
    with pytest.raises(BadInput, match="one at a time"):
        add(project, good, make_clip("in/b.mp4", seconds=1), wish=Wish(at=0))
    assert not list(project.glob("signing/*"))
