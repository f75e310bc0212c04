"""Makes lazy pictures real and finds the ones that only count visits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.dom.tree import Element, detach, find_all, replace, walk
from feedclean.urls import absolute_image

_LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-lazy",
    "data-url",
    "data-hi-res-src",
    "data-full-src",
    "data-echo",
    "data-img-src",
    "_src",
)
"""Attributes that scripts read the real address from, most telling first."""

_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER: Final = re.compile(
    r"^data:|(?:^|/)(?:blank|spacer|placeholder|transparent|gr[ea]y|loading|lazy(?:load)?|pixel|1x1)"
    r"(?:[-_]?(?:\d+(?:x\d+)?|image|img|icon|bg|gif))?\.(?:gif|png|svg|jpe?g)(?:\?|$)",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)|image", re.IGNORECASE
)
_TINY: Final = frozenset(("0", "1", "2", "3", "0px", "1px", "2px", "3px"))


def real_images(root: Element, base: str | None) -> None:
    """Gives each picture its real, absolute address; unfolds ``noscript`` and ``amp-img``."""
    elements = walk(root)
    if folded := [element for element in elements if element.tag == "noscript"]:
        for element in folded:
            _unfold(element)
        elements = walk(root)
    for element in elements:
        if element.tag in ("amp-img", "amp-anim", "image"):
            element.tag = "img"
        if element.tag == "img":
            _settle(element, base)


def _unfold(noscript: Element) -> None:
    """A picture kept for readers without scripts replaces the lazy one beside it."""
    images = find_all(noscript, "img")
    if not images or "".join(_texts(noscript)).strip():
        return
    parent = noscript.parent
    if parent is None:
        return
    siblings = parent.elements()
    place = siblings.index(noscript)
    if place and _is_lazy_twin(siblings[place - 1], images):
        detach(siblings[place - 1])
    replace(noscript, *images)


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _texts(child)


def _is_lazy_twin(element: Element, images: list[Element]) -> bool:
    """Whether an element shows, once scripts have run, what these pictures show without them.

    A picture that is there anyway is not: a counting pixel often stands in noscript beside one.
    """
    twins = [element] if element.tag == "img" else find_all(element, "img")
    if len(twins) != 1 or "".join(_texts(element)).strip():
        return False
    [twin] = twins
    addresses = {image.get("src") for image in images}
    return _is_lazy(twin) or twin.get("src") in addresses


def _is_lazy(image: Element) -> bool:
    source = image.get("src").strip()
    return not source or bool(_PLACEHOLDER.search(source)) or any(n in image.attrs for n in _LAZY)


def _settle(image: Element, base: str | None) -> None:
    source = image.get("src").strip()
    if not source or _PLACEHOLDER.search(source) or any(name in image.attrs for name in _LAZY[:3]):
        source = _lazy_address(image) or source
    address = absolute_image(source, base) if source else None
    if address is None:
        image.attrs.pop("src", None)
    else:
        image.attrs["src"] = address
    sources = _source_set(image.get("srcset") or image.get("data-srcset"), base)
    image.attrs.pop("srcset", None)
    if sources:
        image.attrs["srcset"] = sources


def _lazy_address(image: Element) -> str | None:
    for name in _LAZY:
        value = image.get(name).strip()
        is_page = name == "data-url" and not _PICTURE.search(value)
        if value and not is_page and not value.startswith(("data:", "{", "[")):
            return value
    for name in _LAZY_SETS:
        best = _largest(image.get(name))
        if best:
            return best
    picture = image.parent
    if picture is not None and picture.tag == "picture":
        for source in picture.elements():
            best = _largest(source.get("srcset") or source.get("data-srcset"))
            if best:
                return best
    return None


def _candidates(value: str) -> list[tuple[str, str]]:
    """Address and descriptor of each candidate of a ``srcset``.

    Source: HTML Living Standard, "Parsing a srcset attribute" (a comma ends a candidate only where
    white space or a descriptor stands before it or white space follows).
    """
    found: list[tuple[str, str]] = []
    for part in re.split(r",\s+|(?<=\d[wx]),", value.strip()):
        words = part.split()
        if words:
            found.append((words[0].rstrip(","), words[1] if len(words) > 1 else ""))
    return found


def _largest(value: str) -> str | None:
    def size(candidate: tuple[str, str]) -> float:
        try:
            return float(candidate[1][:-1])
        except ValueError:
            return 0.0

    candidates = [c for c in _candidates(value) if not c[0].startswith("data:")]
    return max(candidates, key=size)[0] if candidates else None


def _source_set(value: str, base: str | None) -> str:
    parts = []
    for url, descriptor in _candidates(value):
        address = absolute_image(url, base)
        if address is None or address.startswith("data:") or "," in address or " " in address:
            return ""
        parts.append(f"{address} {descriptor}".strip())
    return ", ".join(parts)


def is_tracking_pixel(image: Element) -> bool:
    """Whether a picture is too small to be seen."""
    style = image.get("style").replace(" ", "").lower()
    if image.get("width").strip() in _TINY or image.get("height").strip() in _TINY:
        return True
    return bool(re.search(r"(?:^|;)(?:width|height):[0-3](?:px)?(?:;|$)", style))
