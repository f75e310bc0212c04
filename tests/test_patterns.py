from __future__ import annotations

import re
import time

import pytest

from feedclean.patterns import LONGEST, MOST_TEXT, compiled, problem, replacement_problem

GOOD = {
    "plain": ("abc", "abc"),
    "star": ("<b>.*?</b>", "<b>.{0,999}?</b>"),
    "plus": ("a+b", "a{1,999}b"),
    "from": ("a{3,}+", "a{3,999}+"),
    "to": ("a{,5}b{2,3}c{4}", "a{,5}b{2,3}c{4}"),
    "class": ("[*+{]x[]a]+[^]*]", "[*+{]x[]a]{1,999}[^]*]"),
    "escaped": (r"\\\[\(\*+", r"\\\[\(\*{1,999}"),
    "brace": ("a{x}", "a{x}"),
    "group": ("(?:ab)*c", "(?:ab){0,999}c"),
    "choice": ("a|b(c|d)", "a|b(c|d)"),
    "optional choice": ("(?:a|b)?c", "(?:a|b)?c"),
    "flags": ("(?is)x.*", "(?is)x.{0,999}"),
    "flags of a group": ("(?i:x)", "(?i:x)"),
    "named": ("(?P<a>x+)", "(?P<a>x{1,999})"),
    "around": ("(?<=a)b(?=c)(?!d)", "(?<=a)b(?=c)(?!d)"),
    "zh": ("广告.{0,30}。", "广告.{0,30}。"),
}


@pytest.mark.parametrize(("pattern", "expected"), GOOD.values(), ids=GOOD)
def test_patterns_in_bounds_are_taken_and_end_somewhere(pattern: str, expected: str) -> None:
    assert problem(pattern) == ""
    assert compiled(pattern).pattern == expected


BAD = {
    "empty": ("", "empty"),
    "long": ("a" * (LONGEST + 1), "1001 characters"),
    "broken": ("(", "no valid regular expression"),
    "many": ("a**", "no valid regular expression"),
    "nested": ("x(a+)+", "'(a+)+' repeats what repeats or chooses"),
    "nested fixed": ("(x{999}){999}", "repeats what repeats"),
    "nested twice": ("((a+))*", "repeats what repeats"),
    "nested optional": ("(?:a?)*", "repeats what repeats"),
    "choice": ("(a|aa)+", "repeats what repeats or chooses"),
    "choice within": ("((a|b)c)*", "repeats what repeats or chooses"),
    "three": ("a*b*c*", "1000000000 ways to match"),
    "far": ("a{1,99999}", "99999 ways"),
    "choices": ("(a|b)" * 14, "16384 ways"),
    "back": (r"(a)\1", "more than a pattern here may use"),
    "back by name": ("(?P<n>a)(?P=n)", "more than a pattern here may use"),
    "condition": ("(a)?(?(1)b|c)", "more than a pattern here may use"),
    "verbose": ("(?x) a # )", "more than a pattern here may use"),
    "comment": ("(?#a*)b", "more than a pattern here may use"),
}


@pytest.mark.parametrize(("pattern", "told"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_pattern_is_told(pattern: str, told: str) -> None:
    assert told in problem(pattern)


def test_the_way_out_is_told() -> None:
    assert "write how far each may reach, such as {0,9} instead of *" in problem(".*.*")


@pytest.mark.parametrize(
    ("by", "told"),
    [(r"\1", ""), (r"\2", "invalid group reference"), (r"\g<x>", "unknown group name"), ("\\", "")],
)
def test_what_is_to_be_put_in_the_place_is_looked_at(by: str, told: str) -> None:
    found = replacement_problem("a(b)", by)

    assert told in found
    assert bool(found) == (bool(told) or by == "\\")


HOSTILE = [("<div.*?</div>", "<div"), ("a.{0,99}b.{0,99}c", "ab")]


@pytest.mark.slow
@pytest.mark.parametrize(("pattern", "piece"), HOSTILE)
def test_the_worst_page_for_a_pattern_takes_seconds_and_not_for_ever(
    pattern: str, piece: str
) -> None:
    text = piece * (MOST_TEXT // len(piece))
    start = time.process_time()
    compiled(pattern).sub("", text)

    assert problem(pattern) == ""
    assert time.process_time() - start < 120


def test_a_pattern_means_what_it_meant_as_far_as_it_reaches() -> None:
    text = "<p>a</p> <p>b\nc</p><p>" + "x" * 999 + "</p>"

    assert compiled("(?s)<p>.*?</p>").sub("", text) == re.sub("(?s)<p>.*?</p>", "", text)
