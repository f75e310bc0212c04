from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from feedclean.model.article import Digest
from feedclean.publish import files, manifest
from feedclean.publish.manifest import Entry, Manifest

KNOWN = Manifest(
    files={
        PurePosixPath("news.atom"): Entry(owner="news", digest=Digest("1" * 32)),
        PurePosixPath("a/news.json"): Entry(owner="news", digest=Digest("2" * 32)),
    }
)


def test_a_manifest_is_read_back(tmp_path):
    files.write(tmp_path, manifest.rendered(KNOWN))

    assert manifest.read(tmp_path) == KNOWN


def test_equal_manifests_give_equal_bytes():
    backwards = Manifest(files=dict(reversed(KNOWN.files.items())))

    assert manifest.rendered(backwards).body == manifest.rendered(KNOWN).body


def test_no_manifest_is_an_empty_one_and_nothing_to_worry_about(tmp_path):
    assert manifest.read(tmp_path / "nowhere") == Manifest(files={})


CORRUPT = {
    "empty": b"",
    "cut": manifest.rendered(KNOWN).body[:40],
    "no JSON": b"hello",
    "no UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "null": b"null",
    "newer": json.dumps({"version": 99, "files": {}}).encode(),
    "files a list": json.dumps({"version": 1, "files": []}).encode(),
    "no owner": json.dumps({"version": 1, "files": {"a": {"digest": "1"}}}).encode(),
    "digest a number": json.dumps(
        {"version": 1, "files": {"a": {"owner": "a", "digest": 1}}}
    ).encode(),
    "path outside": json.dumps(
        {"version": 1, "files": {"../a": {"owner": "a", "digest": "1"}}}
    ).encode(),
    "very deep": b"[" * 100_000,
}


@pytest.mark.parametrize("body", CORRUPT.values(), ids=CORRUPT.keys())
def test_a_corrupt_manifest_means_that_nothing_is_ours(body, tmp_path):
    (tmp_path / manifest.NAME).write_bytes(body)

    found = manifest.read(tmp_path)

    assert found.files == {}
    assert "nothing is removed" in str(found.caution)


def test_a_manifest_that_cannot_be_read_means_that_nothing_is_ours(tmp_path):
    (tmp_path / manifest.NAME).mkdir()

    assert manifest.read(tmp_path).caution is not None
