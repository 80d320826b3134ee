"""Transcripts as SubRip, with names in the text: SubRip has no other place for them."""

from mediakit.outputs.transcripts.cues import labelled_cues
from mediakit.outputs.transcripts.publication import Publication
from mediakit.subtitles.formats.srt import write_srt
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import PODCAST_SRT


def write(publication: Publication) -> bytes:
    """The transcript as SubRip, one subtitle at a time. The format has no place for a note."""
    transcript = publication.transcript
    track = Subtitles(transcript.language, labelled_cues(transcript, PODCAST_SRT))
    return write_srt(track).encode()
