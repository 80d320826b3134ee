"""Files damaged by chance are read or refused, and no word of them is lost without a word."""

import argparse
import random
from pathlib import Path

import pytest
from benches import formats
from benches.mutating import damaged, judged, made_files

MADE = list(made_files())


@pytest.mark.parametrize("number", range(len(MADE)), ids=lambda n: f"{MADE[n][0].name}-{n}")
def test_a_damaged_file_is_read_or_refused_and_keeps_its_words(number):
    kind, data = MADE[number]
    chance = random.Random(number)
    whole = judged(kind, data)
    assert (whole.outcome, whole.lost) == ("read", ())
    for _ in range(25 if kind.binary else 40):
        broken = damaged(data, chance.choice(MADE)[1], chance)
        verdict = judged(kind, broken)
        assert verdict.outcome != "fault", (verdict.reason, broken)
        assert verdict.lost == (), broken


def test_the_judge_sees_a_lost_word(monkeypatch):
    from mediakit.subtitles.formats import reading

    tidy = reading.tidy_lines
    monkeypatch.setattr(reading, "tidy_lines", lambda text: tidy(text.replace("zq002ŵ", "")))
    lost = [word for kind, data in MADE if kind.name == "srt" for word in judged(kind, data).lost]
    assert lost == ["zq002ŵ"]


@pytest.mark.media
def test_every_real_file_is_read_or_refused_and_no_word_is_lost(real_media, tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIAKIT_MEDIA", str(real_media))
    assert formats.bench(argparse.Namespace(quick=True, out=tmp_path)) == 0
    table = (tmp_path / "formats.md").read_text(encoding="utf-8")
    assert table.count("| read |") > 280
    files = [path for path in Path(real_media / "subs").rglob("*.*") if path.is_file()]
    rows = [line for line in table.splitlines() if line.startswith("| ") and "/" in line[:20]]
    assert len(rows) == len(files)
