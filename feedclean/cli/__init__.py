"""Arguments in, text and exit codes out.

Everything heavy is imported inside the commands, so that ``--help`` and ``--version`` answer at
once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from feedclean import __version__
from feedclean.discretion import discreet
from feedclean.errors import (
    ConfigError,
    FeedcleanError,
    GoldenError,
    ServeError,
    StateError,
)

EXIT_OK: Final = 0
EXIT_FAILED: Final = 1
"""Something failed; all the rest was done."""
EXIT_UNUSABLE: Final = 2
"""Nothing was done: a configuration or a command line that cannot be used."""
EXIT_ALARM: Final = 3
"""All was done, but an alarm is open, and the caller wants to know."""
EXIT_INTERRUPTED: Final = 130
"""Ctrl-C, as a shell counts it."""


class Program(click.Group):
    """The command group, which turns our errors into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except (ConfigError, GoldenError, ServeError, StateError) as error:
            click.echo(f"feedclean: {discreet(str(error))}", err=True)
            ctx.exit(EXIT_UNUSABLE)
        except FeedcleanError as error:
            click.echo(f"feedclean: {discreet(str(error))}", err=True)
            ctx.exit(EXIT_FAILED)
        except KeyboardInterrupt:
            told = "interrupted; what was published stands, run it again to go on"
            click.echo(f"feedclean: {told}", err=True)
            ctx.exit(EXIT_INTERRUPTED)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, "--version", prog_name="feedclean", message="%(prog)s %(version)s"
)
def program() -> None:
    """Republish feeds and article dumps as clean full-text Atom feeds.

    Everything that is not the article is taken out, and each removal is recorded.
    """


_CONFIG: Final = click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration.",
)
_TESTS: Final = click.option(
    "--tests",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the cases, instead of tests_dir of the configuration.",
)


@program.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@_CONFIG
@click.option("--source", "ids", metavar="ID", multiple=True, help="Only this source; repeatable.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write here instead of the configured folder.",
)
@click.option(
    "--metrics",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add a line of JSON to this file, instead of the configured one.",
)
@click.option("--offline", is_flag=True, help="Ask no server; work with what is kept.")
@click.option(
    "--refresh", is_flag=True, help="Ask every server now, due or not, as far as it allows."
)
@click.option("--reclean", is_flag=True, help="Clean everything anew from what is kept.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@click.option("--strict", is_flag=True, help="Exit with 3 if an alarm is open.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("-q", "--quiet", count=True, help="Print failures only.")
@click.option("-v", "--verbose", count=True, help="Print more; twice: everything.")
@click.pass_context
def build(
    ctx: click.Context, /, path: Path, names: tuple[str, ...], ids: tuple[str, ...], **options: Any
) -> None:
    """Build the feeds of a configuration, or those of the sources named.

    Exit status: 0 all good, 1 something failed but the rest was built, 2 unusable configuration,
    3 with --strict: nothing failed, but an alarm is open.
    """
    from feedclean.cli.build import BuildRequest, run_build

    if options["refresh"] and options["offline"]:
        raise click.UsageError("--refresh asks servers and --offline does not; give one of them")
    ctx.exit(run_build(BuildRequest(config=path, ids=(*names, *ids), **options)))


@program.command()
@click.argument("target", metavar="FILE|URL|-")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["html", "text", "markdown", "json"]),
    default="html",
    show_default=True,
    help="How to print it.",
)
@click.option("--dialect", metavar="NAME", help="How the file is written, instead of detecting it.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say.")
@click.option(
    "--config", type=click.Path(path_type=Path), help="Clean by the rules of this configuration."
)
@click.option("--source", metavar="ID", help="Read and clean it as an article of this source.")
@click.option("--strip", metavar="SELECTOR", multiple=True, help="Take this out; repeatable.")
@click.option("--keep", metavar="SELECTOR", multiple=True, help="Let this stay; repeatable.")
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="N", help="Only the N-th article of the file."
)
@click.option(
    "--removals", is_flag=True, help="List on standard error what was taken out, and why."
)
@click.pass_context
def extract(ctx: click.Context, /, target: str, **options: Any) -> None:
    """Print one cleaned article, or all of a file that holds several.

    Takes a file, a web address, or - for standard input.
    Exit status: 0 printed, 1 nothing to print or some of it failed, 2 unusable arguments.
    """
    from feedclean.cli.extract import ExtractRequest, run_extract

    ctx.exit(run_extract(ExtractRequest(target=target, **options)))


@program.command()
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_context
def init(ctx: click.Context, /, **options: Any) -> None:
    """Begin a folder: a configuration, an example that builds at once, a .gitignore.

    Exit status: 0 begun, 2 there is a configuration already, or it cannot be written.
    """
    from feedclean.cli.init import InitRequest, run_init

    ctx.exit(run_init(InitRequest(**options)))


@program.command()
@click.argument("target", metavar="URL|DIR")
@_CONFIG
@click.option("--id", metavar="ID", help="Of the source; else made from its title.")
@click.option("--title", metavar="TEXT", help="Of the source; else what it calls itself.")
@click.option("--yes", is_flag=True, help="Add it without asking.")
@click.pass_context
def add(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Try a feed, a list page or a folder of files, and add it to the configuration.

    Shows up to three cleaned entries first.
    Exit status: 0 added, or you said no; 1 no article could be read; 2 unusable arguments.
    """
    from feedclean.cli.add import AddRequest, run_add

    ctx.exit(run_add(AddRequest(config=path, **options)))


@program.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@_CONFIG
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be added.")
@click.pass_context
def import_(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Add the sources and rules of a file of another program to the configuration.

    Takes OPML, also with what FreshRSS adds, feeds of Miniflux, recipes of FeedIron, and the
    configurations of rss-funnel and feed-me-up-scotty.
    Exit status: 0 added, or all was there; 2 a file or a configuration that cannot be used.
    """
    from feedclean.cli.moving import ImportRequest, run_import

    ctx.exit(run_import(ImportRequest(config=path, **options)))


@program.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def status(ctx: click.Context, /, **options: Any) -> None:
    """Tell how the sources are, and what to do about those that are not well.

    Asks no server, and may be run while a build is.
    Exit status: 0 all well, 1 an alarm is open, 2 unusable configuration.
    """
    from feedclean.cli.status import StatusRequest, run_status

    ctx.exit(run_status(StatusRequest(**options)))


@program.command()
@click.argument("target", metavar="ENTRY|URL|FILE")
@_CONFIG
@click.option("--source", metavar="ID", help="Look in this source only; read a file as of it.")
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="N", help="The N-th article of a file."
)
@click.option("--dialect", metavar="NAME", help="How the file is written, instead of detecting it.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it as one page that needs nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--open", "opens", is_flag=True, help="Open the page of --html in a browser.")
@click.pass_context
def explain(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what was taken out of an article, where, and why.

    Takes the id or address of a published entry, whose capture is looked up and not fetched again;
    else a file or an address, cleaned by itself.
    Exit status: 0 explained, 1 it cannot be read or cleaned, 2 nothing is called so.
    """
    from feedclean.cli.explain import ExplainRequest, run_explain

    if options["opens"] and options["html"] is None:
        raise click.UsageError("--open opens the page of --html; name that: --html report.html")
    typed = ctx.get_parameter_source("path") is click.core.ParameterSource.COMMANDLINE
    config = path if typed or path.exists() else None
    ctx.exit(run_explain(ExplainRequest(config=config, **options)))


@program.command()
@click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="config.toml",
    show_default=True,
    help="The configuration; read anew when it changes.",
)
@click.option("-v", "--verbose", count=True, help="Print more; twice: everything.")
@click.pass_context
def watch(ctx: click.Context, /, path: Path, verbose: int) -> None:
    """Build now and whenever something may be new, until told to stop.

    SIGTERM or Ctrl-C ends it after the source in hand, SIGHUP makes a service build at once.
    Exit status: 0 stopped, 2 unusable configuration.
    """
    from feedclean.cli.watch import run_watch

    ctx.exit(run_watch(path, verbose=verbose))


@program.command()
@_CONFIG
@click.option(
    "--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Who can reach it."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="0: any free one.",
)
@click.option("--watch", is_flag=True, help="Build beside it, as feedclean watch does.")
@click.option("-v", "--verbose", count=True, help="Print a line per request; twice: everything.")
@click.pass_context
def serve(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Serve the published folder over HTTP, to this machine alone unless told otherwise.

    SIGTERM or Ctrl-C ends it.
    Exit status: 0 stopped, 1 ended by itself, 2 nothing to serve, or nowhere to serve it.
    """
    from feedclean.cli.serve import ServeRequest, run_serve

    ctx.exit(run_serve(ServeRequest(config=path, **options)))


_WRITE: Final = click.option(
    "--write",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help="Write it there instead of printing it; without DIR: to where it belongs.",
)
_FORCE: Final = click.option("--force", is_flag=True, help="Replace files that say otherwise.")
_NAME: Final = click.option(
    "--name", default="feedclean", show_default=True, help="What files and units are called."
)
_PLATFORMS: Final = ("systemd", "cron", "launchd", "github-actions", "gitlab")


@program.command()
@click.option("--systemd", is_flag=True, help="A service and a timer.")
@click.option("--cron", is_flag=True, help="A line for your crontab.")
@click.option("--launchd", is_flag=True, help="An agent of macOS.")
@click.option("--github-actions", is_flag=True, help="A workflow with Pages.")
@click.option("--gitlab", is_flag=True, help="A pipeline with Pages.")
@_CONFIG
@click.option(
    "--every",
    type=click.Choice("5m 10m 15m 20m 30m 1h 2h 3h 4h 6h 8h 12h 1d".split()),
    default="30m",
    show_default=True,
    help="How often to build.",
)
@click.option("--system", is_flag=True, help="systemd: for the machine, not for your user.")
@click.option(
    "--package", metavar="SPEC", help="GitHub, GitLab: what pip installs there, if not this."
)
@_NAME
@_WRITE
@_FORCE
@click.pass_context
def schedule(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Print what makes a platform build on a schedule, and what to type next.

    It is made for one configuration and for this feedclean, with absolute paths.
    Exit status: 0 printed or written, 1 could not be written, 2 unusable arguments.
    """
    from feedclean.cli.schedule import ScheduleRequest, run_schedule

    named = [name for name in _PLATFORMS if options.pop(name.replace("-", "_"))]
    if len(named) != 1:
        given = f"not {' and '.join(f'--{name}' for name in named)} at once" if named else ""
        choice = f"name a platform: {', '.join(f'--{name}' for name in _PLATFORMS)}"
        raise click.UsageError(f"{choice}; {given}" if given else choice)
    ctx.exit(run_schedule(ScheduleRequest(platform=named[0], config=path, **options)))


@program.command()
@click.argument(
    "kind",
    metavar="[KIND]",
    required=False,
    type=click.Choice("github-pages netlify cloudflare-pages nginx caddy s3".split()),
)
@_CONFIG
@_NAME
@_WRITE
@_FORCE
@click.pass_context
def host(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Print what a host has to be told to serve the output well.

    KIND is github-pages, netlify, cloudflare-pages, nginx, caddy or s3; without one it is the host
    of the configuration.
    Exit status: 0 printed or written, 1 could not be written, 2 unusable arguments.
    """
    from feedclean.cli.host import HostRequest, run_host

    ctx.exit(run_host(HostRequest(config=path, **options)))


@program.command()
@_CONFIG
@click.option(
    "--repair", is_flag=True, help="Make a damaged state anew of all that can be read of it."
)
@click.option("--json", "as_json", is_flag=True, help="Print what is found as JSON.")
@click.pass_context
def doctor(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Say what is wrong with configuration, folders and state, and what helps.

    Asks no server, and changes nothing without --repair.
    Exit status: 0 nothing is wrong, 1 something is, 2 unusable arguments, or it cannot be repaired.
    """
    from feedclean.cli.doctor import DoctorRequest, run_doctor

    ctx.exit(run_doctor(DoctorRequest(config=path, **options)))


@program.command()
@click.argument("target", metavar="ENTRY-ID|URL|FILE")
@_CONFIG
@_TESTS
@click.option("--source", metavar="ID", help="Where to look for it; whose rules hold for it.")
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="N", help="Which article of the file, from 1."
)
@click.option("--name", metavar="NAME", help="Of the case; else made from the article.")
@click.option("--why", metavar="TEXT", help="What the case is to show.")
@click.option("--dialect", metavar="NAME", help="How the file is written, instead of detecting it.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that name none, Europe/Paris say.")
@click.option("--language", metavar="TAG", help="Of an article that names none, en say.")
@click.option("--update", is_flag=True, help="Accept anew what there is a case of already.")
@click.pass_context
def accept(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Keep an article as it is cleaned now, as a golden case that check compares with.

    Exit status: 0 accepted, 1 the article could not be had, 2 unusable arguments.
    """
    from feedclean.cli.accept import AcceptRequest, run_accept

    ctx.exit(run_accept(AcceptRequest(config=path, **options)))


@program.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_CONFIG
@_TESTS
@click.option("--update", is_flag=True, help="Accept all that differs; expectations stay.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
@click.pass_context
def check(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Run golden cases again, and show what comes out otherwise than it was accepted.

    Exit status: 0 all the same, 1 some differ, 2 some cannot run, or there are none.
    """
    from feedclean.cli.check import CheckRequest, run_check

    ctx.exit(run_check(CheckRequest(config=path, **options)))


@program.command()
@_CONFIG
@click.option("--source", "ids", metavar="ID", multiple=True, help="Only this source; repeatable.")
@click.option(
    "--entries",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="How many entries of a source to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, all entries included.")
@click.pass_context
def diff(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what a changed rule, option or version would do to everything published.

    Asks no server and writes nothing.
    Exit status: 0 nothing would change, 1 something would, 2 unusable configuration or state.
    """
    from feedclean.cli.diff import DiffRequest, run_diff

    ctx.exit(run_diff(DiffRequest(config=path, **options)))


@program.group()
def rules() -> None:
    """Site rules: what yours find, and packs of rules that others have written."""


@rules.command("used")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@_CONFIG
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help="How many articles of a source to look at, newest first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def rules_used(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show what your site rules find in what is published, and which are dead or fight.

    Asks no server and writes nothing.
    Exit status: 0 all is well, 1 something is wrong, 2 unusable configuration or state.
    """
    from feedclean.cli.lint import RulesRequest, run_rules

    ctx.exit(run_rules(RulesRequest(config=path, **options)))


@rules.command("add")
@click.argument("origin", metavar="DIR|ZIP|GIT-CHECKOUT", type=click.Path(path_type=Path))
@_CONFIG
@click.option("--name", metavar="NAME", help="Of the pack; else that of the folder or file.")
@click.pass_context
def rules_add(ctx: click.Context, /, path: Path, origin: Path, name: str | None) -> None:
    """Keep a rule pack in the state folder, in place of one of the same name.

    It stays as it is until it is added again, whatever becomes of the folder.
    Exit status: 0 added, 2 nothing that can be used.
    """
    from feedclean.cli.packs import AddRequest, run_add

    ctx.exit(run_add(AddRequest(path=origin, config=path, name=name)))


@rules.command("list")
@_CONFIG
@click.pass_context
def rules_list(ctx: click.Context, /, path: Path) -> None:
    """List the rule packs there are, with digest, origin and licence.

    Exit status: 0 listed, 1 one is not as it was added, 2 unusable configuration.
    """
    from feedclean.cli.packs import run_list

    ctx.exit(run_list(path))


@rules.command("remove")
@click.argument("name", metavar="NAME")
@_CONFIG
@click.pass_context
def rules_remove(ctx: click.Context, /, path: Path, name: str) -> None:
    """Take a rule pack out of the state folder.

    Exit status: 0 removed, 2 there is none of this name.
    """
    from feedclean.cli.packs import run_remove

    ctx.exit(run_remove(path, name))


@rules.command("show")
@click.argument("host", metavar="HOST|URL")
@_CONFIG
@click.option(
    "--in",
    "origin",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Look in this folder, ZIP or file, instead of the packs there are.",
)
@click.pass_context
def rules_show(ctx: click.Context, /, path: Path, host: str, origin: Path | None) -> None:
    """Show which rules of packs hold for the pages of a host, in their order.

    Exit status: 0 shown, 1 there are none, 2 unusable arguments.
    """
    from feedclean.cli.packs import ShowRequest, run_show

    ctx.exit(run_show(ShowRequest(host=host, config=path, origin=origin)))


@rules.command("test")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_CONFIG
@click.option("-v", "--verbose", is_flag=True, help="List the tests that are met or not kept, too.")
@click.pass_context
def rules_test(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Try rule packs on the pages their tests name, as far as these were captured.

    Asks no server and writes nothing.
    Exit status: 0 none is unmet, 1 some are, 2 there is no pack, or none of the name.
    """
    from feedclean.cli.packs import TrialRequest, run_test

    ctx.exit(run_test(TrialRequest(config=path, **options)))


@rules.command("lint")
@click.argument("targets", metavar="[NAME|DIR|ZIP|FILE]...", nargs=-1)
@_CONFIG
@click.pass_context
def rules_lint(ctx: click.Context, /, path: Path, targets: tuple[str, ...]) -> None:
    """Look through rule packs, or files that are none yet, for lines that cannot be used.

    Exit status: 0 every line can be used, 1 some cannot, 2 there is nothing to look through.
    """
    from feedclean.cli.packs import LintRequest, run_lint

    ctx.exit(run_lint(LintRequest(targets=targets, config=path)))


def main() -> None:
    """The installed command."""
    for stream in (sys.stdout, sys.stderr):
        # A title the terminal cannot show must not end the program.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    program(prog_name="feedclean")
