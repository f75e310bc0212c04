"""Further pages of an article: all of it on one page, or one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.errors import FetchError, FetchRefused
from feedclean.gather.base import Fetched
from feedclean.model.plan import Replacement, Selector, SiteRules
from feedclean.model.source import PAGES, Source
from feedclean.parse.encoding import decode, unpacked
from feedclean.parse.parts import Part, joined_parts
from feedclean.patterns import compiled
from feedclean.urls import absolute, canonical, is_http, same_site

MOST: Final = 10
"""Pages of one article."""
MOST_BYTES: Final = 20_000_000
"""Of all of them together."""
_LONGEST_URL: Final = 8_000
_TEXT: Final = 200
"""The page is there, and asking again would change nothing."""
_OPT_IN: Final = frozenset(("cookie", "user-agent"))
"""Headers that say who is asking; some rule files name them to pass for somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An article as far as its pages could be had."""

    pages: tuple[Fetched, ...]
    """In their order, never empty."""
    is_first: bool
    """Whether it is just the page that was asked for."""
    listed: str | None = None
    """The address in the place of which another one was asked; None: it was asked itself."""
    error: FetchError | None = None
    """Why there are no more, if there should be."""

    @property
    def location(self) -> str:
        """Where the article is, whichever page was asked for."""
        return self.pages[0].url if self.listed is None else self.listed

    @property
    def body(self) -> bytes:
        """What is kept of it."""
        if self.is_first:
            return self.pages[0].body
        return joined_parts(
            [
                Part(url=one.url, body=one.body, media_type=one.media_type, charset=one.charset)
                for one in self.pages
            ]
        )

    @property
    def media_type(self) -> str | None:
        """Of ``body``."""
        return self.pages[0].media_type if self.is_first else PAGES


def follow(first: Fetched, rules: SiteRules, ask: Callable[[str], Fetched]) -> Whole:
    """All pages of an article, from the first one on; none of them twice, ``MOST`` at most.

    Links lead to the same site only. Where a page cannot be had, those before it are what there is.
    """
    pages, seen = [first], {_key(first.url)}
    problem = None
    try:
        single = _asked(_link(first, rules.single_page, seen), ask, seen)
        pages = [first if single is None else single]
    except FetchError as error:
        problem = error
    try:
        while (url := _link(pages[-1], rules.next_page, seen)) is not None:
            _refuse_more(url, pages)
            page = _asked(url, ask, seen)
            if page is None:
                break
            pages.append(page)
    except FetchError as error:
        problem = error
    return Whole(pages=tuple(pages), is_first=pages == [first], error=problem)


def _refuse_more(url: str, pages: Sequence[Fetched]) -> None:
    """Raises: FetchRefused, where an article has as many pages as it may have."""
    if len(pages) >= MOST:
        raise FetchRefused(
            url, f"is beyond the {MOST} pages that an article may have", status=_TEXT
        )
    if sum(len(page.body) for page in pages) >= MOST_BYTES:
        problem = f"is beyond the {MOST_BYTES} bytes that the pages of an article may have"
        raise FetchRefused(url, problem, status=_TEXT)


def rewritten(url: str, replacements: Sequence[Replacement]) -> str:
    """The address at which an article is asked for; the entry keeps the one that was listed."""
    found = url
    for one in replacements:
        if one.is_pattern:
            found = compiled(one.find).sub(one.by, found)
        else:
            found = found.replace(one.find, one.by)
    target = absolute(found[:_LONGEST_URL], url)
    return target if target is not None and is_http(target) else url


def headers_of(rules: SiteRules, source: Source) -> tuple[tuple[str, str], ...]:
    """The headers that a page is asked for with: of each name the first, as the source allows."""
    found: dict[str, str] = {}
    for name, value in rules.own_headers:
        found.setdefault(name, value)
    for name, value in rules.headers:
        if source.rule_headers or name not in _OPT_IN:
            found.setdefault(name, value)
    return tuple(sorted(found.items()))


def _asked(url: str | None, ask: Callable[[str], Fetched], seen: set[str]) -> Fetched | None:
    """A page; None where there is no link, or one that led back to what is there already."""
    if url is None:
        return None
    seen.add(_key(url))
    page = ask(url)
    if _key(page.url) != _key(url) and _key(page.url) in seen:
        return None
    seen.add(_key(page.url))
    return page


def _link(page: Fetched, selectors: Sequence[Selector], seen: set[str]) -> str | None:
    """Where the first link leads that leads anywhere new. Raises: FetchRefused."""
    if not selectors:
        return None
    from feedclean.dom.match import TooSlow, addresses  # noqa: PLC0415 - loads CSS and XPath

    try:
        html = decode(unpacked(page.body), page.charset).text
    except ValueError:  # nothing one could read, which whoever parses it will tell
        return None
    try:
        found = addresses(html, selectors)
    except TooSlow as error:
        raise FetchRefused(page.url, str(error), status=_TEXT) from error
    for address in found:
        url = absolute(address, page.url)
        if url is not None and is_http(url) and same_site(url, page.url) and _key(url) not in seen:
            return url.partition("#")[0]
    return None


def _key(url: str) -> str:
    return canonical(url).partition("#")[0]
