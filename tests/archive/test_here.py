"""Small archives are worked on in the process that was started, unless that has ended one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from feedclean.archive import here
from feedclean.archive.order import WORK, Order, Tools
from feedclean.archive.run import make_archive
from feedclean.execute.base import Done
from feedclean.execute.serial import SerialExecutor
from feedclean.model.output import SiteHead
from tests.archive.inputs import pages, tree


class Others(SerialExecutor):
    """Does what it is asked for, and counts how often that is."""

    jobs = 2
    sees_files = True

    def __init__(self) -> None:
        self.asked = 0

    def map(
        self, function: Callable[[tuple[Any, ...]], Any], shards: Iterable[tuple[Any, ...]]
    ) -> Iterator[Done[Any, Any]]:
        for index, items in enumerate(shards):
            self.asked += 1
            yield Done(index=index, items=items, result=function(items))


def make(folder: Path, *, may_be_here: bool = True) -> int:
    """Makes an archive of some pages; gives how much of it others had to do."""
    tree(folder / "in", pages(4))
    order = Order(
        inputs=(str(folder / "in"),),
        output=folder / "out",
        kind="feeds",
        site=SiteHead(title="", url="https://feeds.invalid/"),
    )
    others = Others()
    account = make_archive(order, Tools(executor=others, may_be_here=may_be_here))
    assert account.standing == 4
    return others.asked


def test_nobody_is_called_in_for_a_few_articles(tmp_path: Path) -> None:
    assert make(tmp_path) == 0
    assert not (tmp_path / "out" / WORK).exists()


def test_others_are_called_in_where_there_is_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here, "ENOUGH", 1_000)

    assert make(tmp_path) > 0


def test_others_are_called_in_where_that_is_asked_for(tmp_path: Path) -> None:
    assert make(tmp_path, may_be_here=False) > 0


def test_others_are_called_in_where_a_run_has_ended_here(tmp_path: Path) -> None:
    mark = tmp_path / "out" / WORK / here.MARK
    mark.parent.mkdir(parents=True)
    mark.touch()

    assert make(tmp_path) > 0
    assert not mark.exists()


def test_a_run_that_ends_its_process_leaves_its_mark_and_an_error_does_not(tmp_path: Path) -> None:
    place = here.Place(folder=tmp_path)
    tools = Tools(executor=Others(), may_be_here=True)

    with pytest.raises(KeyboardInterrupt), here.executor_of(1, tools, place):
        raise KeyboardInterrupt
    assert (tmp_path / here.MARK).exists()

    (tmp_path / here.MARK).unlink()
    with pytest.raises(ValueError, match="known"), here.executor_of(1, tools, place):
        raise ValueError("known")
    assert not (tmp_path / here.MARK).exists()
