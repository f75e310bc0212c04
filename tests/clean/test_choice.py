from __future__ import annotations

import pytest

from feedclean.clean.scoring.choice import choose


def test_an_unsure_page_keeps_more_than_a_sure_one() -> None:
    sure = choose({0: 0.99, 1: 0.98, 2: 0.3}, [100, 100, 100])
    unsure = choose({0: 0.45, 1: 0.4, 2: 0.3}, [100, 100, 100])

    assert sure.keep == {0, 1}
    assert unsure.keep == {0, 1, 2}
    assert sure.expected > unsure.expected


def test_a_page_without_any_likely_block_keeps_its_best() -> None:
    assert choose({0: 0.05, 1: 0.01}, [50, 50]).keep == {0}


def test_a_page_without_blocks_keeps_nothing() -> None:
    assert choose({}, []).keep == frozenset()


def test_a_short_sure_text_does_not_take_many_doubtful_teasers_along() -> None:
    scores = {0: 0.98, **dict.fromkeys(range(1, 41), 0.4)}

    assert choose(scores, [200, *[100] * 40]).keep == {0}


def test_a_long_sure_text_takes_a_few_doubtful_lines_along() -> None:
    scores = {**dict.fromkeys(range(10), 0.98), 10: 0.5, 11: 0.52}

    assert choose(scores, [100] * 12).keep == frozenset(range(12))


def test_what_is_expected_is_the_mean_over_all_bars() -> None:
    choice = choose({0: 1.0, 1: 0.5}, [100, 100])

    # the bar is above the second block or below it; both are kept, since loss counts for more
    assert choice.keep == {0, 1}
    assert choice.expected == pytest.approx(0.5 * 2.21 / 3.21 + 0.5)


def test_a_sure_block_is_kept_however_the_rest_looks() -> None:
    choice = choose({0: 0.62, 1: 0.41, 2: 0.93}, [10, 1000, 10])

    assert choice.keep == {0, 2}
    assert choice.least == 0.6


def test_an_unlikely_block_is_kept_only_where_there_is_nothing_better() -> None:
    assert choose({0: 0.17, 1: 0.26}, [1000, 1000]).keep == {1}
    assert choose({0: 0.17, 1: 0.19}, [1000, 1000]).keep == {0, 1}
