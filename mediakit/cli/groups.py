"""A command that does work of its own and has others under its name."""

from collections.abc import Callable
from typing import Any

import click


class CommandWithMore(click.Command):
    """`mediakit NAME [arguments]` does the work; `mediakit NAME OTHER` runs the command `OTHER`.
    A folder that bears such a name is given as ./OTHER.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.others: dict[str, click.Command] = {}

    def command(self, name: str, short_help: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Put a command under this one's name; used as a decorator."""

        def put(function: Callable[..., Any]) -> click.Command:
            self.others[name] = click.command(name, short_help=short_help)(function)
            return self.others[name]

        return put

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> click.Context:
        """What is to be run, with its arguments: another command, if the first one names it."""
        if args and args[0] in self.others:
            name, *rest = args
            return self.others[name].make_context(f"{info_name} {name}", rest, parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """End the help with a list of the others."""
        rows = [(name, other.get_short_help_str()) for name, other in self.others.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
        super().format_epilog(ctx, formatter)
