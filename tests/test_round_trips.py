"""From the file of another program to feeds, and once more: the same sources, the same rules."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.config import load_config
from tests.gather.serving import Reply, Server, serving

TEXT = "After two winters in the dock the ferry left the harbour on Monday, and nobody was late. "
PAGE = f"""<html><body><article><h1>The ferry sails again</h1><p>{TEXT * 4}</p>
<div class="promo">Buy rope from the rope makers of the bay.</div><p>{TEXT * 4}</p></article>
<aside>Other ferries, other harbours and all that can be said of them.</aside></body></html>"""
LIST = """<html><body><div class="card"><h2>The ferry sails again</h2>
<a href="/ferry.html">Read all of it</a></div></body></html>"""
FEED = """<rss version="2.0"><channel><title>{title}</title><link>{base}/</link>
<item><title>The ferry sails again</title><link>{base}/ferry.html</link><guid>1</guid>
<description>Short.</description></item></channel></rss>"""


@dataclass(frozen=True)
class Case:
    """A file of a program, ``{base}`` in it for the server; what becomes of it."""

    name: str
    text: str
    sources: dict[str, str]
    """Paths of what is subscribed to, and the ids it gets."""
    rules: dict[str, Any]
    """Keys of the first source, or of the host where there are no sources."""
    strips: bool = True


def _json(value: object) -> str:
    return json.dumps(value)


CASES = {
    "plain OPML": Case(
        "feeds.opml",
        '<opml version="2.0"><body><outline text="All"><outline type="rss" text="River" '
        'xmlUrl="{base}/river.xml" htmlUrl="{base}/"/><outline type="rss" text="Sea" '
        'xmlUrl="{base}/sea.xml"/></outline></body></opml>',
        {"/river.xml": "river", "/sea.xml": "sea"},
        {"site_url": "{base}/"},
        strips=False,
    ),
    "OPML of FreshRSS": Case(
        "freshrss.opml",
        '<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body>'
        '<outline type="rss" text="River" xmlUrl="{base}/river.xml" '
        'frss:cssFullContent="article" frss:cssContentFilter=".promo"/>'
        '<outline type="HTML+XPath" text="List" xmlUrl="{base}/list.html" '
        """frss:xPathItem="//div[@class='card']" frss:xPathItemTitle="descendant::h2"/>"""
        "</body></opml>",
        {"/river.xml": "river", "/list.html": "list"},
        {"full_text": "always", "body": ["article"], "strip": [".promo"]},
    ),
    "OPML of Miniflux": Case(
        "miniflux.opml",
        '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Miniflux</title>'
        '</head><body><outline text="News"><outline title="River" text="River" '
        'xmlUrl="{base}/river.xml" htmlUrl="{base}/" description="" type="rss"></outline>'
        "</outline></body></opml>",
        {"/river.xml": "river"},
        {"title": "River"},
        strips=False,
    ),
    "JSON of Miniflux": Case(
        "feeds.json",
        _json([
            {"feed_url": "{base}/river.xml", "site_url": "{base}/", "title": "River",
             "crawler": True, "scraper_rules": "article", "rewrite_rules": 'remove(".promo")',
             "urlrewrite_rules": 'rewrite("/ferry.html"|"/ferry.html?print")'},
        ]),
        {"/river.xml": "river"},
        {"body": ["article"], "strip": [".promo"],
         "url_rewrite": [["regex:/ferry.html", "/ferry.html?print"]]},
    ),
    "FeedIron": Case(
        "feediron.json",
        _json({"127.0.0.1": {"type": "xpath", "xpath": "article",
                             "cleanup": ["div[@class='promo']"]}}),
        {},
        {"host": "127.0.0.1", "body": ["(//article)[1]"],
         "strip": ["((//article)[1])//div[@class='promo']"]},
    ),
    "rss-funnel": Case(
        "funnel.yaml",
        "endpoints:\n- path: /river.xml\n  note: River\n  source: {base}/river.xml\n"
        "  filters:\n  - full_text: {}\n  - keep_element: article\n"
        "  - remove_element: ['.promo']\n",
        {"/river.xml": "river"},
        {"full_text": "always", "body": ["article"], "strip": [".promo"]},
    ),
    "feed-me-up-scotty": Case(
        "scotty.toml",
        '[list]\ntitle = "List"\nurl = "{base}/list.html"\nentrySelector = "div.card"\n'
        'titleSelector = "h2"\nlinkSelector = "a"\n',
        {"/list.html": "list"},
        {"links": "div.card", "item_title": "h2"},
        strips=False,
    ),
}  # fmt: skip


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as made:
        base = made.url("")
        for name in ("river", "sea"):
            made.answers[f"/{name}.xml"] = Reply(FEED.format(title=name.title(), base=base))
        made.answers |= {path: Reply(PAGE) for path in ("/ferry.html", "/ferry.html?print")}
        made.answers["/list.html"] = Reply(LIST)
        yield made


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_imported_builds_and_is_the_same_once_more(
    case: Case, server: Server, tmp_path: Path
) -> None:
    base = server.url("")
    file, config = tmp_path / case.name, tmp_path / "config.toml"
    file.write_text(case.text.replace("{base}", base), encoding="utf-8")
    if not case.sources:
        outline = f'<outline type="rss" text="River" xmlUrl="{escape(base)}/river.xml"/>'
        plain = f"<opml><body>{outline}</body></opml>"
        (tmp_path / "plain.opml").write_text(plain, encoding="utf-8")
        assert run("import", tmp_path / "plain.opml", "--config", config).exit_code == 0
    told = run("import", file, "--config", config, "--json")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert found["not_carried_over"] == []
    private = f'\n[fetch]\nallow_private_hosts = ["{server.host}"]\npage_delay = 0.0\n'
    config.write_text(config.read_text("utf-8") + private, encoding="utf-8")

    tables = tomllib.loads(config.read_text("utf-8"))
    sources = {one["location"].removeprefix(base): one["id"] for one in tables["source"]}
    first = tables["source"][0] if case.sources else tables["rules"][0]
    assert sources == (case.sources or {"/river.xml": "river"})
    assert {key: first[key] for key in case.rules} == json.loads(
        json.dumps(case.rules).replace("{base}", base)
    )

    built = run("build", "--config", config)
    assert built.exit_code == 0, built.output
    for id_ in sources.values():
        published = (tmp_path / "public" / f"{id_}.atom").read_text("utf-8")
        assert published.count("<entry>") == 1
        assert "nobody was late" in published
        assert not (case.strips and id_ == "river" and "rope makers" in published)
    if "url_rewrite" in case.rules:
        assert "/ferry.html?print" in [one.path for one in server.log]

    before = config.read_bytes()
    again = json.loads(run("import", file, "--config", config, "--json").stdout)
    assert (again["sources"], again["rules"], again["written"]) == ([], [], None)
    assert config.read_bytes() == before
    assert load_config(config).sources


def test_what_is_published_as_a_list_can_be_imported_elsewhere(
    server: Server, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    file = tmp_path / "feeds.opml"
    file.write_text(CASES["plain OPML"].text.replace("{base}", server.url("")), encoding="utf-8")
    run("import", file, "--config", config)
    private = f'\n[fetch]\nallow_private_hosts = ["{server.host}"]\n'
    config.write_text(config.read_text("utf-8") + private, encoding="utf-8")
    assert run("build", "--config", config).exit_code == 0
    listed = tmp_path / "public" / "feeds.opml"
    other = tmp_path / "other"
    other.mkdir()

    assert run("import", listed, "--config", other / "config.toml").exit_code == 0
    titles = [one.title for one in load_config(other / "config.toml").sources]
    assert titles == [one.title for one in load_config(config).sources]


def test_servers_are_asked_once_for_what_is_tried_twice_and_a_moved_feed_is_followed(
    server: Server, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    server.answers["/old.xml"] = Reply(status=301, headers={"Location": server.url("/river.xml")})
    told = run("add", server.url("/old.xml"), "--config", config, "--json", "--yes")
    found = json.loads(told.stdout)
    paths = [one.path for one in server.log]

    assert found["source"]["location"] == server.url("/river.xml")
    assert found["written"] == str(config)
    assert [one["title"] for one in found["entries"]] == ["The ferry sails again"]
    assert sorted(paths) == sorted({*paths})
    again = run("add", server.url("/old.xml"), "--config", config, "--json", "--yes")
    assert again.exit_code == 2
    assert 'is there already, as source "river"' in again.output


@pytest.mark.parametrize("query", ["PHPSESSID=4f2a", "sid=99&x=1", "v=0123456789abcdef01234567"])
def test_an_address_made_for_one_visit_is_not_written_down(
    server: Server, tmp_path: Path, query: str
) -> None:
    to = server.url(f"/river.xml?{query}")
    server.answers["/old.xml"] = Reply(status=301, headers={"Location": to})
    server.answers[f"/river.xml?{query}"] = server.answers["/river.xml"]
    told = run("add", server.url("/old.xml"), "--config", tmp_path / "config.toml", "--json")
    found = json.loads(told.stdout)

    assert found["source"]["location"] == server.url("/old.xml")
    assert found["written"] is None
    assert not (tmp_path / "config.toml").exists()


def test_a_list_page_is_asked_for_once(server: Server, tmp_path: Path) -> None:
    server.answers["/list.html"] = Reply(
        "<html><body><main>"
        + "".join(
            f'<article><h2><a href="/2024/05/0{n}/ferry-number-{n}-sails.html">Ferry number {n} '
            f"sails again</a></h2><time datetime='2024-05-0{n}'>May {n}</time>"
            f"<p>{TEXT}</p></article>"
            for n in range(1, 7)
        )
        + "</main></body></html>"
    )
    for n in range(1, 7):
        server.answers[f"/2024/05/0{n}/ferry-number-{n}-sails.html"] = Reply(
            PAGE.replace("ferry", f"ferry number {n}")
        )
    told = run("add", server.url("/list.html"), "--config", tmp_path / "c.toml", "--json")
    paths = [one.path for one in server.log]

    assert json.loads(told.stdout)["source"]["kind"] == "pages"
    assert paths.count("/list.html") == 1
    assert paths.count("/robots.txt") <= 1
    assert len([path for path in paths if "ferry-number" in path]) == 3
