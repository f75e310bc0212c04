from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from feedclean.archive import documents, months, settling
from feedclean.archive.order import WORK
from tests.archive.inputs import SITES, Page, lines, pages, record, warc_gz
from tests.archive.running import entries, files, rows, run


@dataclass(frozen=True, slots=True)
class Moved(Page):
    """The same page at another address."""

    at: str = "/print/"

    @property
    def url(self) -> str:
        return f"https://{self.site}{self.at}{self.number}"


@dataclass(frozen=True, slots=True)
class Longer(Page):
    """A later version of a page."""

    @property
    def text(self) -> tuple[str, ...]:
        more = "Later that day a correction came in, and the harbour master signed it."
        return (*super(Longer, self).text, more)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_the_same_pages_in_two_archives_are_there_once(tmp_path: Path, inputs: Path) -> None:
    for name in ("a.warc.gz", "b.warc.gz"):
        (inputs / name).write_bytes(warc_gz(pages(8)))

    done = run(tmp_path / "in", "--out", tmp_path / "out", "--json")

    report, dropped = done.report, rows(tmp_path / "out", "dropped.jsonl")
    assert len(entries(tmp_path / "out")) == 8
    assert report["articles"] == 16
    assert report["copies"] == len(dropped) == 8
    assert {one["rule"] for one in dropped} == {"archive/same-id"}


def test_of_two_versions_at_one_address_the_full_one_stands(tmp_path: Path, inputs: Path) -> None:
    (inputs / "a.warc.gz").write_bytes(warc_gz(pages(4)))
    (inputs / "b.warc.gz").write_bytes(warc_gz([Longer(0, "harbour.example")]))

    run(tmp_path / "in", "--out", tmp_path / "out")

    found = entries(tmp_path / "out")
    (one,) = [entry for entry in found.values() if entry.title.startswith("Report 0 ")]
    assert "a correction came in" in one.content[0].value


def test_other_articles_at_one_address_all_stand(tmp_path: Path, inputs: Path) -> None:
    """As in change logs and dumps in which every record carries one address."""
    texts = (
        "The crane at the second pier was painted green, which took nine days and a good ladder.",
        "Nobody has seen the lighthouse keeper's cat since Tuesday, although milk was put out.",
        "A ship with three thousand bicycles on board had to wait for the tide to come back in.",
    )
    body = "".join(
        json.dumps({"url": "https://harbour.example/log", "title": f"Log {at}", "text": text})
        + "\n"
        for at, text in enumerate(texts)
    )
    (inputs / "log.jsonl").write_text(body)

    run(tmp_path / "in", "--out", tmp_path / "out")

    found = entries(tmp_path / "out")
    assert sorted(one.title for one in found.values()) == ["Log 0", "Log 1", "Log 2"]


def test_copies_at_two_addresses_are_there_once(tmp_path: Path, inputs: Path) -> None:
    some = [*pages(4), Moved(1, "river.example")]
    (inputs / "a.jsonl").write_bytes(lines(some))

    run(tmp_path / "in", "--out", tmp_path / "out")

    (dropped,) = rows(tmp_path / "out", "dropped.jsonl")
    assert dropped["rule"] == "archive/same-text"
    assert dropped["url"] == "https://river.example/print/1"
    assert dropped["location"].startswith("a.jsonl@")
    assert len(entries(tmp_path / "out")) == 4


def test_a_copy_without_an_address_is_told_with_its_file(tmp_path: Path) -> None:
    """Its id is made of where it lies, which nobody can read out of it again."""
    written = notes(tmp_path / "in", 1923)
    words = (written / "0.txt").read_text().replace("keeper", "quiet and careful keeper" * 4)
    for name in ("0.txt", "again.txt"):
        (written / name).write_text(words)

    run(tmp_path / "in", "--out", tmp_path / "out", "--source", "harbour")

    (dropped,) = rows(tmp_path / "out", "dropped.jsonl")
    assert dropped["url"] is None
    assert dropped["location"] in ("0.txt", "again.txt")


def test_copies_on_two_hosts_both_stand(tmp_path: Path, inputs: Path) -> None:
    (inputs / "a.warc.gz").write_bytes(
        warc_gz([replace(page, site="one.example") for page in pages(4)])
        + warc_gz([replace(page, site="two.example") for page in pages(4)])
    )

    run(tmp_path / "in", "--out", tmp_path / "out")

    assert rows(tmp_path / "out", "dropped.jsonl") == []


def test_the_order_of_the_inputs_does_not_say_which_version_stands(tmp_path: Path) -> None:
    for name, some in (("ab", "ab"), ("ba", "ba")):
        folder = tmp_path / name
        folder.mkdir()
        for at, which in enumerate(some):
            body = warc_gz([Longer(0) if which == "b" else Page(0), Page(2), Page(4)])
            (folder / f"{at}.warc.gz").write_bytes(body)
        run(folder, "--out", tmp_path / f"{name}-out")

    one, other = (
        (tmp_path / f"{name}-out" / "harbour.example.atom").read_bytes() for name in ("ab", "ba")
    )
    assert one == other


def test_answers_other_than_success_are_left_out(tmp_path: Path, inputs: Path) -> None:
    body = warc_gz(pages(3)) + gzip.compress(record(Page(9), status=404))
    (inputs / "a.warc.gz").write_bytes(body)

    done = run(tmp_path / "in", "--out", tmp_path / "out", "--json")

    assert done.status == 0
    assert done.report["left_out"] == 1
    (left,) = rows(tmp_path / "out", "left-out.jsonl")
    assert left == {"location": Page(9).url, "reason": "was answered with 404"}
    assert len(entries(tmp_path / "out")) == 3


def notes(folder: Path, year: int) -> Path:
    """Texts without address, in files that are called the same every year."""
    folder.mkdir(parents=True)
    for number in range(3):
        words = f"In {year} the keeper of light {number} wrote to the harbour board about ropes."
        (folder / f"{number}.txt").write_text(f"Notes of {year}, {number}\n\n{words}\n")
        os.utime(folder / f"{number}.txt", (1_700_000_000, 1_700_000_000))
    return folder


def test_files_of_one_name_in_two_inputs_are_two_articles(tmp_path: Path) -> None:
    one, other = (notes(tmp_path / str(year) / "notes", year) for year in (2023, 2024))

    done = run(one, other, "--out", tmp_path / "out", "--json")

    assert done.report["standing"] == 6
    assert done.report["copies"] == 0
    assert len(entries(tmp_path / "out")) == 6


def test_archives_of_one_name_size_and_time_are_two(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        path = tmp_path / year / "dump.jsonl"
        path.parent.mkdir()
        text = f"All of {year} the keeper of the light wrote to the harbour board about ropes."
        path.write_text(json.dumps({"title": f"Year {year}", "text": text}) + "\n")
        os.utime(path, (1_700_000_000, 1_700_000_000))

    run(tmp_path / "2023" / "dump.jsonl", tmp_path / "2024" / "dump.jsonl", "--out", tmp_path / "o")

    titles = {one.title for one in entries(tmp_path / "o").values()}
    assert titles == {"Year 2023", "Year 2024"}


def test_an_input_that_lies_in_another_one_is_not_taken_twice(tmp_path: Path) -> None:
    notes(tmp_path / "all" / "2023", 2023)

    done = run(tmp_path / "all", tmp_path / "all" / "2023", "--out", tmp_path / "out")

    assert done.status == 2
    assert "which is an input too; leave one out" in done.output


def record_of(id_: str, path: str, text: str, month: int) -> str:
    record = {
        "id": id_,
        "url": f"https://harbour.example/{path}",
        "title": text[:20],
        "html": f"<p>{text}</p>",
        "published": f"2024-0{month}-01T08:00:00Z",
    }
    return json.dumps(record) + "\n"


def test_an_id_that_is_taken_over_is_no_second_time_there(tmp_path: Path, inputs: Path) -> None:
    """A version at one address under another id, and another article under the first id."""
    report = "The crane at the second pier was painted green, which took nine days and a ladder."
    other = "Nobody has seen the lighthouse keeper's cat since Tuesday, although milk was put out."
    (inputs / "a.jsonl").write_text(
        record_of("urn:x:one", "crane", report, 1)
        + record_of("urn:x:two", "crane", f"{report} It rained.", 2)
        + record_of("urn:x:one", "cat", other, 3)
    )

    run(inputs, "--out", tmp_path / "out", "--format", "jsonl")

    found = rows(tmp_path / "out", "articles/articles-00001.jsonl")
    texts = {one["id"]: one["text"] for one in found}
    assert len(texts) == len(found) == 2
    assert "It rained" in texts["urn:x:one"]
    assert len(rows(tmp_path / "out", "dropped.jsonl")) == 1


def test_more_copies_than_are_compared_are_there_once(
    tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_MOST", 3)
    texts = [f"Day {day}: the crane at pier {day * 7} was painted {day} times." for day in range(5)]
    body = "".join(record_of("one", "log", text, 1) for text in texts)
    (inputs / "a.jsonl").write_text(body)
    (inputs / "b.jsonl").write_text(body)

    done = run(inputs, "--out", tmp_path / "out", "--source", "log", "--json")

    assert done.report["copies"] == 5
    assert len(entries(tmp_path / "out")) == 5


def test_what_comes_later_has_its_own_documents_made_anew_and_hardly_any_other(
    tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a version that takes the place of another one, and in front of all that was there."""
    monkeypatch.setattr(months, "_BUNDLE_END", 2)
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    some = [Page(number, SITES[number % 2]) for number in range(0, 4000, 45)]
    (inputs / "m.warc.gz").write_bytes(warc_gz(some))
    run(inputs, "--out", out, "--keep")
    before = {path.name for path in (out / WORK / documents.DOCUMENTS).glob("*.json")}
    (inputs / "a.warc.gz").write_bytes(warc_gz([Longer(0, SITES[0]), Page(1, SITES[1])]))

    run(inputs, "--out", out, "--keep")
    run(inputs, "--out", fresh)

    kept = {path.name for path in (out / WORK / documents.DOCUMENTS).glob("*.json")} & before
    assert files(out) == files(fresh)
    assert len(before) > 15
    assert len(before) - 4 <= len(kept) < len(before)  # two for each of two months, at most
    assert any("a correction" in one.content[0].value for one in entries(out).values())
