import re
from itertools import pairwise

import numpy as np
import pytest
from made_speech import SAID
from numpy.typing import NDArray

from mediakit.errors import BadInput, MissingPart, Stopped
from mediakit.process import StopSignal
from mediakit.transcript.engines import ENGINES, Engine, engine_named
from mediakit.transcript.engines.base import code_of
from mediakit.transcript.model import Transcript
from mediakit.transcript.models import find_model, installed_models
from mediakit.transcript.words import is_ordered


def load(name: str) -> Engine:
    state = {one.name: one.state for one in installed_models()}[name]
    if state == "missing":
        pytest.skip(f"needs the extra `offline`: the model {name} is missing")
    return engine_named("faster-whisper").load(find_model(name))


@pytest.fixture(scope="module")
def english() -> Engine:
    return load("tiny.en")


@pytest.fixture(scope="module")
def many() -> Engine:
    return load("base")


def hear(
    engine: Engine, sound: NDArray[np.float32], language: str | None = None
) -> tuple[Transcript, list[float]]:
    progress: list[float] = []
    transcript = engine.listen(
        sound, language=language, on_progress=progress.append, stop=StopSignal()
    )
    return transcript, progress


def plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def plain_words(transcript: Transcript) -> list[str]:
    return plain(" ".join(word.text for word in transcript.words))


@pytest.mark.models
def test_every_word_that_was_said_is_heard(many: Engine, spoken: NDArray[np.float32]) -> None:
    transcript, progress = hear(many, spoken)
    assert plain_words(transcript) == plain(" ".join(SAID))
    assert transcript.language == "en"
    assert 0.5 < transcript.language_confidence <= 1
    assert re.fullmatch(r"faster-whisper \d+\.\d+\.\d+", transcript.engine)
    assert re.fullmatch(r"base [0-9a-f]{8}", transcript.model)
    assert transcript.duration_ms == len(spoken) // 16
    assert is_ordered(transcript.words, transcript.duration_ms)
    assert progress[-1] == 1.0
    assert all(one <= two for one, two in pairwise(progress))


@pytest.mark.models
def test_words_stand_where_they_are_said(english: Engine, spoken: NDArray[np.float32]) -> None:
    silence = np.zeros(20 * 16_000, np.float32)
    alone, _ = hear(english, spoken)
    later, _ = hear(english, np.concatenate([silence, spoken]))
    assert plain_words(alone) == plain_words(later)
    # The voice begins after one second of silence.
    assert alone.words[0].span.end > 1000
    for one, two in zip(alone.words, later.words, strict=True):
        assert two.span.start == pytest.approx(one.span.start + 20_000, abs=300)


@pytest.mark.models
@pytest.mark.parametrize("seconds", [0, 0.01, 3, 40])
def test_silence_gives_no_words(english: Engine, many: Engine, seconds: float) -> None:
    silence = np.zeros(int(seconds * 16_000), np.float32)
    for engine in (english, many):
        transcript, progress = hear(engine, silence)
        assert transcript.words == ()
        assert transcript.duration_ms == int(seconds * 1000)
        assert progress[-1] == 1.0
    assert (transcript.language, transcript.language_confidence) == ("und", 0.0)


@pytest.mark.models
def test_hearing_twice_gives_the_same(english: Engine, spoken: NDArray[np.float32]) -> None:
    assert hear(english, spoken) == hear(english, spoken)


@pytest.mark.models
def test_a_language_that_the_model_does_not_know_is_refused(english: Engine, many: Engine) -> None:
    sound = np.zeros(1600, np.float32)
    with pytest.raises(BadInput, match=r"model tiny\.en understands English only, not 'cy'"):
        hear(english, sound, "cy")
    with pytest.raises(BadInput, match="does not know the language 'xx'"):
        hear(many, sound, "xx")
    assert hear(english, sound, "en-GB")[0].language == "en"
    assert hear(many, sound, "cy")[0].language == "cy"


@pytest.mark.models
def test_it_stops_when_told(english: Engine, spoken: NDArray[np.float32]) -> None:
    stop = StopSignal()
    seen: list[float] = []

    def stop_at_first(share: float) -> None:
        seen.append(share)
        stop.set()

    with pytest.raises(Stopped):
        english.listen(spoken, language="en", on_progress=stop_at_first, stop=stop)
    assert len(seen) == 1


@pytest.mark.models
@pytest.mark.media
def test_a_real_voice_is_understood(many: Engine, real_media) -> None:
    from faster_whisper.audio import decode_audio

    reference = (real_media / "speech" / "jfk.txt").read_text(encoding="utf-8")
    transcript, _ = hear(many, decode_audio(str(real_media / "speech" / "jfk.flac")))
    assert plain_words(transcript) == plain(reference)


@pytest.mark.models
@pytest.mark.media
def test_welsh_is_heard_when_asked_for(many: Engine, real_media) -> None:
    from faster_whisper.audio import decode_audio

    transcript, _ = hear(
        many, decode_audio(str(real_media / "speech" / "cy_techiaith_speech.wav")), "cy"
    )
    assert transcript.language == "cy"
    # The base model hears about half of these eight words; more is not promised.
    assert {"mae", "ganddynt"} <= set(plain_words(transcript))


def test_an_unknown_engine_lists_what_there_is() -> None:
    with pytest.raises(BadInput, match=r"'siri'.*faster-whisper, openai-whisper"):
        engine_named("siri")


def test_a_missing_engine_names_the_extra() -> None:
    kind = ENGINES["openai-whisper"]
    try:
        versions = kind.versions()
    except MissingPart as error:
        assert 'pip install "mediakit[openai-whisper]"' in str(error)
    else:
        assert set(versions) == set(kind.libraries)


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), ("en_US", "en"), ("CY-gb", "cy")])
def test_a_tag_becomes_whispers_code(tag: str, code: str) -> None:
    assert code_of(tag) == code
