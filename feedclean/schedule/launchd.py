"""launchd: an agent of a user on macOS."""

from __future__ import annotations

import plistlib
import shlex
from pathlib import PurePosixPath
from typing import Final

from feedclean.model.output import Rendered
from feedclean.schedule.job import Job, Scheduler

_PATH: Final = "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
"""For a command in on_change; launchd gives a shorter one."""


def _files(job: Job) -> tuple[Rendered, ...]:
    log = f"{job.home}/Library/Logs/{job.name}.log"
    agent = {
        "EnvironmentVariables": {"PATH": _PATH},
        "Label": job.name,
        "LowPriorityIO": True,
        "Nice": 10,
        "ProcessType": "Background",
        "ProgramArguments": list(job.command),
        "StandardErrorPath": log,
        "StandardOutPath": log,
        # What was missed asleep is made up for once; and no two of one label run at a time.
        "StartCalendarInterval": list(job.rhythm.starts),
    }
    path = PurePosixPath(f"{job.name}.plist")
    return (Rendered(path=path, body=plistlib.dumps(agent), media_type="application/xml"),)


def _folder(job: Job) -> str:
    return f"{job.home}/Library/LaunchAgents"


def _then(job: Job, folder: str) -> tuple[str, ...]:
    file = shlex.quote(f"{folder}/{job.name}.plist")
    return (
        f"plutil -lint {file}",
        f"launchctl bootstrap gui/$(id -u) {file}",
        "# once, to see that it works, and what it said:",
        f"launchctl kickstart gui/$(id -u)/{job.name}",
        f"cat ~/Library/Logs/{job.name}.log",
    )


LAUNCHD: Final = Scheduler(files=_files, folder=_folder, then=_then)
