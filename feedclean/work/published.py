"""What is published of a source already, and whether it is still there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from feedclean.codec import digest
from feedclean.errors import PublishError
from feedclean.model.article import Digest, SourceId
from feedclean.model.entry import SourceMemory
from feedclean.model.output import Rendered, Unaltered
from feedclean.model.source import Source
from feedclean.publish.files import digest_at
from feedclean.work.place import Workplace


def stands(outputs: Iterable[tuple[str, Digest]], root: Path) -> bool:
    """Whether published files are there, byte for byte."""
    try:
        return all(digest_at(root, PurePosixPath(name)) == known for name, known in outputs)
    except PublishError:
        return False


def standing_files(
    source: Source, memory: SourceMemory, place: Workplace
) -> tuple[Unaltered, ...] | None:
    """The published files of a source; None where any is missing or was changed."""
    made = place.store.made(archive_owner(source.id)).outputs if source.archive else ()
    if not stands(memory.outputs, place.output) or not all(is_there(n, place) for n, _ in made):
        return None
    return unaltered((*made, *memory.outputs))


def unaltered(outputs: Iterable[tuple[str, Digest]]) -> tuple[Unaltered, ...]:
    """Published files, as they are given to be kept."""
    return tuple(Unaltered(path=PurePosixPath(name), digest=known) for name, known in outputs)


def is_there(name: str, place: Workplace) -> bool:
    """Whether there is a published file; closed archives are too many to be read each time."""
    return (place.output / name).is_file()


def archive_owner(source: SourceId) -> SourceId:
    """Where the state keeps which closed documents are published."""
    return SourceId(f"{source}/archives")


def digests(files: Sequence[Rendered]) -> tuple[tuple[str, Digest], ...]:
    """Path and digest of each file."""
    return tuple((file.path.as_posix(), digest(file.body)) for file in files)
