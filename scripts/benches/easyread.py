"""scripts/bench easyread: how plain easy read is, and whether it keeps what was said."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benches.easyspoken import spoken, spoken_lines
from benches.examples import examples
from benches.facts import Lost, lost
from benches.heard import heard_in, recordings
from benches.lexical import Accuracy, judged, read_instances
from benches.recordings import media_folder
from benches.running import machine, machine_lines, table, write_results
from benches.sari import Sari, sari
from mediakit.clock import Span
from mediakit.subtitles.easy.easy_read import easy_sentences
from mediakit.subtitles.easy.hard_words import hard_words
from mediakit.subtitles.easy.inflection import article_for
from mediakit.subtitles.easy.plain_words import PlainWords
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.subtitles.sentences import sentence_ends
from mediakit.subtitles.tokens import Token, capitalised, text_of
from mediakit.workflow.shelf import plain_words
from mediakit.workflow.wordnet import thesaurus

PEOPLE = 10
"""Each sentence of the set was made plainer by ten people, each for themselves."""

QUICK = 100
"""Sentences of a quick look."""

SPOKEN_MS = 300
"""What a word takes in speech, about. Text has no times; the rewriting does not look at them."""

HEAD = (
    "text",
    "SARI",
    "added",
    "kept",
    "taken out",
    "sentences up to 12 words",
    "words a sentence (median, longest)",
    "names, numbers, negations kept",
)

Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way of rewriting does to the whole set."""

    sari: Sari
    lengths: tuple[int, ...]
    """Words in each sentence that came out."""
    losses: tuple[Lost, ...]
    """For each text, what it lost."""

    @property
    def short(self) -> float:
        """The share of sentences that are as short as the profile asks."""
        return sum(length <= EASY_READ.sentence_words for length in self.lengths) / len(
            self.lengths
        )

    @property
    def kept(self) -> float:
        """The share of texts that lost no fact."""
        return sum(not loss for loss in self.losses) / len(self.losses)


def bench(wanted: Namespace) -> int:
    """Measure, print the table, write the files."""
    facts = machine()
    folder = media_folder() / "simplify"
    size = QUICK if wanted.quick else None
    before = _lines(folder / "asset.valid.orig")[:size]
    people = [_lines(folder / f"asset.valid.simp.{number}")[:size] for number in range(PEOPLE)]
    words = plain_words("en")
    rewritten = {name: list(map(way, before)) for name, way in ways(words).items()}
    results = measured(before, rewritten, people)
    results |= measured(before, {"one person beside the other nine": people[0]}, people[1:])
    instances = read_instances(folder / "tsar2022_en_trial_gold.tsv")
    lexical = judged(instances, thesaurus())
    files = recordings(media_folder())
    if wanted.quick:
        files = [file for file in files if (wanted.heard / f"{file.stem}.json").exists()]
    said = spoken(heard_in(files, wanted.heard), words)
    text = _page(results, lexical, len(before), facts, spoken_lines(said), quick=wanted.quick)
    print(text)
    everything = {
        "bench": "easyread",
        "quick": wanted.quick,
        "machine": facts,
        "results": {name: _numbers(result) for name, result in results.items()},
        "hard_words": asdict(lexical),
        "spoken": asdict(said),
    }
    for path in write_results("easyread", wanted.label, wanted.out, everything, text):
        print(f"Written: {path.name}")
    return 0


def ways(words: PlainWords) -> Mapping[str, Rewrite]:
    """The ways of rewriting that are measured, by what they are called in the table."""
    nothing = PlainWords("en", ())
    return {
        "unchanged": lambda text: text,
        "easy read without the shelf": lambda text: easy_text(text, nothing),
        "easy read": lambda text: easy_text(text, words),
        "easy read, first suggestions put in": lambda text: suggested(
            easy_text(text, words), words
        ),
    }


def suggested(text: str, words: PlainWords) -> str:
    """`text` with the first suggestion for each hard word, which mediakit never puts in by itself:
    to measure what the suggestions are worth.
    """
    texts = text.split()
    for word in reversed(hard_words(texts, words, thesaurus())):
        first, end = word.words
        if not word.suggestions:
            continue
        said = " ".join(texts[first:end])
        say = word.suggestions[0]
        say = capitalised(say) if said[0].isupper() else say
        texts[first:end] = [said.replace(word.text, say)]
        if first and texts[first - 1] in ("a", "an"):
            texts[first - 1] = article_for(say)
    return " ".join(texts)


def easy_text(text: str, words: PlainWords) -> str:
    """`text` as the easy-read track would word it."""
    tokens = [
        Token(word, Span(place * SPOKEN_MS, (place + 1) * SPOKEN_MS), None, (place, place + 1))
        for place, word in enumerate(text.split())
    ]
    return " ".join(map(text_of, easy_sentences(tokens, "en", words, EASY_READ)))


def measured(
    before: Sequence[str],
    rewritten: Mapping[str, Sequence[str]],
    people: Sequence[Sequence[str]],
) -> dict[str, Measured]:
    """Judge every rewriting, by its name."""
    scores = sari(before, rewritten, people)
    return {
        name: Measured(
            scores[name],
            tuple(length for text in after for length in sentence_lengths(text)),
            tuple(lost(old, new) for old, new in zip(before, after, strict=True)),
        )
        for name, after in rewritten.items()
    }


def sentence_lengths(text: str) -> list[int]:
    """How many words each sentence of `text` has.

    >>> sentence_lengths("We met Dr. Jones. It was good.")
    [4, 3]
    """
    words = text.split()
    ends = sorted(sentence_ends(words, "en"))
    starts = [0, *(end + 1 for end in ends)]
    return [end + 1 - start for start, end in zip(starts, ends, strict=False)]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _numbers(result: Measured) -> dict[str, Any]:
    return {
        **asdict(result.sari),
        "sentences": len(result.lengths),
        "short_sentences": result.short,
        "lengths": {length: result.lengths.count(length) for length in sorted(set(result.lengths))},
        "facts_kept": result.kept,
        "names_lost": sum(len(loss.names) for loss in result.losses),
        "numbers_lost": sum(len(loss.numbers) for loss in result.losses),
        "negations_lost": sum(loss.negations for loss in result.losses),
    }


def _row(name: str, result: Measured) -> tuple[str, ...]:
    score = result.sari
    return (
        name,
        *(f"{value:.2f}" for value in (score.score, score.add, score.keep, score.delete)),
        f"{100 * result.short:.1f} % of {len(result.lengths)}",
        f"{median(result.lengths):.0f}, {max(result.lengths)}",
        f"{100 * result.kept:.1f} %",
    )


def _page(
    results: Mapping[str, Measured],
    lexical: Accuracy,
    count: int,
    facts: dict[str, Any],
    more: Sequence[str],
    *,
    quick: bool,
) -> str:
    return "\n".join(
        [
            f"# Easy read, measured{' (a quick look)' if quick else ''}",
            "",
            f"{count} sentences of the validation set of ASSET, each made plainer by {PEOPLE} "
            "people; SARI as EASSE computes it, beside all ten. Facts are counted by a checker "
            "that shares nothing with mediakit's own. Some of the shelf's words were chosen with "
            "an eye on the words of these sentences, so this is no blind test.",
            "",
            table(HEAD, [_row(name, result) for name, result in results.items()]),
            "",
            f"Hard words, on the {lexical.instances} instances of the TSAR 2022 trial set: "
            f"{lexical.found:.0%} are found to be hard. The first suggestion is one of people's "
            f"for {lexical.first_known:.0%} (ACC@1), most people's for {lexical.first_best:.0%} "
            f"(ACC@1@Top1); one of the first three is people's for {lexical.known:.0%} "
            "(Potential@3). The best published ACC@1 without neural networks is 0.34, on the 373 "
            "instances of the test set: ten are too few to say more than that it is in reach.",
            "",
            "Ten sentences, and what easy read makes of them, good or bad:",
            "",
            examples(lambda sentence: easy_text(sentence, plain_words("en"))),
            "",
            *more,
            machine_lines(facts),
        ]
    )
