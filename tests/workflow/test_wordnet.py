"""Reading WordNet: from small files in its format, and from the package that carries it."""

from pathlib import Path

import pytest

from mediakit.subtitles.easy.plainer import Sense, no_thesaurus
from mediakit.workflow import wordnet
from mediakit.workflow.wordnet import WordNet, installed_wordnet, thesaurus

HEADER = "  1 This line tells who may use it.  \n"
INDEX = HEADER + (
    "bus n 1 1 @ 1 1 00000200  \n"
    "coach n 2 2 @ ~ 2 1 00000200 00000100  \n"
    "double_decker n 1 1 @ 1 0 00000300  \n"
)
DATA = HEADER + (
    "00000100 18 n 02 coach 0 trainer 0 001 @ 00000400 n 0000 | a person who trains\n"
    "00000200 06 n 02 bus 0 coach 1 002 @ 00000500 n 0000 ~ 00000300 n 0000 | takes many people\n"
    "00000300 06 n 01 double_decker 0 001 @ 00000200 n 0000 | a bus | with two floors\n"
    "00000400 18 n 01 leader(a) 0 000 | one who leads\n"
    "00000500 06 n 01 public_transport 0 000 | what carries people\n"
)
COUNTS = "coach%1:06:01:: 1 5\ncoach%1:18:00:: 2 2\ncoach%2:30:00:: 1 9\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_senses_come_with_their_words_and_counts(line_end: str, tmp_path: Path):
    files = {"index.noun": INDEX, "data.noun": DATA, "cntlist.rev": COUNTS}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.replace("\n", line_end).encode())
    words = WordNet(tmp_path)
    assert words.senses("coach", "noun") == (
        Sense(same=("bus",), broader=("public transport",), narrower=("double decker",), seen=5),
        Sense(same=("trainer",), broader=("leader",), seen=2),
    )
    assert words.senses("Double Decker", "noun") == (Sense(broader=("bus", "coach")),)
    assert [words.senses(word, "noun") for word in ("coaches", "zoo", "a", "", " 1")] == [()] * 5


def test_without_the_package_there_is_a_thesaurus_without_words(monkeypatch):
    monkeypatch.setattr(wordnet, "PACKAGE", "no_such_package_at_all")
    assert installed_wordnet() is None
    thesaurus.cache_clear()
    assert thesaurus() is no_thesaurus
    thesaurus.cache_clear()


def test_the_packaged_wordnet():
    if installed_wordnet() is None:
        pytest.skip("needs the extra `words`")
    look_up = thesaurus()
    assert "required" in look_up("compulsory", "adjective")[0].same
    assert any("conceal" in sense.broader for sense in look_up("disguise", "verb"))
    assert look_up("zyrian", "noun")
    assert look_up("zzzz", "noun") == ()
