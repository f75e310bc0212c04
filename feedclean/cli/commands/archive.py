"""The arguments of ``feedclean archive``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from feedclean.cli.choices import Number, OneOf
from feedclean.cli.group import Command
from feedclean.cli.options import (
    ADDRESS,
    CONFIG,
    DIALECT,
    ENGINE,
    JOBS,
    JSON,
    TIMEZONE,
    config_if_any,
)


@click.command("archive", cls=Command)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--out",
    "output",
    metavar="DIR",
    default="archive",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; a run that was stopped goes on there.",
)
@click.option(
    "--format",
    "kind",
    type=OneOf(["feeds", "jsonl", "parquet"]),
    default="feeds",
    show_default=True,
    help="Feeds with monthly archives, or a row for each article.",
)
@click.option("--zstd", "is_compressed", is_flag=True, help="Compress the files of --format jsonl.")
@click.option(
    "--by",
    type=OneOf(["auto", "host", "folder"]),
    default="auto",
    show_default=True,
    help="What makes articles one source; auto: their host, or else their folder.",
)
@click.option("--source", metavar="NAME", help="Take all articles as of this one source.")
@click.option("--title", metavar="TEXT", help="Of the feed of --source.")
@click.option(
    "--url",
    metavar="URL",
    default="https://feeds.invalid/",
    show_default=True,
    help="Where DIR will be hosted.",
)
@click.option(
    "--newest",
    type=Number(min=1, max=10_000),
    default=100,
    show_default=True,
    help="Entries of a feed itself; all others are in its archives.",
)
@click.option("--include", metavar="GLOB", multiple=True, help="Only names like this; repeatable.")
@click.option("--exclude", metavar="GLOB", multiple=True, help="No names like this; repeatable.")
@click.option(
    "--mime",
    "mimes",
    metavar="TYPE",
    multiple=True,
    help="Only records of this media type, instead of web pages; repeatable.",
)
@click.option(
    "--host",
    "hosts",
    metavar="HOST",
    multiple=True,
    help="Only articles of this host, or below it; repeatable.",
)
@DIALECT
@TIMEZONE
@CONFIG
@JOBS
@ENGINE
@ADDRESS
@click.option("--keep", is_flag=True, help="Keep what was worked out, for a run with more inputs.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what there is to read.")
@JSON
@click.pass_context
def command(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """Clean whole archives, to feeds or to rows, and go on where an earlier run was stopped.

    Takes folders, tar and zip files, JSON Lines, WARC, WACZ and MBOX, here or at an address such as
    s3://bucket/pages/.
    Exit status: 0 all good, 1 something failed but the rest was written, 2 unusable arguments.
    """
    from feedclean.execute.table import executor_of

    engine = "serial" if options["dry_run"] else options["engine"]
    executor = executor_of(engine, options["jobs"], options["address"], is_apart=True)
    if _is_begun_with(options["inputs"], options["output"]):
        executor.call_in()  # while we load what it will be told to do
    try:
        from feedclean.cli.archive import ArchiveRequest, run_archive

        request = ArchiveRequest(config=config_if_any(ctx, path), **options)
        ctx.exit(run_archive(request, executor))
    finally:
        executor.close()


def _is_begun_with(inputs: tuple[str, ...], output: Path) -> bool:
    """Whether there will be something to do, as far as can be told at a glance."""
    is_there = all("://" in one or os.path.exists(one) for one in inputs)  # noqa: PTH110 - raises
    return is_there and not os.path.exists(output / "manifest.json")  # noqa: PTH110 - as above
