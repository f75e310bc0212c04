from __future__ import annotations

from itertools import pairwise

import pytest

from feedclean.archive.rounds import _sliced


@pytest.mark.parametrize(
    ("count", "slices"), [(0, 1), (1, 1), (50_000, 1), (50_001, 2), (10_000_000, 64)]
)
def test_slices_are_as_many_as_it_takes_and_no_more_than_some(count: int, slices: int) -> None:
    """Each looks into all shards, of which there are more the more articles there are."""
    found = _sliced(count, 50_000)

    assert len(found) == slices
    assert (found[0][0], found[-1][1]) == (0, 1 << 64)
    assert all(high == low for (_, high), (low, _) in pairwise(found))
