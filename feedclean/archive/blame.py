"""Shards that nobody could read and live: what is to blame, and what stands in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from feedclean.archive.done import known, note
from feedclean.archive.members.base import broken
from feedclean.archive.reading import STAGE, ReadJob, bookmark_of, read_key
from feedclean.archive.spool import SpoolWriter, pack, put
from feedclean.archive.values import Kind, Piece, ReadShard, Within, given_up
from feedclean.codec import digest

_MOST_PARTS: Final = 64
_LEAST_BYTES: Final = 100_000
"""Halves are made where nobody knows which member is to blame: where the archive itself is, all of
them are lost, each twice."""
_MOST_BLAMED: Final = 100
"""Articles of one piece; behind so many of them the machine is to blame."""
_OF_ONE: Final = frozenset({Kind.LINES, Kind.MAILS, Kind.WARC})
"""Where a member is an article."""


def halves(pieces: tuple[Piece, ...], job: ReadJob) -> tuple[tuple[Piece, ...], ...]:
    """A shard of one piece as two that hold the same; nothing for a member, a small one, or a file.

    One of them is the article that was being read when the piece was lost, where that is known; or
    the member it is in, where the others in there cannot be had without it.
    """
    (piece,) = pieces
    if piece.only is not None or len(piece.without) >= _MOST_BLAMED:
        return ()
    blamed = bookmark_of(pieces, job).take()
    if blamed in piece.without:  # it was passed over, so the member cannot even be taken apart
        blamed = Within(member=blamed.member)
    if blamed is not None and blamed not in piece.without:
        rest = replace(piece, without=(*piece.without, blamed))
        return ((replace(piece, only=blamed),), (rest,))
    if piece.without:
        return ()
    if piece.kind in (Kind.FILE, Kind.TAR) and not piece.packed:
        return ()
    if piece.packed and not (piece.kind is Kind.WARC and piece.packed == "gz" and not piece.inside):
        if piece.parts >= _MOST_PARTS:
            return ()
        double = replace(piece, parts=2 * piece.parts)
        return ((double,), (replace(double, part=piece.part + piece.parts),))
    stop = piece.stop if piece.stop is not None else piece.start + piece.size
    middle = (piece.start + stop) // 2
    if middle - piece.start < (1 if piece.kind is Kind.ZIP else _LEAST_BYTES):
        return ()
    return ((replace(piece, stop=middle),), (replace(piece, start=middle),))


def lost(pieces: tuple[Piece, ...], job: ReadJob, error: str, message: str) -> ReadShard:
    """What stands in the place of a piece that nobody could read and live.

    It is remembered under a key of its own, so that the next run tries again, once.
    """
    failure = broken(_named(pieces[0]), message, error)
    whole = read_key(pieces, job)
    key = digest(whole, "lost")
    if known(job.place, STAGE, key, ReadShard) is not None:
        key, failure = whole, given_up(failure)
    with SpoolWriter(job.place.at(STAGE, f"{key}.raw")):
        put(job.place.at(STAGE, f"{key}.ranks"), pack(()))
    result = ReadShard(
        key=key,
        members=0,
        articles=0,
        bytes=0,
        passed_over=(),
        failures=(failure,),
        sources=(),
        content=digest(),
    )
    note(job.place, STAGE, key, result)
    return result


def _named(piece: Piece) -> str:
    """How the one thing that a piece is about is named."""
    if piece.only is None:
        return piece.name
    member, record = f"member {piece.only.member + 1}", piece.only.record
    if record is None or piece.kind in _OF_ONE:
        return piece.name if piece.kind is Kind.FILE else f"{piece.name} ({member})"
    where = f"record {record + 1}" if piece.kind is Kind.FILE else f"{member}, record {record + 1}"
    return f"{piece.name} ({where})"
