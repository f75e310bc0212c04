from __future__ import annotations

import gzip
import zlib

import pytest

from feedclean.gather.inflate import Bomb, NotInflatable, inflate

TEXT = "新闻 news ".encode() * 100


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CASES = {
    "as-it-is": (TEXT, ()),
    "identity": (TEXT, ("identity",)),
    "gzip": (gzip.compress(TEXT), ("gzip",)),
    "x-gzip": (gzip.compress(TEXT), ("x-gzip",)),
    "deflate": (zlib.compress(TEXT), ("deflate",)),
    "deflate-without-wrapper": (raw_deflate(TEXT), ("deflate",)),
    "two-members": (gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:]), ("gzip",)),
    "padded": (gzip.compress(TEXT) + b"\0" * 9, ("gzip",)),
    "twice": (gzip.compress(zlib.compress(TEXT)), ("deflate", "gzip")),
}


@pytest.mark.parametrize(("body", "encodings"), CASES.values(), ids=CASES.keys())
def test_the_body_comes_back(body: bytes, encodings: tuple[str, ...]) -> None:
    assert inflate(body, encodings, len(TEXT)) == TEXT


@pytest.mark.parametrize("size", [10_000_000, 1_000_001], ids=["far", "by-one"])
def test_a_body_that_grows_beyond_the_limit_is_not_unpacked(size: int) -> None:
    with pytest.raises(Bomb):
        inflate(gzip.compress(b"\0" * size), ("gzip",), 1_000_000)


def test_many_small_members_count_together() -> None:
    with pytest.raises(Bomb):
        inflate(gzip.compress(b"x" * 1000) * 20, ("gzip",), 10_000)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(gzip.compress(TEXT)[:-9], "gzip", id="cut-short"),
        pytest.param(b"no compression at all", "gzip", id="not-compressed"),
        pytest.param(b"", "gzip", id="empty"),
        pytest.param(b"x", "lzma", id="not-asked-for"),
    ],
)
def test_a_broken_body_is_told_and_not_cut(body: bytes, encoding: str) -> None:
    with pytest.raises(NotInflatable):
        inflate(body, (encoding,), 1_000_000)
