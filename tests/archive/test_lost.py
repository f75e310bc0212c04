"""Shards that nobody could work on and live: they are halved until one article is to blame."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest

from feedclean.archive import blame, cleaning
from feedclean.archive.order import Order, Tools
from feedclean.archive.run import make_archive
from feedclean.archive.values import OutputKind, Piece
from feedclean.errors import ExecuteError
from feedclean.execute.base import Done, Lost
from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.serial import SerialExecutor
from feedclean.model.article import RawArticle
from feedclean.model.output import SiteHead
from tests.archive.inputs import KINDS, Page, pages
from tests.archive.running import entries, rows


class Deadly(SerialExecutor):
    """Loses every shard in which ``kills`` finds something, by halves as the others do."""

    jobs = 1

    def __init__(self, kills: Callable[[tuple[Any, ...]], bool]) -> None:
        self._kills = kills

    def map(
        self, function: Callable[[tuple[Any, ...]], Any], shards: Iterable[tuple[Any, ...]]
    ) -> Iterator[Done[Any, Any]]:
        for index, items in enumerate(shards):
            yield from self._parts(function, index, 0, items)

    def _parts(
        self, function: Any, index: int, start: int, items: tuple[Any, ...]
    ) -> Iterator[Done[Any, Any]]:
        if not self._kills(items):
            yield Done(index=index, start=start, items=items, result=function(items))
        elif len(items) == 1:
            lost = Lost(error="WorkerLost", message="the worker was killed")
            yield Done(index=index, start=start, items=items, result=lost)
        else:
            half = len(items) // 2
            yield from self._parts(function, index, start, items[:half])
            yield from self._parts(function, index, start + half, items[half:])


def make(source: Path, out: Path, kills: Callable[[tuple[Any, ...]], bool]) -> Any:
    return make_with(Deadly(kills), source, out)


def make_with(executor: Any, source: Path, out: Path, kind: OutputKind = "feeds") -> Any:
    """What an archive came to whose shards an executor worked on; that is closed."""
    order = Order(
        inputs=(str(source),),
        output=out,
        kind=kind,
        site=SiteHead(title="", url="https://feeds.invalid/"),
    )
    try:
        return make_archive(order, Tools(executor=executor))
    finally:
        executor.close()


def test_an_article_nobody_can_clean_and_live_costs_itself(tmp_path: Path) -> None:
    some = pages(20)
    (tmp_path / "a.warc.gz").write_bytes(KINDS["pages.warc.gz"](some))

    def kills(items: tuple[Any, ...]) -> bool:
        one = items[0]
        return isinstance(one, cleaning.ToClean) and one.first <= 13 < one.last

    account = make(tmp_path / "a.warc.gz", tmp_path / "out", kills)

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    titles = {one.title for one in entries(tmp_path / "out").values()}
    assert failure["location"] == Page(13, "river.example").url
    assert failure["error"] == "WorkerLost"
    assert titles == {page.title for page in some if page.number != 13}
    assert (account.articles, account.standing, account.failures) == (20, 19, 1)


def test_a_file_nobody_can_read_and_live_costs_itself(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for page in pages(12):
        (folder / f"{page.number:02}.html").write_text(page.html)

    def kills(items: tuple[Any, ...]) -> bool:
        return any(isinstance(one, Piece) and one.name == "07.html" for one in items)

    make(folder, tmp_path / "out", kills)

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    assert failure["message"] == "07.html: the worker was killed"
    assert len(entries(tmp_path / "out")) == 11


@dataclass(frozen=True, slots=True)
class Poisoned:
    """What a worker is given, in a world in which some titles end whoever looks at them."""

    function: Callable[[Any], Any]
    titles: tuple[str, ...]
    where: str
    """The function of an article that they end, as ``module.name``."""

    def __call__(self, items: Any) -> Any:
        module, _, name = self.where.rpartition(".")
        room = importlib.import_module(module)
        looks = getattr(room, name)

        def deadly(raw: RawArticle) -> Any:
            if raw.meta.title in self.titles:
                os.kill(os.getpid(), signal.SIGKILL)
            return looks(raw)

        setattr(room, name, deadly)
        try:
            return self.function(items)
        finally:
            setattr(room, name, looks)


class Poisoning(ProcessExecutor):
    """Processes, some of whose articles are poison."""

    titles: tuple[str, ...] = ()
    where = "feedclean.archive.reading.raw_digest"

    def map(self, function: Any, shards: Any) -> Iterator[Done[Any, Any]]:
        return super().map(Poisoned(function, self.titles, self.where), shards)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("name", ["pages.tar", "pages.tar.gz", "pages.jsonl", "pages.warc.gz"])
def test_a_member_that_ends_whoever_reads_it_costs_itself(name: str, tmp_path: Path) -> None:
    some = pages(40)
    (tmp_path / name).write_bytes(KINDS[name](some))
    executor = Poisoning(1)
    executor.titles = (some[7].title, some[31].title)

    make_with(executor, tmp_path / name, tmp_path / "out")

    titles = {one.title for one in entries(tmp_path / "out").values()}
    failed = rows(tmp_path / "out", "failures.jsonl")
    assert titles == {page.title for page in some if page.number not in (7, 31)}
    assert [one["error"] for one in failed] == ["WorkerLost", "WorkerLost"]
    record = ", record 1" if ".tar" in name else ""
    assert sorted(one["location"] for one in failed) == [
        f"{name} (member 32{record})",
        f"{name} (member 8{record})",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_an_article_that_ends_whoever_learns_from_it_is_cleaned_all_the_same(
    tmp_path: Path,
) -> None:
    some = pages(12)
    (tmp_path / "a.warc.gz").write_bytes(KINDS["pages.warc.gz"](some))
    executor = Poisoning(1)
    executor.titles = (some[7].title,)
    executor.where = "feedclean.archive.sampling.profile"

    account = make_with(executor, tmp_path / "a.warc.gz", tmp_path / "out")

    titles = {one.title for one in entries(tmp_path / "out").values()}
    assert titles == {page.title for page in some}
    assert (account.standing, account.failures) == (12, 0)


def records(some: Sequence[Page]) -> str:
    """A file of records in a folder: a feed."""
    items = "".join(
        f"<item><guid>{page.url}</guid><link>{page.url}</link><title>{page.title}</title>"
        f"<description>{escape(' '.join(f'<p>{line}</p>' for line in page.text))}</description>"
        "</item>"
        for page in some
    )
    return f'<rss version="2.0"><channel><title>All</title>{items}</channel></rss>'


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_record_that_ends_whoever_reads_it_costs_itself_and_not_its_file(tmp_path: Path) -> None:
    some = pages(20)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "all.xml").write_text(records(some))
    (folder / "more.html").write_text(Page(77).html)
    executor = Poisoning(1)
    executor.titles = (some[0].title, some[7].title)

    account = make_with(executor, folder, tmp_path / "out", "jsonl")

    failed = rows(tmp_path / "out", "failures.jsonl")
    assert [one["location"] for one in failed] == ["all.xml (record 1)", "all.xml (record 8)"]
    assert (account.members, account.standing, account.copies) == (2, 19, 0)


@pytest.mark.parametrize("name", ["pages.warc.gz", "pages.jsonl", "pages.tar.gz", "pages.zip"])
def test_a_part_of_an_archive_nobody_can_read_costs_its_smallest_piece(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blame, "_LEAST_BYTES", 1_000)
    some = pages(200)
    (tmp_path / name).write_bytes(KINDS[name](some))
    asked: list[Piece] = []

    def kills(items: tuple[Any, ...]) -> bool:
        """The first piece of all, however small it gets."""
        if not isinstance(items[0], Piece):
            return False
        asked.append(items[0])
        return items[0].start == items[0].part == 0

    make(tmp_path / name, tmp_path / "out", kills)

    titles = {one.title for one in entries(tmp_path / "out").values()}
    assert len(rows(tmp_path / "out", "failures.jsonl")) == 1
    assert len(asked) > 4
    assert 130 <= len(titles) < 200


def test_where_nothing_can_stand_for_what_was_lost_it_says_to_run_it_again(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(KINDS["pages.warc.gz"](pages(4)))

    with pytest.raises(ExecuteError, match="run it again to go on"):
        make(tmp_path / "a.warc.gz", tmp_path / "out", lambda items: isinstance(items[0], tuple))


@dataclass(slots=True)
class Noting:
    """Loses the shards with some article or file, and notes how many are given to it."""

    kills: Callable[[tuple[Any, ...]], bool]
    given: list[tuple[Any, ...]]

    def __call__(self, items: tuple[Any, ...]) -> bool:
        self.given.append(items)
        return self.kills(items)


def of_file(items: tuple[Any, ...]) -> bool:
    return any(isinstance(one, Piece) and one.name == "07.html" for one in items)


def of_article(items: tuple[Any, ...]) -> bool:
    return isinstance(items[0], cleaning.ToClean) and items[0].first <= 7 < items[0].last


@pytest.mark.parametrize("kills", [of_file, of_article], ids=["file", "article"])
def test_a_shard_that_was_split_is_not_met_again_as_a_whole(
    kills: Callable[[tuple[Any, ...]], bool], tmp_path: Path
) -> None:
    """Each run began with the whole of it again, and lost two workers, or ten minutes, to it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for page in pages(12):
        (folder / f"{page.number:02}.html").write_text(page.html)
    kind = Piece if kills is of_file else cleaning.ToClean
    given = []

    for _ in range(2):
        noting = Noting(kills, [])
        account = make(folder, tmp_path / "out", noting)
        (tmp_path / "out" / "manifest.json").unlink()
        given.append(sum(isinstance(items[0], kind) for items in noting.given))

    (failure,) = rows(tmp_path / "out", "failures.jsonl")
    assert given[0] > 3
    assert given[1] == 1
    assert failure["error"] == "GivenUp"
    assert account.standing == 11
