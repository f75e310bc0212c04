"""The line on the page of a feed that says it is not up to date.

A feed that fails is not rendered anew, so the line is put into the page that stands, and taken out
of it again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from feedclean.generate.pages.addresses import href, index_path
from feedclean.generate.pages.moments import moment
from feedclean.generate.pages.paper import print_part
from feedclean.model.article import SourceId

_START: Final = b"<!--state-->"
_END: Final = b"<!--/state-->"


def noticed(page: bytes, feed: SourceId, since: datetime | None) -> bytes:
    """The page of a feed that has not been up to date since then, or that is.

    The first of the marks is the template's: what articles say comes later, and without comments.
    """
    head, start, rest = page.partition(_START)
    _, end, tail = rest.partition(_END)
    if not end:
        return page
    return b"".join((head, start, _notice(feed, since), end, tail))


def _notice(feed: SourceId, since: datetime | None) -> bytes:
    if since is None:
        return b""
    index = f"{href(index_path())}#{feed}"
    return print_part("parts.html", "stale", moment(since), index).encode()
