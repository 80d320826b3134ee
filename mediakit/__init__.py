"""mediakit: from raw footage to finished, accessible films.

from mediakit import Film
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mediakit.scripting.film import Film as Film

__version__ = "0.1.0"
__all__ = ["Film", "__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """`Film` is imported when it is first asked for, so that importing mediakit stays quick."""
    if name == "Film":
        from mediakit.scripting.film import Film

        return Film
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
