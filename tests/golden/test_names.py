from __future__ import annotations

import pytest

from feedclean.golden.names import LONGEST, free_name, name_for, name_problem


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd", "C:x", "con", "nul", ".hidden"),
        *("a b", "A", "-x", "x-", "名字", "a\x00b", "a\n", "x" * (LONGEST + 1), "a:b", "a%2fb"),
    ],
)
def test_a_name_that_could_be_a_path_is_refused(name: str) -> None:
    assert name_problem(name)


@pytest.mark.parametrize("name", ["a", "harbour-bridge", "rfi_2", "x" * LONGEST])
def test_a_plain_name_will_do(name: str) -> None:
    assert name_problem(name) == ""


@pytest.mark.parametrize(
    ("url", "title", "location", "expected"),
    [
        ("https://example.org/news/harbour-bridge.html", "T", "x.txt", "harbour-bridge"),
        ("https://example.org/2026/123456", "The bridge", "x.txt", "the-bridge"),
        (None, "市议会", "dump_a.txt", "dump_a"),
        ("https://example.org/%2e%2e%2fetc%2fpasswd", "T", "x", "passwd"),
        ("https://example.org/../../..", "../..", "..", "case-"),
        (None, "con", "nul.txt", "case-"),
    ],
)
def test_a_case_is_named_after_its_article(
    url: str | None, title: str, location: str, expected: str
) -> None:
    name = name_for(url, title, location)

    assert name.startswith(expected)
    assert name_problem(name) == ""


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("a", {"a", "a-2"}) == "a-3"
    assert name_problem(free_name("x" * LONGEST, {"x" * LONGEST})) == ""
