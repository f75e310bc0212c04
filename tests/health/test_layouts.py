from __future__ import annotations

from feedclean.health.layouts import NEW, fit
from feedclean.model.health import Layout


def layout(names: range, paths: range) -> Layout:
    return Layout(names=tuple(names), paths=tuple(paths))


KNOWN = (layout(range(20), range(20)),) * 5


def fit_of(page: Layout) -> float:
    found = fit(page, KNOWN)
    assert found is not None
    return found


def test_a_page_of_other_names_is_new_although_its_nesting_is_much_alike() -> None:
    assert fit_of(layout(range(100, 120), range(5, 25))) < NEW


def test_a_page_whose_names_alone_are_others_is_not_new() -> None:
    assert fit_of(layout(range(100, 120), range(20))) >= NEW


def test_of_a_page_that_names_hardly_anything_the_nesting_counts() -> None:
    assert fit_of(layout(range(100, 103), range(5, 25))) >= NEW


def test_a_page_is_compared_with_nothing_before_enough_are_known() -> None:
    assert fit(KNOWN[0], KNOWN[:4]) is None
