"""The verb behind `mediakit sign add`: an interpreter's recordings into their places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.clock import Span, ms_of
from mediakit.errors import BadInput
from mediakit.files import copy, write_text
from mediakit.film.edit import put_slot
from mediakit.film.in_step import beginning_at, covered, in_step, place_heard
from mediakit.film.model import Film, Footage, SignerSlot
from mediakit.film.placing import build_timeline
from mediakit.film.toml import read_film
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Mistakes
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.signing.sync import Alignment, Mark, align_by_marks, lag_warning, refused
from mediakit.workflow.creating import FOLDERS, same_in
from mediakit.workflow.events import Progress, Said, Tell, Warned, nobody
from mediakit.workflow.film_sound import film_sound
from mediakit.workflow.names import free_name, portable, slug
from mediakit.workflow.project import Project, facts_of, open_project, read_text
from mediakit.workflow.syncing import (
    sync_by_clap,
    sync_by_clap_at_zero,
    sync_recording,
)

NOT_PUT_IN = (
    "{file} was not put in, because its place in the film was not found: {reason} Say"
    " where in the film it begins, with --at 0:12, or which moment of it belongs to which of the"
    " film, with --mark 0:05=0:17; or use --clap, if somebody clapped where the film begins."
)

LOOK = "Look whether it is in step. To move it, add it again with --at, --mark or --clap."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says of one recording: the film's time at which it begins, or moments of it and
    of the film that belong together. `clap`: it is found by claps that the film has too, or by one
    that was made where the film begins.
    """

    at: int | None = None
    marks: tuple[Mark, ...] = ()
    clap: bool = False

    @property
    def said(self) -> Alignment | None:
        """The alignment that a person typed in; None where it is to be found by sound."""
        if self.at is not None:
            return Alignment(float(self.at), 1.0, 1.0, True, "As you said.")
        return align_by_marks(self.marks) if self.marks else None


@dataclass(frozen=True, slots=True)
class Put:
    """What became of one recording: its file in the project, None where it was not put in; the
    slots that show it; how its place was found; and a version of the film that shows it.
    """

    source: Path
    file: str | None
    slots: tuple[SignerSlot, ...]
    alignment: Alignment
    version: str | None = None


def add_signing(
    place: Path | None, files: Sequence[Path], wish: Wish, *, tell: Tell, stop: StopSignal
) -> list[Put]:
    """Copy an interpreter's recordings into a project and put each into its place in film.toml.

    A recording that has the name of a slot whose file is missing belongs there; another belongs
    where its sound says. Within its slot, its sound says from when on it is in step with the film.
    Raises `BadInput` before anything is copied where a file is no recording of a signer. Of several
    recordings, one that does not fit is told, and stops nothing.
    """
    files = list(dict.fromkeys(files))
    if len(files) > 1 and wish.said is not None:
        raise BadInput(
            "The place in the film was given for one recording, but there are several",
            ", ".join(map(str, files)),
            "Add them one at a time.",
        )
    media = [_signing(file) for file in files]
    return [_put(place, one, wish, tell, stop, alone=len(media) == 1) for one in media]


def _put(
    place: Path | None, media: Media, wish: Wish, tell: Tell, stop: StopSignal, *, alone: bool
) -> Put:
    adding = _Adding(open_project(place), media, wish, tell, stop)
    try:
        return adding.put()
    except BadInput as error:
        if alone:
            raise
        tell(Warned(str(error)))
        return Put(media.path, None, (), refused(str(error)))


def _signing(file: Path) -> Media:
    media = probe(file)
    if media.kind != "video" or media.picture is None:
        raise BadInput(
            "There is no moving picture in the file, so no signer can be seen",
            str(file),
            "Choose a video of the signer.",
        )
    return media


Slots = dict[int | None, SignerSlot]
"""Slots by their index in film.toml; None for one that is new."""


class _Adding:
    """Puts one recording into a project."""

    def __init__(
        self, project: Project, media: Media, wish: Wish, tell: Tell, stop: StopSignal
    ) -> None:
        self._project, self._media, self._wish = project, media, wish
        self._tell, self._stop = tell, stop
        film, where = project.film, str(project.film_file)
        signer = film.signer
        self._slots = signer.slots if signer else ()
        self._facts = facts_of(project, nobody)
        self._held = build_timeline(film, self._facts, where=where, text=project.text)
        self._plain = build_timeline(replace(film, signer=None), self._facts, where=where)

    def put(self) -> Put:
        """Put it in, or say why not."""
        name, wish = self._media.path.name, self._wish
        alignment = wish.said or self._by_sound()
        planned = self._planned(alignment)
        if not alignment.sure and (not planned or wish.said is not None):
            self._tell(Warned(NOT_PUT_IN.format(file=name, reason=alignment.reason)))
            return Put(self._media.path, None, (), alignment)
        slots: Slots = planned or {None: SignerSlot("", 0)}
        if alignment.sure:
            slots = {number: self._in_place(slot, alignment) for number, slot in slots.items()}
            for number, slot in slots.items():
                self._check_fits(slot, alignment, planned.get(number))
        file = self._file(next(iter(slots.values())).file)
        slots = {number: replace(slot, file=file) for number, slot in slots.items()}
        film, warnings = self._write(slots)
        for number, slot in slots.items():
            self._say(slot, alignment, planned.get(number))
        for warning in warnings:
            self._tell(Warned(warning))
        signed = (version.name for version in film.versions if version.signer)
        return Put(self._media.path, file, tuple(slots.values()), alignment, next(signed, None))

    def _in_place(self, slot: SignerSlot, alignment: Alignment) -> SignerSlot:
        if self._wish.at is not None and self._shows(slot.file) <= 1:
            return beginning_at(slot, self._wish.at, self._plain, self._held)
        return in_step(slot, alignment, self._plain, self._held)

    def _shows(self, file: str) -> int:
        """How many slots show a recording."""
        return sum(slot.file == file for slot in self._slots)

    def _by_sound(self) -> Alignment:
        if self._media.main_sound is None:
            return refused("The recording has no sound.")
        media, stop, task = self._media, self._stop, "Finding its place by its sound"
        self._tell(Progress(task, 0, 1))
        sound = film_sound(self._project, self._plain, self._facts, stop)
        if self._wish.clap:
            found = sync_by_clap(media, sound, stop=stop)
            found = found if found.sure else sync_by_clap_at_zero(media, stop=stop)
        else:
            found = sync_recording(media, sound, stop=stop)
        self._tell(Progress(task, 1, 1))
        return found

    def _planned(self, alignment: Alignment) -> Slots:
        """The slots of film.toml that show this recording, or wait for it; for a film's first one,
        if it is named as the brief asks, one that begins with the first clip that is footage. Empty
        where nothing is planned.
        """
        file = self._by_name() or (self._heard(alignment) if alignment.sure else None)
        if file is not None:
            return {number: slot for number, slot in enumerate(self._slots) if slot.file == file}
        if self._slots or self._number_in_brief() is None:
            return {}
        rate = self._plain.canvas.rate
        footage = (p.span.start for p in self._plain.clips if isinstance(p.clip, Footage))
        return {None: SignerSlot("", ms_of(next(footage, 0), rate))}

    def _by_name(self) -> str | None:
        """The file of film.toml that is this very recording, or else that is missing and has its
        name, or the number that the brief gave it.
        """
        files = list(dict.fromkeys(s.file for s in sorted(self._slots, key=lambda s: s.at)))
        for file in files:
            there = self._facts.get(file)
            if there is not None and there.fingerprint == self._media.fingerprint:
                return file
        missing = [file for file in files if file not in self._facts]
        stem = self._media.path.stem.casefold()
        named = [file for file in missing if Path(file).stem.casefold() == stem]
        number = self._number_in_brief()
        if not named and number is not None and number < len(files):
            named = [file for file in missing if file == files[number]]
        return named[0] if named else None

    def _number_in_brief(self) -> int | None:
        """Which recording it is, from 0, if it is named as the brief asks."""
        name = re.escape(slug(self._project.film.title))
        found = re.fullmatch(rf"{name}-([1-9][0-9]?)", self._media.path.stem, re.IGNORECASE)
        return int(found[1]) - 1 if found else None

    def _heard(self, alignment: Alignment) -> str | None:
        """The missing file in whose place the recording is heard."""
        span = covered(alignment, self._media.duration_ms, self._plain, self._held)
        waiting = (place for place in self._held.slots if place.file is None)
        place = place_heard(span, waiting, self._plain.canvas.rate) if span else None
        return place.wanted if place else None

    def _check_fits(
        self, slot: SignerSlot, alignment: Alignment, planned: SignerSlot | None
    ) -> None:
        """Raise `BadInput` where nothing of the recording is in its place."""
        if slot.to is not None and slot.at >= slot.to:
            raise BadInput(
                f"This recording would begin at {time_text(slot.at)}, but its place ends at"
                f" {time_text(slot.to)}",
                str(self._media.path),
                "Change 'to' in film.toml, or say another place with --at.",
            )
        span = covered(alignment, self._media.duration_ms, self._plain, self._held)
        if span is not None and slot.start < self._media.duration_ms:
            return
        heard = f"it covers {_times(span)} of the film" if span else "it lies outside the film"
        wanted = f", but its place begins at {time_text(planned.at)}" if planned else ""
        raise BadInput(
            f"This recording does not belong where it would be put: {heard}{wanted}",
            str(self._media.path),
            "Give it another name, or say its place with --at.",
        )

    def _file(self, wanted: str) -> str:
        """Its place in the project: where it lies already, or a free name like the wanted one."""
        there = self._facts.get(wanted)
        if there is not None and there.fingerprint == self._media.fingerprint:
            return wanted
        source = self._media.path
        folder = Path(wanted).parent.as_posix() if wanted else FOLDERS["signing"]
        present = self._project.folder / folder
        same = same_in(present, self._media.fingerprint, source.stat().st_size)
        if same is not None:
            return f"{folder}/{same}"
        name = f"{Path(wanted).stem}{source.suffix}" if wanted else portable(source.name)
        return f"{folder}/{free_name([path.name for path in present.glob('*')], name)}"

    def _write(self, slots: Slots) -> tuple[Film, list[str]]:
        """Copy the file and write film.toml; returns the film, and what a person should know of it
        now. Nothing is copied before it is known to fit.
        """
        project, file = self._project, next(iter(slots.values())).file
        where, target = str(project.film_file), project.folder / file
        film = read_film(_with(project.text, slots, where), where)
        try:
            timeline = build_timeline(film, {**self._facts, file: self._media}, where=where)
        except Mistakes as mistakes:
            first = mistakes.mistakes[0]
            raise BadInput(
                f"{self._media.path.name} was not put in. {first.sentence.removesuffix('.')}",
                where,
                f"{first.suggestion} Then run the same command again.",
            ) from None
        if not target.exists():
            self._tell(Progress("Copying", 0, 1))
            copy(self._media.path, target)
            self._tell(Progress("Copying", 1, 1))
        # The person may have changed film.toml while a large file was copied: read it again.
        text = read_text(project.film_file)
        if read_film(text, where) != project.film:
            raise BadInput(
                "film.toml was changed meanwhile, and is left as it is now",
                where,
                "Run the same command again.",
            )
        write_text(project.film_file, _with(text, slots, where))
        known = self._held.warnings
        return film, [warning for warning in timeline.warnings if warning not in known]

    def _say(self, slot: SignerSlot, alignment: Alignment, planned: SignerSlot | None) -> None:
        shown = f"shown from {time_text(slot.at)}" + (f" of {slot.clip}" if slot.clip else "")
        if slot.start:
            shown += f", from its {time_text(slot.start)} on"
        if alignment.sure and self._wish.said is not None:
            self._tell(Said(f"{slot.file} is {shown}, as you said."))
        elif alignment.sure:
            sure = f"{alignment.confidence:.0%} sure"
            self._tell(Said(f"{slot.file} is {shown}: its place was found by its sound ({sure})."))
        else:
            self._tell(
                Warned(f"{slot.file} is {shown}, as its name says. {alignment.reason} {LOOK}")
            )
        late = slot.at - planned.at if planned is not None and alignment.sure else 0
        lag = lag_warning(late)
        if lag is not None:
            self._tell(Warned(f"{slot.file}: {lag}"))


def _with(text: str, slots: Slots, where: str) -> str:
    for number, slot in slots.items():
        text = put_slot(text, slot, number, where)
    return text


def _times(span: Span) -> str:
    return f"{time_text(span.start)} to {time_text(span.end)}"
