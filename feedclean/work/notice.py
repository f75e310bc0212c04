"""Has the page of a feed say that it is not up to date, without rendering the feed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from feedclean.model.entry import SourceMemory
from feedclean.model.output import Rendered
from feedclean.work.checkup import Checkup
from feedclean.work.place import Renewed, Workplace, as_remembered
from feedclean.work.published import digests

T = TypeVar("T")


def with_notice(
    renewed: Renewed, memory: SourceMemory, found: Checkup | None, place: Workplace
) -> Renewed:
    """What a source gave, its page saying since when it is not up to date, where it is not.

    The page changes when trouble begins and when it ends, and in no build in between.
    """
    if found is None or not (found.since or found.was_stale):
        return renewed
    path = PurePosixPath(f"{memory.source}.html")
    page = next((file for file in renewed.files if file.path == path), None)
    if page is None:
        return renewed
    from feedclean.generate.hosts import COPIES, with_copies  # noqa: PLC0415 - rare
    from feedclean.generate.pages.notice import noticed  # noqa: PLC0415 - loads Jinja
    from feedclean.generate.types import PAGES  # noqa: PLC0415 - rare

    try:
        body = page.body if isinstance(page, Rendered) else (place.output / path).read_bytes()
    except OSError:  # it was there a moment ago, and will be written anew
        return renewed
    told = noticed(body, memory.source, found.since)
    if told == body:
        return renewed
    made = with_copies(
        [Rendered(path=path, body=told, media_type=PAGES["html"])], place.config.site.host
    )
    old = {path.as_posix(), *(f"{path}{ending}" for ending in COPIES)}
    saving = renewed.saving or replace(as_remembered(memory), records=renewed.book.written())
    return replace(
        renewed,
        files=_swapped(renewed.files, lambda file: file.path.as_posix() in old, made),
        saving=replace(
            saving, outputs=_swapped(saving.outputs, lambda one: one[0] in old, digests(made))
        ),
    )


def _swapped(items: Iterable[T], is_old: Callable[[T], bool], made: Sequence[T]) -> tuple[T, ...]:
    """The items, with what is made in the place of those that are old."""
    swapped: list[T] = []
    left: Sequence[T] = made
    for item in items:
        if is_old(item):
            swapped += left
            left = ()
        else:
            swapped.append(item)
    return tuple(swapped)
