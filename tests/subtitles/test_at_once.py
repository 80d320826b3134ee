"""People who talk at once: the tracks of a film show one subtitle at a time and lose nothing."""

from itertools import pairwise

from hypothesis import given, settings
from made_talk import talk, talks, turn

from mediakit.subtitles.easy.easy_read import easy_read
from mediakit.subtitles.easy.plain_words import PlainWords
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.splitting import split
from mediakit.transcript.model import Transcript

# The first use of a language's grammar takes its time.
often = settings(max_examples=40)


def one_at_a_time(track: Subtitles) -> bool:
    lasting = all(cue.span.start < cue.span.end for cue in track.cues)
    return lasting and all(a.span.end <= b.span.start for a, b in pairwise(track.cues))


@often
@given(talks(at_once=True))
def test_each_cue_is_one_persons_and_holds_the_words_it_stands_for(transcript: Transcript) -> None:
    track = split(transcript, WORD_FOR_WORD)
    assert one_at_a_time(track)
    assert all(cue.span.end <= transcript.duration_ms for cue in track.cues)
    links = sorted(cue.words for cue in track.cues)
    edges = [0, *(last for _, last in links)]
    assert [first for first, _ in links] == edges[:-1]
    assert edges[-1] == len(transcript.words)
    for cue in track.cues:
        words = transcript.words[slice(*cue.words)]
        assert cue.text.split() == [word.text for word in words]
        assert {word.speaker for word in words} == {cue.speaker}


@often
@given(talks(at_once=True))
def test_easy_read_covers_every_word_too(transcript: Transcript) -> None:
    track = easy_read(transcript, PlainWords("en", ()), EASY_READ)
    assert one_at_a_time(track)
    covered = {index for cue in track.cues for index in range(*cue.words)}
    # Words that only hesitate may leave nothing to show at all.
    assert covered == set(range(len(transcript.words))) or not track.cues


def test_an_interruption_is_shown_when_it_is_heard() -> None:
    long = "This is the story of how we made our film together, all of us. It took a long time."
    track = split(
        talk(turn(long, 0, "Siân", 400), turn("Yes, it did.", 3000, "Dafydd")), WORD_FOR_WORD
    )
    cue = next(cue for cue in track.cues if cue.speaker == "Dafydd")
    # BBC: never more than 2 s late.
    assert 3000 <= cue.span.start <= 5000
    assert track.cues[-1].speaker == "Siân"
