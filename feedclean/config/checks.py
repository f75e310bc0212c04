"""What a configured value must mean, beyond its type: addresses, slugs, zones, dialects."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from feedclean.model.plan import PASSES
from feedclean.spelling import meant, nearest
from feedclean.urls import of_the_web

Check = Callable[[Any, Mapping[str, Any]], str]
"""What is wrong with a value, given also its table; empty if nothing is."""

LONGEST_ID: Final = 64
SITE_STEMS: Final = frozenset({"index", "feeds", "health", "status", "404"})

_ONLINE: Final = ("feed", "pages", "sitemap")  # no set: the value may not be hashable
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_HOST_PORT: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):[0-9]{1,5}")
_HOST: Final = re.compile(r"[^\s/:@*.?#]+(?:\.[^\s/:@*.?#]+)*")
_BARE_ADDRESS: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?(?:[/?#]|\Z)")
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))]
)
"""Names Windows keeps for devices, whatever the extension."""


def check_id(value: str, _table: Mapping[str, Any]) -> str:
    """An id is a file stem on every system, and never a path."""
    if not _SLUG.fullmatch(value):
        slug = re.sub(r"[^a-z0-9_]+", "-", value.lower()).strip("-_")
        hint = f', perhaps "{slug}"' if slug else ""
        return f'"{value}" cannot be a file name: use a-z, 0-9, "-" and "_" only{hint}'
    if len(value) > LONGEST_ID:
        return f"{len(value)} characters are too many, {LONGEST_ID} at most"
    if value in _DEVICES:
        return f'"{value}" is the name of a device on Windows'
    return ""


def check_web_address(value: str, _table: Mapping[str, Any]) -> str:
    """An absolute http or https URL."""
    return "" if _is_web_address(value) else f'"{value}" is not an absolute http(s) URL'


def check_base_url(value: str, table: Mapping[str, Any]) -> str:
    """An absolute URL that file names can be put behind."""
    problem = check_web_address(value, table)
    if not problem and ("?" in value or "#" in value):
        return f'"{value}" has a query or fragment, so no file name can follow it'
    return problem


def check_location(value: str, table: Mapping[str, Any]) -> str:
    """Paths for dumps, URLs for everything else."""
    if table.get("kind") == "dump":
        if "://" in value:
            return f'"{value}" is a URL, but a dump is read from disk (is the kind "feed"?)'
        return check_path(value, table)
    if table.get("kind") in _ONLINE and not _is_web_address(value):
        asked = f"https://{value}" if _BARE_ADDRESS.match(value) else of_the_web(value)
        if _is_web_address(asked):
            return f'"{value}" is not what a server is asked for; write location = "{asked}"'
        return f'"{value}" is not an absolute http(s) URL (for local files the kind is "dump")'
    return ""


def check_path(value: str, _table: Mapping[str, Any]) -> str:
    """Something a file can be called."""
    if any(ord(letter) < 32 or letter == "\x7f" for letter in value):
        return f"{value!r} holds characters no path should have"
    try:
        Path(value).expanduser()
    except RuntimeError:
        return f'"{value}" names a user this machine does not know'
    return ""


def check_file(value: str, table: Mapping[str, Any]) -> str:
    """Something a file can be called, and not a folder."""
    if value.endswith(("/", "\\")) or Path(value).name in ("", ".."):
        return f'"{value}" names no file; write its path, or leave the key out'
    return check_path(value, table)


def check_language(value: str, _table: Mapping[str, Any]) -> str:
    """The shape of a BCP 47 tag."""
    return "" if _LANGUAGE.fullmatch(value) else f'"{value}" is not a language tag'


def check_timezone(value: str, _table: Mapping[str, Any]) -> str:
    """A zone this machine knows."""
    try:
        zoneinfo.ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder of zones, "Europe"
        close = nearest(value, zoneinfo.available_timezones())
        hint = f', did you mean "{close}"?' if close else ""
        return f'"{value}" is not a time zone{hint}'
    return ""


def check_dialect(value: str, _table: Mapping[str, Any]) -> str:
    """A dialect we can read."""
    from feedclean.parse.dialects.table import DIALECTS  # noqa: PLC0415 - heavy, rarely needed

    names = sorted(dialect.name for dialect in DIALECTS)
    return "" if value in names else f'"{value}" is not a dialect (known: {", ".join(names)})'


def check_selector(value: str, _table: Mapping[str, Any]) -> str:
    """A selector that can be run."""
    from feedclean.dom.select import problem  # noqa: PLC0415 - heavy, rarely needed

    return problem(value)


def check_host(value: str, _table: Mapping[str, Any]) -> str:
    """The name of a host, and nothing around it."""
    if _HOST.fullmatch(value):
        return ""
    host = re.sub(r"^(?:\w+://)?(?:\*\.)?|[/:].*$", "", value)
    hint = f'; write "{host}", which holds for all below it too' if _HOST.fullmatch(host) else ""
    return f'"{value}" is not the name of a host{hint}'


def check_private_hosts(value: tuple[str, ...], _table: Mapping[str, Any]) -> str:
    """Each host is named with its port, so that one service is opened and not a whole machine."""
    bad = [host for host in value if not _HOST_PORT.fullmatch(host)]
    return f'"{bad[0]}" is not of the form host:port' if bad else ""


def check_passes(value: tuple[str, ...], _table: Mapping[str, Any]) -> str:
    """Passes that there are: those to run, or those not to."""
    for name in value:
        if name.removeprefix("-") not in PASSES:
            return f'"{name}" is no pass; {meant(name.removeprefix("-"), PASSES)}'
    if len({name.startswith("-") for name in value}) > 1:
        return "either name the passes that run, or, each with a minus, those that do not"
    return ""


def passes_of(value: tuple[str, ...] | None) -> tuple[str, ...]:
    """The passes that run, in their order."""
    if value is None or any(name.startswith("-") for name in value):
        return tuple(name for name in PASSES if f"-{name}" not in (value or ()))
    return tuple(name for name in PASSES if name in value)


def check_formats(value: tuple[str, ...], _table: Mapping[str, Any]) -> str:
    """Atom is what the others are alternatives to."""
    return "" if "atom" in value else '"atom" has to be among them'


def check_archive(value: bool, table: Mapping[str, Any]) -> str:  # noqa: FBT001 - a check
    """Archives hold every entry there has been, and so none may leave before its month does."""
    if value and table.get("keep_days") is not None:
        return "archives keep what keep_days would let go, so give one of the two"
    return ""


def check_site_id(value: str, table: Mapping[str, Any]) -> str:
    """An id whose files do not stand in the way of those of the site."""
    if value in SITE_STEMS:
        return f'"{value}" is what a file of the site is called'
    return check_id(value, table)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", value)
    )


CHECKS: Final[Mapping[tuple[str, str], Check]] = {
    ("SiteTable", "base_url"): check_base_url,
    ("SiteTable", "metrics"): check_file,
    ("SiteTable", "output"): check_path,
    ("SiteTable", "prometheus"): check_file,
    ("SiteTable", "state"): check_path,
    ("SiteTable", "tests_dir"): check_path,
    ("FetchTable", "allow_private_hosts"): check_private_hosts,
    ("SiteTable", "formats"): check_formats,
    ("SiteTable", "hub"): check_web_address,
    ("FeedTable", "id"): check_site_id,
    ("FeedTable", "language"): check_language,
    ("RulesTable", "host"): check_host,
    ("SourceTable", "id"): check_site_id,
    ("SourceTable", "archive"): check_archive,
    ("SourceTable", "icon"): check_web_address,
    ("SourceTable", "license"): check_web_address,
    ("SourceTable", "location"): check_location,
    ("SourceTable", "site_url"): check_web_address,
    ("SourceTable", "language"): check_language,
    ("SourceTable", "dialect"): check_dialect,
    ("SourceTable", "passes"): check_passes,
    ("SourceTable", "timezone"): check_timezone,
    ("SourceTable", "links"): check_selector,
    ("SourceTable", "item_title"): check_selector,
    ("SourceTable", "item_date"): check_selector,
    ("SourceTable", "item_author"): check_selector,
}
