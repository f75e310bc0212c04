"""Gathers a dump: one capture per file."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.errors import LoadError
from feedclean.gather.base import Context
from feedclean.gather.loader import is_article_file, load, printable_name
from feedclean.gather.locate import locate
from feedclean.model.article import Failure
from feedclean.model.source import Capture, Gathered, Source


def gather_dump(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture per file of the dump, in the order of the names, one in memory at a time."""
    located = locate(source.location, context.folder)
    within = None if located.named else located.root
    for name in located.names:
        path = located.root / name
        if not is_article_file(path):
            continue
        location = printable_name(name)
        try:
            body = load(path, location, within=within)
        except LoadError as error:
            yield Failure(
                source=source.id,
                location=location,
                stage="gather",
                error=type(error).__name__,
                message=str(error),
            )
            continue
        yield Capture(
            source=source.id,
            location=location,
            body=body,
            media_type=None,
            charset=None,
            captured_at=context.now,
        )
