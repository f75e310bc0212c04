"""What may be in published markup, looked at with our own tree: whatever is not on the list."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from feedclean.clean.finishing.sanitize import ATTRIBUTES, TAGS
from feedclean.dom.tree import parse, walk

_FORMULA = re.compile(r"<math\b")
SCHEMES = ("http", "https", "mailto", "tel")


def harm(html: str) -> list[str]:
    """What is not on the list of what may be."""
    found = []
    for element in walk(parse(html)):
        if element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        allowed = ATTRIBUTES.get(element.tag, set()) | ATTRIBUTES["*"]
        for name, value in element.attrs.items():
            if name not in allowed and not _FORMULA.search(html):
                found.append(f"<{element.tag} {name}>")
            if name in ("href", "src", "cite") and value and not value.startswith("#"):
                scheme = urlsplit(value).scheme
                if scheme not in SCHEMES and not value.startswith("data:image/"):
                    found.append(f"<{element.tag} {name}={value}>")
    return found
