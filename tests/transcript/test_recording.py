"""From a file to words: one microphone or two, all windows, from where it was left."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from re import findall

import numpy as np
import pytest
from ears import plain, plain_words
from made_speech import SAID, say_apart, write_wav
from numpy.typing import NDArray
from scripted_ears import ScriptedEngine, counted, sentence, speech_at

from mediakit.clock import Span
from mediakit.errors import BadInput, CannotWrite, Stopped
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript.engines import Engine, engine_named
from mediakit.transcript.engines.base import Asking, Decoded
from mediakit.transcript.hearing import Hearing, groups_of
from mediakit.transcript.hot_words import HotWords
from mediakit.transcript.journal import Journal
from mediakit.transcript.model import UNCLEAR
from mediakit.transcript.models import find_model, installed_models
from mediakit.transcript.recording import Recording, Said, Voice, hear_all, prepare
from mediakit.transcript.windows import windows_of
from mediakit.transcript.words import is_ordered

Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def voices() -> tuple[Samples, Samples]:
    pytest.importorskip("espeakng_loader", reason="needs the extra `demo` (the made voice)")
    return say_apart()


@pytest.fixture
def made_ready(tmp_path: Path):
    """A factory of recordings from channels; their sound is closed at the end."""
    ready: list[Recording] = []

    def make(*channels: Samples) -> Recording:
        media = probe(write_wav(tmp_path / "talk.wav", *channels))
        folder = tmp_path / "work"
        ready.append(prepare(media, folder, on_progress=lambda _: None, stop=StopSignal()))
        return ready[-1]

    yield make
    for recording in ready:
        recording.sound.close()


def test_separate_microphones_are_listened_to_each(
    made_ready: Callable[..., Recording], voices: tuple[Samples, Samples]
) -> None:
    recording = made_ready(*voices)
    one, other = recording.voices
    assert recording.duration_ms == len(voices[0]) * 1000 // 16_000
    # The second begins when the first has ended.
    assert one.windows[-1].pieces[-1].end < other.windows[0].pieces[0].start + 16_000
    assert recording.levels.shape[0] == 2
    for voice, channel in zip(recording.voices, voices, strict=True):
        assert np.corrcoef(voice.read(0, len(channel)), channel)[0, 1] > 0.999


@pytest.mark.parametrize("channels", [1, 2])
def test_one_recording_in_one_or_two_channels_is_one_voice(
    made_ready: Callable[..., Recording], voices: tuple[Samples, Samples], channels: int
) -> None:
    recording = made_ready(*[voices[0] + voices[1]] * channels)
    assert len(recording.voices) == 1


def test_a_folder_that_cannot_be_is_said(tmp_path: Path, voices: tuple[Samples, Samples]) -> None:
    media = probe(write_wav(tmp_path / "talk.wav", voices[0]))
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        prepare(media, tmp_path / "kept", on_progress=lambda _: None, stop=StopSignal())


def test_progress_over_both_voices_only_grows(
    tmp_path: Path, voices: tuple[Samples, Samples]
) -> None:
    media = probe(write_wav(tmp_path / "talk.wav", *voices))
    told: list[float] = []
    recording = prepare(media, tmp_path, on_progress=told.append, stop=StopSignal())
    recording.sound.close()
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) == 2


@pytest.fixture(scope="module")
def engine() -> Engine:
    if any(one.name == "base" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model base is missing")
    return engine_named("faster-whisper").load(find_model("base"))


@pytest.mark.models
def test_each_person_says_what_their_microphone_heard(
    made_ready: Callable[..., Recording],
    voices: tuple[Samples, Samples],
    tmp_path: Path,
    engine: Engine,
) -> None:
    # Whoever speaks first is the first speaker, whichever channel that is.
    recording = made_ready(*voices[::-1])

    def hearing(voice: Voice) -> Hearing:
        return Hearing(engine, Asking("en", 2), voice.speech, voice.read, HotWords())

    journal = Journal(tmp_path / "talk.jsonl")
    said = hear_all(recording, hearing, journal, on_progress=lambda _: None, stop=StopSignal())
    for name, text in zip(("Speaker 1", "Speaker 2"), SAID, strict=True):
        own = [word for word in said.words if word.speaker == name]
        assert plain_words(own) == plain(text)
    assert {word.speaker for word in said.words} == {"Speaker 1", "Speaker 2"}
    assert said.sounds == ()


MINUTES = 5
TALK = [
    word
    for at in range(1000, MINUTES * 60_000, 3000)
    for word in sentence(" ".join(findall("......", sha256(b"%d" % at).hexdigest()[:30])), at)
]
"""Five words every three seconds, all different: what repeats itself would count as a loop."""
LENGTH = MINUTES * 60_000 + 2000


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recording]:
    """Five minutes in which `TALK` is said, in one voice; the engine reads the samples' places."""
    folder = tmp_path_factory.mktemp("scripted")
    media = probe(write_wav(folder / "quiet.wav", np.zeros(LENGTH * 16, np.float32)))
    recording = prepare(media, folder, on_progress=lambda _: None, stop=StopSignal())
    speech = speech_at([word.span for word in TALK], LENGTH)
    voice = Voice(counted(LENGTH), speech, windows_of(speech))
    yield replace(recording, voices=(voice,))
    recording.sound.close()


def run(
    recording: Recording,
    engine: ScriptedEngine,
    journal: Journal,
    stop: StopSignal | None = None,
    told: list[float] | None = None,
) -> Said:
    def hearing(voice: Voice) -> Hearing:
        return Hearing(engine, Asking("en", 2), voice.speech, voice.read, HotWords())

    on_progress = (told if told is not None else []).append
    stop = stop or StopSignal()
    return hear_all(recording, hearing, journal, on_progress=on_progress, stop=stop)


def test_all_groups_are_heard_in_order(scripted: Recording, tmp_path: Path) -> None:
    told: list[float] = []
    said = run(scripted, ScriptedEngine(TALK), Journal(tmp_path / "talk.jsonl"), told=told)
    assert [word.text for word in said.words] == [word.text for word in TALK]
    assert is_ordered(said.words, LENGTH)
    assert told[0] == 0 and told[-1] == 1 and told == sorted(told)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_how_many_work_at_once_changes_nothing(
    scripted: Recording, tmp_path: Path, workers: int
) -> None:
    engine = ScriptedEngine(TALK, workers=workers)
    said = run(scripted, engine, Journal(tmp_path / "talk.jsonl"))
    assert said == run(scripted, ScriptedEngine(TALK), Journal(tmp_path / "other.jsonl"))
    assert len(engine.asked) == len(scripted.voices[0].windows)


@pytest.mark.parametrize("groups", [1, 2])
def test_after_a_stop_only_the_missing_groups_are_heard(
    scripted: Recording, tmp_path: Path, groups: int
) -> None:
    whole = run(scripted, ScriptedEngine(TALK), Journal(tmp_path / "undisturbed.jsonl"))
    stop, path = StopSignal(), tmp_path / "talk.jsonl"

    class Listened(list[float]):
        """Wants to stop once so many groups are there."""

        def append(self, share: float) -> None:
            super().append(share)
            if len(self) > groups:
                stop.set()

    with pytest.raises(Stopped):
        run(scripted, ScriptedEngine(TALK), Journal(path), stop, Listened())
    kept = Journal(path).parts
    assert len(kept) == groups
    jobs = enumerate(groups_of(scripted.voices[0].windows))
    missing = [window for at, group in jobs if f"0-{at}" not in kept for window in group]
    second = ScriptedEngine(TALK)
    told: list[float] = []
    assert run(scripted, second, Journal(path), told=told) == whole
    begins = [window.pieces[0].start // 16 for window in missing]
    assert sorted(asked.span.start for asked in second.asked) == begins
    assert told[0] == pytest.approx(groups / len(Journal(path).parts))


def test_an_engine_that_fails_is_not_hidden(scripted: Recording, tmp_path: Path) -> None:
    def broken(asked, decoded: Decoded) -> Decoded:
        if asked.span.start > 250_000:
            raise BadInput("The model is damaged")
        return decoded

    path = tmp_path / "talk.jsonl"
    with pytest.raises(BadInput, match="damaged"):
        run(scripted, ScriptedEngine(TALK, broken), Journal(path))
    assert list(Journal(path).parts)[:1] == ["0-0"]


def test_a_stop_does_not_wait_for_a_model_deep_in_thought(
    scripted: Recording, tmp_path: Path
) -> None:
    stop, thinking, enough = StopSignal(), threading.Event(), threading.Event()

    def slow(asked, decoded: Decoded) -> Decoded:
        if threading.current_thread() is threading.main_thread():
            raise AssertionError("the caller's own thread must stay free")
        if asked.span.start > 250_000:
            thinking.set()
            enough.wait(10)
        return decoded

    def tell(share: float) -> None:
        if 0 < share < 1:
            assert thinking.wait(10)
            stop.set()

    def hearing(voice: Voice) -> Hearing:
        return Hearing(engine, Asking("en", 2), voice.speech, voice.read, HotWords())

    engine = ScriptedEngine(TALK, slow)
    journal = Journal(tmp_path / "talk.jsonl")
    try:
        with pytest.raises(Stopped):
            hear_all(scripted, hearing, journal, on_progress=tell, stop=stop)
        assert not enough.is_set()
    finally:
        enough.set()


def test_unclear_speech_in_one_microphone_that_the_other_heard_is_no_sound(
    scripted: Recording, tmp_path: Path
) -> None:
    (voice,) = scripted.voices
    said = [word for word in TALK if word.span.start < 20_000]
    overheard = speech_at([Span(1000, 9000), Span(40_000, 45_000)], LENGTH)
    deaf = Voice(voice.read, overheard, windows_of(overheard))
    clear = speech_at([word.span for word in said], LENGTH)
    ready = Voice(voice.read, clear, windows_of(clear))
    levels = np.full((2, LENGTH * 16 // 1536 + 1), -60, np.float32)
    levels[0] = -20
    engine = ScriptedEngine(said)
    silent = ScriptedEngine([])

    def hearing(one: Voice) -> Hearing:
        ears = engine if one is ready else silent
        return Hearing(ears, Asking("en", 2), one.speech, one.read, HotWords())

    recording = replace(scripted, voices=(ready, deaf), levels=levels)
    journal = Journal(tmp_path / "talk.jsonl")
    heard = hear_all(recording, hearing, journal, on_progress=lambda _: None, stop=StopSignal())
    assert [word.text for word in heard.words] == [word.text for word in said]
    assert {sound.text for sound in heard.sounds} == {UNCLEAR}
    assert all(sound.span.start >= 39_000 for sound in heard.sounds)
    assert heard.sounds != ()


def test_nothing_to_hear_gives_nothing(scripted: Recording, tmp_path: Path) -> None:
    quiet = speech_at([], LENGTH)
    recording = replace(scripted, voices=(Voice(counted(LENGTH), quiet, ()),))
    journal = Journal(tmp_path / "talk.jsonl")
    assert run(recording, ScriptedEngine(TALK), journal) == Said((), ())
    assert list(tmp_path.glob("*.jsonl")) == []
