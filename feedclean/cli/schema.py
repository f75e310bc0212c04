"""``feedclean config schema``: the keys of ``config.toml``, for editors."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from feedclean.cli.exits import EXIT_OK
from feedclean.cli.hand_out import print_files, say_written, write_files
from feedclean.cli.voice import remark
from feedclean.config.schema import SCHEMA_LINE, SCHEMA_NAME, config_schema
from feedclean.model.output import Rendered


def run_schema(config: Path, *, write: bool) -> int:
    """Prints the schema, or writes it beside a configuration, and gives the exit status.

    Raises: PublishError.
    """
    schema = Rendered(
        path=PurePosixPath(SCHEMA_NAME),
        body=schema_text().encode("utf-8"),
        media_type="application/schema+json",
    )
    if write:
        # Nobody edits it: it is made anew.
        written = write_files(config.parent, [schema], force=True)
        say_written(config.parent, [schema], written)
    else:
        print_files([schema])
    if not _names_it(config):
        remark(f"editors look for it if {config} begins with this line:", err=True)
        remark(SCHEMA_LINE, err=True)
    return EXIT_OK


def schema_text() -> str:
    """The schema as it lies beside a configuration."""
    return json.dumps(config_schema(), ensure_ascii=False, indent=2) + "\n"


def _names_it(config: Path) -> bool:
    try:
        return config.read_text("utf-8-sig").startswith("#:schema ")
    except (OSError, UnicodeDecodeError):
        return False
