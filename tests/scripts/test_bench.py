"""What the benches count with, and that a quick run of them goes through."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benches.greedy import greedy
from benches.heard import Heard, Segment
from benches.recordings import Recording
from benches.running import spread, table
from benches.scoring import score, uncovered, word_time_errors
from benches.subtitles import MAKERS, count_breaches
from benches.textgrid import Interval, read_textgrid

from mediakit.clock import Span
from mediakit.subtitles.rules.profiles import BBC
from mediakit.transcript.model import Transcript, Word

ROOT = Path(__file__).parents[2]

LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2.5
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "TextTier"
        name = "points 1"
        xmin = 0
        xmax = 2.5
        points: size = 1
        points [1]:
            number = 0.5
            mark = "x = 3"
    item [2]:
        class = "IntervalTier"
        name = "words"
        xmin = 0
        xmax = 2.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1e-1
            text = ""
        intervals [2]:
            xmin = 0.1
            xmax = 1.25
            text = "she said ""42""
twice"
        intervals [3]:
            xmin = 1.25
            xmax = 2.5
            text = "yes"
"""
SHORT = """File type = "ooTextFile"
Object class = "TextGrid"

0
2.5
<exists>
2
"TextTier"
"points 1"
0
2.5
1
0.5
"x = 3"
"IntervalTier"
"words"
0
2.5
3
0
1e-1
""
0.1
1.25
"she said ""42""
twice"
1.25
2.5
"yes"
"""
TIERS = {"words": (Interval(0.1, 1.25, 'she said "42" twice'), Interval(1.25, 2.5, "yes"))}


@pytest.mark.parametrize("text", [LONG, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_both_kinds_of_textgrid_say_the_same(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.TextGrid"
    path.write_text(text, encoding=encoding)
    assert read_textgrid(path) == TIERS


def test_what_is_no_textgrid_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.TextGrid"
    path.write_text("1 2 3", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.TextGrid is no TextGrid"):
        read_textgrid(path)


def test_words_are_counted_over_the_whole_set() -> None:
    speech = Recording("talk", "talk.wav", 10, "We plan the colour film together", ((0, 4),))
    quiet = Recording("quiet", "quiet.wav", 5, "", ())
    heard = {
        "talk": [
            ("We", 0.0, 0.5),
            ("plant", 0.5, 1.0),
            ("the", 1.0, 1.2),
            ("color", 1.2, 1.5),
            ("film,", 1.5, 2.0),
            ("um", 2.0, 2.1),
            ("today", 2.1, 2.2),
            ("again", 2.2, 2.3),
        ],
        "quiet": [("Thank", 0.0, 1.0), ("you.", 1.0, 2.0)],
    }
    found = score([speech, quiet], heard)
    assert (found.spoken, found.substituted, found.deleted, found.inserted) == (6, 2, 0, 1)
    assert (found.in_silence, found.invented) == (2, 3)
    assert found.error_rate == pytest.approx(0.5)
    assert found.missed == pytest.approx(4 - 2.3 - 0.25)


def test_speech_without_words_is_missed() -> None:
    words = [("one", 1.0, 2.0), ("two", 3.0, 4.0)]
    assert uncovered([(1.0, 2.0)], words) == 0
    assert uncovered([(0.0, 5.0)], words) == pytest.approx(0.75 + 0.5 + 0.75)
    assert uncovered([(0.0, 1.0), (2.4, 2.6)], []) == pytest.approx(1.2)


def test_times_are_compared_for_words_that_were_heard() -> None:
    spoken = [Interval(n, n + 0.5, word) for n, word in enumerate("we plan it so well".split())]
    heard = [("We", 0.1, 0.5), ("planned", 1, 1.5), ("it,", 2.0, 2.7), ("so", 2.7, 3.5)]
    times = word_time_errors(spoken, heard)
    assert (times.words, times.matched) == (5, 3)
    assert (times.median_start, times.median_end) == pytest.approx((100, 0))
    assert (times.late_start, times.late_end, times.worst) == pytest.approx((300, 200, 300))
    assert word_time_errors(spoken, []).matched == 0


def test_tables_show_medians_and_how_far_runs_go() -> None:
    assert spread([0.2, 0.1, 0.12], ".2f") == "0.12 (0.10 to 0.20)"
    assert spread([2, 2, 2], ".0f") == "2"
    assert table(("a", "bc"), [("ddd", "e")]) == "| a   | bc |\n|-----|----|\n| ddd | e  |"


@pytest.mark.slow
@pytest.mark.models
@pytest.mark.media
@pytest.mark.parametrize("bench", ["transcribe", "wordtimes"])
def test_a_quick_run_goes_through(bench: str, real_media: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "benches", bench, "--quick", "--models", "tiny.en"]
    argv += ["--engines", "batched,mediakit", "--label", "try", "--out", str(tmp_path)]
    done = subprocess.run(argv, cwd=ROOT / "scripts", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    facts = json.loads((tmp_path / f"{bench}-try.json").read_text("utf-8"))
    assert [result["engine"] for result in facts["results"]] == ["batched", "mediakit"]
    assert "heard" not in facts
    page = (tmp_path / f"{bench}-try.md").read_text("utf-8")
    assert page in done.stdout
    assert str(ROOT) not in page + json.dumps(facts)
    if bench == "transcribe":
        assert all(max(result["error_rate"]) < 0.2 for result in facts["results"])
    else:
        assert all(result["matched"] > 40 for result in facts["results"])
        assert all(result["median_start"] < 200 for result in facts["results"])


def test_greedy_subtitles_hold_every_word_and_fill_their_lines() -> None:
    text = "We plan the film together and everybody has a say in the end. Nobody is left out."
    words = tuple(
        Word(word, Span(400 * at, 400 * at + 300), 0.9) for at, word in enumerate(text.split())
    )
    transcript = Transcript("en", 1.0, "test", "none", 20_000, words)
    track = greedy(transcript, BBC)
    assert " ".join(cue.text for cue in track.cues).split() == text.split()
    assert [cue.text for cue in track.cues] == [
        "We plan the film together and\neverybody has a say in the end.",
        "Nobody is left out.",
    ]


def test_breaches_are_counted_by_rule_for_every_way_of_making_subtitles() -> None:
    words = (Word("Too", Span(0, 100), 1), Word("fast.", Span(100, 200), 1))
    transcript = Transcript("en", 1.0, "test", "none", 200, words)
    heard = [Heard("talk", transcript, (Segment(0, 200, " Too fast."),))]
    for name, make in MAKERS.items():
        result = count_breaches(name, make, BBC, heard)
        assert (result.subtitles, result.broken["shortest time"]) == (1, 1)
        assert result.hard >= 2
