"""What stands for all that decides an item's results: if it is the same, nothing is done again."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from mediakit import __version__
from mediakit.files import sha256_of
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.transcript.engines import engine_named
from mediakit.transcript.models import find_model
from mediakit.workflow.batch.items import Item, Settings
from mediakit.workflow.batch.journal import Journal
from mediakit.workflow.project import FILM, files_of, open_project
from mediakit.workflow.shelf import profile_named, style


class Keys:
    """Keys of items under the settings of a batch; the journal spares reading a file twice. Raises
    `BadInput` or `MissingPart` at once for an engine, a model or a set of rules that is not there.
    """

    def __init__(self, settings: Settings, journal: Journal | None) -> None:
        listening = settings.listening
        kind = engine_named(listening.engine)
        model = find_model(listening.model, weights=kind.weights, download=listening.download)
        self._journal = journal
        self._common = {
            "preset": settings.preset,
            "track": settings.track,
            "profile": asdict(profile_named(settings.profile)),
            "speakers": settings.speakers,
            "listening": asdict(listening) | {"download": False, "model": model.fingerprint},
            "versions": kind.versions(),
            "mediakit": __version__,
            "ffmpeg": ffmpeg_version(),
            "style": repr(style()),
        }

    def key_of(self, item: Item) -> str:
        """The key of an item as its files are now. Raises `BadInput` if they cannot be read."""
        row = {name: value for name, value in asdict(item.row).items() if name != "source"}
        # A single file is the same under any name.
        content = {
            path.relative_to(item.source).as_posix(): self._sha256(path)
            for path in contents_of(item.source)
        }
        decides = {**self._common, "name": item.name, "row": row, "content": content}
        text = json.dumps(decides, sort_keys=True, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def content_of(self, item: Item) -> str:
        """What tells the content of a single file, whatever it is called."""
        return self._sha256(item.source) if item.source.is_file() else ""

    def _sha256(self, path: Path) -> str:
        from mediakit.media.container import check_file

        found = self._journal.sha256(path) if self._journal else None
        if found is None:
            check_file(path)
            found = sha256_of(path)
            if self._journal:
                self._journal.saw(path, found)
        return found


def contents_of(source: Path) -> Iterator[Path]:
    """The files that decide what becomes of a source: itself, or all that a project is made of.
    Raises `Mistakes` for a film.toml that cannot be used.
    """
    if not source.is_dir():
        yield source
        return
    project = open_project(source)
    yield source / FILM
    yield from (path for name in files_of(project.film) if (path := source / name).is_file())
    if project.subtitles.is_dir():
        yield from sorted(path for path in project.subtitles.iterdir() if path.is_file())
