"""``feedclean rules show`` and ``lint``: what rule files say, wherever they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.packs import named
from feedclean.cli.voice import print_json, remark, say_line
from feedclean.errors import ConfigError
from feedclean.packs.bring import bring
from feedclean.packs.contents import file_of, files_of, read_body
from feedclean.packs.shelf import (
    Pack,
    packs_in,
)
from feedclean.rules.fingerprint import generators
from feedclean.rules.ftr import Remark, Rule, RuleFile
from feedclean.rules.pack import files_for, is_honoured
from feedclean.text import number_of
from feedclean.urls import host_of, is_http

_UNSHOWN: Final = "http_header"
"""A directive whose value is shown to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRequest:
    """The arguments of ``rules show``."""

    host: str
    config: Path
    origin: Path | None
    """A folder, ZIP or file to look in, instead of the packs there are."""
    as_json: bool


def run_show(request: ShowRequest) -> int:
    """Prints the rules that hold for the pages of a host. Raises: ConfigError."""
    host = host_of(request.host) if is_http(request.host) else request.host.lower().strip(".")
    if not host or any(one.isspace() or one == "/" for one in host):
        raise ConfigError("command line", "HOST", f"“{request.host}” is no host; write example.org")
    found = list(_holding(host, _shelves(request.origin, request.config)))
    if request.as_json:
        files = [{**_file_data(one.file), "pack": one.pack, "program": one.program or None}
                 for one in found]  # fmt: skip
        print_json({"host": host, "files": files})
        return EXIT_OK if found else EXIT_FAILED
    for one in found:
        _show_file(one)
    if not found:
        say_line(f"no rule pack has anything for {host}")
    return EXIT_OK if found else EXIT_FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A file that holds for the pages of a host, or for those of them that a program made."""

    file: RuleFile
    pack: str
    program: str = ""


def _holding(host: str, shelves: Iterable[_Shelf]) -> Iterator[_Held]:
    for shelf in shelves:
        usual = files_for(host, shelf.get)
        yield from (_Held(file=file, pack=shelf.name) for file in usual)
        for program in sorted(generators()):
            for file in files_for(host, shelf.get, program):
                if file not in usual:
                    yield _Held(file=file, pack=shelf.name, program=program)


def _show_file(one: _Held) -> None:
    file, program = one.file, f", for pages made by {one.program}" if one.program else ""
    say_line(f"{file.name} ({one.pack}{program})")
    for rule in file.rules:
        say_line(f"  {rule.line:4}  {_as_written(rule)}")
    for wrong in file.remarks:
        say_line(f"  {wrong.line:4}  not used: {wrong.problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRequest:
    """The arguments of ``rules lint``."""

    targets: tuple[str, ...]
    config: Path
    as_json: bool


def run_lint(request: LintRequest) -> int:
    """Prints what in rule packs cannot be used, and counts the rest. Raises: ConfigError."""
    files = [(shelf.name, file) for shelf in _to_lint(request) for file in shelf.files()]
    wrong = [(name, one) for name, file in files for one in file.remarks]
    counts = Counter({"files": len(files), "honoured": 0, "idle": 0, "wrong": len(wrong)})
    counts.update(
        "honoured" if is_honoured(rule) else "idle" for _, file in files for rule in file.rules
    )
    if request.as_json:
        not_used = [{"pack": name, **_remark_data(one)} for name, one in wrong]
        print_json({**counts, "not_used": not_used})
        return EXIT_FAILED if wrong else EXIT_OK
    for name, one in wrong:
        say_line(f"{name}: {one.file}: line {one.line}: {one.problem}")
    rules = counts["honoured"] + counts["idle"] + counts["wrong"]
    remark(
        f"{number_of(counts['files'], 'file')}, {number_of(rules, 'rule')}: "
        f"{counts['honoured']} honoured, {counts['idle']} accepted without effect, "
        f"{counts['wrong']} not used"
    )
    return EXIT_FAILED if counts["wrong"] else EXIT_OK


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
    files = {name: read_body(body, name) for name, body in bodies}
    return _Shelf(name=str(path), get=files.get, files=files.values)


def _shelves(origin: Path | None, config: Path) -> list[_Shelf]:
    if origin is not None:
        return [_of_path(origin)]
    return [_of_pack(pack) for pack in packs_in(configured(config).site.state)]


def _to_lint(request: LintRequest) -> list[_Shelf]:
    """The packs named, files and folders; without a name every pack there is."""
    paths = [target for target in request.targets if Path(target).exists()]
    names = [target for target in request.targets if target not in paths]
    shelves = [_of_path(Path(path)) for path in paths]
    if names or not request.targets:
        packs = packs_in(configured(request.config).site.state)
        shelves += [_of_pack(named(name, packs)) for name in names]
        shelves += [] if names else [_of_pack(pack) for pack in packs]
    if not shelves:
        problem = "there are no rule packs; add one, or name a folder, a ZIP or a file"
        raise ConfigError("command line", "lint", problem)
    return shelves


def _remark_data(one: Remark) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "problem": one.problem}


def _file_data(file: RuleFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "rules": [
            {
                "line": rule.line,
                "directive": rule.name,
                "argument": rule.argument or None,
                "value": None if rule.name == _UNSHOWN else rule.value,
                "guard": rule.guard or None,
                "no_effect": None if is_honoured(rule) else rule.directive.no_effect,
            }
            for rule in file.rules
        ],
        "not_used": [{"line": one.line, "problem": one.problem} for one in file.remarks],
    }


def _as_written(rule: Rule) -> str:
    name = f"{rule.name}({rule.argument})" if rule.argument else rule.name
    guard = f"  (if the page has {rule.guard})" if rule.guard else ""
    idle = "" if is_honoured(rule) else f"  (no effect: {rule.directive.no_effect})"
    is_secret = rule.name == _UNSHOWN
    value = f"({len(rule.value)} characters, not shown)" if is_secret else rule.value
    text = f"{name}: {value}{guard}{idle}"
    return "".join(one if one.isprintable() else "\ufffd" for one in text)
