"""What was heard so far of a long recording: a listening that was stopped goes on from there."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from mediakit.errors import CannotWrite
from mediakit.files import writing_to
from mediakit.transcript.hearing import Part


class Journal:
    """A file of finished parts, one a line, each under a name of its own.

    Every line is written at once and safe on the disk before the next part begins. A line that a
    crash cut short, or that is not ours, counts as not there: that part is heard again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.parts: Mapping[str, Part] = dict(_read(path))

    def add(self, name: str, part: Part) -> None:
        """Keep a finished part. Raises `CannotWrite`."""
        from pydantic import TypeAdapter

        data = {"part": name, "heard": TypeAdapter(Part).dump_python(part)}
        # The line feed before it ends a line that a crash may have left open.
        line = "\n" + json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
        with writing_to(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())

    def done(self) -> None:
        """The whole is kept elsewhere: the parts can go."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> list[tuple[str, Part]]:
    from pydantic import TypeAdapter, ValidationError

    parts = TypeAdapter(Part)
    found = []
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CannotWrite(
            f"mediakit cannot use its folder of kept work ({error.strerror})",
            str(path),
            "Move that away, or set MEDIAKIT_CACHE to another folder.",
        ) from error
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError, ValidationError):
            data = json.loads(line)
            found.append((str(data["part"]), parts.validate_python(data["heard"])))
    return found
