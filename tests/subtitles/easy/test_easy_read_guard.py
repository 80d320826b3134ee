"""The guard: what counts as a name, a number, an amount or a "no", and that none is ever lost."""

import pytest
from hypothesis import given, settings
from spoken import heard, transcripts

from mediakit.subtitles.easy.easy_read import easy_read
from mediakit.subtitles.easy.guard import facts_of, keeps_facts
from mediakit.subtitles.easy.plain_words import PlainWord, PlainWords
from mediakit.subtitles.rules.profiles import EASY_READ


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("We met Jean-Luc.", "We met Jean.", False),
        ("We met Mary's group.", "We met Mary and the group.", True),
        ("We met the Joneses' friends.", "We met friends.", False),
        ("It is the N.H.S. here.", "It is the NHS here.", True),
        ("We met Maggie.", "We met maggie.", False),
        ("We saw no one.", "We saw one.", False),
        ("We saw no one.", "We saw nobody, not one.", True),
        ("It costs £5.", "It costs 5.", False),
        ("It costs £5.50.", "It costs £5.", False),
        ("It was 2.5 metres.", "It was 25 metres.", False),
        ("It was half a mile.", "It was a mile.", False),
        ("It was on 3 May.", "It was in May.", False),
        ("It was in March 2004.", "It was in march 2004.", False),
        ("The third door.", "The 3rd door.", True),
        ("The third door.", "The door.", False),
        ("About 40% came.", "About 40 came.", False),
        ("We rarely go.", "We go.", False),
        ("Two thousand and ten.", "2010.", True),
    ],
)
def test_what_must_stay(before, after, kept):
    assert keeps_facts(before.split(), after.split()) is kept


def test_a_name_that_begins_a_sentence_is_known_from_elsewhere():
    names = facts_of("Then Cadi came.".split()).names
    assert names == {"cadi"}
    assert keeps_facts("Cadi sang.".split(), "She sang.".split())
    assert not keeps_facts("Cadi sang.".split(), "She sang.".split(), names)


@pytest.mark.parametrize("name", ["Cadi", "London", "Cadi's"])
def test_no_rule_takes_a_name_at_the_start_of_a_sentence(name):
    bad = PlainWords("en", (PlainWord(name, "it", "phrase"),))
    track = easy_read(heard(f"We like Cadi. {name} is good."), bad, EASY_READ)
    assert name in " ".join(cue.text for cue in track.cues).replace("\n", " ").split()


def independent_facts(text: str) -> tuple[set[str], int, int]:
    """Names, digits and negations as a reader would count them, by nothing of mediakit's own."""
    words = [word.strip(".,;:!?…\"'“”‘’()[]—–") for word in text.replace("’", "'").split()]
    ends = [word[-1:] in ".!?…" for word in text.split()]
    starts = [True, *ends][: len(words)]
    names = {
        word.removesuffix("'s").casefold()
        for word, start in zip(words, starts, strict=True)
        if word[:1].isupper() and not start and not word.startswith("I'") and word != "I"
    }
    digits = sum(character.isdigit() for character in text)
    noes = sum(w.lower() in ("not", "never", "nobody", "no") or w.endswith("n't") for w in words)
    return names, digits, noes


@settings(max_examples=150)
@given(transcripts(languages=("en", "cy")))
def test_no_fact_of_any_transcript_is_lost(transcript):
    words = PlainWords("en", (PlainWord("Jones", "it", "noun"), PlainWord("not", "so", "adverb")))
    spoken = " ".join(" ".join(word.text for word in transcript.words).split())
    track = easy_read(transcript, words, EASY_READ)
    shown = " ".join(cue.text.replace("\n", " ") for cue in track.cues)
    names, digits, noes = independent_facts(spoken)
    _, digits_shown, noes_shown = independent_facts(shown)
    assert all(name in shown.casefold() or not name for name in names)
    assert digits <= digits_shown
    assert noes <= noes_shown
