from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import feedclean
from feedclean.errors import CleanError, ConfigError, LoadError, ParseError
from tests.making import ROOT, SITE, source

PAGE = """<!doctype html><html><head><title>The ferry sails again</title>
<link rel="canonical" href="/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>The ferry sails again</h1><p>After two winters in the dock the ferry left the harbour
on Monday morning, with the mayor, a brass band and nine hundred passengers aboard, and not one of
them was late for it.</p><p class="note">Nobody knows how long the <a href="times">new timetable</a>
will hold, said the harbour office, which has printed it on paper for the first time in years.</p>
</article><footer>All rights reserved.</footer></body></html>"""


def test_text_of_a_page_is_cleaned_and_its_links_lead_somewhere() -> None:
    article = feedclean.extract(PAGE, url="https://harbour.example.org/ferry")

    assert article.meta.title == "The ferry sails again"
    assert article.meta.url == "https://harbour.example.org/ferry"
    assert 'href="https://harbour.example.org/times"' in article.html
    assert "rights reserved" not in article.html
    assert sum(one.chars for one in article.removals) == (
        article.stats.chars_in - article.stats.chars_out
    )


def test_bytes_text_and_a_path_give_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")
    url = "https://harbour.example.org/ferry"

    texts = {feedclean.extract(one, url=url).html for one in (PAGE, PAGE.encode(), path)}

    assert len(texts) == 1


def test_a_name_of_a_file_is_text_and_no_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")

    with pytest.raises(ParseError):
        feedclean.extract(str(path))
    with pytest.raises(LoadError, match=r"there-is-none\.html"):
        feedclean.extract(tmp_path / "there-is-none.html")


def test_rules_of_a_call_hold() -> None:
    article = feedclean.extract(PAGE, strip="p.note", keep=["footer"])

    assert "timetable" not in article.html
    assert "rights reserved" in article.html
    assert "site/extract/strip/p.note" in [one.rule for one in article.removals]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"strip": ["div["]}, "strip: 'div[': no valid CSS selector"),
        ({"dialect": "html-paeg"}, "dialect"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"language": "no language"}, "language"),
    ],
)
def test_an_argument_that_cannot_be_used_is_named(how: feedclean.Reading, told: str) -> None:
    with pytest.raises(ConfigError, match=r"feedclean\.extract") as raised:
        feedclean.extract(PAGE, **how)

    assert told in str(raised.value)


def test_a_misspelt_argument_is_no_argument() -> None:
    with pytest.raises(TypeError, match='did you mean "strip"'):
        feedclean.extract(PAGE, stripp=["p.note"])  # type: ignore[call-arg]


def test_several_articles_are_given_by_extract_all_and_refused_by_extract() -> None:
    lines = "\n".join(f'{{"title": "{n}", "html": "<p>Text {n} of the day</p>"}}' for n in (1, 2))

    assert len(feedclean.extract_all(lines, dialect="jsonl")) == 2
    with pytest.raises(ParseError, match=r"holds 2 articles; feedclean\.extract_all"):
        feedclean.extract(lines, dialect="jsonl")


def test_what_cannot_be_read_is_told_once() -> None:
    with pytest.raises(ParseError) as raised:
        feedclean.extract(b"\x00\x01\x02", url="https://example.org/x")

    assert str(raised.value).count("https://example.org/x") == 1


def test_an_article_that_breaks_cleaning_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr(sys.modules["feedclean.clean.process"], "_clean", broken)

    with pytest.raises(CleanError, match="odd"):
        feedclean.extract(PAGE, url="https://example.org/x")


def test_a_capture_is_read_and_its_articles_processed_by_a_plan() -> None:
    origin = feedclean.Source(
        id=feedclean.SourceId("mine"), kind=feedclean.SourceKind.DUMP, location="x", title="Mine"
    )
    capture = feedclean.Capture(
        source=origin.id,
        location="https://harbour.example.org/ferry",
        body=PAGE.encode(),
        media_type="text/html",
        charset="utf-8",
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    plan = feedclean.CleanPlan(source=origin.id, options=feedclean.CleanOptions())

    [raw] = feedclean.read(capture, origin)
    assert isinstance(raw, feedclean.RawArticle)
    article = feedclean.process(raw, plan)

    assert isinstance(article, feedclean.CleanArticle)
    assert pickle.loads(pickle.dumps(article)) == article


def test_a_configuration_is_built_without_any_network(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "ferry.html").write_text(PAGE, encoding="utf-8")
    config = tmp_path / "config.toml"
    tables = 'id = "{0}"\nkind = "dump"\nlocation = "dumps"\ntitle = "{0}"\n'
    sources = "".join("\n[[source]]\n" + tables.format(id_) for id_ in ("harbour", "pier"))
    config.write_text(SITE + sources, encoding="utf-8")

    tried = feedclean.build(config, sources=["harbour"], dry_run=True, offline=True)
    is_empty = not (tmp_path / "public").exists()
    report = feedclean.build(str(config), sources=["harbour"], output=tmp_path / "out")

    assert is_empty
    assert [one.files_written for one in tried.sources] == [1]
    assert [(one.source, one.entries) for one in report.sources] == [("harbour", 1)]
    assert "ferry" in (tmp_path / "out" / "harbour.atom").read_text("utf-8")
    assert not (tmp_path / "out" / "pier.atom").exists()


def test_a_configuration_that_cannot_be_used_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(feedclean.FeedcleanError, match=r"missing\.toml"):
        feedclean.build(tmp_path / "missing.toml")


def test_no_public_name_is_hidden_by_a_module() -> None:
    package = ROOT / "feedclean"
    modules = {path.stem for path in package.glob("*.py")}
    modules |= {path.parent.name for path in package.glob("*/__init__.py")}

    assert set(feedclean.__all__) & modules == set()


def test_names_stay_functions_whatever_was_imported_before() -> None:
    code = (
        "import feedclean.api, feedclean.conductor, feedclean.cli.build, feedclean.cli.extract\n"
        "from feedclean import build, extract, process\n"
        "print(callable(build), callable(extract), callable(process))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["True"] * 3


def test_a_build_by_several_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    text = (
        "The ferry left on Monday with nine hundred passengers, and nobody was late for it. " * 400
    )
    for n in range(150):
        page = f"<article><h1>Title {n}</h1><p>Crossing {n}. {text}</p></article>"
        (tmp_path / "dumps" / f"{n}.html").write_text(page, encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text(SITE + source("one", "dumps"), encoding="utf-8")

    reports = [
        feedclean.build(config, output=tmp_path / str(jobs), jobs=jobs, reclean=True)
        for jobs in (1, 2)
    ]

    assert [report.sources[0].failures for report in reports] == [(), ()]
    one, two = ((tmp_path / str(jobs) / "one.atom").read_bytes() for jobs in (1, 2))
    assert one == two


def test_a_shell_completes_the_public_names_before_they_are_used() -> None:
    assert dir(feedclean) == sorted(feedclean.__all__)
