"""Files that programs read which watch this one: appended to, or replaced whole."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Final

from feedclean.errors import PublishError
from feedclean.model.output import Rendered
from feedclean.publish.files import write

_LARGEST: Final = 5_000_000
"""Bytes of a file of lines before it is moved aside, in the place of the one before."""


def append_line(path: Path, line: str) -> None:
    """Puts a line at the end of a file, made where there is none. Raises: PublishError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size >= _LARGEST:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("ab") as file:
            file.write(line.encode())
    except OSError as error:
        raise PublishError(path, f"cannot be written ({os.strerror(error.errno or 0)})") from error


def put_text(path: Path, text: str) -> None:
    """Makes a file hold a text, by rename. Raises: PublishError."""
    name = PurePosixPath(path.name)
    write(path.parent, Rendered(path=name, body=text.encode(), media_type="text/plain"))
