from __future__ import annotations

import pytest

from feedclean.generate.titles import title_key

MARKED = {
    "组图": ("布林肯见习近平:小进展难掩大分歧(组图)", "布林肯见习近平：小进展难掩大分歧"),
    "图, full width": ("前景不明（图）", "前景不明"),
    "before": ("【视频】前景不明", "前景不明"),
    "two": ("前景不明(组图)(视频)", "前景不明"),
    "photos": ("Ministers meet [photos]", "Ministers meet"),
    "capitals": ("MINISTERS MEET (Video)", "Ministers meet"),
    "spaces and quotes": ("“Ministers”  meet", "Ministers meet"),
}


@pytest.mark.parametrize(("one", "other"), MARKED.values(), ids=MARKED.keys())
def test_marks_around_a_title_do_not_make_it_another(one, other):
    assert title_key(one) == title_key(other)


DIFFERENT = {
    "part": ("The long road (1)", "The long road (2)"),
    "bracket with content": ("会谈(上)", "会谈(下)"),
    "mark without brackets": ("一张组图", "一张"),
    "word": ("Ministers meet", "Ministers met"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_other_differences_do(one, other):
    assert title_key(one) != title_key(other)


def test_a_title_that_is_all_mark_keeps_it():
    assert title_key("(组图)") == "组图"
