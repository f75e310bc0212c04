"""OPML subscription lists → the feeds they name, each with an id of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from feedclean.codec import digest
from feedclean.errors import ParseError
from feedclean.model.article import SourceId
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.xml import local_name, xml_root
from feedclean.parse.records.record import tidy_line
from feedclean.urls import canonical, host_of, is_http, of_the_web

_LONGEST: Final = 48
"""Of a slug, before what may be added to it; an id has 64 characters at most."""
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_END: Final = re.compile(r"</(?:\w{1,40}:)?opml\s{0,20}>", re.IGNORECASE)
_OWN: Final = frozenset(("xmlurl", "htmlurl", "title", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list."""

    id: SourceId
    title: str
    url: str
    site_url: str | None = None
    said: tuple[tuple[str, str], ...] = ()
    """What other programs have written beside that: names in lower case, without namespace."""


def parse_opml(body: bytes, location: str, taken: Collection[str] = ()) -> tuple[Subscription, ...]:
    """The feeds of a list in its order, each address once.

    An id is the slug of the title. Where that is taken - by ``taken`` or further up in the list -
    a piece of the digest of the address is added, so that it does not depend on how many there are.
    Raises: ParseError.
    """
    used = set(taken)
    seen: set[str] = set()
    found: list[Subscription] = []
    for said in _outlines(body, location):
        url = said.get("xmlurl", "")
        if not is_http(url) or canonical(url) in seen:
            continue
        seen.add(canonical(url))
        title = _title(said) or _host(url)
        site = said.get("htmlurl", "")
        id_ = id_of(title, url, used)
        used.add(id_)
        found.append(
            Subscription(
                id=id_,
                title=title,
                url=url,
                site_url=site if is_http(site) else None,
                said=tuple(
                    sorted((_local(name), text) for name, text in said.items() if name not in _OWN)
                ),
            )
        )
    if not found:
        raise ParseError(location, "opml", "names no feed: no outline has an xmlUrl")
    return tuple(found)


def parse_whole_opml(
    body: bytes, location: str, taken: Collection[str] = ()
) -> tuple[Subscription, ...]:
    """The feeds of a list that is all there is: what it does not name is given up.

    So a list that was cut off is none. Raises: ParseError.
    """
    found = parse_opml(body, location, taken)
    if is_cut_off(body):
        told = f'breaks off below "{found[-1].title}", so nobody knows what else it named'
        raise ParseError(location, "opml", told)
    return found


def other_outlines(body: bytes, location: str) -> tuple[tuple[str, str], ...]:
    """Titles and addresses of what a list names beside feeds of the web: feeds of files, lists.

    Raises: ParseError.
    """
    found = []
    for outline in _outlines(body, location):
        said = {_local(name): text for name, text in outline.items()}
        url = said.get("xmlurl") or said.get("opmlurl") or ""
        if url and not is_http(said.get("xmlurl", "")):
            found.append((_title(said) or url, url))
    return tuple(found)


def bare_outlines(body: bytes, location: str) -> tuple[tuple[str, str], ...]:
    """Titles of what a list names without the address of a feed, with another one it may have.

    What holds outlines is a folder of them, and no feed. Raises: ParseError.
    """
    found = []
    for outline in _root(body, location).iter("{*}outline"):
        said = {_local(name): text for name, text in _said(outline).items()}
        if len(outline) or said.get("xmlurl") or said.get("opmlurl"):
            continue
        url = said.get("url") or said.get("htmlurl") or ""
        if title := _title(said) or url:
            found.append((title, url))
    return tuple(found)


def repeated_outlines(body: bytes, location: str) -> tuple[tuple[str, str], ...]:
    """Titles of feeds whose address stands further up in a list, with the one it has there.

    Raises: ParseError.
    """
    seen: dict[str, str] = {}
    found = []
    for said in _outlines(body, location):
        url = said.get("xmlurl", "")
        if not is_http(url):
            continue
        title = _title(said) or _host(url)
        if canonical(url) in seen:
            found.append((title, seen[canonical(url)]))
        seen.setdefault(canonical(url), title)
    return tuple(found)


def is_cut_off(body: bytes) -> bool:
    """Whether a list has no end, so that nobody knows what stood there."""
    return _END.search(decode(body).text) is None


def _outlines(body: bytes, location: str) -> list[dict[str, str]]:
    """What the outlines of a list say, the address of a feed as one of the web."""
    found = [_said(outline) for outline in _root(body, location).iter("{*}outline")]
    return [
        said | {"xmlurl": of_the_web(said["xmlurl"])} if "xmlurl" in said else said
        for said in found
    ]


def _title(said: Mapping[str, str]) -> str:
    return tidy_line(said.get("title") or said.get("text") or "")


def _said(outline: etree._Element) -> dict[str, str]:
    return {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def slug(text: str) -> str:
    """A text as lower-case ASCII letters and digits with hyphens between; empty if it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def title_slug(title: str) -> str:
    """The slug of a title; empty where one in another script leaves hardly anything behind."""
    named = slug(title)
    letters = sum(char.isalnum() for char in title)
    is_little = len(named.replace("-", "")) * 2 <= letters
    return "" if is_little or _DEVICES.fullmatch(named) else named


def id_of(title: str, url: str, used: Collection[str]) -> SourceId:
    """An id for a source that none of ``used`` is: of its title, else of its host."""
    named = title_slug(title) or slug(_host(url)) or "feed"
    if named not in used:
        return SourceId(named)
    key = digest(canonical(url))
    size = next(n for n in range(4, len(key) + 1) if f"{named}-{key[:n]}" not in used)
    return SourceId(f"{named}-{key[:size]}")


def _host(url: str) -> str:
    return host_of(url).removeprefix("www.")


def _root(body: bytes, location: str) -> etree._Element:
    try:
        root = xml_root(decode(body).text, location)
    except etree.XMLSyntaxError as error:
        raise ParseError(location, "opml", f"is no OPML that can be read ({error})") from error
    if local_name(root) != "opml":
        raise ParseError(location, "opml", f"is no OPML: its root element is <{root.tag}>")
    return root
