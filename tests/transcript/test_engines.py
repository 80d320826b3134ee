import re
from difflib import SequenceMatcher

import numpy as np
import pytest
from ears import BEAMS, decoded, hear, language_in, plain, plain_words
from made_speech import SAID
from numpy.typing import NDArray

from mediakit.errors import BadInput, MissingPart
from mediakit.transcript.engines import ENGINES, Engine, engine_named
from mediakit.transcript.engines.base import Asking, code_of, heard_in, known_code
from mediakit.transcript.hearing import SILENT
from mediakit.transcript.models import find_model, installed_models
from mediakit.transcript.words import is_ordered

ENGLISH = Asking("en", BEAMS)


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


@pytest.mark.models
def test_every_word_that_was_said_is_heard(many: Engine, spoken: NDArray[np.float32]) -> None:
    heard = hear(many, spoken)
    assert plain_words(heard.words) == plain(" ".join(SAID))
    assert heard.sounds == ()
    assert is_ordered(heard.words, len(spoken) // 16)
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert re.fullmatch(r"faster-whisper \d+\.\d+\.\d+", many.name)
    assert re.fullmatch(r"base [0-9a-f]{8}", many.model)
    assert many.workers >= 1


@pytest.mark.models
def test_the_language_is_heard(many: Engine, spoken: NDArray[np.float32]) -> None:
    shares = many.detect(spoken)
    assert {"en", "cy"} < set(shares) <= many.languages
    assert sum(shares.values()) == pytest.approx(1, abs=1e-3)
    language, share = language_in(many, spoken)
    assert language == "en"
    assert 0.5 < share <= 1


@pytest.mark.models
def test_words_stand_where_they_are_said(english: Engine, spoken: NDArray[np.float32]) -> None:
    silence = np.zeros(20 * 16_000, np.float32)
    alone = hear(english, spoken).words
    later = hear(english, np.concatenate([silence, spoken])).words
    assert plain_words(alone) == plain_words(later)
    # The voice begins after one second of silence.
    assert alone[0].span.end > 1000
    for one, two in zip(alone, later, strict=True):
        assert two.span.start == pytest.approx(one.span.start + 20_000, abs=300)


def hum(seconds: float) -> NDArray[np.float32]:
    at = np.arange(int(seconds * 16_000))
    return (0.1 * np.sin(at * 2 * np.pi * 100 / 16_000)).astype(np.float32)


@pytest.mark.models
@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(160, np.float32),
        np.zeros(3 * 16_000, np.float32),
        np.zeros(40 * 16_000, np.float32),
        np.random.default_rng(0).normal(0, 0.05, 10 * 16_000).astype(np.float32),
        hum(10),
    ],
    ids=["nothing", "10 ms", "silence", "long silence", "noise", "hum"],
)
def test_no_words_where_nobody_speaks(
    english: Engine, many: Engine, sound: NDArray[np.float32]
) -> None:
    for engine in (english, many):
        heard = hear(engine, sound)
        assert (heard.words, heard.sounds) == ((), ())
    assert language_in(many, sound) == ("und", 0.0)


@pytest.mark.models
def test_hearing_twice_gives_the_same(english: Engine, spoken: NDArray[np.float32]) -> None:
    assert hear(english, spoken) == hear(english, spoken)


@pytest.mark.models
def test_windows_heard_together_are_heard_as_alone(
    english: Engine, spoken: NDArray[np.float32]
) -> None:
    half = len(spoken) // 2
    sounds = [spoken[:half], spoken[half:]]
    together = decoded(english, sounds, ENGLISH)
    alone = [decoded(english, [sound], ENGLISH)[0] for sound in sounds]
    assert [one.text for one in together] == [one.text for one in alone]
    for one, two in zip(together, alone, strict=True):
        assert one.log_probability == pytest.approx(two.log_probability, abs=0.01)
        assert [part.text for part in one.heard] == [part.text for part in two.heard]


@pytest.mark.models
def test_one_window_says_what_it_is_worth(english: Engine, spoken: NDArray[np.float32]) -> None:
    (clear,) = decoded(english, [spoken], ENGLISH)
    assert plain(clear.text) == plain(" ".join(part.text for part in clear.heard))
    assert -0.5 < clear.log_probability < 0
    assert clear.no_speech < SILENT
    times = [at for part in clear.heard for at in (part.start, part.end)]
    assert min(times) >= 0 and max(times) <= len(spoken) // 16
    (silence,) = decoded(english, [np.zeros(16_000, np.float32)], ENGLISH)
    assert silence.no_speech > clear.no_speech


@pytest.mark.models
def test_a_prompt_sets_the_spelling(english: Engine, spoken: NDArray[np.float32]) -> None:
    # A style in capitals is taken up from what stands before, where few wordings are weighed.
    (plainly,) = decoded(english, [spoken], Asking("en", 2))
    (loudly,) = decoded(english, [spoken], Asking("en", 2, "WE ALL MEET HERE. WE MAKE FILMS."))
    assert plain(loudly.text) == plain(plainly.text)
    assert plainly.text.startswith("We meet")
    assert loudly.text.startswith("WE MEET")


@pytest.mark.models
def test_chance_still_gives_words(english: Engine, spoken: NDArray[np.float32]) -> None:
    (drawn,) = decoded(english, [spoken], Asking("en", BEAMS, temperature=0.2))
    assert len(set(plain(drawn.text)) & set(plain(" ".join(SAID)))) > 12


@pytest.mark.models
def test_a_language_that_the_model_does_not_know_is_refused(english: Engine, many: Engine) -> None:
    with pytest.raises(BadInput, match=r"model tiny\.en understands English only, not 'cy'"):
        known_code(english, "cy")
    with pytest.raises(BadInput, match="does not know the language 'xx'"):
        known_code(many, "xx")
    assert known_code(english, "en-GB") == "en"
    assert known_code(many, "cy") == "cy"


@pytest.mark.models
@pytest.mark.media
def test_a_real_voice_is_understood(many: Engine, real_media) -> None:
    from faster_whisper.audio import decode_audio

    reference = (real_media / "speech" / "jfk.txt").read_text(encoding="utf-8")
    heard = hear(many, decode_audio(str(real_media / "speech" / "jfk.flac")))
    assert plain_words(heard.words) == plain(reference)


@pytest.mark.models
@pytest.mark.media
def test_welsh_is_heard_when_asked_for(many: Engine, real_media) -> None:
    from faster_whisper.audio import decode_audio

    heard = hear(many, decode_audio(str(real_media / "speech" / "cy_techiaith_speech.wav")), "cy")
    # The base model spells Welsh as it sounds, two of eight words right: most letters are there.
    said = "".join(plain("Mae ganddynt ddau o blant, mab a merch."))
    letters = "".join(plain_words(heard.words))
    assert SequenceMatcher(None, said, letters, autojunk=False).ratio() > 0.7


@pytest.mark.models
@pytest.mark.media
def test_a_term_is_heard_where_it_is_said_and_nowhere_else(many: Engine, real_media) -> None:
    from faster_whisper.audio import decode_audio

    terms = ("ComfyUI",)
    said = decode_audio(str(real_media / "speech" / "fw_hotwords.mp3"))
    assert "comfyui" in plain_words(hear(many, said, hot_words=terms).words)
    other = decode_audio(str(real_media / "speech" / "jfk.flac"))
    assert "comfyui" not in plain_words(hear(many, other, hot_words=terms).words)


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


def test_a_word_begins_with_a_space_or_in_a_language_without_any() -> None:
    words = [("Co", 0.0, 0.31, 0.9), ("-op", 0.31, 0.5, 0.8), (" now", 0.52, 1.0, 0.7)]
    assert [part.begins for part in heard_in(words, "en")] == [True, False, True]
    assert [part.begins for part in heard_in(words, "ja")] == [True, True, True]
    assert [(part.start, part.end) for part in heard_in(words, "en")][1:] == [
        (310, 500),
        (520, 1000),
    ]
