"""What headers ask for: only if changed, only a part, compressed; pure.

RFC 9110, sections 8.8 and 12 to 14.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)
_QUALITY: Final = re.compile(r"q=([01](?:\.\d{0,3})?)", re.IGNORECASE)


def http_date(moment: datetime) -> str:
    """A moment as headers have it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def is_known(headers: Mapping[str, str], etag: str, modified: datetime | None) -> bool:
    """Whether whoever asks has it already: 304.

    ``etag`` as it would be sent. A date counts only where no tag is given.
    """
    tags = headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or etag.removeprefix("W/") in _TAG.findall(tags)
    since = _moment(headers.get("if-modified-since"))
    return since is not None and modified is not None and modified <= since


def wanted_part(
    headers: Mapping[str, str], size: int, etag: str, modified: datetime | None
) -> tuple[int, int] | None:
    """First byte asked for, and the one after the last; None: all of it. Empty: there is no such.

    Several parts at once, other units and nonsense get all of it, as the standard allows.
    """
    asked = _RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    if asked is None or not _still_holds(headers.get("if-range"), etag, modified):
        return None
    first, last = asked.groups()
    if not first:
        return (size - min(int(last), size), size) if last else None
    if last and int(last) < int(first):
        return None
    return min(int(first), size), min(int(last) + 1, size) if last else size


def accepts(headers: Mapping[str, str], coding: str) -> bool:
    """Whether a body may be sent in this coding."""
    weights: dict[str, float] = {}
    for part in headers.get("accept-encoding", "").split(","):
        name, _, parameters = part.partition(";")
        quality = _QUALITY.fullmatch(parameters.strip())
        is_odd = bool(parameters.strip()) and quality is None
        weights[name.strip().lower()] = float(quality[1]) if quality else float(not is_odd)
    return weights.get(coding, weights.get("*", 0.0)) > 0


def _still_holds(if_range: str | None, etag: str, modified: datetime | None) -> bool:
    """Whether the part goes with what is there already; weak tags never say so."""
    if if_range is None:
        return True
    if if_range.strip().startswith('"'):
        return if_range.strip() == etag
    return modified is not None and _moment(if_range) == modified


def _moment(written: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written or "")
    except (ValueError, TypeError, IndexError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
