"""Both engines, with the same weights, on the same recordings."""

from pathlib import Path

import numpy as np
import pytest
from ears import BEAMS, decoded, hear, language_in, plain_words
from numpy.typing import NDArray

from mediakit.errors import BadInput
from mediakit.transcript.engines import Engine, engine_named
from mediakit.transcript.engines.base import Asking
from mediakit.transcript.engines.faster_whisper import FasterWhisper
from mediakit.transcript.hearing import Part
from mediakit.transcript.models import find_model, installed_models, read_packaged

pytest.importorskip("whisper", reason="needs the extra `openai-whisper`")
pytestmark = [
    pytest.mark.openai,
    pytest.mark.models,
    pytest.mark.slow,
    # openai-whisper leaves its own table of tokens open.
    pytest.mark.filterwarnings("ignore:.*tiktoken:pytest.PytestUnraisableExceptionWarning"),
]

MODELS = [one.name for one in installed_models() if one.state == "ok"]

SMALLEST = pytest.mark.parametrize("checkpoint", MODELS[-1:], indirect=True)


@pytest.fixture(scope="module", params=MODELS or [pytest.param("", marks=pytest.mark.skip)])
def checkpoint(request, tmp_path_factory) -> tuple[str, Path]:
    from openai_checkpoint import write_checkpoint

    name = request.param
    path = tmp_path_factory.mktemp("weights") / f"{name}.pt"
    write_checkpoint(read_packaged(name)["model.bin"], path)
    return name, path


@pytest.fixture(scope="module")
def openai(checkpoint) -> Engine:
    return engine_named("openai-whisper").load(find_model(str(checkpoint[1]), weights="openai"))


@pytest.fixture(scope="module")
def faster(checkpoint) -> Engine:
    # 32 bits, as openai-whisper computes on a CPU: with 8 bits, which mediakit uses for speed,
    # some commas and rare names come out otherwise.
    return FasterWhisper(find_model(checkpoint[0]), "float32")


def assert_same(one: Part, two: Part) -> None:
    assert [word.text for word in one.words] == [word.text for word in two.words]
    assert one.sounds == two.sounds
    for first, second in zip(one.words, two.words, strict=True):
        # One step of Whisper's clock (20 ms) may fall the other way.
        assert first.span.start == pytest.approx(second.span.start, abs=20)
        assert first.span.end == pytest.approx(second.span.end, abs=20)
        assert first.confidence == pytest.approx(second.confidence, abs=0.02)


def test_a_made_voice_says_the_same_to_both(
    openai: Engine, faster: Engine, spoken: NDArray[np.float32]
) -> None:
    heard = hear(openai, spoken)
    assert len(heard.words) > 15
    assert_same(heard, hear(faster, spoken))


@pytest.mark.media
@pytest.mark.parametrize(
    "name", ["jfk.flac", "vctk/p226_003.wav", "librispeech_3436-172162-0000.hq.ogg"]
)
def test_a_real_voice_says_the_same_to_both(
    openai: Engine, faster: Engine, real_media: Path, name: str
) -> None:
    from faster_whisper.audio import decode_audio

    sound = decode_audio(str(real_media / "speech" / name))
    heard = hear(openai, sound, beams=1)
    assert len(heard.words) > 15
    assert_same(heard, hear(faster, sound, beams=1))


@pytest.mark.media
@pytest.mark.parametrize("name", ["jfk.flac", "vctk/p226_003.wav"])
def test_many_wordings_leave_the_words_the_same(
    openai: Engine, faster: Engine, real_media: Path, name: str
) -> None:
    from faster_whisper.audio import decode_audio

    sound = decode_audio(str(real_media / "speech" / name))
    # Of wordings that are nearly as likely, the two searches may choose differently: with five,
    # a comma or a full stop was there or not, which also moves the times beside it.
    one, two = (plain_words(hear(engine, sound).words) for engine in (openai, faster))
    assert one == two


def test_silence_says_nothing_to_both(openai: Engine, faster: Engine) -> None:
    silence = np.zeros(5 * 16_000, np.float32)
    assert hear(openai, silence).words == hear(faster, silence).words == ()


def test_both_hear_the_same_language(
    openai: Engine, faster: Engine, spoken: NDArray[np.float32]
) -> None:
    one, two = language_in(openai, spoken), language_in(faster, spoken)
    assert one[0] == two[0] == "en"
    assert one[1] == pytest.approx(two[1], abs=0.05)
    assert openai.languages <= faster.languages


@SMALLEST
def test_both_are_as_sure_of_the_same_windows(
    openai: Engine, faster: Engine, spoken: NDArray[np.float32]
) -> None:
    half = len(spoken) // 2
    sounds = [spoken[:half], spoken[half:]]
    asking = Asking("en", 1)
    for one, two in zip(
        decoded(openai, sounds, asking), decoded(faster, sounds, asking), strict=True
    ):
        assert one.text == two.text
        assert one.log_probability == pytest.approx(two.log_probability, abs=0.05)
        assert one.no_speech == pytest.approx(two.no_speech, abs=0.05)


@SMALLEST
def test_both_take_a_prompt_and_hot_words_alike(
    openai: Engine, faster: Engine, spoken: NDArray[np.float32]
) -> None:
    asking = Asking("en", 1, "WE ALL MEET HERE. WE MAKE FILMS.", "Co-Production")
    (one,), (two,) = (decoded(engine, [spoken], asking) for engine in (openai, faster))
    assert one.text == two.text


@SMALLEST
def test_chance_begins_at_the_same_place_every_time(
    openai: Engine, spoken: NDArray[np.float32]
) -> None:
    asking = Asking("en", BEAMS, temperature=0.6)
    assert decoded(openai, [spoken], asking) == decoded(openai, [spoken], asking)


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.pt"
    path.write_text("not weights")
    with pytest.raises(BadInput, match=r"no checkpoint.*notes\.pt"):
        engine_named("openai-whisper").load(find_model(str(path), weights="openai"))
