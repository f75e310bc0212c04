"""What response headers say of time: how long an answer is good, how long to wait; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from feedclean.gather.base import Freshness

_MAX_AGE: Final = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)


def freshness(headers: Mapping[str, str], now: datetime) -> Freshness:
    """For how long a server calls its answer good.

    ``Expires`` is told relative to the server's own ``Date``, whose clock may differ from ours.
    """
    told = _MAX_AGE.search(headers.get("Cache-Control", ""))
    until = http_date(headers.get("Expires", ""))
    sent = http_date(headers.get("Date", "")) or now
    return Freshness(
        max_age_s=float(told[1]) if told else None,
        expires_s=(until - sent).total_seconds() if until else None,
    )


def retry_after_s(value: str, now: datetime) -> float | None:
    """Seconds to wait, which a server writes as such or as a date; None where it wrote neither."""
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    until = http_date(text)
    return None if until is None else max(0.0, (until - now).total_seconds())


def http_date(text: str) -> datetime | None:
    """The moment in one of the three forms of RFC 9110, section 5.6.7; None for anything else."""
    try:
        moment = parsedate_to_datetime(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
