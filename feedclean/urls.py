"""Addresses: made absolute, made comparable, freed from what follows the reader."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

__all__ = [
    "absolute",
    "absolute_image",
    "canonical",
    "host_of",
    "is_http",
    "same_site",
    "site_of",
    "without_tracking",
]

_GAPS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+|[ \t]*[\r\n]+[ \t]*")
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_DATA_IMAGE: Final = re.compile(r"data:image/[a-z0-9.+\-]+[;,]", re.IGNORECASE)
_NO_HOST: Final = re.compile(r"[\x00-\x20<>\"'{}|\\^`]")
_PORTS: Final = {"http": "80", "https": "443"}


def absolute(url: str, base: str | None) -> str | None:
    """The address resolved against ``base``; None if it is broken or no address to follow.

    Kept are http, https, mailto and tel. White space at the ends and line breaks inside go, other
    spaces become ``%20``. A relative address without a base is None.
    """
    text = _tidy(url)
    if not text:
        return None
    scheme = _SCHEME.match(text)
    if scheme is not None:
        name = scheme[0][:-1].lower()
        if name in ("mailto", "tel"):
            return f"{name}:{text[len(scheme[0]) :]}" if len(text) > len(scheme[0]) else None
        if name not in _PORTS:
            return None
        if text[len(name) + 1 : len(name) + 3] != "//":
            text = f"{name}://{text[len(name) + 1 :].lstrip('/')}"
    try:
        joined = urljoin(_tidy(base), text) if base else text
        parts = urlsplit(joined)
        if parts.scheme.lower() not in _PORTS or not _has_host(parts):
            return None
    except ValueError:
        return None
    return joined.replace(" ", "%20")


def absolute_image(url: str, base: str | None) -> str | None:
    """As ``absolute``, for what an image may point at: http, https and ``data:image``."""
    if _DATA_IMAGE.match(url.strip()[:64]):
        return "".join(url.split())
    found = absolute(url, base)
    return found if found is not None and is_http(found) else None


def canonical(url: str) -> str:
    """The address in the form in which equal addresses are equal strings.

    Scheme and host are lower case, a default port goes, tracking parameters go, and so does the
    fragment unless it looks like a route (``#!``, ``#/``). The scheme is not changed and a closing
    slash stays. What is no http address comes back as it was, stripped.
    """
    text = _tidy(url).replace(" ", "%20")
    try:
        parts = urlsplit(text)
        scheme = parts.scheme.lower()
        if scheme not in _PORTS or not _has_host(parts):
            return text
        netloc = _netloc(parts, scheme)
    except ValueError:
        return text
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((scheme, netloc, parts.path or "/", _kept_query(parts.query), fragment))


def without_tracking(url: str) -> str:
    """The address without tracking parameters, everything else byte for byte."""
    head, question, rest = url.partition("?")
    if not question or not rest:
        return url
    query, hash_, fragment = rest.partition("#")
    if "#" in head:
        return url
    kept = _kept_query(query)
    if kept == query:
        return url
    return f"{head}{'?' if kept else ''}{kept}{hash_}{fragment}"


def host_of(url: str) -> str:
    """The lower-case host without port; empty where there is none."""
    try:
        return (urlsplit(_tidy(url)).hostname or "").rstrip(".")
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The registered domain of an address or bare host, near enough: ``bbc.co.uk``."""
    host = host_of(url) if "/" in url or ":" in url else url.lower().strip(".")
    labels = host.split(".")
    if len(labels) <= 2 or host.replace(".", "").isdigit() or ":" in host:
        return host
    size = 3 if ".".join(labels[-2:]) in _tables().second_levels else 2
    return ".".join(labels[-size:])


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one registered domain."""
    site = site_of(a)
    return site != "" and site == site_of(b)


def is_http(url: str) -> bool:
    """Whether this is an absolute http or https address."""
    return url[:8].lower().startswith(("http://", "https://")) and host_of(url) != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    tracking: frozenset[str]
    prefixes: tuple[str, ...]
    second_levels: frozenset[str]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files("feedclean").joinpath("urls.toml").read_text("utf-8"))
    names: list[str] = data["tracking"]
    return _Tables(
        tracking=frozenset(name for name in names if not name.endswith("*")),
        prefixes=tuple(name[:-1] for name in names if name.endswith("*")),
        second_levels=frozenset(data["second_levels"]),
    )


def _tidy(url: str) -> str:
    return _GAPS.sub("", url.strip())


def _has_host(parts: SplitResult) -> bool:
    """Whether host and port could exist. Raises: ValueError, for a port that is no number."""
    host = parts.hostname or ""
    return bool(host) and _NO_HOST.search(host) is None and (parts.port or 0) >= 0


def _netloc(parts: SplitResult, scheme: str) -> str:
    user, at, place = parts.netloc.rpartition("@")
    host, colon, port = place.rpartition(":") if not place.endswith("]") else (place, "", "")
    if not colon:
        host, port = place, ""
    elif port in ("", _PORTS[scheme]):
        colon = port = ""
    return f"{user}{at}{host.lower().rstrip('.')}{colon}{port}"


def _kept_query(query: str) -> str:
    """The query without tracking parameters, order and spelling of the rest untouched."""
    if not query:
        return ""
    tables = _tables()
    parts = query.split("&")
    kept = [part for part in parts if not _is_tracking(part, tables)]
    return query if len(kept) == len(parts) else "&".join(kept)


def _is_tracking(part: str, tables: _Tables) -> bool:
    name = part.partition("=")[0].lower().removeprefix("amp;")
    return name in tables.tracking or name.startswith(tables.prefixes)
