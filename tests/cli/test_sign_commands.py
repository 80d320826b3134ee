"""The commands under `sign`, as a person meets them."""

import subprocess
from collections.abc import Callable

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_help_leads_to_the_commands(mediakit: Run) -> None:
    assert "mediakit sign brief" in mediakit("--help").stdout
    group = mediakit("sign", "--help")
    assert group.returncode == 0
    assert "Make a folder for the interpreter." in group.stdout
    help_ = mediakit("sign", "brief", "--help").stdout
    assert "mediakit sign brief projects/lets-talk-co-production" in help_


def test_without_a_film_it_says_what_to_do(mediakit: Run) -> None:
    done = mediakit("sign", "brief")
    assert done.returncode == 3
    assert "mediakit new" in done.stderr
