"""The articles a list page leads to, found by what repeats on it: addresses, cards, headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from typing import Final

from feedclean.dates import find_date, first_date
from feedclean.dom import tree
from feedclean.dom.tree import Element, ancestors, raw_text
from feedclean.parse.lists.article_urls import WIDE, address_points, may_be_article, path_shape
from feedclean.parse.lists.listed import ListedLink
from feedclean.parse.records.record import tidy_line
from feedclean.text import chars, collapse, fold, weight
from feedclean.urls import absolute, canonical, is_http, same_site, without_tracking

FEWEST: Final = 3
"""Cards that look alike make a list."""
_ENOUGH: Final = 4.0
"""Points from which on a link leads to an article; each kind of evidence alone gives fewer."""
_MEAGRE: Final = 2.5
"""Points that must do where no link has more: short titles and plain addresses of a small blog."""
_HEADLINE: Final = (16, 320)
"""Weight of a headline."""
_LONGEST_DATE_LINE: Final = 80
_NEAR: Final = 4
"""Elements around a link in which its heading and its date may stand."""
_LONGEST_CARD: Final = 1_500
"""Characters."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5"))
_CHROME_TAGS: Final = frozenset(("nav", "footer", "aside", "form", "dialog", "select", "menu"))
_CHROME: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|footer|breadcrumbs?|pagination|pager|paging"
    r"|side-?bar|widgets?|tag-?cloud|tags|social|share|sharing|cookies?|consent|login|subscribe"
    r"|newsletter|comments?|trending|most-?read|popular|toplist|language|sitemap|skip-link)"
    r"(?:$|[\s_-])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """An address of a list page and the links to it."""

    url: str
    anchors: tuple[Element, ...]
    title: str
    """The text of the link that names it best."""
    shape: tuple[str, ...]
    """The tags and classes around that link."""
    points: float
    """What it has by itself; company counts besides."""


def repeated_links(
    html: str, base: str, url: str, zone: tzinfo | None, language: str | None
) -> Iterator[ListedLink]:
    """The links of a page that look like those to articles, in its order, each address once.

    ``base`` is what relative addresses are relative to, ``url`` the page itself. ``zone`` is what
    dates without a zone are in.
    """
    root = tree.parse(html)
    candidates = _candidates(root, base, url)
    alike = Counter(candidate.shape for candidate in candidates)
    kin = Counter(path_shape(candidate.url) for candidate in candidates)

    def total(candidate: _Candidate) -> float:
        has_company = alike[candidate.shape] >= FEWEST
        has_kin = kin[path_shape(candidate.url)] >= FEWEST
        return candidate.points + 1.0 * has_company + 0.5 * has_kin

    chosen = [candidate for candidate in candidates if total(candidate) >= _ENOUGH]
    if len(chosen) < FEWEST:  # a plain blog: alike, and with a heading or a headline
        chosen = [
            candidate
            for candidate in candidates
            if alike[candidate.shape] >= FEWEST and total(candidate) >= _MEAGRE
        ]
    owners = _owners(chosen)
    for candidate in chosen:
        yield ListedLink(
            url=candidate.url,
            guessed_title=candidate.title,
            guessed_published=first_date(
                _dates_on(_card(candidate, owners), candidate.title), zone, language=language
            ),
        )


def _candidates(root: Element, base: str, url: str) -> list[_Candidate]:
    """The addresses of this site outside its menus, in the order of their first links."""
    here = canonical(url)
    found: dict[str, tuple[str, list[Element]]] = {}
    for anchor in tree.find_all(root, "a"):
        address = absolute(anchor.get("href"), base) if anchor.get("href") else None
        if address is None or not is_http(address) or not same_site(address, url):
            continue
        address = without_tracking(address.partition("#")[0])
        key = canonical(address)
        if key == here or not may_be_article(address) or _in_chrome(anchor):
            continue
        found.setdefault(key, (address, []))[1].append(anchor)
    near = _Nearby(root)
    return [_candidate(address, anchors, near) for address, anchors in found.values()]


def _candidate(url: str, anchors: Sequence[Element], near: _Nearby) -> _Candidate:
    best = max(anchors, key=lambda anchor: weight(_headline(anchor)))
    title = _headline(best)
    points = address_points(url)
    size = weight(title)
    if _HEADLINE[0] <= size <= _HEADLINE[1]:
        points += 2.0 if size >= 2 * _HEADLINE[0] or WIDE.search(title) else 1.0
    if any(map(_is_headed, anchors)):
        points += 1.5
    if any(map(near.has_date, anchors)):
        points += 1.0
    if all(map(near.is_in_sentence, anchors)):
        points -= 2.0
    return _Candidate(
        url=url, anchors=tuple(anchors), title=title, shape=_shape(best), points=points
    )


class _Nearby:
    """What stands around the links of a page.

    Whatever many links have in common is looked at once: a page of 4,000 links took 90 s before.
    """

    def __init__(self, root: Element) -> None:
        self._before = _texts_before(root)
        self._dated: dict[int, bool | None] = {}

    def has_date(self, anchor: Element) -> bool:
        """Whether a date stands in an element around a link that is no larger than a card."""
        for box in islice(ancestors(anchor), _NEAR):
            if id(box) not in self._dated:
                self._dated[id(box)] = _is_dated(box)
            if (is_dated := self._dated[id(box)]) is not False:
                return bool(is_dated)
        return False

    def is_in_sentence(self, anchor: Element) -> bool:
        """Whether a link stands in running text, as those to earlier articles do in an excerpt."""
        before = self._before.get(id(anchor), "")
        is_open = before[-1:].isalpha() or before.endswith(",")
        return is_open and len(before.split()) > 2 and find_date(before) is None


def _texts_before(root: Element) -> dict[int, str]:
    """By the id of a link the text right in front of it, in the same element."""
    found: dict[int, str] = {}
    for box in (root, *tree.walk(root)):
        before = ""
        for part in box.children:
            if isinstance(part, str):
                before = part.strip()
            else:
                if part.tag == "a" and before:
                    found[id(part)] = before
                before = ""
    return found


def _is_dated(box: Element) -> bool | None:
    """Whether an element has a date in it; None: it is too large to be about one article."""
    if box.tag in ("body", "main") or _is_longer(box, _LONGEST_CARD):
        return None
    return bool(tree.find_all(box, "time")) or any(_date_lines(box))


def _is_longer(box: Element, most: int) -> bool:
    """Whether an element has more than so many characters; no more of it is looked at."""
    waiting: list[tree.Child] = [box]
    while waiting and most >= 0:
        part = waiting.pop()
        if isinstance(part, str):
            most -= chars(part)
        else:
            waiting.extend(part.children)
    return most < 0


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


def _headline(anchor: Element) -> str:
    """The text of a link as a headline: that of a heading in it, where it wraps a whole card."""
    headings = tree.find_all(anchor, *_HEADINGS)
    text = raw_text(headings[0]) if headings else raw_text(anchor)
    return tidy_line(collapse(text)) or tidy_line(anchor.get("title") or anchor.get("aria-label"))


def _is_headed(anchor: Element) -> bool:
    """Whether a link stands in a heading, or has one in it."""
    if tree.find_all(anchor, *_HEADINGS):
        return True
    return any(box.tag in _HEADINGS for box in islice(ancestors(anchor), _NEAR))


def _date_lines(box: Element) -> Iterator[str]:
    """Short lines below an element that may be dates."""
    for text in tree.strings(box):
        line = text.strip()
        if not 5 < len(line) <= _LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
            continue
        if find_date(line) is not None:
            yield line


def _owners(chosen: Sequence[_Candidate]) -> Mapping[int, str | None]:
    """By the id of an element the one address its links lead to; None: they lead to several."""
    owners: dict[int, str | None] = {}
    for candidate in chosen:
        for anchor in candidate.anchors:
            for box in ancestors(anchor):
                if owners.setdefault(id(box), candidate.url) != candidate.url:
                    if owners[id(box)] is None:
                        break  # and so it is with all that is around it
                    owners[id(box)] = None
    return owners


def _card(candidate: _Candidate, owners: Mapping[int, str | None]) -> Element:
    """The largest element around a link that leads to no other article."""
    box = candidate.anchors[0]
    for above in ancestors(box):
        if above.tag in ("body", "main") or owners[id(above)] is None:
            break
        box = above
    return box


def _dates_on(card: Element, title: str) -> list[str]:
    """Texts of a card that may be its date, those marked as times first."""
    times = [time.get("datetime") or raw_text(time) for time in tree.find_all(card, "time")]
    return [*times, *(line for line in _date_lines(card) if fold(line) not in fold(title))]


def _shape(anchor: Element) -> tuple[str, ...]:
    """The tags and first classes of a link and of what is around it, up to a card."""
    return tuple(map(_step, (anchor, *islice(ancestors(anchor), 3))))


def _step(box: Element) -> str:
    return f"{box.tag}.{''.join(box.get('class').split()[:1])}"
