"""Five years of builds of small sources: what is remembered does not grow with time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from feedclean.conductor import Tools, build_site
from feedclean.config import load_config
from feedclean.errors import FetchError
from feedclean.gather.base import Fetched, Request
from feedclean.model.source import NO_VALIDATORS
from tests.gather.serving import page
from tests.making import source
from tests.test_remembering import item, text

MakeSite = Callable[..., Path]
START = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(days=10)
TABLES = ("entry", "capture", "body", "fetch", "run", "sample", "event", "health")


class World:
    """A feed of teasers, one of whole articles and a sitemap, with something new in each step."""

    now = START

    def fetch(self, request: Request) -> Fetched:
        path = request.url.partition("example.org")[2]
        step = int((self.now - START) / STEP)
        if path == "/robots.txt":
            raise FetchError(request.url, "the server answered 404", status=404)
        if path in ("/teasers", "/whole"):
            body = self._feed(path, step)
        elif path == "/map":
            urls = (
                f"<url><loc>https://{n}.example.org/m{n}</loc></url>" for n in range(step, step + 6)
            )
            body = f"<urlset>{''.join(urls)}</urlset>"
        elif int(path[2:]) % 7 == 3:
            body = page("Just a moment...", "<p>Verify you are human by completing this.</p>")
        else:
            body = page(f"Number {path[2:]}", text(path))
        return Fetched(
            url=request.url,
            body=body.encode(),
            media_type=None,
            charset="utf-8",
            validators=NO_VALIDATORS,
        )

    def _feed(self, path: str, step: int) -> str:
        is_whole = path == "/whole"
        items = [
            item(
                f"{path[1:]}{n}",
                guid=f"urn:x:{path[1:]}:{n}",
                link=f"https://{n}.example.org/t{n}",
                title=f"Number {n}",
                body=text(f"{path}{n}") if is_whole else f"<p>Teaser {n} says that […]</p>",
                date=format_datetime(START + n * STEP),
            )
            for n in range(step, step - 6, -1)
        ]
        # A copy of one entry that is never the same twice.
        copy = text(f"{path}{step}") + f"<p>Read {step * 7919 % 977} times by {step} people.</p>"
        items.append(item(f"{path[1:]}{step}", guid=f"urn:x:{path[1:]}:0", body=copy))
        return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def measured(config: Path) -> dict[str, int]:
    with closing(sqlite3.connect(config.parent / ".feedclean" / "state.sqlite3")) as db:
        rows = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        [longest] = db.execute("SELECT max(length(ledger)) FROM entry").fetchone()
        pages, free, size = (
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    return rows | {"ledger": longest, "bytes": (pages - free) * size}


@pytest.mark.slow
def test_the_state_of_five_years_is_no_larger_than_that_of_one(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedclean.state.store._MOST_RUNS", 40)
    monkeypatch.setattr("feedclean.state.saving._FINE_SAMPLES", 20)
    monkeypatch.setattr("feedclean.state.saving._DAILY_SAMPLES", 10)
    more = {"max_entries": 5, "keep_captures_days": 90}
    config = site(
        source("t", "https://a.example.org/teasers", kind="feed", **more),
        source("w", "https://a.example.org/whole", kind="feed", full_text="never", **more),
        source("m", "https://a.example.org/map", kind="sitemap", **more),
    )
    loaded, world, sizes = load_config(config), World(), []
    for step in range(5 * 36):
        world.now = START + step * STEP
        build_site(loaded, Tools(now=world.now, fetch=world.fetch))
        if step % 36 == 35:
            sizes.append(measured(config))

    for later in sizes[2:]:
        for what, size in later.items():
            assert size <= 1.2 * sizes[1][what] + 3, f"{what}: {[one[what] for one in sizes]}"
