"""The team's own rules: read, and every mistake in them told by its line."""

import pytest

from mediakit.handwritten.mistakes import Mistakes
from mediakit.subtitles.rules.profile_files import OWN_SOURCE, read_profiles
from mediakit.subtitles.rules.profiles import BBC, EASY_READ

GOOD = """
[our-group]
based_on = "easy-read"
"line length" = 28
shot_changes = false

[our-children]
based_on = "our-group"
"characters a second" = 8
"""


def test_a_profile_is_another_one_with_changed_limits():
    own = read_profiles(GOOD, "profiles.toml")
    group, children = own["our-group"], own["our-children"]
    assert (group.line_length, group.max_lines) == (28, EASY_READ.max_lines)
    assert group.rule("line length").source == OWN_SOURCE
    assert not group.has("shot changes")
    assert group.waits == EASY_READ.waits
    assert (children.line_length, children.characters_a_second) == (28, 8)
    assert BBC.line_length == 37


def test_every_mistake_is_told_at_once_with_its_line():
    text = """\
[bbc]
based_on = "netflix"

[ours]
based_on = "easyread"

[theirs]
based_on = "bbc"
"line lenght" = 30
"lines" = 9
"shortest time" = false
"gap" = "none"

[nobody]
"lines" = 2

[short]
based_on = "bbc"
"shortest time" = 8000
"""
    with pytest.raises(Mistakes) as caught:
        read_profiles(text, "profiles.toml")
    told = str(caught.value).split("\n")
    assert [line.split(":")[0] for line in told] == [
        f"profiles.toml, line {line}" for line in (1, 5, 9, 10, 11, 12, 14, 19)
    ]
    assert "comes with mediakit" in told[0]
    assert "Did you mean 'line length'?" in told[2]
    assert "from 1 to 4 (lines)" in told[3]
    assert "without 'shortest time'" in told[4]
    assert "(8000 ms) is not below the longest (7000 ms)" in told[7]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("line length = 30", "no quotation marks"),
        ('"line length" =', "nothing after the ="),
        ('"line length = 30', "quotation mark missing"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, says):
    with pytest.raises(Mistakes, match="line 3") as caught:
        read_profiles(f'[ours]\nbased_on = "bbc"\n{line}\n', "profiles.toml")
    assert says in str(caught.value)
