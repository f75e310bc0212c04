"""Headers that a person may want to be sent with requests."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from feedclean.model.plan import SiteRules
from feedclean.model.source import Source
from feedclean.text import excerpt, printable

_NAME: Final = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]{1,100}")
"""RFC 9110, section 5.6.2: a token, in lower case."""
_VALUE: Final = re.compile(r"[\x20-\x7e]{1,4000}")
_OURS: Final = frozenset(
    "accept-encoding connection content-length content-type expect host if-match if-modified-since "
    "if-none-match if-range if-unmodified-since keep-alive proxy-connection range te trailer "
    "transfer-encoding upgrade".split()
)
"""What the connection, or remembering answers, hangs on."""
_SHOWN: Final = 40


def header_problem(name: str, value: str) -> str:
    """Why a header cannot be sent; empty if it can. The value is not repeated."""
    if not _NAME.fullmatch(name):
        return "write the name of a header, a colon and its value: 'Accept-Language: de'"
    if name in _OURS:
        return f"{name} is up to feedclean; leave it out"
    if not value:
        return f"{excerpt(printable(name), _SHOWN)} has no value; write '{name}: …'"
    return "" if _VALUE.fullmatch(value) else f"the value of {name} has characters none may have"


def without_headers(rules: SiteRules) -> SiteRules:
    """Rules for whoever asks no server: a password is nobody else's business."""
    return replace(rules, own_headers=()) if rules.own_headers else rules


def unarmed(source: Source) -> Source:
    """The same of a source."""
    return replace(source, rules=without_headers(source.rules))
