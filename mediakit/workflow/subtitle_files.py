"""Subtitle files on the disk, of any format."""

from pathlib import Path

from mediakit.errors import BadInput
from mediakit.subtitles.formats import Format, format_for, told
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.events import Tell, Warned, nobody


def read_subtitles(
    file: Path, tag: str = "", tell: Tell = nobody, kind: Format | None = None
) -> Subtitles:
    """The subtitles in a file of the format `kind`, or of the one that its name ends with, as the
    track `tag`, or in the language that the file itself names. `tell` hears what was forgiven.

    Raises `BadInput`, with the lines, for what cannot be read without losing words.
    """
    kind = kind or format_for(file.name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(
            f"The subtitles cannot be read ({error.strerror})", str(file), "Move it elsewhere."
        ) from error
    reading = kind.read(data, tag, str(file))
    for sentence in told(reading.forgiven, kind.unit):
        tell(Warned(f"{file.name}: {sentence}"))
    return reading.subtitles
