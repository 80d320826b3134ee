"""Transcripts for podcast players: Podcasting 2.0's JSON, version 1.0.0.

A segment has a speaker where one is known, start and end in seconds, and what is said.
"""

import json

from mediakit.outputs.transcripts.cues import published_cues
from mediakit.outputs.transcripts.paragraphs import one_line
from mediakit.outputs.transcripts.publication import Publication
from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.profiles import PODCAST_VTT

VERSION = "1.0.0"


def write(publication: Publication) -> bytes:
    """The transcript as JSON in UTF-8. The format has no place for a note."""
    cues = published_cues(publication.transcript, PODCAST_VTT)
    content = {"version": VERSION, "segments": [_segment(cue) for cue in cues]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _segment(cue: Cue) -> dict[str, str | float]:
    speaker = {"speaker": one_line(cue.speaker)} if cue.speaker else {}
    times = {"startTime": cue.span.start / 1000, "endTime": cue.span.end / 1000}
    return {**speaker, **times, "body": one_line(cue.text)}
