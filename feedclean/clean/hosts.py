"""Hosts of profiles, channels and share dialogs, as data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from feedclean.urls import host_of


@cache
def _social() -> frozenset[str]:
    text = files("feedclean.clean").joinpath("hosts.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["social"])


def is_social(url: str) -> bool:
    """Whether an address belongs to a social network, messenger or support platform."""
    parts = (host_of(url) or "").split(".")
    return any(".".join(parts[start:]) in _social() for start in range(max(len(parts) - 1, 0)))


def is_profile(url: str) -> bool:
    """Whether an address on such a host is of somebody, not of something they have posted."""
    return is_social(url) and not _POST.search(url)


_POST: Final = re.compile(
    r"/(?:status|statuses|question|answer|posts?|p|photos?|videos?|watch|reel|article|notes?|topic"
    r"|comments|wiki|blob|tree|issues|pull|releases|moments?)(?:/|\?|$)",
    re.IGNORECASE,
)
"""Parts of a path below which single posts, questions and files lie."""
_REDIRECTS: Final = re.compile(
    r"[/.](?:l\.php|redir\w*|away(?:\.php)?|link2?|goto|jump|out|outbound|exit|url)/?\?"
    r"|^https?://(?:l|lm|out|link)\.",
    re.IGNORECASE,
)
"""Addresses through which a network lets its own readers out."""
_CARRIES_ADDRESS: Final = re.compile(r"[?&][\w.-]+=https?(?:%3A|:)", re.IGNORECASE)
_SHARES: Final = re.compile(r"share|intent|bookmark|submit|send|pin/create", re.IGNORECASE)


def is_share_dialog(url: str) -> bool:
    """Whether an address hands a page's own address on: ``…/share?url=https%3A//…``."""
    if not _CARRIES_ADDRESS.search(url) or _REDIRECTS.search(url):
        return False
    return is_social(url) or _SHARES.search(url) is not None
