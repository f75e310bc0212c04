"""A list page → the articles it leads to: by the selectors of a person, or by what repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from feedclean.dates import find_date, parse_date
from feedclean.dates.zones import likely_zone
from feedclean.dom import tree
from feedclean.dom.head import read_head
from feedclean.dom.select import Chosen, select
from feedclean.dom.tree import Element, ancestors, raw_text
from feedclean.model.source import Source
from feedclean.parse.article_urls import WIDE, address_points, may_be_article, path_shape
from feedclean.parse.dialects.common import zone_of
from feedclean.parse.list_json import named_links
from feedclean.parse.listed import ListedLink
from feedclean.parse.record import tidy_line
from feedclean.text import chars, collapse, fold, weight
from feedclean.urls import absolute, canonical, host_of, is_http, same_site, without_tracking

ENOUGH: Final = 4.0
"""Points from which on a link leads to an article; each kind of evidence alone gives fewer."""
MEAGRE: Final = 2.5
"""Points that must do where no link has more: short titles and plain addresses of a small blog."""
_FEWEST: Final = 3
"""Cards that look alike make a list."""
_HEADLINE: Final = (16, 320)
"""Weight of a headline."""
_LONGEST_DATE_LINE: Final = 80

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5"))
_CHROME_TAGS: Final = frozenset(("nav", "footer", "aside", "form", "dialog", "select", "menu"))
_CHROME: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|footer|breadcrumbs?|pagination|pager|paging"
    r"|side-?bar|widgets?|tag-?cloud|tags|social|share|sharing|cookies?|consent|login|subscribe"
    r"|newsletter|comments?|trending|most-?read|popular|toplist|language|sitemap|skip-link)"
    r"(?:$|[\s_-])"
)


@dataclass(slots=True)
class _Candidate:
    """An address of a list page and the links to it."""

    url: str
    anchors: list[Element] = field(default_factory=list)
    shape: tuple[str, ...] = ()
    """The tags and classes around the link that names it best."""
    title: str = ""
    points: float = 0.0
    card: Element | None = None


def listed_links(html: str, url: str, source: Source) -> tuple[ListedLink, ...]:
    """The articles a list page leads to, in its order, each address once."""
    base = _base(html, url)
    if source.links is not None:
        return tuple(_by_selectors(html, base, source))
    found = tuple(_found(html, base, url, source))
    if len(found) < _FEWEST:  # a page that scripts fill may still name what it lists
        named = named_links(read_head(html).json_ld, base, url, _zone(source, base))
        return named if len(named) > len(found) else found
    return found


def _by_selectors(html: str, base: str, source: Source) -> Iterator[ListedLink]:
    assert source.links is not None
    chosen = select(html, source.links)
    zone = _zone(source, base)
    seen: set[str] = set()
    for item in chosen:
        address = absolute(item.address, base) if item.address else None
        if address is None or not is_http(address) or canonical(address) in seen:
            continue
        seen.add(canonical(address))
        card = item.card(chosen)
        title = card.within(source.item_title) if source.item_title else None
        date = card.within(source.item_date) if source.item_date else None
        author = card.within(source.item_author) if source.item_author else None
        yield ListedLink(
            url=without_tracking(address),
            title=tidy_line(title.text) if title else "",
            guessed_title=_shown_text(item),
            published=_date_of(date, zone, source.language) if date else None,
            author=tidy_line(author.text) if author else "",
        )


def _shown_text(item: Chosen) -> str:
    """The text of a link, also where a selector names only its address."""
    whole = item if item.element is None else Chosen(item.element)
    texts = [link.text for link in whole.links()] or [whole.text]
    return tidy_line(max(texts, key=len))


def _date_of(chosen: Chosen, zone: tzinfo | None, language: str | None) -> datetime | None:
    for text in (chosen.attribute("datetime"), chosen.attribute("content"), chosen.text):
        found = parse_date(text, zone, language=language) if text else None
        if found is None and text and (inside := find_date(text, zone, language=language)):
            found = inside.when
        if found is not None:
            return found
    return None


def _found(html: str, base: str, url: str, source: Source) -> Iterator[ListedLink]:
    root = tree.parse(html)
    candidates = _candidates(root, base, url)
    for candidate in candidates:
        candidate.points = _points(candidate)
    alike = Counter(candidate.shape for candidate in candidates)
    shapes = Counter(path_shape(candidate.url) for candidate in candidates)
    for candidate in candidates:
        company = alike[candidate.shape] >= _FEWEST
        kin = shapes[path_shape(candidate.url)] >= _FEWEST
        candidate.points += 1.0 * company + 0.5 * kin
    chosen = [candidate for candidate in candidates if candidate.points >= ENOUGH]
    if len(chosen) < _FEWEST:
        chosen = _best_list(candidates, alike)
    taken = {id(anchor): each.url for each in chosen for anchor in each.anchors}
    zone = _zone(source, base)
    for candidate in chosen:
        card = _card(candidate, taken)
        yield ListedLink(
            url=candidate.url,
            guessed_title=candidate.title,
            guessed_published=_card_date(card, candidate.title, zone, source.language),
        )


def _best_list(candidates: list[_Candidate], alike: Counter[tuple[str, ...]]) -> list[_Candidate]:
    """Links that look alike and have all that a plain blog has: a heading, or a headline."""
    return [
        candidate
        for candidate in candidates
        if candidate.points >= MEAGRE and alike[candidate.shape] >= _FEWEST
    ]


def _candidates(root: Element, base: str, url: str) -> list[_Candidate]:
    """The addresses of this site outside its menus, in the order of their first links."""
    here = canonical(url)
    found: dict[str, _Candidate] = {}
    for anchor in tree.find_all(root, "a"):
        address = absolute(anchor.get("href"), base) if anchor.get("href") else None
        if address is None or not is_http(address) or not same_site(address, url):
            continue
        address = without_tracking(address.partition("#")[0])
        key = canonical(address)
        if key == here or not may_be_article(address) or _in_chrome(anchor):
            continue
        found.setdefault(key, _Candidate(address)).anchors.append(anchor)
    for candidate in found.values():
        best = max(candidate.anchors, key=lambda anchor: weight(_headline(anchor)))
        candidate.title = _headline(best)
        candidate.shape = _shape(best)
    return list(found.values())


def _in_chrome(anchor: Element) -> bool:
    in_header = False
    for box in ancestors(anchor):
        if box.tag == "article":
            return False
        if box.tag in _CHROME_TAGS:
            return True
        in_header = in_header or box.tag == "header"
        if box.tag not in ("body", "main") and _CHROME.search(
            f"{box.get('class')} {box.get('id')} {box.get('role')}".lower()
        ):
            return True
    return in_header


def _points(candidate: _Candidate) -> float:
    points = address_points(candidate.url)
    size = weight(candidate.title)
    if _HEADLINE[0] <= size <= _HEADLINE[1]:
        points += 2.0 if size >= 2 * _HEADLINE[0] or WIDE.search(candidate.title) else 1.0
    if any(_is_headed(anchor) for anchor in candidate.anchors):
        points += 1.5
    if any(_has_date_near(anchor) for anchor in candidate.anchors):
        points += 1.0
    if all(_is_in_sentence(anchor) for anchor in candidate.anchors):
        points -= 2.0
    return points


def _is_in_sentence(anchor: Element) -> bool:
    """Whether a link stands in running text, as those to earlier articles do in an excerpt."""
    if anchor.parent is None:
        return False
    at = next(n for n, part in enumerate(anchor.parent.children) if part is anchor)
    part = anchor.parent.children[at - 1] if at else ""
    before = part.strip() if isinstance(part, str) else ""
    is_open = before[-1:].isalpha() or before.endswith(",")
    return is_open and len(before.split()) > 2 and find_date(before) is None


def _headline(anchor: Element) -> str:
    """The text of a link as a headline: that of a heading in it, where it wraps a whole card."""
    headings = tree.find_all(anchor, *_HEADINGS)
    text = raw_text(headings[0]) if headings else raw_text(anchor)
    return tidy_line(collapse(text)) or tidy_line(anchor.get("title") or anchor.get("aria-label"))


def _is_headed(anchor: Element) -> bool:
    """Whether a link stands in a heading, or has one in it."""
    if tree.find_all(anchor, *_HEADINGS):
        return True
    return any(box.tag in _HEADINGS for _, box in zip(range(4), ancestors(anchor), strict=False))


def _has_date_near(anchor: Element) -> bool:
    for _, box in zip(range(4), ancestors(anchor), strict=False):
        if box.tag in ("body", "main") or chars(raw_text(box)) > 1_500:
            return False
        if tree.find_all(box, "time") or any(_date_lines(box)):
            return True
    return False


def _date_lines(box: Element) -> Iterator[str]:
    """Short lines below an element that may be dates."""
    for text in tree.strings(box):
        line = text.strip()
        if not 5 < len(line) <= _LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
            continue
        if find_date(line) is not None:
            yield line


def _card(candidate: _Candidate, taken: dict[int, str]) -> Element:
    """The largest element around a link that leads to no other article."""
    box = candidate.anchors[0]
    for above in ancestors(box):
        if above.tag in ("body", "main"):
            break
        inside = (taken.get(id(anchor)) for anchor in tree.find_all(above, "a"))
        if any(url is not None and url != candidate.url for url in inside):
            break
        box = above
    return box


def _card_date(
    card: Element, title: str, zone: tzinfo | None, language: str | None
) -> datetime | None:
    times = [time.get("datetime") or raw_text(time) for time in tree.find_all(card, "time")]
    lines = [line for line in _date_lines(card) if fold(line) not in fold(title)]
    for text in (*times, *lines):
        found = parse_date(text, zone, language=language)
        if found is None and (inside := find_date(text, zone, language=language)):
            found = inside.when
        if found is not None:
            return found
    return None


def _shape(anchor: Element) -> tuple[str, ...]:
    """The tags and first classes of a link and of what is around it, up to a card."""
    steps = [anchor, *(box for _, box in zip(range(3), ancestors(anchor), strict=False))]
    return tuple(_step(box) for box in steps)


def _step(box: Element) -> str:
    classes: Iterable[str] = box.get("class").split()
    return f"{box.tag}.{next(iter(classes), '')}"


def _base(html: str, url: str) -> str:
    told = read_head(html).base_href
    return (absolute(told, url) if told else None) or url


def _zone(source: Source, url: str) -> tzinfo | None:
    return zone_of(source) or likely_zone(source.language, host_of(url))
