"""Files a static host reads itself: how it is told of media types, caching and Jekyll."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from feedclean.generate.hosts.caching import FEED_CACHING
from feedclean.generate.types import CHARSET, FEEDS, NO_FEEDS
from feedclean.model.output import Rendered, SiteHead

Rule = tuple[str, tuple[str, ...]]
"""A pattern of paths, and lines of header for what it matches."""

_MOST_RULES: Final = 100
"""Cloudflare Pages reads no more than that; Netlify states no limit."""


def host_files(
    host: str, site: SiteHead, paths: Sequence[PurePosixPath] = ()
) -> tuple[Rendered, ...]:
    """What is published beside ``paths`` so that ``host`` serves them well.

    Of ``paths``, relative to the output directory, only JSON at the top matters: each such file is
    a feed and gets a rule of its own, unless there are too many. The result does not depend on
    their order. Empty for a host that reads no such files, and for one we do not know.
    """
    make = _FILES.get(host)
    return make(site, paths) if make else ()


def _no_jekyll(_site: SiteHead, _paths: Sequence[PurePosixPath]) -> tuple[Rendered, ...]:
    """Else a site put on a branch is run through Jekyll, which leaves out what starts with _."""
    return (Rendered(path=PurePosixPath(".nojekyll"), body=b"", media_type="text/plain"),)


def _headers(site: SiteHead, paths: Sequence[PurePosixPath]) -> tuple[Rendered, ...]:
    head = "# Written by feedclean: how each file is served.\n"
    blocks = (
        "\n".join((pattern, *(f"  {line}" for line in lines), ""))
        for pattern, lines in _rules(site, paths)
    )
    body = "\n".join((head, *blocks)).encode()
    return (Rendered(path=PurePosixPath("_headers"), body=body, media_type="text/plain"),)


def _rules(site: SiteHead, paths: Iterable[PurePosixPath]) -> list[Rule]:
    """No two that match one path name the same header: both hosts would join the values.

    Pages get no caching here: both hosts let them be kept and asked for each time, with an ETag.
    """
    everything = ["X-Content-Type-Options: nosniff", *_robots(site)]
    wild = {suffix: _feed_lines(suffix) for suffix in FEEDS if suffix != "json"}
    json = list(_json_rules(paths))
    if 1 + len(wild) + len(json) > _MOST_RULES:
        json = [("/*.json", _feed_lines("json"))]
    patterns = [(f"/*.{suffix}", lines) for suffix, lines in wild.items()]
    return [("/*", tuple(everything)), *patterns, *json]


def _json_rules(paths: Iterable[PurePosixPath]) -> Iterator[Rule]:
    """Both hosts know the type of other JSON by themselves."""
    for path in sorted(set(paths)):
        is_at_top = len(path.parts) == 1 and not path.name.startswith(".")
        if path.suffix == ".json" and is_at_top and path.name not in NO_FEEDS:
            yield f"/{quote(path.name)}", _feed_lines("json")


def _feed_lines(suffix: str) -> tuple[str, ...]:
    return (
        f"Content-Type: {FEEDS[suffix]}{CHARSET}",
        f"Cache-Control: {FEED_CACHING}",
        "Access-Control-Allow-Origin: *",
    )


def _robots(site: SiteHead) -> tuple[str, ...]:
    """Pages say so themselves; feeds cannot."""
    return () if site.is_indexed else ("X-Robots-Tag: noindex",)


_FILES: Final[Mapping[str, Callable[[SiteHead, Sequence[PurePosixPath]], tuple[Rendered, ...]]]] = {
    "cloudflare-pages": _headers,
    "github-pages": _no_jekyll,
    "netlify": _headers,
}
