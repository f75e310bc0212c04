from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feedclean.archive.members.mails import read_mails
from feedclean.archive.members.table import READ
from feedclean.archive.pieces import Wanted, pieces, shards
from feedclean.archive.values import Kind, Member, Piece
from tests.archive.inputs import KINDS, pages, tree

SOME = pages(9)


def whole(name: str, folder: Path) -> Piece:
    (folder / name).write_bytes(KINDS[name](SOME))
    (one,) = pieces([str(folder / name)], Wanted())
    return one


def told(piece: Piece) -> list[tuple[str, bytes]]:
    found = list(READ[piece.kind](piece))
    assert all(isinstance(one, Member) for one in found), found
    return [(one.location, one.body) for one in found if isinstance(one, Member)]


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.warc", "pages.warc.gz", "letters.mbox"])
def test_a_member_is_of_one_piece_wherever_a_file_is_cut(name: str, tmp_path: Path) -> None:
    one = whole(name, tmp_path)
    all_ = told(one)
    assert len(all_) == len(SOME)

    for cut in range(1, one.size, 97 if "gz" in name else 13):
        front, back = replace(one, stop=cut), replace(one, start=cut)
        assert told(front) + told(back) == all_, cut


def test_a_tar_file_is_cut_between_members(tmp_path: Path) -> None:
    from feedclean.archive.members.tars import cuts

    one = whole("pages.tar", tmp_path)
    starts = [0, *cuts(one, 4_000)]
    parts = [
        replace(one, start=start, stop=stop)
        for start, stop in zip(starts, [*starts[1:], None], strict=True)
    ]

    assert len(parts) > 2
    assert [member for part in parts for member in told(part)] == told(one)


@pytest.mark.parametrize(
    "name", ["pages.tar.xz", "pages.jsonl.zst", "pages.warc.zst", "letters.mbox.gz"]
)
def test_a_compressed_stream_is_shared_by_its_parts(name: str, tmp_path: Path) -> None:
    some = pages(200)
    (tmp_path / name).write_bytes(KINDS[name](some))
    (one,) = pieces([str(tmp_path / name)], Wanted())
    parts = [told(replace(one, parts=3, part=part)) for part in range(3)]

    assert all(parts)
    assert sorted(member for part in parts for member in part) == sorted(told(one))


@pytest.mark.parametrize(
    ("size", "count"), [(2_000_000, 1), (6_000_000, 2), (48_000_000, 16), (480_000_000, 20)]
)
def test_a_file_is_cut_so_that_several_workers_are_busy_until_its_end(
    size: int, count: int, tmp_path: Path
) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(size)

    found = list(pieces([str(tmp_path / "a.jsonl")], Wanted()))

    assert len(found) == count
    assert sum(one.size for one in found) == size


@pytest.mark.parametrize(
    ("size", "count"),
    [(1_900_000, 1), (2_000_000, 2), (30_000_000, 4), (64_000_000, 9), (900_000_000, 16)],
)
def test_a_compressed_stream_has_parts_by_its_size(size: int, count: int, tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl.gz").open("wb") as file:
        file.truncate(size)

    assert len(list(pieces([str(tmp_path / "a.jsonl.gz")], Wanted()))) == count


def test_a_new_file_changes_its_own_shard_and_few_behind_it(tmp_path: Path) -> None:
    tree(tmp_path, pages(1_200))
    before = list(shards([str(tmp_path)], Wanted()))
    (tmp_path / "harbour.example" / "00000a.html").write_text("<p>new")

    after = list(shards([str(tmp_path)], Wanted()))

    assert len(before) > 8
    assert len(set(before) & set(after)) >= len(before) - 2


def test_names_are_chosen_by_patterns(tmp_path: Path) -> None:
    tree(tmp_path, SOME)
    (tmp_path / "harbour.example" / "picture.png").write_bytes(b"\x89PNG")
    wanted = Wanted(include=("*.html",), exclude=("river.example/*",))

    names = [one.name for one in pieces([str(tmp_path)], wanted)]

    assert names == [f"harbour.example/{number:05}.html" for number in range(0, 9, 2)]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"  \n"], ids=["crlf", "lf", "blanks"])
def test_a_mailbox_cut_anywhere_loses_no_letter(end: bytes, tmp_path: Path) -> None:
    line = end.lstrip(b" ")
    path = tmp_path / "a.mbox"
    path.write_bytes(
        b"".join(
            line.join(
                (b"From a@b.example Mon Jan  1 10:0%d:00 2024" % at, b"Subject: s", b"", b"t")
            )
            + line
            + end
            for at in range(4)
        )
    )
    whole = Piece(kind=Kind.MAILS, path=str(path), name="a.mbox", mark="", size=0)
    letters = [*read_mails(whole)]

    for cut in range(1, path.stat().st_size):
        halves = replace(whole, stop=cut), replace(whole, start=cut)
        assert [one for half in halves for one in read_mails(half)] == letters
