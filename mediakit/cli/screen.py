"""What a person sees: sentences, progress with time left, results as text or as JSON.

Sentences and progress go to standard error, results to standard output, so that a script can read
the one without the other. Progress is shown only on a terminal.
"""

import json
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from mediakit.errors import MediakitError
from mediakit.workflow.events import Event, Progress, Said, Warned

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


_MOST_BARS = 6
"""Tasks that are shown when they are over: of more, only those in hand are worth the room. [own]"""


class Screen:
    """Shows events. With `as_json` it keeps sentences for the result instead of printing them."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._warnings: list[str] = []
        self._notes: list[str] = []
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_bars()

    def tell(self, event: Event) -> None:
        """Show one event; safe to call from any thread."""
        match event:
            case Progress():
                self._advance(event)
            case Warned(text):
                self._warnings.append(text)
                self._say(f"Please note: {text}")
            case Said(text):
                self._notes.append(text)
                self._say(text)

    def result(self, text: str, data: dict[str, Any]) -> None:
        """The outcome: `text` for people, `data` for scripts."""
        self._stop_bars()
        if self.as_json:
            told = {"notes": self._notes, "warnings": self._warnings}
            click.echo(json.dumps({**data, **told}, ensure_ascii=False, indent=2))
        else:
            click.echo(text)

    @property
    def can_ask(self) -> bool:
        """Whether a person sits there who can answer a question."""
        return not self.as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str) -> str:
        """What the person types in answer; "" for Enter alone."""
        self._stop_bars()
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
        return str(answer)

    def _say(self, text: str) -> None:
        if self.as_json:
            return
        if self._bars is not None:
            self._bars.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(text, err=True)

    def _advance(self, event: Progress) -> None:
        if self.as_json or not sys.stderr.isatty():
            return
        bars = self._started()
        task = self._tasks.get(event.task)
        if task is None:
            task = self._tasks[event.task] = bars.add_task(event.task, total=event.total)
        bars.update(task, completed=event.done, total=event.total)
        if event.done >= event.total and len(self._tasks) > _MOST_BARS:
            bars.remove_task(self._tasks.pop(event.task))

    def _stop_bars(self) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars = None
            self._tasks.clear()

    def _started(self) -> "Bars":
        if self._bars is None:
            from rich.console import Console
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bars

            self._bars = Bars(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TaskProgressColumn(),
                TextColumn("time left"),
                TimeRemainingColumn(compact=True),
                console=Console(stderr=True),
            )
            self._bars.start()
        return self._bars


def report_error(error: MediakitError, *, as_json: bool) -> None:
    """Say what went wrong and what to do next, on standard error, or as JSON for scripts."""
    if as_json:
        data = {
            "error": type(error).__name__,
            "what": error.what,
            "where": error.where,
            "remedy": error.remedy,
            "sentence": str(error),
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(str(error), err=True)
