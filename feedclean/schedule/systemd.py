"""systemd: a service that builds once, shut in as far as it goes, and a timer."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from feedclean.generate.fill import fill
from feedclean.model.output import Rendered
from feedclean.schedule.job import Job, Scheduler
from feedclean.text import collapse, on_one_line

_PACKAGE: Final = "feedclean.schedule"
_MEDIA_TYPE: Final = "text/plain"
_NETWORK: Final = "Wants=network-online.target\nAfter=network-online.target\n"


def _files(job: Job) -> tuple[Rendered, ...]:
    common = {"folder": _folder(job), "name": job.name, "title": _text(job.title)}
    service = {
        **common,
        "command": _command(job.command),
        # The manager of a user knows no network-online.target.
        "network": _NETWORK if job.is_system else "",
        "folders": "\n".join(f"ReadWritePaths={_quoted(one)}" for one in _written(job)),
        "system": fill(_PACKAGE, "system.tmpl", {}) if job.is_system else "",
        "user": f"User={_text(job.user)}\n" if job.is_system else "",
    }
    timer = {
        **common,
        "calendar": job.rhythm.calendar,
        # Short enough that two builds stay apart.
        "delay": f"{min(job.rhythm.every * 60 // 10, 900)}s",
    }
    return (
        _unit(job, "service", fill(_PACKAGE, "service.tmpl", service)),
        _unit(job, "timer", fill(_PACKAGE, "timer.tmpl", timer)),
    )


def _unit(job: Job, kind: str, text: str) -> Rendered:
    body = f"{text.rstrip()}\n".encode()
    return Rendered(path=PurePosixPath(f"{job.name}.{kind}"), body=body, media_type=_MEDIA_TYPE)


def _written(job: Job) -> tuple[str, ...]:
    """The folders a build writes to, each once."""
    return tuple(dict.fromkeys((job.output, job.state, *job.measures)))


def _folder(job: Job) -> str:
    return "/etc/systemd/system" if job.is_system else f"{job.home}/.config/systemd/user"


def _then(job: Job, _folder: str) -> tuple[str, ...]:
    folders = shlex.join(["mkdir", "-p", *_written(job)])
    timer = f"{job.name}.timer"
    if job.is_system:
        return (
            folders,
            "systemctl daemon-reload",
            f"systemctl enable --now {timer}",
            "# once, to see that it works, and what it said:",
            f"systemctl start {job.name}.service; journalctl -u {job.name}.service",
        )
    return (
        folders,
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {timer}",
        "# so that it runs while you are not logged in, too:",
        "loginctl enable-linger",
        "# once, to see that it works, and what it said:",
        f"systemctl --user start {job.name}.service; journalctl --user -u {job.name}.service",
    )


def _command(words: Sequence[str]) -> str:
    """``ExecStart=``: quoted, no variable, no specifier (systemd.service(5), "Command lines").

    In the first word, the program, a $ stands for itself.
    """
    program, *rest = map(_quoted, words)
    return " ".join((program, *(word.replace("$", "$$") for word in rest)))


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _text(text: str) -> str:
    """One line without specifiers; a backslash at its end would join it with the next."""
    return on_one_line(collapse(text)).replace("%", "%%").rstrip("\\")


SYSTEMD: Final = Scheduler(files=_files, folder=_folder, then=_then)
