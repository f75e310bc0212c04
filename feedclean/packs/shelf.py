"""Rule packs in the state folder: which there are, and what their files say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from feedclean.codec import canonical_json, digest
from feedclean.errors import ConfigError
from feedclean.model.article import Digest

if TYPE_CHECKING:
    from feedclean.packs.bring import Found

FOLDER: Final = "packs"
_CARD: Final = "pack.json"
_FILES: Final = "rules"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_FOLDER_MODE: Final = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One rule pack as it was added; its files do not change until it is added again."""

    name: str
    folder: Path
    digest: Digest
    """Of all its files, names included."""
    origin: str
    """The path it was brought from, as it was typed."""
    commit: str | None
    licence: str | None
    """The name of the file in its folder."""
    files: int
    carried: tuple[tuple[str, bytes], ...] | None = field(default=None, compare=False, repr=False)
    """What its files are called and hold, where they go to another machine; None: they lie in its
    folder."""


def packs_in(state: Path) -> tuple[Pack, ...]:
    """The packs of a state folder, by name. Raises: ConfigError, for one that is damaged."""
    shelf = state / FOLDER
    try:
        folders = sorted(path for path in shelf.iterdir() if _NAME.fullmatch(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        problem = f"cannot be read ({error.strerror}); let the user who builds read {state}"
        raise ConfigError(shelf, "", problem) from error
    return tuple(_pack(folder) for folder in folders if folder.is_dir())


def name_for(path: Path) -> str:
    """What a pack is called if nobody says: as its folder or file."""
    plain = re.sub(r"[^a-z0-9]+", "-", path.absolute().name.lower().removesuffix(".zip"))
    return plain.strip("-")[:40].strip("-") or "rules"


def is_pack_name(name: str) -> bool:
    """Whether a pack may be called so."""
    return bool(_NAME.fullmatch(name))


def add(state: Path, name: str, found: Found) -> Pack:
    """Puts a pack in the state folder, in place of one of the same name.

    Raises: ConfigError, if it cannot be written.
    """
    target = state / FOLDER / name
    new, old = target.with_name(f".{name}.new"), target.with_name(f".{name}.old")
    try:
        state.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        _write(new, name, found)
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise ConfigError(target, "", f"cannot be written ({error.strerror or error})") from error
    return _pack(target)


def remove(pack: Pack) -> None:
    """Takes a pack out of the state folder. Raises: ConfigError, if it cannot be."""
    try:
        shutil.rmtree(pack.folder)
    except OSError as error:
        problem = f"cannot be removed ({error.strerror or error})"
        raise ConfigError(pack.folder, "", problem) from error


def carrying(pack: Pack) -> Pack:
    """The pack with its files, as it can be read where its folder is not."""
    return replace(
        pack, carried=tuple((name, body_of(pack, name) or b"") for name in names_in(pack))
    )


def names_in(pack: Pack) -> tuple[str, ...]:
    """The names of its rule files, sorted."""
    if pack.carried is not None:
        return tuple(name for name, _ in pack.carried)
    try:
        return tuple(sorted(path.name for path in (pack.folder / _FILES).iterdir()))
    except OSError as error:
        raise _damaged(pack.folder, error.strerror or str(error)) from error


def is_as_added(pack: Pack) -> bool:
    """Whether its files are still those that were added."""
    return (
        _digest_of([(name, body_of(pack, name) or b"") for name in names_in(pack)]) == pack.digest
    )


def body_of(pack: Pack, name: str) -> bytes | None:
    """What a file of a pack holds; None where there is none of this name."""
    if pack.carried is not None:
        return next((body for one, body in pack.carried if one == name), None)
    try:
        return (pack.folder / _FILES / name).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _damaged(pack.folder, f"{name}: {error.strerror or error}") from error


def _write(folder: Path, name: str, found: Found) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / _FILES).mkdir(parents=True)
    for file, body in found.files:
        (folder / _FILES / file).write_bytes(body)
    if found.licence is not None:
        (folder / found.licence[0]).write_bytes(found.licence[1])
    card = {
        "name": name,
        "digest": _digest_of(found.files),
        "origin": found.origin,
        "commit": found.commit,
        "licence": found.licence[0] if found.licence else None,
        "files": len(found.files),
    }
    (folder / _CARD).write_text(f"{canonical_json(card)}\n", encoding="utf-8")


def _digest_of(files: Sequence[tuple[str, bytes]]) -> Digest:
    return digest(*(part for name, body in sorted(files) for part in (name, body)))


def _pack(folder: Path) -> Pack:
    try:
        card: Any = json.loads((folder / _CARD).read_bytes())
        return Pack(
            name=folder.name,
            folder=folder,
            digest=Digest(str(card["digest"])),
            origin=str(card["origin"]),
            commit=card["commit"],
            licence=card["licence"],
            files=int(card["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, str(error)) from error


def _damaged(folder: Path, problem: str) -> ConfigError:
    told = f"this rule pack is damaged ({problem}); add it again, or remove its folder"
    return ConfigError(folder, "", told)
