from __future__ import annotations

import pytest

from feedclean.dom.generator import generator_of


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<meta name="generator" content="WordPress.com" />', "wordpress.com"),
        ("<meta content='blogger' name='generator'/>", "blogger"),
        ("<META NAME=generator CONTENT=Blogger>", "blogger"),
        ('<meta name="generator" content="WordPress 6.1">', ""),
        ('<meta name="description" content="blogger">', ""),
        ("<p>generator</p>", ""),
    ],
)
def test_a_page_may_say_which_program_made_it(html: str, found: str) -> None:
    assert generator_of(f"<html><head>{html}</head></html>", ("wordpress.com", "blogger")) == found
