"""Names and terms to listen for, which never put words into anybody's mouth.

Whisper told of a word may write it where nobody said it. So a recording is first heard without
them. Only where something was heard that is written or sounds much like one of them is it heard
again with them in mind, and only that place may change.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.transcript.engines.base import Asking, Decoded, Encoded, Engine
from mediakit.transcript.words import Heard

ALIKE = 0.6
"""Share of letters in common from which what was heard may be a hot word: "comfy way" for "ComfyUI"
has 0.8, two words that have nothing to do with each other seldom more than 0.5."""

MOST_PARTS = 3
"""Words as which a single hot word may have been heard: "Llan fair P G"."""


@dataclass(frozen=True, slots=True)
class HotWords:
    """Terms to listen for, each as it is to be written."""

    terms: tuple[str, ...] = ()

    def applied(
        self,
        decoded: Sequence[Decoded],
        windows: Sequence[Encoded],
        engine: Engine,
        asking: Asking,
    ) -> list[Decoded]:
        """What was heard, with hot words where they were said."""
        results = list(decoded)
        chosen = [index for index, one in enumerate(decoded) if self._may_hold(one)]
        if not chosen:
            return results
        asking = replace(asking, hot_words=", ".join(self.terms))
        hinted = engine.decode([windows[index] for index in chosen], asking)
        for index, hint in zip(chosen, hinted, strict=True):
            results[index] = self._with_terms(results[index], hint)
        return results

    def _may_hold(self, decoded: Decoded) -> bool:
        return any(self._places(decoded.heard, term) for term in self.terms)

    def _with_terms(self, plain: Decoded, hinted: Decoded) -> Decoded:
        """What was heard without hints; where a hint gave a term and something like it was heard
        there without, the term.
        """
        heard = list(plain.heard)
        for term in self.terms:
            for first, last in reversed(_exactly(hinted.heard, term)):
                said = hinted.heard[first:last]
                place = _overlapped(heard, said[0].start, said[-1].end)
                if place is None or _holds(_as_written(heard, term), *place):
                    continue
                if _is_alike(_letters(heard[place[0] : place[1]]), _key(term)):
                    heard[place[0] : place[1]] = said
        if tuple(heard) == plain.heard:
            return plain
        text = "".join(part.text for part in heard).strip()
        return replace(plain, heard=tuple(heard), text=text)

    def _places(self, heard: Sequence[Heard], term: str) -> bool:
        """Whether something like a term was heard somewhere, but not the term itself."""
        exact = _as_written(heard, term)
        most = MOST_PARTS * max(1, len(term.split()))
        return any(
            _is_alike(_letters(heard[first : first + count]), _key(term))
            and not _holds(exact, first, first + count)
            for count in range(1, most + 1)
            for first in range(len(heard) - count + 1)
        )


def terms_in(text: str) -> tuple[str, ...]:
    """Terms from a list: one a line, or with commas between them; what follows # is a remark.

    >>> terms_in("Siân, ComfyUI # a program\\nLlanfairpwll\\n")
    ('Siân', 'ComfyUI', 'Llanfairpwll')
    """
    lines = (line.partition("#")[0] for line in text.splitlines())
    found = (" ".join(term.split()) for line in lines for term in line.split(","))
    return tuple(dict.fromkeys(term for term in found if term))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _letters(heard: Sequence[Heard]) -> str:
    return _key("".join(part.text for part in heard))


def _is_alike(heard: str, term: str) -> bool:
    if not heard or not term or heard == term:
        return heard == term
    matcher = difflib.SequenceMatcher(None, heard, term, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _exactly(heard: Sequence[Heard], term: str) -> list[tuple[int, int]]:
    """Where a term stands among what was heard: first and one-past-last part."""
    key, found = _key(term), []
    for first in range(len(heard)):
        if not heard[first].begins:
            continue
        letters = ""
        for last in range(first, len(heard)):
            letters += _key(heard[last].text)
            if letters == key:
                found.append((first, last + 1))
            if len(letters) >= len(key):
                break
    return found


def _as_written(heard: Sequence[Heard], term: str) -> list[tuple[int, int]]:
    """Where a term stands in as many words as it has: "Comfy UI" is not yet "ComfyUI"."""
    count = len(term.split())
    return [
        (first, last)
        for first, last in _exactly(heard, term)
        if sum(part.begins for part in heard[first:last]) == count
    ]


def _holds(exact: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a term that was heard as it is touches the parts from `first` to before `last`."""
    return any(start < last and first < end for start, end in exact)


def _overlapped(heard: Sequence[Heard], start: int, end: int) -> tuple[int, int] | None:
    """The parts whose middles lie in a stretch of time, first and one-past-last."""
    inside = [
        index for index, part in enumerate(heard) if start <= (part.start + part.end) / 2 <= end
    ]
    return (inside[0], inside[-1] + 1) if inside else None
