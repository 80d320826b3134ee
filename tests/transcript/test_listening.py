import wave
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mediakit.clock import Span
from mediakit.errors import BadInput, CannotWrite, MissingPart
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript import engines, listening
from mediakit.transcript.files import read_transcript
from mediakit.transcript.listening import Listener, Listening, doubts, listen
from mediakit.transcript.model import Transcript, Word
from mediakit.transcript.models import Model, installed_models

TINY = Listening(model="tiny.en")


@pytest.fixture
def recording(tmp_path: Path, spoken: NDArray[np.float32]) -> Media:
    path = tmp_path / "talk.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((spoken * 32_000).astype(np.int16).tobytes())
    return probe(path)


@pytest.fixture(autouse=True)
def weights() -> None:
    if any(one.name == "tiny.en" and one.state == "missing" for one in installed_models()):
        pytest.skip("needs the extra `offline`: the model tiny.en is missing")


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no engine can be loaded."""

    def load(model: Model) -> engines.Engine:
        raise AssertionError("an engine was loaded")

    kind = engines.ENGINES["faster-whisper"]
    monkeypatch.setitem(engines.ENGINES, "faster-whisper", replace(kind, load=load))


def hear(media: Media, keep: Path, settings: Listening = TINY) -> Transcript:
    return listen(media, settings, keep=keep, on_progress=lambda _: None, stop=StopSignal())


@pytest.mark.models
def test_a_recording_is_listened_to_once(
    recording: Media, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    keep = tmp_path / "kept"
    first = hear(recording, keep)
    assert len(first.words) > 15
    (file,) = keep.iterdir()
    assert read_transcript(file.read_text(encoding="utf-8"), "") == first
    request.getfixturevalue("deaf")
    progress: list[float] = []
    second = listen(recording, TINY, keep=keep, on_progress=progress.append, stop=StopSignal())
    assert second == first
    assert progress == [1.0]
    moved = replace(recording, path=tmp_path / "renamed.wav")
    assert hear(moved, keep) == first


@pytest.mark.models
@pytest.mark.parametrize("damage", ["", "{", '{"format": 0}', "\udcff"])
def test_a_damaged_file_is_made_anew(recording: Media, tmp_path: Path, damage: str) -> None:
    keep = tmp_path / "kept"
    listener = Listener(TINY)
    first = listener.listen(recording, keep=keep, on_progress=lambda _: None, stop=StopSignal())
    (file,) = keep.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage.encode("utf-8", "surrogateescape"))
    again = listener.listen(recording, keep=keep, on_progress=lambda _: None, stop=StopSignal())
    assert again == first
    assert [path.read_bytes() for path in keep.iterdir()] == [whole]


def test_everything_that_decides_changes_the_key(
    recording: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [
        Listener(TINY).key(recording),
        Listener(replace(TINY, language="en")).key(recording),
        Listener(replace(TINY, model="base")).key(recording),
        Listener(TINY).key(replace(recording, fingerprint="0" * 64)),
    ]
    kind = engines.ENGINES["faster-whisper"]
    newer = replace(kind, libraries=(*kind.libraries, "numpy"))
    monkeypatch.setitem(engines.ENGINES, "faster-whisper", newer)
    keys.append(Listener(TINY).key(recording))
    monkeypatch.undo()
    monkeypatch.setattr(engines.base, "SEED", 1)
    keys.append(Listener(TINY).key(recording))
    monkeypatch.undo()
    monkeypatch.setattr(listening, "LISTENER", listening.LISTENER + 1)
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


def test_a_file_without_sound_is_refused(recording: Media, tmp_path: Path) -> None:
    silent = replace(recording, sounds=())
    with pytest.raises(BadInput, match=r"no sound in the file.*talk\.wav"):
        hear(silent, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_an_unknown_model_or_engine_is_said_at_once() -> None:
    with pytest.raises(MissingPart, match="'huge'"):
        Listener(Listening(model="huge"))
    with pytest.raises(BadInput, match="'ears'"):
        Listener(Listening(engine="ears"))


@pytest.mark.models
def test_where_nothing_can_be_kept_it_is_said(recording: Media, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match="cannot write here"):
        hear(recording, tmp_path / "kept")


def heard(confidence: float, *words: str) -> Transcript:
    said = tuple(Word(word, Span(at, at + 1), 1.0) for at, word in enumerate(words))
    return Transcript("la", confidence, "engine", "model", 100, said)


def test_a_guess_is_called_a_guess() -> None:
    assert doubts(heard(0.9, "word")) == ()
    assert doubts(heard(0.9)) == ("No speech was found.",)
    (doubt,) = doubts(heard(0.36, "word"))
    assert "la is only a guess (36%)" in doubt
