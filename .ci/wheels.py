"""Builds wheel and sdist, and tries them in empty environments: ``./run wheels [PYTHON]…``.

What goes into them is held by tests/test_packaging.py; here they are installed, with each Python
that feedclean is for and this machine has, or with those named, and asked to build a folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
VERSIONS = ("3.11", "3.12", "3.13")
TRY = """
import sys
from pathlib import Path
import feedclean
text = "<article><h1>News</h1><p>The ferry left on Monday, and was not late.</p></article>"
article = feedclean.extract(text, language="en")
assert "ferry" in article.html, article
assert Path(feedclean.__file__).with_name("py.typed").exists()
assert feedclean.build("config.toml", offline=True).sources[0].entries == 1
"""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Runs a program, and ends all of it with what that printed if it fails."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        sys.exit(f"failed: {' '.join(map(str, command))}")


def build() -> None:
    """A sdist of the checkout, and a wheel of that sdist."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "build", "--outdir", DIST)
    run(sys.executable, "-m", "twine", "check", "--strict", *sorted(DIST.iterdir()))


def pythons() -> Iterator[tuple[str, str]]:
    """Each version there is an interpreter of, and the way to it; pyenv keeps them off the path."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in VERSIONS:
        found = [shutil.which(f"python{version}"), *kept.glob(f"{version}.*/bin/python{version}")]
        for path in filter(None, found):
            if _is(str(path), version):
                yield version, str(path)
                break
        else:
            print(f"python{version}: none here, not tried")


def _is(path: str, version: str) -> bool:
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    told = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
    return told.stdout.strip() == version


def try_out(python: str, package: Path) -> None:
    """Installs a package where nothing else is, and uses it as a newcomer does."""
    with tempfile.TemporaryDirectory(prefix="feedclean-wheels-") as name:
        folder = Path(name)
        run(python, "-m", "venv", folder / "env")
        here = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        run(here / "python", "-m", "pip", "install", "--quiet", package)
        run(here / "python", "-m", "pip", "check")
        run(here / "feedclean", "--version", cwd=folder)
        run(here / "feedclean", "init", "feeds", "--yes", cwd=folder)
        run(here / "python", "-W", "error", "-c", TRY, cwd=folder / "feeds")
        run(here / "feedclean", "build", "--offline", cwd=folder / "feeds")


def main(named: list[str]) -> int:
    """Builds, checks and tries; gives the exit status."""
    build()
    chosen = [(name, name) for name in named] or list(pythons())
    for version, python in chosen:
        for package in sorted(DIST.iterdir(), reverse=True):  # the wheel first
            if package.suffix == ".whl" or version == chosen[-1][0]:  # a sdist needs one only
                try_out(python, package)
                print(f"python{version}: {package.name} installs and builds")
    return 0 if chosen else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
