"""The verb transcribe: what is said in recordings, written down in every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import AlreadyThere
from mediakit.files import check_writable
from mediakit.media.probe import probe
from mediakit.outputs.transcripts import FORMATS, file_name, kind_named, written
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listening
from mediakit.workflow.about import about_file
from mediakit.workflow.events import Said, Tell
from mediakit.workflow.listening import Ask
from mediakit.workflow.names import names_for
from mediakit.workflow.own_files import is_ours, put
from mediakit.workflow.scribe import Scribe, Wording, check_source
from mediakit.workflow.single_files import Done, each, ears_for


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of the transcripts: where they go, of which kinds, whether those that are
    there are made anew, and what the person says of the words.
    """

    out: Path | None = None
    formats: tuple[str, ...] = FORMATS
    replace_old: bool = False
    wording: Wording = Wording()  # noqa: RUF009 - frozen, so one shared value is safe


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
    check_source(wish.wording, files)
    for kind in wish.formats:
        kind_named(kind)
    ears = None if wish.wording.source else ears_for(listening, tell, stop, ask)
    scribe = Scribe(wish.wording, listening.language, ears, tell)
    if len(files) > 1:
        names = names_for(str(file) for file in files)
        paths = {Path(file).absolute(): name for file, name in names.items()}
        scribe.ask_ahead({p: about_file(wish.out or p.parent, name) for p, name in paths.items()})
    yield from each(files, Transcribing(wish, scribe, tell).one)


class Transcribing:
    """Writes the transcripts of one recording after another."""

    def __init__(self, wish: Wish, scribe: Scribe, tell: Tell) -> None:
        self._wish, self._scribe, self._tell = wish, scribe, tell

    def one(self, file: Path, name: str) -> Done:
        """Write one recording's transcripts."""
        folder = self._wish.out or file.parent
        targets = self._targets(folder, name)
        check_writable(folder)
        _check_targets(targets.values(), file, self._wish)
        place = about_file(folder, name)
        worded = self._scribe.words_of(probe(file), name, place)
        beside = file.name if folder.absolute() == file.parent else None
        contents = {
            kind: written(
                kind, worded.about.title or name, worded.transcript, worded.standing, media=beside
            )
            for kind in targets
        }
        for kind, target in targets.items():
            self._put(target, contents[kind], file)
        return Done(file, tuple(targets.values()))

    def _put(self, target: Path, content: bytes, recording: Path) -> None:
        left = put(target, content, recording, mended=self._wish.wording.source is not None)
        if left.moved:
            self._tell(
                Said(
                    f"The old {target.name} was not mediakit's own, or somebody had mended it. "
                    f"It is kept as {left.moved.name}."
                )
            )

    def _targets(self, folder: Path, name: str) -> dict[str, Path]:
        """The results by kind. The edited transcript itself stays as it is."""
        source = self._wish.wording.source
        targets = {kind: folder / file_name(name, kind) for kind in self._wish.formats}
        return {
            kind: target
            for kind, target in targets.items()
            if source is None or target.resolve() != source.resolve()
        }


def _check_targets(targets: Iterable[Path], source: Path, wish: Wish) -> None:
    mended = wish.wording.source is not None
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
