"""``python -m benchmarks quality|speed``: measured beside peers, on a folder of labelled data."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks import quality, speed


def main() -> None:
    """Reads the arguments and runs one measurement."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("what", choices=("quality", "speed"))
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("FEEDCLEAN_BENCH", "../shared/bench")),
        help="folder with extraction/ and dumps/, each with its score.py (docs/benchmarks.md)",
    )
    parser.add_argument("--no-peers", action="store_true", help="feedclean's rows only")
    parser.add_argument("--pages", type=int, default=300, help="pages timed by speed")
    parser.add_argument("--passes", type=int, default=3, help="passes timed by speed")
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    if not (data / "extraction" / "score.py").is_file():
        parser.error(f"{data} holds no extraction/score.py; name the data folder with --data")
    if arguments.what == "speed":
        speed.run(data, arguments.pages, arguments.passes)
    else:
        quality.dumps(data, with_peers=not arguments.no_peers)
        quality.pages(data, with_peers=not arguments.no_peers)


if __name__ == "__main__":
    main()
