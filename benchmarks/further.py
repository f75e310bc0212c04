"""What an archive costs besides its articles: to go on when killed, to be there already, to grow.

All of it in one folder of work, each run watched as those of ``scale`` are.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.watching import LOOK_S, Watch, crowd, ends
from feedclean.archive.order import WORK

MORE = 1_000
"""Articles that come to an archive that is done."""


@dataclass(frozen=True, slots=True)
class Further:
    """What the runs around the one that makes an archive took."""

    killed_shards: int
    """Cleaned when it was killed, half of them."""
    resumed_s: float
    """Until the next one was cleaned."""
    stages_s: dict[str, float]
    """Of each stage, by the clock; what was killed and begun again counted once."""
    crowd: int
    """Files in the folder that has most of them."""
    again_s: float
    """Of a run over what is done."""
    more_s: float
    """Of one with ``MORE`` articles more."""
    more_cpu_s: float
    more_before: int
    """Shards of the two rounds that this one found done."""
    shards: int


def killed(words: Sequence[str], out: Path, noted: Path) -> int:
    """Kills a run when half of its shards are cleaned; gives how many that is."""
    run(words, noted, lambda: 0 < shards_in(out, "sample") <= 2 * shards_in(out, "clean"))
    return shards_in(out, "clean")


def resumed(words: Sequence[str], out: Path, noted: Path) -> float:
    """Seconds until a run that was killed has cleaned another shard; it is killed once more."""
    started, before = time.monotonic(), shards_in(out, "clean")
    run(words, noted, lambda: shards_in(out, "clean") > before)
    return time.monotonic() - started


def measured(
    words: Sequence[str], out: Path, add: Callable[[], None], was: tuple[int, float], since: float
) -> Further:
    """What runs over an archive that is done take; ``add`` puts more articles to its inputs."""
    spans, at = {}, since
    for name, end in ends(out / WORK):
        if name == "plan":  # each run plans anew
            continue
        spans[name], at = end - at, end
    most, shards = crowd(out), shards_in(out, "clean")
    again = run(words)
    add()
    more = run([*words, "--json"])
    return Further(
        killed_shards=was[0],
        resumed_s=was[1],
        stages_s=spans,
        crowd=most,
        again_s=again.seconds,
        more_s=more.seconds,
        more_cpu_s=more.watch.cpu_s(),
        more_before=json.loads(more.told)["before"],
        shards=shards,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A program that has come to its end, or was killed."""

    watch: Watch
    seconds: float
    told: str


def run(
    words: Sequence[str], noted: Path | None = None, is_time: Callable[[], bool] = lambda: False
) -> Run:
    """Runs a program and watches it; once it is time it is ended as by ``kill -9``.

    What it has taken is put into a file all the while, on top of what stood there before.
    """
    before = told_before(noted)
    watch = Watch()
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            while process.poll() is None and not is_time():
                if watch.look(process.pid) and noted is not None:
                    noted.write_text(json.dumps(so_far(watch, before)), "utf-8")
                time.sleep(LOOK_S)
            is_over = process.poll() is not None
            if not is_over:
                process.kill()
        except BaseException:
            process.terminate()
            raise
        assert process.stdout is not None
        told = process.stdout.read()
    if is_over and process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    if noted is not None:
        noted.write_text(json.dumps(so_far(watch, before)), "utf-8")
    return Run(watch, time.monotonic() - watch.since, told)


def told_before(noted: Path | None) -> dict[str, float]:
    """What runs that were stopped have taken."""
    if noted is None or not noted.exists():
        return {}
    found: dict[str, float] = json.loads(noted.read_text("utf-8"))
    return found


def so_far(watch: Watch, before: dict[str, float]) -> dict[str, float]:
    """The same with what is being watched."""
    found = {name: max(value, before.get(name, 0.0)) for name, value in watch.peaks().items()}
    found["wall_s"] = before.get("wall_s", 0.0) + time.monotonic() - watch.since
    found["cpu_s"] = before.get("cpu_s", 0.0) + watch.cpu_s()
    return found


def shards_in(out: Path, stage: str) -> int:
    """How many shards of a stage are done."""
    try:
        names = os.listdir(out / WORK / stage)  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return 0
    return sum(name.endswith(".json") and not name.startswith(".") for name in names)
