"""JSON-LD as pages really write it: broken, nested, several articles at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from feedclean.text import collapse, squeeze

Node = Mapping[str, object]

_LONGEST: Final = 600_000
_MOST_NODES: Final = 400
_WRAPPING: Final = re.compile(
    r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>"
)
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_FACT: Final = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|uploadDate)"\s*:\s*"((?:[^"\\]|\\.){1,400})"'
)
_AUTHOR: Final = re.compile(
    r'"author"\s*:\s*[\[{\s]*(?:"@?\w+"\s*:\s*"[^"]*"\s*,\s*)*"name"\s*:\s*\[?\s*"((?:[^"\\]|\\.){1,200})"'
)
_INTO: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
"""Only these are looked into: other lists name other articles."""

_ARTICLE: Final = re.compile(r"article|posting|reportage|^report$|newsarticle", re.IGNORECASE)
_WORK: Final = frozenset(
    [
        "review",
        "recipe",
        "howto",
        "creativework",
        "videoobject",
        "podcastepisode",
        "audioobject",
        "book",
        "course",
        "dataset",
        "qapage",
        "faqpage",
        "question",
        "event",
        "product",
        "movie",
        "tvepisode",
        "webpage",
        "itempage",
        "medicalwebpage",
        "aboutpage",
        "collectionpage",
        "profilepage",
    ]
)
_PAGES: Final = frozenset(
    [
        "webpage",
        "itempage",
        "aboutpage",
        "collectionpage",
        "profilepage",
        "faqpage",
        "product",
        "event",
    ]
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
    kind: str | None = None


def read_linked(scripts: tuple[str, ...], titles: tuple[str, ...], url: str | None) -> Linked:
    """The facts of the one article a page is about.

    Where several are described, it is the one with the page's URL, else with one of its titles,
    else the first.
    """
    nodes: list[Node] = []
    broken: list[str] = []
    for script in scripts:
        found = _load(script[:_LONGEST])
        if found is None:
            broken.append(script)
        else:
            nodes.extend(_nodes(found))
    nodes = nodes[:_MOST_NODES]
    by_id = {text: node for node in nodes if (text := _text(node.get("@id")))}
    articles = [node for node in nodes if _rank(node) == 2]
    works = [node for node in nodes if _rank(node) == 1]
    chosen = _choose(articles, titles, url) or _choose(works, titles, url)
    if chosen is None:
        return _scraped(broken) if broken else _site(nodes)
    page = next((node for node in nodes if _types(node) & _PAGES and node is not chosen), None)
    return _facts(chosen, page, by_id, nodes)


def _load(script: str) -> object | None:
    text = _WRAPPING.sub("", script).strip().rstrip(";").strip()
    if not text:
        return []
    if text.startswith(("{&quot;", "[{&quot;")):
        text = unescape(text)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            found: object = json.loads(attempt, strict=False)
            return found
        except (ValueError, RecursionError):
            pass
    return _several(text)


def _several(text: str) -> list[object] | None:
    """Objects written one behind the other."""
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    at = 0
    while at < len(text) and len(found) < _MOST_NODES:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        at = end
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found or None


def _nodes(found: object) -> Iterator[Node]:
    stack = [found]
    seen = 0
    while stack and seen < 4 * _MOST_NODES:
        value = stack.pop(0)
        seen += 1
        if isinstance(value, list):
            stack[:0] = value
        elif isinstance(value, dict):
            yield value
            stack.extend(value[key] for key in _INTO if isinstance(value.get(key), dict | list))


def _types(node: Node) -> set[str]:
    kind = node.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def _rank(node: Node) -> int:
    types = _types(node)
    if any(_ARTICLE.search(name) for name in types):
        return 2
    return 1 if types & _WORK else 0


def _choose(nodes: list[Node], titles: tuple[str, ...], url: str | None) -> Node | None:
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    if url:
        here = _bare(url)
        for node in nodes:
            if any(_bare(found) == here for found in _urls(node)):
                return node
    wanted = {squeeze(title).casefold() for title in titles if title}
    for node in nodes:
        title = squeeze(_headline(node) or "").casefold()
        if title and any(title in other for other in wanted):
            return node
    dated = [node for node in nodes if node.get("datePublished")]
    return (dated or nodes)[0]


def _bare(url: str) -> str:
    return (
        url.partition("://")[2].partition("#")[0].partition("?")[0].removeprefix("www.").rstrip("/")
    )


def _facts(node: Node, page: Node | None, by_id: Mapping[str, Node], nodes: list[Node]) -> Linked:
    publisher = _names(node.get("publisher") or node.get("sourceOrganization"), by_id)
    own = [node] if page is None else [node, page]
    people, groups = _people(node.get("author") or node.get("creator"), by_id)
    return Linked(
        headline=_headline(node),
        authors=people,
        author_groups=groups,
        published=_texts(own, "datePublished", "uploadDate", "dateCreated"),
        updated=_texts(own, "dateModified"),
        urls=tuple(_urls(node)),
        publisher=publisher[0] if publisher else None,
        site_name=_site(nodes).site_name,
        sections=_words(node.get("articleSection")),
        keywords=_words(node.get("keywords")),
        image=_image(node.get("image") or node.get("thumbnailUrl"), by_id),
        summary=_text(node.get("description")),
        language=_text(node.get("inLanguage")) or (_text(page.get("inLanguage")) if page else None),
        kind=next(iter(sorted(_types(node))), None),
    )


def _site(nodes: list[Node]) -> Linked:
    for wanted in ("website", "newsmediaorganization", "organization"):
        for node in nodes:
            if wanted in _types(node):
                return Linked(site_name=_text(node.get("name")))
    return Linked()


def _scraped(scripts: list[str]) -> Linked:
    """Single facts out of JSON that cannot be read as a whole."""
    facts: dict[str, str] = {}
    authors: list[str] = []
    for script in scripts:
        for name, value in _FACT.findall(script[:_LONGEST]):
            facts.setdefault(name, _unquote(value))
        authors += [_unquote(value) for value in _AUTHOR.findall(script[:_LONGEST])[:1]]
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


def _headline(node: Node) -> str | None:
    return _text(node.get("headline")) or _text(node.get("name"))


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return collapse(unescape(value)) or None


def _texts(nodes: list[Node], *keys: str) -> tuple[str, ...]:
    found = (_text(node.get(key)) for node in nodes for key in keys)
    return tuple(value for value in found if value)


def _urls(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _names(value: object, by_id: Mapping[str, Node]) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for item in values if (name := _name(item, by_id))]


def _name(item: object, by_id: Mapping[str, Node]) -> str | None:
    if isinstance(item, Mapping):
        if not item.get("name") and isinstance(item.get("@id"), str):
            item = by_id.get(str(item["@id"]), item)
        name = _text(item.get("name"))
        if name is None:
            parts = (_text(item.get("givenName")), _text(item.get("familyName")))
            name = " ".join(part for part in parts if part) or None
        return name
    return _text(item)


def _people(value: object, by_id: Mapping[str, Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of persons, and of organisations."""
    persons: list[str] = []
    others: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        resolved = (
            by_id.get(str(item["@id"]), item)
            if isinstance(item, Mapping) and "@id" in item
            else item
        )
        types = _types(resolved) if isinstance(resolved, Mapping) else set[str]()
        is_group = "person" not in types and any("organization" in name for name in types)
        names = item.get("name") if isinstance(item, Mapping) else None
        found = [text for name in names if (text := _text(name))] if isinstance(names, list) else []
        if not found and (single := _name(item, by_id)):
            found = [single]
        (others if is_group else persons).extend(found)
    return tuple(persons), tuple(others)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    found = (_text(item) for item in value)
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
