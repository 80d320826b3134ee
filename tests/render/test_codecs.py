"""Chunks of every codec are joined frame for frame, with chapters and tracks that players find."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest
from counted import make_counted, plan_clips, read_numbers, render_plan

from mediakit.clock import Span
from mediakit.film.model import Footage
from mediakit.outputs.podcast.chapters import write_ffmetadata
from mediakit.outputs.podcast.model import Chapter
from mediakit.plan.joining import TextTrack, Wrapping, listing
from mediakit.plan.model import Codec, Encoding, Plan
from mediakit.process import StopSignal
from mediakit.render import joining
from mediakit.render.joining import join
from mediakit.render.store import Store

FRAMES = 130
RATE = Fraction(10)  # chunks of ten seconds: two of them
TITLES = ["Start", "Tip 1; first = #\\", "Siân"]
SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello.\n"


def encoded(plan: Plan, encoding: Encoding) -> Plan:
    (version,) = plan.versions
    chunks = tuple(replace(chunk, encoding=encoding) for chunk in version.chunks)
    return replace(plan, versions=(replace(version, chunks=chunks),))


@pytest.mark.parametrize(
    ("codec", "name", "sound"),
    [("h264", "h264", "aac"), ("av1", "libdav1d", "aac"), ("prores", "prores", "pcm_s24le")],
)
def test_a_film_in_every_codec(
    codec: Codec,
    name: str,
    sound: str,
    ffmpeg: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    media = make_counted(ffmpeg, tmp_path / "counted.mp4", "10", FRAMES)
    facts = {"counted": media}
    presets = {"h264": "ultrafast", "av1": "12", "prores": "proxy"}
    plan = encoded(
        plan_clips([Footage("counted")], facts, RATE), Encoding(presets[codec], 30, codec)
    )
    assert len(plan.versions[0].chunks) > 2
    made, plain = render_plan(plan, facts, tmp_path)
    assert read_numbers(plain) == list(range(FRAMES))
    store, stop, whole = Store(tmp_path / "store"), StopSignal(), tmp_path / "whole"
    # A join that looks into every chunk makes the same film.
    monkeypatch.setattr(joining, "listing", lambda names, quick: listing(names, quick=False))
    join(plan, plan.versions[0], made, store, wrapping=Wrapping("Counted"), to=whole, stop=stop)
    monkeypatch.undo()
    assert whole.read_bytes() == plain.read_bytes()

    marks = (0, 4000, 9000, 13_000)
    chapters = [Chapter(Span(marks[n], marks[n + 1]), title) for n, title in enumerate(TITLES)]
    wrapping = Wrapping("Film", write_ffmetadata(chapters), [TextTrack(SRT, "cym", "Welsh")])
    film = tmp_path / "wrapped"
    join(plan, plan.versions[0], made, store, wrapping=wrapping, to=film, stop=stop)
    with av.open(str(film)) as container:
        found = [
            (float(one["start"] * one["time_base"]), one["metadata"]["title"].strip())
            for one in container.chapters()
        ]
        assert found == [(at / 1000, title) for at, title in zip(marks[:3], TITLES, strict=True)]
        (words,) = container.streams.subtitles
        assert words.language == ("wel" if codec == "prores" else "cym")
        assert container.streams.video[0].codec_context.name == name
        assert container.streams.audio[0].codec_context.name == sound
    assert read_numbers(film) == list(range(FRAMES))
