"""``feedclean schedule``: what makes this machine or a host build again and again."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_OK
from feedclean.cli.hand_out import (
    HandedOut,
    as_data,
    check_name,
    only_here,
    print_files,
    say_written,
    write_files,
)
from feedclean.cli.installed import package, program
from feedclean.cli.voice import print_json, remark
from feedclean.config import Config
from feedclean.errors import ConfigError
from feedclean.model.source import Source, SourceKind
from feedclean.schedule.job import Checkout, Job
from feedclean.schedule.rhythm import INTERVALS, rhythm
from feedclean.schedule.table import SCHEDULERS
from feedclean.urls import host_of, is_at_home

_HEADS: Final = ("refs/remotes/origin/HEAD", "HEAD")
"""Where git notes a branch: the default one of the host, then the one checked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRequest:
    """The arguments of the command."""

    platform: str
    config: Path
    every: str
    write: str | None
    """Empty: to where the platform looks for it."""
    force: bool
    system: bool
    name: str
    package: str | None
    as_json: bool


def run_schedule(request: ScheduleRequest) -> int:
    """Prints or writes the files, says what to type next, and gives the exit status.

    Raises: ConfigError; PublishError.
    """
    check_name(request.name)
    scheduler = SCHEDULERS[request.platform]
    config = configured(request.config)
    root = _root(config) if scheduler.needs_checkout else Path()
    checkout = _checkout(config, root, request) if scheduler.needs_checkout else None
    job = _job(config, request, checkout)
    files = scheduler.files(job)
    usual = scheduler.folder(job)
    out = HandedOut(
        kind=request.platform,
        files=files,
        folder=request.write or str(root / usual),
        next=tuple(scheduler.then(job, request.write or usual)),
        notes=tuple(_doubts(job, config)),
    )
    written: tuple[Path, ...] = ()
    if request.write is not None:
        rhythms = (rhythm(every, _seed(config)) for every in INTERVALS)
        ours = [file for one in rhythms for file in scheduler.files(replace(job, rhythm=one))]
        written = write_files(Path(out.folder), files, force=request.force, ours=ours)
    if request.as_json:
        print_json(as_data(out, written))
        return EXIT_OK
    if request.write is None:
        print_files(files)
        names = " and ".join(file.path.name for file in files)
        told = f"# {names} into {root / usual}; the same command with --write does that. Then:"
    else:
        say_written(Path(out.folder), files, written)
        told = "# Next:"
    for line in (told, *out.next, *(f"# Note: {note}" for note in out.notes)):
        remark(line, err=True)
    return EXIT_OK


def _doubts(job: Job, config: Config) -> Iterator[str]:
    """What will not work or should not be, as far as can be seen from here."""
    if job.is_system and job.user == "root":
        yield (
            "the service would read pages from the internet as root; give the configuration to a "
            "user of its own (chown) and type this again"
        )
    elif job.is_system and Path(job.program[0]).is_relative_to("/root"):
        yield (
            f"{job.user} cannot start {job.program[0]}, which lies in the home of root; install "
            "feedclean where every user may go, such as a venv in /opt"
        )
    if job.checkout is not None:
        yield from only_here(config)
        root = _root(config)
        for source in _dump_sources(config):
            if not (config.folder / source.location).resolve().is_relative_to(root):
                yield f"{source.id} reads {source.location}, which is not in the repository"
    if job.checkout is not None and config.site.head.hub:
        yield (
            "the hub would be told before the feeds are online, since they are only put there "
            "after the build; leave hub out"
        )


def _job(config: Config, request: ScheduleRequest, checkout: Checkout | None) -> Job:
    path = _plain(config.path.absolute(), request)
    return Job(
        name=request.name,
        title=config.site.head.title,
        rhythm=rhythm(request.every, _seed(config)),
        program=program(),
        config=path,
        output=_plain(config.site.output.resolve(), request),
        state=_plain(config.site.state.resolve(), request),
        user=_owner(config.path),
        home=str(Path.home()),
        measures=tuple(
            _plain(file.parent.resolve(), request)
            for file in (config.site.metrics, config.site.prometheus)
            if file is not None
        ),
        is_system=request.system,
        flock=shutil.which("flock"),
        checkout=checkout,
    )


def _seed(config: Config) -> str:
    """What is another text for every site: of one whose address many have, where it lies, too."""
    url = config.site.head.url
    return f"{url} {config.path.absolute()}" if is_at_home(host_of(url)) else url


def _plain(path: Path, request: ScheduleRequest) -> str:
    text = str(path)
    if not text.isprintable():
        raise ConfigError(request.config, "", f"{text!r} cannot be written into a schedule")
    return text


def _owner(path: Path) -> str:
    """Whose configuration it is builds; the one who types may be root for this once."""
    try:
        return path.owner()
    except (KeyError, NotImplementedError):
        return getpass.getuser()


def _root(config: Config) -> Path:
    """The checkout the configuration lies in; its folder, where it lies in none."""
    folder = config.path.resolve().parent
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _checkout(config: Config, root: Path, request: ScheduleRequest) -> Checkout:
    def inside(path: Path, key: str) -> str:
        try:
            found = _plain(path.resolve().relative_to(root), request)
        except ValueError:
            problem = f"{path} lies outside of the repository {root}, where a host builds; move it"
            raise ConfigError(request.config, key, problem) from None
        return Path(found).as_posix()

    return Checkout(
        config=inside(config.path, ""),
        output=inside(config.site.output, "site.output"),
        state=inside(config.site.state, "site.state"),
        branch=_branch(root),
        package=request.package or package(root),
        dumps=tuple(_dumps(config, root)),
    )


def _dumps(config: Config, root: Path) -> Iterator[str]:
    """The folders and files of articles that lie in a repository, each once."""
    paths = {(config.folder / source.location).resolve(): None for source in _dump_sources(config)}
    for path in paths:
        if path.is_relative_to(root) and path.exists():
            yield path.relative_to(root).as_posix()


def _dump_sources(config: Config) -> Iterator[Source]:
    return (source for source in config.sources if source.kind is SourceKind.DUMP)


def _branch(root: Path) -> str:
    for name in _HEADS:
        try:
            ref = (root / ".git" / name).read_text("utf-8").strip()
        except OSError:  # not there, or .git is a file: a worktree
            continue
        if ref.startswith("ref: "):
            return (
                ref.removeprefix("ref: refs/")
                .removeprefix("remotes/origin/")
                .removeprefix("heads/")
            )
    return "main"
