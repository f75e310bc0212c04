from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.config.places import Path, lines_of_texts

TOML = """\
# [[source]] strip = ["no"]
title = "a"   # "b"

[site]
"base url" = 'x'
dotted.key = "y"
number = 1_000
when = 1979-05-27 07:32:00
flags = [true, false]

[[source]]
strip = "div.promo"

[[source]]
strip = [
  "div.promo",  # "]"
  'div.promo', '''
a]
b''',
  "say \\"x\\" ]",

  "#ad", # the last
]
keep = [["a", "b"], ["c",
"d"]]
rules = { keep = "p", strip = ["q", "r"], a.b = "s" }

[source.more]
it = "sub"
[[source.parts]]
it = "part"
[[source.parts]]
it = \"\"\"
part "two" \\
\"\"\"
[defaults]
strip = ["", "é一"]
"""

LINES: dict[Path, int] = {
    ("title",): 2,
    ("site", "base url"): 5,
    ("site", "dotted", "key"): 6,
    ("source", 0, "strip"): 12,
    ("source", 1, "strip", 0): 16,
    ("source", 1, "strip", 1): 17,
    ("source", 1, "strip", 2): 17,
    ("source", 1, "strip", 3): 20,
    ("source", 1, "strip", 4): 22,
    ("source", 1, "keep", 0, 0): 24,
    ("source", 1, "keep", 0, 1): 24,
    ("source", 1, "keep", 1, 0): 24,
    ("source", 1, "keep", 1, 1): 25,
    ("source", 1, "rules", "keep"): 26,
    ("source", 1, "rules", "strip", 0): 26,
    ("source", 1, "rules", "strip", 1): 26,
    ("source", 1, "rules", "a", "b"): 26,
    ("source", 1, "more", "it"): 29,
    ("source", 1, "parts", 0, "it"): 31,
    ("source", 1, "parts", 1, "it"): 33,
    ("defaults", "strip", 0): 37,
    ("defaults", "strip", 1): 37,
}


def texts(value: Any, path: Path = ()) -> dict[Path, str]:
    """Every text of a document, by its path, as the TOML parser has it."""
    if isinstance(value, str):
        return {path: value}
    parts: Any = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    return {key: text for name, one in parts for key, text in texts(one, (*path, name)).items()}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_each_text_is_found_in_its_line(newline: str) -> None:
    assert lines_of_texts(TOML.replace("\n", newline)) == LINES
    assert set(LINES) == set(texts(tomllib.loads(TOML)))


VALUES = st.recursive(
    st.text("ab#[]{},=\"'\\ é一", max_size=6) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)
GAPS = st.sampled_from(["", " ", "\n", "\r\n\n", " # it's \"[{\n", "\t"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """TOML with its values set in many ways: quoted this way or that, over one line or several."""

    def literal(value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int):
            return str(value)
        if isinstance(value, str):
            basic = value.replace("\\", "\\\\").replace('"', '\\"')
            forms = [f'"{basic}"', f'"""{basic}"""', f'"""\n{basic}"""']
            forms += [] if "'" in value else [f"'{value}'", f"'''{value}'''"]
            return draw(st.sampled_from(forms))
        assert isinstance(value, list)
        items = [f"{draw(GAPS)}{literal(one)}{draw(GAPS)}" for one in value]
        closing = draw(st.sampled_from(["", ","])) if items else ""
        return f"[{','.join(items)}{closing}{draw(GAPS)}]"

    lines = []
    for table in range(draw(st.integers(1, 3))):
        lines.append(draw(st.sampled_from(["[[t]]", f"[u{table}]", f"[[v.w]] # {table}"])))
        lines += [f"k{n} = {literal(draw(VALUES))}" for n in range(draw(st.integers(0, 3)))]
    return "\n".join(lines)


@given(documents())
def test_the_texts_found_are_those_of_the_parser_and_begin_in_their_lines(text: str) -> None:
    lines, found = text.split("\n"), lines_of_texts(text)
    known = texts(tomllib.loads(text))

    assert set(found) == set(known)
    for path, line in found.items():
        assert any(mark in lines[line - 1] for mark in ('"', "'"))
        first = known[path].split("\n")[0]
        rest = "\n".join(lines[line - 1 :])
        assert not first or first.replace("\\", "\\\\").replace('"', '\\"') in rest or first in rest
    assert [found[path] for path in sorted(found, key=list(found).index)] == sorted(found.values())
