"""Transcripts as WebVTT, with speakers as voices."""

from mediakit.outputs.transcripts.cues import published_cues
from mediakit.outputs.transcripts.publication import Publication
from mediakit.subtitles.formats.vtt import write_vtt
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import PODCAST_VTT


def write(publication: Publication) -> bytes:
    """The transcript as WebVTT. Where people talk at once, so do their cues."""
    transcript = publication.transcript
    track = Subtitles(transcript.language, published_cues(transcript, PODCAST_VTT))
    return write_vtt(track, publication.note).encode()
