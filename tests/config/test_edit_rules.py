"""A rule more in a configuration, and all else as it was."""

from __future__ import annotations

import tomllib

import pytest

from feedclean.config.edit import Place, with_rule

SOURCE = Place(table="source", name="a")
HOST = Place(table="rules", name="example.org")
BEGIN = '# mine\n[[source]]\nid = "a"  # the first\n'
END = '\n# the second\n[[source]]\nid = "b"\nstrip = ["p.b"]\n'


@pytest.mark.parametrize(
    ("there", "becomes"),
    {
        "nothing": ("", [".x"]),
        "one": ('strip = "p.a"\n', ["p.a", ".x"]),
        "a list": ('strip = ["p.a"]\n', ["p.a", ".x"]),
        "an empty list": ("strip = []\n", [".x"]),
        "lines with remarks": ('strip = [\n  "p.a",  # why\n  # more\n]\n', ["p.a", ".x"]),
        "a secret": ('strip = ["p.${A}"]\n', ["p.${A}", ".x"]),
        "more keys": ('strip = ["p.a"]\nkeep = ["p.k"]  # kept\n', ["p.a", ".x"]),
    }.values(),
    ids=lambda one: repr(one)[:30],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_rule_goes_to_its_key_and_nothing_else_changes(
    there: str, becomes: list[str], newline: str
) -> None:
    before = f"{BEGIN}{there}{END}".replace("\n", newline)
    after = with_rule(before, SOURCE, "strip", ".x")
    expected = tomllib.loads(before)
    expected["source"][0]["strip"] = becomes

    assert tomllib.loads(after) == expected
    assert after.endswith(END.replace("\n", newline))
    assert [line for line in before.splitlines() if "#" in line] == [
        line for line in after.splitlines() if "#" in line
    ]
    assert after.count(newline) == after.count("\n")


def test_rules_of_defaults_go_on_to_hold() -> None:
    text = f'[defaults]\nstrip = ["p.d"]\n\n{BEGIN}'

    assert tomllib.loads(with_rule(text, SOURCE, "strip", ".x"))["source"][0]["strip"] == [
        "p.d",
        ".x",
    ]


def test_a_host_without_rules_gets_a_table() -> None:
    once = with_rule(BEGIN, HOST, "strip", 'p:-soup-contains("${A}")')
    twice = with_rule(once, HOST, "strip", ".y")

    assert once.startswith(BEGIN)
    assert tomllib.loads(twice)["rules"] == [
        {"host": "example.org", "strip": ['p:-soup-contains("$${A}")', ".y"]}
    ]


def test_a_source_of_a_list_has_no_table_to_be_written_to() -> None:
    with pytest.raises(KeyError):
        with_rule(END, SOURCE, "strip", ".x")


def test_tables_between_those_of_another_name_stay_where_they_are() -> None:
    between = '\n[fetch]  # mine\nallow_private_hosts = ["a"]\n'
    text = f'{BEGIN}strip = [\n  ["a"],\n]\n'.replace('["a"]', '".a"') + between + END
    after = with_rule(text, Place(table="source", name="b"), "strip", ".x")

    assert after == text.replace('strip = ["p.b"]', 'strip = ["p.b", ".x"]')
    assert with_rule(text, SOURCE, "keep", ".k") == text.replace(
        between, f'keep = [".k"]\n{between}'
    )


def test_a_header_within_a_text_is_none() -> None:
    text = f"{BEGIN}title = '''\n[[source]]\nid = 'b'\n'''\n{END}"
    after = with_rule(text, Place(table="source", name="b"), "strip", ".x")

    assert after == text.replace('strip = ["p.b"]', 'strip = ["p.b", ".x"]')
