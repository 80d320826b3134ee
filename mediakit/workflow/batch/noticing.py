"""The notice that a batch is over: a command of the person's own."""

import shlex

from mediakit import process
from mediakit.errors import BadInput
from mediakit.workflow.batch.running import Outcome


def run_then(command: str, outcome: Outcome) -> None:
    """Run the command, with {report}, {done} and {failed} filled in. No shell reads it."""
    facts = {
        "{report}": str(outcome.report),
        "{done}": str(outcome.done),
        "{failed}": str(outcome.failed),
    }
    process.run([_filled(word, facts) for word in words_of(command)])


def words_of(command: str) -> list[str]:
    """The words of a command. Raises `BadInput` if it cannot be read.

    >>> words_of("notify-send 'Films: {done}'")
    ['notify-send', 'Films: {done}']
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise BadInput(
            "This command cannot be read", f"--then {command}", "Close every quotation mark in it."
        )
    return words


def _filled(word: str, facts: dict[str, str]) -> str:
    for sign, value in facts.items():
        word = word.replace(sign, value)
    return word
