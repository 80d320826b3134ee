"""Transcripts as text: JSON with a format number, the same for the same transcript every time."""

import json
from dataclasses import asdict

from mediakit.errors import BadInput
from mediakit.transcript.model import Transcript
from mediakit.transcript.words import is_ordered

FORMAT = 2
"""Rises when older files can no longer be read."""


def write_transcript(transcript: Transcript) -> str:
    """The transcript as JSON: times in milliseconds, keys in order, a line feed at the end."""
    content = {"format": FORMAT, "transcript": asdict(transcript)}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_transcript(text: str, where: str) -> Transcript:
    """What `write_transcript` wrote. `where` names the file for the message.

    Raises `BadInput` where the text is damaged, is something else, or has another format.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        content = json.loads(text)
        found = content["format"]
        if found != FORMAT:
            raise BadInput(
                f"The transcript has the format {found!r}, and this mediakit reads {FORMAT}",
                where,
                "Make it again with: mediakit transcribe",
            )
        transcript = TypeAdapter(Transcript).validate_json(
            json.dumps(content["transcript"]), strict=True
        )
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError) as error:
        raise _damaged(where) from error
    shares = [transcript.language_confidence, *(word.confidence for word in transcript.words)]
    if not all(0 <= share <= 1 for share in shares):
        raise _damaged(where)
    if not is_ordered(transcript.words, transcript.duration_ms):
        raise _damaged(where)
    return transcript


def _damaged(where: str) -> BadInput:
    return BadInput(
        "The file is damaged or is no transcript of mediakit",
        where,
        "Make it again with: mediakit transcribe",
    )
