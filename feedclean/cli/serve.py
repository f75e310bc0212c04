"""``feedclean serve``: the published folder over HTTP, and ``watch`` beside it if wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.voice import print_line, remark, say_lines
from feedclean.cli.watch import Diary, calls_here, world_of
from feedclean.config import Config
from feedclean.errors import ServeError
from feedclean.execute.table import executor_of
from feedclean.serve.server import address, bound, serving
from feedclean.watch import Call, watch

_MOST_SHOWN: Final = 10
_FEEDS: Final = (".atom", ".json", ".rss")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRequest:
    """The arguments of the command."""

    config: Path
    bind: str
    port: int
    watch: bool
    as_json: bool


def run_serve(request: ServeRequest) -> int:
    """Serves until a signal comes; gives the exit status. Raises: ConfigError, ServeError."""
    config = configured(request.config)
    root = config.site.output
    if not root.is_dir() and not request.watch:
        raise ServeError(root, "there is no such folder yet; run feedclean build first")
    calls, has_died, diary = calls_here(), [], Diary(as_json=request.as_json)

    def ended() -> None:
        has_died.append(not calls.is_stopped)
        calls.put(Call.STOP)

    listening = bound(request.bind, request.port)
    with calls.listening(), serving(root, listening, ended=ended):
        if request.as_json:
            print_line({"url": address(listening), "folder": str(root)})
        else:
            _greet(config, address(listening))
        if request.watch:
            executor = executor_of("processes", None)
            watch(request.config, world_of(calls, diary, executor, "processes"))
        while not calls.is_stopped:
            calls.wait()
    if any(has_died):
        say_lines("feedclean: the server has ended by itself", err=True)
        return EXIT_FAILED
    diary.remark("stopped")
    return EXIT_OK


def _greet(config: Config, url: str) -> None:
    root = config.site.output
    lines = [f"Serving {root} at {url}"]
    feeds = _feeds(root)
    lines += [f"  {url}{name}" for name in feeds[:_MOST_SHOWN]]
    if len(feeds) > _MOST_SHOWN:
        lines.append(f"  and {len(feeds) - _MOST_SHOWN} more")
    if config.site.head.url.rstrip("/") != url.rstrip("/"):
        lines.append(
            f"Feeds name {config.site.head.url} as their address; "
            f"to have them name this one, set base_url of [site] to {url}"
        )
    lines.append("Ctrl-C ends it.")
    for line in lines:
        remark(line)


def _feeds(root: Path) -> list[str]:
    """Names of feeds, for a reader to be given; each in one format."""
    names = sorted(file.name for file in root.glob("*.*") if file.suffix in _FEEDS)
    return [name for name in names if name.endswith(".atom")] or names
