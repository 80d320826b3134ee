"""A changed film.toml, read again before it is trusted."""

from mediakit.errors import BadInput
from mediakit.film.model import Film
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes


def verify(text: str, meant: Film, where: str, what: str, advice: str) -> None:
    """Raise `BadInput` with `what` went wrong in `where`, and `advice`, unless `text` says exactly
    the film that was meant: people may write a table in ways in which lines cannot be put.
    """
    try:
        fits = read_film(text, where) == meant
    except Mistakes:
        fits = False
    if not fits:
        raise BadInput(what, where, advice)
