"""What a batch shall make: from the folders, files and lists that a person named, to rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.film.tables import parse_toml
from mediakit.handwritten.mistakes import Finding, Mistake, Mistakes, located
from mediakit.outputs.package import LISTING
from mediakit.subtitles.formats import decoded
from mediakit.workflow.batch.agreeing import disagreements
from mediakit.workflow.batch.items import Row
from mediakit.workflow.batch.spreadsheet import read_sheet
from mediakit.workflow.episodes import RECORDING, natural
from mediakit.workflow.project import FILM

if TYPE_CHECKING:
    from mediakit.workflow.batch.schema import BatchTable

LISTS = {".toml", ".csv"}
"""Endings of files that list what is to be made."""


def rows_of(places: Iterable[Path], out: Path) -> tuple[Row, ...]:
    """Everything that `places` stand for, once each: a recording or a video is itself, a folder
    with a film.toml is that film, any other folder holds such, and a batch.toml or a .csv lists
    them. What lies in `out` are results.

    Raises `Mistakes` with every mistake in a list, and `BadInput` for a place where there is
    nothing to do.
    """
    found: dict[Path, Row] = {}
    for place in places:
        for row in _rows_at(place, out):
            found.setdefault(row.source, row)
    return tuple(found.values())


def _rows_at(place: Path, out: Path) -> Iterable[Row]:
    if place.name == FILM and place.is_file():
        return [Row(place.parent.absolute())]
    if place.is_file() and place.suffix.lower() in LISTS:
        return read_list(place)
    if place.is_dir():
        rows = [Row(path.absolute()) for path in sources_in(place, out)]
        if not rows:
            raise BadInput(
                "There is no recording, video or film in this folder",
                str(place),
                "Put your files there, or name another folder.",
            )
        return rows
    if not place.exists():
        raise BadInput(
            "There is no such file or folder",
            str(place),
            "Check the name, and that the disk it lies on is connected.",
        )
    return [Row(place.absolute())]


def sources_in(folder: Path, out: Path) -> Iterator[Path]:
    """Recordings, videos and projects in a folder and those below it, in the order of their names
    with numbers counted. Finished packages, hidden files and `out` are passed over.
    """
    if (folder / FILM).is_file():
        yield folder
        return
    if (folder / LISTING).is_file() or folder.resolve() == out.resolve():
        return
    for path in sorted(folder.iterdir(), key=lambda path: natural(path.name)):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from sources_in(path, out)
        elif RECORDING.fullmatch(path.name) and path.is_file():
            yield path


def read_list(file: Path) -> tuple[Row, ...]:
    """The rows of a batch.toml or of a list saved from a spreadsheet. Raises `Mistakes` with every
    mistake in it, by line.
    """
    try:
        text = decoded(file.read_bytes()).removeprefix("\ufeff")
    except OSError as error:
        raise BadInput(
            f"The file cannot be read ({error.strerror})", str(file), "Look at it in your folder."
        ) from error
    written = _sheet(text, file) if file.suffix.lower() == ".csv" else _toml(text, file)
    return written.rows()


@dataclass(frozen=True, slots=True)
class _Written:
    """A list as a person wrote it: its table of plain values, and where each row stands. `lines`
    are those of the rows; None where they are to be found in the text.
    """

    file: Path
    text: str
    data: Mapping[str, Any]
    lines: Sequence[int] | None = None
    mistakes: tuple[Mistake, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """The rows, or every mistake at once."""
        table, findings = _validated(self.data)
        findings += disagreements(self._plain(), self._source)
        mistakes = [*self.mistakes, *self._located(findings)]
        if table is None or mistakes:
            raise Mistakes(mistakes, str(self.file))
        return tuple(self._row(item.model_dump()) for item in table.item)

    def _plain(self) -> list[Mapping[str, Any]]:
        """The rows in which something can be looked for at all."""
        items = self.data.get("item")
        return [row if isinstance(row, dict) else {} for row in items or ()]

    def _row(self, values: dict[str, Any]) -> Row:
        return Row(self._source(values.pop("file")), **values)

    def _source(self, name: str) -> Path:
        """The place of that name; names count from the folder of the list. A list from Windows
        writes backslashes.
        """
        folder = self.file.absolute().parent
        path = folder / name
        path = path if path.exists() or "\\" not in name else folder / name.replace("\\", "/")
        return path.parent if path.name == FILM else path

    def _located(self, findings: Iterable[Finding]) -> Iterator[Mistake]:
        if self.lines is None:
            yield from located(findings, self.text, str(self.file)).mistakes
            return
        for found in findings:
            line = self.lines[int(found.path[1])] if len(found.path) > 1 else None
            yield Mistake(line, found.sentence, found.suggestion)


def _validated(data: Mapping[str, Any]) -> "tuple[BatchTable | None, list[Finding]]":
    from pydantic import ValidationError

    from mediakit.film import explain
    from mediakit.workflow.batch.schema import BATCH, BatchTable

    try:
        return BatchTable.model_validate(data), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, explain.without_echoes([explain.explain(one, data, BATCH) for one in errors])


def _toml(text: str, file: Path) -> _Written:
    written = _Written(file, text, parse_toml(text, str(file)))
    if not written.data.get("item"):
        mistake = Mistake(
            None,
            "There is nothing to make in this list.",
            'Write [[item]] in a line of its own, and under it file = "films/garden.mp4".',
        )
        raise Mistakes([mistake], str(file))
    return written


def _sheet(text: str, file: Path) -> _Written:
    from mediakit.workflow.batch.schema import COLUMNS

    sheet = read_sheet(text, COLUMNS, str(file))
    if not sheet.rows and not sheet.mistakes:
        mistake = Mistake(
            None, "There is nothing to make in this list.", "Write a line for each film."
        )
        raise Mistakes([mistake], str(file))
    return _Written(file, text, {"item": list(sheet.rows)}, sheet.lines, sheet.mistakes)
