"""Room on the disk is reckoned before a film is made."""

from pathlib import Path
from typing import NamedTuple

import pytest
from test_planning import FACTS, plan_of

from mediakit.errors import CannotWrite
from mediakit.film.model import Card, Footage
from mediakit.plan.keys import key_of
from mediakit.plan.presets import PRESETS
from mediakit.render.store import Store
from mediakit.workflow import room
from mediakit.workflow.events import Event, Warned


class Disk(NamedTuple):
    """What the system says of a disk."""

    free: int


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_reckoned(preset: str, tmp_path: Path) -> None:
    plan = plan_of(Footage("phone.mp4", 0, 20_000), preset=preset, size=(1920, 1080))
    pieces, films = room.needed(plan, {"c" * 64: 60.0}, Store(tmp_path))
    assert 0 < films < pieces
    assert films < 20 * 30e6  # bytes a second: ProRes is below that


def test_only_what_is_lacking_is_reckoned(tmp_path: Path) -> None:
    plan, store = plan_of(Card("Hello", 2000), Footage("a.mp4", 0, 20_000)), Store(tmp_path)
    whole, films = room.needed(plan, {}, store)
    for chunk in plan.versions[0].chunks:
        made = tmp_path / "made"
        made.write_bytes(b"1")
        store.keep(key_of(chunk, plan.tools), ".mp4", made)
    pieces, smaller = room.needed(plan, {}, store)
    assert pieces == room.bytes_of(plan.sound, {}) < whole
    assert smaller == pieces + len(plan.versions[0].chunks) < films


def test_a_film_without_room_is_refused_and_a_doubt_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, store = plan_of(Footage("a.mp4", 0, 20_000)), Store(tmp_path / "store")
    wanted = sum(room.needed(plan, {}, store))
    told: list[Event] = []

    def ask(free: int) -> None:
        monkeypatch.setattr(room.shutil, "disk_usage", lambda _: Disk(free))
        room.check_room(plan, FACTS.values(), store, tmp_path / "exports" / "film", told.append)

    ask(wanted)
    assert told == []
    ask(wanted // 2)
    assert len(told) == 1
    assert isinstance(told[0], Warned)
    with pytest.raises(CannotWrite, match=r"may need .* MB, and 1.0 MB is free on the disk: .*"):
        ask(1_000_000)
