from __future__ import annotations

import gzip
from pathlib import PurePosixPath
from random import Random

import brotli
import pytest

from feedclean.generate.hosts import is_precompressed, precompressed
from feedclean.model.output import Rendered

TEXT = "Ein Satz, den man kürzen kann. 一句话。".encode() * 100


def file(name: str = "a/b.atom", body: bytes = TEXT) -> Rendered:
    return Rendered(path=PurePosixPath(name), body=body, media_type="")


def test_both_copies_unpack_to_the_file() -> None:
    zipped, brotlied = precompressed(file())

    assert (str(zipped.path), str(brotlied.path)) == ("a/b.atom.gz", "a/b.atom.br")
    assert gzip.decompress(zipped.body) == TEXT
    assert brotli.decompress(brotlied.body) == TEXT


def test_a_copy_holds_no_name_no_time_and_no_system() -> None:
    zipped, _ = precompressed(file())

    assert zipped.body[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert precompressed(file()) == precompressed(file())


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(file(body=TEXT[:1023]), id="small"),
        pytest.param(file("a.png"), id="picture"),
        pytest.param(file(".feedclean-manifest.json"), id="hidden"),
        pytest.param(file("_headers"), id="no-suffix"),
        pytest.param(file("a.atom.gz"), id="compressed-already"),
        pytest.param(file(body=Random(1).randbytes(5000)), id="nothing-to-gain"),
    ],
)
def test_no_copy_where_it_is_no_use(one: Rendered) -> None:
    assert precompressed(one) == ()


def test_only_servers_that_send_copies_get_them() -> None:
    hosts = ["github-pages", "netlify", "cloudflare-pages", "nginx", "caddy", "s3", None]

    assert [host for host in hosts if is_precompressed(host)] == ["nginx", "caddy"]
