"""How `mediakit subtitles --why` shows the reasons behind easy read."""

import json
from pathlib import Path

from mediakit.cli.reasons import as_data, as_text
from mediakit.clock import Span
from mediakit.subtitles.easy.easy_read import easy_read_with_reasons
from mediakit.subtitles.easy.explaining import FindHard, explained, nothing_hard
from mediakit.subtitles.easy.hard_words import hard_words
from mediakit.subtitles.easy.plain_words import Explained, PlainWord, PlainWords
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.transcript.model import Transcript, Word
from mediakit.workflow.explaining import Reasons

SAID = (
    "Um, we met in a good venue. We had a big room of our own there, and we told the council what"
    " we think. The film was made by Ann. It is good."
)
WORDS = PlainWords("en", (PlainWord("venue", "place", "noun", note="From our group in May."),))


def transcript() -> Transcript:
    words, now = [], 0
    for text in SAID.split():
        words.append(Word(text, Span(now, now + 450), 0.9))
        now += 450 + (2500 if text.endswith(".") else 0)
    return Transcript("en", 1.0, "test", "none", now, tuple(words))


def reasons(present: Subtitles | None = None, hard: FindHard = nothing_hard) -> list[Reasons]:
    spoken = transcript()
    easy = easy_read_with_reasons(spoken, WORDS, EASY_READ)
    cues = explained(spoken, easy, present, hard)
    return [Reasons("footage/tip.mp4", Path("subtitles/tip.en-simple.srt"), cues)]


def test_people_see_what_was_said_what_easy_read_says_and_why():
    assert as_text(reasons()) == (
        "footage/tip.mp4: easy read, and why  (subtitles/tip.en-simple.srt)\n"
        "\n"
        "0:00    Said:  Um, we met in a good venue.\n"
        "        Easy:  We met in a good place.\n"
        "        Why:   “Um” went. It carries no meaning, so it is left out. (ICCHP 2022)\n"
        "               “venue” became “place”. A plain word instead of a hard one."
        " From our group in May. (the team's word list)\n"
        "\n"
        "0:05    Said:  We had a big room of our own there, and\n"
        "        Easy:  We had a big room of our own there.\n"
        "        Why:   1 sentence became 2. One idea a sentence, and 12 words at most. (GOV.UK)\n"
        "\n"
        "0:15    Said:  The film was made by Ann.\n"
        "        Easy:  The film was made by Ann.\n"
        "        Look:  “was made”: Say who does it, if you can. (GOV.UK)\n"
        "\n"
        "2 of 5 subtitles say what was said, and need no reason."
    )


def test_scripts_get_every_cue_with_its_words():
    (recording,) = json.loads(json.dumps(as_data(reasons())))["recordings"]
    assert [cue["easy_read"] for cue in recording["cues"]][-1] == "It is good."
    first = recording["cues"][0]
    assert first["said"] == "Um, we met in a good venue."
    assert [change["rule"] for change in first["changes"]] == ["fillers", "plain words"]


def test_what_stands_in_the_file_is_shown_where_it_is_something_else():
    spoken = transcript()
    track = easy_read_with_reasons(spoken, WORDS, EASY_READ).subtitles
    (first, *rest) = track.cues
    mended = Subtitles(track.tag, (type(first)(first.span, "We met somewhere nice."), *rest))
    (recording,) = reasons(mended)
    assert [cue.in_file for cue in recording.cues] == ["We met somewhere nice.", *[None] * 4]
    assert "        File:  We met somewhere nice.\n" in as_text([recording])
    assert not any(cue.in_file for cue in reasons(track)[0].cues)


def test_hard_words_are_told_where_they_come_first():
    shelf = PlainWords("en", (), explained=(Explained("council", "people who run local services"),))
    (recording,) = reasons(hard=lambda texts: hard_words(texts, shelf))
    told = [word.text for cue in recording.cues for word in cue.hard]
    assert told == ["council"]
    line = '        Hard:  "council" may be hard to read. Explain it the first time: '
    assert f'{line}"Council means: people who run local services."\n' in as_text([recording])
    (data,) = as_data([recording])["recordings"]
    assert [word["text"] for cue in data["cues"] for word in cue["hard_words"]] == ["council"]
