"""The verb transcribe: what is said in recordings, written down in every format."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import AlreadyThere, BadInput
from mediakit.files import check_writable
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.outputs.transcripts import FORMATS, Standing, file_name, kind_named, written
from mediakit.process import StopSignal
from mediakit.subtitles.formats import format_for
from mediakit.subtitles.reading_back import transcript_of
from mediakit.transcript.files import read_transcript
from mediakit.transcript.listening import Listening
from mediakit.transcript.meetings import read_meeting
from mediakit.transcript.model import Transcript
from mediakit.transcript.speakers.names import named, names_by_order, names_from_other
from mediakit.workflow.about import About, about_file, keep_about, mark_of, read_about
from mediakit.workflow.events import Said, Tell, Warned
from mediakit.workflow.listening import Ask, Ears
from mediakit.workflow.own_files import is_ours, put
from mediakit.workflow.project import read_text
from mediakit.workflow.single_files import Done, each, ears_for

_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)
"""The line of a WebVTT header that says what is spoken."""

_AFTER_THE_END_MS = 5000
"""How long after a recording's end a subtitle of it may still begin: players and editors round, and
captions may hang over; a whole sentence more belongs to another recording. [own]"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of the transcripts. `speakers` are names in the order in which people
    first speak; `names_from` is a meeting's transcript with names in it; `source` an edited
    transcript to make the others from, instead of listening; `checked_by` who checked the words.
    """

    out: Path | None = None
    formats: tuple[str, ...] = FORMATS
    replace_old: bool = False
    speakers: tuple[str, ...] = ()
    names_from: Path | None = None
    source: Path | None = None
    checked_by: str | None = None


def transcribe(
    files: Iterable[Path],
    wish: Wish,
    listening: Listening,
    *,
    tell: Tell,
    stop: StopSignal,
    ask: Ask | None = None,
) -> Iterator[Done]:
    """Write down what is said in sound or video files. A file that fails does not keep the others
    from being done.

    Beside the transcripts lies NAME.about.toml, in which people say more; what it says goes into
    them. A result that a person changed is never lost: see `own_files`.
    """
    files = tuple(files)
    if wish.source is not None and len(files) != 1:
        raise BadInput(
            "An edited transcript belongs to one recording",
            str(wish.source),
            "Name that one recording.",
        )
    for kind in wish.formats:
        kind_named(kind)
    ears = None if wish.source else ears_for(listening, tell, stop, ask)
    work = _Transcribing(wish, listening.language, ears, tell)
    yield from each(files, work.one)


class _Transcribing:
    def __init__(self, wish: Wish, language: str | None, ears: Ears | None, tell: Tell) -> None:
        self._wish, self._language, self._ears, self._tell = wish, language, ears, tell

    def one(self, file: Path, name: str) -> Done:
        """Write one recording's transcripts."""
        folder = self._wish.out or file.parent
        targets = self._targets(folder, name)
        check_writable(folder)
        _check_targets(targets.values(), file, self._wish)
        place = about_file(folder, name)
        about = read_about(place)
        media = probe(file)
        transcript, language = self._words(media, about)
        about = self._keep(place, name, transcript, language)
        self._speak_of_names(transcript, about, place)
        standing = self._standing(transcript, about, file)
        final = named(transcript, about.speakers)
        beside = file.name if folder.absolute() == file.parent else None
        contents = {
            kind: written(kind, about.title or name, final, standing, media=beside)
            for kind in targets
        }
        for kind, target in targets.items():
            self._put(target, contents[kind], file)
        return Done(file, tuple(targets.values()))

    def _put(self, target: Path, content: bytes, recording: Path) -> None:
        left = put(target, content, recording, mended=self._wish.source is not None)
        if left.moved:
            self._tell(
                Said(
                    f"The old {target.name} was not mediakit's own, or somebody had mended it. "
                    f"It is kept as {left.moved.name}."
                )
            )

    def _targets(self, folder: Path, name: str) -> dict[str, Path]:
        """The results by kind. The edited transcript itself stays as it is."""
        source = self._wish.source
        targets = {kind: folder / file_name(name, kind) for kind in self._wish.formats}
        return {
            kind: target
            for kind, target in targets.items()
            if source is None or target.resolve() != source.resolve()
        }

    def _words(self, media: Media, about: About) -> tuple[Transcript, str | None]:
        """What is said, and its language if a person said which it is."""
        if self._ears is None:
            return _from_file(self._wish.source or Path(), media, self._language, about), None
        language = self._language or about.language or self._ears.language_of(media)
        return self._ears.hear(media, None if self._language else language), language

    def _keep(self, place: Path, name: str, transcript: Transcript, language: str | None) -> About:
        """Write down what people said with this command."""
        wish = self._wish
        labels = dict.fromkeys(word.speaker for word in transcript.words if word.speaker)
        given = {**self._names_from(transcript), **names_by_order(wish.speakers)}
        about = read_about(place)
        speakers = {
            label: given.get(label, label)
            for label in labels
            if label in given or label not in about.speakers.values()
        }
        marked = wish.checked_by or (about.checked_by and not about.checked_words)
        return keep_about(
            place,
            title=name,
            language=language,
            checked_by=wish.checked_by,
            checked_words=mark_of(transcript) if marked else None,
            speakers=speakers,
        )

    def _names_from(self, transcript: Transcript) -> Mapping[str, str]:
        file = self._wish.names_from
        if file is None:
            return {}
        lines = read_meeting(read_text(file), str(file))
        found = names_from_other(transcript.words, [(one.speaker or "", one.text) for one in lines])
        if not found:
            self._tell(Warned(f"No names could be taken from {file.name}: is it the same talk?"))
        return found

    def _speak_of_names(self, transcript: Transcript, about: About, place: Path) -> None:
        labels = dict.fromkeys(word.speaker for word in transcript.words if word.speaker)
        nameless = [label for label in labels if about.speakers.get(label) == label]
        numbers = [label for label in nameless if label.startswith("Speaker ")]
        if numbers:
            self._tell(
                Said(
                    f"Who is {' and who is '.join(numbers)}? Write the names into {place.name}, "
                    "and run the same command again."
                )
            )

    def _standing(self, transcript: Transcript, about: About, file: Path) -> Standing:
        if not about.checked_by or about.checked_words == mark_of(transcript):
            return Standing(about.checked_by)
        self._tell(
            Warned(
                f"{file.name}: these are not the words that {about.checked_by} checked, so the "
                "transcripts say that they are not checked. If you mended one of them, make the "
                "others from it with --from"
            )
        )
        return Standing()


def _check_targets(targets: Iterable[Path], source: Path, wish: Wish) -> None:
    mended = wish.source is not None
    for target in targets:
        if target.resolve() == source.resolve():
            raise AlreadyThere(
                "The result would take the place of the recording itself",
                str(target),
                "Choose another folder with --out.",
            )
        if target.exists() and not wish.replace_old and not is_ours(target, source, mended=mended):
            raise AlreadyThere(
                "There is a file that mediakit did not write, or with words that somebody mended",
                str(target),
                "Choose another folder with --out; or make the others from it with --from; or add "
                "--replace, and it is kept under another name.",
            )


def _from_file(source: Path, media: Media, language: str | None, about: About) -> Transcript:
    """The words of an edited transcript of `media`."""
    text = read_text(source)
    if source.suffix.lower() == ".json":
        transcript = read_transcript(text, str(source))
        return replace(transcript, language=language or about.language or transcript.language)
    header = _LANGUAGE.search(text.partition("\n\n")[0]) if source.suffix == ".vtt" else None
    tag = language or about.language or (header[1] if header else "en")
    subtitles = format_for(source.name).read(text, tag, str(source))
    if subtitles.cues and subtitles.cues[-1].span.start > media.duration_ms + _AFTER_THE_END_MS:
        raise BadInput(
            f"This transcript goes on after the end of {media.path.name}",
            str(source),
            "Name the recording that it belongs to.",
        )
    names = {*about.speakers, *about.speakers.values()}
    return transcript_of(subtitles, file=source.name, duration_ms=media.duration_ms, known=names)
