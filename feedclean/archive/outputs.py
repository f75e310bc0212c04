"""Files of an archive that are there to stay: written by rename, and known again later."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.codec import digest, digest_of_pieces
from feedclean.model.article import Digest
from feedclean.model.output import Rendered
from feedclean.publish.files import write

_PIECE: Final = 1 << 20
_PARTIAL: Final = re.compile(r"\.(.+)\.[0-9a-f]+\.(?:part|feedclean-tmp)")
"""What a file is called before it is whole, here and where feeds are published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file, relative to its folder."""

    path: str
    size: int
    digest: Digest


def put_output(folder: Path, path: PurePosixPath, body: bytes) -> Written:
    """Writes a file, unless it is there with these bytes. Raises: PublishError."""
    write(folder, Rendered(path=path, body=body, media_type=""))
    return Written(path=path.as_posix(), size=len(body), digest=digest(body))


def written_at(folder: Path, path: PurePosixPath) -> Written:
    """A file that is there, however large. Raises: OSError."""
    with (folder / path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        mark = digest_of_pieces(size, iter(partial(file.read, _PIECE), b""))
    return Written(path=path.as_posix(), size=size, digest=mark)


def stands(folder: Path, written: Written) -> bool:
    """Whether a file is still there, as it was written."""
    try:
        if (folder / written.path).stat().st_size != written.size:
            return False
        return written_at(folder, PurePosixPath(written.path)) == written
    except OSError:
        return False


def sweep(folder: Path, paths: Iterable[str]) -> None:
    """Removes what runs that were killed left of files; for whoever is alone in the folder."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault((folder / path).parent, set()).add(PurePosixPath(path).name)
    for parent, ours in sorted(names.items()):
        with suppress(OSError):
            for other in parent.iterdir():
                found = _PARTIAL.fullmatch(other.name)
                if found is not None and found[1] in ours:
                    other.unlink()
