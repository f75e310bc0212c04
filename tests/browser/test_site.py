"""The site as readers have it: in Chromium, on a phone and a desktop, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedclean.generate.pages import render_article_pages, render_index, render_page
from feedclean.model.article import SourceId
from tests import chromium
from tests.site import SITE, card, sample_site, written_feed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
LOAD_PICTURES = """Promise.all([...document.images].map(one => {
    one.loading = "eager";
    return one.complete || new Promise(done => { one.onload = one.onerror = done; });
}))"""
SCHEMES = ("light", "dark")


@dataclass
class Visit:
    """A window onto the site, and what it asked for and complained about."""

    page: Page
    site: str
    outside: list[str]
    console: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for file in sample_site():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
    return folder


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    with chromium.served(folder) as address:
        yield address


def visit(context: BrowserContext, site: str) -> Visit:
    asked = chromium.show_pictures(context, site)
    console: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: console.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: console.append(f"error: {error}"))
    return Visit(page=page, site=site, outside=asked, console=console)


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Visit]:
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        yield visit(context, site)


@pytest.fixture
def desktop(browser: Browser, site: str) -> Iterator[Visit]:
    with browser.new_context(viewport=DESKTOP) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        yield visit(context, site)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_no_page_complains(desktop: Visit, folder: Path) -> None:
    for name in names(folder):
        desktop.go(name)

    assert desktop.console == []


def test_no_request_leaves_the_site_but_for_pictures_of_articles(
    desktop: Visit, folder: Path
) -> None:
    for name in names(folder):
        desktop.outside.clear()
        page = desktop.go(name)
        page.evaluate(LOAD_PICTURES)
        pictures = page.locator("img").count()
        assert [one for one in desktop.outside if not one.startswith("image ")] == []
        assert bool(pictures) or desktop.outside == []

    assert desktop.go("index.html").locator("img").count() == 0


def test_pictures_are_asked_for_without_telling_the_page(desktop: Visit) -> None:
    told: list[str | None] = []
    desktop.page.on(
        "request",
        lambda request: (
            request.resource_type == "image" and told.append(request.headers.get("referer"))
        ),
    )

    desktop.go("notes.html").locator("img").first.scroll_into_view_if_needed()
    desktop.page.wait_for_load_state("networkidle")

    assert told
    assert set(told) == {None}


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone-dark", "desktop-light"]
)
def test_axe_finds_nothing_serious(
    size: dict[str, int], scheme: str, browser: Browser, site: str, folder: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found: list[str] = []
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        one = visit(context, site)
        for name in names(folder):
            page = one.go(name)
            # what is folded is looked at, too
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            answer = Axe().run(page).response
            found += [
                f"{name}: {problem['id']} ({problem['impact']}): {problem['nodes'][0]['html']:.200}"
                for problem in answer["violations"]
                if problem["impact"] in ("serious", "critical", "moderate")
            ]

    assert found == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_the_window(
    width: int, browser: Browser, site: str, folder: Path
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        one = visit(context, site)
        for name in names(folder):
            page = one.go(name)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize("width", [320, 1280])
def test_a_title_without_a_break_makes_no_page_wider(
    width: int, browser: Browser, tmp_path: Path
) -> None:
    feed = written_feed()
    unbroken = [
        replace(one, meta=replace(one.meta, title="Wort" * 100, language="en"))
        for one in feed.entries
    ]
    feed = replace(feed, entries=tuple(unbroken))
    for page in (*render_article_pages(feed), render_page(feed)):
        (tmp_path / page.path).parent.mkdir(exist_ok=True)
        (tmp_path / page.path).write_bytes(page.body)

    with (
        chromium.served(tmp_path) as site,
        browser.new_context(viewport={"width": width, "height": 800}) as context,
    ):
        one = visit(context, site)
        for name in names(tmp_path):
            page = one.go(name)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize("width", [320, 1280])
def test_an_index_of_very_many_feeds_can_be_used(
    width: int, browser: Browser, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    ill = card(written_feed(), trouble="answered with 503")
    cards = [
        replace(ill, head=replace(ill.head, source=SourceId(f"n{number}"))) for number in range(120)
    ]
    (tmp_path / "index.html").write_bytes(render_index(SITE, cards).body)

    with (
        chromium.served(tmp_path) as site,
        browser.new_context(viewport={"width": width, "height": 800}) as context,
    ):
        one = visit(context, site)
        page = one.go("index.html")
        assert page.locator(".many > li").count() == 120
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
    assert one.console == []


def test_a_feed_is_found_from_any_of_its_pages(desktop: Visit) -> None:
    for name in ("index.html", "notes.html"):
        page = desktop.go(name)
        hrefs = page.eval_on_selector_all(
            "link[rel=alternate][type='application/atom+xml']", "all => all.map(one => one.href)"
        )
        assert f"{desktop.site}notes.atom" in hrefs


def test_the_subscribe_link_leads_to_the_feed(desktop: Visit) -> None:
    page = desktop.go("notes.html")
    link = page.get_by_role("link", name="Atom", exact=True)
    href = link.get_attribute("href")

    answer = page.request.get(f"{desktop.site}{href}")

    assert answer.ok
    assert "<title>Notes on Lasting Things</title>" in answer.text()


def test_the_button_copies_the_address_and_says_so(phone: Visit) -> None:
    page = phone.go("notes.html")

    page.get_by_role("button", name="Copy address").click()

    page.get_by_role("button", name="Copied").wait_for()
    status = page.get_by_role("status")
    assert status.inner_text() == "Address copied: https://feeds.example.org/notes.atom"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://feeds.example.org/notes.atom"
    page.get_by_role("button", name="Copy address").wait_for()
    assert phone.console == []


def test_the_button_copies_where_the_clipboard_is_closed_to_scripts(desktop: Visit) -> None:
    """As on plain http, where home servers are read."""
    desktop.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    page = desktop.go("notes.html")

    page.get_by_role("button", name="Copy address").press("Enter")

    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    assert page.locator("textarea").count() == 0
    assert desktop.console == []


def test_each_feed_of_the_index_has_a_button_of_its_own(desktop: Visit) -> None:
    page = desktop.go("index.html")

    page.get_by_role("button", name="Copy address of Everything").click()

    page.get_by_role("button", name="Copied of Everything").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://feeds.example.org/everything.atom"


def test_everything_can_be_read_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = visit(context, site).go("notes.html")

        assert page.get_by_role("button").count() == 0
        assert page.locator(".address").inner_text() == "https://feeds.example.org/notes.atom"
        assert page.get_by_role("heading", name="The timetable in the waiting room").is_visible()


def test_the_shown_address_is_selected_as_a_whole(desktop: Visit) -> None:
    page = desktop.go("notes.html")

    page.locator(".address").click(click_count=2)

    assert page.evaluate("getSelection().toString()") == "https://feeds.example.org/notes.atom"


def test_an_article_is_reached_by_keyboard_from_the_index(desktop: Visit) -> None:
    page = desktop.go("index.html")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="The timetable in the waiting room").first
    for _ in range(10):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/notes/[0-9a-f]{16}\.html$"))

    assert page.get_by_role("heading", level=1).inner_text() == "The timetable in the waiting room"
    assert page.get_by_text("Ink does not ask a server").is_visible()


def test_footnotes_lead_there_and_back(desktop: Visit) -> None:
    page = desktop.go("notes.html")

    page.locator("sup a").first.click()

    assert page.evaluate("document.querySelector(':target').id") == "fn-1"


def test_neighbours_are_linked(desktop: Visit) -> None:
    page = desktop.go("index.html")
    page.get_by_role("link", name="The timetable in the waiting room").first.click()

    page.get_by_role("navigation", name="Other articles").get_by_role("link").click()

    assert page.get_by_role("heading", level=1).inner_text() == "بائع الكتب وذاكرة المدينة"
    assert page.locator("article").evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_a_line_holds_as_much_as_eyes_can_follow(desktop: Visit) -> None:
    page = desktop.go("notes.html")
    box = page.locator("article .body p").nth(2).bounding_box()
    size = page.locator("article .body").first.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )

    assert box is not None
    # a letter of a book face is about 0.46 of its size wide
    assert 55 <= box["width"] / (size * 0.46) <= 85


def test_dark_is_dark_and_light_is_light(browser: Browser, site: str) -> None:
    papers: dict[str, int] = {}
    for scheme in SCHEMES:
        with browser.new_context(color_scheme=scheme) as context:
            page = visit(context, site).go("index.html")
            color = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            papers[scheme] = sum(map(int, re.findall(r"\d+", color)))

    assert papers["dark"] < 150
    assert papers["light"] > 600


def test_what_slips_into_a_page_neither_runs_nor_styles(browser: Browser, folder: Path) -> None:
    """The policy is the second line; the first are sanitizer and escaping."""
    page_source = (folder / "notes.html").read_text("utf-8")
    bad = page_source.replace(
        "</main>",
        "<script>document.title = 'run'</script><style>main{display:none}</style>"
        "<p style='position:fixed' onclick='document.title=1'>x</p></main>",
    )
    (folder / "bad.htm").write_text(bad, "utf-8")

    with chromium.served(folder) as address, browser.new_context() as context:
        one = visit(context, address)
        page = one.go("bad.htm")

        assert page.title() == "Notes on Lasting Things · Reading room"
        assert page.locator("main").is_visible()
        assert any("Content Security Policy" in said for said in one.console)
