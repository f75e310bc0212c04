"""A job, made for tests."""

from __future__ import annotations

from typing import Any

from feedclean.schedule.job import Checkout, Job
from feedclean.schedule.rhythm import rhythm

ODD = """/srv/my 100% "odd" $feeds/é 文'"""
"""A folder with all that some file or other takes for more than a character."""


def job(**changes: Any) -> Job:
    values: dict[str, Any] = {
        "name": "feedclean",
        "title": "My 100 % feeds",
        "rhythm": rhythm("30m", "https://feeds.example.org/"),
        "program": ("/opt/feedclean",),
        "config": "/srv/feeds/config.toml",
        "output": "/srv/feeds/public",
        "state": "/srv/feeds/.feedclean",
        "user": "root",
        "home": "/srv",
    }
    return Job(**(values | changes))


def checkout(**changes: Any) -> Checkout:
    values: dict[str, Any] = {
        "config": "config.toml",
        "output": "public",
        "state": ".feedclean",
        "branch": "main",
        "package": "feedclean==1.0",
    }
    return Checkout(**(values | changes))
