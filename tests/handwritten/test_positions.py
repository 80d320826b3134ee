"""The lines of what a TOML text holds."""

from hypothesis import given
from hypothesis import strategies as st

from mediakit.handwritten.positions import Lines, Positions

TEXT = '''\
title = """
[[clip]]
card = "not a clip"
"""

[[clip]] # one
card = "a"
# to = 5
credits = [
  "x", # [[clip]]
  "y",
]

[music]
file = "m"

[[clip]] # two
  a.b = 1
  [[clip.cutaway]]
  file = "z"
'''


def test_tables_that_are_scattered_and_values_of_many_lines():
    positions = Positions(TEXT)
    assert positions.lines_of(("title",)) == Lines(1, 4)
    assert positions.lines_of(("clip", 0)) == Lines(6, 6)
    assert positions.lines_of(("clip", 0, "card")) == Lines(7, 7)
    assert positions.lines_of(("clip", 0, "credits", 1)) == Lines(9, 12)
    assert positions.lines_of(("music", "file")) == Lines(15, 15)
    assert positions.lines_of(("clip", 1)) == Lines(17, 17)
    assert positions.lines_of(("clip", 1, "a", "b")) == Lines(18, 18)
    assert positions.lines_of(("clip", 1, "cutaway", 0, "file")) == Lines(20, 20)


def test_what_is_not_there():
    positions = Positions(TEXT)
    assert positions.lines_of(("clip", 2)) is None
    assert positions.lines_of(()) is None
    assert positions.line_of(("clip", 1, "missing")) == 17
    assert positions.line_of(("missing",)) is None


def test_the_end_of_a_table():
    positions = Positions(TEXT)
    assert positions.last_line_of(("clip", 0)) == 12
    assert positions.last_line_of(("clip", 1)) == 20
    assert positions.last_line_of(("clip", 2)) is None


def test_what_only_newer_toml_allows():
    assert Positions("a = {\n  b = 1,\n}\nc = 2\n").line_of(("c",)) == 4


FILLERS = st.lists(st.sampled_from(["", "# [[clip]]", "  # x = 1"]), max_size=3)
VALUES = st.sampled_from(
    ['"x"', "5", "[\n 1,\n # two\n 2,\n]", '"""\n[[clip]]\n\n"""', "{ a = 1 }"]
)
KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)


@given(st.lists(st.tuples(st.sampled_from(["clip", "version"]), KEYS), max_size=6), st.data())
def test_every_key_is_found_where_it_was_written(tables, data):
    lines, places, counts = [], {}, {"clip": 0, "version": 0}

    def write(path, text):
        lines.extend(data.draw(FILLERS))
        first = len(lines) + 1
        lines.extend(text.split("\n"))
        places[path] = Lines(first, len(lines))

    for name, keys in tables:
        table = (name, counts[name])
        counts[name] += 1
        write(table, f"[[{name}]]")
        for key in keys:
            write((*table, key), f"{key} = {data.draw(VALUES)}")
    positions = Positions("\n".join([*lines, *data.draw(FILLERS)]))
    assert {path: positions.lines_of(path) for path in places} == places
