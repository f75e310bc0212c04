"""Exit codes, the same for every command."""

from __future__ import annotations

from typing import Final

EXIT_OK: Final = 0
EXIT_FAILED: Final = 1
"""Something failed; all the rest was done."""
EXIT_UNUSABLE: Final = 2
"""Nothing was done: a configuration or a command line that cannot be used."""
EXIT_ALARM: Final = 3
"""All was done, but an alarm is open, and the caller wants to know."""
EXIT_INTERRUPTED: Final = 130
"""Ctrl-C, as a shell counts it."""
