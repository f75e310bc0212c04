"""Archives that are broken, or made to harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import zstandard

from feedclean.archive import pieces, unpack
from feedclean.archive.members import base, zips
from feedclean.errors import LoadError
from tests.archive.inputs import KINDS, Page, lines, pages, record, tar, warc_gz
from tests.archive.running import entries, rows, run

SOME = pages(10)


def made(folder: Path, name: str, body: bytes) -> list[str]:
    """Runs over one file; gives what failed."""
    (folder / name).write_bytes(body)
    done = run(folder / name, "--out", folder / "out")
    failures = rows(folder / "out", "failures.jsonl")
    assert done.status == (1 if failures else 0), done.output
    return [one["message"] for one in failures]


def titles(folder: Path) -> set[str]:
    return {one.title for one in entries(folder / "out").values()}


def test_members_that_lead_out_of_an_archive_write_nothing_there(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as file:
        for name in ("../../escaped.html", "/etc/escaped.html", "ok/page.html"):
            body = Page(len(name)).html.encode()
            info = tarfile.TarInfo(name)
            info.size = len(body)
            file.addfile(info, io.BytesIO(body))
        link = tarfile.TarInfo("ok/link.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)

    assert made(tmp_path, "a.tar", buffer.getvalue()) == []
    assert len(titles(tmp_path)) == 3
    assert not list(tmp_path.parent.glob("escaped*"))
    assert not Path("/etc/escaped.html").exists()
    inside = {path.parts[len(tmp_path.parts)] for path in tmp_path.rglob("*")}
    assert inside == {"a.tar", "out"}


def test_hosts_and_folders_with_odd_names_stay_below_the_output(tmp_path: Path) -> None:
    body = b"".join(
        gzip.compress(record(Page(number, host)))
        for number, host in enumerate(
            ("manifest.json", "con", "x.atom", "x", "..", "a..b", "A" * 90 + ".example")
        )
    )

    made(tmp_path, "a.warc.gz", body)

    out = tmp_path / "out"
    assert (out / "manifest.json").is_file()
    assert (out / "x.atom").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"a.warc.gz", "out"}
    assert all(len(path.name) < 90 for path in out.rglob("*"))
    assert len(entries(out)) >= 5


@pytest.mark.parametrize("name", ["pages.tar.gz", "pages.tar.xz", "pages.tar.zst", "pages.tar"])
def test_an_archive_cut_short_gives_what_is_before_the_cut(name: str, tmp_path: Path) -> None:
    body = KINDS[name](pages(200))

    (told,) = made(tmp_path, name, body[: len(body) * 2 // 3])

    assert name in told
    assert len(titles(tmp_path)) >= 20


@pytest.mark.parametrize(
    ("packed", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
@pytest.mark.parametrize("size", [5_000, 30_000, 300_000])
def test_all_that_is_before_a_break_is_read(packed: str, pack: Any, size: int) -> None:
    """Read by lines, as records are: each of them is there whose end can be unpacked."""
    text = b"".join(b"%064x\n" % (n * 2**190 // 7) for n in range(size // 65))
    whole = [*text.splitlines(keepends=True)]
    first, second = pack(text[: len(text) // 2]), pack(text[len(text) // 2 :])
    stream = unpack.unpacked(io.BytesIO(first + second[:-9]), packed, "a", 1)
    found: list[bytes] = []

    with pytest.raises(LoadError):
        found.extend(iter(stream.readline, b""))

    assert found == whole[: len(found)]
    assert len(found) >= (len(whole) - 1 if packed == "gz" else len(whole) // 2)


@pytest.mark.parametrize(
    ("packed", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_zeros_between_streams_however_many_cost_nothing(packed: str, pack: Any) -> None:
    """Tapes and disks fill up blocks with them; what lies behind is read, and nothing failed."""
    padding = bytes(200_000)
    body = pack(b"first\n") + padding + pack(b"second\n") + padding

    stream = unpack.unpacked(io.BytesIO(body), packed, "a", 1)

    assert [*iter(stream.readline, b"")] == [b"first\n", b"second\n"]


@pytest.mark.parametrize(
    ("packed", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
@pytest.mark.parametrize("behind", [b"-- signed\n", b"\0" * 600 + b"x" * 9_000, b"!"], ids=len)
def test_what_is_no_stream_behind_one_is_passed_over_and_told(
    packed: str, pack: Any, behind: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    stream = unpack.unpacked(
        io.BytesIO(pack(b"first\n") + pack(b"last line") + behind), packed, "a.gz", 1
    )

    assert [*iter(stream.readline, b"")] == [b"first\n", b"last line"]
    told = len(behind.lstrip(b"\0"))
    assert f"a.gz: {told} bytes behind its end are no part of it" in caplog.text


@pytest.mark.parametrize(
    ("packed", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
@pytest.mark.parametrize(
    "behind", [lambda more: b"?" + more, lambda _: b"?" * 100_000], ids=["a stream", "too much"]
)
def test_what_may_be_a_broken_stream_behind_one_is_a_failure(
    packed: str, pack: Any, behind: Any
) -> None:
    body = pack(b"first\n") + behind(pack(b"more\n"))

    with pytest.raises(LoadError, match="cannot be unpacked"):
        [*iter(unpack.unpacked(io.BytesIO(body), packed, "a", 1).readline, b"")]


@pytest.mark.parametrize(
    "name", ["pages.tar.gz", "pages.jsonl.gz", "letters.mbox.gz", "pages.warc.zst"]
)
def test_a_break_that_many_workers_come_to_is_told_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_STREAM_BYTES", ((1_000, 16),))
    body = KINDS[name](pages(300))

    (told,) = made(tmp_path, name, body[: len(body) * 2 // 3])

    assert name in told
    assert len(titles(tmp_path)) >= 20


@pytest.mark.parametrize("at", [2, 5])
def test_a_broken_record_of_a_warc_costs_itself(at: int, tmp_path: Path) -> None:
    members = [gzip.compress(record(page), mtime=0) for page in SOME]
    members[at] = members[at][:60] + b"\0" * 40 + members[at][100:]

    told = made(tmp_path, "a.warc.gz", b"".join(members))

    assert len(told) == 1
    assert titles(tmp_path) == {page.title for page in SOME if page.number != at}


def test_a_body_that_is_not_packed_as_it_says_costs_itself(tmp_path: Path) -> None:
    bad = record(Page(99), head=b"Content-Encoding: gzip\r\n", body=b"\x01\x02 no gzip at all")

    (told,) = made(tmp_path, "a.warc.gz", warc_gz(SOME) + gzip.compress(bad))

    assert "https://harbour.example/news/99" in told
    assert len(titles(tmp_path)) == len(SOME)


def test_packed_and_chunked_bodies_are_read(tmp_path: Path) -> None:
    packed = gzip.compress(Page(20).html.encode())
    body = Page(22).html.encode()
    chunked = b"%x\r\n%b\r\n%x;a=b\r\n%b\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    records = (
        record(Page(20), head=b"Content-Encoding: gzip\r\n", body=packed),
        record(Page(22), head=b"Transfer-Encoding: chunked\r\n", body=chunked),
    )

    assert made(tmp_path, "a.warc", b"".join(records)) == []
    assert titles(tmp_path) == {Page(20).title, Page(22).title}


def test_a_line_that_is_no_record_costs_itself(tmp_path: Path) -> None:
    rest = lines(SOME).splitlines(keepends=True)
    body = b"".join((*rest[:3], b'{"title": "cut', b"\n", b"[1, 2]\n", b"\xff\xfe\n", *rest[3:]))

    told = made(tmp_path, "a.jsonl", body)

    assert len(told) == 3
    assert titles(tmp_path) == {page.title for page in SOME}


def test_an_encrypted_member_costs_itself(tmp_path: Path) -> None:
    body = bytearray(KINDS["pages.zip"](SOME))
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.find(mark) + shift] |= 1

    (told,) = made(tmp_path, "a.zip", bytes(body))

    assert "is encrypted" in told
    assert len(titles(tmp_path)) == len(SOME) - 1


@pytest.mark.parametrize("name", ["a.zip", "a.wacz", "a.tar", "a.tar.gz", "a.warc.gz", "a.mbox"])
def test_what_is_no_archive_is_told_or_empty(name: str, tmp_path: Path) -> None:
    told = made(tmp_path, name, b"this is no archive of any kind\n" * 40)

    assert len(told) == 1
    assert told[0].startswith(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.jsonl", "a.mbox", "a.tar", "a.tar.gz", "a.warc", "a.wacz", "a.zip", "a.gz"]
)
def test_an_empty_file_is_left_out_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(b"")
    (tmp_path / "in" / "page.html").write_bytes(SOME[0].html.encode())

    done = run(tmp_path / "in", "--out", tmp_path / "out", "--json")

    assert done.status == 0
    assert rows(tmp_path / "out", "left-out.jsonl") == [{"location": name, "reason": "is empty"}]
    assert rows(tmp_path / "out", "failures.jsonl") == []
    assert (done.report["members"], done.report["left_out"]) == (1, 1)


def test_a_member_beyond_the_bounds_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (base, zips):
        monkeypatch.setattr(module, "MOST_BYTES", 20_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.html", b"<p>" + b"0" * 3_000_000)
        file.writestr("page.html", SOME[0].html)

    (told,) = made(tmp_path, "a.zip", buffer.getvalue())

    assert "bomb.html" in told
    assert "allowed" in told
    assert titles(tmp_path) == {SOME[0].title}


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.xz", lzma.compress),
        ("a.jsonl.zst", zstandard.compress),
        ("a.tar.gz", gzip.compress),
    ],
)
def test_a_stream_that_unpacks_beyond_the_bounds_is_left(
    name: str, pack: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "_LEAST_BYTES", 200_000)
    monkeypatch.setattr(unpack, "_MOST_TIMES", 1)
    front = tar(SOME) if "tar" in name else lines(SOME)
    front = front.rstrip(b"\0") if "tar" in name else front
    assert callable(pack)

    told = made(tmp_path, name, pack(front + b"\0" * (-len(front) % 512) + b"\n" * 400_000))

    assert any("more than 200000 bytes" in one for one in told), told
    assert len(titles(tmp_path)) == len(SOME)


def test_a_tar_file_goes_on_behind_a_broken_header_and_behind_its_end(tmp_path: Path) -> None:
    body = bytearray(tar(SOME))
    body[body.find(b"river.example/00005")] = 0xFF

    (told,) = made(tmp_path, "a.tar", bytes(body) + tar(pages(14)[10:]))

    assert "behind member 5 are no members of it" in told
    assert titles(tmp_path) == {page.title for page in pages(14) if page.number != 5}


def test_a_header_that_claims_gigabytes_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 40_000_000_000
    body = tar(SOME).rstrip(b"\0")
    body += b"\0" * (-len(body) % 512)
    header = info.tobuf(tarfile.GNU_FORMAT)

    (told,) = made(tmp_path, "a.tar.gz", gzip.compress(body + header + b"\0" * 2048))

    assert "claims to be 40000000000 bytes long" in told
    assert len(titles(tmp_path)) == len(SOME)


def test_addresses_with_passwords_are_not_told(tmp_path: Path) -> None:
    bad = record(
        Page(1, "user:sesame@harbour.example"), head=b"Content-Encoding: br\r\n", body=b"!"
    )

    (told,) = made(tmp_path, "a.warc.gz", gzip.compress(bad))

    assert "harbour.example" in told
    assert "sesame" not in told
