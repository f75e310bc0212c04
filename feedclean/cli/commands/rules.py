"""The arguments of ``feedclean rules``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import Number
from feedclean.cli.group import Group
from feedclean.cli.options import CONFIG, IDS, JSON, OWNER, SOURCE, config_if_any


@click.group("rules", cls=Group)
def command() -> None:
    """Site rules: what yours find, and packs of rules that others have written."""


@command.command("used", short_help="Show what your site rules find, and which are dead.")
@IDS
@CONFIG
@SOURCE
@click.option(
    "--last",
    type=Number(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help="How many articles of a source to look at, newest first.",
)
@JSON
@click.pass_context
def rules_used(
    ctx: click.Context, /, path: Path, names: tuple[str, ...], ids: tuple[str, ...], **options: Any
) -> None:
    """Show what your site rules find in what is published, and which are dead or fight.

    Asks no server and writes nothing.
    Exit status: 0 all is well, 1 something is wrong, 2 unusable configuration or state.
    """
    from feedclean.cli.lint import RulesRequest, run_rules

    ctx.exit(run_rules(RulesRequest(config=path, ids=(*names, *ids), **options)))


@command.command("suggest", short_help="Find a rule for a sentence pasted from a page.")
@click.argument("target", metavar="URL|FILE|ENTRY")
@CONFIG
@click.option("--strip", metavar="TEXT", multiple=True, help="What is to go; repeatable.")
@click.option("--keep", metavar="TEXT", multiple=True, help="What is to stay; repeatable.")
@OWNER
@click.option(
    "--last",
    type=Number(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many articles of the source to hold rules against, newest first.",
)
@click.option("--write", is_flag=True, help="Put into the configuration what harms nothing.")
@JSON
@click.pass_context
def rules_suggest(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Find rules for sentences pasted from a page, and show what they would do.

    They are held against the newest articles of the same source, as these were captured; a server
    is asked only for an address that is not published.
    Exit status: 0 a rule for each, 1 not for all, 2 unusable arguments or configuration.
    """
    from feedclean.cli.suggest import SuggestRequest, run_suggest

    ctx.exit(run_suggest(SuggestRequest(config=config_if_any(ctx, path), **options)))


@command.command("add", short_help="Keep a rule pack in the state folder.")
@click.argument("origin", metavar="DIR|ZIP|GIT-CHECKOUT", type=click.Path(path_type=Path))
@CONFIG
@click.option("--name", metavar="NAME", help="Of the pack; else that of the folder or file.")
@JSON
@click.pass_context
def rules_add(ctx: click.Context, /, path: Path, origin: Path, **options: Any) -> None:
    """Keep a rule pack in the state folder, in place of one of the same name.

    It stays as it is until it is added again, whatever becomes of the folder.
    Exit status: 0 added, 2 nothing that can be used.
    """
    from feedclean.cli.packs import AddRequest, run_add

    ctx.exit(run_add(AddRequest(path=origin, config=path, **options)))


@command.command("list", short_help="List the rule packs there are.")
@CONFIG
@JSON
@click.pass_context
def rules_list(ctx: click.Context, /, path: Path, *, as_json: bool) -> None:
    """List the rule packs there are, with digest, origin and licence.

    Exit status: 0 listed, 1 one is not as it was added, 2 unusable configuration.
    """
    from feedclean.cli.packs import run_list

    ctx.exit(run_list(path, as_json=as_json))


@command.command("remove", short_help="Take a rule pack out of the state folder.")
@click.argument("name", metavar="NAME")
@CONFIG
@JSON
@click.pass_context
def rules_remove(ctx: click.Context, /, path: Path, name: str, *, as_json: bool) -> None:
    """Take a rule pack out of the state folder.

    Exit status: 0 removed, 2 there is none of this name.
    """
    from feedclean.cli.packs import run_remove

    ctx.exit(run_remove(path, name, as_json=as_json))


@command.command("show", short_help="Show the rules of packs that hold for a host.")
@click.argument("host", metavar="HOST|URL")
@CONFIG
@click.option(
    "--in",
    "origin",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Look in this folder, ZIP or file, instead of the packs there are.",
)
@JSON
@click.pass_context
def rules_show(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Show which rules of packs hold for the pages of a host, in their order.

    Exit status: 0 shown, 1 there are none, 2 unusable arguments.
    """
    from feedclean.cli.rule_files import ShowRequest, run_show

    ctx.exit(run_show(ShowRequest(config=path, **options)))


@command.command("test", short_help="Try rule packs on the pages their tests name.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@CONFIG
@JSON
@click.pass_context
def rules_test(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Try rule packs on the pages their tests name, as far as these were captured.

    Asks no server and writes nothing.
    Exit status: 0 none is unmet, 1 some are, 2 there is no pack, or none of the name.
    """
    from feedclean.cli.packs import TrialRequest, run_test

    ctx.exit(run_test(TrialRequest(config=path, **options)))


@command.command("lint", short_help="Look through rule packs for what cannot be used.")
@click.argument("targets", metavar="[NAME|DIR|ZIP|FILE]...", nargs=-1)
@CONFIG
@JSON
@click.pass_context
def rules_lint(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Look through rule packs, or files that are none yet, for lines that cannot be used.

    Exit status: 0 every line can be used, 1 some cannot, 2 there is nothing to look through.
    """
    from feedclean.cli.rule_files import LintRequest, run_lint

    ctx.exit(run_lint(LintRequest(config=path, **options)))
