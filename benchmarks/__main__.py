"""``./run bench WHAT``: feedclean measured beside its peers, on a folder of labelled data.

docs/benchmarks.md says what is measured, and where the data comes from.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks import data

COMMANDS: Mapping[str, str] = {
    "quality": "how clean and how complete, beside the peers",
    "speed": "processor time and memory beside the peers, and by stage",
    "learning": "what a source's articles teach, by how many there are, and what it costs",
    "converted": "what becomes of whole pages that were kept as Markdown or plain text",
    "worst": "the worst pages and dumps, with what was lost and what stayed",
    "reasons": "removals drawn by lot with what stood around them, to judge their reasons",
    "warm": "what a build costs in which nothing is new, beside the first one",
    "scale": "what archives cost by their size, and one that is killed and goes on",
    "cold": "what a first build costs, beside its parts and beside others glued together; engines",
    "poll": "what polling many sources costs, over an hour of virtual time",
    "health": "how soon a redesign is told, what is published meanwhile, and how often falsely",
    "floors": "whether quality is at least what it was; exit status 1 where it is lower",
}
"""What can be measured: a module here, with ``add_arguments`` and ``run``, and its help."""


def main() -> int:
    """Reads the arguments and runs one measurement; gives the exit status."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    modules = {}
    for name, told in COMMANDS.items():
        modules[name] = importlib.import_module(f"benchmarks.{name}")
        part = parts.add_parser(name, help=told, description=told)
        part.add_argument(
            "--data",
            type=Path,
            help=f"folder with extraction/ and dumps/; default: ${data.VARIABLE} or "
            "../shared/bench beside the checkout",
        )
        part.add_argument("--json", type=Path, metavar="FILE", help="save the figures there too")
        modules[name].add_arguments(part)
    arguments = parser.parse_args()
    folder = arguments.data or data.beside()
    if folder is not None and not data.is_data(folder):
        parser.error(f"{folder} does not hold extraction/score.py and dumps/score.py")
    if folder is None and not getattr(modules[arguments.what], "WORKS_WITHOUT_DATA", False):
        parser.error("no labelled data: name its folder with --data (docs/benchmarks.md)")
    status = modules[arguments.what].run(arguments, folder.resolve() if folder else None)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
