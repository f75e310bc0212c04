"""Rule packs through whole builds: what they change, and what a changed one moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import load_config
from feedclean.model.output import SourceReport
from tests.making import source
from tests.test_remembering import NOW, text

MakeSite = Callable[..., Path]
PAGE = """<!doctype html><html lang="en"><head><title>{0} - The Courier</title>
<link rel="canonical" href="https://www.example.org/{0}"></head><body><h1>{0}</h1>
<div class="story"><h2 class="real">All about the {0}</h2>{1}
<p class="maps">The harbour office sells maps of all its ferries at cost.</p></div>
<p>A line below the story that is as long as any other one and says nothing.</p></body></html>"""
RULES = {
    "example.org.txt": """title: //h2[@class='real']
body: //div[@class='story']
strip: //p[@class='maps']
""",
    "LICENSE": "free",
}


@dataclass
class Site:
    """One dump of pages, and packs beside it."""

    config: Path

    def add(self, rules: dict[str, str]) -> None:
        folder = self.config.parent / "set"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, said in rules.items():
            (folder / name).write_text(said, encoding="utf-8")
        self.run("add", str(folder))

    def run(self, *args: str) -> None:
        done = CliRunner().invoke(program, ["rules", *args, "--config", str(self.config)])
        assert done.exit_code == 0, done.output

    def build(self) -> SourceReport:
        report = build_site(load_config(self.config), Tools(now=NOW, fetch=no_network), Order())
        [one] = report.sources
        assert one.failures == ()
        return one

    @property
    def entries(self) -> dict[str, Any]:
        path = self.config.parent / "public" / "news.atom"
        return {
            entry.link.rpartition("/")[2]: entry
            for entry in feedparser.parse(path.read_bytes()).entries
        }

    @property
    def texts(self) -> str:
        return "".join(entry.content[0].value for entry in self.entries.values())


@pytest.fixture
def dump(site: MakeSite) -> Site:
    files = {f"pages/{name}.html": PAGE.format(name, text(name)) for name in ("river", "bridge")}
    return Site(site(source("news", "pages/*.html"), files=files))


def test_a_pack_cleans_what_is_there_anew_and_its_removal_takes_that_back(dump: Site) -> None:
    dump.build()
    before = dump.entries
    dump.add(RULES)
    with_rules = dump.build()
    after = dump.entries

    assert with_rules.cleaned == 2
    assert after["river"].title == "All about the river"
    assert "sells maps" not in dump.texts
    assert after["river"].id == before["river"].id
    assert dump.build().cleaned == 0

    dump.run("remove", "set")
    assert dump.build().cleaned == 2
    assert dump.entries == before


def test_a_changed_pack_concerns_the_sources_that_have_pages_of_its_hosts(dump: Site) -> None:
    dump.add(RULES)
    dump.build()
    dump.add({**RULES, "example.com.txt": "strip: //p"})
    assert dump.build().cleaned == 0
    dump.add({**RULES, "example.org.txt": f"{RULES['example.org.txt']}# a remark\n"})
    assert dump.build().cleaned == 0
    dump.add({**RULES, "global.txt": "strip: //h2"})
    assert dump.build().cleaned == 2
    assert "All about" not in dump.texts


def test_a_source_may_leave_packs_out(dump: Site) -> None:
    dump.add(RULES)
    said = dump.config.read_text("utf-8")
    dump.config.write_text(f"{said}\nrule_packs = false\n", encoding="utf-8")
    dump.build()

    assert dump.entries["river"].title != "All about the river"


def test_rules_of_ones_own_come_before_those_of_packs(dump: Site) -> None:
    dump.add(RULES)
    own = '\n[[rules]]\nhost = "example.org"\narticle_title = "h1"\nkeep = ".maps"\n'
    dump.config.write_text(dump.config.read_text("utf-8") + own, encoding="utf-8")
    dump.build()

    assert dump.entries["river"].title == "river"
    assert "sells maps" in dump.texts


def test_a_page_can_be_tried_by_the_packs_of_a_configuration(dump: Site) -> None:
    dump.add(RULES)
    page = dump.config.parent / "pages" / "river.html"
    args = ["extract", str(page), "--config", str(dump.config), "--removals"]
    done = CliRunner().invoke(program, args)

    assert "sells maps" not in done.stdout
    assert "(example.org.txt, line 3, of rule pack set)" in done.stderr
