"""Whether the files of a dump have changed, by a look that opens none of them."""

from __future__ import annotations

from pathlib import Path

from feedclean.codec import digest
from feedclean.gather.locate import locate
from feedclean.model.article import Digest
from feedclean.model.source import Source


def glance(source: Source, folder: Path) -> Digest:
    """Digest of names, sizes and times of the files a dump means now."""
    located = locate(source.location, folder)
    return digest(*(_seen(located.root, name) for name in located.names))


def _seen(root: Path, name: str) -> str:
    try:
        status = (root / name).stat()
    except OSError:  # gone since it was listed, or a link that leads nowhere
        return name
    return f"{name}\0{status.st_size}\0{status.st_mtime_ns}"
