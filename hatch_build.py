"""Makes the pages for ``man`` while a wheel is built; they are kept nowhere else."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPages(BuildHookInterface[Any]):
    """Puts them where an environment has ``share/man``."""

    _folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Makes them anew of the commands as they are."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        from feedclean.cli.man import write_pages  # noqa: PLC0415 - from the folder that is built

        self._folder = Path(tempfile.mkdtemp(prefix="feedclean-man-"))
        write_pages(self._folder)
        pages = sorted(self._folder.iterdir())
        build_data["shared_data"] |= {str(one): f"share/man/man1/{one.name}" for one in pages}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Takes them away again once they are in the wheel."""
        if self._folder is not None:
            shutil.rmtree(self._folder)
