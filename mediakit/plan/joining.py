"""Finished chunks and sound to one file, as an ffmpeg command that copies both."""

from typing import Any

import ffmpeg

from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.plan.graph import RESULT

LISTING = "chunks.ffconcat"
SOUND = "sound.m4a"

_QUIET = ("-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1")


def join_arguments(title: str) -> tuple[str, ...]:
    """Join the chunks listed in chunks.ffconcat and sound.m4a as result.mp4, copying both."""
    chunks = ffmpeg.input(LISTING, f="concat", safe=0, protocol_whitelist="file")
    sound = ffmpeg.input(SOUND, **GUARD_OPTIONS)
    options: dict[str, Any] = {"c": "copy", "movflags": "+faststart"}
    options["metadata:g"] = f"title={title}"
    out = ffmpeg.output(chunks.video, sound.audio, RESULT, **options)
    return (*_QUIET, *ffmpeg.get_args(out), "-y")
