"""The list of files we published, with digests: what may be removed later, and what may not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from feedclean.codec import canonical_json
from feedclean.errors import PublishError
from feedclean.model.article import Digest
from feedclean.model.output import MANIFEST, Rendered
from feedclean.publish.files import check

NAME: Final = PurePosixPath(MANIFEST)
"""Beside the files it speaks of, not in the state: it has to follow the output when that is copied
or built elsewhere, and losing the state must not make us forget whose files these are."""

_VERSION: Final = 1
_MISREAD: Final = (
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError),  # not the shape we write
    PublishError,  # a path that leaves the directory
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One published file."""

    owner: str
    """Source id."""
    digest: Digest
    """Of the bytes we wrote."""
    is_news: bool = False
    """The build that wrote it broke off before it could tell of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a directory holds of ours."""

    files: Mapping[PurePosixPath, Entry]
    caution: str | None = None
    """Why the manifest on disk was not believed."""


def read(root: Path) -> Manifest:
    """The manifest of an output directory; an empty one where there is none.

    A manifest that cannot be read or understood counts as "nothing here is ours": then nothing is
    removed, which is the harmless way to be wrong. ``caution`` says so. Never raises.
    """
    path = root / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):  # nor is there a folder to hold one, perhaps
        return Manifest(files={})
    except OSError as error:
        return Manifest(files={}, caution=_closed(path, error))
    except UnicodeDecodeError as error:
        return Manifest(files={}, caution=_caution(path, str(error)))
    try:
        return Manifest(files=_files(json.loads(text)))
    except _MISREAD as error:
        return Manifest(files={}, caution=_caution(path, f"{type(error).__name__}: {error}"))


def rendered(manifest: Manifest) -> Rendered:
    """The manifest as a file to write; equal manifests give equal bytes."""
    files = {
        path.as_posix(): {"digest": entry.digest, "owner": entry.owner}
        | ({"news": True} if entry.is_news else {})
        for path, entry in manifest.files.items()
    }
    text = canonical_json({"files": files, "version": _VERSION})
    return Rendered(path=NAME, body=f"{text}\n".encode(), media_type="application/json")


def _files(data: Any) -> dict[PurePosixPath, Entry]:
    if data["version"] != _VERSION:
        raise ValueError(f"version {data['version']!r}, this feedclean knows {_VERSION}")
    files: dict[PurePosixPath, Entry] = {}
    for name, entry in data["files"].items():
        path = PurePosixPath(name)
        check(path)
        files[path] = Entry(
            owner=_text(entry["owner"]),
            digest=Digest(_text(entry["digest"])),
            is_news=entry.get("news") is True,
        )
    return files


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a string, found {value!r}")
    return value


def _caution(path: Path, problem: str) -> str:
    return (
        f"{path}: not a manifest of ours ({problem}); nothing is removed this time, "
        "delete files of removed sources by hand"
    )


def _closed(path: Path, error: OSError) -> str:
    is_folder = isinstance(error, IsADirectoryError)
    advice = "move this folder away" if is_folder else "let the user who builds read it"
    return f"{path}: cannot be read ({error.strerror}); nothing is removed this time, {advice}"
