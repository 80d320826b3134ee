"""The rare cases, by an engine whose flaws are written down (`scripted_ears`)."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_ears import (
    Asked,
    Flaw,
    ScriptedEngine,
    Spoken,
    answer,
    counted,
    looping,
    sentence,
    speech_at,
)

from mediakit.errors import Stopped
from mediakit.process import StopSignal
from mediakit.transcript.engines.base import Asking, Decoded
from mediakit.transcript.hearing import CONTEXT, GROUP, MOST_ROUNDS, Hearing, Part, groups_of
from mediakit.transcript.hot_words import HotWords
from mediakit.transcript.model import UNCLEAR, Word
from mediakit.transcript.speech import Speech
from mediakit.transcript.windows import Piece, Window, windows_of
from mediakit.transcript.words import Heard, in_order, is_ordered

NUMBERS = "one two three four five six seven eight nine ten"
TALK = sentence(
    "good morning everybody we meet today because our group wants another film about how people "
    f"can plan their own support together {NUMBERS}",
    1000,
)
"""32 words of 400 ms from 1 s to 13.8 s, without a pause."""
LENGTH = 16_000


def covering(said: Sequence[Spoken], length_ms: int) -> Speech:
    """Speech where these words are."""
    return speech_at([word.span for word in said], length_ms)


def hear(
    engine: ScriptedEngine,
    speech: Speech,
    temperatures: tuple[float, ...] = (),
) -> Part:
    """Everything said in a recording."""
    read = counted(speech.length // 16)
    hearing = Hearing(engine, Asking("en", 2), speech, read, HotWords(), temperatures)
    parts = [hearing.hear(group, StopSignal()) for group in groups_of(windows_of(speech))]
    return Part(
        tuple(word for part in parts for word in part.words),
        tuple(sound for part in parts for sound in part.sounds),
    )


def texts(words: Sequence[Word | Spoken]) -> list[str]:
    return [word.text for word in words]


def assert_heard(part: Part, said: Sequence[Spoken], within: int = 2) -> None:
    """Every word, in order, and where it was said but for some ms (a cut takes off half a word)."""
    assert texts(part.words) == texts(said)
    for heard, spoken in zip(part.words, said, strict=True):
        assert abs(heard.span.start - spoken.span.start) <= within
        assert abs(heard.span.end - spoken.span.end) <= within


def beams(asked: Sequence[Asked]) -> list[int]:
    """How many wordings were followed, window by window."""
    return [one.asking.beams for one in asked]


def without(start: int, end: int, *, times: int = 1) -> Flaw:
    """Drops what lies between two times of the recording, in the first windows."""

    def flaw(asked: Asked, decoded: Decoded) -> Decoded:
        if asked.number >= times:
            return decoded
        first, last = start - asked.span.start, end - asked.span.start
        return answer([part for part in decoded.heard if not first <= part.start < last])

    return flaw


def in_long_ones(flaw: Flaw, longer_than: int) -> Flaw:
    return lambda asked, decoded: flaw(asked, decoded) if asked.length_ms > longer_than else decoded


def test_what_is_heard_at_once_is_not_heard_again() -> None:
    engine = ScriptedEngine(TALK)
    part = hear(engine, covering(TALK, LENGTH))
    assert_heard(part, TALK)
    assert part.sounds == ()
    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("start", "end"), [(4000, 7000), (0, 4000), (11_000, 16_000), (6000, 7600), (0, 16_000)]
)
def test_speech_that_no_word_covers_is_heard_again_alone(start: int, end: int) -> None:
    engine = ScriptedEngine(TALK, without(start, end))
    part = hear(engine, covering(TALK, LENGTH))
    assert_heard(part, TALK)
    assert part.sounds == ()
    _, again = engine.asked
    assert max(0, start - 1000) <= again.span.start and again.span.end <= end + 1000


def test_several_gaps_are_heard_again_together() -> None:
    late, early = without(9000, 11_000), without(3000, 5000)
    engine = ScriptedEngine(TALK, lambda asked, decoded: early(asked, late(asked, decoded)))
    assert_heard(hear(engine, covering(TALK, LENGTH)), TALK)
    assert len(engine.asked) == 3


def test_a_gap_after_a_long_pause_is_found_in_its_own_place() -> None:
    said = [*sentence(NUMBERS, 1000), *sentence(NUMBERS, 60_000), *sentence(NUMBERS, 90_000)]
    engine = ScriptedEngine(said, without(60_000, 64_000))
    assert_heard(hear(engine, covering(said, 100_000)), said)


def test_what_stays_uncovered_is_said_to_be_unclear() -> None:
    engine = ScriptedEngine(TALK, without(5000, 7800, times=99))
    part = hear(engine, covering(TALK, LENGTH))
    kept = [word for word in TALK if not 5000 <= word.span.start < 7800]
    assert texts(part.words) == texts(kept)
    (sound,) = part.sounds
    assert sound.text == UNCLEAR
    assert (sound.span.start, sound.span.end) == pytest.approx((5000, 7800), abs=400)
    assert len(engine.asked) == 2


def test_a_short_breath_between_words_is_no_gap() -> None:
    engine = ScriptedEngine(TALK, without(5000, 5800))
    part = hear(engine, covering(TALK, LENGTH))
    assert part.sounds == ()
    assert len(engine.asked) == 1


def test_text_without_speech_under_it_goes() -> None:
    said = [*sentence("we plan", 1000), *sentence("a film", 3600)]
    speech = covering(said, 8000)

    def invent(asked: Asked, decoded: Decoded) -> Decoded:
        pause = [
            Heard(" thanks", 2200 - asked.span.start, 2500 - asked.span.start, 0.9, True),
            Heard(" bye", 2500 - asked.span.start, 2900 - asked.span.start, 0.9, True),
        ]
        return answer([*decoded.heard[:2], *pause, *decoded.heard[2:]])

    engine = ScriptedEngine(said, invent)
    part = hear(engine, speech)
    assert_heard(part, said)
    assert len(engine.asked) == 1


def test_nothing_is_decoded_where_nobody_speaks() -> None:
    engine = ScriptedEngine(TALK)
    assert hear(engine, speech_at([], LENGTH)) == Part((), ())
    assert engine.asked == []


def test_what_whisper_itself_calls_silence_gives_no_words() -> None:
    said = sentence("thank you for watching", 1000)

    def silent(asked: Asked, decoded: Decoded) -> Decoded:
        return replace(decoded, log_probability=-1.5, no_speech=0.9)

    engine = ScriptedEngine(said, silent)
    part = hear(engine, covering(said, 5000))
    assert part.words == ()
    assert [sound.text for sound in part.sounds] == [UNCLEAR]
    assert beams(engine.asked) == [1, 2]


@pytest.mark.parametrize(
    ("confidence", "no_speech", "kept"), [(0.1, 0.9, 0), (0.3, 0.9, 4), (0.1, 0.3, 4)]
)
def test_faint_words_in_what_whisper_calls_silence_were_never_said(
    confidence: float, no_speech: float, kept: int
) -> None:
    said = sentence("thank you for watching", 1000)

    def faint(asked: Asked, decoded: Decoded) -> Decoded:
        heard = tuple(replace(part, confidence=confidence) for part in decoded.heard)
        return replace(decoded, heard=heard, log_probability=-0.7, no_speech=no_speech)

    assert len(hear(ScriptedEngine(said, faint), covering(said, 5000)).words) == kept


def test_only_what_is_not_clear_at_once_is_searched_with_several_wordings() -> None:
    said = sentence("we plan a film", 1000)
    engine = ScriptedEngine(said)
    hear(engine, covering(said, 5000))
    assert beams(engine.asked) == [1]

    def better_searched(asked: Asked, decoded: Decoded) -> Decoded:
        return decoded if asked.asking.beams == 2 else answer(decoded.heard[:2], -0.6)

    engine = ScriptedEngine(said, better_searched)
    assert_heard(hear(engine, covering(said, 5000)), said)
    assert beams(engine.asked) == [1, 2]


def test_a_loop_is_not_clear_however_likely_it_is() -> None:
    said = sentence("we plan a film", 1000)

    def greedy(asked: Asked, decoded: Decoded) -> Decoded:
        return looping(asked) if asked.asking.beams == 1 else decoded

    assert_heard(hear(ScriptedEngine(said, greedy), covering(said, 5000)), said)


def unlikely(asked: Asked, decoded: Decoded) -> Decoded:
    return replace(decoded, log_probability=-2.0)


def loops(asked: Asked, decoded: Decoded) -> Decoded:
    return looping(asked)


@pytest.mark.parametrize("flaw", [loops, unlikely])
@pytest.mark.parametrize("longest", [12_000, 6000, 3000])
def test_a_window_that_makes_no_sense_is_heard_in_halves(flaw: Flaw, longest: int) -> None:
    # Pauses between the sentences, where a window can be parted.
    said = [word for at in range(1000, 26_000, 2500) for word in sentence("we plan a film", at)]
    engine = ScriptedEngine(said, in_long_ones(flaw, longest))
    part = hear(engine, covering(said, 27_000))
    assert_heard(part, said)
    assert part.sounds == ()


def test_a_loop_in_speech_without_any_pause_loses_nothing_but_what_is_cut() -> None:
    engine = ScriptedEngine(TALK, in_long_ones(loops, 10_000))
    assert_heard(hear(engine, covering(TALK, LENGTH)), TALK, within=200)


@pytest.mark.parametrize("flaw", [loops, unlikely])
def test_what_never_makes_sense_ends_and_is_unclear(flaw: Flaw) -> None:
    engine = ScriptedEngine(TALK, flaw)
    speech = covering(TALK, LENGTH)
    part = hear(engine, speech)
    assert part.words == ()
    assert {sound.text for sound in part.sounds} == {UNCLEAR}
    marked = sum(sound.span.end - sound.span.start for sound in part.sounds)
    assert marked == pytest.approx(12_800, abs=800)
    # At most twice as many windows in every round, each searched and heard once more in context.
    assert len(engine.asked) < 3 * 2 * 2**MOST_ROUNDS


def test_chance_comes_last_and_only_where_it_is_allowed() -> None:
    said = sentence("we plan", 1000)

    def stubborn(asked: Asked, decoded: Decoded) -> Decoded:
        return decoded if asked.asking.temperature >= 0.4 else looping(asked)

    engine = ScriptedEngine(said, stubborn)
    assert hear(engine, covering(said, 3000)).words == ()
    engine.asked.clear()
    assert_heard(hear(engine, covering(said, 3000), (0.2, 0.4, 0.6)), said)
    assert [asked.asking.temperature for asked in engine.asked] == [0.0, 0.0, 0.2, 0.4]


def test_a_word_at_the_edge_of_a_gap_is_not_doubled() -> None:
    def smeared(asked: Asked, decoded: Decoded) -> Decoded:
        """The end of the last word before the gap sounds like that word once more."""
        if asked.number == 0:
            return without(5000, 7800)(asked, decoded)
        return answer([Heard(" ten", 0, 100, 0.6, True), *decoded.heard])

    engine = ScriptedEngine(TALK, smeared)
    assert_heard(hear(engine, covering(TALK, LENGTH)), TALK, within=100)


def test_what_is_heard_beside_a_gap_does_not_count_twice() -> None:
    def early(asked: Asked, decoded: Decoded) -> Decoded:
        """Words of the first hearing end 150 ms too soon: the gap's window holds their ends."""
        if asked.number == 0:
            shorter = [replace(part, end=part.end - 150) for part in decoded.heard]
            return without(5000, 7800)(asked, answer(shorter))
        return answer([Heard(" eleven", 0, 150, 0.6, True), *decoded.heard])

    said = sentence(f"{NUMBERS} eleven {NUMBERS} eleven {NUMBERS}", 600)
    engine = ScriptedEngine(said, early)
    assert texts(hear(engine, covering(said, LENGTH)).words) == texts(said)


@pytest.mark.parametrize("text", ["words words words", "no no no no yes", "that that is"])
def test_what_was_really_said_again_stays(text: str) -> None:
    said = sentence(f"{NUMBERS} {text} {NUMBERS}", 1000)
    assert_heard(hear(ScriptedEngine(said), covering(said, LENGTH)), said)
    engine = ScriptedEngine(said, without(4000, 8000))
    assert_heard(hear(engine, covering(said, LENGTH)), said)


@pytest.mark.parametrize("times", [40, 12])
def test_a_sentence_said_many_times_is_kept_as_often_as_it_was_said(times: int) -> None:
    line = "we plan a film together"
    said = [word for at in range(times) for word in sentence(line, 1000 + 2500 * at)]
    part = hear(ScriptedEngine(said), covering(said, 2500 * times + 2000))
    assert_heard(part, said)
    assert part.sounds == ()


@pytest.mark.parametrize("count", [8, 20, 40])
def test_one_word_said_many_times_is_kept(count: int) -> None:
    said = sentence("no " * count, 1000)
    part = hear(ScriptedEngine(said), covering(said, 400 * count + 2000))
    assert_heard(part, said, within=200)


LATER = sentence("we plant a film", 60_000)
"""Said long after `TALK`; `IN_TURN` are the two as two windows."""
IN_TURN = tuple(Window((Piece(at * 16_000, (at + 15) * 16_000),)) for at in (0, 59))


def in_turn(flaw: Flaw, prompt: str = "") -> tuple[Part, list[Asked]]:
    """`TALK` and, in a window of its own, `LATER`; with everything that the engine was asked."""
    said = [*TALK, *LATER]
    engine = ScriptedEngine(said, flaw)
    asking = Asking("en", 2, prompt)
    hearing = Hearing(engine, asking, covering(said, 80_000), counted(80_000), HotWords())
    return hearing.hear(IN_TURN, StopSignal()), engine.asked


def better_with_context(likely: float) -> Flaw:
    def flaw(asked: Asked, decoded: Decoded) -> Decoded:
        if asked.span.start < 50_000:
            return decoded
        if not asked.asking.prompt.endswith(NUMBERS):
            return replace(decoded, log_probability=-0.6)
        texts = (" we", " plan", " the", " film")
        heard = [replace(part, text=text) for part, text in zip(decoded.heard, texts, strict=True)]
        return answer(heard, likely)

    return flaw


@pytest.mark.parametrize(
    ("likely", "expected"), [(-0.2, "we plan the film"), (-0.9, "we plant a film")]
)
def test_what_was_heard_without_being_sure_is_heard_in_context(
    likely: float, expected: str
) -> None:
    part, asked = in_turn(better_with_context(likely))
    assert " ".join(texts(part.words[len(TALK) :])) == expected
    assert [one.span for one in asked[1:]] == [asked[1].span] * 3
    assert beams(asked) == [1, 1, 2, 2]


def test_what_was_heard_for_sure_is_not_heard_again() -> None:
    _, asked = in_turn(lambda asked, decoded: decoded)
    assert len(asked) == 2


def test_context_that_ends_in_a_loop_does_not_count() -> None:
    def flaw(asked: Asked, decoded: Decoded) -> Decoded:
        told = asked.asking.prompt
        return looping(asked) if told else replace(decoded, log_probability=-0.6)

    part, _ = in_turn(flaw)
    assert_heard(part, [*TALK, *LATER])


def test_context_is_the_end_of_what_was_said_after_the_persons_own_prompt() -> None:
    _, asked = in_turn(lambda _asked, decoded: replace(decoded, log_probability=-0.6), "Talk. " * 9)
    *alone, told = asked
    assert beams(alone) == [1, 1, 2, 2]
    assert {one.asking.prompt for one in alone} == {"Talk. " * 9}
    assert told.asking.prompt.startswith("Talk. " * 9)
    assert told.asking.prompt.endswith(" ".join(texts(TALK))[-CONTEXT:])
    assert len(told.asking.prompt) <= 54 + 1 + CONTEXT


def test_it_stops_between_two_groups_of_windows() -> None:
    stop = StopSignal()
    speech = covering(TALK, LENGTH)

    def last_wish(asked: Asked, decoded: Decoded) -> Decoded:
        stop.set()
        return looping(asked)

    engine = ScriptedEngine(TALK, last_wish)
    hearing = Hearing(engine, Asking("en", 2), speech, counted(LENGTH), HotWords())
    with pytest.raises(Stopped):
        hearing.hear(windows_of(speech), stop)
    assert len(engine.asked) <= GROUP


def capricious(seed: int) -> Flaw:
    """Any flaw at any window, always the same for the same window."""

    def flaw(asked: Asked, decoded: Decoded) -> Decoded:
        dice = zlib.crc32(repr((seed, asked.span, asked.asking.temperature)).encode())
        kind, first, count = dice % 7, dice // 7 % 30, dice // 210 % 20
        heard = [*decoded.heard[:first], *decoded.heard[first + count :]]
        late = [replace(part, start=part.start + 900, end=part.end + 900) for part in heard]
        return {
            0: decoded,
            1: answer(heard),
            2: looping(asked),
            3: answer([]),
            4: replace(decoded, log_probability=-1.5, no_speech=0.9),
            5: unlikely(asked, decoded),
            6: answer(late),
        }[kind]

    return flaw


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 4000)), min_size=1, max_size=8),
    st.integers(0, 10**6),
)
@settings(max_examples=60)
def test_whatever_the_engine_does_it_ends_in_order_and_nothing_is_silently_lost(
    talk: list[tuple[int, int]], seed: int
) -> None:
    said: list[Spoken] = []
    at = 500
    for count, pause in talk:
        said += sentence(" ".join(f"w{at}-{n}" for n in range(count)), at)
        at += 400 * count + pause
    speech = covering(said, at + 1000)
    engine = ScriptedEngine(said, capricious(seed))
    part = hear(engine, speech, (0.5,))

    words = in_order(part.words, at + 1000)
    assert is_ordered(words, at + 1000)
    assert all(one.span <= two.span for one, two in pairwise(part.words))
    for word in part.words:
        assert speech.most(word.span.start - 300, word.span.end + 300) > 0
    for sound in part.sounds:
        overlapping = [w for w in part.words if w.span.start < sound.span.end]
        assert all(word.span.end <= sound.span.start for word in overlapping)
    # Each round cuts what it hears again into ever shorter parts; each part may be heard once more
    # in context, and once by chance.
    longest = (at // 2000 + 2 * len(talk) + 2) * 3 * (MOST_ROUNDS + 1)
    assert len(engine.asked) <= longest
    covered = [w.span for w in part.words] + [s.span for s in part.sounds]
    for spoken in said:
        middle = (spoken.span.start + spoken.span.end) // 2
        # A word's own reach, and a leftover too short to hold a word, to both sides.
        assert any(span.start - 700 <= middle <= span.end + 700 for span in covered), spoken
    again = hear(ScriptedEngine(said, capricious(seed)), speech, (0.5,))
    assert again == part
