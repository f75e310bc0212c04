"""Arguments in, text and exit codes out.

Everything heavy is imported inside the commands, so that ``--help`` and ``--version`` answer at
once.
"""

from feedclean.cli.group import main, program

__all__ = ["main", "program"]
