import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.transcript.speakers.clustering import Vectors, likeness, speakers_of

SIZE = 192


def voices(sizes: list[int], *, spread: float = 0.8, seed: int = 1) -> tuple[Vectors, list[int]]:
    """Windows of made speakers, shuffled, and whose each is. With a spread of 0.8 two windows of
    one speaker have a cosine of about 0.6, as real ones of 1.5 s have.
    """
    chance = np.random.default_rng(seed)
    centres = unit(chance.standard_normal((len(sizes), SIZE)))
    owners = chance.permutation(np.repeat(np.arange(len(sizes)), sizes))
    noise = unit(chance.standard_normal((len(owners), SIZE)))
    return unit(centres[owners] + spread * noise), owners.tolist()


def unit(vectors: np.ndarray) -> Vectors:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def agree(windows: Vectors, speakers: Vectors, owners: list[int]) -> bool:
    """Whether every window is nearest to a speaker of its owner's own."""
    pairs = set(zip(owners, (windows @ speakers.T).argmax(axis=1).tolist(), strict=True))
    return len(pairs) == len(set(owners)) == len({speaker for _, speaker in pairs})


@given(st.lists(st.integers(4, 30), min_size=1, max_size=6), st.integers(0, 1000))
@settings(max_examples=40)
def test_speakers_who_are_clearly_different_are_counted_and_told_apart(
    sizes: list[int], seed: int
) -> None:
    windows, owners = voices(sizes, seed=seed)
    assert agree(windows, speakers_of(windows, len(sizes)), owners)
    assert len(speakers_of(windows, None)) == len(sizes)


@given(st.integers(1, 12), st.integers(1, 30), st.integers(0, 1000))
@settings(max_examples=40)
def test_any_number_that_is_asked_for_gives_as_many_as_there_can_be(
    count: int, number: int, seed: int
) -> None:
    windows, _ = voices([count], seed=seed)
    speakers = speakers_of(windows, number)
    assert len(speakers) == min(number, count)
    assert np.allclose(np.linalg.norm(speakers, axis=1), 1, atol=1e-5)


def test_windows_that_are_all_the_same_are_one_speaker() -> None:
    same = np.repeat(voices([1])[0], 20, axis=0)
    assert len(speakers_of(same, None)) == 1
    assert len(speakers_of(same, 3)) == 3


def test_one_who_says_little_is_found_beside_two_who_say_much() -> None:
    windows, owners = voices([300, 200, 4])
    assert agree(windows, speakers_of(windows, 3), owners)


def test_stray_windows_take_no_speakers_place() -> None:
    windows, owners = voices([150, 100, 1, 1, 1])
    speakers = speakers_of(windows, 2)
    people = [at for at, owner in enumerate(owners) if owner < 2]
    assert agree(windows[people], speakers, [owners[at] for at in people])
    assert len(speakers_of(windows, None)) == 2


def test_more_windows_than_the_tree_holds_are_all_told_apart() -> None:
    windows, owners = voices([3000, 1500, 200])
    assert agree(windows, speakers_of(windows, 3), owners)


@pytest.mark.parametrize(("spread", "seed"), [(0.5, 1), (0.8, 2), (1.2, 3)])
def test_likeness_is_a_share_that_does_not_depend_on_the_noise(spread: float, seed: int) -> None:
    windows, _ = voices([200], spread=spread, seed=seed)
    halves = unit(np.array([windows[:100].mean(axis=0), windows[100:].mean(axis=0)]))
    assert likeness(windows, halves) == pytest.approx(1, abs=0.1)
    other, _ = voices([200, 200], spread=spread, seed=seed)
    assert abs(likeness(other, speakers_of(other, 2))) < 0.3


def test_one_speaker_is_like_nobody() -> None:
    windows, _ = voices([5])
    assert likeness(windows, windows[:1]) == -1
