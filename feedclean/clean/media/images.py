"""Gives pictures their real addresses, which scripts would show late."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from feedclean.clean.media.picture_sets import PICTURE_FILE, largest, largest_in_json, source_set
from feedclean.clean.media.placeholders import TINY, is_placeholder, is_too_small, shows_nothing
from feedclean.dom.edit import adopt, rearrange
from feedclean.dom.tree import Child, Element, ancestors, find_all, raw_text, walk
from feedclean.urls import absolute_image

_PICTURE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#!@]|$)|image", re.IGNORECASE
)
_TELLING: Final = 3
_USUAL: Final = 7
"""How many of the lazy attributes count even beside a real address; say that there is none."""
_BACKGROUND: Final = re.compile(
    r"background(?:-image)?\s*+:(?:(?!background(?:-image)?\s*+:)[^;])*?url\(\s*+['\"]?([^'\")]+)",
    re.IGNORECASE,
)
_IMAGE_TAGS: Final = frozenset(("img", "amp-img", "amp-anim", "image"))
_BOXES: Final = frozenset(("div", "figure", "span"))
HOMELESS: Final = "data-homeless"
"""On pictures whose address leads nowhere, since nobody told that of the article."""
_OF_PAGES: Final = frozenset(("data-url", "data-thumb", "data-2x", "file", "original"))
"""Attributes that may as well hold something that is no picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    lazy: tuple[str, ...]
    sets: tuple[str, ...]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files(__package__).joinpath("images.toml").read_text("utf-8"))
    return _Tables(lazy=tuple(data["lazy"]), sets=tuple(data["sets"]))


def take_lazy(root: Element, names: Sequence[str]) -> None:
    """Gives pictures the address in the first attribute of these names that they have."""
    for image in find_all(root, "img") if names else ():
        address = next((found for name in names if (found := image.get(name).strip())), "")
        if address:
            image.attrs = {**image.attrs, "src": address}


def real_images(root: Element, base: str | None) -> None:
    """Gives each picture its real, absolute address.

    Unfolds ``noscript``, ``amp-img``, and ``picture`` and boxes that show one without an ``img``.
    """
    elements = walk(root)
    if any(element.tag == "noscript" for element in elements):
        _unfold_all(elements)
        elements = walk(root)
    for element in elements:
        tag = element.tag
        if tag in _IMAGE_TAGS:
            element.tag = "img"
            if tag != "image":
                _without_ratio(element)
            _settle(element, base)
        elif tag == "picture":
            _fill(element, base)
        elif tag in _BOXES and not element.children and element.get("style"):
            _show_background(element, base)


def _without_ratio(image: Element) -> None:
    """In AMP, ``width="1" height="1"`` may say no more than that the picture is a square."""
    if image.get("layout") in ("responsive", "fill", "intrinsic", "flex-item"):
        for name in ("width", "height"):
            if image.get(name) in TINY:
                del image.attrs[name]


def _fill(picture: Element, base: str | None) -> None:
    """A picture of sources only gets an ``img``, which is what readers look for."""
    if find_all(picture, "img", "amp-img"):
        return
    best = _largest_source(picture)
    if best:
        image = Element("img", {"src": best, "alt": picture.get("alt")}, picture)
        adopt(picture, [*picture.children, image])
        _settle(image, base)


def background(element: Element) -> str | None:
    """The address of the picture behind an element."""
    found = _BACKGROUND.search(element.get("style"))
    return found[1] if found else None


def _show_background(box: Element, base: str | None) -> None:
    """An empty box that says it is a picture becomes one."""
    found = background(box)
    is_picture = box.get("role") == "img" or box.tag == "figure"
    parent = box.parent
    if found is None or not (is_picture or (parent is not None and parent.tag == "figure")):
        return
    image = Element("img", {"src": found, "alt": box.get("aria-label")}, box)
    adopt(box, [image])
    _settle(image, base)


def _unfold_all(elements: Iterable[Element]) -> None:
    """Pictures kept for readers without scripts replace the lazy ones beside them."""
    folded = [element for element in elements if element.tag == "noscript"]
    gone: set[Element] = set()
    for parent in dict.fromkeys(one.parent for one in folded if one.parent is not None):
        if gone.isdisjoint((parent, *ancestors(parent))):
            gone.update(_unfold_in(parent))


def _unfold_in(parent: Element) -> list[Element]:
    """Unfolds what can be in an element, in one look at its children; gives what has gone so."""
    before, after = list[Child](), deque(parent.children)
    gone: list[Element] = []
    while after:
        child = after.popleft()
        images = _images_in(child)
        if not images or isinstance(child, str):
            before.append(child)
            continue
        gone.append(child)
        if not all(map(is_too_small, images)):
            above, below = _nearest(reversed(before)), _nearest(after)
            if above is not None and _is_lazy_twin(above, images):
                _drop_last(above, before)
            elif below is not None and _names_same(below, images):
                after.remove(below)
        before += images
    if gone:
        rearrange(parent, before)
    return gone


def _drop_last(element: Element, children: list[Child]) -> None:
    """Takes out an element that is near the end; to look for it from the beginning is quadratic."""
    at = next(at for at in range(len(children) - 1, -1, -1) if children[at] is element)
    del children[at]


def _images_in(noscript: Child) -> list[Element]:
    """The pictures of an element for readers without scripts, if it holds nothing else."""
    if isinstance(noscript, str) or noscript.tag != "noscript" or raw_text(noscript).strip():
        return []
    return find_all(noscript, "img")


def _nearest(children: Iterable[Child]) -> Element | None:
    return next((child for child in children if not isinstance(child, str)), None)


def _is_lazy_twin(element: Element, images: list[Element]) -> bool:
    """Whether an element shows, once scripts have run, what these pictures show without them.

    A picture that is there anyway is not: a counting pixel often stands in noscript beside one.
    """
    twins = [element] if element.tag == "img" else find_all(element, "img")
    if len(twins) != 1 or raw_text(element).strip():
        return False
    [twin] = twins
    addresses = {image.get("src") for image in images}
    return _is_lazy(twin) or twin.get("src") in addresses


def _names_same(element: Element, images: list[Element]) -> bool:
    """Whether an element is a picture that has one of these addresses in any attribute."""
    addresses = {image.get("src") for image in images}
    return element.tag == "img" and not addresses.isdisjoint(element.attrs.values())


def _is_lazy(image: Element) -> bool:
    source = image.get("src").strip()
    return is_placeholder(source) or any(name in image.attrs for name in _tables().lazy[:_USUAL])


def _settle(image: Element, base: str | None) -> None:
    source = image.get("src").strip()
    is_poor = is_placeholder(source)
    if is_poor or any(name in image.attrs for name in _tables().lazy[:_TELLING]):
        source = _lazy_address(image, is_poor=is_poor) or source
    address = absolute_image(source, base) if source else None
    if address is None and base is None and source and not is_poor:
        image.attrs[HOMELESS] = source
    if address is None or shows_nothing(address):
        image.attrs.pop("src", None)
    else:
        image.attrs["src"] = address
    names = _sets_of(image)
    sources = next(filter(None, (source_set(image.get(name), base) for name in names)), "")
    image.attrs.pop("srcset", None)
    if sources:
        image.attrs["srcset"] = sources


def _sets_of(element: Element) -> list[str]:
    """The attributes of an element that hold sets of addresses, ``srcset`` before the lazy ones."""
    names = [name for name in _tables().sets if name in element.attrs]
    return sorted(names, key=lambda name: name != "srcset")


def _lazy_address(image: Element, *, is_poor: bool) -> str | None:
    """The address that scripts would show; of any attribute, where the one shown is a stand-in."""
    for name in _tables().lazy:
        value = image.get(name).strip() if name in image.attrs else ""
        is_page = name in _OF_PAGES and not _PICTURE.search(value)
        if value and not is_page and not value.startswith(("data:", "{", "[")):
            return value
    for name in _tables().sets:
        best = largest(image.get(name)) if name in image.attrs else None
        if best:
            return best
    picture = image.parent
    if picture is not None and picture.tag == "picture" and (best := _largest_source(picture)):
        return best
    return _in_any_attribute(image) if is_poor else None


def _largest_source(picture: Element) -> str | None:
    """The largest picture of the sources; what few readers can show comes last."""
    sources = [one for one in picture.elements() if one.tag == "source"]
    sources.sort(key=lambda source: source.get("type") in ("image/avif", "image/jxl"))
    for source in sources:
        for name in (*_sets_of(source), "src", "data-src"):
            if best := largest(source.get(name)):
                return best
    return None


def _in_any_attribute(image: Element) -> str | None:
    """An address of a picture, or a JSON value with some, in an attribute nobody has listed."""
    for name, value in image.attrs.items():
        if not value or not name.startswith("data-"):
            continue
        if value.startswith(("{", "[")):
            found = largest_in_json(value)
            if found is not None:
                return found
        elif PICTURE_FILE.match(value):
            return value
    return None
