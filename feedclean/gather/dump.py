"""Gathers a dump: one capture per file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from posixpath import basename, dirname
from typing import Final

from feedclean.errors import LoadError, NotThere
from feedclean.gather.base import Context
from feedclean.gather.index_page import is_index, may_be_index, stems_of
from feedclean.gather.loader import is_article_file, load, printable_name
from feedclean.gather.locate import Located, locate
from feedclean.gather.stray import (
    SETTLING_S,
    is_asked_for,
    looks_unfinished,
    reason_against,
)
from feedclean.model.article import LEFT_OUT, NOT_YET, Failure
from feedclean.model.source import FOLDER_ENDS, Capture, Gathered, Source
from feedclean.parse.no_text import kind_without_text

_PAGE_ENDS: Final = (".html", ".htm", ".xhtml", ".shtml")
_LAST: Final = "\U0010ffff"
_STANDS: Final = "what was published of it stands"


def gather_dump(
    source: Source, context: Context, only: Collection[str] | None = None
) -> Iterator[Gathered]:
    """One capture per file of the dump, in the order of the names, one in memory at a time.

    ``only`` names locations: no other file is opened then.

    What is no article comes as a ``Failure`` with the error ``LeftOut``, unless the location names
    it, or files like it: then it fails. What is not written to its end comes with ``NotYet``.

    Raises: NotThere, at the end, if all files are missing or some may be: nobody has taken a disk
    away for good that is not mounted.
    """
    located = locate(source.location, context.folder)
    is_empty = True
    for item in _each(source, context, located, only):
        is_empty = is_empty and isinstance(item, Failure) and item.error == LEFT_OUT
        yield item
    if only is None:
        _see_that_all_is_there(source, located, is_empty=is_empty)


def _each(
    source: Source, context: Context, located: Located, only: Collection[str] | None
) -> Iterator[Gathered]:
    names = frozenset(located.names)
    for name in located.names:
        if not is_article_file(located.root / name) or _belongs_to_page(name, names):
            continue
        if only is not None and printable_name(name) not in only:
            continue
        yield _gathered(source, context, located, name)


def _gathered(source: Source, context: Context, located: Located, name: str) -> Gathered:
    """A file as a capture, or why it is none."""
    location = printable_name(name)
    within = None if located.named else located.root
    try:
        loaded = load(located.root / name, location, within=within)
    except LoadError as error:
        if located.named:  # a link to a folder once, it may be: what that held is not gone
            raise
        return _told(source, location, type(error).__name__, str(error))
    body = loaded.body
    age_s = abs(context.now.timestamp() - loaded.changed_at_s)  # clocks of two machines differ
    if loaded.is_changing or (age_s < SETTLING_S and looks_unfinished(body)):
        problem = "seems to be still being written; it is looked at again with the next build"
        return _told(source, location, NOT_YET, f"{location}: {problem}")
    is_meant = located.named or source.dialect or is_asked_for(name, source.location)
    reason = None if is_meant else reason_against(name, body)
    is_judged = reason is None and not (located.named or source.dialect)
    if is_judged and may_be_index(name) and is_index(name, body, _beside(name, located)):
        reason = "is a list of links to the other files; a source of its own would take it"
    if reason is not None:
        return _told(source, location, LEFT_OUT, f"{location}: {reason}")
    if is_meant and (kind := kind_without_text(body)) is not None:
        return _told(source, location, LoadError.__name__, f"{location}: {kind}")
    return Capture(
        source=source.id,
        location=location,
        body=body,
        media_type=None,
        charset=None,
        captured_at=context.now,
    )


def _beside(name: str, located: Located) -> frozenset[str]:
    """The files of its folder, which stand one behind the other among all names."""
    folder = name[: len(name) - len(basename(name))]
    names = located.names
    inside = names[bisect_left(names, folder) : bisect_left(names, f"{folder}{_LAST}")]
    return stems_of(basename(one) for one in inside if dirname(one) == folder.rstrip("/"))


def _see_that_all_is_there(source: Source, located: Located, *, is_empty: bool) -> None:
    """Raises: NotThere, saying what to do."""
    if located.closed:
        first, *more = located.closed
        where = printable_name(first.name) or source.location
        others = f", nor can {len(more)} more" if more else ""
        problem = f"cannot be listed ({first.reason}){others}; let the user who builds read it"
        raise NotThere(where, f"{problem}; {_STANDS}")
    if not located.names:
        advice = "put the files back, correct location, or take the source out"
        raise NotThere(source.location, f"matches no file any more; {advice}; {_STANDS}")
    if is_empty:
        problem = "every file was left out; name the files that hold articles as location"
        raise NotThere(source.location, f"{problem}; {_STANDS}")


def _told(source: Source, location: str, error: str, message: str) -> Failure:
    return Failure(
        source=source.id, location=location, stage="gather", error=error, message=message
    )


def _belongs_to_page(name: str, names: Collection[str]) -> bool:
    """Whether a file lies in the folder a browser made for the scripts and frames of a page.

    ``Save page as`` writes ``x.html`` and ``x_files/``; only with the former is the latter meant.
    """
    parts = name.split("/")[:-1]
    for depth, folder in enumerate(parts):
        for end in FOLDER_ENDS:
            if folder.endswith(end) and len(folder) > len(end):
                page = "/".join((*parts[:depth], folder.removesuffix(end)))
                if any(f"{page}{page_end}" in names for page_end in _PAGE_ENDS):
                    return True
    return False
