"""The command of the owner that is run when published bytes have changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.errors import PublishError

_LONGEST_S: Final = 900.0
_AGAIN: Final = "the files are written, and the next build runs it again"
_SHOWN: Final = 400
"""Characters of what a failed command said."""


def run_hook(
    command: Sequence[str],
    *,
    folder: Path,
    output: Path,
    written: Sequence[PurePosixPath],
    removed: Sequence[PurePosixPath],
) -> None:
    """Runs the command in the folder of the configuration, without a shell.

    It finds the output directory in ``FEEDCLEAN_OUTPUT``, and one path a line in
    ``FEEDCLEAN_WRITTEN`` and ``FEEDCLEAN_REMOVED``.

    Raises: PublishError, if it cannot be started, fails, or takes longer than 15 minutes.
    """
    environment = {
        **os.environ,
        "FEEDCLEAN_OUTPUT": str(output),
        "FEEDCLEAN_WRITTEN": "\n".join(map(str, written)),
        "FEEDCLEAN_REMOVED": "\n".join(map(str, removed)),
    }
    name = f"on_change ({command[0]})"
    try:
        done = subprocess.run(  # noqa: S603 - what the owner of the configuration wrote
            list(command),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PublishError(
            name, f"took longer than {_LONGEST_S:g} s and was stopped; {_AGAIN}"
        ) from error
    except (OSError, ValueError) as error:
        raise PublishError(name, f"cannot be run ({error}); {_AGAIN}") from error
    if done.returncode:
        told = (done.stderr or done.stdout).decode("utf-8", "replace").strip()[-_SHOWN:]
        ended = f"ended with {done.returncode}" + (f": {told}" if told else "")
        raise PublishError(name, f"{ended}; {_AGAIN}")
