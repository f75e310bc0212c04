"""``./run fuzz TARGET``: bytes guided by what they reach, with atheris; findings are kept.

The corpus beside this file is read and not written: what is new goes to a folder that is ignored.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Reads the arguments and fuzzes one target until the time is over."""
    parser = argparse.ArgumentParser(prog="./run fuzz", description=__doc__)
    parser.add_argument("target", choices=("dialects", "feeds", "process", "rules", "sanitizer"))
    parser.add_argument("--seconds", type=int, default=300)
    arguments = parser.parse_args()
    try:
        import atheris
    except ImportError:
        print("atheris is missing; type: pip install -e .[fuzz]", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["feedclean"]):
        from tests.fuzz.targets import CORPUS, TARGETS
    found = Path(".fuzz") / arguments.target
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={arguments.seconds}",
        "-max_len=8192",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-artifact_prefix={found}/finding-",
    ]
    atheris.Setup(
        [sys.argv[0], *options, str(found), str(CORPUS / arguments.target)],
        TARGETS[arguments.target],
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
