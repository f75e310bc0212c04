"""Whether the dates of a text are written month first, as some of them show."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = re.compile(r"(?<![\d/])(\d{1,2})\\?/(\d{1,2})\\?/(?:\d{4}|\d{2})(?![\d/])")
_LAST_MONTH: Final = 12


def is_month_first(text: str) -> bool:
    """Whether a text has dates such as ``03/25/2024`` and none such as ``25/03/2024``.

    Then its others, which could be read either way, are of the same hand.
    """
    if "/" not in text:
        return False
    found = [(int(date[1]), int(date[2])) for date in _NUMBERS.finditer(text)]
    days_first = any(first > _LAST_MONTH for first, _ in found)
    return not days_first and any(second > _LAST_MONTH for _, second in found)
