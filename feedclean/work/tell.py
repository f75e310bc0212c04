"""Tells those who want to know that files have changed: the owner's command, then the hub.

In this order, since the command may be what brings the files to their host, and a hub asks for them
at once. What could not be told is remembered and told by the next build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
"""Where the state keeps the feeds that the hub has not heard of; no source can be called so."""
_UNHEARD: Final = SourceId(":unheard")
"""Where it keeps the files that the command has not heard of."""
_WRITTEN: Final = Digest("written")
_REMOVED: Final = Digest("removed")
_TOO_MANY: Final = Made(basis=Digest("too many"), outputs=())
_NOTHING: Final = Made(basis=Digest(""), outputs=())
_MOST: Final = 50_000
"""Files that are remembered for a command that fails, at most: about 3 MB, written again by each
build."""
_TOPICS: Final = frozenset({".atom", ".json", ".rss"})

_OF_SITE: Final = frozenset({"health.json", "status.atom"})
"""Files of the site that look like topics."""

_Changes = Mapping[str, Digest]
"""What became of each path; the later change stands."""


def tell(report: BuildReport, place: Workplace) -> Iterator[Failure]:
    """Tells them what a build has published; whatever goes wrong harms none of it.

    Nobody is told of a build to another folder than the configured one. Raises: StateError.
    """
    if place.output != place.config.site.output:
        return
    failed = _tell_command(report, place)
    if failed is not None:
        yield failed
    yield from _tell_hub(report, place, is_there=failed is None)


def _tell_command(report: BuildReport, place: Workplace) -> Failure | None:
    """Runs the command until it has succeeded once since the last change.

    What it is to hear of is remembered before it runs: a machine that stops meanwhile forgets none.
    """
    before = place.store.made(_UNHEARD)
    if not place.config.site.on_change:
        _remember(_UNHEARD, before, _NOTHING, place)
        return None
    changes = _since_it_heard(before, report)
    if changes is not None and not changes:
        return None
    unheard = _bounded(changes)
    _remember(_UNHEARD, before, unheard, place)
    failed = _run(changes, place)
    if failed is None:
        _remember(_UNHEARD, unheard, _NOTHING, place)
    return failed


def _since_it_heard(before: Made, report: BuildReport) -> _Changes | None:
    """The changes of this build and those before it; None: too many to know."""
    if before == _TOO_MANY:
        return None
    return {
        **dict(before.outputs),
        **{str(path): _WRITTEN for path in report.written},
        **{str(path): _REMOVED for path in report.removed},
    }


def _bounded(changes: _Changes | None) -> Made:
    if changes is None or len(changes) > _MOST:
        return _TOO_MANY
    return Made(basis=Digest(""), outputs=tuple(changes.items()))


def _run(changes: _Changes | None, place: Workplace) -> Failure | None:
    from feedclean.publish.hook import Changes, run_hook  # noqa: PLC0415 - rarely wanted

    told = None
    if changes is not None:
        told = Changes(written=_those(_WRITTEN, changes), removed=_those(_REMOVED, changes))
    try:
        run_hook(
            place.config.site.on_change,
            folder=place.config.folder,
            output=place.output,
            changes=told,
        )
    except PublishError as error:
        return Failure.of(error, location=error.path, stage="publish")
    return None


def _those(what: Digest, changes: _Changes) -> tuple[PurePosixPath, ...]:
    return tuple(PurePosixPath(path) for path, became in changes.items() if became == what)


def _tell_hub(report: BuildReport, place: Workplace, *, is_there: bool) -> Iterator[Failure]:
    """Tells the hub of the feeds that have changed, unless what it would fetch is not there yet."""
    site = place.config.site.head
    before = place.store.made(_UNTOLD)
    if not site.hub:
        _remember(_UNTOLD, before, _NOTHING, place)
        return
    new = [site.url + quote(str(path)) for path in report.written if _is_topic(path)]
    topics: Iterable[str] = dict.fromkeys((*(topic for topic, _ in before.outputs), *new))
    if is_there and not place.tools.is_offline:
        found = {topic: announce(site.hub, topic, place.tools.fetch) for topic in topics}
        yield from filter(None, found.values())
        topics = [topic for topic, failure in found.items() if failure is not None]
    untold = Made(basis=Digest(""), outputs=tuple((topic, Digest("")) for topic in topics))
    _remember(_UNTOLD, before, untold, place)


def _is_topic(path: PurePosixPath) -> bool:
    """Whether a file is one that people subscribe to, and that names the hub."""
    return len(path.parts) == 1 and path.suffix in _TOPICS and path.name not in _OF_SITE


def _remember(owner: SourceId, before: Made, now: Made, place: Workplace) -> None:
    if now != before:
        place.store.save_made(owner, now)
