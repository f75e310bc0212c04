"""Build, rest until something may be new, build again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from feedclean.conductor import Tools, build_site
from feedclean.config import Config
from feedclean.errors import ConfigError, FeedcleanError, FetchError
from feedclean.execute.base import Executor
from feedclean.execute.serial import SerialExecutor
from feedclean.gather.base import Fetch, Fetched, Request, Unmodified
from feedclean.gather.glance import glance
from feedclean.model.article import Digest
from feedclean.model.output import BuildReport
from feedclean.model.source import SourceKind
from feedclean.text import number_of
from feedclean.watch.calls import Call
from feedclean.watch.when import LONGEST, next_build
from feedclean.watch.words import Teller, until
from feedclean.work.progress import Heed, Step

_log = logging.getLogger(__name__)

POLL: Final = timedelta(minutes=1)
"""Between two looks at the configuration and at folders of files."""
SETTLING: Final = timedelta(seconds=5)
"""Between the two looks a changed configuration is given: half of one may be read as a whole."""
RETRY: Final = timedelta(minutes=1)
"""After a build that could not be: another one is running, say."""
LONG_RETRY: Final = timedelta(minutes=10)
"""After one that broke off for a reason nobody has thought of."""

GRACE: Final = timedelta(seconds=3)
"""For the source in hand to be done with, once there is to be an end: most are, and one with
thousands of new files is not."""

Seen = tuple[Digest, ...]


class Stopped(BaseException):
    """Somebody wants an end while a source is in hand; nothing of it is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the loop meets."""

    load: Callable[[Path], Config]
    fetch: Callable[[Config], Fetch]
    clock: Callable[[], datetime]
    wait: Callable[[float], Call | None]
    """Waits for so many seconds, or for a call."""
    is_stopped: Callable[[], bool]
    tell: Callable[[str], None]
    """Trouble."""
    remark: Callable[[str], None]
    """What has been done."""
    build: Callable[[Config, Tools], BuildReport] = build_site
    executor: Executor = field(default_factory=SerialExecutor)


def watch(path: Path, world: World) -> None:
    """Builds until it is told to stop.

    Raises: ConfigError, for a configuration that cannot be used from the start; later the last
    good one goes on.
    """
    config = world.load(path)
    teller = Teller(world.tell, world.remark)
    teller.say(f"watching {path} ({number_of(len(config.sources) + len(config.lists), 'source')})")
    while not world.is_stopped():
        seen = _look(config)  # before the build: what changes during it calls for another
        due = _build(config, world, teller)
        if world.is_stopped():
            return
        config = _rest(_Rest(path=path, config=config, seen=seen, due=due), world, teller)


def _build(config: Config, world: World, teller: Teller) -> datetime:
    """Builds; gives when to do so again at the latest."""
    tools = Tools(
        now=world.clock(),
        fetch=until_stopped(world.fetch(config), world.is_stopped),
        executor=world.executor,
        clock=world.clock,
        is_stopped=world.is_stopped,
        heed=until_late(world.is_stopped, world.clock),
    )
    try:
        report = world.build(config, tools)
    except Stopped:
        return world.clock()
    except FeedcleanError as error:
        teller.failed(f"no build: {error}")
        return world.clock() + RETRY
    except Exception as error:  # noqa: BLE001 - a program that runs for months outlives its mistakes
        _log.exception("the build broke off")
        teller.failed(f"the build broke off: {type(error).__name__}: {error}")
        return world.clock() + LONG_RETRY
    teller.built(report)
    due = next_build(config, report, world.clock())
    _log.info("next build at %s", until(due))
    return due


def until_stopped(fetch: Fetch, is_stopped: Callable[[], bool]) -> Fetch:
    """Fetches, but begins nothing once there is to be an end."""

    def fetch_on(request: Request) -> Fetched | Unmodified:
        if is_stopped():
            raise Stopped
        try:
            return fetch(request)
        except FetchError:
            if is_stopped():  # it was given up, which says nothing about the server
                raise Stopped from None
            raise

    return fetch_on


def until_late(is_stopped: Callable[[], bool], clock: Callable[[], datetime]) -> Heed:
    """Lets a build go on from step to step, but not for long once there is to be an end."""
    since: datetime | None = None

    def heed(_: Step) -> None:
        nonlocal since
        if not is_stopped():
            return
        since = since or clock()
        if clock() - since > GRACE:
            raise Stopped

    return heed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    path: Path
    config: Config
    seen: Seen
    due: datetime


def _rest(rest: _Rest, world: World, teller: Teller) -> Config:
    """Waits until there is a reason to build; gives the configuration to build."""
    pending: Config | None = None
    while True:
        now = world.clock()
        if not now < rest.due <= now + LONGEST:  # further off: the clock was put back
            return rest.config
        pause = SETTLING if pending is not None else POLL
        call = world.wait(min(pause, rest.due - now).total_seconds())
        if call is Call.STOP:
            return rest.config
        try:
            found = world.load(rest.path)
        except ConfigError as error:
            teller.unusable(str(error))
            found = rest.config
        else:
            teller.unusable("")
        if call is Call.BUILD:
            teller.say("called: building now")
            return found
        if found != rest.config and found == pending:
            teller.say(f"{rest.path}: has changed")
            return found
        pending = found if found != rest.config else None
        if pending is None and _look(rest.config) != rest.seen:
            return rest.config


def _look(config: Config) -> Seen:
    """What files there are to be built of."""
    return tuple(
        glance(source, config.folder) for source in config.sources if source.kind is SourceKind.DUMP
    )
