"""What became of many films, as a page and as a table: in order, and fit to be read."""

import csv
import io
import re

import html5lib
import pytest

from mediakit.outputs.report.html import write_html
from mediakit.outputs.report.model import (
    FINE,
    RANKS,
    SIGNS,
    ReportRow,
    in_order,
    pairs_in,
    rank_of,
    signs_of,
)
from mediakit.outputs.report.table import write_csv

FINE_ROW = ReportRow("Fine", "/f.mp4", "done", "done", unsure=0.01, subtitles=20, words=99)
ROWS = (
    FINE_ROW,
    ReportRow("Broken", "/b.mp4", "failed", "failed", why="It is broken.", advice="Mend it."),
    ReportRow("Unsure", "/u.mp4", "done", "done", unsure=0.4, subtitles=9, language="cy", pair="x"),
    ReportRow("Unclear", "/c.mp4", "skipped", "done before", unclear=1, subtitles=5, pair="x"),
    ReportRow("Silent", "/s.mp4", "warned", "warned", subtitles=0, warnings=("No sound.",)),
    ReportRow("Fast", "/q.mp4", "done", "done", subtitles=50, breaches={"too fast": 2}),
    ReportRow("=1+1", '/"<&>.mp4', "done", "done", subtitles=3, breaches={"lines": 3},
              first=("<i>Hi</i>",), folder="a b", film="ü.mp4", page="t.html"),
)  # fmt: skip


def test_what_is_pressing_stands_in_front() -> None:
    assert {row.title: rank_of(row) for row in ROWS} == {
        "Fine": FINE, "Broken": 1, "Unsure": 2, "Unclear": 2, "Silent": 2, "Fast": 3, "=1+1": 2
    }  # fmt: skip
    order = [row.title for row in in_order(ROWS)]
    assert (order[0], order[1], order[-1]) == ("Broken", "Unsure", "Fine")


def test_every_sign_is_met_and_says_a_sentence() -> None:
    met = {sign.name: told for row in ROWS for sign, told in signs_of(row)}
    assert set(met) == {sign.name for sign in SIGNS} - {"unsure of some words"}
    assert all(told.endswith(".") for told in met.values())
    assert {sign.rank for sign in SIGNS} | {FINE} == set(RANKS)
    some = ReportRow("S", "", "done", "done", unsure=0.08, subtitles=1)
    assert [sign.name for sign, _ in signs_of(some)] == ["unsure of some words"]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ()])
def test_the_page_is_sound_and_its_table_can_be_read_aloud(rows: tuple[ReportRow, ...]) -> None:
    page = write_html(rows, "on 1 May")
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<caption>") == page.count("<table") == (2 if pairs_in(rows) else 1)
    assert not re.findall(r"<th(?![^>]*scope)[ >]", page)
    assert page.count('<th scope="row"') >= len(rows)
    assert page.count('aria-sort="ascending"') == 2  # in the table, and in the style
    assert "<i>Hi</i>" not in page
    if len(rows) > 1:
        assert 'href="a%20b/%C3%BC.mp4"' in page


def test_a_pair_is_released_if_both_films_are_made() -> None:
    (pair,) = pairs_in(ROWS)
    assert (pair.name, pair.released, len(pair.films)) == ("x", True, 2)


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    data = write_csv(ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(ROWS)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    assert rows[0]["what to do"] == "Mend it."
