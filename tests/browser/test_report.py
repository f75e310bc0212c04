"""Reports as people have them: in Chromium, on a desktop and a phone, from a file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedclean.generate.report import render_report
from tests.browser.test_site import DESKTOP, PHONE, SCHEMES
from tests.cleaning import EN, ZH
from tests.generate.report.test_report import HOSTILE, PAGE, SHARE, explained

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAPTION = "<figure><img src=/a.jpg alt=Quay><figcaption>Photo: A. Writer</figcaption></figure>"
ROWS = EN.replace("<p>", "<tr><td>").replace("</p>", "</td></tr>")
"""A column of plain lines: with paragraphs in its cells it would be none once it is clean."""
BODIES = {
    "plain": f"<article><h1>A bridge stays closed</h1>{EN}{CAPTION}{EN}</article>{SHARE}",
    "chinese": f"<article><h1>大桥封闭到秋天</h1>{ZH}</article>{SHARE}",
    "letter": f"<article><table>{ROWS}</table></article>{SHARE}",
    "hostile": f"<article>{EN}{''.join(HOSTILE.values())}{EN}</article>{SHARE}",
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("reports")
    for name, body in BODIES.items():
        (folder / f"{name}.html").write_bytes(render_report(explained(PAGE.format(body))))
    return {name: (folder / f"{name}.html").as_uri() for name in BODIES}


def opened(context: BrowserContext, said: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    return page


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESKTOP) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        yield context


@pytest.mark.parametrize("name", BODIES)
def test_a_report_asks_for_nothing_and_nothing_in_it_runs(
    desktop: BrowserContext, reports: dict[str, str], name: str
) -> None:
    said: list[str] = []
    page = opened(desktop, said)
    page.goto(reports[name])
    page.wait_for_load_state("networkidle")

    assert said == [reports[name]]
    assert page.evaluate("window.hurt") is None
    assert page.url == reports[name]


def test_a_letter_set_within_a_table_is_read_without_scrolling(
    phone: BrowserContext, reports: dict[str, str]
) -> None:
    page = opened(phone, [])
    page.goto(reports["letter"])
    page.locator("label", has_text="Clean article").tap()
    table = page.locator(".of-clean .wide")

    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_removal_tells_why_when_it_is_pointed_at_or_reached(
    desktop: BrowserContext, reports: dict[str, str]
) -> None:
    page = opened(desktop, [])
    page.goto(reports["plain"])
    tip = page.locator("#tip")
    reason = page.locator("#r1 .reason").inner_text()

    assert not tip.is_visible()
    page.locator("#m1").hover()
    assert reason in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.locator("#m1 > .no").focus()
    assert reason in tip.inner_text()
    page.keyboard.press("Enter")
    assert page.url.endswith("#r1")
    page.locator("#r1 > .no").click()
    assert page.url.endswith("#m1")


def test_a_rule_can_be_copied(desktop: BrowserContext, reports: dict[str, str]) -> None:
    page = opened(desktop, [])
    page.goto(reports["plain"])
    item = page.locator(".item", has_text="Share").first
    item.locator("summary").click()
    item.locator("button").last.click()

    page.locator("#status", has_text="Rule copied").wait_for(state="attached")
    assert '[".share-bar"]' in page.evaluate("navigator.clipboard.readText()")


def test_on_a_phone_a_tap_tells_why_and_one_side_is_shown_at_a_time(
    phone: BrowserContext, reports: dict[str, str]
) -> None:
    page = opened(phone, [])
    for url in reports.values():
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto(reports["plain"])
    assert not page.locator(".of-clean").is_visible()
    page.locator("#m1").tap(position={"x": 60, "y": 8})
    assert page.locator("#tip").is_visible()
    page.locator("label", has_text="Clean article").tap()
    assert page.locator(".of-clean").is_visible()
    assert not page.locator(".of-original").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", BODIES)
def test_axe_finds_nothing_serious(
    browser: Browser, reports: dict[str, str], name: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with browser.new_context(viewport=DESKTOP, color_scheme=scheme, bypass_csp=True) as context:
        page = opened(context, [])
        page.goto(reports[name])
        found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
