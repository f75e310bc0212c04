"""Well-formed RSS and Atom → records, with lxml: no DTD, no entities, no network, no huge nodes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from lxml import etree

from feedclean.dom import tree
from feedclean.errors import NotAFeed
from feedclean.model.article import Author, Enclosure
from feedclean.parse.feed_model import Malformed, ParsedFeed, told_by
from feedclean.parse.feed_text import NAMESPACES
from feedclean.parse.record import Body, Record, one_line, person
from feedclean.text import collapse
from feedclean.urls import absolute, is_http

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_PLAIN: Final = frozenset(
    (
        "",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0/modules/rss091#",
    )
)
"""Vocabularies of RSS itself."""
_ATOM: Final = frozenset(("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"))
_PREFIXES: Final = {uri.lower().rstrip("/"): prefix for prefix, uri in NAMESPACES.items()}

_RSS_BODIES: Final = ("content:encoded", "xhtml:body", "body", "fulltext", "description")
_RSS_SPARE: Final = ("itunes:summary", "media:description", "dc:description", "atom:summary")
"""Where the text stands when it stands nowhere else."""
_RSS_PUBLISHED: Final = ("pubdate", "dcterms:issued", "atom:published", "published")
_RSS_UPDATED: Final = ("dcterms:modified", "atom:updated", "dc:date", "updated")
_ATOM_PUBLISHED: Final = ("published", "issued", "dcterms:issued")
_ATOM_UPDATED: Final = ("updated", "modified", "dcterms:modified", "dc:date")


def read_strictly(document: str, location: str) -> ParsedFeed:
    """The feed in a bare XML document.

    Raises: Malformed; NotAFeed, for XML that is something else.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(document.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise Malformed(str(error)) from error
    match _name(root):
        case "feed" | "atom:feed":
            return _atom(root, [child for child in root if _local(child) == "entry"])
        case "entry" | "atom:entry":
            return _atom(root, [root])
        case "rss" | "rdf:rdf" | "channel" | "item":
            return _rss(root)
    raise NotAFeed(location, None, f"is XML, but no feed: its root element is <{_local(root)}>")


def _rss(root: etree._Element) -> ParsedFeed:
    channel = next((node for node in root.iter() if _local(node) == "channel"), None)
    about = _Fields(channel if channel is not None else etree.Element("channel"))
    language = about.text("language", "dc:language") or root.get(f"{_XML}lang")
    items = [node for node in root.iter() if _name(node) == "item"]
    flavour = "rdf" if _name(root) == "rdf:rdf" else "rss"
    title = about.text("title", "dc:title")
    return ParsedFeed(
        flavour=flavour,
        title=one_line(Body(text=title, is_html=True)) if title else "",
        site_url=about.text("link") or about.link("alternate"),
        language=language,
        records=tuple(_item(node, flavour, language) for node in items),
        lenient=False,
    )


def _item(node: etree._Element, flavour: str, language: str | None) -> Record:
    fields = _Fields(node)
    guid = fields.first("guid", "atom:id", "id")
    upstream = _text(guid) if guid is not None else _about(node)
    url = fields.text("feedburner:origlink", "link") or fields.link("alternate")
    if not url and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        url = upstream if upstream and is_http(upstream) else None
    bodies = tuple(fields.bodies(*_RSS_BODIES)) or tuple(fields.bodies(*_RSS_SPARE))[:1]
    title = fields.text("title", "dc:title", "media:title")
    authors = fields.texts("author", "dc:creator", "dc:author") or fields.texts("itunes:author")
    summary = next(fields.bodies("description"), None)
    return Record(
        upstream_id=upstream,
        url=url,
        title=Body(text=title, is_html=True) if title else None,
        bodies=bodies,
        summary=summary,
        authors=tuple(filter(None, map(person, authors))),
        published=fields.text(*_RSS_PUBLISHED),
        updated=fields.text(*_RSS_UPDATED),
        language=_language(node) or fields.text("dc:language") or language,
        categories=tuple(fields.texts("category", "dc:subject")),
        enclosures=tuple(fields.enclosures()),
        publisher=fields.text("source"),
        rights=fields.text("dc:rights", "rights", "copyright"),
        image=fields.image(),
        evidence=told_by(flavour),
    )


def _atom(root: etree._Element, entries: list[etree._Element]) -> ParsedFeed:
    about = _Fields(root)
    authors = tuple(about.people()) if _local(root) == "feed" else ()
    title = about.construct("title") if _local(root) == "feed" else None
    site = about.link("alternate") if _local(root) == "feed" else None
    return ParsedFeed(
        flavour="atom",
        title=one_line(title) if title else "",
        site_url=site,
        language=root.get(f"{_XML}lang"),
        records=tuple(_entry(node, authors) for node in entries),
        lenient=False,
    )


def _entry(node: etree._Element, feed_authors: tuple[Author, ...]) -> Record:
    fields = _Fields(node)
    source = fields.first("source")
    about = _Fields(source) if source is not None else None
    authors = tuple(fields.people()) or (tuple(about.people()) if about else ()) or feed_authors
    origin = about.construct("title") if about else None
    rights = fields.construct("rights", "copyright", "dc:rights")
    summary = fields.construct("summary")
    content = fields.construct("content")
    spare = tuple(fields.bodies("content:encoded", "media:description"))
    return Record(
        upstream_id=fields.text("id"),
        url=fields.text("feedburner:origlink") or fields.link("alternate"),
        title=fields.construct("title", "dc:title"),
        bodies=tuple(body for body in (content, summary) if body) or spare[:1],
        summary=summary,
        authors=authors,
        published=fields.text(*_ATOM_PUBLISHED),
        updated=fields.text(*_ATOM_UPDATED),
        language=_language(node),
        categories=tuple(fields.terms()),
        enclosures=tuple(fields.enclosures()),
        publisher=one_line(origin) if origin else None,
        rights=one_line(rights) if rights else None,
        image=fields.image(),
        evidence=told_by("atom"),
    )


class _Fields:
    """The children of an element by name; ``media:group`` counts as not there."""

    def __init__(self, node: etree._Element) -> None:
        self.node = node
        self.by_name: dict[str, list[etree._Element]] = {}
        for child in node:
            name = _name(child)
            self.by_name.setdefault(name, []).append(child)
            if name == "media:group":
                for inner in child:
                    self.by_name.setdefault(_name(inner), []).append(inner)

    def all(self, *names: str) -> Iterator[etree._Element]:
        for name in names:
            yield from self.by_name.get(name, ())

    def first(self, *names: str) -> etree._Element | None:
        return next(self.all(*names), None)

    def texts(self, *names: str) -> list[str]:
        return [text for node in self.all(*names) if (text := _text(node))]

    def text(self, *names: str) -> str | None:
        return next(iter(self.texts(*names)), None)

    def bodies(self, *names: str) -> Iterator[Body]:
        """Texts of RSS elements, which are HTML whether they say so or not."""
        for node in self.all(*names):
            text = _markup(node) if len(node) else (node.text or "").strip()
            if text:
                yield Body(text=text, is_html=True, base=_base(node))

    def construct(self, *names: str) -> Body | None:
        """The first Atom text construct of these names that holds anything."""
        for node in self.all(*names):
            kind = (node.get("type") or "text").lower()
            if len(node):
                text, is_html = _markup(node), True
            elif node.get("mode") == "base64" or not _is_text(kind):
                continue
            else:
                text, is_html = (node.text or "").strip(), "html" in kind
            if text:
                return Body(text=text, is_html=is_html, base=_base(node))
        return None

    def people(self) -> Iterator[Author]:
        for node in self.all("author", "dc:creator"):
            parts = _Fields(node)
            found = person(
                parts.text("name") or ("" if len(node) else _text(node)),
                email=parts.text("email"),
                uri=parts.text("uri", "url"),
            )
            if found:
                yield found

    def terms(self) -> Iterator[str]:
        for node in self.all("category", "dc:subject"):
            yield node.get("label") or node.get("term") or _text(node)

    def link(self, rel: str) -> str | None:
        """Address of the best link of a relation: one to HTML before any other."""
        found = [
            node
            for node in self.all("link", "atom:link")
            if (node.get("rel") or "alternate") == rel and node.get("href")
        ]
        found.sort(key=lambda node: "html" not in (node.get("type") or "text/html"))
        return _address(found[0], "href") if found else None

    def enclosures(self) -> Iterator[Enclosure]:
        seen: set[str] = set()
        for node, name in (
            *((node, "url") for node in self.all("enclosure")),
            *((n, "href") for n in self.all("link", "atom:link") if n.get("rel") == "enclosure"),
            *((node, "url") for node in self.all("media:content") if _is_av(node)),
            *((node, "src") for node in self.all("content") if not _is_text(node.get("type"))),
        ):
            url = _address(node, name)
            if url and url not in seen and is_http(url):
                seen.add(url)
                size = node.get("length") or node.get("fileSize") or ""
                yield Enclosure(
                    url=url,
                    media_type=(node.get("type") or "").strip().lower() or None,
                    length=int(size) if size.isascii() and size.isdigit() and size != "0" else None,
                )

    def image(self) -> str | None:
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


def _is_text(kind: str | None) -> bool:
    kind = (kind or "text").lower()
    return (
        kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith("xhtml+xml")
    )


def _name(node: etree._Element) -> str:
    """``dc:creator``, ``title``: the name of an element, whatever the prefix in the file."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    if tag[0] != "{":
        return tag.lower()
    uri, _, local = tag[1:].partition("}")
    local = local.lower()
    if uri in _PLAIN:
        return local
    if uri in _ATOM:
        return local if _in_atom(node) else f"atom:{local}"
    prefix = _PREFIXES.get(uri.lower().rstrip("/"))
    return f"{prefix or '?'}:{local}"


def _in_atom(node: etree._Element) -> bool:
    """Whether an Atom element belongs to an Atom document rather than to an RSS one."""
    return all(_local(above) not in ("item", "channel", "rss") for above in node.iterancestors())


def _local(node: etree._Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _text(node: etree._Element) -> str:
    return collapse("".join(map(str, node.itertext()))) if len(node) else (node.text or "").strip()


def _markup(node: etree._Element) -> str:
    """Content of an element that holds elements, as HTML, without a single ``div`` around it."""
    inner = list(node)
    if len(inner) == 1 and _local(inner[0]) == "div" and not (node.text or "").strip():
        node = inner[0]
    return tree.to_html(tree.parse(_write(node))).strip()


def _write(node: etree._Element) -> str:
    parts = [escape(node.text or "", quote=False)]
    for child in node:
        name = _local(child)
        attributes = "".join(
            f' {str(key).rpartition("}")[2]}="{escape(str(value))}"'
            for key, value in child.attrib.items()
        )
        parts.append(f"<{name}{attributes}>")
        if name not in tree.VOID:
            parts.append(f"{_write(child)}</{name}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _base(node: etree._Element) -> str | None:
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
    base = _base(node)
    return (absolute(value, base) if base else None) or value


def _language(node: etree._Element) -> str | None:
    for above in (node, *node.iterancestors()):
        told = above.get(f"{_XML}lang")
        if told:
            return told
    return None


def _about(node: etree._Element) -> str | None:
    return node.get(f"{{{NAMESPACES['rdf']}}}about")
