"""The conductor of an archive: read, learn, clean, settle, write, each in shards.

pieces ─▶ read ─▶ sample ─▶ learn ─▶ clean ─▶ settle ─┬▶ file ─▶ fronts ─▶ documents
      spools of  profiles templates spools of clean    └▶ rows
   raw articles  of some            articles, and keys
                                    that bring them together: id, address, text, month
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.archive import done, rounds
from feedclean.archive.driving import Driver
from feedclean.archive.here import executor_of
from feedclean.archive.lock import LOCK, alone_in
from feedclean.archive.manifest import NAME, Account, Manifest, read_manifest, write_manifest
from feedclean.archive.order import WORK, Order, Tools
from feedclean.archive.outputs import sweep
from feedclean.archive.planning import Basis, check_apart, planned
from feedclean.archive.reports import Course, account_of, shard_lines, write_reports
from feedclean.archive.rows import check_kind
from feedclean.archive.spool import Spool
from feedclean.archive.values import Piece, Place
from feedclean.archive.writing import WRITE
from feedclean.errors import ConfigError, LoadError, PublishError
from feedclean.publish.files import remove

PLAN: Final = "plan"
"""Folder with what is to be read."""


def make_archive(order: Order, tools: Tools) -> Account:
    """Makes feeds or rows of all that the inputs hold, going on where an earlier run stopped.

    Raises: ConfigError, for inputs that are not there; StateError, where another run is at work;
    PublishError; ExecuteError.
    """
    check_kind(order.kind)
    check_apart(order)
    try:
        return _alone(order, tools, Place(folder=order.output / WORK))
    except ConnectionError:  # whoever was told of it has gone
        raise
    except OSError as error:  # inputs that cannot be read are failures, and no error
        reason = f"cannot be written ({error.strerror or error})"
        problem = f"{reason}; what is done is kept, see to the disk and run it again to go on"
        raise PublishError(order.output, problem) from error


def _alone(order: Order, tools: Tools, place: Place) -> Account:
    with alone_in(place.folder):
        try:
            account = _made(order, tools, place)
        except (ConfigError, LoadError):  # of inputs that cannot be had nothing was begun
            _leave(place.folder)
            raise
        keep = order.keep or account.again > 0
        if not keep:  # while nobody else can have begun there
            _clear(place.folder)
    if not keep:
        with suppress(OSError):  # another run has
            place.folder.rmdir()
    return account


def _leave(folder: Path) -> None:
    """Removes a folder in which nothing lies but the lock, and the output that it is in."""
    with suppress(OSError):
        (folder / PLAN).rmdir()
    if any(path.name != LOCK for path in folder.iterdir()):
        return
    with suppress(OSError):  # the lock, on a system that keeps what is open
        (folder / LOCK).unlink()
        folder.rmdir()
        folder.parent.rmdir()


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # the lock, on a system that keeps what is open
                path.unlink()


def _made(order: Order, tools: Tools, place: Place) -> Account:
    plan = place.at(PLAN, "plan.shards")
    inputs = planned(order, plan)
    basis, before = Basis.of(order, inputs), read_manifest(order.output)
    if before is not None and basis.is_done(before, order.output):
        return replace(before.account, was_done=True)
    with (
        executor_of(inputs.bytes, tools, place) as executor,
        Spool(plan, tuple[Piece, ...]) as shards,
    ):
        executor.call_in()
        driver = Driver(place, executor, tools.tell)
        read = rounds.read(driver, order, basis.edition, shards)
        learned = rounds.learn(driver, order, basis.edition, read)
        cleaned = rounds.clean(driver, order, basis.edition, read, learned)
        settled = rounds.settle(driver, cleaned)
        written = WRITE[order.kind](driver, order, cleaned, settled)
        executor.dismiss()
        course = Course(inputs=inputs, read=read, cleaned=cleaned, settled=settled, written=written)
        files = (*written.files, *write_reports(driver, course, order.output))
        account = account_of(course, len(files) + 1)
        # Before a manifest says that all is done: a run may be stopped here, too.
        _tidy(order.output, {one.path for one in files}, before)
        manifest = Manifest(
            basis=basis.digest,
            edition=basis.edition,
            inputs=basis.inputs,
            options=basis.options,
            account=account,
            files=tuple(sorted(files, key=lambda one: one.path)),
        )
        write_manifest(order.output, manifest, shard_lines(driver, course, shards))
    done.sweep(place, driver.used)
    return replace(account, before=driver.before, redone=basis.changed_since(before))


def _tidy(output: Path, made: Iterable[str], before: Manifest | None) -> None:
    """Removes what earlier runs have written and nothing stands behind any more."""
    for stale in sorted({one.path for one in (before.files if before else ())}.difference(made)):
        remove(output, PurePosixPath(stale))
        with suppress(OSError):  # others may have something there
            (output / stale).parent.rmdir()
    sweep(output, [*made, NAME.as_posix()])
