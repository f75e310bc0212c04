"""Hosts of profiles, channels, share dialogs and advertising, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from feedclean.later import later
from feedclean.urls import host_of, same_site, site_of

_LONGEST_HOST: Final = 253
"""Characters of a name (RFC 1035, section 2.3.4); what is longer is none."""
_POST: Final = later(
    r"/(?:status|statuses|question|answer|posts?|p|photos?|videos?|watch|reel|article|notes?|topic"
    r"|comments|wiki|blob|tree|issues|pull|releases|moments?|subject|review|events?|episode|track"
    r"|album|pulse)(?:/|\?|$)"
    r"|github\.com/[^/?#]+/[^/?#]|/(?:t|telegram)\.me/(?:s/)?\w+/\d|vk\.com/(?:wall|topic)-?\d"
    r"|weibo\.com/\d+/\w",
    re.IGNORECASE,
)
"""Parts of a path below which single posts, questions, books and files lie; and how addresses of
posts and of repositories look where there are none."""
_NOT_IN_NAME: Final = re.compile(r"[^a-z0-9]")
_LEAST_NAME: Final = 3
_REDIRECTS: Final = re.compile(
    r"[/.](?:l\.php|redir\w*|away(?:\.php)?|link2?|goto|jump|out|outbound|exit|url)/?\?"
    r"|^https?://(?:l|lm|out|link)\.",
    re.IGNORECASE,
)
"""Addresses through which a network lets its own readers out."""
_CARRIES_ADDRESS: Final = re.compile(r"[?&][\w.-]+=https?(?:%3A|:)", re.IGNORECASE)
_ASKED_TO_SHARE: Final = re.compile(r"[?&](?:action=share|share=[a-z-]+)(?:[&#]|$)")
_SHARES: Final = re.compile(r"share|intent|bookmark|submit|send|pin/create", re.IGNORECASE)


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    text = files(__package__).joinpath("hosts.toml").read_text("utf-8")
    return {name: frozenset(hosts) for name, hosts in tomllib.loads(text).items()}


def domains(host: str) -> list[str]:
    """A host and the domains it is below, but for the top level."""
    if len(host) > _LONGEST_HOST:
        return []
    parts = host.split(".")
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]


def is_social(url: str) -> bool:
    """Whether an address belongs to a social network, messenger or support platform."""
    return not _tables()["social"].isdisjoint(domains(host_of(url)))


def is_no_embed(url: str) -> bool:
    """Whether what a frame shows is an advertisement, a counter, a button or a form to sign up."""
    labels = host_of(url).split(".")[:-1]
    if not _tables()["no_embed_labels"].isdisjoint(labels):
        return True
    known = _tables()["no_embeds"]
    deepest = max(one.count("/") for one in known)
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    steps = list(accumulate(path.split("/", deepest)[:deepest], "{}/{}".format))
    return any(
        host in known or any(f"{host}/{step}" in known for step in steps)
        for host in domains(host_of(url))
    )


def is_profile(url: str) -> bool:
    """Whether an address on such a host is of somebody, not of something they have posted."""
    return is_social(url) and not _POST.search(url)


def is_own_profile(url: str, site: str) -> bool:
    """Whether an address is the profile of a site, given its domain: ``facebook.com/bbcnews``."""
    return is_profile(url) and _is_called_like(url, site)


def _is_called_like(url: str, site: str) -> bool:
    name = _NOT_IN_NAME.sub("", site.partition(".")[0].lower())
    if len(name) < _LEAST_NAME:
        return False
    steps = url.partition("://")[2].partition("?")[0].lower().split("/")[1:]
    handles = [bare for step in steps if (bare := _NOT_IN_NAME.sub("", step))]
    return any(name in one or (len(one) > _LEAST_NAME and one in name) for one in handles)


def may_be_call(link: str) -> bool:
    """Whether ``is_call`` may be true of a link, as it is written: most are none at a glance."""
    lowered = link.lower()
    last = lowered.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    if last in _tables()["calls"] or "#/" in lowered:
        return True
    return any(gift in lowered for gift in _tables()["gifts"])


def is_call(url: str, own: str) -> bool:
    """Whether an address is where a site, by its own address, has readers subscribe or give.

    ``/subscribe`` and ``/newsletter`` of its own, or its profile on a service that takes gifts:
    what a line asks for that leads nowhere else can be told in any language.
    """
    host = host_of(url)
    if not _tables()["gifts"].isdisjoint(domains(host)):
        return any(_is_called_like(url, name) for name in (site_of(own), host_of(own)))
    if not same_site(url, own):
        return False
    path, _, place = url.partition("://")[2].lower().partition("#")
    if place.startswith("/"):  # a page within the page: /#/portal/signup
        path = place
    steps = path.partition("?")[0].strip("/").split("/")
    steps = steps if place.startswith("/") else steps[1:]
    return len(steps) in (1, 2) and steps[-1] in _tables()["calls"]


def is_share_dialog(url: str) -> bool:
    """Whether an address hands a page's own address on: ``…/share?url=https%3A//…``.

    Or it is that of the page itself, which is asked to do so: ``…?action=share``.
    """
    if _ASKED_TO_SHARE.search(url):
        return True
    if not _CARRIES_ADDRESS.search(url) or _REDIRECTS.search(url):
        return False
    return is_social(url) or _SHARES.search(url) is not None
