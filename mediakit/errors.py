"""One family of errors: what happened, where, and what to do next.

Every error that a person can meet is a `MediakitError`. It reads as plain sentences, survives
pickling (so that it can come back from a worker), and carries the exit code that the command line
uses. Libraries raise; only the faces (cli, studio) print and exit.
"""


class MediakitError(Exception):
    """Something a person can act on.

    `what` is a clause without a full stop ("The file is empty"), `where` names the file and the
    place in it, `remedy` is a whole sentence ("Copy it from the camera again.").

    >>> str(MediakitError("The file is empty", "tip-1.mp4", "Copy it from the camera again."))
    'The file is empty: tip-1.mp4. Copy it from the camera again.'
    """

    exit_code = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        sentence = f"{self.what}: {self.where}." if self.where else f"{self.what}."
        return f"{sentence} {self.remedy}".strip()


class BadInput(MediakitError):
    """A file, a folder or a value that a person gave cannot be used."""

    exit_code = 3


class MissingPart(MediakitError):
    """Something that mediakit needs is not installed: a model, a font, ffmpeg, an extra."""

    exit_code = 4


class CannotWrite(MediakitError):
    """The disk is full, the folder is read-only, or the like."""

    exit_code = 5


class AlreadyThere(MediakitError):
    """A result exists and would be overwritten."""

    exit_code = 6


class ProgramFailed(MediakitError):
    """Another program (ffmpeg) ended with an error; `where` holds its last words."""

    exit_code = 7


class Stopped(MediakitError):
    """The person stopped the work (Ctrl-C)."""

    exit_code = 130
