"""The shape of the code, held by tests: which room may import which, and how long things may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mediakit"

ROOMS = (
    "clock errors watchman | handwritten | files | process | media | transcript | subtitles"
    " | signing | film | plan | render | outputs | checks | workflow | cli studio scripting"
    " | __main__"
)
RANK = {room: rank for rank, rooms in enumerate(ROOMS.split("|")) for room in rooms.split()}
PURE = set("clock handwritten subtitles signing film plan".split())
EDGES = set("subprocess socket urllib http shutil tempfile os time random av".split())
HEAVY = set(
    "torch ctranslate2 faster_whisper whisper moviepy av numpy PIL pillow_heif dask distributed"
    " fsspec s3fs opentimelineio pydantic tomlkit rich jinja2 wordfreq pysbd textblob nltk"
    " watchfiles".split()
)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shelf" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_upwards_only(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        pytest.skip("the package itself imports nothing of its own")
    for name in imports_of(path):
        if name.startswith("mediakit."):
            other = name.split(".")[1]
            if other in RANK and other != room:
                assert RANK[other] < RANK[room], f"{room} must not import {other}"


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in PURE], ids=name_of)
def test_pure_rooms_touch_no_disk_clock_process_or_network(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & EDGES
    calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
    assert "open" not in calls


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) != "process"], ids=name_of)
def test_only_process_starts_programs(path: Path) -> None:
    assert "subprocess" not in {name.split(".")[0] for name in imports_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short_and_modules_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


def test_nothing_heavy_is_imported_at_start() -> None:
    code = "import sys, mediakit.cli; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {name.split(".")[0] for name in loaded.stdout.split()} & HEAVY
