"""The docs as a site: built without a warning, self-contained, and fit for a phone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests import chromium
from tests.making import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

PARTS = (".ci/site_hooks.py", "docs", "mkdocs.yml")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_LINK = re.compile(r'(?:href|src)="([^"#?]+)')
WINDOWS = {"desktop": (1280, 900), "phone": (390, 844)}


def built(root: Path, into: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(into)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    told = built(ROOT, folder)
    assert told.returncode == 0, told.stderr
    assert "WARNING" not in told.stderr
    return folder


def test_every_page_of_the_docs_is_one_of_the_site(site: Path) -> None:
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    names = {
        path.with_name("index.html" if path.name == "README.md" else f"{path.stem}.html")
        for path in pages
    }
    there = {path.relative_to(site) for path in site.rglob("*.html")}

    assert names <= there
    assert {Path("index.html"), Path("security.html"), Path("changes.html")} <= there


def test_no_link_of_the_site_leads_out_of_its_folder_or_nowhere(site: Path) -> None:
    lost = [
        (page.relative_to(site).as_posix(), link)
        for page in sorted(site.rglob("*.html"))
        if page.name != "404.html"  # the one page that does not know where it is
        for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8")))
        if not urlsplit(link).scheme and not (page.parent / link).resolve().is_file()
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [("[x](no-such-page.md)", "no-such-page.md"), ("[x](rules.md#no-such)", "no-such")],
    ids=["page", "heading"],
)
def test_a_broken_link_fails_the_build(broken: str, told: str, tmp_path: Path) -> None:
    for name in (*PARTS, "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target)
    page = tmp_path / "docs" / "tutorial.md"
    page.write_text(page.read_text("utf-8") + f"\n{broken}\n", encoding="utf-8")

    done = built(tmp_path, tmp_path / "site")

    assert done.returncode != 0
    assert told in done.stderr


@pytest.mark.browser
def test_pages_ask_nobody_and_fit_every_window(site: Path, browser: Browser) -> None:
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    asked: set[str] = set()
    wide = []
    with chromium.served(site) as base:
        for name, (width, height) in WINDOWS.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            page = context.new_page()
            page.on("request", lambda request: asked.add(request.url))
            for one in pages:
                page.goto(f"{base}{one}")
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wide.append((name, one))
            context.close()

    assert [url for url in sorted(asked) if not url.startswith((base, "data:", "blob:"))] == []
    assert wide == []
