"""Takes the pictures of the docs, or those named: ``./run screenshots [NAME]``.

Needs Chromium, and asks nobody.

What they look like depends on the fonts of the machine; taken with Debian's fonts-noto-core and
fonts-noto-cjk. Pictures within articles are stand-ins: a script that fetches some has to be online.
"""

from __future__ import annotations

import base64
import subprocess
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
REPORTS = {
    "half": ({"width": 1000, "height": 620}, 0.6, "light"),
    "wide": ({"width": 1280, "height": 720}, 0.9, "light"),
    "phone": ({"width": 390, "height": 700}, 1.25, "dark"),
}
"""Windows of reports, of which there are many: smaller, and less sharp."""
WINDOWS = {
    "desktop": ({"width": 1280, "height": 960}, 1, "light"),
    "phone": ({"width": 390, "height": 844}, 2, "dark"),
}


def pages() -> dict[str, str]:
    """Names of the pictures, and of what they show."""
    feed = written_feed()
    article = article_path(feed.head.source, feed.entries[0].meta.id).as_posix()
    return {"index": "index.html", "feed": "rfi.html", "article": article}


SEEDS = {
    "rfi-0": "rfi/000_468232b4afac0593.txt",
    "rfi-1": "rfi/001_988fa1dae7e7bcc5.txt",
    "rfi-2": "rfi/002_bfbfe024a1ba7cdd.txt",
    "headlines": "chineseheadlinenews/003_d612996feb769b4d.txt",
    "wechat": "wechat/004_38f35daf7d300dd1.txt",
}
EXPLAINED = {
    "before-after": ("tests/data/web/crane.html", "wide"),
    **{f"explain-{name}": (f"seeds/{place}", "half") for name, place in SEEDS.items()},
    "explain-phone": (f"seeds/{SEEDS['wechat']}", "phone"),
    "explain-page": ("tests/articles/html-page-ja/raw.html", "wide"),
}
"""Pictures of reports: the article, and the window."""


def explain(folder: Path) -> None:
    """Writes the reports, by the installed program."""
    command = Path(sys.executable).parent / "feedclean"
    for name, (place, _) in EXPLAINED.items():
        target = ["--config", ROOT / "config.toml", "--html", folder / f"{name}.html"]
        done = [command, "explain", ROOT / place, *target]
        subprocess.run(done, check=True, stdout=subprocess.DEVNULL)


def take(browser: Browser, address: str, window: str, *, is_report: bool) -> bytes:
    """What a window of this kind shows of the top of a page, as WebP."""
    windows = REPORTS if is_report else WINDOWS
    size, scale, scheme = windows[window]
    with browser.new_context(
        viewport=size,
        device_scale_factor=scale,
        color_scheme=scheme,
    ) as context:
        chromium.show_pictures(context, address.rpartition("/")[0])
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if is_report and window != "wide":
            page.locator(".cut").last.evaluate("one => one.scrollIntoView({block: 'center'})")
        session = context.new_cdp_session(page)
        shot = session.send(
            "Page.captureScreenshot", {"format": "webp", "quality": 45 if is_report else 82}
        )
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
        explain(Path(folder))
        with chromium.served(Path(folder)) as address, chromium.started(path) as browser:
            shots = {
                f"{name}-{window}": (page, window)
                for name, page in pages().items()
                for window in WINDOWS
            }
            shots |= {name: (f"{name}.html", window) for name, (_, window) in EXPLAINED.items()}
            chosen = [name for name in shots if not sys.argv[1:] or name in sys.argv[1:]]
            for name in chosen:
                page, window = shots[name]
                picture = take(browser, address + page, window, is_report=name in EXPLAINED)
                print(f"{name}.webp: {len(picture)} bytes")
                if len(picture) > LARGEST:
                    return 1
                (OUTPUT / f"{name}.webp").write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
