"""Every rule finds its breaches, says them in plain words, and what is safe is mended."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import SAMPLE, heard, transcript_of, transcripts

from mediakit.clock import Span
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.checked import Checked, to_check
from mediakit.subtitles.rules.fixing import MENDS, SLIP_MS, fix, in_order
from mediakit.subtitles.rules.profiles import BBC, DCMP, EASY_READ, NETFLIX, PROFILES, profile_named
from mediakit.subtitles.rules.walking import FINDERS, breaches
from mediakit.subtitles.shots import Shots
from mediakit.subtitles.splitting import split
from mediakit.transcript.model import Transcript, Word


def track(*rows: tuple[int, int, str]) -> Subtitles:
    return Subtitles("en", tuple(Cue(Span(start, end), text) for start, end, text in rows))


def check(profile_name: str, *rows: tuple[int, int, str], **known) -> Checked:
    return to_check(track(*rows), profile_named(profile_name), **known)


def found(checked: Checked) -> dict[str, str]:
    """What is wrong, by the name of the rule."""
    return {breach.rule.name: breach.wrong for breach in breaches(checked)}


def words(*rows: tuple[int, int, str]) -> Transcript:
    return transcript_of([Word(text, Span(start, end), 0.9) for start, end, text in rows],
                         duration=60_000)  # fmt: skip


def test_every_rule_of_every_profile_is_found_and_every_mend_belongs_to_a_rule():
    named = {rule.name for profile in PROFILES.values() for rule in profile.rules}
    assert named == set(FINDERS)
    assert set(MENDS) <= named


def test_a_good_track_breaks_no_rule():
    rows = (0, 2500, "We plan the film together."), (2500, 5000, "Everybody has a say.")
    for profile in ("bbc", "dcmp", "easy-read"):
        assert found(check(profile, *rows)) == {}


LONG = "We all plan the whole film together in town."
GARDEN = "We work in the\ngarden now."
NAMED = (0, 1100, "ANN: Yes."), (2100, 4000, "ANN: No.")
MARY = (0, 2000, "We met Mary"), (2000, 4000, "Jones in town.")
TOWN = (0, 6000, "We went to town and we saw"), (6000, 12_000, "all of our old friends there.")
TALK = (0, 2000, "We plan it together."), (2000, 4000, "Everybody has a say.")


@pytest.mark.parametrize(
    ("profile", "rule", "says", "rows"),
    [
        ("bbc", "lines", "3 lines; at most 2", [(0, 3000, "One\ntwo\nthree")]),
        ("bbc", "line length", "A line has 44 letters", [(0, 5000, LONG)]),
        ("bbc", "line width", "% of the picture's width", [(0, 5000, LONG[:37].upper())]),
        ("bbc", "shortest time", "for 0.5 s; at least 0.83 s", [(0, 500, "Yes.")]),
        ("bbc", "longest time", "for 9 s; at most 7 s", [(0, 9000, "Yes.")]),
        ("bbc", "characters a second", "37 letters a second", [(0, 1200, LONG)]),
        ("bbc", "words a minute", "189 words a minute", [(0, 1900, "we go to it and so")]),
        ("bbc", "too fast", "300 words a minute; over 200", [(0, 1000, "It is so, is it?")]),
        ("bbc", "label time", "With the name “ANN” it needs", NAMED),
        ("bbc", "gap", "The gap after it is 0.3 s", [(0, 2000, "Yes."), (2300, 4000, "No.")]),
        ("netflix", "gap", "The gap after it is 0.3 s", [(0, 2000, "Yes."), (2300, 4000, "No.")]),
        ("netflix", "least gap", "comes 0 s after it; 2 frames", TALK),
        ("bbc", "overlap", "starts, for 0.1 s", [(0, 2100, "Yes."), (2000, 4000, "No.")]),
        ("bbc", "order", "the one that stands above", [(5000, 6000, "Yes."), (0, 2000, "No.")]),
        ("bbc", "empty", "no words", [(0, 2000, "")]),
        ("bbc", "stray spaces", "spaces", [(0, 2000, "Yes,  we do. ")]),
        ("bbc", "line breaks", "A line ends between “the” and “garden”", [(0, 3000, GARDEN)]),
        ("bbc", "line breaks", "It ends between “Mary” and “Jones”", MARY),
        ("bbc", "sentences", "2 sentences", [(0, 3000, "We plan it.\nAll of us.")]),
        ("bbc", "balance", "3.0 times as long", [(0, 3000, "We all plan it together,\nall day.")]),
        ("bbc", "speaker labels", "“Ann:” is not", [(0, 3000, "Ann: A."), (5000, 8000, "Ann: B.")]),
        ("bbc", "songs", "♪", [(0, 3000, "♪ Sosban fach")]),
        ("dcmp", "sounds", "[LAUGHTER]", [(0, 3000, "[LAUGHTER]")]),
        ("easy-read", "sentence length", "13 words; at most 12", TOWN),
    ],
)  # fmt: skip
def test_a_rule_finds_its_breach_and_says_what_was_measured(profile, rule, says, rows):
    assert says in found(check(profile, *rows))[rule]


@pytest.mark.parametrize(
    ("profile", "span", "rule", "says"),
    [
        ("bbc", (8000, 11_000), "early", "2 s before its first word"),
        ("bbc", (12_500, 14_000), "late", "2.5 s after its first word"),
        ("bbc", (10_000, 14_000), "hanging on", "stays 3 s after its last word"),
        ("netflix", (9_900, 11_000), "early", "0.1 s before"),
        ("netflix", (10_000, 11_900), "hanging on", "stays 0.9 s after its last word; at most 0.5"),
        ("bbc", (10_000, 11_000), None, ""),
        ("netflix", (10_050, 11_400), None, ""),
    ],
)
def test_times_are_judged_by_the_words_that_are_heard(profile, span, rule, says):
    said = words((10_000, 10_400, "We"), (10_400, 11_000, "agree."))
    result = found(check(profile, (*span, "We agree."), transcript=said))
    assert {rule: result.get(rule)} == {rule: result[rule]} if rule else result == {}
    assert says in result.get(rule, "")


def test_words_that_a_person_changed_are_not_judged_by_others():
    said = words((10_000, 10_400, "We"), (10_400, 11_000, "agree."))
    assert found(check("bbc", (5000, 7000, "Nobody objects here."), transcript=said)) == {}


def test_a_long_pause_inside_is_found():
    said = words((0, 400, "We"), (400, 1000, "know"), (4000, 5000, "nothing."))
    assert "for 3 s" in found(check("bbc", (0, 5000, "We know nothing."), transcript=said))[
        "long pause"
    ]  # fmt: skip


def test_cuts_beside_and_under_a_subtitle_are_found():
    wrong = [
        breach.wrong
        for breach in breaches(check("bbc", (1000, 5000, "We agree."), shots=Shots((800, 3000))))
    ]
    assert wrong == [
        "It starts 0.2 s after the picture changes.",
        "The picture changes 2 s after it starts.",
    ]


def test_colours_alone_are_found_and_a_name_is_enough():
    colours = frozenset({"yellow", "cyan"})
    assert "2 colours" in found(check("easy-read", *TALK, colours=colours))["colour alone"]
    named = replace(track(*TALK), cues=(Cue(Span(0, 2000), "We plan it together.", "Siân"),))
    assert found(to_check(named, EASY_READ, colours=colours)) == {}


@pytest.mark.parametrize(
    ("profile", "rows", "mended"),
    [
        (BBC, [(0, 2000, "Yes."), (2300, 4000, "No.")], [(0, 2300, "Yes."), (2300, 4000, "No.")]),
        (NETFLIX, [(0, 900, "Yes."), (1200, 3000, "No.")],
         [(0, 1120, "Yes."), (1200, 3000, "No.")]),
        (BBC, [(0, 2100, "Yes."), (2000, 4000, "No.")], [(0, 2000, "Yes."), (2000, 4000, "No.")]),
        (BBC, [(0, 400, "Yes."), (4000, 6000, "No.")], [(0, 833, "Yes."), (4000, 6000, "No.")]),
        (BBC, [(0, 30_000, "Yes.")], [(0, 7000, "Yes.")]),
        (BBC, [(0, 3000, "We work in the\ngarden.")], [(0, 3000, "We work in the garden.")]),
        (BBC, [(0, 5000, "We  all plan the film and then we show it in town. ")],
         [(0, 5000, "We all plan the film\nand then we show it in town.")]),
    ],
)  # fmt: skip
def test_what_is_safe_is_mended_and_each_change_is_told(profile, rows, mended):
    fixed = fix(to_check(track(*rows), profile))
    assert fixed.checked.cues == track(*mended).cues
    assert fixed.changes
    assert all(change.done.endswith(".") and change.rule in MENDS for change in fixed.changes)


def test_what_a_person_has_to_decide_is_left():
    for rows in (
        [(0, 1000, "So many words that nobody can read"), (1000, 3000, "We agree.")],
        [(0, 2000 + SLIP_MS + 1, "Yes."), (2000, 4000, "No.")],
        [(0, 7000, "- Are we there? - No, we\n- Not yet, not for a long time, I fear")],
    ):
        assert fix(to_check(track(*rows), BBC)).changes == ()


def test_a_cut_near_by_draws_a_subtitle_to_it():
    shots = Shots((5000, 8000))
    checked = check("bbc", (5100, 7800, "We agree on it."), shots=shots)
    assert fix(checked).checked.cues[0].span == Span(5000, 8000)


def test_a_subtitle_is_not_made_longer_than_the_recording():
    said = transcript_of([Word("Yes.", Span(0, 300), 1)], duration=600)
    checked = check("bbc", (0, 300, "Yes."), transcript=said)
    assert fix(checked).checked.cues[0].span == Span(0, 600)


CUES = st.lists(
    st.tuples(
        st.integers(0, 12_000),
        st.integers(0, 9000),
        st.sampled_from(
            [
                "Yes.",
                "We work in the\ngarden with Mary\nJones.",
                "- Who?\n- Me.",
                "Ann: So many words, and more than\nthat. Too many for one line in all of this",
                "",
                "[LAUGHTER]",
                "dau\u00a0gant  o bobl ",
            ]
        ),
    ),
    max_size=8,
)


@settings(max_examples=50)
@given(
    CUES,
    st.sampled_from(list(PROFILES.values())),
    st.sets(st.integers(0, 20_000), max_size=5),
    st.booleans(),
)
def test_mending_keeps_every_word_breaks_no_more_rules_and_is_done_once(rows, profile, cuts, known):
    cues = in_order(tuple(Cue(Span(start, start + long), text) for start, long, text in rows))
    said = transcript_of(
        [Word(w, cue.span, 1.0) for cue in cues for w in cue.text.split()], duration=30_000
    )
    checked = to_check(
        Subtitles("en", cues),
        profile,
        shots=Shots(tuple(sorted(cuts))),
        transcript=said if known else None,
    )
    fixed = fix(checked)
    after = fixed.checked.cues
    assert [cue.text.split() for cue in after] == [cue.text.split() for cue in cues]
    assert [cue.speaker for cue in after] == [cue.speaker for cue in cues]
    before, left = breaches(checked), breaches(fixed.checked)
    hard = [sum(breach.rule.hard for breach in some) for some in (left, before)]
    assert (hard[0], len(left)) <= (hard[1], len(before))
    assert fix(fixed.checked).changes == ()
    assert bool(fixed.changes) == (after != cues)
    if not fixed.changes:
        return
    again = fix(to_check(Subtitles("en", after), profile, shots=checked.shots,
                         transcript=said if known else None))  # fmt: skip
    assert again.changes == ()


@settings(max_examples=40)
@given(transcripts(), st.sampled_from([BBC, NETFLIX, DCMP]))
def test_what_the_machine_splits_needs_next_to_no_mending(transcript, profile):
    checked = to_check(split(transcript, profile), profile, transcript=transcript)
    always = {"order", "empty", "stray spaces", "hanging on"}
    assert not {breach.rule.name for breach in breaches(checked)} & always


def test_the_sample_breaks_no_hard_rule_but_the_speed_it_was_said_at():
    transcript = heard(SAMPLE)
    for profile in (BBC, NETFLIX):
        checked = to_check(split(transcript, profile), profile, transcript=transcript)
        assert not [breach for breach in breaches(checked) if breach.rule.hard]
