"""The command group: finds a command, and makes messages and exit codes of our errors."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from feedclean import __version__
from feedclean.cli.exits import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_UNUSABLE
from feedclean.cli.table import COMMANDS, SECTIONS
from feedclean.cli.voice import say_lines, speak, wants_colour
from feedclean.errors import (
    ConfigError,
    FeedcleanError,
    GoldenError,
    NotCleaned,
    ServeError,
    StateError,
)
from feedclean.execute.garbage import collect_seldom
from feedclean.spelling import meant


class Command(click.Command):
    """A command of the family: how much it is to say is asked of each in the same words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quiet = "Say only what failed or is wrong, beside what was asked for."
        self.params += [
            click.Option(["-q", "--quiet"], count=True, help=quiet),
            click.Option(["-v", "--verbose"], count=True, help="Say more; twice: everything."),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Runs it, as loud as the command line says."""
        speak(ctx, ctx.params.pop("verbose") - ctx.params.pop("quiet"))
        return super().invoke(ctx)


class Group(click.Group):
    """Commands in the order in which they were written down."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word. Raises: UsageError, which says what may be meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            if ctx.resilient_parsing:
                return None, None, args[1:]
            raise click.UsageError(f'no command "{args[0]}"; {meant(args[0], known)}', ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Their names."""
        return list(self.commands)


class Program(Group):
    """The commands of the table, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Their names, in the order of the table."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click asks so
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = import_module(f"feedclean.cli.commands.{module}").command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click asks so
        formatter: click.HelpFormatter,
    ) -> None:
        """Lists them by what one wants to do."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, told) for name, told in commands.items()])

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """As click does it, with colours as the environment wants them."""
        return super().make_context(info_name, args, parent, **{"color": wants_colour()} | extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except NotCleaned as error:
            say_lines(f"feedclean: {error}", err=True)
            ctx.exit(EXIT_FAILED)
        except (ConfigError, GoldenError, ServeError, StateError) as error:
            say_lines(f"feedclean: {error}", err=True)
            ctx.exit(EXIT_UNUSABLE)
        except FeedcleanError as error:
            say_lines(f"feedclean: {error}", err=True)
            ctx.exit(EXIT_FAILED)
        except (KeyboardInterrupt, click.Abort):  # the second: at a question
            told = "interrupted; what was published stands, run it again to go on"
            say_lines(f"feedclean: {told}", err=True)
            ctx.exit(EXIT_INTERRUPTED)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, "--version", prog_name="feedclean", message="%(prog)s %(version)s"
)
def program() -> None:
    """Republish feeds and article dumps as clean full-text Atom feeds.

    Everything that is not the article is taken out, and each removal is recorded.
    """


def main() -> None:
    """The installed command."""
    for stream in (sys.stdout, sys.stderr):
        # A title the terminal cannot show must not end the program.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    collect_seldom()
    program(prog_name="feedclean")
