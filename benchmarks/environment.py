"""An environment with feedclean and its peers side by side, so that one process can time both.

A peer is installed when it is first asked for. One that cannot be installed costs its own row.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.peers import NODE_PACKAGES, PEERS, Peer

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-peers"
NODE = FOLDER / "node"
_VERSIONS = """
import json, sys
from importlib.metadata import PackageNotFoundError, version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        found[name] = None
print(json.dumps(found))
"""


def python() -> Path:
    """The interpreter of that environment, made on first use."""
    found = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        subprocess.run([str(found), *_PIP, "--upgrade", "pip"], check=True)
        subprocess.run([str(found), *_PIP, "--editable", str(ROOT)], check=True)
    return found


_PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")


def ready(names: Iterable[str]) -> dict[str, str]:
    """Version of each of the peers that can be used, installed where it was missing."""
    wanted = {name: PEERS[name] for name in names}
    found = _versions(wanted.values())
    for name, peer in wanted.items():
        if found[peer.package] is None:
            print(f"installing {name}", file=sys.stderr)
            problem = _install(peer)
            if problem:
                print(f"left out: {name}: {problem}", file=sys.stderr)
    found = _versions(wanted.values())
    return {name: v for name, peer in wanted.items() if (v := found[peer.package]) is not None}


def _versions(peers: Iterable[Peer]) -> Mapping[str, str | None]:
    peers = list(peers)
    names = [peer.package for peer in peers if not peer.is_node]
    told = subprocess.run(
        [str(python()), "-c", _VERSIONS, *names], capture_output=True, text=True, check=True
    )
    found: dict[str, str | None] = json.loads(told.stdout)
    for peer in peers:
        if peer.is_node:
            found[peer.package] = _node_version(peer.package)
    return found


def _node_version(package: str) -> str | None:
    about = NODE / "node_modules" / package / "package.json"
    if shutil.which("node") is None or not about.is_file():
        return None
    return str(json.loads(about.read_text("utf-8"))["version"])


def _install(peer: Peer) -> str:
    """What went wrong, in a line; empty if nothing did."""
    if not peer.is_node:
        for arguments in peer.install or ((peer.package,),):
            problem = _told([str(python()), *_PIP, *arguments])
            if problem:
                return problem
        return ""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        return "needs node and npm, which are not on this machine"
    NODE.mkdir(parents=True, exist_ok=True)
    (NODE / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    quiet = ("--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(NODE))
    return _told([npm, "install", *quiet, *NODE_PACKAGES])


def _told(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["it could not be installed"])[0].strip()
