"""The command with which a person allows a project to run code."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediakit.cli.shared import JSON, PROJECT, counted, screen_for, shown

if TYPE_CHECKING:
    from mediakit.workflow.trusting import Code, Standing

_RISK = (
    "This is a program. It can do on your computer whatever you can do: read, change and delete\n"
    "your files, and send them away. Trust only what you, or somebody you know, wrote."
)

_STANDS = {
    "new": "not allowed yet",
    "changed": "changed since you allowed it",
    "allowed": "allowed already",
}


@click.command(short_help="Allow a film to run effects of your own.")
@PROJECT
@click.option("--yes", is_flag=True, help="Allow it without being asked.")
@click.option("--forget", "forgets", is_flag=True, help="Allow it no more.")
@JSON
def trust(project: Path | None, yes: bool, forgets: bool, as_json: bool) -> None:
    """Show which Python code a film runs (effect = "effects.py:glow"), and allow it.

    It is remembered on this computer, for this folder and this code. When the code is changed, or
    the folder is moved, you are asked again.

    \b
    Examples:
      mediakit trust
      mediakit trust projects/lets-talk-co-production --forget
    """
    from mediakit.errors import BadInput
    from mediakit.workflow import trusting
    from mediakit.workflow.project import open_project

    with screen_for(as_json) as screen:
        found = open_project(project)
        if forgets:
            there = trusting.forget(found)
            text = "The film runs no code any more." if there else "The film was not allowed any."
            screen.result(text, {"allowed": False, "files": []})
            return
        codes = trusting.codes_of(found)
        stands = {code.file: trusting.standing(found, code) for code in codes}
        data = {
            "allowed": True,
            "files": [
                {"file": code.file, "sha256": code.sha256, "functions": list(code.functions)}
                for code in codes
            ],
        }
        if not codes:
            screen.result("The film runs no code.", {**data, "allowed": False})
            return
        if not as_json:
            click.echo("\n".join([*_lines(codes, stands), "", _RISK, ""]))
        asked = not yes and set(stands.values()) != {"allowed"}
        if asked and not (screen.can_ask and click.confirm("Allow it?")):
            raise BadInput(
                "Nothing was allowed", str(found.folder), "To allow it: mediakit trust --yes"
            )
        trusting.allow(found, codes)
        screen.result(f"Allowed: {counted(len(codes), 'file')}. Next:  mediakit export", data)


def _lines(codes: "tuple[Code, ...]", stands: "dict[str, Standing]") -> list[str]:
    lines = ["The film runs:"]
    for code in codes:
        lines.append(f"  {shown(code.path)} ({_STANDS[stands[code.file]]})")
        lines += [f"    {function}" for function in code.functions]
    return lines
