"""Transcripts of Zoom and Teams give names to speakers."""

from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.transcript.labels import labelled, person_name
from mediakit.transcript.meetings import Line, read_meeting

ZOOM = """\
WEBVTT

1
00:00:04.859 --> 00:00:07.410
Ann Example: Okay, so we're recording. I think it's

2
00:00:09.540 --> 00:00:12.990
Ann Example: transcribing.

3
00:00:15.630 --> 00:00:17.760
Bryn O'Test (he/him): The time is 10:30: so, two things: one, tea

4
00:00:17.800 --> 00:00:18.100
And that

5
00:00:19.980 --> 00:00:21.240
iPhone: Yep.

6
00:00:25.080 --> 00:00:25.080
Ann Example: [inaudible]

7
00:00:24.000 --> 00:00:26.500
Bryn O'Test (he/him): (overlaps the last cue) Lovely.
"""

TEAMS = """\
WEBVTT

0001/12-0
00:00:03.125 --> 00:00:05.985
<v Ann Example>Shwmae. We will start with
the minutes: first</v>

0001/19-0
00:00:08.405 --> 00:00:11.005
<v Test, Bryn (External)>My advocate &amp; I are &lt;both&gt; here.</v>

0001/21-0
00:00:11.105 --> 00:00:11.905
<v >Diolch.</v>

0001/22-0
00:00:12.000 --> 00:00:13.000
<v.loud Ann Example>Yes?</v> <v Test, Bryn (External)>No: not yet.</v>
"""


def test_zoom_names_stand_before_the_text() -> None:
    assert read_meeting(ZOOM, "zoom.vtt") == (
        Line("Ann Example", "Okay, so we're recording. I think it's"),
        Line("Ann Example", "transcribing."),
        Line("Bryn O'Test", "The time is 10:30: so, two things: one, tea"),
        Line("Bryn O'Test", "And that"),
        Line("iPhone", "Yep."),
        Line("Ann Example", "[inaudible]"),
        Line("Bryn O'Test", "(overlaps the last cue) Lovely."),
    )


def test_teams_names_are_voices() -> None:
    assert read_meeting(TEAMS, "teams.vtt") == (
        Line("Ann Example", "Shwmae. We will start with the minutes: first"),
        Line("Bryn Test", "My advocate & I are <both> here."),
        Line(None, "Diolch."),
        Line("Ann Example", "Yes?"),
        Line("Bryn Test", "No: not yet."),
    )


@pytest.mark.parametrize("text", ["", "Ann: Hello", "1\n00:00:01,000 --> 00:00:02,000\nHello"])
def test_what_is_no_webvtt_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="notes") as caught:
        read_meeting(text, "notes")
    assert "Zoom or Teams" in caught.value.remedy


def test_a_meeting_in_which_nobody_spoke_is_empty() -> None:
    assert read_meeting("WEBVTT\n", "zoom.vtt") == ()


@pytest.mark.parametrize(
    "text",
    [
        "So: here we are.",
        "Ring me at 10: two things.",
        "There are two rules: be kind.",
        "Remember: tea.",
        "He said. Then: nothing.",
        "It is 10:30: time to go.",
    ],
)
def test_a_colon_in_a_sentence_makes_no_speaker(text: str) -> None:
    assert labelled([text, "Ann: yes.", "Ann: no."])[0] == (None, text)


def test_what_looks_like_a_name_counts_only_with_a_reason() -> None:
    others = ["one", "two", "three"]
    assert labelled(["London: a fine place.", *others])[0][0] is None
    assert labelled(["London: a fine place.", *others], known={"London"})[0][0] == "London"
    assert labelled(["Speaker 2: hello.", *others])[3] == ("Speaker 2", "three")
    assert labelled(["Eve: hello.", *others, "Eve: bye."])[0] == ("Eve", "hello.")
    assert labelled([]) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siân ap Test", "Siân ap Test"),
        ("Ann [Guest] (she/her)", "Ann"),
        ("(External)", "(External)"),
        ("Test, Bryn, Dr", "Test, Bryn, Dr"),
        ("Test, Bryn", "Bryn Test"),
    ],
)
def test_names_are_as_people_say_them(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.media
def test_the_shared_examples_of_zoom_and_teams(real_media: Path) -> None:
    folder = real_media / "subs" / "synthetic"
    zoom = read_meeting((folder / "zoom_style.vtt").read_text(encoding="utf-8"), "zoom")
    assert {line.speaker for line in zoom} == {"Siân Example", "Dafydd O'Test", "iPhone"}
    assert len(zoom) == 9
    teams = read_meeting((folder / "teams_style.vtt").read_text(encoding="utf-8"), "teams")
    assert [line.speaker for line in teams] == [
        *("Siân Example", "Siân Example", "Dafydd Test", None)
    ]
