"""Inputs → pieces that workers can read by themselves, and pieces → shards.

How an input is cut depends on the input alone, never on who works on it: a run that is resumed with
more workers finds its shards again.
"""

from __future__ import annotations

import fnmatch
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import BinaryIO, Final

from feedclean.archive.doors import Found, found_at, is_elsewhere, labels, open_file
from feedclean.archive.members.tars import cuts
from feedclean.archive.members.zips import BROKEN
from feedclean.archive.values import Kind, Piece
from feedclean.codec import digest
from feedclean.gather.loader import printable_name
from feedclean.gather.locate import is_beside_text

_PIECES: Final = 16
"""A file is cut into so many, within the bounds below: where pieces are large, a worker is alone
with the last one for longer than it takes to begin with many small ones."""
_PACKED_BYTES: Final = (500_000, 2_000_000)
"""Of a compressed archive four times as much or more, so that the largest take ten seconds."""
_PLAIN_BYTES: Final = (3_000_000, 24_000_000)
_ZIP_MEMBERS: Final = (100, 500)
_STREAM_BYTES: Final = ((2_000_000, 4), (8_000_000, 16))
"""A stream has a part for each so many bytes, up to so many. Each of them unpacks all of it, which
is a hundredth of cleaning it (of bzip2 a tenth); in one part, only one worker would be busy."""
_SHARD_BYTES: Final = 4_000_000
_SHARD_FILES: Final = 500
_SHARD_END: Final = 100
"""A shard of files ends behind about every so many-th by its name, so that a new file among others
changes its own shard, and those behind it hardly ever."""

_PACKED: Final = {".gz": "gz", ".bz2": "bz2", ".xz": "xz", ".zst": "zst", ".zstd": "zst"}
_SHORT: Final = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
_KINDS: Final = {
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".mbox": Kind.MAILS,
    ".tar": Kind.TAR,
    ".wacz": Kind.ZIP,
    ".warc": Kind.WARC,
    ".wat": Kind.WARC,
    ".wet": Kind.WARC,
    ".zip": Kind.ZIP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which files of inputs are looked at, by patterns of their names."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether a file or a member of that name is wanted."""
        if any(_matches(name, pattern) for pattern in self.exclude):
            return False
        return not self.include or any(_matches(name, pattern) for pattern in self.include)


def _matches(name: str, pattern: str) -> bool:
    """A pattern without a slash is one of the last part of a name, as with gitignore."""
    if "/" not in pattern:
        name = name.rpartition("/")[2]
    return fnmatch.fnmatchcase(name, pattern)


def shards(inputs: Sequence[str], wanted: Wanted) -> Iterator[tuple[Piece, ...]]:
    """All that the inputs hold, in their order, as shards.

    Raises: ConfigError, for an input that is not there; LoadError, for one that cannot be listed.
    """
    return _gathered(pieces(inputs, wanted))


def pieces(inputs: Sequence[str], wanted: Wanted) -> Iterator[Piece]:
    """All that the inputs hold, in their order, as pieces."""
    for location, label in zip(inputs, labels(inputs), strict=True):
        for found in found_at(location, label):
            yield from _cut(found, wanted)


def kind_of(name: str) -> tuple[Kind, str]:
    """How a file is read, and how it is compressed, told by its name."""
    name = name.lower()
    for short, long in _SHORT.items():
        name = name.removesuffix(short) + long if name.endswith(short) else name
    end = next((end for end in _PACKED if name.endswith(end)), "")
    inner = name.removesuffix(end)
    kind = next((kind for end, kind in _KINDS.items() if inner.endswith(end)), Kind.FILE)
    if kind in (Kind.FILE, Kind.ZIP):
        return (Kind.FILE if end else kind), ""
    return kind, _PACKED.get(end, "")


def _cut(found: Found, wanted: Wanted) -> Iterator[Piece]:
    kind, packed = kind_of(found.name)
    if not found.size and not is_elsewhere(found.path):  # elsewhere nobody may have said how large
        kind, packed = (
            Kind.FILE,
            "",
        )  # one member, which is empty: told alike, whatever it is called
    whole = Piece(
        kind=kind,
        path=found.path,
        name=found.name,
        mark=found.mark,
        size=found.size,
        packed=packed,
    )
    if kind is Kind.FILE:
        if wanted.has(found.name) and not is_beside_text(found.name):
            yield replace(whole, beside=found.beside)
    elif found.name.lower().endswith(".wacz"):
        yield from _of_wacz(whole)
    elif kind is Kind.ZIP:
        yield from _of_zip(whole)
    elif kind is Kind.WARC and packed == "gz":
        yield from _ranges(whole, _PACKED_BYTES)
    elif packed:
        yield from _parts(whole)
    elif kind is Kind.TAR:
        starts = [0, *cuts(whole, _share(whole.size, _PLAIN_BYTES))]
        yield from _between(whole, starts)
    else:
        yield from _ranges(whole, _PLAIN_BYTES)


def _share(size: int, bounds: tuple[int, int]) -> int:
    """How much of a file is one piece."""
    least, most = bounds
    return max(least, min(most, -(-size // _PIECES)))


def _ranges(whole: Piece, bounds: tuple[int, int]) -> Iterator[Piece]:
    end = whole.end if whole.end is not None else whole.size
    every = _share(end - whole.base, bounds)
    yield from _between(whole, list(range(whole.base, max(end, whole.base + 1), every)))


def _between(whole: Piece, starts: Sequence[int]) -> Iterator[Piece]:
    for start, stop in pairwise([*starts, None]):
        assert start is not None  # only the last one is
        end = stop if stop is not None else whole.end or whole.size
        yield replace(whole, start=start, stop=stop or whole.end, size=max(0, end - start))


def _parts(whole: Piece) -> Iterator[Piece]:
    parts = max(min(most, 1 + whole.size // each) for each, most in _STREAM_BYTES)
    return (replace(whole, part=part, parts=parts) for part in range(parts))


def _of_zip(whole: Piece) -> Iterator[Piece]:
    try:
        with open_file(whole.path) as file, zipfile.ZipFile(file) as archive:
            count = len(archive.infolist())
    except BROKEN:
        count = 0  # its reader will tell of it
    each = _share(count, _ZIP_MEMBERS)
    for start in range(0, max(1, count), each):
        share = whole.size * each // max(count, each)
        yield replace(whole, start=start, stop=start + each, size=share)


def _of_wacz(whole: Piece) -> Iterator[Piece]:
    """The WARC files in a WACZ file; where it has none, all it holds, as a zip file.

    They are mostly stored as they are, so that a piece can begin in their middle.
    """
    try:
        with open_file(whole.path) as file, zipfile.ZipFile(file) as archive:
            found = [
                piece for info in archive.infolist() for piece in _of_warc_in(info, whole, file)
            ]
    except BROKEN:
        found = []  # the reader of zip files will tell of it
    yield from found or [whole]


def _of_warc_in(info: zipfile.ZipInfo, whole: Piece, file: BinaryIO) -> Iterator[Piece]:
    """The pieces of a member of a WACZ file; none for what is no WARC file."""
    kind, packed = kind_of(info.filename)
    if kind is not Kind.WARC:
        return
    name = f"{whole.name}/{printable_name(info.filename)}"
    one = replace(whole, kind=kind, name=name, packed=packed, size=info.compress_size)
    if info.compress_type != zipfile.ZIP_STORED or packed not in ("", "gz"):
        yield replace(one, inside=info.filename)
        return
    base = _data_of(file, info)
    ranged = replace(one, base=base, end=base + info.compress_size)
    yield from _ranges(ranged, _PACKED_BYTES if packed else _PLAIN_BYTES)


def _data_of(file: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a member begin: behind its own header, whose length it tells."""
    file.seek(info.header_offset + 26)
    sizes = file.read(4)
    names, extra = int.from_bytes(sizes[:2], "little"), int.from_bytes(sizes[2:], "little")
    return info.header_offset + 30 + names + extra


def _gathered(found: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Files in shards of many, everything else by itself."""
    files: list[Piece] = []
    size = 0
    for piece in found:
        if piece.kind is not Kind.FILE:
            if files:
                yield tuple(files)
                files, size = [], 0
            yield (piece,)
            continue
        files.append(piece)
        size += piece.size
        is_end = int(digest(piece.name)[:6], 16) % _SHARD_END == 0
        if is_end or len(files) >= _SHARD_FILES or size >= _SHARD_BYTES:
            yield tuple(files)
            files, size = [], 0
    if files:
        yield tuple(files)
