"""Sitemaps as large sites write them: indexes of indexes, packed, by month, and too many."""

from __future__ import annotations

import gzip

from feedclean.gather.sitemap import MOST_CHILDREN
from feedclean.model.article import Failure
from feedclean.model.source import Capture
from tests.gather.serving import Reply, Server, World, page, serving, source


def urlset(server: Server, *paths: str, day: int = 1) -> str:
    urls = "".join(
        f"<url><loc>{server.url(path)}</loc><lastmod>2026-02-{day:02}</lastmod></url>"
        for path in paths
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def index(server: Server, *paths: str) -> str:
    places = "".join(
        f"<sitemap><loc>{server.url(path)}</loc><lastmod>2026-02-{n + 1:02}</lastmod></sitemap>"
        for n, path in enumerate(paths)
    )
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</sitemapindex>'
    )


def gathered(server: Server, path: str, **more: object) -> list[str]:
    items = World(server).gather(source(server.url(path), "sitemap", **more))
    assert not [item for item in items if isinstance(item, Failure)]
    return [
        item.location.removeprefix(server.url("")) for item in items if isinstance(item, Capture)
    ]


def test_an_index_of_indexes_leads_to_the_newest_pages() -> None:
    with serving({}) as server:
        server.answers |= {f"/n-{n}": Reply(page(f"Title {n}")) for n in range(6)}
        months = {
            f"/{n}.xml.gz": Reply(
                gzip.compress(urlset(server, f"/n-{n}", day=n + 1).encode()),
                headers={"Content-Type": "application/octet-stream"},
            )
            for n in range(6)
        }
        server.answers |= {
            "/map.xml": Reply(index(server, "/old.xml", "/new.xml")),
            "/old.xml": Reply(index(server, *list(months)[:3])),
            "/new.xml": Reply(index(server, *list(months)[3:])),
            **months,
        }

        assert gathered(server, "/map.xml", max_entries=4) == ["/n-5", "/n-4", "/n-3", "/n-2"]


def test_an_index_that_leads_back_to_itself_ends() -> None:
    with serving({}) as server:
        server.answers |= {
            "/a.xml": Reply(index(server, "/b.xml", "/c.xml")),
            "/b.xml": Reply(index(server, "/a.xml", "/b.xml")),
            "/c.xml": Reply(urlset(server, "/n-1")),
            "/n-1": Reply(page("One")),
        }

        assert gathered(server, "/a.xml") == ["/n-1"]
        assert len(server.log) < 10


def test_of_many_sitemaps_only_the_newest_are_asked() -> None:
    with serving({}) as server:
        paths = [f"/m{n}.xml" for n in range(25)]
        server.answers |= {path: Reply(urlset(server, f"{path}-n")) for path in paths}
        server.answers |= {f"{path}-n": Reply(page(path)) for path in paths}
        server.answers["/map.xml"] = Reply(index(server, *paths))

        found = gathered(server, "/map.xml")

        assert len(found) == MOST_CHILDREN
        assert "/m24.xml-n" in found
        assert "/m0.xml" not in server.paths()


def test_a_list_of_addresses_may_be_packed() -> None:
    with serving({}) as server:
        lines = "\r\n".join(server.url(f"/n-{n}") for n in range(3))
        server.answers |= {f"/n-{n}": Reply(page(f"Title {n}")) for n in range(3)}
        server.answers["/map.txt.gz"] = Reply(gzip.compress(lines.encode("utf-8-sig")))

        assert gathered(server, "/map.txt.gz") == ["/n-0", "/n-1", "/n-2"]
