"""The fields of one element of a feed, whatever prefixes and attributes the file uses for them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Final

from lxml import etree

from feedclean.caches import remembering
from feedclean.dom import tree
from feedclean.dom.bounds import MOST_ATTRIBUTES
from feedclean.dom.kinds import VOID
from feedclean.dom.markup import to_html
from feedclean.model.article import Author, Enclosure
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.model import length_of
from feedclean.parse.feeds.names import NAMESPACES, RELATION, is_text_type
from feedclean.parse.feeds.xml import local_name
from feedclean.parse.records.record import Body, person
from feedclean.text import collapse
from feedclean.urls import absolute

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def _key(uri: str) -> str:
    """A namespace as it was meant: many write https, capitals, or one slash too many or too few."""
    return uri.lower().partition("://")[2].rstrip("/#") or uri


_PLAIN: Final = frozenset(
    map(
        _key,
        (
            "",
            "http://backend.userland.com/rss",
            "http://backend.userland.com/rss2",
            "http://blogs.law.harvard.edu/tech/rss",
            "http://my.netscape.com/rdf/simple/0.9/",
            "http://purl.org/rss/1.0/",
            "http://purl.org/rss/1.0/modules/rss091#",
        ),
    )
)
"""Vocabularies of RSS itself."""
_ATOM: Final = frozenset(map(_key, ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")))
_PREFIXES: Final = {_key(uri): prefix for prefix, uri in NAMESPACES.items()}


class Fields:
    """The children of an element by name; ``media:group`` counts as not there."""

    def __init__(self, node: etree._Element) -> None:
        self.node = node
        self.by_name: dict[str, list[etree._Element]] = {}
        for child in node:
            name = name_of(child)
            self.by_name.setdefault(name, []).append(child)
            if name == "media:group":
                for inner in child:
                    self.by_name.setdefault(name_of(inner), []).append(inner)

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Elements of these names, by name first, then in document order."""
        for name in names:
            yield from self.by_name.get(name, ())

    def first(self, *names: str) -> etree._Element | None:
        """The first element of the first name that has one."""
        return next(self.all(*names), None)

    def texts(self, *names: str) -> list[str]:
        """Texts of the elements of these names, without empty ones."""
        return [text for node in self.all(*names) if (text := text_of(node))]

    def text(self, *names: str) -> str | None:
        """The first text of these names."""
        return next(iter(self.texts(*names)), None)

    def bodies(self, *names: str) -> Iterator[Body]:
        """Texts of RSS elements, which are HTML whether they say so or not."""
        for node in self.all(*names):
            text = _markup(node) if len(node) else (node.text or "").strip()
            if text:
                yield Body(text=text, is_html=True, base=base_of(node))

    def construct(self, *names: str) -> Body | None:
        """The first Atom text construct of these names that holds anything."""
        for node in self.all(*names):
            kind = (node.get("type") or "text").lower()
            if not is_text_type(kind):
                continue
            if len(node):
                text, is_html = _markup(node), True
            else:
                text, is_html = (node.text or "").strip(), "html" in kind
            if node.get("mode") == "base64":  # of Atom 0.3
                text = _from_base64(text)
            if text:
                return Body(text=text, is_html=is_html, base=base_of(node))
        return None

    def people(self) -> Iterator[Author]:
        """Authors, as Atom writes them, or as Dublin Core does."""
        for node in self.all("author", "dc:creator"):
            parts = Fields(node)
            found = person(
                parts.text("name") or ("" if len(node) else text_of(node)),
                email=parts.text("email"),
                uri=parts.text("uri", "url"),
            )
            if found:
                yield found

    def terms(self) -> Iterator[str]:
        """Categories as a reader should see them."""
        for node in self.all("category", "dc:subject"):
            yield node.get("label") or node.get("term") or text_of(node)

    def link(self, rel: str) -> str | None:
        """Address of the best link of a relation: one to HTML before any other."""
        found = [
            node
            for node in self.all("link", "atom:link")
            if (node.get("rel") or "alternate").removeprefix(RELATION) == rel and node.get("href")
        ]
        found.sort(key=lambda node: "html" not in (node.get("type") or "text/html"))
        return _address(found[0], "href") if found else None

    def enclosures(self) -> Iterator[Enclosure]:
        """Attached media: enclosures, links, media content that is no picture."""
        seen: set[str] = set()
        for node, name in (
            *((node, "url") for node in self.all("enclosure")),
            *((n, "href") for n in self.all("link", "atom:link") if n.get("rel") == "enclosure"),
            *((node, "url") for node in self.all("media:content") if _is_av(node)),
            *((node, "src") for node in self.all("content") if not is_text_type(node.get("type"))),
        ):
            url = _address(node, name)
            if url and url not in seen:
                seen.add(url)
                size = node.get("length") or node.get("fileSize") or ""
                yield Enclosure(
                    url=url,
                    media_type=(node.get("type") or "").strip().lower() or None,
                    length=length_of(size),
                )

    def image(self) -> str | None:
        """Address of the lead image: the largest kind on offer first."""
        pictures = (node for node in self.all("media:content") if _is_image(node))
        enclosed = (node for node in self.all("enclosure") if _is_image(node))
        for node in (*pictures, *self.all("media:thumbnail"), *enclosed):
            if url := _address(node, "url"):
                return url
        cover = self.first("itunes:image")
        return None if cover is None else _address(cover, "href")


def _is_av(node: etree._Element) -> bool:
    return (node.get("medium") or node.get("type") or "").partition("/")[0] in ("audio", "video")


def _is_image(node: etree._Element) -> bool:
    return (node.get("medium") or node.get("type") or "").partition("/")[0] == "image"


def name_of(node: etree._Element) -> str:
    """``dc:creator``, ``title``: the name of an element, whatever the prefix in the file."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    name = tag_name(tag)
    return name.removeprefix("atom:") if name[:5] == "atom:" and _in_atom(node) else name


@remembering(most=1_024, longest=500)  # a feed has a few dozen tags, and thousands of elements
def tag_name(tag: str) -> str:
    """``dc:creator`` of a tag as lxml writes it; ``atom:`` stays, wherever it stands."""
    if tag[0] != "{":
        return tag.lower()
    uri, _, local = tag[1:].partition("}")
    key, local = _key(uri), local.lower()
    if key in _PLAIN:
        return local
    return f"atom:{local}" if key in _ATOM else f"{_PREFIXES.get(key, '?')}:{local}"


def _in_atom(node: etree._Element) -> bool:
    """Whether an Atom element belongs to an Atom document rather than to an RSS one."""
    return all(
        local_name(above) not in ("item", "channel", "rss") for above in node.iterancestors()
    )


def text_of(node: etree._Element) -> str:
    """All text below an element; that of one without children keeps its line breaks."""
    return collapse("".join(map(str, node.itertext()))) if len(node) else (node.text or "").strip()


def _from_base64(text: str) -> str:
    """Raises nothing: what is none is no text."""
    try:
        return decode(b64decode(text)).text.strip()
    except ValueError:
        return ""


def _markup(node: etree._Element) -> str:
    """Content of an element that holds elements, as HTML, without the ``div`` around it."""
    while (inner := list(node)) and local_name(inner[0]) == "div":
        if len(inner) > 1 or (node.text or "").strip() or (inner[0].tail or "").strip():
            break
        node = inner[0]
    return to_html(tree.parse(_write(node))).strip()


def _write(node: etree._Element) -> str:
    parts = [escape(node.text or "", quote=False)]
    for child in node:
        name = local_name(child)
        attributes = "".join(
            f' {str(key).rpartition("}")[2]}="{escape(str(child.get(key)))}"'
            # lxml looks for each value from the first on: 100,000 take minutes
            for key in islice(child.attrib, MOST_ATTRIBUTES)
        )
        parts.append(f"<{name}{attributes}>")
        if name not in VOID:
            parts.append(f"{_write(child)}</{name}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def base_of(node: etree._Element) -> str | None:
    """What ``xml:base`` says here; bases of outer elements count for inner ones."""
    base: str | None = None
    for above in reversed((node, *node.iterancestors())):
        told = above.get(f"{_XML}base")
        if told:
            base = absolute(told, base) or base
    return base


def _address(node: etree._Element, name: str) -> str | None:
    value = (node.get(name) or "").strip()
    if not value:
        return None
    base = base_of(node)
    return (absolute(value, base) if base else None) or value


def language_of(node: etree._Element) -> str | None:
    """What ``xml:lang`` says here or in the nearest element around."""
    for above in (node, *node.iterancestors()):
        told = above.get(f"{_XML}lang")
        if told:
            return told
    return None


def about_of(node: etree._Element) -> str | None:
    """What an RDF element is about: the id of an RSS 1.0 item."""
    return node.get(f"{{{NAMESPACES['rdf']}}}about")
