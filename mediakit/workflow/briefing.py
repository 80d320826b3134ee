"""The verb behind `mediakit sign brief`: a folder with all that an interpreter needs to record."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit import __version__
from mediakit.clock import Span, ms_of, ms_span
from mediakit.files import copy, write_bytes, write_text
from mediakit.film.carrying import as_spoken, carry, film_subtitles
from mediakit.film.model import Footage, Version
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedCue, Timeline
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.media.frames import picture_at
from mediakit.media.model import Media
from mediakit.outputs.brief.docx import write_brief_docx, write_script_docx
from mediakit.outputs.brief.html import write_brief_html, write_script_html
from mediakit.outputs.brief.model import Brief, Part
from mediakit.outputs.brief.script import script_rows, seen_rows
from mediakit.outputs.package import assembling, check_free, owner, stood_aside, write_listing
from mediakit.plan.brief_film import LEAD_SECONDS, BriefFilm, brief_preset
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.planning import plan_film
from mediakit.process import StopSignal
from mediakit.render.brief_film import make_brief_film
from mediakit.render.slot_picture import alt_text, slot_picture
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.signing.filming import filming_advice
from mediakit.signing.geometry import Places, Stand, places
from mediakit.signing.terms import Term, names_said, words_explained
from mediakit.subtitles.easy.hard_words import hard_words
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.model import Cue
from mediakit.transcript.listening import Listening
from mediakit.workflow.events import Progress, Said, Tell, Warned
from mediakit.workflow.exporting import tracks_of
from mediakit.workflow.making import make
from mediakit.workflow.names import slug
from mediakit.workflow.project import Project, facts_of, open_project
from mediakit.workflow.shelf import plain_words, style
from mediakit.workflow.subtitling import Subtitling
from mediakit.workflow.tracks import tags_of
from mediakit.workflow.wordnet import thesaurus

if TYPE_CHECKING:
    from PIL.Image import Image

NOTE = (
    "The words are those of the subtitles as they are now. What the film says may still change: if"
    " it does, you get a new script."
)

_LATER_MS = 1000
"""From the clip's start to the picture that is shown of it. [own]"""

_GREY = (60, 60, 60)
"""Stands for the picture of a film without any recording."""


@dataclass(frozen=True, slots=True)
class Briefed:
    """A finished brief: its folder, and the recordings that are wanted."""

    folder: Path
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What a brief is made from. `facts` are those of everything but the signing, so that the film
    waits for none of it; `recorded` are the files of signing that are there. `tracks` are in film
    time, by tag.
    """

    project: Project
    name: str
    facts: Mapping[str, Media]
    recorded: frozenset[str]
    timeline: Timeline
    tracks: Mapping[str, tuple[PlacedCue, ...]]


def make_brief(
    place: Path | None, out: Path | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> Briefed:
    """Make the interpreter's folder, in `out` or among the film's exports, with subtitles for every
    recording that has none yet. An earlier one goes, unless a person changed something in it.
    """
    project = open_project(place)
    name = slug(project.film.title)
    folder = (out or project.exports) / f"{name}-brief"
    mark = owner(folder, project.folder)
    check_free(folder, replace=True, project=mark)
    work = _looked_at(project, name, listening, tell, stop)
    film = _film(work, tell, stop)
    brief = _brief(work)
    picture = slot_picture(_still(work), project.film.canvas, _places(project))
    with assembling(folder) as assembly:
        about = _written(brief, picture, assembly.partial)
        copy(film, assembly.partial / brief.film)
        about[brief.film] = "The film to work to, small, with a countdown and its time"
        write_listing(assembly.partial, about, _listed(project), project=mark)
        stands = assembly.finish()
    if stands != folder:
        tell(Warned(stood_aside(folder, stands)))
    return Briefed(stands, brief.parts)


def _looked_at(
    project: Project, name: str, listening: Listening, tell: Tell, stop: StopSignal
) -> _Work:
    there, signer = facts_of(project, tell), project.film.signer
    signing = {slot.file for slot in signer.slots} if signer else set()
    facts = {file: media for file, media in there.items() if file not in signing}
    timeline = build_timeline(project.film, facts, where=str(project.film_file), text=project.text)
    subtitling = Subtitling(project, facts, listening, tell, stop)
    subtitling.complete()
    for sentence in subtitling.open():
        tell(Warned(sentence))
    found = tracks_of(project, subtitling.names, (), tell)
    tracks = {tag: carry(timeline, files) for tag, files in found.items()}
    if not any(tracks.values()):
        tell(Said("Nobody speaks in this film, so the script holds only what can be read in it."))
    recorded = frozenset(signing & there.keys())
    return _Work(project, name, facts, recorded, timeline, tracks)


def _film(work: _Work, tell: Tell, stop: StopSignal) -> Path:
    """The interpreter's film, in the project's store."""
    film = work.project.film
    preset = brief_preset(film.canvas)
    small = replace(film, canvas=preset.canvas(film.canvas))
    timeline = build_timeline(small, work.facts)
    version = Version("brief", tags_of(film)[0], signer=False)
    ingredients = Ingredients(
        timeline=timeline,
        versions=(version,),
        facts=work.facts,
        backdrops={},
        tracks=work.tracks,
        style=style(work.project.folder).following(film.profile),
        preset=preset,
        tools=tools_in_use(),
    )
    plan = plan_film(ingredients)
    keeper = Store(work.project.kept / "render")
    whole = BriefFilm(small.canvas, timeline.frames, film.title)
    task, total = "Putting its time above the film", whole.lead + whole.frames
    with keeper.in_use():
        made = make(plan, work.facts.values(), keeper, tell=tell, stop=stop)
        finished = make_brief_film(
            whole,
            plan,
            made,
            keeper,
            stop=stop,
            on_frame=lambda done: tell(Progress(task, done, total)),
        )
    tell(Progress(task, total, total))
    return finished


def _brief(work: _Work) -> Brief:
    film, name = work.project.film, work.name
    said, easy = (
        film_subtitles(work.timeline, as_spoken(work.timeline, work.tracks, tag), tag).cues
        for tag in tags_of(film)
    )
    names, words = _terms(work, said)
    canvas, box = film.canvas, _places(work.project).signer
    return Brief(
        title=film.title,
        language=film.language,
        note=NOTE,
        film=f"{name}.with-time.mp4",
        script=f"{name}.script.html",
        picture=f"{name}.your-place.png",
        alt=alt_text(canvas, box),
        lead_seconds=LEAD_SECONDS,
        parts=parts_of(work.timeline, name, said, work.recorded),
        advice=filming_advice(box, (canvas.width, canvas.height), canvas.rate),
        names=names,
        words=words,
        rows=script_rows(said, easy, seen_rows(work.timeline)),
    )


def parts_of(
    timeline: Timeline, name: str, said: Sequence[Cue], recorded: Collection[str] = ()
) -> tuple[Part, ...]:
    """The recordings that the film's slots want, of which those in `recorded` are there; where it
    has no slot yet, one for all of it from where somebody first speaks.
    """
    rate = timeline.canvas.rate
    spans: dict[str, Span] = {}
    for slot in timeline.slots:
        span = ms_span(slot.span, rate)
        before = spans.get(slot.wanted, span)
        spans[slot.wanted] = Span(min(before.start, span.start), max(before.end, span.end))
    if not spans:
        start = min((cue.span.start for cue in said), default=0)
        return (Part(1, wanted_name(name, 1), start, ms_of(timeline.frames, rate)),)
    return tuple(
        Part(number, Path(file).name, span.start, span.end, there=file in recorded)
        for number, (file, span) in enumerate(spans.items(), start=1)
    )


def wanted_name(name: str, number: int) -> str:
    """How a recording of the film called `name` is named. Any ending of a video will do.

    >>> wanted_name("our-film", 1)
    'our-film-1.mp4'
    """
    return f"{name}-{number}.mp4"


def _terms(work: _Work, said: Sequence[Cue]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The names and the hard words of the film. Who is shown in it comes with their role."""
    film, rate = work.project.film, work.timeline.canvas.rate
    language = language_of(film.language)
    known = plain_words(language, work.project.folder)
    shown = [
        Term(caption.name, ms_of(caption.span.start, rate), caption.role or "")
        for caption in work.timeline.captions
    ]
    speakers = [Term(cue.speaker, cue.span.start) for cue in said if cue.speaker]
    heard = names_said(said, known.acronyms)
    names: dict[str, Term] = {}
    for term in (*shown, *speakers, *heard):
        names.setdefault(term.text.casefold(), term)

    words = words_explained(said, lambda texts: hard_words(texts, known, thesaurus()))
    by_time = sorted(names.values(), key=lambda term: term.at_ms)
    return tuple(by_time), tuple(term for term in words if term.text.casefold() not in names)


def _still(work: _Work) -> "Image":
    """A picture out of the film: of its first recording, a little after its beginning."""
    from PIL import Image

    clips = [placed.clip for placed in work.timeline.clips]
    shown = next((clip for clip in clips if isinstance(clip, Footage)), None)
    if shown is None:
        canvas = work.timeline.canvas
        return Image.new("RGB", (canvas.width, canvas.height), _GREY)
    return picture_at(work.facts[shown.file].path, shown.start + _LATER_MS)


def _places(project: Project) -> Places:
    canvas, signer = project.film.canvas, project.film.signer
    return places(canvas.width, canvas.height, signer.stand if signer else Stand())


def _written(brief: Brief, picture: bytes, folder: Path) -> dict[str, str]:
    """Write the documents; returns what each file is, by name."""
    name = brief.script.removesuffix(".script.html")
    write_text(folder / f"{name}.brief.html", write_brief_html(brief))
    write_bytes(folder / f"{name}.brief.docx", write_brief_docx(brief, picture))
    write_text(folder / brief.script, write_script_html(brief))
    write_bytes(folder / f"{name}.script.docx", write_script_docx(brief))
    write_bytes(folder / brief.picture, picture)
    return {
        f"{name}.brief.html": "Start here: what to record and how, names and hard words",
        f"{name}.brief.docx": "The same for Word",
        brief.script: "What is said and when, word for word and in easy read",
        f"{name}.script.docx": "The same for Word",
        brief.picture: "Where the signer stands in the film, and how to stand before the camera",
    }


def _listed(project: Project) -> dict[str, object]:
    return {
        "title": project.film.title,
        "language": project.film.language,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "film_begins_at": LEAD_SECONDS,
        "how": {"mediakit": __version__, "ffmpeg": ffmpeg_version()},
        "words": NOTE,
    }
