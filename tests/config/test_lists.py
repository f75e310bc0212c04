from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedclean.config import load_config
from feedclean.errors import ConfigError
from tests.making import source

MakeSite = Callable[..., Path]

OPML = (
    '<opml version="2.0"><body><outline text="Ships">'
    '<outline text="River" xmlUrl="https://river.example/f" htmlUrl="https://river.example/"/>'
    '<outline text="Sea" xmlUrl="https://sea.example/f"/></outline></body></opml>'
)
LIST = '\n[[sources_from]]\nopml = "my.opml"\n'


def test_each_feed_of_a_list_is_a_source_with_what_the_table_says(site: MakeSite) -> None:
    config = load_config(site(f'{LIST}language = "de"\n', files={"my.opml": OPML}))

    river, sea = config.sources
    assert (river.id, river.title, river.kind) == ("river", "River", "feed")
    assert (river.location, river.site_url) == ("https://river.example/f", "https://river.example/")
    assert (sea.site_url, sea.language) == (None, "de")
    assert config.key(sea.id, "location") == "sources_from.location"


def test_defaults_hold_for_lists_and_their_own_keys_come_first(site: MakeSite) -> None:
    defaults = '\n[defaults]\nkind = "dump"\nmax_entries = 5\n'

    config = load_config(site(f"{defaults}{LIST}max_entries = 9\n", files={"my.opml": OPML}))

    assert {(one.kind.value, one.max_entries) for one in config.sources} == {("feed", 9)}


def test_sources_of_their_own_come_first_and_keep_their_ids(site: MakeSite) -> None:
    config = load_config(site(source("river", "x"), LIST, files={"my.opml": OPML}))

    first, second, third = [one.id for one in config.sources]
    assert (first, third) == ("river", "sea")
    assert second.startswith("river-")
    assert config.key(config.sources[0].id, "kind") == "source[1].kind"


def test_a_list_on_the_web_is_asked_for_later(site: MakeSite) -> None:
    table = '\n[[sources_from]]\nopml = "https://example.org/l.opml"\nfull_text = "never"\n'

    config = load_config(site(table))

    assert config.sources == ()
    [listed] = config.lists
    assert (listed.location, listed.full_text) == ("https://example.org/l.opml", "never")


def listing(links: str) -> str:
    return source("a", "https://x.example/", kind="pages", links=links)


WRONG = {
    "missing": (LIST, {}, "sources_from[1].opml", "cannot be read"),
    "no-opml": (LIST, {"my.opml": "<rss/>"}, "sources_from[1].opml", "root element is <rss>"),
    "no-name": ("\n[[sources_from]]\nopml = 3\n", {}, "sources_from[1].opml", "will not do"),
    "no-key": ('\n[[sources_from]]\nkind = "feed"\n', {}, "sources_from[1].opml", "missing"),
    "own-id": (f'{LIST}id = "a"\n', {"my.opml": OPML}, "sources_from[1].id", "leave it out"),
    "typo": (f"{LIST}max_entires = 1\n", {"my.opml": OPML}, "max_entires", "max_entries"),
    "value": (f"{LIST}max_entries = 0\n", {"my.opml": OPML}, "max_entries", "whole number from 1"),
    "nothing-at-all": ("", {}, "source", "at least one"),
    "bad-selector": (listing("div["), {}, "source[1].links", "no valid CSS selector"),
    "slow-xpath": (
        listing("//*[preceding::*[following::*]]"),
        {},
        "source[1].links",
        "it might take many seconds on a page of 5,000 elements",
    ),
    "bad-xpath": (listing("//a["), {}, "source[1].links", "no valid XPath"),
    "xpath-of-numbers": (listing("//li + 3"), {}, "source[1].links", "no elements, but nan"),
    "xpath-of-truth": (listing("//li = //b"), {}, "source[1].links", "no elements, but False"),
    "xpath-function": (listing("//a[contain(.)]"), {}, "source[1].links", "contains"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "files", "key", "problem"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_with_its_key(
    site: MakeSite, table: str, files: dict[str, str], key: str, problem: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(site(table, files=files))

    assert key in str(caught.value)
    assert problem in str(caught.value)
