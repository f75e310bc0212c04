"""``feedclean rules``: rule packs added, listed, tried and removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.goldens import say
from feedclean.cli.voice import loudness, print_json, remark, say_line
from feedclean.codec import plain
from feedclean.errors import ConfigError
from feedclean.golden.entry import outlook
from feedclean.golden.trials import Result, try_packs
from feedclean.packs.bring import bring
from feedclean.packs.shelf import (
    Pack,
    add,
    is_as_added,
    is_pack_name,
    name_for,
    packs_in,
    remove,
)
from feedclean.spelling import meant
from feedclean.state.opening import LOCK, alone
from feedclean.text import number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """The arguments of ``rules add``."""

    path: Path
    config: Path
    name: str | None
    as_json: bool


def run_add(request: AddRequest) -> int:
    """Puts a pack in the state folder. Raises: ConfigError, StateError."""
    config = configured(request.config)
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
    if request.as_json:
        made = {**_as_data(pack), "is_new": name not in known, "left_out": found.left_out}
        print_json(made)
        return EXIT_OK
    remark(f"{'replaced' if name in known else 'added'}: {_summary(pack)}")
    if pack.licence is None:
        remark(f"no licence file is beside them; whoever wrote {name} may say what holds")
    for told in found.left_out:
        say_line(f"left out: {told}", err=True)
    remark(f"look through it with feedclean rules lint {name}; the next build goes by it")
    return EXIT_OK


def run_remove(path: Path, name: str, *, as_json: bool) -> int:
    """Takes a pack out of the state folder. Raises: ConfigError, StateError."""
    config = configured(path)
    pack = named(name, packs_in(config.site.state))
    with alone(config.site.state / LOCK):
        remove(pack)
    if as_json:
        print_json({"removed": name})
        return EXIT_OK
    remark(f"removed: {name}; the next build goes without it")
    return EXIT_OK


def run_list(path: Path, *, as_json: bool) -> int:
    """Prints the packs there are. Raises: ConfigError."""
    packs = packs_in(configured(path).site.state)
    if as_json:
        whole = {pack.name: is_as_added(pack) for pack in packs}
        print_json([{**_as_data(pack), "is_as_added": whole[pack.name]} for pack in packs])
        return EXIT_OK if all(whole.values()) else EXIT_FAILED
    if not packs:
        remark("there are no rule packs; add one with feedclean rules add DIR|ZIP")
    is_well = True
    for pack in packs:
        say_line(_summary(pack))
        say_line(f"  from {pack.origin}{f', commit {pack.commit}' if pack.commit else ''}")
        licence = pack.folder / pack.licence if pack.licence else "none is beside it"
        say_line(f"  licence: {licence}")
        if not is_as_added(pack):
            is_well = False
            say_line(f"  its files are not those that were added; add {pack.name} again")
    return EXIT_OK if is_well else EXIT_FAILED


def _as_data(pack: Pack) -> dict[str, Any]:
    return {
        "name": pack.name,
        "files": pack.files,
        "digest": pack.digest,
        "origin": pack.origin,
        "commit": pack.commit,
        "licence": str(pack.folder / pack.licence) if pack.licence else None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRequest:
    """The arguments of ``rules test``."""

    names: tuple[str, ...]
    config: Path
    as_json: bool


def run_test(request: TrialRequest) -> int:
    """Tries packs on what is kept of the pages they name. Raises: ConfigError, StateError."""
    config = configured(request.config)
    packs = [named(name, config.packs) for name in request.names] or list(config.packs)
    if not packs:
        problem = "there are no rule packs; add one with feedclean rules add DIR|ZIP"
        raise ConfigError("command line", "test", problem)
    with outlook(config, datetime.now(UTC)) as view:
        all_ = list(try_packs(packs, view))
    counts = Counter(tried.result for tried in all_)
    if request.as_json:
        print_json({"tests": [plain(one) for one in all_]})
        return EXIT_FAILED if counts[Result.UNMET] else EXIT_OK
    for tried in all_:
        if tried.result is Result.UNMET or loudness() > 0:
            told = f": {'; '.join(tried.unmet)}" if tried.unmet else ""
            say(f"{tried.result:8}  {tried.name}{told}")
    told = ", ".join(f"{counts[one]} {one}" for one in Result)
    remark(f"{number_of(counts.total(), 'test')}: {told}")
    return EXIT_FAILED if counts[Result.UNMET] else EXIT_OK


def named(name: str, packs: Sequence[Pack]) -> Pack:
    """The pack of a name a person typed. Raises: ConfigError."""
    known = {pack.name: pack for pack in packs}
    if name in known:
        return known[name]
    told = f"no rule pack is called so, and no file; {meant(name, known)}"
    raise ConfigError("command line", name, told)


def _summary(pack: Pack) -> str:
    files = number_of(pack.files, "rule file")
    return f"{pack.name}: {files}, digest {pack.digest}"
