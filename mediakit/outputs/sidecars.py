"""The files that go with every film: subtitles of each track, and the transcript."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.outputs.transcripts.html import write_html
from mediakit.outputs.transcripts.paragraphs import paragraphs_of_cues
from mediakit.outputs.transcripts.txt import write_txt
from mediakit.subtitles.formats.srt import write_srt
from mediakit.subtitles.formats.vtt import write_vtt
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A text file: its name, its content, and what it is in plain words."""

    name: str
    text: str
    about: str


def sidecars(
    name: str, title: str, language: str, tracks: Sequence[Subtitles], note: str
) -> tuple[Sidecar, ...]:
    """Subtitles of every track as SRT and WebVTT, and the transcript of the first as text and as a
    web page. `note` says how far the words can be trusted.
    """
    files = []
    for track in tracks:
        kind = "easy read" if track.tag.endswith(LINKED_SUFFIX) else "word for word"
        about = f"Subtitles, {kind}, for video players and websites"
        files.append(Sidecar(f"{name}.{track.tag}.srt", write_srt(track), f"{about} (SRT)"))
        files.append(Sidecar(f"{name}.{track.tag}.vtt", write_vtt(track), f"{about} (WebVTT)"))
    said = paragraphs_of_cues(tracks[0].cues)
    text, page = write_txt(title, said, note), write_html(title, language, said, note)
    files.append(Sidecar(f"{name}.transcript.txt", text, "Everything that is said, as plain text"))
    files.append(Sidecar(f"{name}.transcript.html", page, "Everything that is said, as a web page"))
    return tuple(files)
