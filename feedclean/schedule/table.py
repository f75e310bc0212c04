"""Schedulers by name; a new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feedclean.schedule.cron import CRON
from feedclean.schedule.job import Scheduler
from feedclean.schedule.launchd import LAUNCHD
from feedclean.schedule.pages import GITHUB, GITLAB
from feedclean.schedule.systemd import SYSTEMD

SCHEDULERS: Final[Mapping[str, Scheduler]] = {
    "systemd": SYSTEMD,
    "cron": CRON,
    "launchd": LAUNCHD,
    "github-actions": GITHUB,
    "gitlab": GITLAB,
}
