"""``feedclean host``: what a host has to be told to serve the output well."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

import click

from feedclean.cli.exits import EXIT_OK
from feedclean.cli.hand_out import print_files, write_files
from feedclean.config import Config, load_config
from feedclean.config.checks import check_id
from feedclean.errors import ConfigError
from feedclean.generate.hosts import host_files, is_precompressed
from feedclean.generate.hosts.servers import SERVERS, Served, server_config

_FOLDERS: Final = {"caddy": "/etc/caddy", "nginx": "/etc/nginx/sites-available", "s3": "."}

_AT_THE_ROOT: Final = frozenset({"cloudflare-pages", "netlify"})
_NEXT: Final = {
    "cloudflare-pages": "upload after a build that changed a file, by on_change or by hand: "
    "npx wrangler pages deploy {output} --project-name NAME",
    "github-pages": "feedclean schedule --github-actions --write makes the workflow that builds "
    "and publishes, and says what to type then",
    "netlify": "upload after a build that changed a file, by on_change or by hand: "
    "npx netlify deploy --prod --dir {output}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRequest:
    """The arguments of the command."""

    kind: str | None
    config: Path
    write: str | None
    """Empty: to where the server looks for it."""
    force: bool
    name: str


def run_host(request: HostRequest) -> int:
    """Prints or writes what the host needs, and gives the exit status.

    Raises: ConfigError; PublishError.
    """
    problem = check_id(request.name, {})
    if problem:
        raise ConfigError("command line", "--name", problem)
    config = load_config(request.config)
    kind = request.kind or config.site.host
    if kind is None:
        raise ConfigError(config.path, "site.host", "not set; set it, or name a host: host nginx")
    if kind not in SERVERS:
        return _show(kind, config, request)
    output = config.site.output.resolve().as_posix()
    served = Served(site=config.site.head, output=output, name=request.name)
    files = (server_config(kind, served),)
    if request.write is None:
        print_files(files)
    else:
        write_files(Path(request.write or _FOLDERS[kind]), files, force=request.force)
        click.echo("Its first lines say what to type next.", err=True)
    if is_precompressed(kind) and config.site.host != kind:
        click.echo(_told(config, kind, "for builds to write compressed copies, too"), err=True)
    return EXIT_OK


def _show(kind: str, config: Config, request: HostRequest) -> int:
    """The file a build writes by itself; nothing to put anywhere."""
    if request.write is not None:
        raise ConfigError(
            "command line", "--write", f"builds write this by themselves where host is {kind}"
        )
    ids = (*(one.id for one in config.sources), *(one.id for one in config.rivers))
    has_json = "json" in config.site.head.formats
    paths = [PurePosixPath(f"{id_}.json") for id_ in ids if has_json]
    for file in host_files(kind, config.site.head, paths):
        empty = "" if file.body else " (an empty file)"
        told = f"# {file.path}{empty}, as builds write it into {config.site.output}:"
        click.echo(told, err=True)
        print_files((file,))
    if config.site.host != kind:
        click.echo(_told(config, kind, "for builds to write it"), err=True)
    output = shlex.quote(str(config.site.output))
    click.echo(f"# Next: {_NEXT[kind].format(output=output)}", err=True)
    path = urlsplit(config.site.head.url).path
    if path != "/" and kind in _AT_THE_ROOT:
        note = (
            f"base_url ends in {path}, but {kind} reads _headers at the root of a host only; give "
            "the feeds a host of their own, or move that file there after each build"
        )
        click.echo(f"# Note: {note}", err=True)
    return EXIT_OK


def _told(config: Config, kind: str, why: str) -> str:
    return f'Set host = "{kind}" under [site] of {config.path}, {why}.'
