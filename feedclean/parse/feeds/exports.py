"""Feeds in which a program wrote out a whole blog: what in them is no entry, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from feedclean.parse.feeds.fields import text_of
from feedclean.parse.feeds.xml import local_name
from feedclean.parse.records.record import Record

_OTHERS: Final = frozenset(
    "attachment comment custom_css customize_changeset font layout nav_menu_item oembed_cache "
    "revision settings template user_request wp_block wp_font_face wp_font_family "
    "wp_global_styles wp_navigation wp_template wp_template_part".split()
)
"""What WordPress and Blogger keep in their exports beside what was written for readers."""
_GONE: Final = frozenset(("auto-draft", "inherit", "soft_trashed", "trash"))
_KIND: Final = "#kind"
"""How the scheme of the category ends that says what an entry of Blogger is."""


def is_entry(node: etree._Element) -> bool:
    """Whether an item is something to read, rather than a picture, a menu, a comment or a setting.

    An item that says nothing of its kind is one, and so is one of a kind nobody knows.
    """
    kind, status = "", ""
    for child in node:
        name = local_name(child)
        if name == "category" and (child.get("scheme") or "").endswith(_KIND):
            kind = (child.get("term") or "").rpartition("#")[2]
        elif name == "post_type" or (name == "type" and _is_own(child)):
            kind = text_of(child).lower()
        elif name == "status" and _is_own(child):
            status = text_of(child).lower()
    return kind not in _OTHERS and status not in _GONE


def _is_own(node: etree._Element) -> bool:
    """Whether an element is of the program that wrote the export: ``wp:status``."""
    space = str(node.tag).partition("}")[0].lower()
    return "wordpress.org" in space or "blogger.com" in space


def account_names(channel: etree._Element) -> Mapping[str, str]:
    """What the people are called who are named by their accounts in the entries."""
    names: dict[str, str] = {}
    for node in channel:
        if local_name(node) == "author" and _is_own(node):
            told = {local_name(child): text_of(child) for child in node}
            login, shown = told.get("author_login", ""), told.get("author_display_name", "")
            if login and shown:
                names[login] = shown
    return names


def with_names(record: Record, names: Mapping[str, str]) -> Record:
    """The record with the names of its authors in place of their accounts."""
    if not names:
        return record
    authors = (replace(one, name=names.get(one.name, one.name)) for one in record.authors)
    return replace(record, authors=tuple(authors))
