"""What share of what is asked of made-up pages is right, by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def shares_of(
    outcomes: Iterable[tuple[str, bool, str]],
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The shares, and what is wrong, of fields, whether each is right, and what is wrong else."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: dict[str, list[str]] = {}
    for field, is_right, told in outcomes:
        asked[field] += 1
        right[field] += is_right
        if not is_right:
            wrong.setdefault(field, []).append(told)
    return {field: right[field] / asked[field] for field in asked}, wrong
