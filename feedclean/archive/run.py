"""The conductor of an archive: read, learn, clean, settle, write, each in shards.

    pieces ─▶ read ─▶ learn ─▶ clean ─▶ settle (id, address, text) ─┬▶ fronts ─▶ documents
              spools of raw    spools of clean articles and keys    └▶ rows
              articles         that bring them together

What a shard comes to lies on disk; here are only its key and its counts.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

from feedclean.archive import cleaning, documents, learning, reading, rows, settling
from feedclean.archive.done import known
from feedclean.archive.doors import is_elsewhere
from feedclean.archive.lock import alone_in
from feedclean.archive.manifest import (
    DROPPED,
    FAILURES,
    NAME,
    Account,
    Inputs,
    Manifest,
    ShardLine,
    part_of,
    read_manifest,
    write_manifest,
)
from feedclean.archive.months import Tally, bundles, fronts
from feedclean.archive.outputs import Written, put_output, stands, sweep
from feedclean.archive.pieces import Wanted, shards
from feedclean.archive.spool import Spool, SpoolWriter, Writer, slices
from feedclean.archive.stages import Came, Stage, run_stage, single
from feedclean.archive.values import (
    CleanShard,
    Intent,
    LeftOut,
    OutputKind,
    Piece,
    Place,
    ReadShard,
    Rules,
)
from feedclean.codec import digest, digest_of, plain
from feedclean.discretion import discreetly
from feedclean.errors import ConfigError, PublishError
from feedclean.execute.base import Executor
from feedclean.model.article import Digest, Failure, SourceId
from feedclean.model.output import SiteHead
from feedclean.publish.files import remove
from feedclean.state.edition import edition

WORK: Final = ".feedclean-archive"
"""Folder within the output in which an archive is worked on."""
_SOURCES: Final = 2_000
"""Articles whose sources make one slice to learn from."""
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make of which inputs, and where."""

    inputs: tuple[str, ...]
    output: Path
    kind: OutputKind
    site: SiteHead
    intent: Intent = field(default_factory=Intent)
    rules: Rules = field(default_factory=Rules)
    newest: int = 100
    """Entries in the feed people subscribe to."""
    title: str | None = None
    """Of the one source there is."""
    is_compressed: bool = False
    keep: bool = False
    """Keep what was worked out, for a later run with more inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a stage has come."""

    stage: str
    done: int
    total: int
    bytes_done: int = 0
    bytes_total: int = 0
    """Of the inputs, as they are stored; 0 where a stage counts shards alone."""
    articles: int = 0
    before: int = 0
    """Shards that an earlier run had done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What working on an archive is given besides the order."""

    executor: Executor
    tell: Callable[[Step], None] = lambda _: None


def survey(order: Order) -> Inputs:
    """What there is to read, without reading it. Raises: ConfigError, LoadError."""
    return Inputs.of(_shards(order))


def make_archive(order: Order, tools: Tools) -> Account:
    """Makes feeds or rows of all that the inputs hold, going on where an earlier run stopped.

    Raises: ConfigError, for inputs that are not there; StateError, where another run is at work;
    PublishError; ExecuteError.
    """
    rows.check_kind(order.kind)
    _check_apart(order)
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
        account = _made(order, tools, place)
        if not order.keep:  # while nobody else can have begun there
            _clear(place.folder)
    if not order.keep:
        with suppress(OSError):  # another run has
            place.folder.rmdir()
    return account


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # the lock, on a system that keeps what is open
                path.unlink()


def _made(order: Order, tools: Tools, place: Place) -> Account:
    plan = place.at("plan", "plan.shards")
    with SpoolWriter(plan) as spool:
        inputs = Inputs.of(_noted(_shards(order), spool))
    before = read_manifest(order.output)
    run = _Run(order, tools, place, inputs, before)
    if before is not None and run.is_done(before):
        return replace(before.account, was_done=True)
    with Spool(plan, tuple[Piece, ...]) as planned:
        run.read(planned)
    run.clean(run.learn())
    run.settle()
    if order.kind == "feeds":
        run.write_feeds()
    else:
        run.write_rows()
    run.write_reports()
    account = run.account()
    made = {one.path for one in run.files}
    # Before there is a manifest that says that all is done: a run may be stopped here, too.
    for stale in sorted({one.path for one in (before.files if before else ())} - made):
        remove(order.output, PurePosixPath(stale))
        with suppress(OSError):  # others may have something there
            (order.output / stale).parent.rmdir()
    sweep(order.output, [*made, NAME.as_posix()])
    with Spool(plan, tuple[Piece, ...]) as planned:
        write_manifest(order.output, run.manifest(account), run.shard_lines(planned))
    return account


def _check_apart(order: Order) -> None:
    """Today's feeds would be tomorrow's articles. Raises: ConfigError."""
    out = order.output.resolve()
    for location in order.inputs:
        if is_elsewhere(location):
            continue
        path = Path(location).expanduser().resolve()
        if out.is_relative_to(path) or path.is_relative_to(out):
            problem = f"lies in {location}, or the other way round; name another --out"
            raise ConfigError(order.output, "", problem)


def _shards(order: Order) -> Iterator[tuple[Piece, ...]]:
    intent = order.intent
    return shards(order.inputs, Wanted(include=intent.include, exclude=intent.exclude))


def _noted(found: Iterable[tuple[Piece, ...]], spool: SpoolWriter) -> Iterator[tuple[Piece, ...]]:
    for shard in found:
        spool.add(shard)
        yield shard


class _Run:
    """An archive while it is worked on."""

    def __init__(
        self, order: Order, tools: Tools, place: Place, inputs: Inputs, before: Manifest | None
    ) -> None:
        self.files: list[Written] = []
        self._order = order
        self._tools = tools
        self._place = place
        self._inputs = inputs
        self._edition = edition(also=("archive",))
        self._options = digest_of(
            (
                *(order.kind, order.site, order.intent, order.newest, order.title),
                *(order.is_compressed, order.rules.key),
            )
        )
        self.basis = digest(self._edition, inputs.digest, self._options)
        self._redone = self._changed(before)
        self._read_job = reading.ReadJob(place=place, intent=order.intent, edition=self._edition)
        self._read: list[tuple[int, Digest]] = []
        """Keys of what was read, in the order of the inputs, each with the number of its shard."""
        self._cleaned: list[tuple[Digest, int]] = []
        """The key of each clean shard, and which of those that were read it is of."""
        self._learned: list[Digest] = []
        self._row_files: list[Written] = []
        self._bound: list[documents.Bound] = []
        self._contents: list[Digest] = []
        self._tally = Tally()
        self._sources: dict[SourceId, int] = {}
        self._counts = {"members": 0, "bytes": 0, "articles": 0, "left_out": 0, "failures": 0}
        self._copies = self._standing = self._before = self._dropped_by_rules = 0
        self._settled: list[Digest] = []

    def is_done(self, before: Manifest) -> bool:
        """Whether an earlier run has made all that this one would."""
        is_same = before.basis == self.basis
        return is_same and all(stands(self._order.output, one) for one in before.files)

    def _changed(self, before: Manifest | None) -> tuple[str, ...]:
        """What is not as it was when a finished run wrote what is there."""
        if before is None:
            return ()
        pairs = (
            ("the inputs have changed", before.inputs, self._inputs.digest),
            ("the options are others", before.options, self._options),
            ("feedclean itself has changed", before.edition, self._edition),
        )
        told = tuple(what for what, then, now in pairs if then != now)
        return told or ("files that it had written are missing",)

    def read(self, planned: Spool[tuple[Piece, ...]]) -> None:
        """The first round."""
        job = self._read_job
        stage = Stage(
            name=reading.STAGE,
            work=partial(reading.read_shard, job=job),
            key=partial(reading.read_key, job=job),
            kind=ReadShard,
            halves=partial(reading.halves, job=job),
            lost=lambda pieces, lost: reading.lost(pieces, job, lost.error, lost.message),
        )
        sizes = [sum(piece.size for piece in shard) for shard in planned]
        came: list[tuple[Any, Digest]] = []
        for one in self._run(stage, planned, len(planned), sizes):
            read: ReadShard = one.result
            came.append((one.at, read.key))
            for name in ("members", "bytes", "articles", "left_out"):
                self._counts[name] += getattr(read, name)
            self._counts["failures"] += len(read.failures)
            for count in read.sources:
                known_count = self._sources.get(count.source, 0)
                self._sources[count.source] = known_count + count.articles
        self._read = [(at[0], key) for at, key in sorted(came)]

    def learn(self) -> dict[SourceId, Digest]:
        """The plans of all sources that have a template of their own, by digest."""
        job = learning.LearnJob(
            place=self._place,
            shards=tuple(key for _, key in self._read),
            timezone=self._order.intent.timezone,
        )
        stage = Stage(
            name=learning.STAGE,
            work=single(learning.learn_slice, job),
            key=single(learning.learn_key, job),
            kind=learning.Learned,
        )
        bounds = slices(self._counts["articles"], _SOURCES)
        plans: dict[SourceId, Digest] = {}
        for one in self._run(stage, ((pair,) for pair in bounds), len(bounds)):
            learned: learning.Learned = one.result
            self._learned.append(learned.key)
            plans.update(learned.plans)
        return plans

    def clean(self, plans: dict[SourceId, Digest]) -> None:
        """The second round."""
        job = cleaning.CleanJob(
            place=self._place,
            edition=self._edition,
            rules=self._order.rules,
            learned=tuple(sorted(self._learned)),
            timezone=self._order.intent.timezone,
        )
        stage = Stage(
            name=cleaning.STAGE,
            work=single(cleaning.clean_shard, job),
            key=single(cleaning.clean_key, job),
            kind=CleanShard,
            halves=lambda items: tuple((half,) for half in cleaning.halves(items[0])),
            lost=lambda items, lost: cleaning.lost(items[0], job, lost.error, lost.message),
        )
        todo = ((cleaning.to_clean(self._read_shard(key), plans),) for _, key in self._read)
        came: list[tuple[Any, Digest, Digest]] = []
        for one in self._run(stage, todo, len(self._read)):
            clean: CleanShard = one.result
            came.append((one.at, clean.key, clean.content))
            self._tally.take(clean)
            self._standing += clean.articles
            self._counts["failures"] += len(clean.failures)
            self._dropped_by_rules += len(clean.dropped)
        for at, key, content in sorted(came):
            self._cleaned.append((key, at[0]))
            self._contents.append(content)

    def settle(self) -> None:
        """Finds the copies."""
        total = self._standing
        for kind in settling.KINDS:
            job = settling.SettleJob(
                place=self._place,
                kind=kind,
                shards=tuple(key for key, _ in self._cleaned),
                basis=digest(*self._contents, *self._settled),
                gone=tuple(
                    settling.Spot(shard=shard, number=number)
                    for shard, number in sorted(self._tally.gone)
                ),
                amended=tuple(self._tally.amended[at] for at in sorted(self._tally.amended)),
            )
            stage = Stage(
                name=settling.STAGE,
                work=single(settling.settle_slice, job),
                key=single(settling.settle_key, job),
                kind=settling.Settled,
            )
            bounds = slices(total, settling.EACH)
            found = self._run(stage, ((pair,) for pair in bounds), len(bounds))
            settled: list[settling.Settled] = [one.result for one in sorted(found, key=_at)]
            for part in settled:
                self._tally.settle(part.copies, part.amended)
                self._copies += len(part.copies)
                self._standing -= len(part.copies)
            self._settled += [part.key for part in settled]

    def write_feeds(self) -> None:
        """Documents first, then the feeds that lead to them."""
        order = self._order
        job = documents.FeedJob(
            place=self._place,
            output=order.output,
            site=order.site,
            shards=tuple(key for key, _ in self._cleaned),
            gone=frozenset(self._tally.gone),
            amended=tuple(self._tally.amended[at] for at in sorted(self._tally.amended)),
            basis=digest(*self._contents, *self._settled),
            newest=order.newest,
        )
        months = list(self._tally.months())
        titles = {month.source: order.title for month in months} if order.title else {}
        stage = Stage(
            name=documents.FRONTS,
            work=partial(documents.make_fronts, job=job),
            key=partial(documents.fronts_key, job=job),
            kind=documents.Headings,
        )
        ahead = list(fronts(months, titles, order.newest))
        headings = [one.result for one in self._run(stage, ahead, len(ahead))]
        heads = {one.head.source: one for heading in headings for one in heading.feeds}
        bound = Stage(
            name=documents.DOCUMENTS,
            work=single(documents.make_documents, job),
            key=single(documents.bundle_key, job),
            kind=documents.Bound,
        )
        todo = [(bundle,) for bundle in bundles(months, heads)]
        for one in sorted(self._run(bound, todo, len(todo)), key=_at):
            made: documents.Bound = one.result
            self._bound.append(made)
            self.files += made.written
            self._copies += len(made.copies)
            self._standing -= len(made.copies)
        for source in sorted(heads):
            path = PurePosixPath(heads[source].written.path)
            body = (self._place.folder / documents.FRONTS / path).read_bytes()
            self.files.append(put_output(order.output, path, body))

    def write_rows(self) -> None:
        """A file for each shard."""
        order = self._order
        kind = f"{order.kind}.zst" if order.kind == "jsonl" and order.is_compressed else order.kind
        job = rows.RowJob(
            place=self._place,
            output=order.output,
            kind=kind,
            shards=tuple(key for key, _ in self._cleaned),
            gone=frozenset(self._tally.gone),
            amended=tuple(self._tally.amended[at] for at in sorted(self._tally.amended)),
            basis=digest(*self._contents, *self._settled),
        )
        stage = Stage(
            name=rows.STAGE,
            work=single(rows.write_rows, job),
            key=single(rows.rows_key, job),
            kind=rows.RowFile,
        )
        count = len(self._cleaned)
        made = sorted(self._run(stage, ((at,) for at in range(count)), count), key=_at)
        self._row_files = [one.result.written for one in made]
        self.files += self._row_files

    def write_reports(self) -> None:
        """A line for each failure, and for each article that does not stand."""
        for path, lines in ((FAILURES, self._failures()), (DROPPED, self._dropped())):
            with Writer(self._order.output / path) as file:
                for line in lines:
                    file.write(json.dumps(plain(line), ensure_ascii=False).encode() + b"\n")
            body = (self._order.output / path).read_bytes()
            self.files.append(Written(path=path.as_posix(), size=len(body), digest=digest(body)))

    def account(self) -> Account:
        """What became of it all."""
        return Account(
            files=self._inputs.files,
            shards=self._inputs.shards,
            members=self._counts["members"],
            bytes=self._counts["bytes"],
            articles=self._counts["articles"],
            left_out=self._counts["left_out"],
            failures=self._counts["failures"],
            dropped=self._dropped_by_rules,
            copies=self._copies,
            standing=self._standing,
            sources=len(self._sources),
            written=len(self.files) + 1,
            before=self._before,
            redone=self._redone,
        )

    def manifest(self, account: Account) -> Manifest:
        """What this run is known by; the same whether it was stopped in between or not."""
        return Manifest(
            basis=self.basis,
            edition=self._edition,
            inputs=self._inputs.digest,
            options=self._options,
            account=replace(account, before=0, redone=()),
            files=tuple(sorted(self.files, key=lambda one: one.path)),
        )

    def shard_lines(self, planned: Spool[tuple[Piece, ...]]) -> Iterator[ShardLine]:
        """What is in each shard, in the order of the inputs."""
        copies = Counter(shard for shard, _ in self._tally.gone)
        for number, (key, at) in enumerate(self._cleaned):
            shard, read = planned[self._read[at][0]], self._read_shard(self._read[at][1])
            clean = self._clean_shard(key)
            ends = dict.fromkeys((part_of(shard[0]), part_of(shard[-1])))
            yield ShardLine(
                inputs=tuple(ends),
                digest=read.content,
                members=read.members,
                articles=read.articles,
                failures=len(read.failures) + len(clean.failures),
                cleaned=clean.articles,
                copies=copies[number],
                output=self._row_files[number].path if self._row_files else None,
            )

    def _run(
        self,
        stage: Stage[T, R],
        todo: Iterable[tuple[T, ...]],
        total: int,
        sizes: Sequence[int] = (),
    ) -> Iterator[Came]:
        """Runs a stage, and tells how far it is."""
        before = articles = size = 0
        tell = self._tools.tell
        all_bytes = sum(sizes)
        tell(Step(stage=stage.name, done=0, total=total, bytes_total=all_bytes))
        came = run_stage(stage, todo, self._place, self._tools.executor)
        for done, one in enumerate(came, 1):
            before += one.was_done
            articles += getattr(one.result, "articles", 0)
            size += sizes[one.at[0]] if sizes else 0
            if stage.name in (reading.STAGE, cleaning.STAGE):
                self._before += one.was_done
            tell(
                Step(
                    stage=stage.name,
                    done=done,
                    total=total,
                    bytes_done=size,
                    bytes_total=all_bytes,
                    articles=articles,
                    before=before,
                )
            )
            yield one

    def _read_shard(self, key: Digest) -> ReadShard:
        found = known(self._place, reading.STAGE, key, ReadShard)
        assert found is not None  # it has just been noted
        return found

    def _clean_shard(self, key: Digest) -> CleanShard:
        found = known(self._place, cleaning.STAGE, key, CleanShard)
        assert found is not None  # as above
        return found

    def _failures(self) -> Iterator[Failure]:
        for _, key in self._read:
            yield from discreetly(self._read_shard(key).failures)
        for key, _ in self._cleaned:
            yield from discreetly(self._clean_shard(key).failures)

    def _dropped(self) -> Iterator[LeftOut]:
        for shard, _ in self._cleaned:
            yield from self._clean_shard(shard).dropped
        for key in self._settled:
            settled = known(self._place, settling.STAGE, key, settling.Settled)
            assert settled is not None  # as above
            yield from (copy.told for copy in settled.copies)
        for bound in self._bound:
            yield from bound.copies


def _at(one: Came) -> tuple[int, ...]:
    return one.at
