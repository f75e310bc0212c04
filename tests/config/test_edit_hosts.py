"""One more host that builds may ask: written, and all else stands."""

from __future__ import annotations

import tomllib

import pytest

from feedclean.config.edit import with_private_host
from tests.making import SITE, source

HOST = "127.0.0.1:8080"
TEXTS = {
    "no table": SITE + source("a", "a"),
    "no end of line": (SITE + source("a", "a")).rstrip("\n"),
    "an empty table": f"{SITE}\n[fetch] # slowly\n\n# mine\n{source('a', 'a')}",
    "other keys": f"{SITE}\n[fetch]\npage_delay = 2.0  # polite\n\n# mine\n{source('a', 'a')}",
    "other hosts": f'{SITE}\n[fetch]\nallow_private_hosts = [\n  "nas.local", # mine\n]\n',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_host_comes_behind_those_there_are(text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    said = with_private_host(text, HOST)

    before, after = tomllib.loads(text), tomllib.loads(said)
    known = before.get("fetch", {}).get("allow_private_hosts", [])
    assert after["fetch"].pop("allow_private_hosts") == [*known, HOST]
    before.get("fetch", {}).pop("allow_private_hosts", None)
    assert {**after, "fetch": after["fetch"]} == {"fetch": {}} | before
    assert [line for line in text.split() if line not in said.split()] == []
    assert said.count("\n") == said.count(newline)


def test_tables_around_it_stay_where_they_are() -> None:
    fetch = '\n[fetch]\nallow_private_hosts = ["nas.local"]\n'
    text = f"{SITE}{source('a', 'a')}{fetch}{source('b', 'b')}"

    assert with_private_host(text, HOST) == text.replace('"nas.local"', f'"nas.local", "{HOST}"')
