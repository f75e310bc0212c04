"""What a program and all below it take while it runs: processors, memory, the time of stages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

STAGES: Final = (
    "plan",
    "read",
    "sample",
    "learn",
    "clean",
    "settle",
    "file",
    "fronts",
    "documents",
)
"""Of an archive, in their order; each has a folder below that of its work."""
LOOK_S: Final = 0.1
WEIGH_S: Final = 2.0
"""Between two looks at the memory: each holds a process of 200 MB up for some milliseconds."""


class Watch:
    """What a program and all below it have taken so far."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self._weighed = self.since
        self._cpu: dict[int, float] = {}
        """Of each process, also of those that have ended."""
        self._looks: list[tuple[float, dict[int, float]]] = []
        self._peaks = {"peak_mb": 0.0, "driver_mb": 0.0, "worker_mb": 0.0}

    def look(self, pid: int) -> bool:
        """Looks at them; gives whether at their memory, too."""
        family = _family(pid)
        self._cpu |= {one: spent for one in family if (spent := _spent_s(one))}
        self._looks.append((time.time(), dict(self._cpu)))
        if time.monotonic() < self._weighed + WEIGH_S:
            return False
        self._weighed = time.monotonic()
        sizes = [_resident(one) / 1e6 for one in family]
        now = {"peak_mb": sum(sizes), "driver_mb": sizes[0], "worker_mb": max(sizes[1:], default=0)}
        self._peaks = {name: max(value, now[name]) for name, value in self._peaks.items()}
        return True

    def peaks(self) -> dict[str, float]:
        """The most memory, of all together, of the first process, and of the largest other one."""
        return self._peaks

    def cpu_s(self) -> float:
        """Processor time of them all."""
        return sum(self._cpu.values())

    def path_s(self, work: Path) -> float:
        """What the busiest process of each stage took, as the files of stages tell their ends."""
        total, before = 0.0, dict[int, float]()
        for end in (*(end for _, end in ends(work)), float("inf")):
            now = next((cpu for at, cpu in self._looks if at >= end), self._looks[-1][1])
            total += max((spent - before.get(pid, 0.0) for pid, spent in now.items()), default=0.0)
            before = now
        return total


def ends(work: Path) -> Iterator[tuple[str, float]]:
    """When each stage wrote its last file, in seconds since 1970, one after the other."""
    found = [
        (max(path.stat().st_mtime for path in (work / name).iterdir()), name)
        for name in STAGES
        if (work / name).is_dir()
    ]
    return ((name, end) for end, name in sorted(found))


def crowd(folder: Path) -> int:
    """How many files the folder has that has most of them, itself or one below it."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    return max(sum(path.is_file() for path in one.iterdir()) for one in folders)


def _spent_s(pid: int) -> float:
    """Processor time of a process so far; 0 where nobody tells any more."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def _family(pid: int) -> list[int]:
    """A process and all below it, where the system tells."""
    try:
        # Of each thread: what it starts is a child of its own.
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return [pid]
    return [pid, *(one for child in " ".join(told).split() for one in _family(int(child)))]


def _resident(pid: int) -> int:
    """Bytes of memory that a process has to itself, and its share of what it does not."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return 1024 * int(found[1]) if found else 0


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
