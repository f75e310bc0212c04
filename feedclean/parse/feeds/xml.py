"""How XML of strangers is parsed: nothing outside it is read, and nothing in it expands."""

from __future__ import annotations

from lxml import etree

from feedclean.parse.feeds.bounds import refuse_endless
from feedclean.parse.feeds.text import bare, mend


def xml_parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser for one document in UTF-8; with ``recover`` it makes the best of a broken one."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def xml_root(text: str, location: str) -> etree._Element:
    """The root of a document, its usual faults mended where it cannot be read as it is.

    Raises: ParseError, for one that is endless; etree.XMLSyntaxError.
    """
    document = bare(text)
    refuse_endless(document, location)
    try:
        return etree.fromstring(document.encode("utf-8"), xml_parser())
    except etree.XMLSyntaxError:  # mending costs as much as reading, and few documents need it
        return etree.fromstring(mend(document).encode("utf-8"), xml_parser())


def local_name(node: etree._Element) -> str:
    """Name of an element without its namespace, in lower case."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
