"""Checking files, folders and projects, and mending without losing anything."""

import json

import pytest

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.process import StopSignal
from mediakit.transcript.files import write_transcript
from mediakit.transcript.listening import Listening
from mediakit.transcript.model import Transcript, Word
from mediakit.workflow.checking import Wish, check
from mediakit.workflow.events import nobody
from mediakit.workflow.history import History
from mediakit.workflow.subtitling import make_subtitles

BAD = """\
1
00:00:02,300 --> 00:00:02,500
No.

2
00:00:00,000 --> 00:00:02,000
We work in the
garden together now.

"""
MENDED = """\
1
00:00:00,000 --> 00:00:02,300
We work in the garden together now.

2
00:00:02,300 --> 00:00:03,133
No.

"""
FAST = """\
1
00:00:00,000 --> 00:00:01,000
So many words that nobody can read.

2
00:00:01,000 --> 00:00:03,000
We agree.

"""
FILM = 'format = 1\ntitle = "A film"\n[[clip]]\ncard = "A film"\n'


def report_of(place, **wish):
    (report,) = check([place], Wish(**wish))
    return report


def test_a_file_is_checked_by_the_rules_of_its_kind(tmp_path):
    (tmp_path / "talk.en.srt").write_text(FAST)
    (tmp_path / "talk.en-simple.srt").write_text(FAST)
    easy, words = check([tmp_path], Wish())
    assert (easy.profile, words.profile) == ("easy-read", "bbc")
    assert "too fast" in {breach.rule.name for breach in words.breaches}
    assert "words a minute" in {breach.rule.name for breach in easy.breaches}
    assert {one.profile for one in check([tmp_path], Wish(profile="dcmp"))} == {"dcmp"}


def test_mending_writes_the_file_and_keeps_it_as_it_was(tmp_path):
    file = tmp_path / "talk.srt"
    file.write_text(BAD)
    before = report_of(file)
    assert before.forgiven
    assert before.mendable
    assert file.read_text() == BAD
    report = report_of(file, fix=True)
    assert file.read_text() == MENDED
    assert report.put_in_order
    assert report.copy == tmp_path / "talk (earlier).srt"
    assert report.copy.read_text() == BAD
    again = report_of(file, fix=True)
    assert (again.changes, again.copy, again.mendable) == ((), None, 0)
    assert not (tmp_path / "talk (earlier 2).srt").exists()


def test_what_webvtt_holds_besides_words_is_still_there_after_mending(tmp_path):
    file = tmp_path / "talk.vtt"
    file.write_text(
        "WEBVTT\n\nNOTE checked by Siân\n\n00:00.000 --> 00:02.000 line:0\n<v Ann>Yes.\n\n"
        "00:02.300 --> 00:04.000\nNo.\n"
    )
    report = report_of(file, fix=True)
    text = file.read_text()
    assert report.changes
    assert "00:00:02.300 line:0" in text
    assert "checked by Siân" in text
    assert "<v Ann>" in text


@pytest.mark.parametrize("written", [b"<i>No.</i>", b"<font color='cyan'>No.</font>", b"Caf\xe9."])
def test_a_file_that_holds_more_than_was_read_is_left_as_it_is(tmp_path, written):
    file = tmp_path / "talk.srt"
    content = BAD.encode().replace(b"No.", written)
    file.write_bytes(content)
    report = report_of(file, fix=True)
    assert (report.unsafe, report.changes, report.copy) == (True, (), None)
    assert file.read_bytes() == content
    assert report_of(file).mendable == 0


def test_one_bad_file_keeps_no_other_from_being_checked(tmp_path):
    (tmp_path / "a.srt").write_text("1\n00:00:09,000 --> 00:00:01,000\nBackwards.\n")
    (tmp_path / "b.srt").write_text(FAST)
    bad, good = check([tmp_path], Wish())
    assert bad.error is not None
    assert good.breaches


@pytest.mark.parametrize("place", ["missing.srt", "empty"])
def test_nothing_to_check_is_said(tmp_path, place):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput):
        list(check([tmp_path / place], Wish()))


def test_unknown_rules_are_said_before_anything_is_done(tmp_path):
    (tmp_path / "talk.srt").write_text(FAST)
    with pytest.raises(BadInput, match="Did you mean netflix"):
        list(check([tmp_path], Wish(profile="netflicks")))


def test_the_words_beside_a_file_judge_its_times(tmp_path):
    words = tuple(
        Word(text, Span(10_000 + 400 * at, 10_400 + 400 * at), 0.9)
        for at, text in enumerate("We all agree on it.".split())
    )
    heard = Transcript("en", 1.0, "test", "none", 20_000, words)
    (tmp_path / "talk.words.json").write_text(write_transcript(heard))
    (tmp_path / "talk.en.srt").write_text("1\n00:00:08,000 --> 00:00:12,000\nWe all agree on it.\n")
    report = report_of(tmp_path / "talk.en.srt")
    assert [(one.rule.name, one.wrong) for one in report.breaches] == [
        ("early", "It starts 2 s before its first word.")
    ]


def test_colours_alone_are_seen_in_the_file(tmp_path):
    file = tmp_path / "talk.en-simple.srt"
    file.write_text(
        "1\n00:00:00,000 --> 00:00:03,000\n<font color='yellow'>Yes.</font>\n\n"
        '2\n00:00:03,000 --> 00:00:06,000\n<font color="#00ffff">No.</font>\n'
    )
    assert "colour alone" in {breach.rule.name for breach in report_of(file).breaches}


def make_project(tmp_path, film=FILM):
    folder = tmp_path / "projects" / "film"
    (folder / "subtitles").mkdir(parents=True)
    (folder / "film.toml").write_text(film)
    (folder / "subtitles" / "tip.en.srt").write_text(BAD)
    return folder


def test_a_project_is_checked_by_its_own_rules_and_its_history_keeps_what_was(tmp_path):
    folder = make_project(tmp_path, FILM + '[subtitles]\nprofile = "netflix"\n')
    report = report_of(folder, fix=True)
    assert report.profile == "netflix"
    assert report.changes
    (earlier,) = History(folder / ".mediakit").of("tip.en.srt")
    assert earlier.copy.read_text() == BAD
    assert [path.name for path in (folder / "subtitles").iterdir()] == ["tip.en.srt"]


def test_the_teams_own_rules_lie_on_the_shelf_of_the_workspace(tmp_path):
    folder = make_project(tmp_path, FILM + '[subtitles]\nprofile = "ours"\n')
    shelf = tmp_path / "subtitles"
    shelf.mkdir()
    (shelf / "profiles.toml").write_text('[ours]\nbased_on = "bbc"\n"line length" = 12\n')
    report = report_of(folder)
    assert report.profile == "ours"
    assert any("at most 12" in breach.wrong for breach in report.breaches)
    (shelf / "profiles.toml").write_text('[others]\nbased_on = "bbc"\n')
    report = report_of(folder)
    assert "film.toml, line 6: ours" in str(report.error)


def test_the_command_tells_scripts_and_people(mediakit, tmp_path):
    (tmp_path / "good.srt").write_text(MENDED)
    (tmp_path / "bad.srt").write_text(FAST)
    done = mediakit("check", "good.srt")
    assert (done.returncode, done.stderr) == (0, "")
    done = mediakit("check", "bad.srt")
    assert done.returncode == 1
    assert "! 1 at 0:00: It has 420 words a minute; over 200" in done.stdout
    done = mediakit("check", "bad.srt", "good.srt", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert [any(one["hard"] for one in file["breaches"]) for file in data["files"]] == [True, False]
    assert data["summary"][0]["hard"]
    (tmp_path / "worse.srt").write_text("1\n00:00:09,000 --> 00:00:01,000\nBackwards.\n")
    assert mediakit("check", "bad.srt", "worse.srt").returncode == 3


def test_rules_that_nobody_knows_are_said_before_anything_is_listened_to(tmp_path):
    folder = make_project(tmp_path, FILM + '[subtitles]\nprofile = "bcc"\n')
    with pytest.raises(BadInput, match=r"film\.toml, line 6: bcc\. Did you mean bbc\?"):
        make_subtitles(folder, Listening(), tell=nobody, stop=StopSignal())
