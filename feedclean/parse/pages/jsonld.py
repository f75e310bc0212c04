"""What the JSON-LD of a page says of the one article it is about, among several perhaps."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feedclean.parse.pages.embedded import Node, addresses_of, load_nodes, text_of, types_of
from feedclean.text import collapse, squeeze
from feedclean.urls import page_of

_MOST_PEOPLE: Final = 50
_FACT: Final = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|uploadDate)"\s*:\s*"((?:[^"\\]|\\.){1,400})"'
)
_AUTHOR: Final = re.compile(
    r'"author"\s*+:[\[{\s]*+(?:"@?\w++"\s*+:\s*+"[^"]*+"\s*+,\s*+)*"name"\s*+:\s*+\[?\s*+"'
    r'((?:[^"\\]|\\.){1,200})"'
)
_ARTICLE: Final = re.compile(r"article|posting|reportage|^report$|newsarticle", re.IGNORECASE)
_WORK: Final = frozenset(
    "review recipe howto creativework videoobject podcastepisode audioobject book course dataset "
    "qapage faqpage question event product movie tvepisode webpage itempage medicalwebpage "
    "aboutpage collectionpage profilepage".split()
)
_PAGES: Final = frozenset(
    "webpage itempage aboutpage collectionpage profilepage faqpage product event".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the JSON-LD of a page says about its article; empty where it says nothing."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    """Names of persons, as written, and of what is not said to be a person or a group."""
    author_groups: tuple[str, ...] = ()
    """Names of organisations."""
    published: tuple[str, ...] = ()
    """Values as written, the article's own first."""
    updated: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    publisher: str | None = None
    site_name: str | None = None
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    image: str | None = None
    summary: str | None = None
    language: str | None = None


def read_linked(scripts: tuple[str, ...], titles: tuple[str, ...], url: str | None) -> Linked:
    """The facts of the one article a page is about.

    Where several are described, it is the one with the page's URL, else with one of its titles,
    else the first.
    """
    nodes, broken = load_nodes(scripts)
    by_id = {text: node for node in nodes if (text := text_of(node.get("@id")))}
    articles = [node for node in nodes if _rank(node) == 2]
    works = [node for node in nodes if _rank(node) == 1]
    works.sort(key=lambda node: bool(types_of(node) & _PAGES))  # what is on the page, then the page
    chosen = _choose(articles, titles, url) or _choose(works, titles, url)
    if chosen is None:
        return _scraped(broken) if broken else Linked(site_name=_site_name(nodes))
    page = next((node for node in nodes if types_of(node) & _PAGES and node is not chosen), None)
    return _facts(chosen, page, by_id, nodes)


def _rank(node: Node) -> int:
    types = types_of(node)
    if any(_ARTICLE.search(name) for name in types):
        return 2
    return 1 if types & _WORK else 0


def _choose(nodes: list[Node], titles: tuple[str, ...], url: str | None) -> Node | None:
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    if url:
        here = _bare(url)
        for node in nodes:
            if any(_bare(found) == here for found in addresses_of(node)):
                return node
    wanted = {squeeze(title).casefold() for title in titles if title}
    for node in nodes:
        title = squeeze(_headline(node) or "").casefold()
        if title and any(title in other for other in wanted):
            return node
    dated = [node for node in nodes if node.get("datePublished")]
    return (dated or nodes)[0]


def _bare(url: str) -> str:
    return page_of(url).removeprefix("www.")


def _facts(node: Node, page: Node | None, by_id: Mapping[str, Node], nodes: list[Node]) -> Linked:
    publishers = node.get("publisher") or node.get("sourceOrganization")
    named = (_name(one, by_id) for one in _as_list(publishers))
    own = [node] if page is None else [node, page]
    people, groups = _people(node.get("author") or node.get("creator"), by_id)
    return Linked(
        headline=_headline(node),
        authors=people,
        author_groups=groups,
        published=_texts(own, "datePublished", "uploadDate", "dateCreated"),
        updated=_texts(own, "dateModified"),
        urls=tuple(addresses_of(node)),
        publisher=next(filter(None, named), None),
        site_name=_site_name(nodes),
        sections=_words(node.get("articleSection")),
        keywords=_words(node.get("keywords")),
        image=_image(node.get("image") or node.get("thumbnailUrl"), by_id),
        summary=text_of(node.get("description")),
        language=text_of(node.get("inLanguage"))
        or (text_of(page.get("inLanguage")) if page else None),
    )


def _site_name(nodes: list[Node]) -> str | None:
    for wanted in ("website", "newsmediaorganization", "organization"):
        for node in nodes:
            if wanted in types_of(node):
                return text_of(node.get("name"))
    return None


def _headline(node: Node) -> str | None:
    return text_of(node.get("headline")) or text_of(node.get("name"))


def _texts(nodes: list[Node], *keys: str) -> tuple[str, ...]:
    found = (text_of(node.get(key)) for node in nodes for key in keys)
    return tuple(value for value in found if value)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(item: object, by_id: Mapping[str, Node]) -> str | None:
    if isinstance(item, Mapping):
        if not item.get("name") and isinstance(item.get("@id"), str):
            item = by_id.get(str(item["@id"]), item)
        name = text_of(item.get("name"))
        if name is None:
            parts = (text_of(item.get("givenName")), text_of(item.get("familyName")))
            name = " ".join(part for part in parts if part) or None
        return name
    return text_of(item)


def _people(value: object, by_id: Mapping[str, Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of persons, and of organisations."""
    persons: list[str] = []
    others: list[str] = []
    for item in _as_list(value)[:_MOST_PEOPLE]:
        resolved = (
            by_id.get(str(item["@id"]), item)
            if isinstance(item, Mapping) and "@id" in item
            else item
        )
        types = types_of(resolved) if isinstance(resolved, Mapping) else set[str]()
        is_group = "person" not in types and any("organization" in name for name in types)
        names = item.get("name") if isinstance(item, Mapping) else None
        several = map(text_of, names) if isinstance(names, list) else ()
        found = list(filter(None, several)) or list(filter(None, [_name(item, by_id)]))
        (others if is_group else persons).extend(found)
    return tuple(persons), tuple(others)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    found = (text_of(item) for item in value)
    return tuple(word for word in found if word and "://" not in word)


def _image(value: object, by_id: Mapping[str, Node]) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        if "url" not in value and isinstance(value.get("@id"), str):
            value = by_id.get(str(value["@id"]), value)
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) and value.strip() else None


def _scraped(scripts: list[str]) -> Linked:
    """Single facts out of JSON that cannot be read as a whole."""
    facts: dict[str, str] = {}
    authors: list[str] = []
    for script in scripts:
        for name, value in _FACT.findall(script):
            facts.setdefault(name, _unquote(value))
        authors += [_unquote(value) for value in _AUTHOR.findall(script)[:1]]
    published = facts.get("datePublished") or facts.get("uploadDate") or facts.get("dateCreated")
    return Linked(
        headline=facts.get("headline"),
        authors=tuple(authors),
        published=(published,) if published else (),
        updated=(facts["dateModified"],) if "dateModified" in facts else (),
    )


def _unquote(value: str) -> str:
    try:
        return collapse(str(json.loads(f'"{value}"', strict=False)))
    except ValueError:
        return collapse(value)
