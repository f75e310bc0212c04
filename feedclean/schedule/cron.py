"""cron: one line for the crontab of a user."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath
from typing import Final

from feedclean.generate.fill import fill
from feedclean.model.output import Rendered
from feedclean.schedule.job import Job, Scheduler
from feedclean.text import collapse, on_one_line

_FLOCK: Final = (
    "# While one build is still running, flock leaves out the next one (status 0: no mail)."
)
_OWN_LOCK: Final = (
    "# While one build is still running, feedclean refuses the next one, and that is mailed."
)


def _files(job: Job) -> tuple[Rendered, ...]:
    # The configuration is there in any case, and nobody else locks it.
    lock = (job.flock, "--nonblock", "--conflict-exit-code", "0", job.config) if job.flock else ()
    values = {
        "command": _command((*lock, *job.command)),
        "name": job.name,
        "lock": _FLOCK if job.flock else _OWN_LOCK,
        "title": on_one_line(collapse(job.title)),
        "when": job.rhythm.cron,
    }
    text = fill("feedclean.schedule", "crontab.tmpl", values)
    path = PurePosixPath(f"{job.name}.crontab")
    return (Rendered(path=path, body=text.encode(), media_type="text/plain"),)


def _command(words: tuple[str, ...]) -> str:
    """For sh, and before that for cron, which takes a bare % for the end of the command."""
    return shlex.join(words).replace("%", "\\%")


def _folder(_job: Job) -> str:
    return "."


def _then(job: Job, folder: str) -> tuple[str, ...]:
    file = shlex.quote(str(PurePosixPath(folder) / f"{job.name}.crontab"))
    old = shlex.quote(f"/^# begin {job.name}:/,/^# end {job.name}$/d")
    return (
        "# puts the lines into your crontab, in the place of those of another time:",
        f"(crontab -l 2>/dev/null | sed {old}; cat {file}) | crontab -",
    )


CRON: Final = Scheduler(files=_files, folder=_folder, then=_then)
