"""What is played in place on a page becomes a link to where it can be seen, with a picture of it.

Feed readers play little and each something else; a frame is also a way to follow the reader. So
all embeds are links. To let some frames through is one more kind of ``Embed`` and one more element
on the allow-list of ``sanitize``: whether a frame may stay would be asked in ``embed``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from feedclean.clean.media.framed_posts import is_linked_above
from feedclean.clean.media.images import background
from feedclean.clean.media.placeholders import is_placeholder, is_too_small
from feedclean.clean.wording.hosts import domains, is_no_embed
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.dom.traits import CUSTOM_PLAYERS
from feedclean.dom.tree import Child, Element, ancestors, find_all, raw_text
from feedclean.text import collapse, excerpt, printable
from feedclean.urls import absolute, absolute_image, direct, host_of, is_http

_FRAMES: Final = frozenset(("iframe", "embed", "object"))
_FILES: Final = {"video": "Video", "audio": "Audio", "amp-video": "Video", "amp-audio": "Audio"}
_POST_TAGS: Final = frozenset(("blockquote", "div"))
_TITLE_CHARS: Final = 160
_FLASH: Final = re.compile(r"\.swf(?:[?#]|$)", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"(?:^|;)(?:display:none|visibility:hidden)", re.IGNORECASE)
_SOME_PATH: Final = re.compile(r"https://[^/{]+/[^{\[]")
_FILE: Final = re.compile(
    r"\.(?:mp4|m4v|webm|ogv|mov|m3u8|mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#]|$)", re.IGNORECASE
)
_LINK: Final = re.compile(r"""<a [^<>]{0,200}?\bhref=["'](https?://[^"'<>\s]{3,2000})["']""")
_LONGEST_FALLBACK: Final = 4_000
_DOCUMENT: Final = re.compile(
    r"/([^/?#]+\.(?:pdf|epub|docx?|pptx?|xlsx?|od[tps]|csv))(?:[?#]|$)", re.IGNORECASE
)
_READY: Final = re.compile(
    r"video/mp4|audio/(?:mpeg|mp3|mp4)|\.(?:mp4|m4v|mp3|m4a)(?:[?#]|$)", re.IGNORECASE
)
"""Files that nearly every program plays."""
EMBEDS: Final = CUSTOM_PLAYERS | {"iframe", "embed", "object", "video", "audio"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Where something can be seen that a page shows in place."""

    address: str
    label: str
    """Its title, or whose player it is."""
    poster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoEmbed:
    """Something shown in place that nobody misses, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Player:
    name: str
    hosts: frozenset[str]
    at: re.Pattern[str]
    see: str
    poster: str

    def fits(self, above: Collection[str], rest: str) -> re.Match[str] | None:
        """How the part of an address behind the host, given with its domains, says what plays."""
        if self.hosts and self.hosts.isdisjoint(above):
            return None
        return self.at.match(rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    addresses: tuple[str, ...]
    posters: tuple[str, ...]
    titles: tuple[str, ...]
    no_titles: frozenset[str]
    elements: Mapping[str, str]
    posts: Mapping[str, tuple[str, ...]]
    players: tuple[_Player, ...]
    pages: re.Pattern[str]
    """The addresses that players are replaced by."""
    in_place: tuple[_Player, ...]
    """Those whose own address is the link."""
    at_hosts: frozenset[str]
    """The hosts of these, but for those that may be at any."""
    anywhere: tuple[_Player, ...]
    """Those that may be."""


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files(__package__).joinpath("embeds.toml").read_text("utf-8"))
    players = tuple(
        _Player(
            name=row["name"],
            hosts=frozenset(row["hosts"]),
            at=re.compile(row["at"]),
            see=row.get("see", ""),
            poster=row.get("poster", ""),
        )
        for row in data["players"]
    )
    seen = {_as_pattern(player.see) for player in players if _SOME_PATH.match(player.see)}
    in_place = tuple(player for player in players if not _SOME_PATH.match(player.see))
    return _Tables(
        addresses=tuple(data["addresses"]),
        posters=tuple(data["posters"]),
        titles=tuple(data["titles"]),
        no_titles=frozenset(data["no_titles"]),
        elements=data["elements"],
        posts={name: tuple(names) for name, names in data["posts"].items()},
        players=players,
        pages=re.compile("|".join(sorted(seen))),
        in_place=in_place,
        at_hosts=frozenset(host for player in in_place for host in player.hosts),
        anywhere=tuple(player for player in in_place if not player.hosts),
    )


def embed(element: Element, base: str | None) -> Embed | NoEmbed:
    """What an element of ``EMBEDS`` becomes."""
    tag = element.tag
    if _is_unseen(element):
        return NoEmbed(reason=f"<{tag}> of a size nobody can see")
    address = _address(element, base)
    if address is None:
        return NoEmbed(reason=f"<{tag}> without an address")
    if tag not in _FILES and is_no_embed(address):
        return NoEmbed(reason=f"<{tag}> of {host_of(address)}, known for advertising or buttons")
    if tag in _FRAMES and is_linked_above(element, address, base):
        return NoEmbed(reason=f"<{tag}> of the post that the quotation above it links to")
    return _seen_at(element, address, base)


def lead_to_fallback(frame: Element) -> None:
    """Gives a frame without an address, and mostly without a size, the link that is left in it.

    So feeds lead to what only a script shows. What a frame holds is text to parsers.
    """
    if frame.tag != "iframe" or _address(frame, None) is not None:
        return
    link = _LINK.search(raw_text(frame)[:_LONGEST_FALLBACK])
    if link is not None:
        size = frozenset(("width", "height"))
        frame.attrs = {name: said for name, said in frame.attrs.items() if name not in size}
        frame.attrs["src"] = unescape(link.group(1))


def posts(elements: Iterable[Element], base: str | None) -> Iterator[tuple[Element, Embed]]:
    """Those that a script would fill with a post, where nothing in them leads to it."""
    known = _tables().posts
    for element in elements:
        if element.tag not in _POST_TAGS or "class" not in element.attrs:
            continue
        classes = element.get("class").split()
        if known.keys().isdisjoint(classes):
            continue
        names = next(known[name] for name in classes if name in known)
        addresses = (absolute(element.get(name), base) for name in names)
        found = next((address for address in addresses if address and is_http(address)), None)
        if found is not None and not any(link.get("href") for link in find_all(element, "a")):
            yield element, _seen_at(element, found, base)


def is_embed_link(block: Block) -> bool:
    """Whether a block is but a link as players are replaced by: to a film, a post, a host."""
    if not block.links or block.link_chars < block.chars:
        return False
    addresses = targets(block)
    return bool(addresses) and all(
        host_of(address).removeprefix("www.") == block.text or is_played(address)
        for address in addresses
    )


def is_played(address: str) -> bool:
    """Whether an address is of a film, a piece of sound or a post that a player would show."""
    if _tables().pages.match(address) or _FILE.search(address):
        return True
    # asked of every link that stands alone: a page of 60 cards took 2 ms more when the domains were
    # found anew for each player, and half of the rest when each player looked at them
    above, rest = domains(host_of(address)), "/" + address.partition("://")[2].partition("/")[2]
    tables = _tables()
    asked = tables.anywhere if tables.at_hosts.isdisjoint(above) else tables.in_place
    return any(player.fits(above, rest) for player in asked)


def as_link(embed: Embed, place: Element) -> Element:
    """The line that says and shows it; within a link only what can stand there."""
    line = Element("div")
    poster: list[Child] = []
    if embed.poster is not None:
        poster = [Element("img", {"src": embed.poster, "alt": ""})]
    if any(around.tag == "a" and "href" in around.attrs for around in ancestors(place)):
        line.children = poster or [embed.label]
    else:
        shown: list[list[Child]] = [poster, [embed.label]] if poster else [[embed.label]]
        for content in shown:
            if line.children:
                line.children.append(Element("br"))
            line.children.append(Element("a", {"href": embed.address}, children=content))
    return line


def _is_unseen(element: Element) -> bool:
    style = element.get("style").replace(" ", "")
    if "hidden" in element.attrs or _UNSEEN.search(style):
        return True
    # in AMP, width and height are a ratio; a player of sound has no height to speak of
    return element.tag in _FRAMES and is_too_small(element)


def _address(element: Element, base: str | None) -> str | None:
    pattern = _tables().elements.get(element.tag)
    if pattern is not None:
        return _filled(pattern, {name: value or "" for name, value in element.attrs.items()})
    values = [element.get(name) for name in _tables().addresses]
    if element.tag not in _FRAMES:
        sources = sorted(find_all(element, "source"), key=lambda one: not _is_ready(one))
        values += [source.get("src") or source.get("data-src") for source in sources]
    elif element.tag == "object":
        params = find_all(element, "param")
        values += [
            p.get("value") for p in params if p.get("name").lower() in ("movie", "src", "url")
        ]
        values += [inner.get("src") for inner in find_all(element, "embed")]
    for value in values:
        address = absolute(value, base) if value and "{{" not in value else None
        if address is not None and is_http(address) and address != base:
            return None if _FLASH.search(address) else address
    return None


def _is_ready(source: Element) -> bool:
    return bool(_READY.search(source.get("type")) or _READY.search(source.get("src")))


def _seen_at(element: Element, address: str, base: str | None) -> Embed:
    host = host_of(address)
    rest = address.partition("://")[2].partition("/")
    above = domains(host)
    for player in _tables().players:
        found = player.fits(above, f"/{rest[2]}")
        if found is None:
            continue
        groups = {name: value or "" for name, value in found.groupdict().items()} | {"host": host}
        if "url" in groups:
            groups["url"] = unquote(groups["url"])
        see = absolute(_filled(player.see, groups) or address, None) or address
        poster = _poster(element, base) or _filled(player.poster, groups)
        return Embed(address=direct(see), label=_title(element) or player.name, poster=poster)
    document = _DOCUMENT.search(address)
    name = unquote(document[1]) if document else host.removeprefix("www.")
    return Embed(
        address=direct(address),
        label=_title(element) or _FILES.get(element.tag) or name,
        poster=_poster(element, base),
    )


def _filled(pattern: str, values: Mapping[str, str]) -> str | None:
    """The pattern with its gaps filled; a part in brackets only if it can be. None if it is empty.

    None too where a gap outside brackets cannot be filled.
    """
    missing = False

    def fill(gap: re.Match[str]) -> str:
        nonlocal missing
        value = values.get(gap[1], "").strip()
        missing = missing or not value
        return value

    def option(part: re.Match[str]) -> str:
        names = re.findall(r"\{([\w-]+)\}", part[1])
        return part[1] if all(values.get(name) for name in names) else ""

    filled = re.sub(r"\{([\w-]+)\}", fill, re.sub(r"\[([^\[\]]*)\]", option, pattern))
    return None if missing or not filled else filled


def _as_pattern(see: str) -> str:
    """A pattern for the addresses that ``see`` can give."""
    fixed = re.split(r"\{[\w-]+\}", re.sub(r"\[[^\[\]]*\]", "", see))
    return r"[^?#\s]+".join(re.escape(part) for part in fixed)


def _poster(element: Element, base: str | None) -> str | None:
    for value in _pictures(element):
        address = absolute_image(value, base) if value else None
        if address is not None and is_http(address) and not is_placeholder(address):
            return address
    return None


def _pictures(element: Element) -> Iterator[str]:
    for name in _tables().posters:
        yield element.get(name)
    yield background(element) or ""
    for image in find_all(element, "img"):
        yield image.get("src")


def _title(element: Element) -> str | None:
    for name in _tables().titles:
        title = collapse(printable(element.get(name)))
        if title and title.lower() not in _tables().no_titles and not title.startswith("http"):
            return excerpt(title, _TITLE_CHARS)
    return None
