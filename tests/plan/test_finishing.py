"""What is decided from what finished sound measures."""

import pytest

from mediakit.errors import ProgramFailed
from mediakit.plan.finishing import read_loudness


def test_a_report_without_a_loudness_is_an_error() -> None:
    with pytest.raises(ProgramFailed, match="how loud"):
        read_loudness("nothing here")


def test_a_gated_report_is_silence() -> None:
    report = "Summary:\n    I:         -70.0 LUFS\n    Peak:       -inf dBFS\n"
    assert read_loudness(report).lufs == float("-inf")
