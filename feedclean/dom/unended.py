"""Whether a page breaks off: it ends within a tag, or within a word of an element left open."""

from __future__ import annotations

import re
from typing import Final

_TAIL: Final = 4_096
"""Characters at the end in which a whole page says that it ends."""
_CLOSED: Final = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_BEGUN: Final = re.compile(r"/?(?:[a-z]|\Z)|!", re.IGNORECASE)
"""How a tag or a comment goes on behind its bracket; *1 < 2* does otherwise."""
_NAMES: Final = ("a", "article", "div", "em", "main", "section", "span", "strong", "table", "ul")
"""Elements that are never left open on purpose; of ``<p>`` and ``<body>`` HTML wants no end tag."""


def breaks_off(html: str) -> bool:
    """Whether the source of a page was cut off in the middle of what it says.

    One that merely leaves its last end tags out, as many programs write them, does not.
    """
    tail = html[-_TAIL:].rstrip()
    if not tail or _CLOSED.search(tail):
        return False
    _, tag, last = tail.rpartition("<")
    if tag and ">" not in last:
        return _BEGUN.match(last) is not None
    if not tail[-1].isalnum():
        return False
    lowered = html.lower()
    return any(
        lowered.count(f"<{name}>") + lowered.count(f"<{name} ") > lowered.count(f"</{name}>")
        for name in _NAMES
    )
