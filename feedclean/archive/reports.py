"""What is told of a run: lines for all that does not stand, counts, and what is in which shard."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from feedclean.archive.cleaning import location_at
from feedclean.archive.driving import Driver
from feedclean.archive.manifest import (
    DROPPED,
    FAILURES,
    LEFT_OUT,
    Account,
    Inputs,
    ShardLine,
    part_of,
)
from feedclean.archive.outputs import Written, written_at
from feedclean.archive.rounds import HasCleaned, HasRead, HasSettled
from feedclean.archive.spool import Spool, Writer
from feedclean.archive.values import LeftOut, PassedOver, Piece
from feedclean.archive.writing import HasWritten
from feedclean.codec import plain
from feedclean.discretion import discreet, discreetly
from feedclean.model.article import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What each stage of a run came to."""

    inputs: Inputs
    read: HasRead
    cleaned: HasCleaned
    settled: HasSettled
    written: HasWritten


def write_reports(driver: Driver, course: Course, output: Path) -> tuple[Written, ...]:
    """A line for each failure, each article that does not stand, and each member left out."""
    found = []
    for path, lines in (
        (FAILURES, _failures(driver, course)),
        (DROPPED, _dropped(driver, course)),
        (LEFT_OUT, _left_out(driver, course)),
    ):
        with Writer(output / path) as file:
            for line in lines:
                file.write(json.dumps(plain(line), ensure_ascii=False).encode() + b"\n")
        found.append(written_at(output, path))
    return tuple(found)


def account_of(course: Course, files: int) -> Account:
    """What became of it all; ``files`` is how many were written."""
    read, cleaned = course.read, course.cleaned
    copies = course.settled.copies + len(course.written.copies)
    return Account(
        files=course.inputs.files,
        shards=course.inputs.shards,
        members=read.members,
        bytes=read.bytes,
        articles=read.articles,
        left_out=read.left_out,
        failures=read.failures + cleaned.failures,
        dropped=cleaned.dropped,
        copies=copies,
        standing=cleaned.articles - copies,
        sources=len(read.sources),
        written=files,
        again=read.again + cleaned.again,
    )


def shard_lines(
    driver: Driver, course: Course, planned: Spool[tuple[Piece, ...]]
) -> Iterator[ShardLine]:
    """What is in each shard, in the order of the inputs."""
    copies = Counter(shard for shard, _ in course.cleaned.tally.gone)
    files = course.written.of_shards
    for number, (key, at) in enumerate(course.cleaned.shards):
        read_key, shard_at = course.read.shards[at]
        shard, read, clean = planned[shard_at], driver.read(read_key), driver.clean(key)
        ends = dict.fromkeys((part_of(shard[0]), part_of(shard[-1])))
        yield ShardLine(
            inputs=tuple(ends),
            digest=read.content,
            members=read.members,
            articles=read.articles,
            failures=len(read.failures) + len(clean.failures),
            cleaned=clean.articles,
            copies=copies[number],
            output=files[number] if files else None,
        )


def _failures(driver: Driver, course: Course) -> Iterator[Failure]:
    for key, _ in course.read.shards:
        yield from discreetly(driver.read(key).failures)
    for key, _ in course.cleaned.shards:
        yield from discreetly(driver.clean(key).failures)


def _dropped(driver: Driver, course: Course) -> Iterator[LeftOut]:
    for key, _ in course.cleaned.shards:
        yield from driver.clean(key).dropped
    shards = course.cleaned.keys
    for key in course.settled.slices:
        for copy in driver.settled(key).copies:
            where = location_at(driver.place, shards[copy.spot.shard], copy.spot.number)
            yield replace(copy.told, location=discreet(where))
    yield from course.written.copies


def _left_out(driver: Driver, course: Course) -> Iterator[PassedOver]:
    for key, _ in course.read.shards:
        for one in driver.read(key).passed_over:
            yield PassedOver(location=discreet(one.location), reason=discreet(one.reason))
