"""Articles of several pages in whole builds, against a server on this machine."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import load_config
from feedclean.gather.follow import MOST
from tests.gather.serving import Reply, Server, page, serving
from tests.making import source
from tests.test_remembering import text
from tests.work.test_verdicts import WALL, Site

MakeSite = Callable[..., Path]
PICTURE = '<figure><img src="/{}.jpg" width="800" height="500" alt="Where it lies"></figure>'
STANDFIRST = "<p>In this long report we follow the quay from the first stone to the last one.</p>"


def part(slug: str, number: int, of: int) -> str:
    """One page of an article, with what sites repeat on each, and links to the others."""
    links = "".join(f'<a href="/{slug}?page={n}">{n}</a> ' for n in range(1, of + 1))
    onward = f'<a class="next" href="/{slug}?page={number + 1}#top">Next</a>' if number < of else ""
    body = f"{PICTURE.format(slug)}{STANDFIRST}{text(f'{slug} part {number}')}"
    return page(f"All about the {slug}", f'{body}<div class="pager">{links}{onward}</div>')


def publish(server: Server, slug: str, of: int) -> None:
    server.answers[f"/{slug}"] = Reply(part(slug, 1, of))
    for number in range(1, of + 1):
        server.answers[f"/{slug}?page={number}"] = Reply(part(slug, number, of))


def parts_in(published: str, slug: str) -> list[int]:
    """The parts of an article in the order in which they are published, one for each paragraph."""
    found = re.findall(rf"The {slug} part (\d+) said", markup.unescape(published))
    return [int(number) for number in found]


def write(news: Site, *lines: str) -> None:
    before = news.config.read_text("utf-8").partition("# rules")[0]
    news.config.write_text(f"{before}# rules\n" + "\n".join(lines) + "\n", encoding="utf-8")


def add(news: Site, rules: str) -> None:
    folder = news.config.parent / "rules"
    folder.mkdir(exist_ok=True)
    (folder / "127.0.0.1.txt").write_text(rules, encoding="utf-8")
    done = CliRunner().invoke(program, ["rules", "add", str(folder), "--config", str(news.config)])
    assert done.exit_code == 0, done.output


def asked(news: Site) -> list[str]:
    return [one.path for one in news.server.log if one.path not in ("/f", "/robots.txt")]


@pytest.fixture
def news(site: MakeSite) -> Iterator[Site]:
    with serving({}) as server:
        yield Site(site(source("s", server.url("/f"), kind="feed", full_text="always")), server)


def test_ten_articles_over_several_pages_are_joined_in_order_without_repeats(news: Site) -> None:
    sizes = {f"quay{n}": n for n in range(2, 11)} | {"quay99": 12}
    for slug, of in sizes.items():
        publish(news.server, slug, of)
    news.feed(*(f"/{slug}" for slug in sizes))
    write(news, 'next_page = "a.next"')
    report = news.build()
    published = news.published

    [cut_short] = report.failures
    assert "is not complete" in cut_short.message
    assert "/quay99?page=11: is beyond the 10 pages" in cut_short.message
    assert report.entries == 10
    for slug, of in sizes.items():
        expected = [n for n in range(1, min(of, MOST) + 1) for _ in range(6)]
        assert parts_in(published, slug) == expected
    assert published.count("In this long report") == 10
    assert [published.count(f"/{slug}.jpg") for slug in sizes] == [1] * 10
    assert len(asked(news)) == sum(min(of, MOST) for of in sizes.values()) == len(set(asked(news)))

    again = news.build(2)
    assert (again.cleaned, again.failures, news.published) == (0, (), published)
    assert len(asked(news)) == 64


def test_what_was_joined_is_cleaned_anew_without_asking(news: Site) -> None:
    publish(news.server, "quay", 3)
    news.feed("/quay")
    write(news, 'next_page = "a.next"')
    news.build()
    published, requests = news.published, len(news.server.log)
    tools = Tools(now=news.now, fetch=no_network)
    [report] = build_site(load_config(news.config), tools, Order(reclean=True)).sources

    assert (report.cleaned, report.failures) == (1, ())
    assert news.published == published
    write(news, 'next_page = "a.next"', 'strip = "p:nth-of-type(2)"')
    news.build(offline=True)
    assert len(parts_in(news.published, "quay")) == 15
    assert len(news.server.log) == requests


def test_a_page_with_all_of_it_stands_for_its_parts(news: Site) -> None:
    publish(news.server, "quay", 3)
    one, *others = (text(f"quay part {n}") for n in (1, 2, 3))
    whole = f'{one}<p><img src="map.png" width="600" height="400"></p>{"".join(others)}'
    shown = page("All about the quay", whole)
    news.server.answers["/print/quay"] = Reply(shown)
    news.server.answers["/quay"] = Reply(
        part("quay", 1, 3).replace(
            "</main>", '<a class="print" href="/print/quay">Print</a></main>'
        )
    )
    news.feed("/quay")
    write(news, 'single_page = "a.print"', 'next_page = "a.next"')
    news.build()

    assert asked(news) == ["/quay", "/print/quay"]
    assert parts_in(news.published, "quay") == [1] * 6 + [2] * 6 + [3] * 6
    assert news.server.url("/print/map.png") in news.published
    assert f'<link href="{news.server.url("/quay")}"' in news.published.replace(
        ' rel="alternate"', ""
    )


def test_a_pack_leads_to_further_pages_where_its_guard_holds(news: Site) -> None:
    publish(news.server, "quay", 3)
    publish(news.server, "dock", 3)
    news.server.answers["/dock"] = Reply(part("dock", 1, 3).replace("pager", "other"))
    news.feed("/quay", "/dock")
    add(news, "next_page_link: //a[@class='next']/@href\nif_page_contains: //div[@class='pager']\n")
    news.build()

    assert set(parts_in(news.published, "quay")) == {1, 2, 3}
    assert set(parts_in(news.published, "dock")) == {1}


def test_pages_that_lead_in_a_circle_are_asked_once_each(news: Site) -> None:
    publish(news.server, "quay", 3)
    news.server.answers["/quay?page=3"] = Reply(
        part("quay", 3, 3).replace("</main>", '<a class="next" href="/quay">Again</a></main>')
    )
    news.feed("/quay")
    write(news, 'next_page = "a.next"')
    news.build()

    assert asked(news) == ["/quay", "/quay?page=2", "/quay?page=3"]


@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.2:1/x", "file:///etc/passwd", "//example.com/"]
)
def test_links_lead_to_the_same_site_only(news: Site, elsewhere: str) -> None:
    news.server.answers["/quay"] = Reply(
        part("quay", 1, 1).replace("</main>", f'<a class="next" href="{elsewhere}">N</a></main>')
    )
    news.feed("/quay")
    write(news, 'next_page = "a.next"')
    report = news.build()

    assert report.failures == ()
    assert asked(news) == ["/quay"]


def test_what_could_not_be_had_is_told_and_asked_for_again(news: Site) -> None:
    publish(news.server, "quay", 3)
    good = news.server.answers["/quay?page=2"]
    news.server.answers["/quay?page=2"] = Reply(status=500)
    news.feed("/quay")
    write(news, 'next_page = "a.next"')
    report = news.build()
    first = parts_in(news.published, "quay")
    news.server.answers["/quay?page=2"] = good
    later = news.build(24)

    [failure] = report.failures
    assert "is not complete, as a further page could not be had" in failure.message
    assert "/quay?page=2" in failure.message
    assert first == [1] * 6
    assert later.failures == ()
    assert set(parts_in(news.published, "quay")) == {1, 2, 3}
    assert news.published.count("<entry>") == 1


def test_robots_keep_us_from_further_pages_too(news: Site) -> None:
    publish(news.server, "quay", 3)
    news.server.answers["/robots.txt"] = Reply("User-agent: *\nDisallow: /*page=2\n")
    news.feed("/quay")
    write(news, 'next_page = "a.next"')
    report = news.build()
    news.build(24)

    assert "closed to programs" in report.failures[0].message
    assert asked(news) == ["/quay"]


def test_headers_of_packs_are_sent_as_far_as_a_source_allows(news: Site) -> None:
    publish(news.server, "quay", 2)
    add(
        news,
        "http_header(User-Agent): Browser/1.0\nhttp_header(Cookie): paid=1\n"
        "http_header(Referer): https://example.org/\nnext_page_link: //a[@class='next']",
    )
    news.feed("/quay")
    news.build()
    polite = {one.path: one.headers for one in news.server.log}
    publish(news.server, "dock", 2)
    news.feed("/dock")
    write(news, "rule_headers = true")
    news.build(24)
    bold = {one.path: one.headers for one in news.server.log}

    for path in ("/quay", "/quay?page=2"):
        assert polite[path]["referer"] == "https://example.org/"
        assert "cookie" not in polite[path]
        assert "feedclean" in polite[path]["user-agent"]
    for path in ("/dock", "/dock?page=2"):
        assert (bold[path]["user-agent"], bold[path]["cookie"]) == ("Browser/1.0", "paid=1")
    assert "feedclean" in bold["/f"]["user-agent"]
    assert "cookie" not in bold["/robots.txt"]


def test_headers_of_packs_go_to_no_other_host(news: Site) -> None:
    with serving({"/else": Reply(part("quay", 1, 1))}) as other:
        news.fetcher._private_hosts |= {other.host}  # type: ignore[attr-defined]
        news.server.answers["/quay"] = Reply(status=302, headers={"Location": other.url("/else")})
        add(news, "http_header(Cookie): paid=1")
        news.feed("/quay")
        write(news, "rule_headers = true")
        news.build()

        [there] = [one for one in other.log if one.path == "/else"]
        assert "cookie" not in there.headers


def test_changed_links_get_the_pages_again_a_few_at_a_time(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedclean.gather.pages.MOST_AGAIN", 2)
    for slug in ("quay", "dock", "pier"):
        publish(news.server, slug, 3)
    news.feed("/quay", "/dock", "/pier")
    news.build()
    once = asked(news)
    write(news, 'next_page = "a.next"')
    news.build(24)
    twice = asked(news)[len(once) :]
    news.build(24)
    thrice = asked(news)[len(once) + len(twice) :]
    news.build(24)

    assert sorted(once) == ["/dock", "/pier", "/quay"]
    assert len([path for path in twice if "?" not in path]) == 2
    assert len(thrice) == 3
    assert sorted(twice + thrice) == sorted(
        f"/{slug}{page}" for slug in ("quay", "dock", "pier") for page in ("", "?page=2", "?page=3")
    )
    assert len(asked(news)) == 3 + 9
    for slug in ("quay", "dock", "pier"):
        assert sorted(set(parts_in(news.published, slug))) == [1, 2, 3]


def test_a_page_that_cannot_be_had_again_stands_as_it_was(news: Site) -> None:
    publish(news.server, "quay", 2)
    news.feed("/quay")
    news.build()
    published = news.published
    news.server.answers["/quay"] = Reply(status=500)
    write(news, 'next_page = "a.next"')
    [failure] = news.build(24).failures

    assert "500" in failure.message
    assert news.published == published
    for _ in range(12):
        news.build(48)
    assert len([path for path in asked(news) if path == "/quay"]) < 12
    assert news.published == published


@pytest.mark.parametrize("now", [WALL, page("The quay", "<p>Short.</p>"), ""], ids=len)
def test_a_page_that_is_a_wall_by_now_costs_nothing(news: Site, now: str) -> None:
    publish(news.server, "quay", 2)
    news.feed("/quay")
    news.build()
    published = news.published
    news.server.answers["/quay"] = Reply(now)
    write(news, 'next_page = "a.next"')
    for _ in range(4):
        news.build(48)

    assert parts_in(news.published, "quay") == parts_in(published, "quay")
    assert len([path for path in asked(news) if path == "/quay"]) <= 5


def test_a_pack_for_pages_of_a_program_leads_to_their_further_pages(news: Site) -> None:
    publish(news.server, "quay", 3)
    for path in list(news.server.answers):
        reply = news.server.answers[path]
        assert isinstance(reply, Reply)
        reply.body = str(reply.body).replace(
            "<head>", '<head><meta name="generator" content="WordPress.com">', 1
        )
    folder = news.config.parent / "rules"
    folder.mkdir()
    rules = "next_page_link: //a[@class='next']\n"
    (folder / "fingerprint.wordpress.com.txt").write_text(rules, encoding="utf-8")
    CliRunner().invoke(program, ["rules", "add", str(folder), "--config", str(news.config)])
    news.feed("/quay")
    news.build()

    assert asked(news) == ["/quay", "/quay?page=2", "/quay?page=3"]
    assert sorted(set(parts_in(news.published, "quay"))) == [1, 2, 3]


def test_extract_follows_the_links_of_a_configuration(news: Site) -> None:
    publish(news.server, "quay", 3)
    write(news, 'next_page = "a.next"')
    address = news.server.url("/quay")
    args = ["extract", address, "--config", str(news.config), "--format", "text"]
    alone = CliRunner().invoke(program, args).stdout
    told = CliRunner().invoke(program, [*args, "--source", "s"])
    news.server.answers["/quay?page=3"] = Reply(status=404)
    short = CliRunner().invoke(program, [*args, "--source", "s"])

    assert sorted(set(parts_in(alone, "quay"))) == [1]
    assert (told.exit_code, sorted(set(parts_in(told.stdout, "quay")))) == (0, [1, 2, 3])
    assert sorted(set(parts_in(short.stdout, "quay"))) == [1, 2]
    assert "not all pages" in short.stderr


def test_a_link_that_takes_too_long_to_look_for_is_told_and_the_page_stands(news: Site) -> None:
    publish(news.server, "quay", 2)
    reply = news.server.answers["/quay"]
    assert isinstance(reply, Reply)
    reply.body = str(reply.body).replace("</body>", "<p>x<b>y</b></p>" * 6_000 + "</body>")
    news.feed("/quay")
    write(news, """next_page = "//p[following::b[contains(., 'z')]]//a/@href\"""")
    report = news.build()

    [failure] = report.failures
    assert "might take too long" in failure.message
    assert "config.toml, line" in failure.message
    assert parts_in(news.published, "quay") == [1] * 6
    assert news.build(48).failures == ()
