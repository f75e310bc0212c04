"""Whether the dates of a text are written month first, as some of them show."""

from __future__ import annotations

import re
from typing import Final

# from the first slash on, which is found without looking at letters: 1.2 ms for 100 kB were 0.1
_FROM_SLASH: Final = re.compile(r"/(\d{1,2})\\?/(?:\d{4}|\d{2})(?![\d/])")
_BEFORE_SLASH: Final = re.compile(r"(?:^|[^\d/])(\d{1,2})\\?$")
_REACH: Final = 4
_LAST_MONTH: Final = 12


def is_month_first(text: str) -> bool:
    """Whether a text has dates such as ``03/25/2024`` and none such as ``25/03/2024``.

    Then its others, which could be read either way, are of the same hand.
    """
    found = False
    for date in _FROM_SLASH.finditer(text):
        before = _BEFORE_SLASH.search(text[max(0, date.start() - _REACH) : date.start()])
        if before is not None and int(before[1]) > _LAST_MONTH:
            return False
        found = found or (before is not None and int(date[1]) > _LAST_MONTH)
    return found
