"""What is said in a recording and by whom: heard, or taken from a transcript that a person mended,
under the names that people gave. What transcribe and podcast have in common.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.outputs.transcripts import Standing
from mediakit.subtitles.formats.reading import UNKNOWN
from mediakit.subtitles.reading_back import transcript_of
from mediakit.transcript.files import read_transcript
from mediakit.transcript.meetings import read_meeting
from mediakit.transcript.model import Transcript
from mediakit.transcript.speakers.names import named, names_by_order, names_from_other
from mediakit.workflow.about import About, keep_about, mark_of, read_about
from mediakit.workflow.events import Said, Tell, Warned
from mediakit.workflow.listening import Ears
from mediakit.workflow.project import read_text
from mediakit.workflow.subtitle_files import read_subtitles

_AFTER_THE_END_MS = 5000
"""How long after a recording's end a subtitle of it may still begin: players and editors round, and
captions may hang over; a whole sentence more belongs to another recording. [own]"""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a person says of the words just now. `speakers` are names in the order in which people
    first speak; `names_from` is a meeting's transcript with names in it; `source` an edited
    transcript to take the words from, instead of listening; `checked_by` who checked them.
    """

    speakers: tuple[str, ...] = ()
    names_from: Path | None = None
    source: Path | None = None
    checked_by: str | None = None


def check_source(wording: Wording, files: Sequence[Path]) -> None:
    """Raise `BadInput` if one edited transcript is to be that of several recordings."""
    if wording.source is not None and len(files) != 1:
        raise BadInput(
            "An edited transcript belongs to one recording",
            str(wording.source),
            "Name that one recording.",
        )


@dataclass(frozen=True, slots=True)
class Worded:
    """A transcript with its people's names, how far it can be trusted, and what people say of the
    recording.
    """

    transcript: Transcript
    standing: Standing
    about: About


class Scribe:
    """Brings words, names and what people say together, for one recording after another. `language`
    is the one that the command named; without ears, the words come from the wording's `source`.
    """

    def __init__(
        self, wording: Wording, language: str | None, ears: Ears | None, tell: Tell
    ) -> None:
        self._wording, self._language, self._ears, self._tell = wording, language, ears, tell
        self._answers: dict[Path, str | None] = {}
        # Read before anything takes time.
        self._meeting = _meeting(wording.names_from) if wording.names_from else ()

    def ask_ahead(self, places: Mapping[Path, Path]) -> None:
        """Ask about the languages of many recordings before the first is listened to, so that the
        person can go. `places` are the files in which people speak about each. Recordings that
        cannot be used are left for their turn.
        """
        if self._ears is None or self._language or self._ears.ask is None:
            return
        for file, place in places.items():
            with contextlib.suppress(BadInput):
                if not read_about(place).language:
                    self._answers[file] = self._ears.language_of(probe(file))

    def words_of(
        self, media: Media, name: str, place: Path, usual_language: str | None = None
    ) -> Worded:
        """The words of the recording called `name`. What people say of it stands in the file
        `place`, and what they said with this command is added there. `usual_language` counts where
        neither says what is spoken.
        """
        about = read_about(place)
        transcript, language = self._words(media, about, usual_language)
        about = self._keep(place, name, transcript, language)
        self._speak_of_names(transcript, about, place)
        standing = self._standing(transcript, about, media.path)
        return Worded(named(transcript, about.speakers), standing, about)

    def _words(
        self, media: Media, about: About, usual_language: str | None
    ) -> tuple[Transcript, str | None]:
        """What is said, and its language if a person said which it is."""
        if self._ears is None:
            source = self._wording.source or Path()
            transcript = _from_file(source, media, self._language, about, self._tell)
            return transcript, self._language
        language = self._language or about.language or usual_language
        if not language:
            asked = media.path in self._answers
            language = self._answers[media.path] if asked else self._ears.language_of(media)
        return self._ears.hear(media, None if self._language else language), language

    def _keep(self, place: Path, name: str, transcript: Transcript, language: str | None) -> About:
        """Write down what people said with this command."""
        wording = self._wording
        labels = dict.fromkeys(word.speaker for word in transcript.words if word.speaker)
        given = {**self._names_from(transcript), **names_by_order(wording.speakers)}
        about = read_about(place)
        speakers = {
            label: given.get(label, label)
            for label in labels
            if label in given or label not in about.speakers.values()
        }
        marked = wording.checked_by or (about.checked_by and not about.checked_words)
        return keep_about(
            place,
            title=name,
            language=language,
            checked_by=wording.checked_by,
            checked_words=mark_of(transcript) if marked else None,
            speakers=speakers,
        )

    def _names_from(self, transcript: Transcript) -> Mapping[str, str]:
        file = self._wording.names_from
        if file is None:
            return {}
        found = names_from_other(transcript.words, self._meeting)
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


def _meeting(file: Path) -> tuple[tuple[str, str], ...]:
    """Who says what in a meeting's transcript; "" where it does not say who."""
    return tuple((one.speaker or "", one.text) for one in read_meeting(read_text(file), str(file)))


def _from_file(
    source: Path, media: Media, language: str | None, about: About, tell: Tell
) -> Transcript:
    """The words of an edited transcript of `media`."""
    if source.suffix.lower() == ".json":
        transcript = read_transcript(read_text(source), str(source))
        return replace(transcript, language=language or about.language or transcript.language)
    reading = read_subtitles(source, language or about.language or "", tell)
    subtitles = replace(reading, tag="en") if reading.tag == UNKNOWN else reading
    if subtitles.cues and subtitles.cues[-1].span.start > media.duration_ms + _AFTER_THE_END_MS:
        raise BadInput(
            f"This transcript goes on after the end of {media.path.name}",
            str(source),
            "Name the recording that it belongs to.",
        )
    names = {*about.speakers, *about.speakers.values()}
    return transcript_of(subtitles, file=source.name, duration_ms=media.duration_ms, known=names)
