"""The command of the owner that is run when published bytes have changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, Final

from feedclean.errors import PublishError

_LONGEST_S: Final = 900.0
_AGAIN: Final = "the files are written, and the next build runs it again"
_SHOWN: Final = 400
"""Characters of what a failed command said."""
_READ_BYTES: Final = 10 * _SHOWN
_LIST: Final = "FEEDCLEAN_CHANGES"
_WRITTEN: Final = "FEEDCLEAN_WRITTEN"
_REMOVED: Final = "FEEDCLEAN_REMOVED"
_MOST_BYTES: Final = 30_000
"""Of names in variables: Windows takes 32 kB in one, Linux 128 kB; a first build has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The files that have changed since the command last succeeded."""

    written: Sequence[PurePosixPath] = ()
    removed: Sequence[PurePosixPath] = ()


def run_hook(
    command: Sequence[str], *, folder: Path, output: Path, changes: Changes | None
) -> None:
    """Runs the command in the folder of the configuration, without a shell.

    It finds the output directory in ``FEEDCLEAN_OUTPUT``, and in ``FEEDCLEAN_CHANGES`` a file with
    one change a line, ``written harbour.atom`` or ``removed …``. While they are short, it finds the
    paths in ``FEEDCLEAN_WRITTEN`` and ``FEEDCLEAN_REMOVED`` as well, one a line. None of these
    three is set without ``changes``: they are too many.

    Raises: PublishError, if it cannot be started, fails, or takes longer than 15 minutes.
    """
    name = f"on_change ({command[0]})"
    try:
        # Not through pipes: what it leaves running would hold these open, and us with them.
        with _told(changes) as told, TemporaryFile() as out, TemporaryFile() as err:
            done = subprocess.run(  # noqa: S603 - what the owner of the configuration wrote
                list(command),
                cwd=folder,
                env={**_inherited(), "FEEDCLEAN_OUTPUT": str(output), **told},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=_LONGEST_S,
                check=False,
            )
            said = _end_of(err) or _end_of(out)
    except subprocess.TimeoutExpired as error:
        raise PublishError(
            name, f"took longer than {_LONGEST_S:g} s and was stopped; {_AGAIN}"
        ) from error
    except (OSError, ValueError) as error:
        raise PublishError(name, f"cannot be run ({error}); {_AGAIN}") from error
    if done.returncode:
        ended = f"ended with {done.returncode}" + (f": {said}" if said else "")
        raise PublishError(name, f"{ended}; {_AGAIN}")


def _end_of(file: BinaryIO) -> str:
    """The last words in a file."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _READ_BYTES))
    return file.read(_READ_BYTES).decode("utf-8", "replace").strip()[-_SHOWN:]


@contextmanager
def _told(changes: Changes | None) -> Iterator[Mapping[str, str]]:
    """The variables that tell of changes, and the file one of them names as long as it is asked."""
    if changes is None:
        yield {}
        return
    lines = [
        *(f"written {path}\n" for path in changes.written),
        *(f"removed {path}\n" for path in changes.removed),
    ]
    with TemporaryDirectory(prefix="feedclean-", ignore_cleanup_errors=True) as place:
        listed = Path(place) / "changes"
        listed.write_text("".join(lines), encoding="utf-8", newline="\n")
        yield {_LIST: str(listed), **_in_variables(changes)}


def _in_variables(changes: Changes) -> Mapping[str, str]:
    """The paths themselves, if they fit; a part of them would be taken for all."""
    paths = {
        _WRITTEN: "\n".join(map(str, changes.written)),
        _REMOVED: "\n".join(map(str, changes.removed)),
    }
    size_bytes = sum(len(value.encode("utf-8")) for value in paths.values())
    return paths if size_bytes <= _MOST_BYTES else {}


def _inherited() -> Mapping[str, str]:
    """Our environment, without what another command of this kind has told us."""
    ours = (_LIST, _WRITTEN, _REMOVED)
    return {name: value for name, value in os.environ.items() if name not in ours}
