"""The one door to readability-lxml: an independent view of the main content of a page."""

from __future__ import annotations

import logging

from readability import Document

logging.getLogger("readability.readability").setLevel(logging.CRITICAL)


def main_content(html: str) -> str:
    """The main content of a page as readability sees it, as HTML; empty where it sees none.

    Source: readability-lxml, a port of Arc90's readability.
    """
    try:
        return str(Document(html).summary(html_partial=True))
    except Exception:  # whatever a foreign parser stumbles over, its opinion is then missing
        return ""
