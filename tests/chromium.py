"""Chromium, driven: the browser of the system, a fresh profile, nothing asked for by itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Route

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900">
<rect width="1600" height="900" fill="#a9bac1"/><circle cx="1150" cy="260" r="90" fill="#f3e9d2"/>
<path d="M0 700 400 380 720 640 980 450 1600 760V900H0Z" fill="#5e747b"/>
<path d="M0 820 500 600 900 780 1300 640 1600 800V900H0Z" fill="#40545a"/></svg>"""
"""In place of every picture of an article: tests and screenshots ask nobody for one."""


def find() -> str | None:
    """Where Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """A browser with a new, empty profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, served from this machine to this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def show_pictures(context: BrowserContext, site: str) -> list[str]:
    """Answers every request outside the site itself; the list tells what was asked for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(f"{route.request.resource_type} {route.request.url}")
        if route.request.resource_type == "image":
            route.fulfill(body=PICTURE, content_type="image/svg+xml")
        else:
            route.abort()

    context.route(re.compile(f"^(?!{re.escape(site)}|data:)"), answer)
    return asked
