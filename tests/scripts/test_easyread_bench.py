"""What the bench of easy read counts with."""

import json
import math
from argparse import Namespace
from pathlib import Path

import pytest
from benches.easyread import bench, easy_text, measured, sentence_lengths
from benches.examples import SENTENCES, examples
from benches.facts import Lost, lost, names_in, negations_in, numbers_in
from benches.lexical import Instance, accuracy, read_instances
from benches.sari import sari, split_words

from mediakit.subtitles.easy.plain_words import PlainWord, PlainWords

BEFORE = ["The team met in the hall ."]
PEOPLE = [["The team met ."], ["We met in the hall ."]]


def score(text: str) -> tuple[float, float, float, float]:
    found = sari(BEFORE, {"it": [text]}, PEOPLE)["it"]
    return found.score, found.add, found.keep, found.delete


def test_text_as_it_was_scores_for_what_it_keeps_alone():
    # Of 1 to 4 words in a row, twice each, 14, 12, 10 and 8 stand; people kept 9, 6, 4 and 2.
    whole, add, keep, delete = score(BEFORE[0])
    f1 = [2 * kept / (kept + stand) for kept, stand in ((9, 14), (6, 12), (4, 10), (2, 8))]
    assert (add, delete) == (0, 0)
    assert keep == pytest.approx(100 * sum(f1) / 4)
    assert whole == pytest.approx(keep / 3)


def test_what_one_person_alone_wrote_scores_full_marks():
    for part in vars_of(sari(BEFORE, {"it": PEOPLE[1]}, PEOPLE[1:])["it"]):
        assert part == pytest.approx(100)


def vars_of(score) -> list[float]:
    return [score.score, score.add, score.keep, score.delete]


def test_a_plainer_text_is_worth_more_and_nonsense_less():
    assert score("We met in the hall .")[0] > score(BEFORE[0])[0] > score("Dogs bark .")[0] / 2
    assert score("Dogs bark .")[1:3] == (0, pytest.approx(100 * 2 * 2 / (2 + 9) / 4))


def test_counts_are_summed_before_they_are_divided():
    # The example that comes with the first published program for SARI, by the definition in use.
    before = ["About 95 species are currently accepted ."]
    after = {"it": ["About 95 you now get in ."]}
    people = [
        ["About 95 species are currently known ."],
        ["About 95 species are now accepted ."],
        ["95 species are now accepted ."],
    ]
    found = sari(before, after, people)["it"]
    # Added: you, now, get, in and 5, 4 and 3 longer ones; now alone was right, of known and now.
    assert found.add == pytest.approx(100 * (2 * (1 / 4) * (1 / 2) / (1 / 4 + 1 / 2)) / 4)
    assert found.score == pytest.approx(31.350246975)


def test_words_are_split_as_13a_does():
    assert split_words("In 1990-95, £3.50 (U.S.)—it&quot;s") == (
        ["in", "1990", "-", "95", ",", "£3.50", "(", "u", ".", "s", ".", ")", "—it", '"', "s"]
    )


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("Bangor is wet.", "It is wet.", Lost(("Bangor",), (), 0)),
        ("However, it was Bangor's hall.", "It was the hall of Bangor.", Lost((), (), 0)),
        ("It cost 1,500 pounds.", "It cost 1500 pounds.", Lost((), (), 0)),
        ("Twenty-five came.", "25 came.", Lost((), (), 0)),
        ("Two of them paid two pounds.", "They paid 2 pounds.", Lost((), ("2",), 0)),
        ("She cannot and will not go.", "She cannot go.", Lost((), (), 1)),
        ("We haven’t met the BBC.", "We have met them.", Lost(("BBC",), (), 1)),
    ],
)
def test_what_was_lost(before, after, gone):
    assert lost(before, after) == gone
    assert bool(gone) == bool(gone.names or gone.numbers or gone.negations)


def test_facts_are_found_where_a_sentence_begins_too():
    assert names_in('Llandudno is near. Today I go. "Anglesey" is far.') == {
        "Llandudno",
        "Anglesey",
    }
    numbers = numbers_in("The first of 20 cost 3.5 million in the 1990s")
    assert numbers == ["1", "20", "3500000", "1990"]
    assert numbers_in("two and a half") == numbers_in("2 and a half") == ["2.5"]
    assert negations_in("Nobody, without a doubt, isn't knotty") == 3


def test_suggestions_are_judged_by_what_people_wrote(tmp_path: Path):
    rows = [
        "It is compulsory.\tcompulsory\tneeded\tneeded\trequired",
        "A grave fault.\tgrave\tgrave\tgrave\tserious\tbad",
    ]
    file = tmp_path / "gold.tsv"
    file.write_text("\n".join(rows), encoding="utf-8")
    found = read_instances(file)
    assert found[0] == Instance("It is compulsory.", "compulsory", {"needed": 2, "required": 1})
    assert found[1].favourites == {"serious", "bad"}
    judged = accuracy(found, [["Required", "needed"], []])
    assert (judged.first_known, judged.first_best, judged.known) == (0.5, 0, 0.5)
    assert accuracy(found, [["needed"], ["bad"]]).first_best == 1


def test_text_goes_the_same_way_as_speech():
    words = PlainWords("en", (PlainWord("assist", "help", "verb"),))
    assert easy_text("Um, we assist two people.", words) == "We help 2 people."
    assert sentence_lengths("We help. Dr. Jones helps us.") == [2, 4]


def test_examples_are_shown_whether_they_change_or_not():
    shown = examples(lambda text: text.replace("Um, we we", "We"))
    assert len(SENTENCES) == 10
    assert shown.count("(as it was said)") == 9
    assert "  - We wanted to, you know," in shown


def test_a_rewriting_is_measured_whole():
    result = measured(["Ann met us."], {"it": ["They met us."]}, [["Ann met us."]])["it"]
    assert (result.short, result.kept, result.lengths) == (1, 0, (3,))
    assert math.isclose(result.sari.delete, 0)


@pytest.mark.media
def test_a_quick_run_puts_everything_down(real_media: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("MEDIAKIT_MEDIA", str(real_media))
    bench(Namespace(quick=True, label="try", out=tmp_path, heard=tmp_path / "heard"))
    facts = json.loads((tmp_path / "easyread-try.json").read_text("utf-8"))
    assert facts["results"]["unchanged"]["facts_kept"] == 1
    assert facts["results"]["easy read"]["score"] > facts["results"]["unchanged"]["score"]
    assert str(real_media) not in (tmp_path / "easyread-try.md").read_text("utf-8")
