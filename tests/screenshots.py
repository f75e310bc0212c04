"""Takes the pictures of the README: ``./run screenshots``; needs Chromium, and asks nobody.

What they look like depends on the fonts of the machine; taken with Debian's fonts-noto-core and
fonts-noto-cjk. Pictures within articles are stand-ins: a script that fetches some has to be online.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from feedclean.generate.pages import article_path
from tests import chromium
from tests.making import ROOT
from tests.site import sample_site, written_feed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUTPUT = ROOT / "docs" / "images"
LARGEST = 150_000
"""Bytes."""
WINDOWS = {
    "desktop": ({"width": 1280, "height": 960}, 1, "light"),
    "phone": ({"width": 390, "height": 844}, 2, "dark"),
}


def pages() -> dict[str, str]:
    """Names of the pictures, and of what they show."""
    feed = written_feed()
    article = article_path(feed.head.source, feed.entries[0].meta.id).as_posix()
    return {"index": "index.html", "feed": "rfi.html", "article": article}


def take(browser: Browser, address: str, window: str) -> bytes:
    """What a window of this kind shows of the top of a page, as WebP."""
    size, scale, scheme = WINDOWS[window]
    with browser.new_context(
        viewport=size,
        device_scale_factor=scale,
        color_scheme=scheme,
    ) as context:
        chromium.show_pictures(context, address.rpartition("/")[0])
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        session = context.new_cdp_session(page)
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 82})
    return base64.b64decode(shot["data"])


def main() -> int:
    path = chromium.find()
    if path is None:
        print("no Chromium found; on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for file in sample_site():
            place = Path(folder) / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.body)
        with chromium.served(Path(folder)) as address, chromium.started(path) as browser:
            for name, page in pages().items():
                for window in WINDOWS:
                    picture = take(browser, address + page, window)
                    print(f"{name}-{window}.webp: {len(picture)} bytes")
                    if len(picture) > LARGEST:
                        return 1
                    (OUTPUT / f"{name}-{window}.webp").write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
