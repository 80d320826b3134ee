"""Both tracks of the sample as SRT, kept as files.

To make them anew after a change that was meant: MEDIAKIT_GOLDEN=write pytest tests/subtitles, then
read the difference as a viewer would before keeping it.
"""

import os
from pathlib import Path

import pytest
from spoken import SAMPLE, heard

from mediakit.subtitles.easy.easy_read import easy_read
from mediakit.subtitles.easy.shelf import read_plain_words
from mediakit.subtitles.formats.srt import write_srt
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.splitting import split

HERE = Path(__file__).parent
SHELF = HERE.parents[1] / "subtitles" / "plain-words.en.toml"


def tracks() -> list[Subtitles]:
    words = read_plain_words(SHELF.read_text(encoding="utf-8"), SHELF.name)
    transcript = heard(SAMPLE, start=500)
    return [split(transcript, WORD_FOR_WORD), easy_read(transcript, words, EASY_READ)]


@pytest.mark.parametrize("track", tracks(), ids=lambda track: track.tag)
def test_the_sample_reads_as_it_did(track):
    path = HERE / "golden" / f"sample.{track.tag}.srt"
    if os.environ.get("MEDIAKIT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_srt(track), encoding="utf-8")
    assert write_srt(track) == path.read_text(encoding="utf-8")
