"""Where an XML feed was cut off, and what of its last words came only by half."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.feeds.bounds import opaque_parts
from feedclean.parse.records.record import Body

_ENTRY: Final = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_ROOT_END: Final = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_SECTION: Final = "<![CDATA["
_END: Final = 1_000
"""Characters."""
_HALF: Final = re.compile(
    r"<(?:\w+:)?(?:guid|id|link|pubdate|date|published|updated|issued|modified|author|creator|name|"
    r"category|subject)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?[^<>]*\Z",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"&(?:(?:amp;)?(?:#\w{0,9}|[a-z]\w{0,30}))?\Z")
"""Or one to a reference, in markup that is written as text; *R&D* is none, as it has a capital."""
_OF_END: Final = re.compile(r"(?<=>)\]\Z")
"""Half of what ends a section, behind the last tag in it."""
_TAGS: Final = (("<", ">"), ("&lt;", "&gt;"))
"""How a tag begins and ends: in markup, and in markup that is written as text."""
_TAG: Final = re.compile(r"\Z|/\Z|[/!]?[A-Za-z?-]")
_NOTHING: Final = re.compile(r"(?:<|&lt;)(?!img\b|video\b|audio\b|iframe\b)[^<>&]*(?:>|&gt;)")
_SHOWN: Final = re.compile(r"\S")


def ends_within_an_entry(text: str) -> bool:
    """Whether a document was cut off: neither the last entry that begins nor the root is closed.

    What stands in sections of characters is text: an article may tell of ``</item>``.
    """
    section = _open_section(text)
    if section < 0 and _ROOT_END.search(text, max(0, len(text) - _END)):
        return False
    outside = " ".join(opaque_parts(text if section < 0 else text[:section])[::2])
    tags = list(_ENTRY.finditer(outside))
    return bool(tags) and not tags[-1][1] and not _ROOT_END.search(outside, tags[-1].end())


def _open_section(text: str) -> int:
    """Where the section of characters begins in which a document ends; -1 if it ends in none."""
    return text.find(_SECTION, text.rfind("]]>") + 1)


def without_half_a_value(text: str) -> str:
    """A document that was cut off, without an address, id, date or name that did not come whole.

    Half of a title or a text says something; half of these says what is not so. Neither does half
    a tag, a reference or a letter say anything.
    """
    section = _open_section(text)
    half = _HALF.search(text, max(0, len(text) - _END))
    if half is not None and not 0 <= section < half.start():
        return text[: half.start()]
    start = max(section + len(_SECTION) if section >= 0 else 0, len(text) - _END)
    return text[:start] + _without_half_a_sign(text[start:], is_markup=section >= 0)


def _without_half_a_sign(end: str, *, is_markup: bool) -> str:
    """The end of a text without the half of a letter, reference or tag that it ends with."""
    end = end.rstrip("\ufffd")
    if is_markup:
        end = _OF_END.sub("", end.removesuffix("]]"))
    end = _REFERENCE.sub("", end, count=1)
    for opens, closes in _TAGS:
        at = end.rfind(opens)
        if at >= 0 and closes not in end[at:] and _TAG.match(end, at + len(opens)):
            return end[:at]
    return end


def says_something(body: Body | None) -> bool:
    """Whether a text that was cut off shows anything: half of a page may be nothing but tags."""
    if body is None:
        return False
    return not body.is_html or _SHOWN.search(_NOTHING.sub("", body.text)) is not None
