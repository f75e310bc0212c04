"""Tells those who want to know that files have changed: the hub, and the owner's command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from feedclean.config.values import Config
from feedclean.errors import PublishError
from feedclean.gather.hub import announce
from feedclean.model.article import Failure, SourceId
from feedclean.model.output import BuildReport
from feedclean.work.place import Tools

_TOPICS: Final = frozenset({".atom", ".json", ".rss"})


def tell(report: BuildReport, config: Config, tools: Tools, output: Path) -> Iterator[Failure]:
    """Tells them what a build has published; whatever goes wrong harms none of it."""
    site = config.site
    topics = [site.head.url + quote(str(path)) for path in report.written if _is_topic(path)]
    if site.head.hub and topics and not tools.is_offline:
        yield from announce(site.head.hub, topics, tools.fetch)
    if not site.on_change or not (report.written or report.removed):
        return
    from feedclean.publish.hook import run_hook  # noqa: PLC0415 - rarely wanted

    try:
        run_hook(
            site.on_change,
            folder=config.folder,
            output=output,
            written=report.written,
            removed=report.removed,
        )
    except PublishError as error:
        yield Failure(
            source=SourceId(""),
            location=error.path,
            stage="publish",
            error=type(error).__name__,
            message=str(error),
        )


def _is_topic(path: PurePosixPath) -> bool:
    """Whether a file is one that people subscribe to, and that names the hub."""
    return len(path.parts) == 1 and path.suffix in _TOPICS
