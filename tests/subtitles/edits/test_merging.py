"""What a person changed is never lost, whatever the machine wants to write."""

from collections import Counter
from dataclasses import replace

import pytest
from edited import STEPS, by_chance, edited, tracks
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.edits.comparing import moved
from mediakit.subtitles.edits.merging import merge
from mediakit.subtitles.model import Cue, Subtitles

FEW = settings(max_examples=60)
MANY = settings(max_examples=100)
BATCH = 10
"""Edits by chance for each example: thousands in all, in the time that hundreds take to draw."""

SEEDS = st.integers(0, 2**40)


def words_of(*tracks: Subtitles) -> Counter[str]:
    return Counter(word for track in tracks for cue in track.cues for word in cue.text.split())


@FEW
@given(tracks(), STEPS)
def test_without_a_person_the_machines_track_is_taken(base, steps):
    machine = edited(base, "m", steps)
    merged = merge(base, base, machine)
    assert merged.subtitles == machine
    assert (merged.conflicts, merged.kept) == ((), ())


@FEW
@given(tracks(), STEPS)
def test_without_news_from_the_machine_the_persons_track_stays(base, steps):
    person = edited(base, "p", steps)
    merged = merge(base, person, base)
    assert merged.subtitles == person
    assert (merged.conflicts, merged.renewed) == ((), ())
    assert bool(merged.kept) == (person != base)


@FEW
@given(tracks(), STEPS)
def test_what_both_want_is_no_conflict(base, steps):
    both = edited(base, "b", steps)
    merged = merge(base, both, both)
    assert merged.subtitles == both
    assert (merged.conflicts, merged.renewed) == ((), ())


@MANY
@given(SEEDS)
def test_no_edit_of_a_person_is_lost(seed):
    for base, person, machine in map(by_chance, range(seed, seed + BATCH)):
        result = merge(base, person, machine).subtitles
        for of in (lambda cue: cue.text, lambda cue: cue.span, lambda cue: cue.speaker):
            made = set(map(of, person.cues)) - set(map(of, base.cues))
            assert made <= set(map(of, result.cues)), (base, person, machine)
        gone = set(words_of(base)) - set(words_of(person))
        assert not gone & set(words_of(result)), (base, person, machine)


@MANY
@given(SEEDS)
def test_every_wish_of_the_machine_is_taken_or_shown(seed):
    for base, person, machine in map(by_chance, range(seed, seed + BATCH)):
        merged = merge(base, person, machine)
        wishes = [Subtitles("en", one.wish) for one in merged.conflicts]
        shown = set(words_of(merged.subtitles, *wishes))
        assert set(words_of(machine)) - set(words_of(base)) <= shown, (base, person, machine)


@MANY
@given(SEEDS)
@example(306)  # where a cue that makes way comes to begin with another
def test_merging_again_changes_nothing(seed):
    for base, person, machine in map(by_chance, range(seed, seed + BATCH)):
        merged = merge(base, person, machine)
        for latest in (machine, merged.machine):
            again = merge(latest, merged.subtitles, machine)
            assert again.subtitles == merged.subtitles, (base, person, machine)
            assert (again.conflicts, again.renewed) == ((), ())


@FEW
@given(tracks(), STEPS, st.integers(1, 9000))
def test_what_the_machine_renews_follows_a_track_that_was_moved(base, steps, by):
    later = replace(base, cues=tuple(moved(cue, by) for cue in base.cues))
    machine = edited(base, "m", steps)
    merged = merge(base, later, machine)
    if len(base.cues) > 1:
        assert merged.shift == by
        assert merged.subtitles.cues == tuple(moved(cue, by) for cue in machine.cues)
        assert (merged.conflicts, merged.kept) == ((), ())


def test_a_track_that_was_stretched_is_known_again():
    """As editors do for another number of pictures a second: all times are wrong in the end."""
    words = [f"this is what number {n} said" for n in range(200)]
    base = track(*((4000 * n, 4000 * n + 3000, text) for n, text in enumerate(words)))
    person = track(*((4171 * n, 4171 * n + 3128, text) for n, text in enumerate(words)))
    machine = replace(
        base, cues=(*base.cues[:150], Cue(base.cues[150].span, "Wow"), *base.cues[151:])
    )
    merged = merge(base, person, machine)
    assert [cue.span for cue in merged.subtitles.cues] == [cue.span for cue in person.cues]
    assert merged.subtitles.cues[150].text == "Wow"
    assert (len(merged.renewed), merged.conflicts) == (1, ())


def track(*rows):
    return Subtitles("en", tuple(Cue(Span(start, end), *rest) for start, end, *rest in rows))


BASE = track((0, 2000, "We plan."), (2000, 4000, "We talk of cake."), (5000, 7000, "That is all."))


@pytest.mark.parametrize(
    ("mine", "wish", "result"),
    [
        # The words by the one, the time by the other.
        ((2000, 4000, "We talk of cats."), (2100, 4300, "We talk of cake."),
         (2100, 4300, "We talk of cats.")),
        ((2000, 3500, "We talk of cake."), (2000, 4000, "We talk of lakes."),
         (2000, 3500, "We talk of lakes.")),
        ((2000, 4000, "We talk of cake.", "Ann"), (2000, 4000, "We talk of lakes."),
         (2000, 4000, "We talk of lakes.", "Ann")),
        # Nobody sees that the machine would move its ends a little: the person's times stay.
        ((2000, 3500, "We talk of cake."), (2040, 4100, "We talk of cake."),
         (2000, 3500, "We talk of cake.")),
        # The same words.
        ((2000, 4000, "We talk of cats."), (2000, 4000, "We talk, of Cats"),
         (2000, 4000, "We talk of cats.")),
        # Only an editor's own changes.
        ((2000, 4000, "We  talk\tof cake. "), (2000, 4000, "We talk of lakes."),
         (2000, 4000, "We talk of lakes.")),
    ],
)  # fmt: skip
def test_different_changes_of_one_cue_are_both_taken(mine, wish, result):
    others = ((0, 2000, "We plan."), (5000, 7000, "That is all."))
    person, machine, expected = (
        track(others[0], (a, b, text, *more), others[1])
        for a, b, text, *more in (mine, wish, result)
    )
    merged = merge(BASE, person, machine)
    assert merged.subtitles == expected
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("mine", "wish"),
    [
        ([(2000, 4000, "We talk of cats.")], [(2000, 4000, "We talk of lakes.")]),
        ([(2000, 4000, "We talk\nof cake.")], [(2000, 4000, "We talk of lakes.")]),
        ([(2000, 3000, "We talk of cake.")], [(2900, 4900, "We talk of cake.")]),
        ([(2000, 4000, "We talk of cake.", "Ann")], [(2000, 4000, "We talk of cake.", "Bob")]),
        ([], [(2000, 4000, "We talk of lakes.")]),
        ([(2000, 4000, "We talk of cats.")], []),
        ([(2000, 3000, "We talk"), (3000, 4000, "of cake.")], [(2000, 4000, "We talk of lakes.")]),
    ],
)
def test_the_same_thing_changed_twice_is_a_conflict_and_the_persons_stays(mine, wish):
    first, *_, last = ((0, 2000, "We plan."), (5000, 7000, "That is all."))
    person, machine = track(first, *mine, last), track(first, *wish, last)
    merged = merge(BASE, person, machine)
    assert merged.subtitles == person
    (conflict,) = merged.conflicts
    assert conflict.base == BASE.cues[1:2]
    assert conflict.person == person.cues[1:-1]
    assert conflict.wish == machine.cues[1:-1]
    assert conflict.start == 2000


def test_new_times_make_way_for_those_that_a_person_set():
    person = track((0, 2400, "We plan."), (2400, 4000, "We talk of cake."), (5000, 7000, "All."))
    machine = track((0, 2000, "We plan."), (2000, 4900, "We talk of lakes."), (4800, 7000, "Bye."))
    merged = merge(BASE, person, machine)
    assert [cue.span for cue in merged.subtitles.cues] == [
        Span(0, 2400), Span(2400, 4000), Span(5000, 7000)
    ]  # fmt: skip
    person = track((0, 2400, "We plan."), (2400, 4000, "We talk of cake."), *rows(BASE)[2:])
    later = track((0, 2000, "We plan."), (2000, 4100, "We talk of cake."), (3900, 7000, "Bye."))
    merged = merge(BASE, person, later)
    assert rows(merged.subtitles) == [*rows(person)[:2], (4000, 7000, "Bye.")]
    assert rows(merged.machine) == [*rows(later)[:2], (4000, 7000, "Bye.")]


def rows(of):
    return [(cue.span.start, cue.span.end, cue.text) for cue in of.cues]


def test_what_a_person_deleted_comes_back_only_if_other_words_are_heard():
    person = track((0, 2000, "We plan."), (5000, 7000, "That is all."))
    later = track((0, 2000, "We plan."), (2700, 4900, "We talk, of cake!"), (5000, 7000, "Bye."))
    merged = merge(BASE, person, later)
    assert [cue.text for cue in merged.subtitles.cues] == ["We plan.", "Bye."]
    assert merged.conflicts == ()


def test_words_that_a_person_wrote_into_a_gap_are_not_said_twice():
    person = track(*((c.span.start, c.span.end, c.text) for c in BASE.cues), (7500, 9000, "Bye!"))
    for heard, asked in (("Bye.", 0), ("Good buy.", 1)):
        machine = track(
            *((c.span.start, c.span.end, c.text) for c in BASE.cues), (7400, 8800, heard)
        )
        merged = merge(BASE, person, machine)
        assert merged.subtitles == person
        assert len(merged.conflicts) == asked


def test_words_that_move_to_a_neighbour_are_neither_lost_nor_doubled():
    base = track((0, 2000, "one two three"), (2000, 4000, "four five six"))
    person = track((0, 2000, "one two three"), (2000, 4000, "four FIVE six seven"))
    machine = track((0, 1500, "one two"), (1500, 4000, "three four five six"))
    merged = merge(base, person, machine)
    assert merged.subtitles == person
    assert len(merged.conflicts) == 1


def test_what_changed_is_named_as_a_person_would():
    base = track((0, 2000, "one two"), (2000, 4000, "three"), (4000, 6000, "four"))
    cases = {
        "words": track((0, 2000, "one 2"), (2000, 4000, "three"), (4000, 6000, "four")),
        "times": track((0, 1900, "one two"), (2000, 4000, "three"), (4000, 6000, "four")),
        "lines": track((0, 2000, "one\ntwo"), (2000, 4000, "three"), (4000, 6000, "four")),
        "speaker": track((0, 2000, "one two", "A"), (2000, 4000, "three"), (4000, 6000, "four")),
        "split": track((0, 1000, "one"), (1000, 2000, "two"), (2000, 4000, "three"),
                       (4000, 6000, "four")),
        "joined": track((0, 2000, "one two"), (2000, 6000, "three four")),
        "deleted": track((0, 2000, "one two"), (4000, 6000, "four")),
    }  # fmt: skip
    for kind, person in cases.items():
        (change,) = merge(base, person, base).kept
        assert change.kind == kind
    (added,) = merge(cases["deleted"], base, cases["deleted"]).kept
    assert added.kind == "added"


def test_links_to_the_words_of_the_recording_go_with_the_cues():
    base = track((0, 2000, "one two"), (2000, 4000, "three"))
    linked = tuple(
        replace(cue, words=words) for cue, words in zip(base.cues, ((0, 2), (2, 3)), strict=True)
    )
    person = track((0, 1000, "one"), (1000, 2000, "2"), (2000, 4000, "three"))
    merged = merge(base, person, replace(base, cues=linked))
    assert [cue.words for cue in merged.subtitles.cues] == [(0, 2), (0, 2), (2, 3)]
