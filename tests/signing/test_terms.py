"""Names and hard words that an interpreter prepares."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.signing.terms import Term, names_said, words_explained
from mediakit.subtitles.easy.hard_words import HardWord
from mediakit.subtitles.easy.plain_words import Acronym
from mediakit.subtitles.model import Cue


def cues(*texts: str) -> list[Cue]:
    return [Cue(Span(1000 * n, 1000 * n + 900), text) for n, text in enumerate(texts)]


def names(*texts: str, acronyms: tuple[Acronym, ...] = ()) -> list[tuple[str, int]]:
    return [(term.text, term.at_ms) for term in names_said(cues(*texts), acronyms)]


def test_a_name_of_several_words_is_one_and_comes_once() -> None:
    said = names("I live in North Wales.", "In North Wales, we", "met Siân's team.")
    assert said == [("North Wales", 0), ("Siân", 2000)]


def test_a_word_that_begins_a_sentence_is_a_name_where_it_is_one_elsewhere() -> None:
    assert names("Bangor is near.", "We went to Bangor.") == [("Bangor", 0)]
    assert names("People meet.", "We meet people.") == []


def test_names_end_at_punctuation() -> None:
    assert names("We met Siân, Tom and Ann.") == [("Siân", 0), ("Tom", 0), ("Ann", 0)]


def test_a_short_form_stands_with_its_full_name() -> None:
    found = names_said(cues("We asked the N.H.S. twice."), (Acronym("NHS", "National Health"),))
    assert [term.about for term in found] == ["National Health"]


@settings(max_examples=50)
@given(st.lists(st.text(alphabet="aB .,'-’", max_size=20), max_size=4))
def test_any_words_can_be_looked_at(texts: list[str]) -> None:
    found = names_said(cues(*texts))
    assert len({term.text.casefold() for term in found}) == len(found)
    assert all(term.text.strip() for term in found)


def test_hard_words_come_once_with_what_is_known() -> None:
    known = {
        "hub": HardWord("hub", (0, 1), explanation="Hub means: a place."),
        "deploy": HardWord("Deploy", (0, 1), suggestions=("use", "send")),
        "odd": HardWord("odd", (0, 1)),
    }

    def find(texts: list[str]) -> tuple[HardWord, ...]:
        return tuple(known[text] for text in texts if text in known)

    assert words_explained(cues("a hub deploy", "hub odd"), find) == (
        Term("hub", 0, "Hub means: a place."),
        Term("Deploy", 0, "Perhaps: use, send"),
        Term("odd", 1000, ""),
    )
