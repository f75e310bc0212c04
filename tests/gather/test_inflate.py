from __future__ import annotations

import gzip
import time
import zlib

import brotli
import pytest
import zstandard

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
    "br": (brotli.compress(TEXT), ("br",)),
    "zstd": (zstandard.compress(TEXT), ("zstd",)),
    "zstd-two-frames": (zstandard.compress(TEXT[:500]) + zstandard.compress(TEXT[500:]), ("zstd",)),
    "twice": (gzip.compress(zlib.compress(TEXT)), ("deflate", "gzip")),
}


@pytest.mark.parametrize(("body", "encodings"), CASES.values(), ids=CASES.keys())
def test_the_body_comes_back(body: bytes, encodings: tuple[str, ...]) -> None:
    assert inflate(body, encodings, len(TEXT)) == TEXT


BOMBS = {
    "br": brotli.compress(b"\0" * 200_000_000, quality=5),
    "gzip": gzip.compress(b"\0" * 200_000_000, 6),
    "zstd": zstandard.compress(b"\0" * 200_000_000),
}


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_costs_little_more_memory_than_the_limit(encoding: str) -> None:
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(Bomb):
        inflate(BOMBS[encoding], (encoding,), 1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 25_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_body_of_exactly_the_limit_is_unpacked(encoding: str) -> None:
    pack = {"br": brotli.compress, "zstd": zstandard.compress}[encoding]

    assert inflate(pack(b"x" * 1000), (encoding,), 1000) == b"x" * 1000
    with pytest.raises(Bomb):
        inflate(pack(b"x" * 1001), (encoding,), 1000)


@pytest.mark.parametrize("size", [10_000_000, 1_000_001], ids=["far", "by-one"])
def test_a_body_that_grows_beyond_the_limit_is_not_unpacked(size: int) -> None:
    with pytest.raises(Bomb):
        inflate(gzip.compress(b"\0" * size), ("gzip",), 1_000_000)


NOTHING = {
    "gzip": gzip.compress(b"", mtime=0),
    "zstd": zstandard.compress(b""),
    "zstd-skipped": b"\x50\x2a\x4d\x18\x00\x00\x00\x00",
}


@pytest.mark.parametrize("name", NOTHING)
def test_members_without_end_that_hold_nothing_cost_what_they_weigh(name: str) -> None:
    """400,000 took 30 to 50 s when what lay behind each was copied."""
    start = time.process_time()

    assert inflate(NOTHING[name] * 400_000, (name.partition("-")[0],), 10) == b""
    assert time.process_time() - start < 10


def test_many_small_members_count_together() -> None:
    with pytest.raises(Bomb):
        inflate(gzip.compress(b"x" * 1000) * 20, ("gzip",), 10_000)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(gzip.compress(TEXT)[:-9], "gzip", id="cut-short"),
        pytest.param(b"no compression at all", "gzip", id="not-compressed"),
        pytest.param(b"", "gzip", id="empty"),
        pytest.param(brotli.compress(TEXT)[:-3], "br", id="br-cut-short"),
        pytest.param(b"no compression at all", "br", id="br-not-compressed"),
        pytest.param(zstandard.compress(TEXT)[:-3], "zstd", id="zstd-cut-short"),
        pytest.param(b"no compression at all", "zstd", id="zstd-not-compressed"),
        pytest.param(b"x", "lzma", id="not-asked-for"),
    ],
)
def test_a_broken_body_is_told_and_not_cut(body: bytes, encoding: str) -> None:
    with pytest.raises(NotInflatable):
        inflate(body, (encoding,), 1_000_000)
