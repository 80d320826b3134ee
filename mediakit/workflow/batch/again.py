"""What can pass by itself, so that trying again helps: a network folder that was lost for a while,
a disk that others fill and empty. Everything else stays as it is until a person does something.
"""

import errno
from collections.abc import Iterator

from mediakit.errors import CannotWrite

PAUSES = (20.0, 60.0)
"""Seconds before the second and the third try: a network folder is back in seconds, or not soon.
[own]"""

_PASSING = frozenset(
    {
        errno.EAGAIN,
        errno.EBUSY,
        errno.EIO,
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENETRESET,
        errno.ECONNRESET,
        errno.ECONNABORTED,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENOSPC,
        errno.EDQUOT,
    }
)


def can_pass(error: BaseException) -> bool:
    """Whether the same work may go well a little later.

    >>> can_pass(OSError(errno.ESTALE, "Stale file handle")), can_pass(ValueError())
    (True, False)
    """
    causes = list(_causes(error))
    if any(isinstance(one, OSError) and one.errno in _PASSING for one in causes):
        return True
    # ffmpeg says in words alone that the disk is full.
    return isinstance(error, CannotWrite) and error.what == "The disk is full"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what led to it, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
