"""Where the pages lie, and how one leads to another."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from feedclean import urls
from feedclean.codec import digest
from feedclean.generate import iri
from feedclean.model.article import ArticleId, SourceId
from feedclean.text import printable

_DIGITS: Final = 16
"""Of the digest of an entry's id: short, and two of one feed never meet."""


def index_path() -> PurePosixPath:
    """Of the index of the site."""
    return PurePosixPath("index.html")


def page_path(source: SourceId) -> PurePosixPath:
    """Of the page of a feed."""
    return PurePosixPath(f"{source}.html")


def article_path(source: SourceId, entry: ArticleId) -> PurePosixPath:
    """Of the page of an entry; ``source`` is its own feed, also where a combined feed shows it.

    It hangs on the id alone, so it stays when a title or a date changes.
    """
    return PurePosixPath(source) / f"{_name(entry)}.html"


def anchor(entry: ArticleId) -> str:
    """What an entry is called within the page of a feed."""
    return f"entry-{_name(entry)}"


def href(path: PurePosixPath, root: str = "") -> str:
    """A relative link to a file of the site; ``root`` leads from the linking page to the top.

    Relative, so that the folder can be read from anywhere: a host, a preview, a disk.
    """
    return root + quote(path.as_posix())


def web(url: str | None) -> str | None:
    """The address, if a page may link to it: http or https, and in ASCII."""
    found = iri.uri(printable(url)) if url else None
    return found if found is not None and urls.is_http(found) else None


def host(url: str) -> str:
    """The host of an address as people write it."""
    return (urls.host_of(url) or url).removeprefix("www.")


def _name(entry: ArticleId) -> str:
    return digest(entry)[:_DIGITS]
