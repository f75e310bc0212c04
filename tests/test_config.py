from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedclean.config import load_config
from feedclean.config.tables import TABLES
from feedclean.errors import ConfigError
from feedclean.model.source import SourceKind
from tests.making import ROOT, SITE, source

ONE = source("one", "dumps/*.txt")

# What is written, the key the error names, and what the reader is told to write instead.
BAD = {
    "unknown-format": (
        SITE.replace('["atom"]', '["atom", "jsn"]') + ONE,
        "site.formats",
        '"jsn" will not do',
    ),
    "unknown-top-level-key": (SITE + "[sources]\n" + ONE, "sources", 'did you mean "source"?'),
    "unknown-site-key": (SITE + 'titel = "x"\n' + ONE, "site.titel", 'did you mean "title"?'),
    "unknown-source-key": (SITE + ONE + 'dilect = "x"\n', "source[1].dilect", '"dialect"?'),
    "unknown-key-like-nothing": (SITE + ONE + "zzz = 1\n", "source[1].zzz", "known keys: id, kind"),
    "unknown-default": (SITE + "[defaults]\nmax = 1\n" + ONE, "defaults.max", "max_entries"),
    "unknown-fetch-key": (SITE + "[fetch]\ncontct = 1\n" + ONE, "fetch.contct", '"contact"?'),
    "id-as-default": (SITE + '[defaults]\nid = "a"\n' + ONE, "defaults.id", "[[source]]"),
    "no-site": (ONE, "site", "[site]"),
    "no-source": (SITE, "source", "[[source]]"),
    "single-brackets": (SITE + ONE.replace("[[source]]", "[source]"), "source", "two brackets"),
    "single-brackets-in-words": (
        SITE + ONE.replace("[[source]]", "[source]"),
        "source",
        "a single table will not do",
    ),
    "truth-as-toml-has-it": (SITE + ONE + "max_entries = true\n", "source[1].max_entries", "true"),
    "address-without-a-scheme": (
        SITE + source("a", "www.example.org/feed", kind="feed"),
        "source[1].location",
        'write location = "https://www.example.org/feed" (source',
    ),
    "address-that-says-subscribe": (
        SITE + source("a", "feed://example.org/feed", kind="feed"),
        "source[1].location",
        'write location = "http://example.org/feed" (source',
    ),
    "folder-as-a-feed": (
        SITE + source("a", "dumps/", kind="feed"),
        "source[1].location",
        'for local files the kind is "dump"',
    ),
    "missing-kind": (SITE + ONE.replace('kind = "dump"', ""), "source[1].kind", '"dump", "feed"'),
    "unknown-kind": (SITE + source("a", "b", kind="rss"), "source[1].kind", 'one of "dump"'),
    "text-for-a-number": (
        SITE + source("a", "b", max_entries="5"),
        "source[1].max_entries",
        "expected a whole number, got text",
    ),
    "truth-for-a-number": (SITE + ONE + "max_entries = true\n", "source[1].max_entries", "from 1"),
    "no-entries": (SITE + ONE + "max_entries = 0\n", "source[1].max_entries", "from 1"),
    "wrong-default": (
        SITE + '[defaults]\nmax_entries = "5"\n' + ONE,
        "defaults.max_entries",
        "whole number",
    ),
    "number-for-a-text": (
        SITE + ONE.replace('"one"', "1", 1),
        "source[1].id",
        "got a whole number",
    ),
    "relative-base-url": (
        '[site]\ntitle = "x"\nbase_url = "/feeds/"\n' + ONE,
        "site.base_url",
        "https://example.org/feeds/",
    ),
    "base-url-with-query": (
        '[site]\ntitle = "x"\nbase_url = "https://example.org/?a"\n' + ONE,
        "site.base_url",
        "query",
    ),
    "id-that-leaves-the-folder": (SITE + source("../evil", "b"), "source[1].id", '"evil"'),
    "absolute-id": (SITE + source("/etc/passwd", "b"), "source[1].id", '"etc-passwd"'),
    "id-with-capitals": (SITE + source("RFI", "b"), "source[1].id", '"rfi"'),
    "id-in-chinese": (SITE + source("新闻", "b"), "source[1].id", "a-z"),
    "empty-id": (SITE + source("", "b", title="t"), "source[1].id", "a-z"),
    "id-of-a-device": (SITE + source("nul", "b"), "source[1].id", "Windows"),
    "endless-id": (SITE + source("a" * 65, "b"), "source[1].id", "64"),
    "same-id-twice": (
        SITE + ONE + ONE,
        "source[2].id",
        'source[1] and source[2] share the id "one"',
    ),
    "unknown-zone": (
        SITE + source("a", "b", timezone="Asia/Shanghia"),
        "source[1].timezone",
        'did you mean "Asia/Shanghai"?',
    ),
    "folder-of-zones": (
        SITE + source("a", "b", timezone="Europe"),
        "source[1].timezone",
        "not a time zone",
    ),
    "zone-outside": (
        SITE + source("a", "b", timezone="../../etc/passwd"),
        "source[1].timezone",
        "not a time zone",
    ),
    "unknown-dialect": (
        SITE + source("a", "b", dialect="klingon"),
        "source[1].dialect",
        "stamp-html",
    ),
    "odd-language": (SITE + source("a", "b", language="zh_CN"), "source[1].language", '"zh"'),
    "url-for-a-dump": (SITE + source("a", "https://x.org/"), "source[1].location", 'kind "feed"'),
    "odd-character-in-a-path": (
        SITE + source("a", "x\\u0000y"),
        "source[1].location",
        "characters no path",
    ),
    "folder-of-a-stranger": (
        SITE + 'output = "~no-such-user-here/x"\n' + ONE,
        "site.output",
        "does not know",
    ),
    "list-for-a-kind": (
        SITE + ONE.replace('kind = "dump"', 'kind = ["dump"]'),
        "source[1].kind",
        'one of "dump"',
    ),
    "path-for-a-feed": (
        SITE + source("a", "feeds/x.xml", kind="feed"),
        "source[1].location",
        '"dump"',
    ),
    "relative-site-url": (
        SITE + source("a", "b", site_url="example.org"),
        "source[1].site_url",
        "absolute",
    ),
    "host-without-port": (
        SITE + '[fetch]\nallow_private_hosts = ["localhost"]\n' + ONE,
        "fetch.allow_private_hosts",
        "host:port",
    ),
}


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "key", "advice"), BAD.values(), ids=BAD.keys())
def test_an_error_names_file_key_and_what_to_write(
    tmp_path: Path, text: str, key: str, advice: str
) -> None:
    path = write(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load_config(path)

    assert caught.value.key == key
    assert caught.value.path == str(path)
    assert str(caught.value).startswith(f"{path}: {key}: ")
    assert advice in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = SITE + "colour = 1\n" + source("a", "b", kind="rss") + source("B", "b", max_entries=0)

    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, text))

    told = str(caught.value)
    assert "4 problems" in told
    for key in ("site.colour", "source[1].kind", "source[2].id", "source[2].max_entries"):
        assert f"  {key}: " in told


def test_a_wrong_default_is_told_once(tmp_path: Path) -> None:
    text = SITE + '[defaults]\ntimezone = "Mars"\n' + source("a", "x") + source("b", "x")

    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, text))

    assert caught.value.key == "defaults.timezone"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"[site\n", "line 1", id="broken-toml"),
        pytest.param(b'[site]\ntitle = "\xff"\n', "UTF-8", id="not-utf-8"),
    ],
)
def test_a_file_that_is_no_toml_says_where(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)

    with pytest.raises(ConfigError, match=told):
        load_config(path)


def test_a_missing_file_is_told_with_the_option_that_names_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--config"):
        load_config(tmp_path / "nowhere.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (SITE + ONE).encode())

    assert load_config(path).site.head.title == "Test"


def test_defaults_fill_what_a_source_leaves_out(tmp_path: Path) -> None:
    text = (
        SITE
        + '[defaults]\nmax_entries = 7\nkind = "dump"\nlanguage = "zh"\n'
        + '[[source]]\nid = "a"\nlocation = "x"\ntitle = "A"\n'
        + source("b", "x", max_entries=3)
    )

    first, second = load_config(write(tmp_path, text)).sources

    assert (first.kind, first.max_entries, first.language) == (SourceKind.DUMP, 7, "zh")
    assert (second.max_entries, second.language) == (3, "zh")


def test_paths_are_relative_to_the_folder_of_the_config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    write(folder, SITE + ONE)
    monkeypatch.chdir(tmp_path)

    config = load_config(Path("deep/feeds.toml"))

    assert config.folder == folder
    assert config.site.output == folder / "public"
    assert config.site.state == folder / ".feedclean"


def test_base_url_ends_with_a_slash(tmp_path: Path) -> None:
    text = SITE.replace("feeds.example.org/", "feeds.example.org/here") + ONE

    assert load_config(write(tmp_path, text)).site.head.url == "https://feeds.example.org/here/"


def test_servers_are_told_of_the_site_where_no_contact_is_given(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, SITE + ONE)).fetch.contact == "https://feeds.example.org/"


def test_the_config_of_this_repository_loads() -> None:
    config = load_config(ROOT / "config.toml")

    assert [source.id for source in config.sources] == [
        "rfi-analysis",
        "chineseheadlinenews",
        "wechat",
    ]


def test_every_source_key_is_a_field_of_the_source() -> None:
    from dataclasses import fields

    from feedclean.model.source import Source
    from feedclean.rules.values import PAIRS, TEXTS

    keys = set(TABLES["source"].__struct_fields__)
    rules = {*TEXTS, *PAIRS}
    assert keys > rules
    assert keys - rules == {field.name for field in fields(Source)} - {"rules"}


def test_a_key_is_named_by_position_for_later_errors(site: Callable[..., Path]) -> None:
    config = load_config(site(source("a", "x"), source("b", "y")))

    assert config.key(config.sources[1].id, "location") == "source[2].location"
