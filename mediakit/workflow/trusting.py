"""Which Python files a person allowed a project of theirs to run.

It is remembered in the person's own folder, never in the project: a project that comes from
somebody else must not bring its own permission.
"""

import ast
import hashlib
import json
import os
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.film.effects import effects_in
from mediakit.handwritten.mistakes import nearest
from mediakit.workflow.keeping import settings_folder
from mediakit.workflow.project import Project

Standing = Literal["allowed", "changed", "new"]
"""How a file stands: allowed as it is, changed since it was allowed, or never allowed."""


@dataclass(frozen=True, slots=True)
class Code:
    """A Python file of a project as it is now, and the functions of it that the film names."""

    file: str
    path: Path
    sha256: str
    functions: tuple[str, ...]


def codes_of(project: Project) -> tuple[Code, ...]:
    """The Python files that the film names, in its order. Nothing in them runs. Raises `BadInput`
    where a file or a function is not there.
    """
    functions: dict[str, list[str]] = {}
    for effect in effects_in(project.film):
        functions.setdefault(effect.file, []).append(effect.function)
    return tuple(_code(project, file, tuple(names)) for file, names in functions.items())


def standing(project: Project, code: Code) -> Standing:
    """Whether a file may run."""
    known = _allowed(project).get(code.file)
    if known is None:
        return "new"
    return "allowed" if known == code.sha256 else "changed"


def trusted(project: Project) -> dict[str, Code]:
    """The Python files that the film names, if all of them may run. Raises `BadInput` if not."""
    codes = codes_of(project)
    for code in codes:
        match standing(project, code):
            case "new":
                what = "The film wants to run Python code that you have not allowed yet"
            case "changed":
                what = "The film's Python code was changed since you allowed it"
            case "allowed":
                continue
        command = f"mediakit trust {shlex.quote(str(project.folder))}"
        raise BadInput(what, str(code.path), f"Look at it, and allow it, with: {command}")
    return {code.file: code for code in codes}


def allow(project: Project, codes: Sequence[Code]) -> None:
    """Remember that these files, as they were read, and no others may run in this project."""
    file = _memory_of(project)
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {"project": _place_of(project), "files": {code.file: code.sha256 for code in codes}}
    write_text(file, json.dumps(kept, indent=2, ensure_ascii=False) + "\n")


def forget(project: Project) -> bool:
    """Allow nothing any more; tells whether anything was allowed."""
    file = _memory_of(project)
    there = file.exists()
    file.unlink(missing_ok=True)
    return there


def _code(project: Project, file: str, functions: tuple[str, ...]) -> Code:
    path = project.folder / file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"The effects cannot be read ({error.strerror})",
            str(path),
            "Put the Python file into the project's folder, or take 'effect' out of film.toml.",
        ) from error
    names = list(_names_in(content, path))
    for function in functions:
        if function not in names:
            close = nearest(function, names)
            meant = f"Did you mean '{close}'?" if close else f"Write it there: def {function}(clip)"
            raise BadInput(f"There is no function '{function}'", str(path), meant)
    return Code(file, path, hashlib.sha256(content).hexdigest(), functions)


def _names_in(content: bytes, path: Path) -> Iterator[str]:
    """What stands at the top of a Python file and can be a function. The file does not run."""
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        raise BadInput(f"This is no Python ({said})", f"{path}{line}", "Mend it there.") from error
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _allowed(project: Project) -> dict[str, str]:
    """The hashes of what may run, by file. A memory that cannot be read allows nothing."""
    try:
        kept = json.loads(_memory_of(project).read_text(encoding="utf-8"))
        return dict(kept["files"]) if kept["project"] == _place_of(project) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _memory_of(project: Project) -> Path:
    name = hashlib.sha256(_place_of(project).encode("utf-8", "surrogatepass")).hexdigest()
    return settings_folder() / "trusted" / f"{name[:32]}.json"


def _place_of(project: Project) -> str:
    return os.path.realpath(project.folder)
