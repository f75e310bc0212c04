from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from feedclean.codec import digest
from feedclean.model.article import SourceId
from feedclean.model.output import Rendered, Unaltered
from feedclean.publish import manifest, publish

LONG_AGO_NS = 10**18


def atom(name: str, body: bytes = b"<feed/>") -> tuple[SourceId, Rendered]:
    return of(name, f"{name}.atom", body)


def of(owner: str, path: str, body: bytes = b"<feed/>") -> tuple[SourceId, Rendered]:
    return SourceId(owner), Rendered(path=PurePosixPath(path), body=body, media_type="x/y")


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != str(manifest.NAME))


def tree(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


def test_files_are_published_and_told(tmp_path):
    report = publish(tmp_path, [atom("a"), atom("b")])

    assert names(tmp_path) == ["a.atom", "b.atom"]
    assert [(file.owner, str(file.path), file.changed) for file in report.files] == [
        ("a", "a.atom", True),
        ("b", "b.atom", True),
    ]
    assert (report.removed, report.failures, report.cautions) == ((), (), ())


def test_publishing_the_same_again_touches_nothing(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])
    for path in tmp_path.iterdir():
        os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))
    before = tree(tmp_path)

    report = publish(tmp_path, [atom("b"), atom("a")])

    assert [file.changed for file in report.files] == [False, False]
    assert tree(tmp_path) == before


def test_what_a_build_wrote_that_broke_off_is_told_by_the_next(tmp_path):
    """Else whoever brings the files to their host would never hear of it."""

    def breaks_off():
        yield atom("a")
        yield atom("b")
        raise KeyboardInterrupt

    publish(tmp_path, [atom("a")])
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, breaks_off())

    b = Unaltered(path=PurePosixPath("b.atom"), digest=digest(b"<feed/>"))
    report = publish(tmp_path, [atom("a"), (SourceId("b"), b)])
    again = publish(tmp_path, [atom("a"), (SourceId("b"), b)])

    assert [str(file.path) for file in report.files if file.changed] == ["b.atom"]
    assert not [file for file in again.files if file.changed]


def test_what_a_build_wrote_that_was_killed_is_told_by_the_next(tmp_path):
    publish(tmp_path, [atom("a")])
    known = (tmp_path / manifest.NAME).read_bytes()
    publish(tmp_path, [atom("a", b"<new/>"), atom("b")])
    (tmp_path / manifest.NAME).write_bytes(known)

    report = publish(tmp_path, [atom("a", b"<new/>"), atom("b")])

    assert [file.changed for file in report.files] == [True, True]


def test_files_of_a_source_no_longer_configured_go(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])

    report = publish(tmp_path, [atom("a")], keep=["a"])

    assert names(tmp_path) == ["a.atom"]
    assert report.removed == (PurePosixPath("b.atom"),)


def test_publishing_some_sources_leaves_the_others(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])

    report = publish(tmp_path, [atom("a", b"<new/>")], keep=["a", "b"])

    assert names(tmp_path) == ["a.atom", "b.atom"]
    assert report.removed == ()
    publish(tmp_path, [atom("a")], keep=["a"])
    assert names(tmp_path) == ["a.atom"]  # b was not forgotten meanwhile


def test_a_format_a_source_no_longer_has_goes(tmp_path):
    publish(tmp_path, [of("a", "a.atom"), of("a", "a.rss")])

    publish(tmp_path, [of("a", "a.atom")], keep=["a"])

    assert names(tmp_path) == ["a.atom"]


def test_a_stale_file_somebody_changed_stays_and_is_told_once(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])
    (tmp_path / "b.atom").write_bytes(b"mine now")

    report = publish(tmp_path, [atom("a")], keep=["a"])

    assert names(tmp_path) == ["a.atom", "b.atom"]
    assert report.removed == ()
    assert [text.startswith("b.atom: of b,") for text in report.cautions] == [True]
    assert publish(tmp_path, [atom("a")], keep=["a"]).cautions == ()


def test_files_of_others_are_never_removed(tmp_path):
    (tmp_path / "index.html").write_bytes(b"by hand")
    (tmp_path / "b.atom").write_bytes(b"by hand")

    publish(tmp_path, [atom("a")])

    assert names(tmp_path) == ["a.atom", "b.atom", "index.html"]


def test_a_stale_file_that_is_gone_already_is_no_failure(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])
    (tmp_path / "b.atom").unlink()

    report = publish(tmp_path, [atom("a")], keep=["a"])

    assert (report.removed, report.failures, report.cautions) == ((), (), ())


def test_a_corrupt_manifest_removes_nothing_and_says_so(tmp_path):
    publish(tmp_path, [atom("a"), atom("b")])
    (tmp_path / manifest.NAME).write_bytes(b"{")

    report = publish(tmp_path, [atom("a")], keep=["a"])

    assert names(tmp_path) == ["a.atom", "b.atom"]
    assert len(report.cautions) == 1
    assert publish(tmp_path, [atom("a")], keep=["a"]).cautions == ()


def test_a_dry_run_tells_and_does_nothing(tmp_path):
    publish(tmp_path, [atom("a"), atom("b"), atom("c")])
    before = tree(tmp_path)

    report = publish(
        tmp_path, [atom("a", b"<new/>"), atom("b"), atom("d")], keep=["a"], dry_run=True
    )

    assert [file.changed for file in report.files] == [True, False, True]
    assert report.removed == (PurePosixPath("c.atom"),)
    assert tree(tmp_path) == before


def test_a_dry_run_makes_no_directory(tmp_path):
    publish(tmp_path / "public", [atom("a")], dry_run=True)

    assert names(tmp_path) == []


def test_publishing_nothing_makes_no_directory(tmp_path):
    publish(tmp_path / "public", [])

    assert names(tmp_path) == []


def test_a_file_that_cannot_be_written_costs_only_itself(tmp_path):
    (tmp_path / "a.atom").mkdir()

    report = publish(tmp_path, [atom("a"), atom("b")])

    assert [(f.source, f.stage, f.error) for f in report.failures] == [
        ("a", "publish", "PublishError")
    ]
    assert [file.owner for file in report.files] == ["b"]


def test_a_file_that_could_not_be_replaced_stays_ours(tmp_path, monkeypatch):
    publish(tmp_path, [atom("a")])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _disk_full)
        assert publish(tmp_path, [atom("a", b"<new/>")], keep=["a"]).failures
    assert (tmp_path / "a.atom").read_bytes() == b"<feed/>"

    assert publish(tmp_path, []).removed == (PurePosixPath("a.atom"),)


def _disk_full(*_):
    raise OSError(28, "No space left on device")


def test_two_sources_cannot_have_one_file(tmp_path):
    report = publish(tmp_path, [of("a", "x.atom", b"a"), of("b", "x.atom", b"b")])

    assert (tmp_path / "x.atom").read_bytes() == b"a"
    assert "both a and b want this file" in report.failures[0].message


def test_no_source_can_take_the_manifest(tmp_path):
    report = publish(tmp_path, [of("a", str(manifest.NAME))])

    assert "name of the manifest" in report.failures[0].message


def test_what_was_written_before_a_build_broke_off_is_known_to_be_ours(tmp_path):
    def files():
        yield atom("a")
        raise KeyboardInterrupt

    publish(tmp_path, [atom("b")])
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, files(), keep=["a", "b"])

    assert publish(tmp_path, []).removed == (PurePosixPath("a.atom"), PurePosixPath("b.atom"))


def test_files_are_taken_one_at_a_time(tmp_path):
    def files():
        for name in ("a", "b"):
            yield atom(name)
            assert (tmp_path / f"{name}.atom").exists()

    assert len(publish(tmp_path, files()).files) == 2


def test_publishing_nothing_for_sources_all_kept_forgets_nothing(tmp_path):
    publish(tmp_path, [atom("a")])
    before = tree(tmp_path)

    publish(tmp_path, [], keep=["a"])

    assert tree(tmp_path) == before
