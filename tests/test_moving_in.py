"""Files of other programs, through the installed program: to a configuration, and built."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.config import load_config
from feedclean.model.source import Source
from feedclean.moving import read_foreign
from tests.gather.serving import Reply, serving
from tests.making import SITE, article, source

OPML = """<?xml version="1.0"?>
<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body><outline text="News">
<outline text="River &amp; news" type="rss" xmlUrl="{base}/river.xml" htmlUrl="{base}/"
  frss:cssFullContent="div.text, article" frss:cssContentFilter=".promo" frss:ttl="7200"
  frss:filtersActionRead="intitle:x" frss:CURLOPT_COOKIE="session=s3cret"/>
<outline text="Scraped" type="HTML+XPath" xmlUrl="{base}/list.html"
  frss:xPathItem="//div[@class=&quot;card&quot;]" frss:xPathItemTitle="descendant::h2"
  frss:xPathItemUri="descendant::a/@href" frss:xPathItemContent="." frss:xPathItemAuthor="h3/b"/>
<outline text="JSON" type="JSON+DotNotation" xmlUrl="{base}/api" frss:jsonItem="items"/>
<outline text="Local" type="rss" xmlUrl="file:///river.xml"/>
</outline></body></opml>"""

FEED = """<rss version="2.0"><channel><title>River</title><link>{base}/</link>
<item><title>The ferry sails again</title><link>{base}/ferry.html</link><guid>1</guid>
<description>Short.</description></item></channel></rss>"""

TEXT = "After two winters in the dock the ferry left the harbour on Monday, and nobody was late. "
PAGE = f"""<html><body><article><h1>The ferry sails again</h1><p>{TEXT * 4}</p>
<div class="promo">Buy rope from the rope makers.</div><p>{TEXT * 4}</p></article></body></html>"""
LIST = """<html><body><div class="card"><h2>The ferry sails again</h2>
<a href="/ferry.html">Read all of it</a></div></body></html>"""

NEWS = "".join(
    f'<article><h2><a href="/2024/05/0{n}/ferry-number-{n}-sails.html">Ferry number {n} sails again'
    f"</a></h2><time datetime='2024-05-0{n}'>May {n}</time><p>{TEXT}</p></article>"
    for n in range(1, 7)
)
"""A list page as sites have them."""


def numbered(path: str) -> str:
    """The page of one of its articles."""
    n = path.split("-")[2]
    text = f"<p>Crossing {n} of ferry {n} was calm, said captain number {n} of {n}0. {TEXT}</p>" * 3
    title = f"Ferry number {n} sails again"
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}"
        "</article></body></html>"
    )


@pytest.fixture
def base() -> Iterator[str]:
    """A host of feeds, lists and pages."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = f"http://{self.headers['Host']}"
            kinds = {"/river.xml": FEED.format(base=host), "/list.html": LIST, "/ferry.html": PAGE}
            kinds["/feed.json"] = json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "The Rope Walk",
                    "items": [{"id": "1", "title": "Rope", "content_text": TEXT * 4}],
                }
            )
            kinds["/news"] = f"<html><body><main>{NEWS}</main></body></html>"
            text = numbered(self.path) if "number" in self.path else kinds.get(self.path)
            self.send_response(404 if text is None else 200)
            kind = "application/rss+xml" if self.path == "/river.xml" else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


def moved(folder: Path, name: str, text: str) -> tuple[Result, Path]:
    (folder / name).write_text(text, encoding="utf-8")
    config = folder / "config.toml"
    return run("import", folder / name, "--config", config), config


def written(folder: Path, name: str, text: str) -> dict[str, Source]:
    told, config = moved(folder, name, text)

    assert told.exit_code == 0, told.output
    return {str(one.id): one for one in load_config(config).sources}


def expressions(one: Source, field: str) -> list[str]:
    return [selector.expression for selector in getattr(one.rules, field)]


def allow(config: Path, base: str) -> None:
    port = base.rpartition(":")[2]
    table = f'\n[fetch]\nallow_private_hosts = ["127.0.0.1:{port}"]\npage_delay = 0.0\n'
    config.write_text(config.read_text("utf-8") + table, encoding="utf-8")


def test_opml_of_freshrss_becomes_sources_with_their_rules(tmp_path: Path) -> None:
    sources = written(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))

    river, scraped = sources["river-news"], sources["scraped"]
    assert list(sources) == ["river-news", "scraped"]
    assert (river.title, river.location) == (
        "River & news",
        "https://river.example.org/river.xml",
    )
    assert (river.full_text, river.interval_minutes) == ("always", 120)
    assert expressions(river, "body") == ["div.text, article"]
    assert expressions(river, "strip") == [".promo"]
    assert (scraped.kind, scraped.links) == ("pages", '//div[@class="card"]')
    assert (scraped.item_title, scraped.item_author) == ("descendant::h2", "./h3/b")


def test_what_an_opml_file_holds_by_half_twice_or_otherwise_is_told(tmp_path: Path) -> None:
    whole = (
        '<opml version="1.0"><body><outline text="Rope" xmlUrl="feed:https://rope.example/f"/>'
        '<outline text="Rope again" xmlUrl="https://rope.example/f"/>'
        '<outline text="Sail" xmlUrl="https://sail.example/f"/>'
    )
    told, config = moved(tmp_path, "half.opml", f'{whole}<outline text="Mast" xmlUr')

    assert "OPML: 2 sources" in told.output
    assert 'Rope again: source: the file has its address twice, first as "Rope"' in told.output
    assert "Sail: all behind it: the file breaks off below it" in told.output
    locations = [one.location for one in load_config(config).sources]
    assert locations == ["https://rope.example/f", "https://sail.example/f"]
    first = whole.partition('<outline text="Rope again')[0]
    one, _ = moved(tmp_path, "one.opml", f"{first}</body></opml>")
    assert "OPML: 1 source\n" in one.output
    assert "breaks off" not in one.output


def test_what_an_opml_file_names_beside_feeds_is_told_and_folders_are_not(tmp_path: Path) -> None:
    told, config = moved(
        tmp_path,
        "more.opml",
        '<opml version="1.0"><body><outline text="Quays"><outline text="Łódź, straße" '
        'xmlUrl="https://rope.example/f"/><outline text="Sail" type="link" '
        'url="https://sail.example/?token=hunter2"/></outline><outline text="Mast"/>'
        '<outline/><outline text="Oar" htmlUrl="https://oar.example/"/></body></opml>',
    )

    lost = [line for line in told.output.splitlines() if line.startswith("not carried over")]
    assert [line.split(": ")[1] for line in lost] == ["Sail", "Mast", "Oar"]
    assert lost[1].endswith("Mast: source: it names no feed")
    assert '"feedclean add https://oar.example/" looks for one there' in lost[2]
    assert "hunter2" not in told.output
    assert [one.id for one in load_config(config).sources] == ["lodz-strasse"]


def test_a_feed_below_the_address_of_a_page_that_names_none_is_found(tmp_path: Path) -> None:
    home = Reply("<html><head><title>Quays</title></head><body><p>Hi</p></body></html>")
    paths = {"/quay/": home, "/rss.xml": Reply(FEED.format(base="https://other.example"))}
    with serving(paths) as server:
        paths["/quay/feed.xml"] = Reply(FEED.format(base=server.url("/quay")))
        server.answers.update(paths)
        config = tmp_path / "config.toml"
        (tmp_path / "dump").mkdir()
        head = f'{SITE}\n[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        config.write_text(head + source("own", "dump"), "utf-8")

        told = run("add", server.url("/quay/"), "--yes", "--config", config)

    assert told.exit_code == 0, told.output
    added = load_config(config).sources[1]
    assert (added.kind, added.title) == ("feed", "River")
    assert "/quay/feed.xml" in server.paths()
    assert "/rss.xml" not in server.paths()


def test_what_is_not_carried_over_is_told_without_its_value(tmp_path: Path) -> None:
    told, _ = moved(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))

    lost = [line for line in told.output.splitlines() if line.startswith("not carried over")]
    assert [line.split(": ")[1:3] for line in lost] == [
        ["River & news", "curlopt_cookie"],
        ["River & news", "filtersactionread"],
        ["Scraped", "xpathitemcontent"],
        ["JSON", "source"],
        ["Local", "source"],
    ]
    assert "s3cret" not in told.output


def test_imported_sources_build_with_their_rules(tmp_path: Path, base: str) -> None:
    _, config = moved(tmp_path, "their.opml", OPML.format(base=base))
    allow(config, base)

    built = run("build", "--config", config)

    assert built.exit_code == 0, built.output
    for name in ("river-news", "scraped"):
        feed = (tmp_path / "public" / f"{name}.atom").read_text("utf-8")
        assert feed.count("<entry>") == 1
        assert "nobody was late" in feed
    assert "rope makers" not in (tmp_path / "public" / "river-news.atom").read_text("utf-8")


def test_a_configuration_keeps_every_byte_and_its_mode(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    before = (
        '# mine\r\n[site]\r\ntitle = "Mine"  # really\r\n'
        'base_url = "https://feeds.example.org/"\r\n\r\n'
        '[[source]]\r\nid = "river-news"\r\nkind = "feed"\r\n'
        'location = "https://other.example.org/"\r\ntitle = "Other"\r\n'
        '\r\n[[rules]]\r\nhost = "example.org"\r\nstrip = "p.x"'
    )
    config.write_bytes(before.encode())
    config.chmod(0o600)

    told, _ = moved(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))

    after = config.read_bytes().decode()
    assert told.exit_code == 0
    assert after.startswith(before)
    assert after.count("\n") == after.count("\r\n")
    assert config.stat().st_mode & 0o777 == 0o600
    ids = [str(one.id) for one in load_config(config).sources]
    assert ids[0] == "river-news"
    assert ids[1].startswith("river-news-")


def test_a_second_import_adds_nothing(tmp_path: Path) -> None:
    _, config = moved(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))
    before = config.read_bytes()

    told, _ = moved(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))

    assert "there already: River & news, as river-news" in told.output
    assert "unchanged" in told.output
    assert config.read_bytes() == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(OPML.format(base="https://u:pw1@example.org"), "utf-8")

    told = run("import", tmp_path / "a.opml", "--config", tmp_path / "config.toml", "--dry-run")

    assert told.exit_code == 0
    assert "[[source]]" in told.output
    assert "pw1" not in told.output
    assert not (tmp_path / "config.toml").exists()


MINIFLUX = [
    {
        "feed_url": "https://river.example.org/river.xml",
        "site_url": "https://river.example.org/",
        "title": "River",
        "crawler": True,
        "scraper_rules": "article.text",
        "rewrite_rules": 'remove(".promo, #x"),add_dynamic_image,replace("a(.)"|"b$1"),nl2br',
        "blocklist_rules": "(?i)advert",
        "urlrewrite_rules": 'rewrite("^(.*)/a/"|"$1/print/")',
        "keep_filter_entry_rules": "EntryTitle=Ferry\nEntryDate=future",
        "password": "s3cret",
    },
    {"feed_url": "https://off.example.org/", "title": "Off", "disabled": True},
]


def test_feeds_of_miniflux_become_sources_with_their_rules(tmp_path: Path) -> None:
    told, config = moved(tmp_path, "feeds.json", json.dumps(MINIFLUX))

    [one] = load_config(config).sources
    assert (one.id, one.full_text) == ("river", "always")
    assert expressions(one, "body") == ["article.text"]
    assert expressions(one, "strip") == [".promo, #x"]
    assert [(r.find, r.by, r.is_pattern) for r in one.rules.replace] == [("a(.)", r"b\g<1>", True)]
    assert [(r.find, r.by) for r in one.rules.url_rewrite] == [("^(.*)/a/", r"\g<1>/print/")]
    assert {f.part for f in one.rules.block} == {"title", "url", "author", "category"}
    assert [(f.part, f.find) for f in one.rules.allow] == [("title", "Ferry")]
    for lost in ("rewrite_rules: nl2br", "allow: EntryDate", "River: password", "Off: source"):
        assert lost in told.output
    assert "s3cret" not in told.output + config.read_text("utf-8")


FEEDIRON = {
    "debug": False,
    "river.example.org": {
        "type": "xpath",
        "xpath": ["div[@id='text']", {"xpath": "aside", "index": 2}],
        "cleanup": ["div[@class='promo']", "~<script.*~msi"],
        "multipage": {"xpath": "a[@rel='next']"},
        "modify": [{"type": "regex", "pattern": "/Fery(s)?/i", "replace": "Ferry$1"}],
        "reformat": [{"type": "replace", "search": "/a/", "replace": "/print/"}],
    },
    "harbour.example.org/news": {"type": "xpath", "xpath": "main"},
}


def test_recipes_of_feediron_become_rules_of_hosts(site: object, tmp_path: Path) -> None:
    site(source("news", "dump/*.txt"), files={"dump/one.txt": article("one")})  # type: ignore[operator]
    told, config = moved(tmp_path, "feediron.json", json.dumps(FEEDIRON))

    assert told.exit_code == 0, told.output
    [rules] = load_config(config).rules
    body = "(//div[@id='text'])[1] | (//aside)[3]"
    assert rules.host == "river.example.org"
    assert [one.expression for one in rules.body] == [body]
    assert [one.expression for one in rules.strip] == [f"({body})//div[@class='promo']"]
    assert [one.expression for one in rules.next_page] == ["//a[@rel='next']"]
    assert [(one.find, one.by) for one in rules.url_rewrite] == [("/a/", "/print/")]
    assert [(one.find, one.by) for one in rules.replace] == [("(?i)Fery(s)?", r"Ferry\g<1>")]
    assert "harbour.example.org/news: recipe: it holds for a part of a host only" in told.output
    assert run("build", "--config", config).exit_code == 0


def test_rules_alone_make_no_configuration(tmp_path: Path) -> None:
    told, config = moved(tmp_path, "feediron.json", json.dumps(FEEDIRON))

    assert told.exit_code == 2
    assert "import a list of feeds first, such as an OPML file" in told.output
    assert not config.exists()


SHARED = {
    "name": "River",
    "match": "river.example.org",
    "config": {
        "type": "xpath",
        "xpath": [{"xpath": "div", "index": 0}, {"xpath": "p", "index": "all"}],
        "modify": [
            {"type": "replace", "search": ["a", "b", "c"], "replace": ["A", "B"]},
            {"type": "replace", "search": ["d", "e"], "replace": ""},
        ],
    },
}


def test_a_recipe_as_it_is_shared_counts_and_replaces_as_feediron_does() -> None:
    found = read_foreign(json.dumps(SHARED).encode(), "recipe.json")

    [rules] = found.rules
    assert (rules.host, dict(rules.keys)) == (
        "river.example.org",
        {
            "body": ("(//div)[1] | //p",),
            "replace": (("a", "A"), ("b", "B"), ("c", ""), ("d", ""), ("e", "")),
        },
    )


def test_yaml_that_names_the_kinds_of_its_values_is_read() -> None:
    text = (
        "endpoints: [{path: /a.xml, source: !url https://a.example/, filters: [limit: !count 3]}]"
    )
    [one] = read_foreign(text.encode(), "funnel.yaml").sources

    assert (one.url, one.keys) == ("https://a.example/", (("max_entries", 3),))


FUNNEL = r"""
endpoints:
  - path: /ferry.xml
    note: Ferry news
    source: https://river.example.org/river.xml
    filters:
      - full_text: {keep_element: article}
      - simplify_html: {}
      - remove_element: [".promo", "div["]
      - limit: 7
      - discard: {matches: ['\bad\b'], field: title}
      - keep_only: ferry
      - sanitize: [{remove: "Read on"}, {replace_regex: {from: 'a(\d)', to: 'b$1'}}]
      - js: "x"
  - path: /merged.xml
    filters: [{merge: [https://a.example.org/, https://b.example.org/]}]
"""


def test_endpoints_of_rss_funnel_become_sources_with_their_rules(tmp_path: Path) -> None:
    told, config = moved(tmp_path, "funnel.yaml", FUNNEL)

    [one] = load_config(config).sources
    assert (one.id, one.title, one.max_entries, one.full_text) == (
        "ferry",
        "Ferry news",
        7,
        "always",
    )
    assert expressions(one, "body") == ["article"]
    assert expressions(one, "strip") == [".promo"]
    assert [(f.part, f.find) for f in one.rules.block] == [("title", r"(?i)\bad\b")]
    assert [(f.part, f.find) for f in one.rules.allow] == [("title", "ferry"), ("text", "ferry")]
    assert [(r.find, r.by) for r in one.rules.replace] == [
        ("Read on", ""),
        (r"a(\d)", r"b\g<1>"),
    ]
    for lost in ("Ferry news: js", "'div[': no valid CSS selector", "merged: source"):
        assert lost in told.output


SCOTTY = """
[default]
timeout = 30
dateFormat = "dd.MM.yyyy"

[ferry]
title = "Ferry times"
url = ["{base}/list.html", "{base}/other.html"]
entrySelector = "div.card"
titleSelector = "h2"
linkSelector = "a"
contentSelector = "p"
"""


def test_pages_of_scotty_become_sources_with_their_selectors(tmp_path: Path) -> None:
    told, config = moved(tmp_path, "feeds.toml", SCOTTY.replace("{base}", "https://example.org"))

    first, second = load_config(config).sources
    assert (first.id, first.title, first.kind) == ("ferry", "Ferry times", "pages")
    assert second.id.startswith("ferry-times")
    assert (first.links, first.item_title) == ("div.card", "h2")
    for lost in ("contentSelector", "dateFormat", "url"):
        assert f"Ferry times: {lost}" in told.output
    assert "linkSelector" not in told.output


def test_pages_of_scotty_build(tmp_path: Path, base: str) -> None:
    text = SCOTTY.replace(', "{base}/other.html"', "").replace("{base}", base)
    _, config = moved(tmp_path, "feeds.toml", text)
    allow(config, base)

    built = run("build", "--config", config)

    assert built.exit_code == 0, built.output
    assert "nobody was late" in (tmp_path / "public" / "ferry.atom").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello: there",
        "[1, 2]",
        '{"a": {"b": 1}}',
        "<html></html>",
        "x = 1",
        "\x00\xff",
        "a: *b",
    ],
)
def test_what_is_none_of_them_is_told_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    told, config = moved(tmp_path, "strange", text)

    assert told.exit_code == 2
    assert "strange: " in told.output
    assert "OPML" in told.output
    assert not config.exists()


def test_what_stands_for_itself_is_written_so(tmp_path: Path) -> None:
    feeds = [{"feed_url": "https://example.org/?a=${HOME}", "title": 'Ü "${HOME}" \\ \' \x7f'}]

    [one] = written(tmp_path, "feeds.json", json.dumps(feeds)).values()

    assert one.location == "https://example.org/?a=${HOME}"
    assert '"${HOME}" \\ \'' in one.title


def test_a_configuration_that_cannot_be_used_stays_as_it_is(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[site]\ntitel = 1\n", encoding="utf-8")

    told, _ = moved(tmp_path, "their.opml", OPML.format(base="https://river.example.org"))

    assert told.exit_code == 2
    assert config.read_text("utf-8") == "[site]\ntitel = 1\n"


def test_init_makes_what_builds_and_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")

    begun = run("init", tmp_path, "--yes")
    built = run("build", "--offline", "--config", tmp_path / "config.toml")
    before = (tmp_path / "config.toml").read_bytes()
    again = run("init", tmp_path, "--yes")

    assert (begun.exit_code, built.exit_code, again.exit_code) == (0, 0, 2)
    assert "It works" in (tmp_path / "public" / "example.atom").read_text("utf-8")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"
    assert (tmp_path / "config.toml").read_bytes() == before
    assert "feedclean add URL" in again.output


def add(folder: Path, *args: object) -> Result:
    return run("add", *args, "--config", folder / "config.toml")


def test_a_feed_is_tried_shown_and_added(tmp_path: Path, base: str) -> None:
    run("init", tmp_path, "--yes")

    told = add(tmp_path, f"{base}/river.xml", "--yes")
    again = add(tmp_path, f"{base}/river.xml", "--yes")

    assert told.exit_code == 0, told.output
    assert "The ferry sails again" in told.output
    assert "nobody was late" in told.output
    assert "rope makers" not in told.output.partition("taken out")[0]
    host = base.removeprefix("http://")
    assert f"builds may ask {host} from then on" in told.output
    assert load_config(tmp_path / "config.toml").fetch.allow_private_hosts == {host}
    one = load_config(tmp_path / "config.toml").sources[-1]
    assert (one.id, one.kind, one.title, one.location) == (
        "river",
        "feed",
        "River",
        f"{base}/river.xml",
    )
    assert again.exit_code == 2
    assert 'is there already, as source "river"' in again.output
    assert not (tmp_path / "public").exists()


def test_what_of_a_folder_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "ice.txt").write_text(
        "The ice\n\nIt held for the first time in years, and nobody was late.\n\nIt is gone.\n",
        "utf-8",
    )
    (folder / "data.txt").write_text("1;2;3\n4;5;6\n", "utf-8")
    (folder / "more.txt").write_text("7;8;9\n1;5;6\n", "utf-8")

    told = add(tmp_path, folder, "--yes")

    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "not read: " in said
    assert "data.txt: no dialect recognises this" in said
    assert "; and 1 more" in said


def test_a_list_page_is_added_as_one(tmp_path: Path, base: str) -> None:
    told = add(tmp_path, f"{base}/news", "--yes", "--id", "ferry", "--title", "Ferries")

    assert told.exit_code == 0, told.output
    [one] = load_config(tmp_path / "config.toml").sources
    assert (one.id, one.kind, one.title) == ("ferry", "pages", "Ferries")


def test_a_folder_is_added_by_its_path_from_the_configuration(tmp_path: Path) -> None:
    run("init", tmp_path, "--yes")
    (tmp_path / "saved_river-pages").mkdir()
    (tmp_path / "saved_river-pages" / "one.txt").write_text(article("one"), encoding="utf-8")

    told = add(tmp_path, tmp_path / "saved_river-pages", "--yes")
    again = add(tmp_path, tmp_path / "saved_river-pages/", "--yes")

    assert told.exit_code == 0, told.output
    one = load_config(tmp_path / "config.toml").sources[-1]
    assert (one.id, one.location) == ("saved-river-pages", "saved_river-pages")
    assert one.title == "Saved river pages"
    assert again.exit_code == 2
    assert 'is there already, as source "saved-river-pages"' in again.output


def test_what_is_not_there_is_not_said_to_be_asked_again(tmp_path: Path, base: str) -> None:
    told = add(tmp_path, f"{base}/nothing-there", "--yes")

    assert told.exit_code == 1
    assert "the server answered 404 Not Found\n" in told.output
    assert "nothing was added; see what a browser shows there" in told.output


@pytest.mark.parametrize(
    ("target", "status", "says"),
    [
        ("/nothing-there", 1, "no article could be read"),
        ("no-such-folder", 2, "write https:// before an address"),
        ("ftp://example.org/", 2, "write http:// or https://"),
    ],
)
def test_what_gives_nothing_is_not_added(
    tmp_path: Path, base: str, target: str, status: int, says: str
) -> None:
    run("init", tmp_path, "--yes")
    before = (tmp_path / "config.toml").read_bytes()

    told = add(tmp_path, base + target if target.startswith("/") else target, "--yes")

    assert told.exit_code == status
    assert says in told.output
    assert (tmp_path / "config.toml").read_bytes() == before


def test_without_a_terminal_nothing_is_added_unasked(tmp_path: Path, base: str) -> None:
    told = add(tmp_path, f"{base}/river.xml")

    assert told.exit_code == 2
    assert "--yes" in told.output
    assert not (tmp_path / "config.toml").exists()


def test_a_json_feed_gives_its_title_and_a_new_folder_is_made(tmp_path: Path, base: str) -> None:
    config = tmp_path / "new" / "here" / "config.toml"

    told = run("add", f"{base}/feed.json", "--config", config, "--yes")

    assert told.exit_code == 0, told.output
    [one] = load_config(config).sources
    assert (one.id, one.title) == ("the-rope-walk", "The Rope Walk")


def test_nothing_at_all_is_no_target(tmp_path: Path) -> None:
    told = run("add", "", "--config", tmp_path / "config.toml")

    assert told.exit_code == 2
    assert "name a feed" in told.output
