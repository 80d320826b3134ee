import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from ears import plain, plain_words
from made_speech import SAID, write_wav
from numpy.typing import NDArray

from mediakit.clock import Span
from mediakit.errors import BadInput, CannotWrite, MissingPart, Stopped
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript import engines, hearing, listening, windows, words
from mediakit.transcript.engines import faster_whisper
from mediakit.transcript.engines.base import Asking, Decoded, Encoded
from mediakit.transcript.files import read_transcript
from mediakit.transcript.journal import Journal
from mediakit.transcript.listening import Listener, Listening, doubts, listen
from mediakit.transcript.model import UNCLEAR, Sound, Transcript, Word
from mediakit.transcript.models import Model, installed_models
from mediakit.transcript.words import Heard

TINY = Listening(model="tiny.en")


@pytest.fixture
def recording(tmp_path: Path, spoken: NDArray[np.float32]) -> Media:
    return probe(write_wav(tmp_path / "talk.wav", spoken))


@pytest.fixture(autouse=True)
def weights() -> None:
    if any(one.name == "tiny.en" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model tiny.en is missing")


Load = Callable[[Model], engines.Engine]


@pytest.fixture
def engine_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[Load], None]:
    """From here on this is what is loaded as faster-whisper."""

    def put(load: Load) -> None:
        kind = engines.ENGINES["faster-whisper"]
        monkeypatch.setitem(engines.ENGINES, "faster-whisper", replace(kind, load=load))

    return put


@pytest.fixture
def deaf(engine_is: Callable[[Load], None]) -> None:
    """From here on no engine can be loaded."""

    def load(model: Model) -> engines.Engine:
        raise AssertionError("an engine was loaded")

    engine_is(load)


def hear(media: Media, keep: Path, settings: Listening = TINY) -> Transcript:
    return listen(media, settings, keep=keep, on_progress=lambda _: None, stop=StopSignal())


@pytest.mark.models
def test_a_recording_is_listened_to_once(
    recording: Media, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    keep = tmp_path / "kept"
    first = hear(recording, keep)
    assert len(first.words) > 15
    file = keep / f"{Listener(TINY).key(recording)}.json"
    assert read_transcript(file.read_text(encoding="utf-8"), "") == first
    assert list(keep.glob("*.partial.jsonl")) == []
    request.getfixturevalue("deaf")
    progress: list[float] = []
    second = listen(recording, TINY, keep=keep, on_progress=progress.append, stop=StopSignal())
    assert second == first
    assert progress == [1.0]
    moved = replace(recording, path=tmp_path / "renamed.wav")
    assert hear(moved, keep) == first


@pytest.mark.models
@pytest.mark.parametrize("damage", ["", "{", '{"format": 0}', "[]", "\udcff"])
def test_a_damaged_file_is_made_anew(
    recording: Media, tmp_path: Path, damage: str, engine_is: Callable[[Load], None]
) -> None:
    engine_is(lambda _: Echo())
    keep = tmp_path / "kept"
    listener = Listener(TINY)
    first = listener.listen(recording, keep=keep, on_progress=lambda _: None, stop=StopSignal())
    whole = {path: path.read_bytes() for path in keep.iterdir()}
    assert len(whole) >= 2
    for path in whole:
        path.write_bytes(damage.encode("utf-8", "surrogateescape"))
    again = listener.listen(recording, keep=keep, on_progress=lambda _: None, stop=StopSignal())
    assert again == first
    assert {path: path.read_bytes() for path in keep.iterdir()} == whole


def test_everything_that_decides_changes_the_key(
    recording: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [
        Listener(TINY).key(recording),
        Listener(replace(TINY, language="en")).key(recording),
        Listener(replace(TINY, model="base")).key(recording),
        Listener(replace(TINY, prompt="A talk.")).key(recording),
        Listener(replace(TINY, hot_words=("Siân",))).key(recording),
        Listener(replace(TINY, beams=1)).key(recording),
        Listener(replace(TINY, temperatures=(0.2,))).key(recording),
        Listener(replace(TINY, speakers=2)).key(recording),
        Listener(replace(TINY, speakers="guess")).key(recording),
        Listener(TINY).key(replace(recording, fingerprint="0" * 64)),
    ]
    kind = engines.ENGINES["faster-whisper"]
    newer = replace(kind, libraries=(*kind.libraries, "numpy"))
    monkeypatch.setitem(engines.ENGINES, "faster-whisper", newer)
    keys.append(Listener(TINY).key(recording))
    monkeypatch.undo()
    monkeypatch.setattr(listening, "LISTENER", listening.LISTENER + 1)
    keys.append(Listener(TINY).key(recording))
    monkeypatch.undo()
    for module, constant in (
        (hearing, "GROUP"),
        (faster_whisper, "COMPUTE_TYPE"),
        (words, "LATER_MS"),
    ):
        monkeypatch.setattr(module, constant, getattr(module, constant) * 2)
        keys.append(Listener(TINY).key(recording))
        monkeypatch.undo()
    installed = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: installed(name) + "+" * (name == "av"))
    keys.append(Listener(TINY).key(recording))
    assert len(set(keys)) == len(keys)


def test_what_does_not_decide_leaves_the_key(recording: Media, tmp_path: Path) -> None:
    key = Listener(replace(TINY, language="en")).key(recording)
    moved = replace(recording, path=tmp_path / "elsewhere.wav")
    assert Listener(replace(TINY, language="en-GB", download=True)).key(moved) == key
    assert Listener(TINY).key(recording, "en") == key


def test_a_file_without_sound_is_refused(recording: Media, tmp_path: Path) -> None:
    silent = replace(recording, sounds=())
    with pytest.raises(BadInput, match=r"no sound in the file.*talk\.wav"):
        hear(silent, tmp_path / "kept")
    with pytest.raises(BadInput, match=r"no sound in the file.*talk\.wav"):
        Listener(TINY).detect(silent, keep=tmp_path / "kept", stop=StopSignal())
    assert not (tmp_path / "kept").exists()


def test_an_unknown_model_or_engine_is_said_at_once() -> None:
    with pytest.raises(MissingPart, match="'huge'"):
        Listener(Listening(model="huge"))
    with pytest.raises(BadInput, match="'ears'"):
        Listener(Listening(engine="ears"))


def test_where_nothing_can_be_kept_it_is_said(
    recording: Media, tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    engine_is(lambda _: Echo())
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match=r"kept.*MEDIAKIT_CACHE"):
        hear(recording, tmp_path / "kept")
    with pytest.raises(CannotWrite, match="kept"):
        Listener(TINY).detect(recording, keep=tmp_path / "kept", stop=StopSignal())


@dataclass
class Echo:
    """Hears a word of its own for every half second of sound, the same for the same sound."""

    spoken: str = "en"
    name: str = "echo 1"
    model: str = "echo 00000000"
    languages: frozenset[str] = frozenset({"en", "cy"})
    workers: int = 2
    heard: list[list[int]] = field(default_factory=list)
    """The checksums of the windows that were heard together."""
    languages_asked: list[str] = field(default_factory=list)
    detected: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def detect(self, sound: NDArray[np.float32]) -> Mapping[str, float]:
        self.detected += 1
        other = {"en": "cy", "cy": "en"}[self.spoken]
        return {self.spoken: 0.9, other: 0.1}

    def encode(self, sound: NDArray[np.float32]) -> Encoded:
        return Encoded(sound, len(sound))

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        self.languages_asked.append(asking.language)
        sounds = [window.values for window in windows]
        with self.lock:
            self.heard.append([crc32(sound.tobytes()) for sound in sounds])
        return tuple(self._decoded(sound) for sound in sounds)

    def _decoded(self, sound: NDArray[np.float32]) -> Decoded:
        parts = [sound[at : at + 8000] for at in range(0, len(sound), 8000)]
        heard = tuple(
            Heard(f" {crc32(part.tobytes()):08x}", at * 500, at * 500 + 500, 0.9, True)
            for at, part in enumerate(parts)
        )
        return Decoded(heard, "".join(part.text for part in heard).strip(), -0.1, 0.0)


@pytest.fixture
def long_talk(
    tmp_path: Path, spoken: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> Media:
    """Two hundred seconds in many short windows; each sentence a little softer than the last."""
    monkeypatch.setattr(windows, "LONGEST", 10 * 16_000)
    monkeypatch.setattr(hearing, "GROUP", 2)
    sound = np.concatenate([spoken * 0.95**n for n in range(12)])
    return probe(write_wav(tmp_path / "long.wav", sound))


def hear_groups(media: Media, keep: Path, count: int) -> Path:
    """Listen until so many more groups are kept, and give the journal."""
    stop, told = StopSignal(), []

    def stop_after(share: float) -> None:
        told.append(share)
        (journal,) = list(keep.glob("*.partial.jsonl")) or [None]
        if journal and len(groups_in(journal)) >= count:
            stop.set()

    with pytest.raises(Stopped):
        listen(media, TINY, keep=keep, on_progress=stop_after, stop=stop)
    (journal,) = keep.glob("*.partial.jsonl")
    return journal


def groups_in(journal: Path) -> set[int]:
    """The numbers of the groups that a journal holds."""
    names = Journal(journal).parts
    return {int(name.partition("-")[2]) for name in names}


@pytest.mark.parametrize("stops", [(1,), (3,), (2, 4), (1, 2, 3, 4)])
def test_a_listening_that_was_stopped_goes_on_where_it_was(
    long_talk: Media,
    tmp_path: Path,
    engine_is: Callable[[Load], None],
    stops: tuple[int, ...],
) -> None:
    undisturbed = Echo(workers=1)
    engine_is(lambda _: undisturbed)
    whole = hear(long_talk, tmp_path / "undisturbed")
    assert len(undisturbed.heard) > 5

    keep = tmp_path / "kept"
    for count in stops:
        engine_is(lambda _: Echo())
        there = groups_in(hear_groups(long_talk, keep, count))
        assert len(there) == count
    rest = Echo()
    engine_is(lambda _: rest)
    told: list[float] = []
    found = listen(long_talk, TINY, keep=keep, on_progress=told.append, stop=StopSignal())
    assert found == whole
    missing = [group for at, group in enumerate(undisturbed.heard) if at not in there]
    assert sorted(rest.heard) == sorted(missing)
    assert told == sorted(told)
    assert list(keep.glob("*.partial.jsonl")) == []
    assert {path.name for path in keep.iterdir()} == {
        path.name for path in (tmp_path / "undisturbed").iterdir()
    }


def test_after_a_crash_only_what_was_cut_off_is_heard_again(
    long_talk: Media, tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    undisturbed = Echo()
    engine_is(lambda _: undisturbed)
    whole = hear(long_talk, tmp_path / "undisturbed")
    keep = tmp_path / "kept"
    engine_is(lambda _: Echo())
    journal = hear_groups(long_talk, keep, 3)
    there = groups_in(journal)
    journal.write_bytes(journal.read_bytes()[:-40])
    assert len(groups_in(journal)) == len(there) - 1
    rest = Echo()
    engine_is(lambda _: rest)
    assert hear(long_talk, keep) == whole
    assert len(rest.heard) == len(undisturbed.heard) - 2


@pytest.mark.models
def test_a_real_engine_goes_on_where_it_was(
    tmp_path: Path, spoken: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "LONGEST", 6 * 16_000)
    monkeypatch.setattr(hearing, "GROUP", 1)
    talk = probe(write_wav(tmp_path / "talk.wav", spoken))
    english = replace(TINY, language="en")
    whole = hear(talk, tmp_path / "undisturbed", english)
    stop = StopSignal()

    def stop_at_first(share: float) -> None:
        # The first 0.05 are for finding the speech.
        if share > 0.1:
            stop.set()

    keep = tmp_path / "kept"
    with pytest.raises(Stopped):
        listen(talk, english, keep=keep, on_progress=stop_at_first, stop=stop)
    assert len(list(keep.glob("*.partial.jsonl"))) == 1
    assert hear(talk, keep, english) == whole
    assert plain_words(whole.words) == plain(" ".join(SAID))


def test_the_language_is_found_once_and_then_used(
    recording: Media, tmp_path: Path, engine_is: Callable[[Load], None], request
) -> None:
    engine = Echo("cy")
    engine_is(lambda _: engine)
    keep = tmp_path / "kept"
    listener = Listener(TINY)
    found = listener.detect(recording, keep=keep, stop=StopSignal())
    assert found == ("cy", 0.9)
    transcript = listener.listen(
        recording, keep=keep, on_progress=lambda _: None, stop=StopSignal()
    )
    assert (transcript.language, transcript.language_confidence) == found
    assert set(engine.languages_asked) == {"cy"}
    assert engine.detected == 1
    request.getfixturevalue("deaf")
    assert Listener(TINY).detect(recording, keep=keep, stop=StopSignal()) == found


def test_a_language_that_a_person_gave_is_not_sought(
    recording: Media, tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    engine = Echo("cy")
    engine_is(lambda _: engine)
    transcript = hear(recording, tmp_path / "kept", replace(TINY, language="en-GB"))
    assert (transcript.language, transcript.language_confidence) == ("en", 1.0)
    listener = Listener(TINY)
    asked = listener.listen(
        recording,
        keep=tmp_path / "kept",
        on_progress=lambda _: None,
        stop=StopSignal(),
        language="en",
    )
    assert asked == transcript
    assert engine.detected == 0
    assert set(engine.languages_asked) == {"en"}


def test_where_nobody_speaks_there_is_no_language(
    tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    engine = Echo()
    engine_is(lambda _: engine)
    quiet = probe(write_wav(tmp_path / "quiet.wav", np.zeros(48_000, np.float32)))
    transcript = hear(quiet, tmp_path / "kept")
    assert (transcript.language, transcript.language_confidence) == ("und", 0.0)
    assert (transcript.words, transcript.sounds) == ((), ())
    assert transcript.duration_ms == 3000
    assert engine.heard == []


def test_a_damaged_note_of_the_language_is_made_anew(
    recording: Media, tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    engine = Echo("cy")
    engine_is(lambda _: engine)
    listener, keep = Listener(TINY), tmp_path / "kept"
    listener.detect(recording, keep=keep, stop=StopSignal())
    (note,) = keep.iterdir()
    for damage in ("", "null", "[]", '{"language": "en"}', '{"language": "en", "share": "x"}'):
        note.write_text(damage)
        assert listener.detect(recording, keep=keep, stop=StopSignal()) == ("cy", 0.9)
        assert json.loads(note.read_text()) == {"language": "cy", "share": 0.9}
    hear(recording, keep)


def test_a_language_that_the_model_does_not_know_is_refused(
    recording: Media, tmp_path: Path, engine_is: Callable[[Load], None]
) -> None:
    engine_is(lambda _: Echo())
    with pytest.raises(BadInput, match="does not know the language 'xx'"):
        hear(recording, tmp_path / "kept", replace(TINY, language="xx"))


@pytest.mark.models
def test_it_stops_when_told(recording: Media, tmp_path: Path) -> None:
    stop = StopSignal()
    seen: list[float] = []

    def stop_at_first(share: float) -> None:
        seen.append(share)
        stop.set()

    with pytest.raises(Stopped):
        listen(recording, TINY, keep=tmp_path / "kept", on_progress=stop_at_first, stop=stop)
    assert len(seen) <= 3


@pytest.mark.models
def test_two_recordings_after_one_another_are_told_apart(
    recording: Media, tmp_path: Path, spoken: NDArray[np.float32]
) -> None:
    listener = Listener(TINY)
    keep, stop = tmp_path / "kept", StopSignal()
    other = probe(write_wav(tmp_path / "other.wav", np.zeros(16_000, np.float32)))
    listener.detect(recording, keep=keep, stop=stop)
    assert listener.listen(other, keep=keep, on_progress=lambda _: None, stop=stop).words == ()
    assert listener.listen(recording, keep=keep, on_progress=lambda _: None, stop=stop).words != ()


def heard(confidence: float, *words: str, sounds: tuple[Sound, ...] = ()) -> Transcript:
    said = tuple(Word(word, Span(at, at + 1), 1.0) for at, word in enumerate(words))
    return Transcript("la", confidence, "engine", "model", 100, said, sounds)


def test_a_guess_is_called_a_guess() -> None:
    assert doubts(heard(0.9, "word")) == ()
    assert doubts(heard(0.9)) == ("No speech was found.",)
    (doubt,) = doubts(heard(0.36, "word"))
    assert "la is only a guess (36%)" in doubt


def test_what_could_not_be_understood_is_said_with_its_place() -> None:
    music = Sound("music", Span(0, 9000))
    one = Sound(UNCLEAR, Span(61_000, 62_000))
    assert doubts(heard(0.9, "word", sounds=(music,))) == ()
    (doubt,) = doubts(heard(0.9, sounds=(music, one)))
    assert "could not be understood, at 1:01." in doubt
    many = tuple(Sound(UNCLEAR, Span(at * 1000, at * 1000 + 500)) for at in range(9))
    (doubt,) = doubts(heard(0.9, "word", sounds=many))
    assert "at 0:00, 0:01, 0:02, 0:03, 0:04 and later." in doubt
