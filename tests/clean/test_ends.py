"""Whom lines at the end of an article speak of and to."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from feedclean.clean.lines.ends import addressed

LINES = {
    "whole words": ("we ask you, and you ask us.", (0, 2, 2)),
    "not within words": ("the bus of the youth went west", (0, 0, 0)),
    "beside marks and figures": ("us2 and _us are none; (us), us-based", (0, 2, 0)),
    "services within words": ("facebookseite, e-mails and podcasts", (3, 0, 0)),
    "no spaces": ("欢迎你关注我们的微信公众号", (2, 1, 1)),
    "both in one line": ("please ask us: 我们在这里 и мы", (0, 3, 0)),
    "at most four": ("you " * 9, (0, 0, 4)),
}


@pytest.mark.parametrize(("line", "found"), LINES.values(), ids=LINES.keys())
def test_who_is_spoken_of_is_counted(line: str, found: tuple[int, int, int]) -> None:
    assert addressed(line) == found


@pytest.mark.parametrize("kind", ["us", "you"])
def test_words_that_are_looked_up_are_single_words(kind: str) -> None:
    lists = tomllib.loads(files("feedclean.clean.lines").joinpath("ends.toml").read_text("utf-8"))

    assert [one for one in lists[kind] if not one.isalpha()] == []
