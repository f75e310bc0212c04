"""What is published, looked back at: what it was made of, and by what plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedclean.config import load_config
from feedclean.model.article import CleanArticle, SourceId
from feedclean.state.edition import edition
from feedclean.state.opening import look_in
from feedclean.work.lookback import Outlook, Past, Recalled, clean_again, find, look_back, recall
from tests.gather.serving import Reply, Server, page, rss, serving
from tests.making import article, source
from tests.test_remembering import text
from tests.walls.pages import TEXT
from tests.work.test_verdicts import MONDAY, TEASER, WALL, Site

MakeSite = Callable[..., Path]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


@contextmanager
def looking(site: Site) -> Iterator[tuple[Past, Outlook]]:
    config = load_config(site.config)
    with look_in(config.site.state) as store:
        outlook = Outlook(config=config, store=store, edition=edition(), now=site.now)
        yield look_back(config.sources[0], outlook), outlook


def recalled(site: Site, wanted: str) -> Recalled:
    with looking(site) as (past, outlook):
        [one] = recall(past, find(past, wanted), outlook)
    return one


def cleaned(site: Site, one: Recalled) -> CleanArticle:
    with looking(site) as (past, _):
        outcome = clean_again(one, past.plan)
    assert isinstance(outcome, CleanArticle)
    return outcome


def pages(site: Site, number: int) -> None:
    paths = [f"/{n}" for n in range(number)]
    site.feed(*paths)
    for n, path in enumerate(paths):
        body = text(f"quay number {n}") + "<p>Told by the harbour desk of the Quay Courier.</p>"
        site.server.answers[path] = Reply(page(f"The old quay is rebuilt, {n}", body))


def test_a_page_is_found_by_id_and_address_and_cleans_to_what_is_published(
    site: MakeSite, server: Server
) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    pages(news, 5)
    news.build()

    for n in range(5):
        one = recalled(news, server.url(f"/{n}"))
        assert one.is_same
        assert one.capture is not None
        assert f"quay number {n} said" in one.capture.body.decode()
        assert recalled(news, one.standing.entry.id) == one
        assert recalled(news, server.url(f"/{n}").replace("http", "https")) == one
        assert cleaned(news, one) == one.standing.article


def test_the_plan_is_the_one_of_the_build_with_its_template(site: MakeSite, server: Server) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    pages(news, 5)
    news.build()

    with looking(news) as (past, _):
        assert past.plan.template is not None
        assert past.plan.template.articles == 5
        assert past.key == past.memory.plan
        assert all(one.entry.plan == past.key for one in past.standing.values())
        assert all(past.is_by_plan(one) for one in past.standing.values())


def test_what_was_cleaned_by_another_plan_is_told_from_what_was_not(
    site: MakeSite, server: Server
) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    pages(news, 5)
    news.build()
    changed = news.config.read_text("utf-8") + 'timezone = "Europe/Paris"\n'
    news.config.write_text(changed, "utf-8")

    with looking(news) as (past, _):
        assert not any(past.is_by_plan(one) for one in past.standing.values())
        assert past.key != past.memory.plan


def test_where_the_text_of_the_feed_stands_it_is_recalled_with_its_page(
    site: MakeSite, server: Server
) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    said = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(3)) + "<p>And then […]</p>"
    news.feed("/1", html=said)
    links = "".join(f"<li><a href='/{n}'>Another story, number {n}</a></li>" for n in range(200))
    answer = page(f"Item {server.url('/1')}", f"<p>{TEXT['en']}</p><ul>{links}</ul>")
    server.answers["/1"] = Reply(answer)
    news.build()

    one = recalled(news, server.url("/1"))

    assert "feed-text-stands" in one.standing.article.cautions
    assert one.raw is not None
    assert one.page is not None
    assert "And then" in one.raw.html
    assert "Another story" in one.page.html
    assert cleaned(news, one) == one.standing.article


def test_behind_a_wall_the_text_of_the_feed_is_recalled_without_a_page(
    site: MakeSite, server: Server
) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    news.feed("/1")
    news.server.answers["/1"] = Reply(WALL)
    news.build()

    one = recalled(news, server.url("/1"))

    assert one.raw is not None
    assert (one.raw.html, one.page) == (TEASER, None)
    assert cleaned(news, one) == one.standing.article


def test_the_beginning_behind_a_paywall_keeps_its_caution(site: MakeSite, server: Server) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed")), server)
    news.feed("/1")
    pitch = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>"
    body = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(4))
    server.answers["/1"] = Reply(page(f"Item {server.url('/1')}", f"{body}{pitch}"))
    news.build()

    one = recalled(news, server.url("/1"))

    assert one.standing.article.cautions == ("paywall-stub",)
    assert cleaned(news, one) == one.standing.article


def test_a_capture_that_is_not_kept_is_said_to_be_missing(site: MakeSite, server: Server) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed", keep_captures_days=0)), server)
    pages(news, 4)
    news.build()

    one = recalled(news, server.url("/1"))

    assert (one.raw, one.capture, one.is_same) == (None, None, False)
    assert "keep_captures_days = 0" in one.missing
    assert "quay number 1" in one.standing.article.html
    with pytest.raises(ValueError, match="not kept any more"):
        cleaned(news, one)


def test_articles_of_one_feed_are_recalled_from_one_reading(site: MakeSite, server: Server) -> None:
    news = Site(site(source("s", server.url("/f"), kind="feed", full_text="never")), server)
    news.server.answers["/f"] = Reply(
        rss(*((server.url(f"/{n}"), MONDAY, text(f"quay number {n}")) for n in range(6)))
    )
    news.build()

    with looking(news) as (past, outlook):
        found = list(recall(past, past.standing.values(), outlook))
        assert len(found) == 6
        assert all(clean_again(one, past.plan) == one.standing.article for one in found)


@pytest.fixture
def dump(site: MakeSite, server: Server) -> Site:
    config = site(source("s", "dump"))
    for n in range(5):
        path = config.parent / "dump" / f"{n}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(article(str(n), f"第{n}篇"), "utf-8")
    made = Site(config, server)
    made.build()
    return made


def test_an_article_of_a_dump_is_read_from_its_file(dump: Site) -> None:
    one = recalled(dump, "3.html")

    assert one.is_same
    assert one.standing.article.meta.title.startswith("第3篇")
    assert cleaned(dump, one) == one.standing.article


def test_a_file_that_was_edited_since_is_said_to_be_another(dump: Site) -> None:
    path = dump.config.parent / "dump" / "3.html"
    path.write_text(path.read_text("utf-8").replace("具体", "很具体"), "utf-8")

    one = recalled(dump, "3.html")

    assert one.raw is not None
    assert "很具体" in one.raw.html
    assert not one.is_same


def test_a_file_that_went_or_holds_another_article_is_said_to_be_missing(dump: Site) -> None:
    folder = dump.config.parent / "dump"
    (folder / "2.html").unlink()
    (folder / "3.html").write_text("a,b,c\n1,2,3\n", "utf-8")

    assert "not there any more" in recalled(dump, "2.html").missing
    assert "no such article" in recalled(dump, "3.html").missing


def test_what_nothing_names_is_not_found(dump: Site) -> None:
    with looking(dump) as (past, _):
        assert find(past, "http://example.org/nothing") == ()
        assert find(past, "33.html") == ()
        assert past.source.id == SourceId("s")
