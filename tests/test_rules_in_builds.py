"""Rules of one's own through whole builds: what they take, and what a changed one moves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from feedclean.config import load_config
from feedclean.state.edition import edition
from feedclean.state.opening import open_store
from feedclean.work.lookback import Outlook, clean_again, look_back, recall
from tests.making import ROOT, article, source
from tests.test_remembering import DATE, URL, A, Site, item, text

MakeSite = Callable[..., Path]

PROMO = '<div class="maps"><p>The harbour office sells maps of all its ferries at cost.</p></div>'


def rewrite(feed: Site, *more: str, above: str = "") -> None:
    """The configuration with other rules, or with lines above them."""
    before = feed.config.read_text("utf-8").partition("# rules")[0]
    feed.config.write_text(f"{above}{before}# rules\n{''.join(more)}", encoding="utf-8")


@pytest.fixture
def feed(site: MakeSite) -> Site:
    return Site(site(source("news", URL, kind="feed", full_text="never")))


def test_a_rule_cleans_what_is_there_anew_and_announces_nothing(feed: Site) -> None:
    items = [item(t, guid=t, link=f"http://example.org/{t}", body=text(t) + PROMO) for t in "ab"]
    feed.serve(*items)
    before, asked = feed.entries, feed.asked
    rewrite(feed, 'strip = ".maps"\n')
    report = feed.build(offline=True)
    after = feed.entries

    assert report.cleaned == 2
    assert feed.asked == asked
    assert all("sells maps" in entry.content[0].value for entry in before.values())
    assert not any("sells maps" in entry.content[0].value for entry in after.values())
    for id_, entry in after.items():
        assert (entry.updated, entry.published) == (before[id_].updated, before[id_].published)

    rewrite(feed)
    feed.build(offline=True)
    assert feed.entries == before


def test_a_rule_that_moves_down_a_line_cleans_nothing_anew(feed: Site) -> None:
    rewrite(feed, 'strip = ".maps"\n')
    feed.serve(item("river", **A, body=text("river") + PROMO))
    published = feed.path.read_bytes()
    rewrite(feed, 'strip = ".maps"\n', above="# one\n\n# two\n")
    report = feed.build(offline=True)

    assert report.cleaned == 0
    assert feed.path.read_bytes() == published


def test_rules_of_a_host_hold_for_its_entries_in_any_source(feed: Site) -> None:
    hosts = ("news.example.org", "example.com")
    items = [item(h, guid=h, link=f"https://{h}/a", body=text(h) + PROMO) for h in hosts]
    rewrite(feed, '[[rules]]\nhost = "example.org"\nstrip = [".maps"]\n')
    feed.serve(*items)
    told = {entry.link: "sells maps" in entry.content[0].value for entry in feed.entries.values()}

    assert told == {"https://news.example.org/a": False, "https://example.com/a": True}


def test_a_rule_for_a_host_the_source_has_nothing_of_cleans_nothing_anew(feed: Site) -> None:
    feed.serve(item("river", **A, body=text("river") + PROMO))
    rewrite(feed, '[[rules]]\nhost = "elsewhere.net"\nstrip = [".maps"]\n')
    report = feed.build(offline=True)

    assert report.cleaned == 0


def test_a_host_met_later_has_its_rules_at_once_and_nothing_is_cleaned_twice(feed: Site) -> None:
    rewrite(feed, '[[rules]]\nhost = "example.com"\nstrip = [".maps"]\n')
    old = item("river", **A, body=text("river") + PROMO)
    new = item("bridge", guid="b", link="https://example.com/b", body=text("bridge") + PROMO)
    feed.serve(old)
    feed.serve(new, old)
    shown = {e.link: "sells maps" in e.content[0].value for e in feed.entries.values()}

    assert shown == {"http://example.org/a": True, "https://example.com/b": False}
    assert feed.serve(new, old).cleaned == 0


def test_a_rule_may_take_most_of_an_entry_that_stands(feed: Site) -> None:
    long = f'<div class="maps">{text("harbour", 40)}</div>'
    feed.serve(item("river", **A, body=text("river", 3) + long))
    before = feed.entries
    rewrite(feed, 'strip = ".maps"\n')
    report = feed.build(offline=True)
    [entry] = feed.entries.values()

    assert report.dropped == ()
    assert "harbour said" not in entry.content[0].value
    assert [entry.updated] == [one.updated for one in before.values()]


def test_a_rule_that_would_leave_nothing_does_not_empty_what_stands(feed: Site) -> None:
    feed.serve(item("river", **A))
    before = feed.path.read_bytes()
    rewrite(feed, 'strip = "*"\n')
    report = feed.build(offline=True)

    assert [one.rule for one in report.dropped] == ["feed/last-good"]
    assert feed.path.read_bytes() == before


def test_switches_of_a_source_clean_anew_and_announce_nothing(feed: Site) -> None:
    promo = "<p>Subscribe to our newsletter</p>"
    feed.serve(item("river", **A, body=text("river") + promo))
    before = feed.entries
    rewrite(feed, 'passes = ["-promo"]\n')
    report = feed.build(offline=True)
    [entry] = feed.entries.values()

    assert report.cleaned == 1
    assert "newsletter" in entry.content[0].value
    assert [entry.updated] == [one.updated for one in before.values()]


def test_what_an_article_is_called_by_a_rule_is_what_the_feed_says(feed: Site) -> None:
    html = text("river") + '<p class="who">Ann Example</p><h2>A better title</h2>'
    rewrite(feed, 'article_title = "h2"\narticle_author = ".who"\nstrip = ".who"\n')
    feed.serve(item("river", **A, body=html))
    [entry] = feed.entries.values()

    assert (entry.title, entry.author) == ("A better title", "Ann Example")


def test_boilerplate_is_learned_of_articles_as_rules_have_rewritten_them(feed: Site) -> None:
    slogan = "<p>The paper of the <i>{}</i> valley, printed on both sides</p>"
    rewrite(feed, "replace = [['regex:<i>.{0,20}</i>', 'whole']]\n")
    feed.serve(
        *(item(t, guid=t, body=text(t) + slogan.format(t * 9)) for t in ("a", "b", "c", "d"))
    )

    assert len(feed.entries) == 4
    assert not any("printed on" in one.content[0].value for one in feed.entries.values())


def test_blocked_entries_are_not_published_and_return_as_they_were(feed: Site) -> None:
    items = [item(t, guid=t, link=f"http://example.org/{t}", date=DATE) for t in ("a", "b")]
    feed.serve(*items)
    before = feed.entries
    rewrite(feed, 'block = "title: b"\n')
    report = feed.build(offline=True)

    told = [(one.meta.title, one.rule, one.location) for one in report.dropped]
    assert told == [("B", "site/news/block/title: b", "http://example.org/b")]
    assert report.entries == 1
    assert [entry.title for entry in feed.entries.values()] == ["A"]
    new = item("bb", guid="bb", link="http://example.org/bb", date=DATE)
    report = feed.serve(new, *items)
    assert [one.meta.title for one in report.dropped] == ["Bb"]
    assert feed.serve(new, *items).dropped == ()
    rewrite(feed)
    feed.build(offline=True)
    after = feed.entries
    assert {name: after[name] for name in before} == before
    assert len(after) == 3


def test_a_feed_of_which_everything_is_blocked_is_empty(feed: Site) -> None:
    feed.serve(item("river", **A))
    rewrite(feed, 'allow = "category: none"\n')
    report = feed.build(offline=True)

    assert report.failures == ()
    assert report.entries == 0
    assert feed.entries == {}


def test_blocked_entries_are_in_no_combined_feed(feed: Site) -> None:
    rewrite(feed, 'block = "title: b"\n[[feed]]\nid = "all"\ntitle = "All"\nsources = ["*"]\n')
    feed.serve(*(item(t, guid=t, link=f"http://example.org/{t}") for t in ("a", "b")))
    combined = feedparser.parse((feed.path.parent / "all.atom").read_bytes())

    assert [entry.title for entry in combined.entries] == ["A"]


def test_what_is_published_under_rules_can_be_made_again(feed: Site) -> None:
    rewrite(
        feed,
        'strip = ".maps"\n[[rules]]\nhost = "example.org"\narticle_title = "//p[1]/text()"\n',
    )
    feed.serve(item("river", **A, body=text("river") + PROMO))
    config = load_config(feed.config)
    with open_store(config.site.state, dry_run=True) as store:
        outlook = Outlook(config=config, store=store, edition=edition(), now=feed.now)
        past = look_back(config.sources[0], outlook)
        [one] = recall(past, past.standing.values(), outlook)

        assert past.is_by_plan(one.standing)
        assert one.is_same
        assert clean_again(one, past.plan) == one.standing.article
        assert len(one.standing.article.rules) == 2


def test_a_bad_rule_stops_the_installed_program_before_anything_is_written(site: MakeSite) -> None:
    path = site(source("one", "dump.txt", strip="div["))
    (path.parent / "dump.txt").write_text(article("a"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "feedclean", "build", "--config", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    line = path.read_text("utf-8").splitlines().index('strip = "div["') + 1

    assert done.returncode == 2
    assert f"config.toml: line {line}: source[1].strip: 'div[': no valid CSS" in done.stderr
    assert not (path.parent / "public").exists()


def test_rules_do_not_make_a_configuration_without_them_load_parsers(site: MakeSite) -> None:
    path = site(source("one", "dump.txt"))
    code = (
        "import sys; from pathlib import Path; from feedclean.config import load_config; "
        f"load_config(Path({str(path)!r})); print('soupsieve' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert load_config(path).sources
    assert done.stdout.strip() == "False"
