"""By what a page shows which program made it: ``<meta name="generator">``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_HEAD_CHARS: Final = 20_000
_META: Final = re.compile(r"<meta\b[^>]{0,400}>", re.IGNORECASE)
_NAME: Final = re.compile(r"""\sname\s*=\s*["']?generator\b""", re.IGNORECASE)
_CONTENT: Final = re.compile(
    r"""\scontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)


def generator_of(html: str, programs: Iterable[str]) -> str:
    """Which of some programs a page says it was made by; empty if none of them.

    Programs are named by how the value begins, in small letters.
    """
    for meta in _META.findall(html[:_HEAD_CHARS]):
        content = _CONTENT.search(meta) if _NAME.search(meta) else None
        if content is not None:
            said = next(part for part in content.groups() if part is not None).strip().lower()
            return next((name for name in sorted(programs) if said.startswith(name)), "")
    return ""
