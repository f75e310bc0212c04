"""``./run hostile WHAT``: everything that is tried by hand only, with what it cost, as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import chromium
from tests.hostile.asking import Asked, ask
from tests.hostile.bombs import FILES
from tests.hostile.payloads import payloads
from tests.hostile.publishing import publish
from tests.hostile.running import run
from tests.hostile.trying import MEMORY_BYTES, NEIGHBOUR, beside_a_neighbour, build
from tests.hostile.upstream import ATTACKS, upstream


def bombs(names: list[str]) -> int:
    """Every bomb, or those whose names hold one of the words; how many did harm."""
    harmful = 0
    for name, bomb in FILES.items():
        if names and not any(word in name for word in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            tried = build(beside_a_neighbour(Path(folder), name, bomb.make()))
            stands = (Path(folder) / "public" / f"{NEIGHBOUR}.atom").exists()
        sound = tried.code in (0, 1) and tried.peak_bytes < MEMORY_BYTES and stands
        harmful += not sound
        told = next((line for line in tried.told.splitlines() if f" {name}: " in line), "read")
        print(
            f"{'ok  ' if sound else 'HARM'} {name:28} {tried.seconds:5.1f} s "
            f"{tried.peak_bytes / 2**20:4.0f} MB  {told[:150]}",
            flush=True,
        )
    print(f"{harmful} did harm")
    return harmful


def run_payloads(how_many: int, seed: int) -> int:
    """Payloads through the product into Chromium; how many ran."""
    path = chromium.find()
    if path is None:
        print("no Chromium found; on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    harm = 0
    with tempfile.TemporaryDirectory() as folder, chromium.started(path) as browser:
        published = publish(list(payloads(how_many, seed)), Path(folder))
        pages = sorted(published.folder.rglob("*.html"))
        ran = run(browser, [*published.html, *published.lines], pages)
        harm = len(ran.hits) + len(ran.found) + len(ran.asked)
    print(f"{how_many} payloads, seed {seed}: {len(published.html)} texts, {len(published.lines)} ")
    print(f"lines and {len(pages)} pages in Chromium; {len(ran.hits)} ran")
    for told in (*ran.found, *ran.asked):
        print(told[:300])
    return harm


def server(names: list[str], at_once: int) -> int:
    """Every attack, or those whose names hold one of the words; how many did harm."""
    chosen = [name for name in ATTACKS if not names or any(word in name for word in names)]
    harmful = 0
    with upstream() as hostile, ThreadPoolExecutor(at_once) as pool:

        def attacked(name: str) -> Asked:
            with tempfile.TemporaryDirectory() as folder:
                return ask(hostile.host, name, Path(folder) / "site")

        for name, asked in zip(chosen, pool.map(attacked, chosen), strict=True):
            harmful += bool(asked.problems)
            print(
                f"{'HARM' if asked.problems else 'ok  '} {name:24} {asked.tried.seconds:5.1f} s "
                f"{asked.tried.peak_bytes / 2**20:4.0f} MB  "
                f"{', '.join(asked.problems) or asked.told[:150]}",
                flush=True,
            )
    print(f"{harmful} of {len(chosen)} did harm")
    return harmful


def main() -> int:
    """Reads the arguments; gives the exit status."""
    parser = argparse.ArgumentParser(prog="./run hostile", description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    tried = parts.add_parser("bombs", help="files that cost more than they weigh")
    tried.add_argument("names", nargs="*", help="words that names of bombs hold")
    asked = parts.add_parser("server", help="an upstream that answers as no honest one would")
    asked.add_argument("names", nargs="*", help="words that names of attacks hold")
    asked.add_argument("--at-once", type=int, default=4, help="how many attacks at the same time")
    written = parts.add_parser("payloads", help="script in every spelling, in Chromium")
    written.add_argument("how_many", nargs="?", type=int, default=5_000)
    written.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.what == "bombs":
        return int(bombs(arguments.names) > 0)
    if arguments.what == "server":
        return int(server(arguments.names, arguments.at_once) > 0)
    return int(run_payloads(arguments.how_many, arguments.seed) > 0)


if __name__ == "__main__":
    sys.exit(main())
