"""How often the plain word that is suggested is one that people thought of: TSAR 2022's measures.

From `tsar2022_en_trial_gold.tsv`: a sentence, a hard word in it, and what some twenty people would
write instead, one column each.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.subtitles.easy.levels import base_of, is_hard, kind_of
from mediakit.subtitles.easy.plainer import Thesaurus, plainer
from mediakit.subtitles.easy.tagging import tags_of
from mediakit.subtitles.tokens import core


@dataclass(frozen=True, slots=True)
class Instance:
    """A hard word in its sentence, and how many people wrote what instead."""

    sentence: str
    word: str
    people: Counter[str]

    @property
    def favourites(self) -> frozenset[str]:
        """What most people wrote; several where as many wrote each."""
        most = max(self.people.values(), default=0)
        return frozenset(word for word, count in self.people.items() if count == most)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares from 0 to 1. `first_known` is ACC@1: somebody thought of the first suggestion;
    `first_best` is ACC@1@Top1: most people did; `known` is Potential@3: somebody thought of one of
    the first three.
    """

    instances: int
    first_known: float
    first_best: float
    known: float
    found: float = 0.0
    """The share of the hard words that are found to be hard."""


def read_instances(path: Path) -> list[Instance]:
    """The instances of a file. People who wrote the hard word itself wrote nothing plainer, so they
    are left out.
    """
    found = []
    for line in path.read_text("utf-8").splitlines():
        sentence, word, *people = (cell.strip() for cell in line.split("\t"))
        plainer = Counter(cell.casefold() for cell in people if cell)
        del plainer[word.casefold()]
        found.append(Instance(sentence, word, plainer))
    return found


def accuracy(instances: Sequence[Instance], suggested: Sequence[Sequence[str]]) -> Accuracy:
    """Judge the suggestions for each instance, the best first."""
    pairs = [
        (instance, [word.casefold() for word in words])
        for instance, words in zip(instances, suggested, strict=True)
    ]
    first = [(instance, words[0]) for instance, words in pairs if words]
    return Accuracy(
        len(instances),
        sum(word in instance.people for instance, word in first) / len(instances),
        sum(word in instance.favourites for instance, word in first) / len(instances),
        sum(not instance.people.keys().isdisjoint(words[:3]) for instance, words in pairs)
        / len(instances),
    )


def judged(instances: Sequence[Instance], thesaurus: Thesaurus) -> Accuracy:
    """How well mediakit finds and replaces those words."""
    suggested, found = [], 0
    for instance in instances:
        texts = instance.sentence.split()
        tag = tags_of(texts)[[core(text) for text in texts].index(instance.word)]
        kind = kind_of(tag)
        base = base_of(instance.word, kind) if kind else ""
        suggested.append(plainer(instance.word, base, tag, kind, thesaurus) if kind else ())
        found += kind is not None and is_hard(instance.word, kind)
    return replace(accuracy(instances, suggested), found=found / len(instances))
