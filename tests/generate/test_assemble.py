from __future__ import annotations

import random
from datetime import UTC, datetime

from feedclean.generate.assemble import UNDATED, assemble, feed_id
from feedclean.model.article import ArticleId, SourceId
from feedclean.model.output import SiteHead
from tests.site import feed_of

BASE = SiteHead(title="Ours", url="https://feeds.example.net/clean/")
ELSEWHERE = SiteHead(title="Theirs", url="http://elsewhere.example/")


def day(number: int) -> datetime:
    return datetime(2024, 5, number, tzinfo=UTC)


def names(feed):
    return [entry.meta.id.rpartition("/")[2] for entry in feed.entries]


def test_entries_come_newest_first(article, source):
    given = [article("b", published=day(2)), article("c", published=day(3)), article("a")]

    assert names(feed_of(source(), given, BASE)) == ["c", "b", "a"]


def test_entries_of_one_instant_come_by_id(article, source):
    given = [article(name, published=day(1)) for name in "cab"]

    assert names(feed_of(source(), given, BASE)) == ["a", "b", "c"]


def test_the_order_of_articles_does_not_matter(article, source):
    text = "<p>" + "word and another " * 20 + "</p>"
    given = [
        article("a", published=day(2)),
        article("b", published=day(2)),
        article("c", published=None),
        article("d", published=None, updated=day(9)),
        article("e", text, title="Same (Photos)", published=day(4)),
        article("f", text, title="Same", published=day(4)),
        article("g", text + "<p>more</p>", title="Same", published=day(5)),
        article("a", "<p>quite other content under the same id, long enough</p>", title="Other"),
        article("a", "<p>a third content under the same id, also long enough</p>", title="Third"),
    ]
    expected = assemble(source(), given, BASE)
    shuffle = random.Random(4).shuffle

    for _ in range(20):
        shuffle(given)
        assert assemble(source(), given, BASE) == expected


def test_the_newest_are_kept_when_there_are_too_many(article, source):
    given = [article(str(number), published=day(number)) for number in range(1, 6)]

    found = assemble(source(max_entries=2), given, BASE)

    assert names(found.feed) == ["5", "4"]
    assert [one.meta.title for one in found.older] == ["Title of 3", "Title of 2", "Title of 1"]


def test_feed_is_updated_when_its_newest_entry_was(article, source):
    given = [article("a", published=day(3)), article("b", published=day(1), updated=day(7))]

    assert feed_of(source(), given, BASE).head.updated == day(7)


def test_feed_without_entries_is_never_updated(source):
    feed = feed_of(source(), [], BASE)

    assert (feed.entries, feed.head.updated) == ((), UNDATED)


def test_article_without_update_was_updated_when_published(article, source):
    (entry,) = feed_of(source(), [article(published=day(3))], BASE).entries

    assert (entry.meta.published, entry.meta.updated) == (day(3), day(3))


def test_article_without_any_date_comes_last_and_gets_no_publication_date(article, source):
    given = [
        article("none", published=None),
        article("old", published=datetime(1999, 1, 1, tzinfo=UTC)),
    ]

    feed = feed_of(source(), given, BASE)

    assert names(feed) == ["old", "none"]
    assert (feed.entries[1].meta.published, feed.entries[1].meta.updated) == (None, UNDATED)


def test_first_sight_fills_in_for_a_missing_date(article, source):
    none = article("none", published=None)
    given = [none, article("old", published=day(1))]

    feed = feed_of(source(), given, BASE, first_seen={none.meta.id: day(2)})

    assert names(feed) == ["none", "old"]
    assert (feed.entries[0].meta.published, feed.entries[0].meta.updated) == (None, day(2))


def test_first_sight_does_not_overrule_the_source(article, source):
    given = article(published=None, updated=day(1))

    (entry,) = feed_of(source(), [given], BASE, first_seen={given.meta.id: day(9)}).entries

    assert entry.meta.updated == day(1)


def test_first_sight_is_found_under_an_id_that_is_no_uri(article, source):
    given = article(id=ArticleId("post 17"), published=None)

    (entry,) = feed_of(source(), [given], BASE, first_seen={given.meta.id: day(9)}).entries

    assert (entry.meta.id, entry.meta.updated) == (
        "tag:feedclean.invalid,2026:news/post%2017",
        day(9),
    )


def test_self_url_is_below_that_of_the_site(source):
    site = SiteHead(title="Ours", url="https://h.example/f/")

    assert feed_of(source(), [], site).head.self_url == "https://h.example/f/news"


def test_feed_id_depends_on_the_source_id_alone(source):
    one = feed_of(source(), [], BASE)
    other = feed_of(source(title="New name", site_url=None), [], ELSEWHERE)

    assert one.head.id == other.head.id == feed_id(SourceId("news"))
    assert one.head.id != feed_id(SourceId("other"))


def test_language_of_all_entries_is_the_feeds_where_the_source_names_none(article, source):
    both = [article("a", language="zh"), article("b", language="zh")]
    mixed = [article("a", language="zh"), article("b", language="en")]

    assert feed_of(source(language=None), both, BASE).head.language == "zh"
    assert feed_of(source(language=None), mixed, BASE).head.language is None
    assert feed_of(source(language="fr"), both, BASE).head.language == "fr"


def test_every_article_is_accounted_for(article, source):
    text = "<p>" + "the same text in both of them " * 5 + "</p>"
    given = [
        article("a", text, title="One", published=day(9)),
        article("b", text, title="One", published=day(8)),
        *(article(str(number), published=day(number)) for number in range(1, 6)),
    ]

    found = assemble(source(max_entries=3), given, BASE)

    told = len(found.feed.entries) + len(found.duplicates) + len(found.older)
    assert (told, len(found.duplicates)) == (len(given), 1)
