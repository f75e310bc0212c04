"""Well-formed RSS and Atom → records, with lxml: no DTD, no entities, no network, no huge nodes."""

from __future__ import annotations

from typing import Final

from lxml import etree

from feedclean.errors import NotAFeed
from feedclean.model.article import Author
from feedclean.parse.feeds.exports import account_names, is_entry, with_names
from feedclean.parse.feeds.fields import Fields, about_of, language_of, name_of, tag_name, text_of
from feedclean.parse.feeds.model import Malformed, ParsedFeed, evidence_of
from feedclean.parse.feeds.names import NAMESPACES
from feedclean.parse.feeds.xml import local_name, xml_parser
from feedclean.parse.records.record import Body, Record, one_line, person
from feedclean.urls import is_http

_RSS_BODIES: Final = ("content:encoded", "xhtml:body", "body", "fulltext", "description")
_RSS_SPARE: Final = ("itunes:summary", "media:description", "dc:description", "atom:summary")
"""Where the text stands when it stands nowhere else."""
_RSS_PUBLISHED: Final = ("pubdate", "dcterms:issued", "atom:published", "published")
_RSS_UPDATED: Final = ("dcterms:modified", "atom:updated", "dc:date", "updated")
_RSS_RIGHTS: Final = ("dc:rights", "rights", "copyright")
_ATOM_RIGHTS: Final = ("rights", "copyright", "dc:rights")
_ATOM_PUBLISHED: Final = ("published", "issued", "dcterms:issued", "pubdate")
_ATOM_UPDATED: Final = ("updated", "modified", "dcterms:modified", "dc:date")


def read_strictly(document: bytes, location: str) -> ParsedFeed:
    """The feed in a bare XML document in UTF-8.

    Raises: Malformed; NotAFeed, for XML that is something else.
    """
    parser = xml_parser()
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise Malformed(str(error)) from error
    settle_namespace(root)
    match name_of(root):
        case "feed" | "atom:feed":
            entries = (child for child in root if local_name(child) == "entry")
            return _atom(root, [node for node in entries if is_entry(node)])
        case "entry" | "atom:entry":
            return _atom(root, [root])
        case "rss" | "rdf:rdf" | "channel" | "item":
            return _rss(root)
    raise NotAFeed(location, None, f"is XML, but no feed: its root element is <{local_name(root)}>")


def settle_namespace(root: etree._Element) -> None:
    """Puts a feed that is written in a vocabulary of nobody's, or of another's, into its own.

    ``<rss xmlns="http://www.w3.org/2005/Atom">`` has been seen, and names of the writers' own.
    """
    local = local_name(root)
    told: etree._Element | None = root if local in ("rss", "channel", "item", "feed") else None
    if local == "rdf":
        told = next((node for node in root if local_name(node) in ("channel", "item")), None)
    if told is None or tag_name(str(told.tag)) in (local_name(told), "atom:feed"):
        return
    own = f"{{{NAMESPACES['atom']}}}" if local == "feed" else ""
    for node in root.iter(f"{{{etree.QName(told).namespace}}}*"):
        node.tag = own + local_name(node)


def _rss(root: etree._Element) -> ParsedFeed:
    channel = next((node for node in root.iter() if local_name(node) == "channel"), None)
    about = Fields(channel if channel is not None else etree.Element("channel"))
    language = about.text("language", "dc:language") or language_of(root)
    items = [node for node in root.iter() if name_of(node) == "item" and is_entry(node)]
    names = account_names(channel) if channel is not None else {}
    flavour = "rdf" if name_of(root) == "rdf:rdf" else "rss"
    rights = about.text(*_RSS_RIGHTS)
    title = about.text("title", "dc:title")
    return ParsedFeed(
        flavour=flavour,
        title=one_line(Body(text=title, is_html=True)) if title else "",
        site_url=about.text("link") or about.link("alternate"),
        language=language,
        records=tuple(with_names(_item(node, flavour, language, rights), names) for node in items),
    )


def _item(node: etree._Element, flavour: str, language: str | None, rights: str | None) -> Record:
    fields = Fields(node)
    guid = fields.first("guid", "atom:id", "id")
    upstream = text_of(guid) if guid is not None else about_of(node)
    url = fields.text("feedburner:origlink", "link") or fields.link("alternate")
    says_no = guid is not None and guid.get("isPermaLink", "true").lower() != "true"
    if not url and not says_no and upstream and is_http(upstream):
        url = upstream
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
        language=language_of(node) or fields.text("dc:language") or language,
        categories=tuple(fields.texts("category", "dc:subject")),
        enclosures=tuple(fields.enclosures()),
        publisher=fields.text("source"),
        rights=fields.text(*_RSS_RIGHTS) or rights,
        image=fields.image(),
        evidence=evidence_of(flavour),
    )


def _atom(root: etree._Element, entries: list[etree._Element]) -> ParsedFeed:
    about = Fields(root)
    authors = tuple(about.people()) if local_name(root) == "feed" else ()
    rights = about.construct(*_ATOM_RIGHTS) if local_name(root) == "feed" else None
    title = about.construct("title") if local_name(root) == "feed" else None
    site = _alternate(about) if local_name(root) == "feed" else None
    return ParsedFeed(
        flavour="atom",
        title=one_line(title) if title else "",
        site_url=site,
        language=language_of(root),
        records=tuple(_entry(node, authors, rights) for node in entries),
    )


def _alternate(fields: Fields) -> str | None:
    """The address of a feed or entry; some write it between the tags, as RSS does."""
    return fields.link("alternate") or next(filter(is_http, fields.texts("link")), None)


def _entry(
    node: etree._Element, feed_authors: tuple[Author, ...], feed_rights: Body | None
) -> Record:
    fields = Fields(node)
    source = fields.first("source")
    about = Fields(source) if source is not None else None
    authors = tuple(fields.people()) or (tuple(about.people()) if about else ()) or feed_authors
    origin = about.construct("title") if about else None
    # Of an entry taken over from another feed, the rights of that one hold (RFC 4287, 4.2.11).
    around = about.construct(*_ATOM_RIGHTS) if about else feed_rights
    rights = fields.construct(*_ATOM_RIGHTS) or around
    summary = fields.construct("summary")
    content = fields.construct("content")
    spare = tuple(fields.bodies("content:encoded", "media:description"))
    upstream = fields.text("id")
    url = fields.text("feedburner:origlink") or _alternate(fields)
    return Record(
        upstream_id=upstream,
        url=url or (upstream if upstream and is_http(upstream) else None),
        title=fields.construct("title", "dc:title"),
        bodies=tuple(body for body in (content, summary) if body) or spare[:1],
        summary=summary,
        authors=authors,
        published=fields.text(*_ATOM_PUBLISHED),
        updated=fields.text(*_ATOM_UPDATED),
        language=language_of(node),
        categories=tuple(fields.terms()),
        enclosures=tuple(fields.enclosures()),
        publisher=one_line(origin) if origin else None,
        rights=one_line(rights) if rights else None,
        image=fields.image(),
        evidence=evidence_of("atom"),
    )
