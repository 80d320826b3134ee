"""What was made, and by which recipe: so that a newer recipe makes its own files anew, and a file
that a person put in its place stays.
"""

import hashlib
import json
from importlib import metadata
from pathlib import Path

from mediakit.files import sha256_of, write_text

RECORD = Path(".mediakit") / "footage.json"


def recipe(effort: object) -> str:
    """The SHA-256 of everything that decides what is made, in hex."""
    digest = hashlib.sha256(f"{effort} {metadata.version('espeakng-loader')}".encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


class Made:
    """Remembers the files of one project that were made, by name with recipe and SHA-256."""

    def __init__(self, project: Path, recipe: str) -> None:
        self._project, self._recipe = project, recipe
        try:
            self._rows = dict(json.loads((project / RECORD).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._rows = {}

    def wanted(self, path: Path) -> bool:
        """True if the file is missing, or was made by another recipe and never changed since."""
        if not path.exists():
            return True
        row = self._rows.get(self._name(path))
        if row is None or row["recipe"] == self._recipe:
            return False
        return bool(row["sha256"] == sha256_of(path))

    def add(self, path: Path) -> None:
        """Remember that the file was made just now."""
        self._rows[self._name(path)] = {"recipe": self._recipe, "sha256": sha256_of(path)}
        text = json.dumps(self._rows, indent=1, sort_keys=True)
        write_text(self._project / RECORD, text)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._project).as_posix()
