"""``feedclean host``: what a host has to be told to serve the output well."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.hand_out import (
    HandedOut,
    as_data,
    check_name,
    only_here,
    print_files,
    say_written,
    write_files,
)
from feedclean.cli.voice import print_json, remark
from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.generate.hosts import host_files, is_precompressed
from feedclean.generate.hosts.servers import SERVERS, Served, server_config

_FOLDERS: Final = {"caddy": "/etc/caddy", "nginx": "/etc/nginx/sites-available", "s3": "."}

_FAR: Final = frozenset({"s3"})
"""Of the servers: those that are surely not on this machine."""
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
    as_json: bool


def run_host(request: HostRequest) -> int:
    """Prints or writes what the host needs, and gives the exit status.

    Raises: ConfigError; PublishError.
    """
    check_name(request.name)
    config = configured(request.config)
    kind = request.kind or config.site.host
    if kind is None:
        raise ConfigError(config.path, "site.host", "not set; set it, or name a host: host nginx")
    out = _served(kind, config, request) if kind in SERVERS else _built(kind, config, request)
    written: tuple[Path, ...] = ()
    if request.write is not None:
        written = write_files(Path(out.folder), out.files, force=request.force)
    if request.as_json:
        print_json(as_data(out, written))
    elif kind not in SERVERS:
        _show(out, config)
    elif request.write is None:
        print_files(out.files)
    else:
        say_written(Path(out.folder), out.files, written)
        remark("Its first lines say what to type next.", err=True)
    if not request.as_json:
        for line in (
            *(f"# Next: {one}" for one in out.next),
            *(f"# Note: {one}" for one in out.notes),
        ):
            remark(line, err=True)
    return EXIT_OK


def _served(kind: str, config: Config, request: HostRequest) -> HandedOut:
    """What a server is configured with."""
    output = config.site.output.resolve().as_posix()
    served = Served(site=config.site.head, output=output, name=request.name)
    is_copied = is_precompressed(kind) and config.site.host != kind
    why = "for builds to write compressed copies, too"
    return HandedOut(
        kind=kind,
        files=(server_config(kind, served),),
        folder=request.write or _FOLDERS[kind],
        next=(),
        notes=(
            *((_told(config, kind, why),) if is_copied else ()),
            *(only_here(config) if kind in _FAR else ()),
        ),
    )


def _built(kind: str, config: Config, request: HostRequest) -> HandedOut:
    """The files a build writes by itself; nothing to put anywhere."""
    if request.write is not None:
        raise ConfigError(
            "command line", "--write", f"builds write this by themselves where host is {kind}"
        )
    ids = (*(one.id for one in config.sources), *(one.id for one in config.rivers))
    has_json = "json" in config.site.head.formats
    paths = [PurePosixPath(f"{id_}.json") for id_ in ids if has_json]
    output = shlex.quote(str(config.site.output))
    return HandedOut(
        kind=kind,
        files=tuple(host_files(kind, config.site.head, paths)),
        folder=str(config.site.output),
        next=(_NEXT[kind].format(output=output),),
        notes=tuple(_notes(kind, config)),
    )


def _notes(kind: str, config: Config) -> Iterator[str]:
    if config.site.host != kind:
        yield _told(config, kind, "for builds to write it")
    yield from only_here(config)
    path = urlsplit(config.site.head.url).path
    if path != "/" and kind in _AT_THE_ROOT:
        yield (
            f"base_url ends in {path}, but {kind} reads _headers at the root of a host only; give "
            "the feeds a host of their own, or move that file there after each build"
        )


def _show(out: HandedOut, config: Config) -> None:
    for file in out.files:
        empty = "" if file.body else " (an empty file)"
        remark(f"# {file.path}{empty}, as builds write it into {config.site.output}:", err=True)
        print_files((file,))


def _told(config: Config, kind: str, why: str) -> str:
    return f'Set host = "{kind}" under [site] of {config.path}, {why}.'
