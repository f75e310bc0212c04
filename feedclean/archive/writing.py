"""The articles that stand → the files that stay: feeds with their archives, or rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from feedclean.archive import documents, rounds, rows
from feedclean.archive.driving import Driver, in_order
from feedclean.archive.months import bundles, fronts
from feedclean.archive.order import Order
from feedclean.archive.outputs import Written, put_output, stands
from feedclean.archive.rounds import HasCleaned, HasSettled
from feedclean.archive.settling import Settlement
from feedclean.archive.stages import Stage, single
from feedclean.archive.values import LeftOut, OutputKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HasWritten:
    """What was made of the articles that stand."""

    files: tuple[Written, ...]
    of_shards: tuple[str, ...] = ()
    """Where each clean shard has a file of its own: which one that is."""
    copies: tuple[LeftOut, ...] = ()
    """Entries that have the title and the text of another one in their document."""


def write_feeds(
    driver: Driver, order: Order, cleaned: HasCleaned, settled: HasSettled
) -> HasWritten:
    """Documents first, then the feeds that lead to them."""
    settlement = _settlement(driver, order, cleaned, settled)
    settlement = replace(settlement, filed=rounds.file(driver, cleaned))
    job = documents.FeedJob(settled=settlement, site=order.site, newest=order.newest)
    months = list(cleaned.tally.months())
    titles = {month.source: order.title for month in months} if order.title else {}
    stage = Stage(
        name=documents.FRONTS,
        work=partial(documents.make_fronts, job=job),
        key=partial(documents.fronts_key, job=job),
        kind=documents.Headings,
        stands=partial(documents.fronts_stand, job=job),
    )
    ahead = list(fronts(months, titles, order.newest))
    headings = [one.result for one in driver.run(stage, ahead, len(ahead))]
    heads = {one.head.source: one for heading in headings for one in heading.feeds}
    bound = Stage(
        name=documents.DOCUMENTS,
        work=single(documents.make_documents, job),
        key=single(documents.bundle_key, job),
        kind=documents.Bound,
        stands=partial(documents.documents_stand, job=job),
    )
    todo = [(bundle,) for bundle in bundles(months, heads)]
    made: list[documents.Bound] = [
        one.result for one in in_order(driver.run(bound, todo, len(todo)))
    ]
    written = [file for one in made for file in one.written]
    for source in sorted(heads):
        path = PurePosixPath(heads[source].written.path)
        driver.used[documents.FRONTS].add(path.name)
        body = (driver.place.folder / documents.FRONTS / path).read_bytes()
        written.append(put_output(order.output, path, body))
    return HasWritten(
        files=tuple(written), copies=tuple(copy for one in made for copy in one.copies)
    )


def write_rows(
    driver: Driver, order: Order, cleaned: HasCleaned, settled: HasSettled
) -> HasWritten:
    """A file for each shard."""
    kind = f"{order.kind}.zst" if order.kind == "jsonl" and order.is_compressed else order.kind
    job = rows.RowJob(settled=_settlement(driver, order, cleaned, settled), kind=kind)
    stage = Stage(
        name=rows.STAGE,
        work=single(rows.write_rows, job),
        key=single(rows.rows_key, job),
        kind=rows.RowFile,
        stands=lambda found: stands(order.output, found.written),
    )
    count = len(cleaned.keys)
    made = in_order(driver.run(stage, ((at,) for at in range(count)), count))
    files: tuple[Written, ...] = tuple(one.result.written for one in made)
    return HasWritten(files=files, of_shards=tuple(file.path for file in files))


def _settlement(
    driver: Driver, order: Order, cleaned: HasCleaned, settled: HasSettled
) -> Settlement:
    """What was cleaned and settled, for whoever writes it."""
    return Settlement(
        place=driver.place,
        output=order.output,
        shards=cleaned.keys,
        gone=frozenset(cleaned.tally.gone),
        amended=cleaned.tally.in_order(),
        basis=settled.basis,
    )


WRITE: Final[Mapping[OutputKind, Callable[[Driver, Order, HasCleaned, HasSettled], HasWritten]]] = {
    "feeds": write_feeds,
    "jsonl": write_rows,
    "parquet": write_rows,
}
