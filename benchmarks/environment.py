"""An environment with feedclean and its peers side by side, so that one process can time both."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.peers import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-peers"


def python() -> Path:
    """The interpreter of that environment, made on first use."""
    found = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        install = [str(found), "-m", "pip", "install", "--quiet", "--upgrade"]
        subprocess.run([*install, "pip"], check=True)
        subprocess.run([*install, "--editable", str(ROOT), *PACKAGES.values()], check=True)
    return found
