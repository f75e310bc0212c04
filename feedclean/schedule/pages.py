"""Hosts that build in a repository and publish what comes out: GitHub and GitLab Pages."""

from __future__ import annotations

import json
import shlex
from pathlib import PurePosixPath
from typing import Final

from feedclean.generate.fill import fill
from feedclean.model.output import Rendered
from feedclean.schedule.job import Checkout, Job, Scheduler
from feedclean.schedule.rhythm import DAY

_PACKAGE: Final = "feedclean.schedule"
_MEDIA_TYPE: Final = "application/yaml"
_IMAGE: Final = "python:3.13"
_GITLAB_FILE: Final = ".gitlab-ci.yml"


def _github(job: Job) -> tuple[Rendered, ...]:
    checkout = _checkout(job)
    values = {
        **_values(job, checkout),
        "build": _build(checkout, indent=10, warning="::warning::"),
        "runs": str(DAY // job.rhythm.every),
    }
    body = fill(_PACKAGE, "github.tmpl", values).encode()
    return (Rendered(path=PurePosixPath(f"{job.name}.yml"), body=body, media_type=_MEDIA_TYPE),)


def _gitlab(job: Job) -> tuple[Rendered, ...]:
    checkout = _checkout(job)
    values = {
        **_values(job, checkout),
        "build": _build(checkout, indent=6, warning="Warning: "),
        # The slim one has no git.
        "image": _IMAGE if "git+" in checkout.package else f"{_IMAGE}-slim",
    }
    body = fill(_PACKAGE, "gitlab.tmpl", values).encode()
    return (Rendered(path=PurePosixPath(_GITLAB_FILE), body=body, media_type=_MEDIA_TYPE),)


def _checkout(job: Job) -> Checkout:
    assert job.checkout is not None, "asked for by needs_checkout"
    return job.checkout


def _values(job: Job, checkout: Checkout) -> dict[str, str]:
    return {
        "branch": _yaml(checkout.branch),
        "branch_word": shlex.quote(checkout.branch),
        "name": job.name,
        "output": checkout.output,
        "output_quoted": _yaml(checkout.output),
        "package": shlex.quote(checkout.package),
        "state": checkout.state,
        "state_quoted": _yaml(checkout.state),
        "when": job.rhythm.cron,
    }


def _build(checkout: Checkout, *, indent: int, warning: str) -> str:
    values = {
        "config": shlex.quote(checkout.config),
        "state": shlex.quote(checkout.state),
        "warning": warning,
    }
    lines = fill(_PACKAGE, "build.tmpl", values).splitlines()
    return "\n".join(f"{' ' * indent}{line}" for line in lines)


def _kept(job: Job) -> str:
    """What belongs into the repository: the configuration, and the articles it reads."""
    checkout = _checkout(job)
    return " ".join(shlex.quote(path) for path in (checkout.config, *checkout.dumps))


def _yaml(text: str) -> str:
    """A double-quoted scalar; YAML takes that of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _github_then(job: Job, folder: str) -> tuple[str, ...]:
    file = shlex.quote(f"{folder}/{job.name}.yml")
    return (
        "# under Settings, Pages, choose GitHub Actions as the source; then:",
        f"git add {file} {_kept(job)}",
        'git commit -m "Build the feeds on a schedule"',
        "git push",
        "# once, to see that it works:",
        f"gh workflow run {job.name}.yml",
    )


def _gitlab_then(job: Job, folder: str) -> tuple[str, ...]:
    file = shlex.quote(str(PurePosixPath(folder) / _GITLAB_FILE))
    branch = shlex.quote(_checkout(job).branch)
    cron = job.rhythm.cron
    return (
        f"git add {file} {_kept(job)}",
        'git commit -m "Build the feeds on a schedule"',
        "git push",
        f'glab schedule create --description feeds --ref {branch} --cron "{cron}"',
    )


GITHUB: Final = Scheduler(
    files=_github,
    folder=lambda _job: ".github/workflows",
    then=_github_then,
    needs_checkout=True,
)
GITLAB: Final = Scheduler(
    files=_gitlab, folder=lambda _job: ".", then=_gitlab_then, needs_checkout=True
)
