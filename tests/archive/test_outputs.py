from __future__ import annotations

import io
import json
import pickle
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import zstandard

from feedclean.archive import documents, months
from feedclean.archive.manifest import Account
from feedclean.archive.order import Order, Step, Tools
from feedclean.archive.run import make_archive
from feedclean.cli.archive import Progress
from tests.archive.inputs import Page, pages, tree, warc_gz
from tests.archive.running import entries, files, installed, rows, run
from tests.making import SITE, source

ATOM = "{http://www.w3.org/2005/Atom}"


def links(path: Path) -> dict[str, str]:
    return {
        link.get("rel", ""): link.get("href", "")
        for link in ET.parse(path).getroot().findall(f"{ATOM}link")
    }


def test_a_build_of_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    """Both go through the same rooms; only how the articles are brought together differs."""
    tree(tmp_path / "dump", [Page(number) for number in range(0, 400, 2)])
    (tmp_path / "config.toml").write_text(
        SITE
        + source("harbour", "dump", title="The harbour", archive="yes").replace(
            'archive = "yes"', "archive = true"
        )
    )
    from click.testing import CliRunner

    from feedclean.cli import program

    built = CliRunner().invoke(program, ["build", "--config", str(tmp_path / "config.toml")])
    assert built.exit_code == 0, built.output

    run(
        *(tmp_path / "dump", "--out", tmp_path / "out", "--url", "https://feeds.example.org/"),
        *("--source", "harbour", "--title", "The harbour"),
    )

    ours = {name: mark for name, mark in files(tmp_path / "out").items() if name.endswith(".atom")}
    theirs = files(tmp_path / "public")
    assert len(ours) > 3
    assert ours == {name: theirs[name] for name in ours}


def test_from_the_feed_every_entry_is_reached(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz([Page(number) for number in range(400)]))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--newest", "20")

    path = tmp_path / "out" / "harbour.example.atom"
    assert len(ET.parse(path).getroot().findall(f"{ATOM}entry")) == 20
    seen: set[str] = set()
    at = links(path).get("prev-archive")
    documents_seen = 0
    while at:
        here = tmp_path / "out" / at.removeprefix("https://feeds.invalid/")
        seen |= {
            one.findtext(f"{ATOM}id", "")
            for one in ET.parse(here).getroot().findall(f"{ATOM}entry")
        }
        documents_seen += 1
        at = links(here).get("prev-archive")
    assert documents_seen > 2
    assert seen == set(entries(tmp_path / "out"))
    assert len(seen) == 400


def test_a_month_of_too_many_entries_has_several_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (documents, months):
        monkeypatch.setattr(module, "MOST_ENTRIES", 30)
    (tmp_path / "a.warc.gz").write_bytes(warc_gz([Page(number) for number in range(200)]))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--newest", "50")

    out = tmp_path / "out"
    assert (out / "harbour.example" / "2024-01-2.atom").exists()
    assert len(entries(out)) == 200
    feed = ET.parse(out / "harbour.example.atom").getroot().findall(f"{ATOM}entry")
    dates = [one.findtext(f"{ATOM}published", "") for one in feed]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == "2024-02-28T09:00:00+00:00"
    assert len(dates) == 50


def test_rows_have_what_was_read_and_what_was_removed(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(8)))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--format", "jsonl")

    found = rows(tmp_path / "out", "articles/articles-00001.jsonl")
    page, row = Page(3, "river.example"), found[3]
    assert [one["title"] for one in found] == [page.title for page in pages(8)]
    assert row["url"] == row["id"] == page.url
    assert row["published"] == page.date.isoformat().replace("+00:00", "Z")
    assert row["language"] == "en"
    assert row["source"] == "river.example"
    assert page.text[2] in row["text"]
    assert {"rule", "chars", "excerpt"} == set(row["removals"][0])


def test_packed_rows_are_the_same_rows(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(8)))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "a", "--format", "jsonl")
    run(tmp_path / "a.warc.gz", "--out", tmp_path / "b", "--format", "jsonl", "--zstd")

    plain = (tmp_path / "a/articles/articles-00001.jsonl").read_bytes()
    packed = (tmp_path / "b/articles/articles-00001.jsonl.zst").read_bytes()
    assert zstandard.ZstdDecompressor().stream_reader(packed).read() == plain


def test_parquet_has_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow")
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(8)))

    run(tmp_path / "a.warc.gz", "--out", tmp_path / "a", "--format", "jsonl")
    for out in ("b", "c"):
        run(tmp_path / "a.warc.gz", "--out", tmp_path / out, "--format", "parquet")

    table = parquet.read_table(tmp_path / "b/articles/articles-00001.parquet")
    assert table.to_pylist() == rows(tmp_path / "a", "articles/articles-00001.jsonl")
    assert files(tmp_path / "b") == files(tmp_path / "c")


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(24)))
    run(tmp_path / "a.warc.gz", "--out", tmp_path / "a", "--format", "jsonl")

    run(tmp_path / "a/articles", "--out", tmp_path / "b", "--format", "jsonl")

    one, other = (rows(tmp_path / name, "articles/articles-00001.jsonl") for name in ("a", "b"))
    assert [row["text"] for row in one] == [row["text"] for row in other]
    assert [row["id"] for row in one] == [row["id"] for row in other]


def test_markup_in_titles_is_only_text(tmp_path: Path) -> None:
    record = {
        "url": "https://river.example/1",
        "title": "]]></title><script>alert(1)</script>",
        "html": "<p onclick=alert(1)>One sentence of an article.</p><script>alert(1)</script>",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")

    run(tmp_path / "a.jsonl", "--out", tmp_path / "out")

    (entry,) = entries(tmp_path / "out").values()
    assert "script" not in entry.content[0].value
    assert "onclick" not in entry.content[0].value
    ET.parse(tmp_path / "out" / "river.example.atom")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def step(done: int, before: int = 0) -> Step:
    return Step(stage="clean", done=done, total=8, articles=100 * done, before=before)


def test_a_terminal_sees_one_line_with_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100, 200, 2))
    monkeypatch.setattr("feedclean.cli.archive.time.monotonic", lambda: next(clock))
    stream = Terminal()
    progress = Progress(stream=stream)

    for done in range(5):
        progress.tell(step(done))
    progress.end()

    last = stream.getvalue().rpartition("\r")[2]
    assert last == "\x1b[Kcleaning: 4 of 8 shards, 400 articles, 50 a second, 8 s left\n"


def test_elsewhere_progress_is_plain_lines(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc_gz(pages(8)))

    done = installed(tmp_path / "a.warc.gz", "--out", tmp_path / "out", "--jobs", "1")

    assert "cleaning: 1 of 1 shard, 8 articles" in done.stderr
    assert "\x1b" not in done.stderr
    assert "8 articles: 8 entries of 2 sources" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--url", "nonsense"), "not an absolute http(s) URL"),
        (("--source", "A b"), "cannot be a file name"),
        (("--dialect", "nonsense"), "nonsense"),
        (("--title", "x"), "name it with --source"),
        (("--zstd",), "is for --format jsonl"),
    ],
)
def test_arguments_that_cannot_be_used_are_told(
    arguments: tuple[str, ...], problem: str, tmp_path: Path
) -> None:
    done = run(tmp_path, "--out", tmp_path / "out", *arguments)

    assert done.status == 2
    assert problem in done.output
    assert not (tmp_path / "out").exists()


def test_headers_of_requests_are_nothing_an_archive_hears_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is told goes to its workers, with Ray to other machines."""
    monkeypatch.setenv("KEY", "swordfish")
    orders: list[Order] = []

    def kept(order: Order, tools: Tools) -> Account:
        orders.append(order)
        return make_archive(order, tools)

    monkeypatch.setattr("feedclean.cli.archive.make_archive", kept)
    tree(tmp_path / "dump", [Page(1)])
    rules = '\n[[rules]]\nhost = "harbour.example"\nheaders = "Authorization: ${KEY}"\n'
    config = tmp_path / "config.toml"
    config.write_text(SITE + source("harbour", "dump") + rules)

    run(tmp_path / "dump", "--out", tmp_path / "out", "--config", config)

    (order,) = orders
    assert [one.host for one in order.rules.book] == ["harbour.example"]
    assert b"swordfish" not in pickle.dumps(order)
