from __future__ import annotations

from feedclean.parse.ids import entry_id, record_key
from tests.parse.reading import article, capture, source


def test_the_upstream_id_is_taken_verbatim() -> None:
    assert entry_id(source(), "urn:X: 1", "https://x.org/a", "k") == "urn:X: 1"


def test_a_url_counts_in_its_canonical_form() -> None:
    assert entry_id(source(), None, "HTTPS://X.org/a?utm_source=b", "k") == "https://x.org/a"


def test_without_either_the_place_in_the_source_counts() -> None:
    key = record_key(capture("", "2024/标题 a.txt"), 3)

    assert entry_id(source(), None, None, key) == (
        "tag:feedclean.invalid,2026:s/2024/%E6%A0%87%E9%A2%98%20a.txt#3"
    )


def test_neither_title_nor_date_is_in_the_id() -> None:
    text = "{}\n\n{} · x.org · 来源: X\n\n一段正文，说明了会议的主要内容和意义，大家都很重视。\n"

    one = article(text.format("标题一", "2024-04-27 00:30:51"))
    two = article(text.format("标题二", "2024-05-01 10:00:00"))

    assert one.meta.title != two.meta.title
    assert one.meta.published != two.meta.published
    assert one.meta.id == two.meta.id
