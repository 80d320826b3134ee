"""What stands in a package beside its films for whoever publishes them: chapters, a web player."""

from collections.abc import Iterator, Sequence

from mediakit.clock import ms_of
from mediakit.film.chapters import chapter_starts
from mediakit.film.model import Film
from mediakit.film.timeline import Timeline
from mediakit.outputs.film_chapters import (
    film_chapters,
    write_chapters_text,
    write_chapters_vtt,
)
from mediakit.outputs.podcast.model import Chapter
from mediakit.outputs.sidecars import Sidecar
from mediakit.outputs.web_player import Player, WebTrack, write_player
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.film_files import FilmFile, track_label


def chapters_in(timeline: Timeline) -> tuple[Chapter, ...]:
    """The film's chapters, in its own time."""
    length = ms_of(timeline.frames, timeline.canvas.rate)
    return film_chapters(chapter_starts(timeline), length=length, title=timeline.title)


def chapter_files(name: str, chapters: Sequence[Chapter]) -> Iterator[Sidecar]:
    """The chapters as files; none where there are no chapters."""
    if not chapters:
        return
    about = "Chapters, for websites (WebVTT)"
    yield Sidecar(f"{name}.chapters.vtt", write_chapters_vtt(chapters), about)
    lines = write_chapters_text(chapters)
    if lines is not None:
        about = "Chapters, for the description of the film on YouTube"
        yield Sidecar(f"{name}.chapters.txt", lines, about)


def player_page(
    name: str,
    film: Film,
    files: Sequence[FilmFile],
    tracks: Sequence[Subtitles],
    chapters: Sequence[Chapter],
) -> Sidecar:
    """The film in a web page: each version with all its files, and all tracks."""
    players = []
    for version in dict.fromkeys(file.version for file in files):
        own = [file for file in files if file.version == version]
        canvas = own[0].plan.chunks[0].canvas
        # Browsers take the first that they can play: the smaller files come first.
        sources = [(file.plan.codec, file.name) for file in reversed(own)]
        players.append(Player(version.name, sources, canvas.width, canvas.height))
    texts = [
        WebTrack("captions", f"{name}.{track.tag}.vtt", track.tag, track_label(track.tag))
        for track in tracks
    ]
    if chapters:
        texts.append(WebTrack("chapters", f"{name}.chapters.vtt", film.language, "Chapters"))
    page = write_player(film.title, film.language, players, texts)
    return Sidecar(f"{name}.player.html", page, "The film in a web page, to copy into your own")
