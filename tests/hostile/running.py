"""What was published, in a browser that lets everything run; counts what does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

_Item = TypeVar("_Item")

_SITE: Final = "https://reader.example/"
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

_PREPARE: Final = """() => {
    window.hits = new Set();
    window.room = document.body;
    window.x = number => { window.hits.add(number); };
    window.alert = window.confirm = window.prompt = window.x;
}"""
_INSERT: Final = """async htmls => {
    const schemes = new Set(["http:", "https:", "mailto:", "tel:", "data:", ""]);
    const found = [];
    const places = htmls.map(html => {
        const place = room.appendChild(document.createElement("div"));
        place.innerHTML = html;
        const again = room.appendChild(document.createElement("div"));
        again.innerHTML = place.innerHTML;              // what a reader keeps and shows later
        const inside = room.appendChild(document.createElement("article"));
        inside.insertAdjacentHTML("beforeend", "<table><tr><td>" + html + "</td></tr></table>");
        const template = document.createElement("template");
        template.innerHTML = html;
        inside.append(template.content.cloneNode(true));
        if (again.innerHTML !== place.innerHTML) found.push("changes when kept: " + html);
        return [place, again, inside];
    }).flat();
    if (document.body !== room || document.cookie !== "") found.push("the document is not itself");
    for (const place of places) {
        for (const element of place.querySelectorAll("*")) {
            for (const name of ["href", "src", "action", "data", "poster", "background", "cite",
                                "longdesc", "formaction", "xlink:href"]) {
                const value = element.getAttribute(name);
                if (value === null) continue;
                const link = document.createElement("a");
                link.href = value;
                const picture = /^data:image\\//i.test(link.href) && element.tagName === "IMG";
                if (!schemes.has(link.protocol) || (link.protocol === "data:" && !picture))
                    found.push(`${element.tagName} ${name}=${value}`);
            }
            for (const attribute of element.attributes)
                if (/^on|^style$|^srcdoc$|^class$|^name$|^target$|^ping$/i.test(attribute.name))
                    found.push(`${element.tagName} ${attribute.name}`);
            for (const kind of ["mouseover", "pointerover", "focus", "mouseenter", "toggle",
                                "animationstart", "begin", "error", "load", "submit"])
                element.dispatchEvent(new Event(kind, {bubbles: true}));
            if (element.tagName === "A") {
                element.addEventListener("click", event => {
                    if (element.protocol !== "javascript:") event.preventDefault();
                }, {once: true});
                element.click?.();
            }
        }
    }
    await new Promise(done => setTimeout(done, 60));
    room.replaceChildren();
    return found;
}"""
_FRAMES: Final = """async pages => {
    for (const page of pages) {
        const frame = room.appendChild(document.createElement("iframe"));
        const loaded = new Promise(done => { frame.onload = done; setTimeout(done, 3000); });
        frame.srcdoc = page;
        await loaded;
    }
    await new Promise(done => setTimeout(done, 60));
    room.replaceChildren();
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What happened in the browser."""

    hits: tuple[int, ...]
    """Numbers of payloads that ran."""
    found: tuple[str, ...]
    """What should not be in a document, though it did nothing."""
    asked: tuple[str, ...]
    """What was asked of others that is neither picture nor sound."""


def run(browser: Browser, html: Sequence[str], pages: Sequence[Path] = ()) -> Ran:
    """Fragments as a reader inserts them, and whole pages without the policy that protects them."""
    context = browser.new_context()
    asked: list[str] = []

    def answer(route: Route) -> None:
        request = route.request
        if request.url == _SITE:
            route.fulfill(body="<!doctype html><body></body>", content_type="text/html")
            return
        wanted = request.resource_type in ("image", "media")
        if not wanted:
            asked.append(f"{request.resource_type} {request.url}"[:200])
        route.abort()

    context.route(re.compile("^(?!data:)"), answer)
    page = context.new_page()
    page.goto(_SITE)
    page.evaluate(_PREPARE)
    found: list[str] = []
    for batch in _batches(html, 100):
        found += page.evaluate(_INSERT, batch)
    for some in _batches(pages, 20):
        page.evaluate(_FRAMES, [_POLICY.sub("", path.read_text("utf-8")) for path in some])
    hits = page.evaluate("[...window.hits]")
    assert page.url == _SITE, f"the reader was led away to {page.url}"
    context.close()
    return Ran(hits=tuple(hits), found=tuple(found), asked=tuple(asked))


def _batches(items: Sequence[_Item], size: int) -> list[list[_Item]]:
    return [list(items[at : at + size]) for at in range(0, len(items), size)]
