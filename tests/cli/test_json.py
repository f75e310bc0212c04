"""What commands print for programs has the shape that docs/json.md tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.cli.scenarios import SCENARIOS, build_house, house_of
from tests.cli.test_family import commands, spellings
from tests.making import ROOT

RUNNING = {"watch", "serve"}
"""They print lines for as long as they run."""
_ROW = re.compile(r"^\| `(?P<key>[^`]+)` \| (?P<kind>[^|]+) \|", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]+\]\(#(?P<to>[\w-]+)\)")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "moment": (str,),
    "number": (int, float),
    "yes or no": (bool,),
    "list": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def tables() -> dict[str, dict[str, str]]:
    """Keys and types that the page tells, by the heading they stand under."""
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    parts = [part.partition("\n") for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]]
    return {head: {m["key"]: m["kind"] for m in _ROW.finditer(body)} for head, _, body in parts}


TABLES = tables()
BY_ANCHOR = {head.lower().replace(" ", "-"): table for head, table in TABLES.items()}
NAMES = [n for n, one in commands().items() if "--json" in spellings(one) and n not in RUNNING]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_house(tmp_path_factory.mktemp("built"))


@pytest.fixture
def as_json(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the command that a test is about be called with ``--json``."""
    words, invoke = request.getfixturevalue("name").split(), CliRunner.invoke

    def changed(self: CliRunner, program: Any, args: list[str], **more: Any) -> Result:
        is_meant = args[: len(words)] == words and "--json" not in args
        return invoke(self, program, [*args, "--json"] if is_meant else args, **more)

    monkeypatch.setattr(CliRunner, "invoke", changed)


def wrong(value: Any, table: Mapping[str, str], at: str = "") -> Iterator[str]:
    """Keys that are not told, and values of another type than is told."""
    if at in table:
        kind = table[at]
        link = _LINK.search(kind)
        if link is not None and value is not None:
            yield from (f"{at}: {one}" for one in wrong(value, BY_ANCHOR[link["to"]]))
        elif link is None and not isinstance(value, types(kind)):
            yield f"{at}: {value!r:.60} is no {kind}"
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from wrong(one, table, f"{at}.{key}" if at else key)
    elif isinstance(value, list):
        for one in value:
            yield from wrong(one, table, f"{at}[]")
    else:
        yield f"{at} is not told"


def types(kind: str) -> tuple[type, ...]:
    return tuple(one for part in kind.strip().split(" or null") for one in _TYPES.get(part, ())) + (
        (type(None),) if kind.strip().endswith("or null") else ()
    )


def heads(keys: Iterator[str] | list[str]) -> set[str]:
    return {re.split(r"\.|\[\]", key.removeprefix("[]."))[0] for key in keys}


def test_every_command_that_prints_json_has_its_table() -> None:
    assert sorted(NAMES) == sorted(head for head in TABLES if head[0].islower())


@pytest.mark.usefixtures("as_json")
@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_has_the_shape_that_is_told(name: str, built: Path, tmp_path: Path) -> None:
    calls = {status: call for status, call in SCENARIOS[name].items() if status != 2}
    told = [call(house_of(built, tmp_path / str(status))) for status, call in calls.items()]
    values = [json.loads(one.out) for one in told if one.out]

    assert values
    assert [one for value in values for one in wrong(value, TABLES[name])] == []
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            assert heads([*TABLES[name]]) == set(one)


@pytest.mark.usefixtures("as_json")
@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_was_done_nothing_is_printed(name: str, built: Path, tmp_path: Path) -> None:
    told = SCENARIOS[name][2](house_of(built, tmp_path))

    assert (told.status, told.out) == (2, "")
    assert told.err
