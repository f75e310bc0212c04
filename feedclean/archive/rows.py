"""Cleaned articles as rows: JSON Lines, compressed or not, or Parquet; a file for each shard."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from feedclean.archive.cleaning import STAGE as CLEAN
from feedclean.archive.done import known, note
from feedclean.archive.outputs import Written, stands, written_at
from feedclean.archive.settling import Settlement, with_amendment
from feedclean.archive.spool import Spool, Writer
from feedclean.codec import digest, plain
from feedclean.dom.tree import parse
from feedclean.errors import ConfigError
from feedclean.generate.outline import outline
from feedclean.generate.text import TEXT
from feedclean.model.article import CleanArticle, Digest
from feedclean.publish.files import place

STAGE: Final = "rows"
_BATCH: Final = 200
"""Rows that are held before they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowJob:
    """What writing rows is told besides which shard."""

    settled: Settlement
    kind: str
    """``jsonl``, ``jsonl.zst`` or ``parquet``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFile:
    """What came of a shard."""

    rows: int
    written: Written


def rows_key(at: int, job: RowJob) -> Digest:
    """Digest of all that the rows of a shard depend on."""
    return digest(job.settled.basis, job.settled.shards[at], str(at), job.kind)


def write_rows(at: int, job: RowJob) -> RowFile:
    """Writes the articles of a shard that stand, unless that is done."""
    shard, key = job.settled.shards[at], rows_key(at, job)
    found = known(job.settled.place, STAGE, key, RowFile)
    if found is not None and stands(job.settled.output, found.written):
        return found
    path = PurePosixPath("articles") / f"articles-{at + 1:05}.{job.kind}"
    amended = job.settled.amendments()
    count = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        with Spool(job.settled.place.at(CLEAN, f"{shard}.articles"), CleanArticle) as spool:
            for number, article in enumerate(spool):
                if (at, number) not in job.settled.gone:
                    count += 1
                    yield row_of(with_amendment(article, amended.get((at, number))))

    with Writer(place(job.settled.output, path)) as file:
        for piece in WRITE[job.kind](rows()):
            file.write(piece)
    result = RowFile(rows=count, written=written_at(job.settled.output, path))
    note(job.settled.place, STAGE, key, result)
    return result


def row_of(article: CleanArticle) -> dict[str, Any]:
    """What a row says of an article, in the order of its columns."""
    meta = article.meta
    return {
        "id": meta.id,
        "source": meta.source,
        "url": meta.url,
        "title": meta.title,
        "authors": [author.name for author in meta.authors],
        "published": plain(meta.published),
        "updated": plain(meta.updated),
        "language": meta.language,
        "summary": meta.summary,
        "categories": list(meta.categories),
        "html": article.html,
        "text": outline(parse(article.html), TEXT),
        "removals": [
            {"rule": one.rule, "chars": one.chars, "excerpt": one.excerpt}
            for one in article.removals
        ],
        "cautions": list(article.cautions),
    }


def check_kind(kind: str) -> None:
    """Passes for a kind of rows that can be written here. Raises: ConfigError."""
    if kind == "parquet":
        _parquet()


def _jsonl(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _jsonl_zst(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415 - where it is used

    packer = zstandard.ZstdCompressor(level=9).compressobj()
    for line in _jsonl(rows):
        yield packer.compress(line)
    yield packer.flush()


def _parquet_rows(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    arrow, parquet = _parquet()
    schema, sink = _schema(arrow), _Sink()
    with parquet.ParquetWriter(sink, schema, compression="zstd", store_schema=False) as writer:
        for batch in _batches(rows):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where a library writes to, so that what it has written can be taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, piece: Any, /) -> int:
        data = bytes(piece)
        self._pieces.append(data)
        self._at += len(data)
        return len(data)

    def taken(self) -> bytes:
        """What has been written since the last time."""
        data, self._pieces = b"".join(self._pieces), []
        return data


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _schema(arrow: Any) -> Any:
    text, texts = arrow.string(), arrow.list_(arrow.string())
    removal = arrow.struct([("rule", text), ("chars", arrow.int64()), ("excerpt", text)])
    return arrow.schema(
        [
            *((name, text) for name in ("id", "source", "url", "title")),
            ("authors", texts),
            *((name, text) for name in ("published", "updated", "language", "summary")),
            ("categories", texts),
            *((name, text) for name in ("html", "text")),
            ("removals", arrow.list_(removal)),
            ("cautions", texts),
        ]
    )


def _parquet() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        problem = "Parquet needs pyarrow: pip install 'feedclean[parquet]'"
        raise ConfigError("--format parquet", "", problem) from error
    return pa, parquet


WRITE: Final[Mapping[str, Callable[[Iterator[dict[str, Any]]], Iterator[bytes]]]] = {
    "jsonl": _jsonl,
    "jsonl.zst": _jsonl_zst,
    "parquet": _parquet_rows,
}
