"""All feeds of a site → one list (OPML 2.0): one import subscribes to every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import escape

from feedclean.generate import iri
from feedclean.generate.types import TEXTS
from feedclean.model.output import Card, Rendered, SiteHead
from feedclean.text import collapse, printable

PATH: Final = PurePosixPath("feeds.opml")


def render_opml(site: SiteHead, cards: Sequence[Card]) -> Rendered:
    """The list, in the order of the cards, combined feeds first."""
    ordered = sorted(cards, key=lambda card: not card.members)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(_line(site.title))}</title>",
        "  </head>",
        "  <body>",
        *(f"    {_outline(site, card)}" for card in ordered),
        "  </body>",
        "</opml>",
    ]
    body = "\n".join(lines) + "\n"
    return Rendered(path=PATH, body=body.encode("utf-8"), media_type=TEXTS["opml"])


def _outline(site: SiteHead, card: Card) -> str:
    head = card.head
    title = _line(head.title) or head.source
    page = f"{head.self_url}.html" if "html" in site.formats else None
    said = {
        "type": "rss",  # of every kind of feed, says the specification
        "text": title,
        "title": title,
        "description": _line(head.subtitle or ""),
        "language": iri.language(head.language),
        "xmlUrl": f"{head.self_url}.atom",
        "htmlUrl": (iri.uri(printable(head.site_url)) if head.site_url else None) or page,
    }
    return f"<outline {' '.join(_attribute(name, text) for name, text in said.items() if text)}/>"


def _attribute(name: str, text: str) -> str:
    return f'{name}="{escape(text, {chr(34): "&quot;"})}"'


def _line(text: str) -> str:
    return collapse(printable(text))
