"""Who answers for the signing, as credits and lists name them."""

from collections.abc import Iterator, Sequence

from mediakit.film.model import SigningPerson

ROLES = {"interpreter": "BSL interpreter", "checker": "BSL checked by"}
"""What the credits call a person, by the role in film.toml."""


def credit_lines(people: Sequence[SigningPerson], lines: Sequence[str]) -> Iterator[str]:
    """A line of credits for each person whom the film's own `lines` do not name.

    >>> list(credit_lines([SigningPerson("Siân Jones", "interpreter", "NRCPD 12345")], ["Camera"]))
    ['BSL interpreter: Siân Jones (NRCPD 12345)']
    """
    for person in people:
        if not any(person.name in line for line in lines):
            number = f" ({person.registration})" if person.registration else ""
            yield f"{ROLES[person.role]}: {person.name}{number}"
