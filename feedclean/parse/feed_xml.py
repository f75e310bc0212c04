"""How XML of strangers is parsed: nothing outside it is read, and nothing in it expands."""

from __future__ import annotations

from lxml import etree


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
