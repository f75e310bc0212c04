"""What an order is about: its inputs, cut into shards, and what says that nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from feedclean.archive.doors import is_elsewhere
from feedclean.archive.manifest import Inputs, Manifest
from feedclean.archive.order import Order
from feedclean.archive.outputs import stands
from feedclean.archive.pieces import Wanted, shards
from feedclean.archive.spool import SpoolWriter
from feedclean.archive.values import Piece
from feedclean.codec import digest, digest_of
from feedclean.errors import ConfigError
from feedclean.model.article import Digest
from feedclean.state.edition import edition
from feedclean.text import number_of


def survey(order: Order) -> Inputs:
    """What there is to read, without reading it. Raises: ConfigError, LoadError."""
    return Inputs.of(_shards(order))


def planned(order: Order, path: Path) -> Inputs:
    """What there is to read, with its shards put into a spool. Raises: ConfigError, LoadError."""
    with SpoolWriter(path) as spool:
        return Inputs.of(_noted(_shards(order), spool))


def check_apart(order: Order) -> None:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that an archive depends on, as digests."""

    edition: Digest
    inputs: Digest
    options: Digest

    @classmethod
    def of(cls, order: Order, inputs: Inputs) -> Self:
        """That of an order, whose inputs have been looked at."""
        options = (
            *(order.kind, order.site, order.intent, order.newest, order.title),
            *(order.is_compressed, order.rules.key),
        )
        return cls(
            edition=edition(also=("archive",)), inputs=inputs.digest, options=digest_of(options)
        )

    @property
    def digest(self) -> Digest:
        """Digest of it all."""
        return digest(self.edition, self.inputs, self.options)

    def is_done(self, before: Manifest, output: Path) -> bool:
        """Whether an earlier run has made all that this one would."""
        is_same = before.basis == self.digest and not before.account.again
        return is_same and all(stands(output, one) for one in before.files)

    def changed_since(self, before: Manifest | None) -> tuple[str, ...]:
        """What is not as it was when a finished run wrote what is there."""
        if before is None:
            return ()
        pairs = (
            ("the inputs have changed", before.inputs, self.inputs),
            ("the options are others", before.options, self.options),
            ("feedclean itself has changed", before.edition, self.edition),
        )
        told = tuple(what for what, then, now in pairs if then != now)
        if before.account.again:
            told += (f"{number_of(before.account.again, 'failure')} may have passed",)
        return told or ("files that it had written are missing or others",)
