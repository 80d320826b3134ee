"""The typeface that comes with mediakit: Lexend, which has every letter of English and Welsh."""

import hashlib
from functools import cache
from importlib import util
from pathlib import Path

from mediakit.errors import MissingPart


@cache
def font_file() -> Path:
    """Lexend's variable font file. Raises `MissingPart` if it is not installed."""
    spec = util.find_spec("fontpkg_lexend")
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    found = sorted(folder.glob("Lexend*.ttf")) if folder else []
    if not found:
        raise MissingPart(
            "The typeface Lexend is not installed", remedy="Run: pip install fontpkg-lexend"
        )
    return found[0]


@cache
def font_fingerprint() -> str:
    """SHA-256 of the font file, in hex: part of every piece's key."""
    return hashlib.sha256(font_file().read_bytes()).hexdigest()
