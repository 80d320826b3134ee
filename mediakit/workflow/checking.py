"""The verb check: subtitle files and whole projects against a table of rules, and what is safe put
right.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import BadInput, MediakitError
from mediakit.files import write_bytes
from mediakit.subtitles.formats import FORMATS, Format, format_for, told
from mediakit.subtitles.formats.blocks import NUMBER_ALONE
from mediakit.subtitles.formats.reading import NO_ORDER, NO_WORDS, Reading
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.rules.checked import Breach, Checked, to_check
from mediakit.subtitles.rules.fixing import Change, fix
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.rules.spoken import matched_share
from mediakit.subtitles.rules.walking import breaches
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.transcript.files import read_transcript
from mediakit.transcript.model import Transcript
from mediakit.workflow.cutting import kept_shots
from mediakit.workflow.deciding import undecided
from mediakit.workflow.history import History
from mediakit.workflow.listening import LANGUAGES
from mediakit.workflow.memory import Memory
from mediakit.workflow.names import names_for
from mediakit.workflow.own_files import aside
from mediakit.workflow.project import FILM, Project, find_project, open_project
from mediakit.workflow.shelf import profile_named
from mediakit.workflow.subtitling import film_profile

ENOUGH = 0.5
"""Share of a track's subtitles whose words a transcript must know before it counts as theirs. [own]
"""

_LOSSES = re.compile("left out|read as|no letter")
"""What a sentence says about something that was forgiven in reading and that writing the file anew
would lose for good, or take for certain."""

_TAG = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.[^.]+$")
_COLOURS = re.compile(r"""<font[^>]*\bcolou?r=["']?([#\w]+)|<c\.(\w+)|\\1?c&H([0-9A-F]+)&""", re.I)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of a check. Without `profile` every track has the usual rules of its kind;
    `language` is that of files whose names do not say it.
    """

    profile: str | None = None
    language: str = "en"
    fix: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file: the rules it was checked by, how many subtitles it has, what was
    forgiven in reading it, what breaks a rule now, what was mended, and where a copy of the file as
    it was lies. `mendable` counts the breaches that mending would take away; `undecided` says what
    a person is still to decide in it; `unsafe` that it was not mended because writing it anew would
    lose something. `error` stands alone.
    """

    file: Path
    profile: str = ""
    count: int = 0
    forgiven: tuple[str, ...] = ()
    breaches: tuple[Breach, ...] = ()
    changes: tuple[Change, ...] = ()
    put_in_order: bool = False
    copy: Path | None = None
    mendable: int = 0
    undecided: str = ""
    unsafe: bool = False
    error: MediakitError | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    """One file to check, and what its project knows about it."""

    file: Path
    tag: str
    project: Project | None = None
    transcripts: tuple[Transcript, ...] = ()
    shots: Shots = NO_SHOTS


def check(places: Sequence[Path], wish: Wish) -> Iterator[Report]:
    """Check files, folders and projects one after another; without any, the project we are in. A
    file that cannot be used does not keep the others from being checked.

    Raises `BadInput` for a place that is not there, and for rules that nobody knows.
    """
    if wish.profile is not None:
        _in_any_shelf(wish.profile, places)
    places = places or [find_project(None)]
    for target in [target for place in places for target in _targets(place, wish)]:
        try:
            yield _report(target, wish)
        except MediakitError as error:
            yield Report(target.file, error=error)


def _in_any_shelf(name: str, places: Sequence[Path]) -> None:
    for place in places or [find_project(None)]:
        folder = place if place.is_dir() else place.parent
        profile_named(name, folder.absolute())


def _targets(place: Path, wish: Wish) -> Iterator[_Target]:
    if not place.exists():
        raise BadInput("There is no such file or folder", str(place), "Look for it by its name.")
    if place.name == FILM or (place / FILM).is_file():
        yield from _of_project(open_project(place))
    elif place.is_dir():
        files = sorted(path for path in place.rglob("*") if _is_subtitles(path, place))
        if not files:
            raise BadInput("There are no subtitles in this folder", str(place), _KNOWN)
        yield from (_alone(file, wish) for file in files)
    else:
        yield _alone(place, wish)


def _alone(file: Path, wish: Wish) -> _Target:
    return _Target(file, _tag_in(file.name) or wish.language, transcripts=_beside(file))


def _is_subtitles(path: Path, place: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
    known = {extension for each in FORMATS.values() for extension in each.extensions}
    return path.is_file() and not hidden and path.suffix.lower() in known - _OTHERS


_OTHERS = {".txt", ".xml", ".docx", ".json", ".html"}
"""Endings that in a folder mostly are something else; named by themselves, such files are read."""

_KNOWN = f"mediakit reads {', '.join(each.extensions[0] for each in FORMATS.values())}."


def _of_project(project: Project) -> Iterator[_Target]:
    """The subtitle files of a project, with the transcripts and cuts that are kept there."""
    folder = project.subtitles
    files = sorted(path for path in folder.glob("*") if _is_subtitles(path, folder))
    if not files:
        raise BadInput(
            "This film has no subtitles yet", str(project.folder), "Make them: mediakit subtitles"
        )
    transcripts = tuple(_kept(sorted((project.kept / "transcripts").glob("*.json"))))
    shots = _shots_by_name(project)
    for file in files:
        tag = _tag_in(file.name) or project.film.language
        name = file.name.partition(f".{tag}.")[0]
        yield _Target(file, tag, project, transcripts, shots.get(name, NO_SHOTS))


def _shots_by_name(project: Project) -> Mapping[str, Shots]:
    """By the name that a recording's subtitle files begin with."""
    heard, rate = Memory(project.kept).heard, project.film.canvas.rate
    return {
        name: kept_shots(heard[file].fingerprint, rate, project.kept)
        for file, name in names_for(heard).items()
    }


def _beside(file: Path) -> tuple[Transcript, ...]:
    """The words that `mediakit transcribe` wrote beside the file."""
    stem = file.name.removesuffix(file.suffix)
    tag = _tag_in(file.name)
    names = dict.fromkeys((stem, stem.removesuffix(f".{tag}") if tag else stem))
    return tuple(_kept(file.with_name(f"{name}.words.json") for name in names))


def _kept(files: Iterable[Path]) -> Iterator[Transcript]:
    for file in files:
        try:
            yield read_transcript(file.read_text(encoding="utf-8"), str(file))
        except (OSError, ValueError, BadInput):
            continue


def _tag_in(name: str) -> str | None:
    """The language tag in a file's name.

    >>> _tag_in("tip-1.en-simple.srt"), _tag_in("dr.who.srt"), _tag_in("talk.srt")
    ('en-simple', None, None)
    """
    match = _TAG.search(name)
    return match[1] if match and match[1].partition("-")[0] in LANGUAGES else None


def _report(target: _Target, wish: Wish) -> Report:
    kind = format_for(target.file.name)
    data = _bytes_of(target.file)
    reading = kind.read(data, target.tag, str(target.file))
    profile = _profile(target, wish)
    checked = _checked(target, reading, profile, _colours(data, kind))
    fixed = fix(checked)
    in_order = not any(one.what == NO_ORDER for one in reading.forgiven)
    found = Report(
        target.file,
        profile.name,
        len(checked.cues),
        told(reading.forgiven, kind.unit),
        breaches(checked),
        undecided=undecided(target.project, target.file) if target.project else "",
    )
    left = breaches(fixed.checked)
    if in_order and not fixed.changes:
        return found
    if _loses(reading):
        return replace(found, unsafe=wish.fix)
    if not wish.fix:
        return replace(found, mendable=max(len(found.breaches) - len(left), 0))
    mended = Subtitles(reading.subtitles.tag, fixed.checked.cues, reading.subtitles.notes)
    copy = _written(target, kind.write(mended))
    return replace(
        found, breaches=left, changes=fixed.changes, put_in_order=not in_order, copy=copy
    )


def _loses(reading: Reading) -> bool:
    """Whether the file holds more than what was read of it, or was guessed at."""
    return any(
        _LOSSES.search(one.what) and one.what not in (NO_WORDS, NUMBER_ALONE)
        for one in reading.forgiven
    )


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(
            f"The file cannot be read ({error.strerror})", str(file), "Look at it in your folder."
        ) from error


def _profile(target: _Target, wish: Wish) -> Profile:
    folder = target.project.folder if target.project else target.file.absolute().parent
    if wish.profile is not None:
        return profile_named(wish.profile, folder)
    if target.tag.endswith(LINKED_SUFFIX):
        return EASY_READ
    return film_profile(target.project) if target.project else WORD_FOR_WORD


def _checked(
    target: _Target, reading: Reading, profile: Profile, colours: frozenset[str]
) -> Checked:
    subtitles = reading.subtitles
    shares = [(matched_share(subtitles.cues, one), one) for one in target.transcripts]
    share, best = max(shares, key=lambda row: row[0], default=(0.0, None))
    return to_check(
        subtitles,
        profile,
        transcript=best if share >= ENOUGH else None,
        shots=target.shots,
        colours=colours,
    )


def _colours(data: bytes, kind: Format) -> frozenset[str]:
    """The colours that a text file gives to words."""
    if kind.binary:
        return frozenset()
    text = data.decode("utf-8", "replace")
    return frozenset("".join(found).casefold() for found in _COLOURS.findall(text))


def _written(target: _Target, content: bytes) -> Path | None:
    """Write the mended file whole; returns where a copy of it as it was lies."""
    if target.project is not None:
        history = History(target.project.kept)
        copy = history.keep(target.file)
        write_bytes(target.file, content)
        return copy
    copy = aside(target.file)
    write_bytes(copy, target.file.read_bytes())
    write_bytes(target.file, content)
    return copy
