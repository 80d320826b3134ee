"""Transcripts as mediakit itself reads them: every word with its time."""

from mediakit.outputs.transcripts.publication import Publication
from mediakit.transcript.files import write_transcript


def write(publication: Publication) -> bytes:
    """The words and all that is known of them, as JSON."""
    return write_transcript(publication.transcript).encode()
