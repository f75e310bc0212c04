"""Tells those who want to know that files have changed: the owner's command, then the hub.

In this order, since the command may be what brings the files to their host, and a hub asks for them
at once. What could not be told is remembered and told by the next build.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from feedclean.errors import PublishError
from feedclean.gather.hub import announce
from feedclean.model.article import Digest, Failure, SourceId
from feedclean.model.entry import Made
from feedclean.model.output import BuildReport
from feedclean.work.place import Workplace

_UNTOLD: Final = SourceId(":untold")
"""Where the state keeps whom the last build could not reach; no source can be called so."""
_COMMAND: Final = Digest("on_change")
_NOTHING: Final = Made(basis=Digest(""), outputs=())
_TOPICS: Final = frozenset({".atom", ".json", ".rss"})


def tell(report: BuildReport, place: Workplace) -> Iterator[Failure]:
    """Tells them what a build has published; whatever goes wrong harms none of it.

    Nobody is told of a build to another folder than the configured one. Raises: StateError.
    """
    site = place.config.site
    if place.output != site.output or not (site.on_change or site.head.hub):
        return
    before = place.store.made(_UNTOLD)
    new = [site.head.url + quote(str(path)) for path in report.written if _is_topic(path)]
    topics = tuple(dict.fromkeys((*(topic for topic, _ in before.outputs), *new)))
    is_changed = bool(report.written or report.removed)
    failed = None
    if site.on_change and (is_changed or before.basis == _COMMAND):
        failed = _run(report, place)
    if failed is not None:
        yield failed
    elif site.head.hub and not place.tools.is_offline:
        found = {topic: announce(site.head.hub, topic, place.tools.fetch) for topic in topics}
        yield from filter(None, found.values())
        topics = tuple(topic for topic, failure in found.items() if failure is not None)
    untold = Made(
        basis=Digest("") if failed is None else _COMMAND,
        outputs=tuple((topic, Digest("")) for topic in topics if site.head.hub),
    )
    if untold != before:
        place.store.save_made(_UNTOLD, untold)


def _run(report: BuildReport, place: Workplace) -> Failure | None:
    from feedclean.publish.hook import run_hook  # noqa: PLC0415 - rarely wanted

    try:
        run_hook(
            place.config.site.on_change,
            folder=place.config.folder,
            output=place.output,
            written=report.written,
            removed=report.removed,
        )
    except PublishError as error:
        return Failure(
            source=SourceId(""),
            location=error.path,
            stage="publish",
            error=type(error).__name__,
            message=str(error),
        )
    return None


def _is_topic(path: PurePosixPath) -> bool:
    """Whether a file is one that people subscribe to, and that names the hub."""
    return len(path.parts) == 1 and path.suffix in _TOPICS
