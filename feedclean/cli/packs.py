"""``feedclean rules``: rule packs added, listed, shown, looked through and removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.goldens import say
from feedclean.cli.voice import loudness, remark
from feedclean.config import load_config
from feedclean.errors import ConfigError
from feedclean.golden.entry import outlook
from feedclean.golden.trials import Result, try_packs
from feedclean.packs.bring import bring
from feedclean.packs.contents import file_of, files_of
from feedclean.packs.shelf import (
    Pack,
    add,
    is_as_added,
    is_pack_name,
    name_for,
    packs_in,
    remove,
)
from feedclean.rules.fingerprint import generators
from feedclean.rules.ftr import Rule, RuleFile, read_rules
from feedclean.rules.pack import files_for, is_honoured
from feedclean.spelling import meant
from feedclean.state.opening import LOCK, alone
from feedclean.urls import host_of, is_http


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """The arguments of ``rules add``."""

    path: Path
    config: Path
    name: str | None


def run_add(request: AddRequest) -> int:
    """Puts a pack in the state folder. Raises: ConfigError, StateError."""
    config = load_config(request.config)
    name = request.name or name_for(request.path)
    if not is_pack_name(name):
        wanted = "write small letters, digits and hyphens, 40 at most"
        problem = f'"{name}" is no name of a pack; {wanted}'
        raise ConfigError("command line", "--name", problem)
    found = bring(request.path)
    known = {pack.name for pack in packs_in(config.site.state)}
    config.site.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(config.site.state / LOCK):
        pack = add(config.site.state, name, found)
    remark(f"{'replaced' if name in known else 'added'}: {_summary(pack)}")
    if pack.licence is None:
        remark(f"no licence file is beside them; whoever wrote {name} may say what holds")
    for told in found.left_out:
        click.echo(f"left out: {told}", err=True)
    remark(f"look through it with feedclean rules lint {name}; the next build goes by it")
    return EXIT_OK


def run_remove(path: Path, name: str) -> int:
    """Takes a pack out of the state folder. Raises: ConfigError, StateError."""
    config = load_config(path)
    pack = _named(name, packs_in(config.site.state))
    with alone(config.site.state / LOCK):
        remove(pack)
    remark(f"removed: {name}; the next build goes without it")
    return EXIT_OK


def run_list(path: Path) -> int:
    """Prints the packs there are. Raises: ConfigError."""
    packs = packs_in(load_config(path).site.state)
    if not packs:
        remark("there are no rule packs; add one with feedclean rules add DIR|ZIP")
    is_well = True
    for pack in packs:
        click.echo(_summary(pack))
        click.echo(f"  from {pack.origin}{f', commit {pack.commit}' if pack.commit else ''}")
        licence = pack.folder / pack.licence if pack.licence else "none is beside it"
        click.echo(f"  licence: {licence}")
        if not is_as_added(pack):
            is_well = False
            click.echo(f"  its files are not those that were added; add {pack.name} again")
    return EXIT_OK if is_well else EXIT_FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRequest:
    """The arguments of ``rules show``."""

    host: str
    config: Path
    origin: Path | None
    """A folder, ZIP or file to look in, instead of the packs there are."""


def run_show(request: ShowRequest) -> int:
    """Prints the rules that hold for the pages of a host. Raises: ConfigError."""
    host = host_of(request.host) if is_http(request.host) else request.host.lower().strip(".")
    if not host or any(one.isspace() or one == "/" for one in host):
        raise ConfigError("command line", "HOST", f"“{request.host}” is no host; write example.org")
    shelves = _shelves(request.origin, request.config)
    is_any = False
    for shelf in shelves:
        plain = files_for(host, shelf.get)
        is_any = is_any or bool(plain)
        for file in plain:
            _show_file(file, shelf.name)
        for program in sorted(generators()):
            for file in files_for(host, shelf.get, program):
                if file not in plain:
                    is_any = True
                    _show_file(file, f"{shelf.name}, for pages made by {program}")
    if not is_any:
        click.echo(f"no rule pack has anything for {host}")
    return EXIT_OK if is_any else EXIT_FAILED


def _show_file(file: RuleFile, where: str) -> None:
    click.echo(f"{file.name} ({where})")
    for rule in file.rules:
        click.echo(f"  {rule.line:4}  {_as_written(rule)}")
    for one in file.remarks:
        click.echo(f"  {one.line:4}  not used: {one.problem}")


def _as_written(rule: Rule) -> str:
    name = f"{rule.name}({rule.argument})" if rule.argument else rule.name
    guard = f"  (if the page has {rule.guard})" if rule.guard else ""
    idle = "" if is_honoured(rule) else f"  (no effect: {rule.directive.no_effect})"
    is_secret = rule.name == "http_header"
    value = f"({len(rule.value)} characters, not shown)" if is_secret else rule.value
    text = f"{name}: {value}{guard}{idle}"
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRequest:
    """The arguments of ``rules lint``."""

    targets: tuple[str, ...]
    config: Path


def run_lint(request: LintRequest) -> int:
    """Prints what in rule packs cannot be used, and counts the rest. Raises: ConfigError."""
    counts: Counter[str] = Counter()
    for shelf in _to_lint(request):
        for file in shelf.files():
            counts["files"] += 1
            for one in file.remarks:
                counts["wrong"] += 1
                click.echo(f"{shelf.name}: {file.name}: line {one.line}: {one.problem}")
            for rule in file.rules:
                counts["honoured" if is_honoured(rule) else "idle"] += 1
    rules = counts["honoured"] + counts["idle"] + counts["wrong"]
    remark(
        f"{counts['files']} files, {rules} rules: {counts['honoured']} honoured, "
        f"{counts['idle']} accepted without effect, {counts['wrong']} not used"
    )
    return EXIT_FAILED if counts["wrong"] else EXIT_OK


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRequest:
    """The arguments of ``rules test``."""

    names: tuple[str, ...]
    config: Path


def run_test(request: TrialRequest) -> int:
    """Tries packs on what is kept of the pages they name. Raises: ConfigError, StateError."""
    config = load_config(request.config)
    packs = [_named(name, config.packs) for name in request.names] or list(config.packs)
    if not packs:
        problem = "there are no rule packs; add one with feedclean rules add DIR|ZIP"
        raise ConfigError("command line", "test", problem)
    counts: Counter[Result] = Counter()
    with outlook(config, datetime.now(UTC)) as view:
        for tried in try_packs(packs, view):
            counts[tried.result] += 1
            if tried.result is Result.UNMET or loudness() > 0:
                told = f": {'; '.join(tried.unmet)}" if tried.unmet else ""
                say(f"{tried.result:8}  {tried.name}{told}", config)
    told = ", ".join(f"{counts[one]} {one}" for one in Result)
    remark(f"{counts.total()} tests: {told}")
    return EXIT_FAILED if counts[Result.UNMET] else EXIT_OK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """Rule files, wherever they are."""

    name: str
    get: Callable[[str], RuleFile | None]
    files: Callable[[], Iterable[RuleFile]]


def _of_pack(pack: Pack) -> _Shelf:
    return _Shelf(
        name=pack.name, get=lambda name: file_of(pack, name), files=lambda: files_of(pack)
    )


def _of_path(path: Path) -> _Shelf:
    bodies = bring(path).files
    files = {name: read_rules(body.decode("utf-8", "replace"), name) for name, body in bodies}
    return _Shelf(name=str(path), get=files.get, files=files.values)


def _shelves(origin: Path | None, config: Path) -> list[_Shelf]:
    if origin is not None:
        return [_of_path(origin)]
    return [_of_pack(pack) for pack in packs_in(load_config(config).site.state)]


def _to_lint(request: LintRequest) -> list[_Shelf]:
    """The packs named, files and folders; without a name every pack there is."""
    paths = [target for target in request.targets if Path(target).exists()]
    names = [target for target in request.targets if target not in paths]
    shelves = [_of_path(Path(path)) for path in paths]
    if names or not request.targets:
        packs = packs_in(load_config(request.config).site.state)
        shelves += [_of_pack(_named(name, packs)) for name in names]
        shelves += [] if names else [_of_pack(pack) for pack in packs]
    if not shelves:
        problem = "there are no rule packs; add one, or name a folder, a ZIP or a file"
        raise ConfigError("command line", "lint", problem)
    return shelves


def _named(name: str, packs: Sequence[Pack]) -> Pack:
    known = {pack.name: pack for pack in packs}
    if name in known:
        return known[name]
    told = f"no rule pack is called so, and no file; {meant(name, known)}"
    raise ConfigError("command line", name, told)


def _summary(pack: Pack) -> str:
    files = "1 rule file" if pack.files == 1 else f"{pack.files} rule files"
    return f"{pack.name}: {files}, digest {pack.digest}"
