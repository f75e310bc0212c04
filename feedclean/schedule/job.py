"""What is to be done on a schedule, and what a scheduler makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedclean.model.output import Rendered
from feedclean.schedule.rhythm import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A repository that a host's machines build in; paths are relative to it, with slashes."""

    config: str
    output: str
    state: str
    branch: str
    """The one schedules run on."""
    package: str
    """What ``pip install`` is given there."""
    dumps: tuple[str, ...] = ()
    """Folders and files of articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A build of one configuration; all paths are absolute."""

    name: str
    """Stem of files, units and labels."""
    title: str
    rhythm: Rhythm
    program: tuple[str, ...]
    """How feedclean is started on this machine."""
    config: str
    output: str
    state: str
    user: str
    home: str
    measures: tuple[str, ...] = ()
    """Folders of the files of metrics, which are put in place by rename."""
    is_system: bool = False
    """Whether systemd runs it for the machine rather than for a user."""
    flock: str | None = None
    """The program of util-linux, where there is one."""
    checkout: Checkout | None = None
    """Given to schedulers that need one."""

    @property
    def command(self) -> tuple[str, ...]:
        """The build, silent unless something fails."""
        return (*self.program, "build", "--config", self.config, "--quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """One platform."""

    files: Callable[[Job], tuple[Rendered, ...]]
    """Their paths are relative to the folder they go to."""
    folder: Callable[[Job], str]
    """Where the platform looks for them: absolute, or relative to the checkout."""
    then: Callable[[Job, str], tuple[str, ...]]
    """What to type once the files are in a folder; a line that starts with # is a remark."""
    needs_checkout: bool = False
