"""How long a copy of a file may be used unasked."""

from __future__ import annotations

from typing import Final

FEED_CACHING: Final = "public, max-age=300, must-revalidate"
"""Five minutes: a small part of the half hour between two builds, yet many readers of one network
ask its cache only."""

PAGE_CACHING: Final = "no-cache"
"""Kept, but asked for each time; mostly the answer is a 304."""
