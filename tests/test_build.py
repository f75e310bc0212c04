from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from feedclean.codec import plain
from feedclean.conductor import Order, Tools, build_site, has_failed, no_network
from feedclean.config import load_config
from feedclean.errors import ConfigError, FetchError
from feedclean.gather.base import Fetch, Fetched, Request
from feedclean.model.article import SourceId
from feedclean.model.output import BuildReport, SourceReport
from feedclean.model.source import Validators
from tests.making import ROOT, UNREADABLE, article, source

MakeSite = Callable[..., Path]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def build(
    config: Path, fetch: Fetch = no_network, now: datetime = NOW, **order: object
) -> BuildReport:
    tools = Tools(now=now, fetch=fetch, stopwatch=lambda: 0.0)
    return build_site(load_config(config), tools, Order(**order))  # type: ignore[arg-type]


def only(report: BuildReport) -> SourceReport:
    [one] = report.sources
    return one


def published(config: Path) -> dict[str, bytes]:
    """The feeds of sources; the one of alarms is the site's."""
    files = (config.parent / "public").glob("*.atom")
    return {path.name: path.read_bytes() for path in files if path.name != "status.atom"}


def test_a_dump_becomes_a_feed(site: MakeSite) -> None:
    config = site(
        source("news", "dump/*.txt"),
        files={"dump/1.txt": article("a", title="一"), "dump/2.txt": article("b", title="二")},
    )

    report = only(build(config))

    assert (report.gathered, report.parsed, report.cleaned, report.entries) == (2, 2, 2, 2)
    assert (report.files_written, report.files_unchanged) == (1, 0)
    feed = feedparser.parse(published(config)["news.atom"])
    assert sorted(entry.link for entry in feed.entries) == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_the_second_build_writes_nothing(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/1.txt": article("a")})
    build(config)
    path = config.parent / "public" / "news.atom"
    os.utime(path, (1, 1))

    report = only(build(config))

    assert (report.files_written, report.files_unchanged) == (0, 1)
    assert path.stat().st_mtime == 1


def test_a_bad_file_costs_itself_only(site: MakeSite) -> None:
    config = site(
        source("news", "dump"),
        files={"dump/1.txt": article("a"), "dump/2.json": "[{", "dump/3.txt": UNREADABLE},
    )

    report = build(config)

    assert has_failed(report)
    assert only(report).entries == 1
    assert {(f.location, f.stage) for f in only(report).failures} == {
        ("2.json", "parse"),
        ("3.txt", "parse"),
    }


def test_a_file_no_dialect_reads_is_a_failure_that_names_the_scores(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/1.txt": "a,b,c\n1,2,3\n4,5,6\n"})

    [failure] = only(build(config)).failures

    assert failure.error == "UnknownDialect"
    assert "scores:" in failure.message


def test_every_article_read_is_accounted_for(site: MakeSite) -> None:
    files = {f"dump/{n}.txt": article(str(n), title=str(n)) for n in range(4)}
    config = site(source("news", "dump"), files={**files, "dump/x.txt": ""})

    report = only(build(config))

    failed = sum(failure.stage == "clean" for failure in report.failures)
    assert report.parsed == report.cleaned + report.unchanged + len(report.dropped) + failed


def test_a_copy_under_another_address_is_told_once_and_counted_once(site: MakeSite) -> None:
    body = article("x").partition("<p>")[2].partition("</p>")[0]
    files = {f"dump/{n}.txt": article(str(n), title="一", body=body) for n in range(3)}
    config = site(source("news", "dump"), files=files)

    first, again = only(build(config)), only(build(config))

    assert (first.parsed, first.cleaned, first.entries) == (3, 1, 1)
    assert [(one.meta.id, one.rule) for one in first.dropped] == [
        (f"https://example.org/{n}", "feed/duplicate") for n in (1, 2)
    ]
    assert all("https://example.org/0: same title" in one.reason for one in first.dropped)
    assert (again.unchanged, again.entries, again.dropped) == (3, 1, ())


def test_an_article_a_rule_leaves_out_is_told_and_not_among_the_cleaned(site: MakeSite) -> None:
    files = {f"dump/{n}.txt": article(n, title=n) for n in ("河流", "桥梁", "渡轮")}
    rules = 'block = ["title: 桥梁"]\n'
    config = site(source("news", "dump") + rules, files=files)

    report = only(build(config))

    assert (report.parsed, report.cleaned, len(report.dropped)) == (3, 2, 1)


def test_where_every_article_fails_the_published_file_stands(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/1.txt": article("a")})
    build(config)
    before = published(config)
    (config.parent / "dump" / "1.txt").write_bytes(b"\0" * 500)

    report = build(config)

    assert has_failed(report)
    assert (only(report).files_written, only(report).files_unchanged) == (0, 1)
    assert published(config) == before


def test_where_gathering_fails_the_published_file_stands_and_the_others_are_built(
    site: MakeSite,
) -> None:
    feed = source("far", "https://example.org/feed", kind="feed")
    config = site(feed, source("near", "dump"), files={"dump/1.txt": article("a")})
    rss = (
        '<rss version="2.0"><channel><title>T</title><item><title>One</title>'
        "<link>https://example.org/1</link><description>"
        "&lt;p&gt;A first sentence that is long enough to be an article.&lt;/p&gt;"
        "</description></item></channel></rss>"
    )
    build(config, fetch=serving({"https://example.org/feed": rss}))
    before = published(config)
    assert set(before) == {"far.atom", "near.atom"}

    report = build(config, fetch=serving({}), now=NOW + timedelta(days=2))

    far, near = report.sources
    assert {failure.stage for failure in far.failures} == {"gather"}
    assert not near.failures
    assert published(config) == before


def serving(pages: Mapping[str, str]) -> Fetch:
    def fetch(request: Request) -> Fetched:
        url = request.url
        if url not in pages:
            raise FetchError(url, "the server answered 404", status=404)
        return Fetched(
            url=url,
            body=pages[url].encode(),
            media_type="application/rss+xml",
            charset=None,
            validators=Validators(),
        )

    return fetch


def test_an_offline_build_asks_nobody(site: MakeSite) -> None:
    config = site(source("far", "https://example.org/feed", kind="feed"))

    [failure] = only(build(config, fetch=no_network)).failures

    assert failure.error == "FetchRefused"
    assert "offline" in failure.message
    assert published(config) == {}


def test_a_dry_run_writes_nothing_and_says_what_would_change(site: MakeSite) -> None:
    config = site(
        source("a", "dump/1.txt"),
        source("b", "dump/2.txt"),
        files={"dump/1.txt": article("a"), "dump/2.txt": article("b")},
    )
    build(config, sources=(SourceId("a"),))
    before = published(config)

    first, second = build(config, dry_run=True).sources

    assert (first.files_written, first.files_unchanged) == (0, 1)
    assert (second.files_written, second.files_unchanged) == (1, 0)
    assert published(config) == before


def test_a_dry_run_makes_no_folder(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    build(config, dry_run=True)

    assert not (config.parent / "public").exists()


def test_building_one_source_leaves_the_others_alone(site: MakeSite) -> None:
    config = site(
        source("a", "dump/1.txt"),
        source("b", "dump/2.txt"),
        files={"dump/1.txt": article("a"), "dump/2.txt": article("b")},
    )
    build(config)
    before = published(config)
    (config.parent / "dump" / "2.txt").write_text(article("c"), encoding="utf-8")

    report = build(config, sources=(SourceId("a"),))

    assert [one.source for one in report.sources] == ["a"]
    assert published(config) == before


def test_a_source_taken_out_of_the_config_loses_its_file(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a"), "dump/2.txt": article("b")}
    build(site(source("a", "dump/1.txt"), source("b", "dump/2.txt"), files=files))
    config = site(source("a", "dump/1.txt"))

    build(config)

    assert set(published(config)) == {"a.atom"}


def test_output_may_go_elsewhere(site: MakeSite, tmp_path: Path) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    build(config, output=tmp_path / "there")

    assert (tmp_path / "there" / "a.atom").exists()
    assert not (tmp_path / "public").exists()


def test_no_more_entries_than_configured(site: MakeSite) -> None:
    files = {f"dump/{n}.txt": article(str(n), title=f"Title {n}") for n in range(5)}
    config = site(source("a", "dump", max_entries=2), files=files)

    assert only(build(config)).entries == 2


UNUSABLE = {
    "pattern-without-a-match": (source("b", "nowhere/*.txt"), "source[2].location", "no file"),
    "missing-folder": (source("b", "nowhere/"), "source[2].location", "no file"),
    "folder-without-files": (source("b", "empty"), "source[2].location", "no file"),
}


@pytest.mark.parametrize(("bad", "key", "advice"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_source_that_cannot_be_gathered_stops_the_build_before_any_output(
    site: MakeSite, bad: str, key: str, advice: str
) -> None:
    config = site(source("a", "dump"), bad, files={"dump/1.txt": article("a")})
    (config.parent / "empty").mkdir()

    with pytest.raises(ConfigError) as caught:
        build(config)

    assert caught.value.key == key
    assert advice in str(caught.value)
    assert not (config.parent / "public").exists()


def test_published_feeds_never_become_input(site: MakeSite) -> None:
    config = site(source("a", "."), files={"1.txt": article("a"), "public/a.atom": "<feed/>"})

    with pytest.raises(ConfigError, match="holds what is published") as caught:
        build(config)
    assert caught.value.key == "source[1].location"


def test_an_unknown_source_is_told_with_those_there_are(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    with pytest.raises(ConfigError, match="there are: a"):
        build(config, sources=(SourceId("z"),))


def test_a_report_can_be_written_as_json(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a"), "dump/2.txt": UNREADABLE})

    written = json.loads(json.dumps(plain(build(config))))

    assert written["sources"][0]["failures"][0]["location"] == "2.txt"


def digest_of_a_build(repository: Path, output: Path, **environment: str) -> str:
    subprocess.run(
        [
            *(sys.executable, "-m", "feedclean", "build"),
            *("--config", str(repository / "config.toml"), "--output", str(output), "--json"),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=True,
    )
    files = sorted(path for path in output.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_same_articles_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    import shutil

    digests = set()
    for n, (seed, zone) in enumerate([("1", "UTC"), ("4711", "Asia/Kathmandu")]):
        copy = tmp_path / f"clone-{n}"
        copy.mkdir()
        shutil.copy(ROOT / "config.toml", copy)
        names = sorted(ROOT.glob("seeds/*/*"), reverse=bool(n))
        for name in names:  # made in another order: listed in another order
            there = copy / name.relative_to(ROOT)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(name.read_bytes())
            os.utime(there, (10**9 * n, 10**9 * n))
        digests.add(digest_of_a_build(copy, tmp_path / f"public-{n}", PYTHONHASHSEED=seed, TZ=zone))

    assert len(digests) == 1
