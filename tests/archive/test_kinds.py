from __future__ import annotations

import gzip
import io
import mimetypes
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.archive.inputs import KINDS, SITES, other_record, pages, tree
from tests.archive.running import entries, rows, run

SOME = pages(24)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_archive_gives_every_article_once(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(KINDS[name](SOME))

    done = run(tmp_path / name, "--out", tmp_path / "out")

    found = entries(tmp_path / "out")
    assert done.status == 0, done.output
    assert {one.title for one in found.values()} == {page.title for page in SOME}
    for page in SOME:
        (one,) = [entry for entry in found.values() if entry.title == page.title]
        assert all(line in one.content[0].value for line in page.text)
    assert sorted(path.name for path in (tmp_path / "out").glob("*.atom")) == [
        f"{site}.atom" for site in SITES
    ]


def test_texts_of_pages_have_the_address_of_their_page(tmp_path: Path) -> None:
    (tmp_path / "a.warc.wet.gz").write_bytes(KINDS["pages.warc.wet.gz"](SOME))

    run(tmp_path / "a.warc.wet.gz", "--out", tmp_path / "out", "--format", "jsonl")

    found = rows(tmp_path / "out", "articles/articles-00001.jsonl")
    assert {one["url"] for one in found} == {page.url for page in SOME}
    assert {one["published"][:10] for one in found} == {f"{page.date:%Y-%m-%d}" for page in SOME}


def test_the_text_of_a_page_is_read_as_the_page_it_was(tmp_path: Path) -> None:
    page = SOME[0]
    shown = (f"{page.title} | The Harbour Post", "Front page", "All of it", page.title, *page.text)
    text = "\n".join(shown).encode()
    (tmp_path / "a.wet").write_bytes(other_record(page, "conversion", "text/plain", text))

    run(tmp_path / "a.wet", "--out", tmp_path / "out", "--format", "jsonl")

    (found,) = rows(tmp_path / "out", "articles/articles-00001.jsonl")
    assert found["title"] == page.title


def test_pages_made_into_something_else_than_text_are_left_out(tmp_path: Path) -> None:
    body = b"%PDF-1.7 of a page"
    (tmp_path / "a.warc").write_bytes(other_record(SOME[0], "conversion", "application/pdf", body))

    done = run(tmp_path / "a.warc", "--out", tmp_path / "out", "--json")

    assert done.report["articles"] == 0
    assert rows(tmp_path / "out", "left-out.jsonl")[0]["location"] == SOME[0].url


def test_what_only_tells_of_pages_is_told_and_left_out(tmp_path: Path) -> None:
    body = b'{"Envelope": {"Payload-Metadata": {}}}'
    records = b"".join(other_record(one, "metadata", "application/json", body) for one in SOME)
    (tmp_path / "a.warc.wat.gz").write_bytes(gzip.compress(records, mtime=0))

    done = run(tmp_path / "a.warc.wat.gz", "--out", tmp_path / "out", "--json")

    (left,) = rows(tmp_path / "out", "left-out.jsonl")
    assert done.status == 0
    assert left["location"] == "a.warc.wat.gz"
    assert "take the WARC or WET file" in left["reason"]


def test_a_folder_gives_the_same_entries_as_a_tar_file_of_it(tmp_path: Path) -> None:
    tree(tmp_path / "tree", SOME)
    (tmp_path / "pages.tar").write_bytes(KINDS["pages.tar"](SOME))

    run(tmp_path / "tree", "--out", tmp_path / "a")
    run(tmp_path / "pages.tar", "--out", tmp_path / "b")

    one, other = entries(tmp_path / "a"), entries(tmp_path / "b")
    assert {id_: entry.content[0].value for id_, entry in one.items()} == {
        id_: entry.content[0].value for id_, entry in other.items()
    }


def test_what_a_site_puts_around_each_article_is_learned_and_told(tmp_path: Path) -> None:
    (tmp_path / "pages.warc.gz").write_bytes(KINDS["pages.warc.gz"](SOME))

    run(tmp_path / "pages.warc.gz", "--out", tmp_path / "out", "--format", "jsonl")

    (row, *_) = rows(tmp_path / "out", "articles/articles-00001.jsonl")
    gone = " ".join(one["excerpt"] for one in row["removals"])
    assert "Subscribe to the letter" not in row["text"]
    assert "Subscribe to the letter" in gone
    assert "All rights with" in gone


def test_filters_leave_out_what_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "pages.warc.gz").write_bytes(KINDS["pages.warc.gz"](SOME))

    done = run(
        *(tmp_path / "pages.warc.gz", "--out", tmp_path / "out", "--json"),
        *("--host", SITES[0], "--exclude", "*/news/2"),
    )

    titles = {one.title for one in entries(tmp_path / "out").values()}
    wanted = {page.title for page in SOME if page.site == SITES[0] and page.number != 2}
    assert titles == wanted
    left = rows(tmp_path / "out", "left-out.jsonl")
    assert done.report["left_out"] == len(left) == len(SOME) - len(wanted)
    assert {one["reason"] for one in left} == {
        "has no name that is asked for",
        "is of another host",
    }


def test_what_counts_as_which_type_is_the_same_on_every_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "tree", SOME)
    mimetypes.init()
    monkeypatch.setitem(mimetypes.types_map, ".html", "application/x-of-this-machine")

    done = run(
        *(tmp_path / "tree", "--out", tmp_path / "out", "--mime", "text/html", "--format", "jsonl")
    )

    assert done.status == 0, done.output
    assert len(rows(tmp_path / "out", "articles/articles-00001.jsonl")) == len(SOME)


def test_a_web_archive_without_records_is_read_as_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "pages.wacz").write_bytes(KINDS["pages.zip"](SOME))

    run(tmp_path / "pages.wacz", "--out", tmp_path / "out")

    assert len(entries(tmp_path / "out")) == len(SOME)


def test_the_first_members_that_are_left_out_are_named(tmp_path: Path) -> None:
    (tmp_path / "pages.warc.gz").write_bytes(KINDS["pages.warc.gz"](SOME))

    done = run(tmp_path / "pages.warc.gz", "--out", tmp_path / "out", "--exclude", "*")
    many = len(SOME)

    assert f"{many} members left out: no articles, or not asked for" in done.output
    assert done.output.count("left out: http") == 5
    assert done.output.count(": has no name that is asked for") == 5
    assert f"and {many - 5} more, see {tmp_path / 'out' / 'left-out.jsonl'}" in done.output


def test_an_index_of_a_folder_is_left_out_as_in_a_build(tmp_path: Path) -> None:
    links = ""
    (tmp_path / "in").mkdir()
    for page in pages(3):
        (tmp_path / f"in/{page.number}.html").write_text(page.html, "utf-8")
        links += f"- [{page.title}]({page.number}.html)\n"
    (tmp_path / "in" / "README.md").write_text(f"# All of them\n\n{links}", "utf-8")
    (tmp_path / "in" / "sea.png").write_bytes(b"\x89PNG")

    run(tmp_path / "in", "--out", tmp_path / "out")

    [told] = rows(tmp_path / "out", "left-out.jsonl")
    assert told["location"] == "README.md"
    assert told["reason"].startswith("is a list of links to the other files")
    assert len(entries(tmp_path / "out")) == 3


@pytest.mark.parametrize("kind", ["pages.zip", "pages.tar", "pages.tar.gz"])
@pytest.mark.parametrize("folder", ["", "notes/", "./"])
def test_an_index_in_an_archive_is_left_out(kind: str, folder: str, tmp_path: Path) -> None:
    links = "".join(f"- [{page.title}]({page.number}.html)\n" for page in pages(4))
    files = {f"{folder}{page.number}.html": page.html for page in pages(4)}
    files[f"{folder}README.md"] = f"# All of them\n\n{links}"
    files["other/index.md"] = f"# Of files that lie elsewhere\n\n{links}"
    _pack(tmp_path / kind, files)

    run(tmp_path / kind, "--out", tmp_path / "out")

    told = {row["location"]: row["reason"] for row in rows(tmp_path / "out", "left-out.jsonl")}
    assert told == {f"{kind}/{folder}README.md": "is a list of links to the other files"}
    assert len(entries(tmp_path / "out")) == 5


def _pack(path: Path, files: Mapping[str, str]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as archive:
        for name, text in reversed(files.items()):
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))


def test_one_source_takes_all_articles(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(KINDS["pages.zip"](SOME))

    run(
        tmp_path / "pages.zip", "--out", tmp_path / "out", "--source", "all", "--title", "All of it"
    )

    assert [path.name for path in (tmp_path / "out").glob("*.atom")] == ["all.atom"]
    assert "<title>All of it</title>" in (tmp_path / "out" / "all.atom").read_text("utf-8")


def test_by_folder_the_first_folder_is_the_source(tmp_path: Path) -> None:
    tree(tmp_path / "tree" / "old", SOME[:6])
    tree(tmp_path / "tree" / "new", SOME[6:])

    run(tmp_path / "tree", "--out", tmp_path / "out", "--by", "folder")

    found = sorted(path.name for path in (tmp_path / "out").glob("*.atom"))
    assert found == ["new.atom", "old.atom"]


@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_inputs_may_lie_elsewhere(scheme: str, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec")
    place = f"memory://{tmp_path.name}" if scheme == "memory" else f"file://{tmp_path}/in"
    for name in ("a.warc.gz", "b.jsonl"):
        part = SOME[:12] if name == "a.warc.gz" else SOME[12:]
        with fsspec.open(f"{place}/{name}", "wb", auto_mkdir=True) as file:
            file.write(KINDS[f"pages.{name[2:]}"](part))

    done = run(place, "--out", tmp_path / "out")

    assert done.status == 0, done.output
    assert {one.title for one in entries(tmp_path / "out").values()} == {p.title for p in SOME}


def test_a_place_without_a_package_for_it_says_so(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")

    done = run("nonsense://user:secret@bucket/pages", "--out", tmp_path / "out")

    assert done.status == 2
    assert "nonsense" in done.output
    assert "secret" not in done.output


def test_an_input_that_is_not_there_stops_it(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "--out", tmp_path / "out")

    assert done.status == 2
    assert "there is no such file or folder" in done.output
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_not_there_takes_nothing_from_a_run_that_was_stopped(
    tmp_path: Path,
) -> None:
    tree(tmp_path / "tree", SOME)
    run(tmp_path / "tree", "--out", tmp_path / "out", "--keep")
    before = files_of(tmp_path / "out")

    run(tmp_path / "nowhere", "--out", tmp_path / "out", "--keep")

    assert files_of(tmp_path / "out") == before


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    tree(tmp_path / "tree", SOME)

    done = run(tmp_path / "tree", "--out", tmp_path / "out", "--dry-run")

    assert f"would read {len(SOME)} files" in done.output
    assert not (tmp_path / "out").exists()
