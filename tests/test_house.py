"""What holds for the whole house: doors, purity, quick answers, no text lost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest

from feedclean.clean.process import process
from feedclean.dom.tree import parse, raw_text
from feedclean.model.article import CleanArticle, RawArticle, SourceId
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.text import chars
from tests.making import ROOT

PACKAGE = ROOT / "feedclean"

# Who may import what: each large dependency has one door, so that it can be swapped and faked.
DOORS = {
    "brotli": ("gather/inflate.py", "generate/hosts/compress.py"),
    "bs4": ("dom/*", "parse/legacy.py"),
    "click": ("cli/*", "cli/commands/*"),
    "cssselect": ("dom/select.py",),
    "feedgen": ("generate/atom.py", "generate/rss.py"),
    "feedparser": ("parse/feeds/*",),
    "httpcore": ("gather/guard.py",),
    "httpx": ("gather/fetcher.py", "gather/guard.py"),
    "jinja2": ("generate/pages/paper.py",),
    "lxml": (
        *("dom/*", "parse/feeds/*", "parse/lists/opml.py", "parse/lists/sitemap.py"),
        "parse/records/xml_record.py",
    ),
    "markupsafe": ("generate/pages/*", "generate/report/*"),
    "markdown_it": ("parse/dialects/*", "parse/dialects/written/*"),
    "mdit_py_plugins": ("parse/dialects/*",),
    "fsspec": ("archive/doors.py",),
    "msgspec": ("archive/spool.py", "config/*", "state/bodies.py"),
    "pyarrow": ("archive/rows.py",),
    "nh3": ("clean/finishing/sanitize.py",),
    "protego": ("gather/robots.py",),
    "ray": ("execute/engine.py",),
    "readability": ("clean/scoring/second_opinion.py",),
    "rich": ("cli/*",),
    "selectolax": ("dom/*",),
    "soupsieve": ("dom/css.py",),
    "sqlite3": ("state/*",),
    "tomlkit": ("config/edit.py",),
    "uvicorn": ("serve/server.py",),
    "yaml": ("parse/dialects/*", "parse/records/config_values.py", "moving/funnel.py"),
    "zstandard": (
        *("archive/rows.py", "archive/spool.py", "archive/unpack.py"),
        *("gather/inflate.py", "state/bodies.py"),
    ),
}

HEAVY = (
    *("bs4", "feedgen", "feedparser", "httpcore", "httpx", "jinja2", "lxml", "markdown_it"),
    *(
        "msgspec",
        "nh3",
        "readability",
        "rich",
        "selectolax",
        "soupsieve",
        "tomlkit",
        "uvicorn",
        "yaml",
    ),
)

WORLD = ("open", "socket.", "sqlite3.", "subprocess.", "os.", "shutil.", "tempfile.", "urllib.")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_through_its_door_only(library: str) -> None:
    importers = [module for module in modules() if library in imported(module)]
    strangers = [
        module.relative_to(PACKAGE).as_posix()
        for module in importers
        if not any(module.relative_to(PACKAGE).match(door) for door in DOORS[library])
    ]

    assert strangers == []


def test_every_library_has_a_door() -> None:
    used = {name for module in modules() for name in imported(module)}

    assert used - set(sys.stdlib_module_names) - {"feedclean"} <= set(DOORS)


def test_help_imports_nothing_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "feedclean", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}

    assert "click" in names
    assert sorted(names & set(HEAVY)) == []
    assert "Usage: feedclean" in told.stdout


def test_importing_the_package_imports_no_room() -> None:
    code = "import feedclean, sys; print(*(n for n in sys.modules if n.startswith('feedclean.')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == ""


def test_public_names_are_all_there() -> None:
    import feedclean

    assert [name for name in feedclean.__all__ if getattr(feedclean, name, None) is None] == []
    with pytest.raises(AttributeError, match="nonsense"):
        _ = feedclean.nonsense


def dumps() -> list[Path]:
    """Every real dump in this repository: the seeds, and what golden cases were made of."""
    found = [*ROOT.glob("seeds/*/*"), *ROOT.glob("tests/articles/*/raw.*")]
    return sorted(path for path in found if path.is_file())


def raw_articles(path: Path) -> list[RawArticle]:
    source = Source(id=SourceId("s"), kind=SourceKind.DUMP, location=str(path), title="S")
    capture = Capture(
        source=source.id,
        location=path.name,
        body=path.read_bytes(),
        media_type=None,
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return [article for article in read(capture, source) if isinstance(article, RawArticle)]


PLAN = CleanPlan(source=SourceId("s"), options=CleanOptions())
DUMPS = dumps()


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: f"{path.parent.name}/{path.name[:12]}")
def test_no_text_leaves_without_a_record(path: Path) -> None:
    articles = raw_articles(path)

    assert articles
    for raw in articles:
        clean = process(raw, PLAN)
        assert isinstance(clean, CleanArticle)
        taken = sum(removal.chars for removal in clean.removals)
        assert clean.stats.chars_in == clean.stats.chars_out + taken
        assert clean.stats.chars_in == chars(raw_text(parse(raw.html)))
        assert clean.stats.chars_out == chars(raw_text(parse(clean.html)))


class Watch:
    """Notes what a piece of code does to the world."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.is_on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if self.is_on and event.startswith(WORLD):
            self.events.append(f"{event} {args!r:.80}")

    def __enter__(self) -> Self:
        self.events.clear()
        self.is_on = True
        return self

    def __exit__(self, *_error: object) -> None:
        self.is_on = False


WATCH = Watch()


def test_cleaning_touches_nothing_but_its_arguments() -> None:
    articles = [raw for path in DUMPS for raw in raw_articles(path)]
    first = [process(raw, PLAN) for raw in articles]  # tables are read when first needed

    with WATCH as watch:
        second = [process(raw, PLAN) for raw in articles]

    assert watch.events == []
    assert second == first


def test_parsing_touches_nothing_but_its_arguments() -> None:
    source = Source(id=SourceId("s"), kind=SourceKind.DUMP, location="x", title="S")
    captures = [
        Capture(
            source=source.id,
            location=path.name,
            body=path.read_bytes(),
            media_type=None,
            charset=None,
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for path in DUMPS
    ]
    first = [list(read(capture, source)) for capture in captures]

    with WATCH as watch:
        second = [list(read(capture, source)) for capture in captures]

    assert watch.events == []
    assert second == first


def test_the_watch_hears_a_file_opened() -> None:
    with WATCH as watch, Path(__file__).open("rb"):
        pass

    assert any(event.startswith("open") for event in watch.events)


def test_a_cleaned_article_does_not_depend_on_those_before_it() -> None:
    articles = [raw for path in DUMPS for raw in raw_articles(path)]
    forwards = [process(raw, PLAN) for raw in articles]
    backwards = [process(raw, PLAN) for raw in reversed(articles)]

    assert forwards == backwards[::-1]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    named = re.compile(r"(?<![\w.])/(?:home|Users|work)/\w+")
    written = [*modules(), ROOT / "run", ROOT / "pyproject.toml", ROOT / "config.toml"]

    assert [path.name for path in written if named.search(path.read_text("utf-8"))] == []
