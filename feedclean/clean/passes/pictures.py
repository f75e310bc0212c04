"""Pictures around an article that belong to the site: teasers, banners, codes to scan."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from feedclean.clean.media.picture_sets import is_picture_file
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, is_picture, quote, zones
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, find_all
from feedclean.urls import absolute, same_site

_CLOSING: Final = frozenset(
    f"block/{name}"
    for name in ("copyright", "promo", "related", "platform-footer", "comments", "share", "tags")
)
"""Rules of notices below which nothing of an article follows."""
_LAST: Final = _CLOSING | frozenset(
    f"block/{name}"
    for name in ("byline", "credits", "end", "interface", "link-run", "photo-credit", "source-line")
)
"""Those after which pictures of the article may follow: a series of them below who made it."""
_CALLS: Final = frozenset(("block/promo", "block/share"))
_LONG_BODY: Final = 600
"""Non-space characters of running text an article must have before what follows is weighed."""
_STRIP: Final = 0.3
"""Height by width up to which a picture is a banner or divides: those of two sources of WeChat had
0.06 to 0.28, panoramas have 0.3 and more."""
_SMALL: Final = 64
"""Pixels up to which one is an icon."""
_FILE: Final = re.compile(r"(?<![^/.])([^/.]{5,}+)\.\w{3,4}(?:[?#]|$)")
"""The name of a file at the end of an address, long enough to be of one picture only."""
_BELOW_A_BANNER: Final = _CLOSING | frozenset(
    ("block/interface", "block/last-picture", "block/last-teaser", "block/link-run")
)
_WIDTH: Final = re.compile(r"(?:^|;)\s*width:\s*(\d{1,4}(?:\.\d+)?)px")
_NUMBER: Final = re.compile(r"\d{1,5}(?:\.\d+)?(?=$|px)")
_HOST: Final = re.compile(r"^(?:https?:)?//[^/]*")
_WORD: Final = re.compile(r"[a-z]+")


def pictures(page: Page) -> Iterator[Finding]:
    """Takes out pictures beside the text that belong to the site: banners, teasers, codes to scan.

    Each goes by what stands or stood around it: a call, a closing notice, a link to another page
    of the site. All others stay.
    """
    yield from _last_pictures(page)
    yield from _last_teasers(page)
    yield from _beside_calls(page)


def _at_the_end(page: Page) -> list[Block]:
    """The pictures below all text; none where there is no text."""
    first = len(page.blocks)
    while first and is_picture(page.blocks[first - 1]):
        first -= 1
    return page.blocks[first:] if first else []


def _last_teasers(page: Page) -> Iterator[Finding]:
    """Pictures at the very end that are links to other articles of the site.

    A picture may as well lead to a page about itself: where one within the text is a link, or the
    address has that of the article or of the picture in it, they stay.
    """
    pictures = _at_the_end(page)
    own = page.meta.url or ""
    if not pictures or not own:
        return
    if sum(block.chars for block in page.blocks if page.is_body(block)) < _LONG_BODY:
        return
    above = page.blocks[: -len(pictures)]
    if any(block.images and _leads_on(block, own) for block in above):
        return
    teasers = [block for block in pictures if _leads_on(block, own)]
    if teasers:
        told = "at the end, nothing but pictures that are links to other pages of the site"
        yield finding("last-teaser", teasers, told)


def _leads_on(block: Block, own: str) -> bool:
    """Whether all pictures of a block are links to other pages of the article's site."""
    images = find_all(block.box, "img")
    return bool(images) and all(_is_teaser(image, own) for image in images)


def _is_teaser(image: Element, own: str) -> bool:
    link = image.parent
    while link is not None and link.tag != "a":
        link = link.parent
    if link is None or not link.get("href"):
        return False
    address = absolute(link.get("href"), own) or ""
    names = [_FILE.search(value) for value in image.attrs.values() if value]
    return (
        same_site(address, own)
        and not is_picture_file(address)
        and not address.startswith(own)
        and not any(name and name[1] in address for name in names)
    )


def _last_pictures(page: Page) -> Iterator[Finding]:
    """Pictures at the very end that stood below a notice which by its nature ends an article.

    Below credits a picture must look like a banner or a code as well.
    """
    last = _at_the_end(page)
    if not last:
        return
    last_text = page.blocks[-len(last) - 1].index
    yield from _below(last, _notice(page, _CLOSING, last_text))
    weaker = [block for block in last if _looks_promotional(block)]
    yield from _below(weaker, _notice(page, _LAST, last_text))
    yield from _above_a_notice(page, last)
    named = [block for block in last if _is_code(block)]
    if named and any(map(page.is_body, page.blocks)):
        yield finding("last-picture", named, "at the end, named as a code to scan")


def _notice(page: Page, rules: frozenset[str], after: int) -> Block | None:
    """The first notice below a block that such a rule took."""
    found = [
        block for rule, block in page.taken if block.index > after and block.chars and rule in rules
    ]
    return min(found, key=lambda block: block.index, default=None)


def _below(last: list[Block], notice: Block | None) -> Iterator[Finding]:
    below = [block for block in last if notice is not None and block.index > notice.index]
    if notice is not None and below:
        told = f"at the end, nothing but pictures below the notice {quote(notice)}"
        yield finding("last-picture", below, told)


def _above_a_notice(page: Page, last: list[Block]) -> Iterator[Finding]:
    """Banners between the text and what the site has put below it."""
    gone = {block.index for rule, block in page.taken if rule in _BELOW_A_BANNER}
    for block in reversed(last):
        if block.index + 1 not in gone or not _looks_promotional(block):
            return
        gone.add(block.index)
        yield finding("last-picture", [block], "a banner at the end, right above what has gone")


def _beside_calls(page: Page) -> Iterator[Finding]:
    """Pictures right beside a call to follow, share or subscribe that has gone."""
    calls = {block.index: block for rule, block in page.taken if rule in _CALLS and block.chars}
    if not calls:
        return
    head, tail = zones(page)
    for position in (*head, *tail):
        block = page.blocks[position]
        if not is_picture(block) or not _looks_promotional(block):
            continue
        call = calls.get(block.index - 1) or calls.get(block.index + 1)
        if call is not None:
            told = f"a banner or a code to scan beside the call {quote(call)}"
            yield finding("promo-picture", [block], told)


def _images(block: Block) -> list[Element]:
    return [one for one in (block.box, *find_all(block.box, "img")) if one.tag == "img"]


def _looks_promotional(block: Block) -> bool:
    """Whether all pictures of a block have the form of a banner or icon, or are named so."""
    images = _images(block)
    return bool(images) and all(
        _is_strip(image) or _is_small(image) or _is_named(image, "promotion") for image in images
    )


def _is_code(block: Block) -> bool:
    images = _images(block)
    return bool(images) and all(_is_named(image, "code") for image in images)


def _is_strip(image: Element) -> bool:
    ratio = _number(image.get("data-ratio"))
    if ratio is None:
        width, height = _number(image.get("width")), _number(image.get("height"))
        ratio = height / width if width and height else None
    return ratio is not None and 0 < ratio <= _STRIP


def _is_small(image: Element) -> bool:
    found = _WIDTH.search(image.get("style"))
    width = float(found[1]) if found else _number(image.get("width"))
    return width is not None and 0 < width <= _SMALL


def _number(text: str) -> float | None:
    found = _NUMBER.match(text.strip())
    return float(found[0]) if found else None


def _is_named(image: Element, kind: str) -> bool:
    """Whether the name of a picture's file, or what is said of it, is that of a kind."""
    words, within = _names()[kind]
    path = _HOST.sub("", image.get("src").partition("?")[0])
    said = f"{unquote(path)} {image.get('alt')} {image.get('title')}".lower()
    return not words.isdisjoint(_WORD.findall(said)) or any(part in said for part in within)


@cache
def _names() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    text = files("feedclean.clean.media").joinpath("images.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {
        kind: (frozenset(tables[kind]["words"]), tuple(tables[kind]["within"]))
        for kind in ("code", "promotion")
    }
