"""The command clean, as a person uses it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_film_is_cleaned_and_told_about(mediakit: Run, tmp_path: Path) -> None:
    (tmp_path / "film.toml").write_text("format = 1")
    done = mediakit("clean", "--all", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pieces"] == 0
    assert "0.0 MB would be freed (0 pieces)" in mediakit("clean", "--dry-run").stdout
    assert mediakit("clean", "nowhere").returncode == 3
