"""The checks in order: what the later ones work with is looked at first."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean import __version__
from feedclean.config import Config, load_config
from feedclean.doctor.values import Finding, Grade
from feedclean.errors import ConfigError, PublishError, StateError
from feedclean.gather.locate import locate
from feedclean.model.article import Digest
from feedclean.model.source import SourceKind
from feedclean.publish import manifest
from feedclean.publish.files import digest_at
from feedclean.state.opening import ENGINE, NAME, look_in, place_of
from feedclean.state.rescue import ailments
from feedclean.state.store import Store
from feedclean.state.trouble import closed_at
from feedclean.text import number_of
from feedclean.work.lists import with_lists
from feedclean.work.place import Tools, no_network

_LITTLE_BYTES: Final = 200_000_000
_LONG_AGO: Final = timedelta(days=2)
_AHEAD: Final = timedelta(days=1)
_MEGABYTE: Final = 1_000_000
_UNREADABLE: Final = Digest("unreadable")


def examine(path: Path, now: datetime) -> Iterator[Finding]:
    """What is found, in order; nothing is changed, and no server is asked."""
    yield _fine(
        "program",
        f"feedclean {__version__}, Python {platform.python_version()}, {ENGINE}",
    )
    try:
        config = load_config(path)
    except ConfigError as error:
        yield _wrong("configuration", str(error), "nothing can be built until this is mended")
        return
    yield _fine("configuration", f"{config.path}: {number_of(len(config.sources), 'source')}")
    for source in config.sources:
        if source.kind is SourceKind.DUMP:
            yield _dump(config, source.id, source.location)
    yield from _output(config)
    yield from _state(config, now)


def _dump(config: Config, id_: str, location: str) -> Finding:
    located = locate(location, config.folder)
    subject = f"source {id_}"
    if located.closed:
        first = located.closed[0]
        told = f"{located.root / first.name} cannot be listed ({first.reason})"
        return _wrong(subject, told, "let the user who builds read it")
    if not located.names:
        told = f"{location} matches no file in {config.folder}"
        return _wrong(subject, told, "correct its location, or put the files there")
    closed = [name for name in located.names if not os.access(located.root / name, os.R_OK)]
    if closed:
        told = f"{len(closed)} of {len(located.names)} files cannot be read, {closed[0]} for one"
        return _wrong(subject, told, "let the user who builds read them")
    return _fine(subject, f"{number_of(len(located.names), 'file')} in {location}")


def _output(config: Config) -> Iterator[Finding]:
    root = config.site.output
    home = _nearest(root)
    if not home.is_dir():
        yield _wrong("output", f"{home} is a file", "move it away, or choose another output")
        return
    if not os.access(home, os.W_OK):
        yield _wrong("output", f"{home} cannot be written", "let the user who builds write there")
        return
    free = shutil.disk_usage(home).free
    if free < _LITTLE_BYTES:
        told = f"{free // _MEGABYTE} MB are free where {root} lies"
        yield _note("output", told, "builds keep what was published when the disk is full")
    if not root.exists():
        yield _fine("output", f"{root} will be made by the first build")
        return
    yield from _files(root)


def _files(root: Path) -> Iterator[Finding]:
    ours = manifest.read(root)
    if ours.caution:
        yield _note("output", ours.caution)
        return
    found = {name: _digest(root, name) for name in ours.files}
    odd = {
        "missing": [name for name, there in found.items() if there is None],
        "not to be read": [name for name, there in found.items() if there == _UNREADABLE],
        "not as they were written": [
            name
            for name, there in found.items()
            if there not in (None, _UNREADABLE, ours.files[name].digest)
        ],
    }
    for became, names in odd.items():
        if names:
            told = f"{len(names)} of {len(found)} files are {became}, {names[0]} for one"
            yield _note("output", told, "feedclean build --offline writes them again")
    if not any(odd.values()):
        yield _fine("output", f"{root}: {len(found)} files, as they were written")


def _digest(root: Path, name: PurePosixPath) -> Digest | None:
    try:
        return digest_at(root, name)
    except PublishError:
        return _UNREADABLE


def _state(config: Config, now: datetime) -> Iterator[Finding]:
    folder = config.site.state
    try:
        is_there = place_of(folder).exists()
    except StateError as error:
        yield _wrong("state", str(error))
        return
    if not is_there:
        if not os.access(_nearest(folder), os.W_OK):
            told = f"{folder} cannot be made"
            yield _wrong("state", told, "let the user who builds write there")
        else:
            yield _fine("state", f"{folder} will be made by the first build")
        return
    closed = closed_at(folder / NAME)
    if closed is not None:
        told = f"{closed} cannot be read or written"
        yield _wrong("state", told, "let the user who builds do both")
        return
    try:
        ills = list(ailments(folder))
    except StateError as error:
        yield _wrong("state", str(error))
        return
    if ills:
        for ill in ills:
            yield _wrong("state", f"{folder / NAME}: {ill}", "feedclean doctor --repair")
        return
    size = (folder / NAME).stat().st_size
    yield _fine("state", f"{folder / NAME}: sound, {size / _MEGABYTE:.1f} MB")
    try:
        with look_in(folder) as store:
            yield from _memory(config, store, now)
    except StateError as error:
        yield _wrong("state", str(error))


def _memory(config: Config, store: Store, now: datetime) -> Iterator[Finding]:
    last = store.last_run()
    if last is not None and now - last.started_at > _LONG_AGO:
        days = (now - last.started_at).days
        told = f"the last build was {days} days ago"
        yield _note("schedule", told, "feedclean schedule makes what builds again and again")
    elif last is not None:
        yield _fine("schedule", f"the last build began at {last.started_at:%Y-%m-%d %H:%M} UTC")
    listed = with_lists(config, Tools(now=now, fetch=no_network), store)
    sources = listed.config.sources
    for source in sources:
        records = store.recall(source.id).records
        ahead = [one.last_fetched for one in records if one.last_fetched]
        if ahead and max(ahead) > now + _AHEAD:
            told = f"was asked on {max(ahead):%Y-%m-%d}, which is still to come"
            yield _note(f"source {source.id}", told, "the clock is or was wrong; nothing is lost")
    alarmed = [one.id for one in sources if store.health(one.id).alarms]
    if alarmed:
        told = f"{number_of(len(alarmed), 'source')} with an alarm: {', '.join(alarmed)}"
        yield _note("health", told, "feedclean status says what it is and what helps")


def _nearest(path: Path) -> Path:
    """The path itself, or the first folder above it that is there."""
    return next((one for one in (path, *path.absolute().parents) if os.path.lexists(one)), path)


def _fine(subject: str, told: str) -> Finding:
    return Finding(subject=subject, grade=Grade.FINE, told=told)


def _note(subject: str, told: str, advice: str = "") -> Finding:
    return Finding(subject=subject, grade=Grade.NOTE, told=told, advice=advice)


def _wrong(subject: str, told: str, advice: str = "") -> Finding:
    return Finding(subject=subject, grade=Grade.WRONG, told=told, advice=advice)
