"""Commands that have others under their name."""

import click
import pytest
from click.testing import CliRunner

from mediakit.cli.groups import CommandWithMore


@click.group()
def program() -> None:
    """A program."""


@program.command(cls=CommandWithMore)
@click.argument("folder", required=False)
@click.option("--loud", is_flag=True)
def work(folder: str | None, loud: bool) -> None:
    """Do the work."""
    click.echo(f"work {folder} {loud}")


@work.command("back", "Bring it back.")
@click.argument("file")
def back(file: str) -> None:
    click.echo(f"back {file}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["work"], "work None False\n"),
        (["work", "here", "--loud"], "work here True\n"),
        (["work", "--loud"], "work None True\n"),
        (["work", "back", "x"], "back x\n"),
        (["work", "./back"], "work ./back False\n"),
    ],
)
def test_the_first_argument_decides_which_command_runs(arguments, said):
    done = CliRunner().invoke(program, arguments)
    assert done.output == said
    assert done.exit_code == 0


def test_each_command_has_its_own_help():
    whole = CliRunner().invoke(program, ["work", "--help"]).output
    assert "--loud" in whole
    assert "back  Bring it back." in whole
    part = CliRunner().invoke(program, ["work", "back", "--help"]).output
    assert part.startswith("Usage: program work back [OPTIONS] FILE")


def test_a_mistake_is_told_under_the_name_that_was_given():
    said = CliRunner().invoke(program, ["work", "back"]).output
    assert "Try 'program work back --help'" in said
