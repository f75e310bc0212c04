from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedclean.errors import GoldenError
from feedclean.golden.folder import expected_shape, read_case, save_case, suffix_of, written
from feedclean.golden.run import outcome
from feedclean.golden.shape import shape_of
from feedclean.golden.values import Case, Given
from feedclean.model.article import ArticleId, ArticleMeta, Author, Digest, Enclosure, SourceId
from feedclean.model.plan import SiteTemplate, TemplateBlock

DUMP = """<!--1701378901000-->
[The "second" title - News](https://example.org/a)
------

<p>A first paragraph that is long enough to be worth reading by anybody at all.</p><p>And a second
paragraph, which says some more about it, with a comma or two, and ends.</p>
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
GIVEN = Given(location="a.txt", now=NOW, timezone="Asia/Tokyo")
LISTED = ArticleMeta(
    id=ArticleId("tag:example.org,2026:1"),
    source=SourceId("news"),
    url="https://example.org/a",
    title='A "title" with \\ and 字',
    authors=(Author(name="Ann", uri="https://example.org/ann"), Author(name="Bo")),
    published=NOW,
    categories=("one", "two"),
    enclosures=(Enclosure(url="https://example.org/a.mp3", media_type="audio/mpeg", length=7),),
    evidence=(("title", "feed"),),
)
TEMPLATE = SiteTemplate(
    source=SourceId("news"),
    articles=9,
    blocks=(
        TemplateBlock(
            fingerprint=Digest("ab" * 16), articles=8, share=0.875, position="tail", sample="Follow"
        ),
    ),
)


def made(folder: Path, given: Given = GIVEN, template: SiteTemplate | None = None) -> Case:
    case = Case(name=folder.name, folder=folder, given=given, raw=DUMP.encode(), template=template)
    article = outcome(replace(case, given=replace(given, source=None)), None)
    save_case(case, ".txt", written(given, article), "Shows a title.")
    return read_case(folder)


def test_a_case_can_be_made_and_read_back(tmp_path: Path) -> None:
    case = made(tmp_path / "one")
    article = outcome(case, None)

    assert case.given == GIVEN
    assert expected_shape(case) == shape_of(article)
    assert case.expected == written(case.given, article)
    meta = tomllib.loads((tmp_path / "one" / "meta.toml").read_text("utf-8"))
    assert meta["article"]["title"] == 'The "second" title'
    assert meta["article"]["published"] == datetime(2023, 11, 30, 21, 15, 1, tzinfo=UTC)


def test_what_a_feed_said_and_a_template_are_read_back_as_they_were(tmp_path: Path) -> None:
    given = replace(GIVEN, source=SourceId("news"), listed=LISTED, timezone=None, entry=1)
    case = made(tmp_path / "one", given, TEMPLATE)

    assert case.given == given
    assert case.template == TEMPLATE


def test_words_of_a_person_stay_as_they_were_written(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    case = made(folder)
    mine = '[expect]\n# the lead\ncontains = [\n  "worth reading",\n]\nlacks = ["Share"]'
    meta = folder / "meta.toml"
    meta.write_text(f"{meta.read_text('utf-8')}\n{mine}\n", encoding="utf-8")

    again = read_case(folder)
    save_case(again, ".txt", written(case.given, outcome(again, None)), None)

    assert again.expect.contains == ("worth reading",)
    assert mine in meta.read_text("utf-8")
    assert (folder / "why.md").read_text("utf-8") == "Shows a title.\n"


@pytest.mark.parametrize("name", ["expected.html", "removals.toml", "meta.toml", "raw.txt"])
def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    made(tmp_path / "one")
    (tmp_path / "one" / name).unlink()

    with pytest.raises(GoldenError, match=rf"^one: {name.partition('.')[0]}.* is missing.*; "):
        read_case(tmp_path / "one")


@pytest.mark.parametrize("name", ["expected.html", "raw.txt", "why.md"])
def test_a_link_out_of_a_case_is_neither_read_nor_written(tmp_path: Path, name: str) -> None:
    case = made(tmp_path / "one")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (case.folder / name).unlink()
    (case.folder / name).symlink_to(secret)

    with pytest.raises(GoldenError, match=f"{name} is a link"):
        read_case(case.folder)
    with pytest.raises(GoldenError, match=f"{name} is a link"):
        save_case(case, ".txt", written(case.given, outcome(case, None)), "why")
    assert secret.read_text("utf-8") == "secret"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[given]", "[given", "not valid TOML"),
        ("location", "place", r"\[given\] has place"),
        ('location = "a.txt"\n', "", "lacks location"),
        ("now = ", "now = 7 #", "Expected"),
        ("[article]", "[expect]\ncontians = []\n[article]", "write contains or lacks"),
        ("[article]", "[expect]\ncontains = 'x'\n[article]", "no list of texts"),
    ],
)
def test_a_wrong_meta_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    made(tmp_path / "one")
    meta = tmp_path / "one" / "meta.toml"
    meta.write_text(meta.read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(GoldenError, match=told):
        read_case(tmp_path / "one")


def test_a_checkout_with_other_line_ends_is_the_same_case(tmp_path: Path) -> None:
    case = made(tmp_path / "one")
    for name in ("meta.toml", "expected.html", "removals.toml"):
        path = tmp_path / "one" / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert read_case(tmp_path / "one") == case


@pytest.mark.parametrize(
    ("location", "media_type", "expected"),
    [
        ("dump/a.TXT", None, ".txt"),
        ("https://example.org/a.php?x=1", "text/html; charset=utf-8", ".html"),
        ("https://example.org/feed", "application/rss+xml", ".xml"),
        ("https://example.org/feed", "application/feed+json", ".json"),
        ("a.../x", None, ".html"),
    ],
)
def test_a_capture_is_called_after_what_it_is(
    location: str, media_type: str | None, expected: str
) -> None:
    assert suffix_of(location, media_type) == expected
