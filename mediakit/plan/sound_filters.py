"""Filters of sound that films and podcasts share: measured, held below a peak, stepping back."""

from collections.abc import Mapping
from typing import Any

import ffmpeg

from mediakit.plan.command import Command, Graph
from mediakit.plan.finishing import Setting

QUIET = ("-hide_banner", "-nostats", "-progress", "pipe:1", "-copyts")
"""How ffmpeg is run on sound. Times stay the file's own."""

_OVERSAMPLING = 4
"""The limiter sees peaks between the samples at four times the rate (ITU-R BS.1770, annex 2)."""

MUSIC_ALONE_DB = -10.0
"""Music against the loudness of speech where nobody speaks: clearly heard, and still calm."""

UNDER_SPEECH: Mapping[str, Any] = {"threshold": 0.03, "ratio": 8, "attack": 60, "release": 1500}
"""How music steps back. Measured with made voices: by 13.8 dB while somebody speaks, by 12.6 dB in
its loudest twentieth (the first sound after a pause), so that it lies 22 to 24 dB below speech:
WCAG 2.2, 1.4.7 asks for 20. It is there within 0.1 s and comes back in about a second; release is
long so that it does not pump between words."""

UNDER_NARRATION: Mapping[str, Any] = {"threshold": 0.01, "ratio": 20, "attack": 60, "release": 1500}
"""How what is heard in the pictures steps back under a voice that tells: it lies at the voice's own
loudness and has the 20 dB still to go. Measured as above: by 24.1 dB, and 22.8."""

_STEER_DB, _STEER_AT_LUFS = 26.0, -16.0
_STEER = {"limit": 0.25, "level": "disabled", "attack": 20, "release": 400}
"""Speech lies at its loudness: 26 dB up (from -16 LUFS), even its quiet syllables reach the limit
(-12 dBFS), and a silence of -60 dBFS stays below the threshold."""


def measured(stream: Graph, sources: tuple[str, ...]) -> Command:
    """Measure loudness and true peak; `finishing.read_loudness` reads the report."""
    # ebur128 is seven times as fast as loudnorm at measuring the same.
    stream = stream.filter("ebur128", peak="true", framelog="quiet")
    out = ffmpeg.output(stream, "-", f="null")
    return Command((*QUIET, "-loglevel", "info", *ffmpeg.get_args(out)), sources)


def held(stream: Graph, setting: Setting, rate: int) -> Graph:
    """The stream with the setting's gain, its peaks held, at `rate` samples a second."""
    limit = round(10 ** (setting.limit_db / 20), 4)
    stream = stream.filter("volume", f"{setting.gain_db:.2f}dB")
    stream = stream.filter("aresample", _OVERSAMPLING * rate)
    stream = stream.filter("alimiter", limit=limit, level="disabled", latency=1)
    return stream.filter("aresample", rate)


def stepping_back(
    sound: Graph, speech: Graph, how: Mapping[str, Any], loudness: float = _STEER_AT_LUFS
) -> tuple[Graph, Graph]:
    """The speech, and the sound that steps back while somebody speaks. `sound` must not end before
    it is trimmed; `loudness` is that of the speech.

    The louder speech is, the further a compressor would push the sound down. So what steers it is
    the speech brought up and cut level: either somebody speaks or nobody does.
    """
    split = speech.filter_multi_output("asplit")
    up = _STEER_DB + _STEER_AT_LUFS - loudness
    steer = split[1].filter("volume", f"{up:g}dB").filter("alimiter", **_STEER)
    # Both without end: a compressor drops what it holds when one of its inputs ends.
    lower = ffmpeg.filter([sound, steer.filter("apad")], "sidechaincompress", **how)
    return split[0], lower
