"""An id for a source that is new: one that says something to whoever reads it."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from feedclean.config.checks import check_site_id
from feedclean.model.article import SourceId
from feedclean.parse.lists.opml import id_of, title_slug
from feedclean.parse.lists.opml import slug as slug_of
from feedclean.urls import host_of

_OF_ANY: Final = frozenset(
    "api atom cgi-bin default feed feeds index json latest public rdf rss rss2 static xml".split()
)
"""Parts of an address that say nothing of what is there."""
_SPELT: Final = str.maketrans(
    dict(
        pair.split("=")
        for pair in (
            "Æ=ae Ð=d Ø=o Þ=th ß=ss æ=ae ð=d ø=o þ=th Đ=d đ=d Ħ=h ħ=h ı=i ĸ=k Ł=l ł=l Ŋ=ng ŋ=ng "
            "Œ=oe œ=oe Ŧ=t ŧ=t Ə=e ə=e ẞ=ss"
        ).split()
    )
)
"""Latin letters that are no other with an accent, so that a slug would lose them."""
_PARTS: Final = 2
_NOTHING_SAID: Final = "feed"


def new_id(title: str, location: str, used: Collection[str]) -> SourceId:
    """An id that none of ``used`` is: of its title, of its host, of both host and path, or of that.

    For sources that are written down once. Those of a list on the web are named anew each time it
    is read, so that what ``id_of`` calls them may never change.
    """
    title = title.translate(_SPELT)
    if not title_slug(title) or _is_number(title):
        host, path = _of_host(location), _of_path(location)
        for one in (host, "-".join(filter(None, (host, path))), "" if host else _NOTHING_SAID):
            if one and one not in used and not check_site_id(one, {}):
                return SourceId(one)
    return id_of(title, location, used)


def _of_host(location: str) -> str:
    """What a host is called; nothing where that is a number, or the name of this machine."""
    host = host_of(location).removeprefix("www.")
    return "" if host == "localhost" or _is_number(host) else slug_of(host)


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _of_path(location: str) -> str:
    """The last parts of a path that say something; of a file, only where it lies near."""
    path = PurePosixPath(unquote(urlsplit(location).path))
    if path.is_absolute() and not host_of(location):
        return ""
    parts = [slug_of(PurePosixPath(part).stem) for part in path.parts]
    told = [one for one in parts if one not in _OF_ANY and sum(map(str.isalpha, one)) > 1]
    return "-".join(told[-_PARTS:])
