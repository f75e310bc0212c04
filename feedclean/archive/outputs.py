"""Files of an archive that are there to stay: written by rename, and known again later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from feedclean.codec import digest
from feedclean.model.article import Digest
from feedclean.model.output import Rendered
from feedclean.publish.files import write


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


def stands(folder: Path, written: Written) -> bool:
    """Whether a file is still there, as far as its size tells."""
    try:
        return (folder / written.path).stat().st_size == written.size
    except OSError:
        return False
