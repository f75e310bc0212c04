"""What a whole page says of its article: title, authors, dates, address, language and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from feedclean.dates.zones import likely_zone
from feedclean.dom.head import HeadInfo
from feedclean.dom.marks import Marks, Spot
from feedclean.model.article import Author
from feedclean.parse.pages.authors import find_authors
from feedclean.parse.pages.bylines import Asking
from feedclean.parse.pages.dates import Asked, find_dates
from feedclean.parse.pages.jsonld import Linked, read_linked
from feedclean.parse.pages.title import Title, dated_heading, find_title, fold, site_names
from feedclean.parse.pages.words import page_words
from feedclean.text import collapse, language_of_script, printable
from feedclean.urls import (
    absolute,
    absolute_image,
    canonical,
    host_of,
    is_http,
    out_of_archive,
    same_site,
)

_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_INVISIBLE: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_MOST_CATEGORIES: Final = 12
_MOST_KEYWORDS: Final = 8
"""More keywords than this are written for search engines, not for readers."""
_PARTS_TITLE: Final = frozenset("|–—-·•»_")
_PART_OF_TITLE: Final = re.compile(r"[|｜–—\-·•»_]")
_KIND_OF_SITE: Final = re.compile(
    "(?:(?:新闻|新聞|资讯|資訊|科技|财经|財經|体育|體育|娱乐|娛樂|汽车|汽車|订阅|訂閱)[网網]?站?"
    "|[网網]站?|[线線]上|在[线線]|[频頻]道|ニュース|뉴스)$"
)
"""What a site in East Asia is called behind its name, and is called without as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """What could be read; a field that is None or empty was not found."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    """Aware, UTC."""
    updated: datetime | None = None
    url: str | None = None
    """The canonical address, else the one the page was asked at."""
    language: str | None = None
    """BCP 47."""
    categories: tuple[str, ...] = ()
    publisher: str | None = None
    image: str | None = None
    summary: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Field and where its value came from, sorted by field."""


def page_meta(html: str, url: str | None = None, zone: tzinfo | None = None) -> PageMeta:
    """The metadata of a page; never fails, whatever the markup.

    ``zone`` is what dates without a zone are in; None: the likely one, else UTC.
    """
    marks = Marks(html)
    head = marks.head
    names = page_words().metas
    titles = tuple(head.all_metas(*names["title"])) + ((head.title,) if head.title else ())
    linked = read_linked(head.json_ld, titles, url)
    address = find_url(head, linked, url) or _linked_original(marks)
    page_url = address[1] if address else url
    sites = site_names(
        (linked.site_name, linked.publisher, *head.all_metas(*names["site_name"])), page_url
    )
    title = _title(marks, linked, sites)
    heading = title.heading if title else None
    if address is None and (own := _linked_headline(heading)):
        address, page_url = own, own[1]
    language = find_language(head, linked) or _language_by_script(title)
    spoken = language[1] if language else None
    place = zone or likely_zone(spoken, host_of(page_url) if page_url else None)
    asked = Asked(zone=place, language=spoken, url=page_url)
    published, updated = find_dates(marks, linked, heading, asked)
    known = _with_brief(sites | _behind_headline(head.title or "", title.text if title else ""))
    authors = find_authors(marks, linked, heading, Asking(sites=known, language=spoken))
    categories = find_categories(head, linked, sites)
    publisher = _first([("json-ld", linked.publisher or ""), *_metas(head, names["publisher"])])
    image = find_image(marks, linked, page_url)
    summary = _first([*_metas(head, names["summary"]), ("json-ld", linked.summary or "")])
    evidence = {
        "authors": authors.evidence if authors else None,
        "categories": categories[0] if categories else None,
        "image": image[0] if image else None,
        "language": language[0] if language else None,
        "published": published.said if published else None,
        "publisher": publisher[0] if publisher else None,
        "summary": summary[0] if summary else None,
        "title": title.evidence if title else None,
        "updated": updated.said if updated else None,
        "url": address[0] if address else None,
    }
    return PageMeta(
        title=_clean(title.text) if title else None,
        authors=tuple(Author(name=_clean(name)) for name in authors.names) if authors else (),
        published=published.when if published else None,
        updated=updated.when if updated else None,
        url=page_url,
        language=language[1] if language else None,
        categories=tuple(_clean(word) for word in categories[1]) if categories else (),
        publisher=_clean(publisher[1]) if publisher else None,
        image=image[1] if image else None,
        summary=_clean(summary[1]) if summary else None,
        evidence=tuple(sorted((field, why) for field, why in evidence.items() if why)),
    )


def _language_by_script(title: Title | None) -> tuple[str, str] | None:
    language = language_of_script(title.text) if title else None
    return ("script of the title", language) if language else None


def _behind_headline(whole: str, headline: str) -> frozenset[str]:
    """What the title of a page has behind the headline, folded: mostly the name of the site."""
    rest = whole.strip().removeprefix(headline) if headline else ""
    if not rest or rest.lstrip()[:1] not in _PARTS_TITLE:
        return frozenset()
    parts = {fold(part) for part in _PART_OF_TITLE.split(rest)} if not rest.isascii() else set()
    return frozenset({fold(rest), *parts} - {""})


def _with_brief(names: frozenset[str]) -> frozenset[str]:
    """Names of a site, and these without what kind of site it is."""
    brief = {_KIND_OF_SITE.sub("", name) for name in names if not name.isascii()}
    return names | {name for name in brief if len(name) > 1}


def _title(marks: Marks, linked: Linked, sites: frozenset[str]) -> Title | None:
    head = marks.head
    found = [
        (f"meta {name}", collapse(unescape(text)))
        for name in page_words().metas["title"]
        for text in head.all_metas(name)
    ]
    if linked.headline:
        found.insert(0, ("json-ld", linked.headline))
    if head.title:
        found.append(("<title>", head.title))
    told = tuple((why, text) for why, text in found if fold(text))
    unnamed = page_words().unnamed
    named = tuple((why, text) for why, text in told if collapse(text).casefold() not in unnamed)
    if named or not told:
        return find_title(named, marks, sites)
    return find_title((), marks, sites) or dated_heading(marks) or find_title(told, marks, sites)


def find_url(head: HeadInfo, linked: Linked, url: str | None) -> tuple[str, str] | None:
    """Where the address came from, and the address itself, not that of a copy in a web archive."""
    base = absolute(head.base_href, url) if head.base_href else url
    url = out_of_archive(url) if url else None
    found = [("canonical", link.href) for link in head.links if "canonical" in link.rel.split()]
    found += _metas(head, page_words().metas["url"])
    found += [("json-ld", address) for address in linked.urls]
    for evidence, text in found:
        address = absolute(text, base or url)
        if address is None or not is_http(address):
            continue
        address = canonical(out_of_archive(address))
        is_own = url is None or same_site(address, url) or evidence != "json-ld"
        if is_own and (not _is_root(address) or (url is not None and _is_root(url))):
            return evidence, address
    return ("given", url) if url else None


def _linked_headline(heading: Spot | None) -> tuple[str, str] | None:
    """A saved page without an address may have its headline lead to where it was."""
    if heading is None:
        return None
    href, text = heading.link
    address = absolute(href, None) if fold(text) == fold(heading.text) else None
    if address is None or not is_http(address) or _is_root(address):
        return None
    return "link of the headline", canonical(address)


def _linked_original(marks: Marks) -> tuple[str, str] | None:
    """A saved page without an address may link to where it was read: ``阅读原文``."""
    wanted = page_words().original_links
    for href, text in marks.links():
        if text.casefold().strip(" :：>»→🔗") in wanted:
            address = absolute(href, None)
            if address is not None and is_http(address):
                return "link to the original", canonical(address)
    return None


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return (
        parts.path.strip("/").lower() in ("", "index.html", "index.htm", "index.php")
        and not parts.query
    )


def find_language(head: HeadInfo, linked: Linked) -> tuple[str, str] | None:
    """Where the language came from, and its tag."""
    found = [("html lang", head.lang or "")]
    found += _metas(head, page_words().metas["language"])
    found.append(("json-ld", linked.language or ""))
    for evidence, text in found:
        tag = text.strip().partition(",")[0].strip()
        if _LANGUAGE.fullmatch(tag) and len(tag) <= 20:
            first, *rest = tag.replace("_", "-").split("-")
            return evidence, "-".join([first.lower(), *map(_subtag, rest)])
    return None


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()


def find_categories(
    head: HeadInfo, linked: Linked, sites: frozenset[str]
) -> tuple[str, tuple[str, ...]] | None:
    """Where the categories came from, and each of them once."""
    names = page_words().metas
    keywords = [word for text in head.all_metas(*names["keywords"]) for word in _words(text)]
    found = [("meta section", word) for word in head.all_metas(*names["section"])]
    found += [("json-ld", word) for word in linked.sections]
    found += [("meta tag", word) for text in head.all_metas(*names["tag"]) for word in _words(text)]
    for evidence, words in (("json-ld", linked.keywords), ("meta keywords", tuple(keywords))):
        if len(words) <= _MOST_KEYWORDS:
            found += [(evidence, word) for word in words]
    chosen: dict[str, tuple[str, str]] = {}
    for evidence, word in found:
        text = collapse(unescape(word)).strip(" ,;#")
        key = fold(text)
        if key and key not in sites and len(text) <= 60 and "://" not in text:
            chosen.setdefault(key, (evidence, text))
    picked = list(chosen.values())[:_MOST_CATEGORIES]
    return (picked[0][0], tuple(text for _, text in picked)) if picked else None


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;，；、|]", text) if word.strip()]


def find_image(marks: Marks, linked: Linked, url: str | None) -> tuple[str, str] | None:
    """Where the lead image came from, and its address."""
    for evidence, text in _images(marks, linked):
        address = absolute_image(text, url) if text else None
        if address is not None and is_http(address):
            return evidence, address
    return None


def _images(marks: Marks, linked: Linked) -> Iterator[tuple[str, str]]:
    """What names a lead image, the most trusted first; the body is asked last."""
    head = marks.head
    yield from _metas(head, page_words().metas["image"])
    yield "json-ld", linked.image or ""
    for link in head.links:
        if link.rel == "image_src" and "logo" not in link.href.lower():  # of the site, often
            yield "link image_src", link.href
    yield from (("marked image", address) for address in marks.images())


def _metas(head: HeadInfo, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"meta {name}", text) for name in names for text in head.all_metas(name)]


def _first(found: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    return next(((why, text) for why, text in found if text and "://" not in text), None)


def _clean(text: str) -> str:
    return collapse(printable(unescape(text)).translate(_INVISIBLE))
