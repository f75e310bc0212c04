"""What goes wrong on any day where feedclean runs, through the installed command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser

from tests.making import source

MakeSite = Callable[..., Path]
ICE = """---
title: Ice on the river
url: https://river.example/ice
date: 2026-01-02
---

The ice was thick enough to walk on this week, for the first time in {0} years. Skaters were out
before sunrise, and the ferry stayed in the harbour.

How long it will last depends on the wind, the harbour office said on Thursday.
"""


def feedclean(*args: object) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / "feedclean"
    return subprocess.run(
        [command, *map(str, args)], capture_output=True, encoding="utf-8", check=False
    )


def build(config: Path) -> subprocess.CompletedProcess[str]:
    return feedclean("build", "--config", config)


def published(config: Path) -> dict[str, str]:
    feed = feedparser.parse((config.parent / "public" / "news.atom").read_bytes())
    return {one.id: one.content[0].value for one in feed.entries}


def test_a_version_that_was_set_aside_stands_once_the_published_one_is_deleted(
    site: MakeSite,
) -> None:
    config = site(source("news", "dump"), files={"dump/old.md": ICE.format("four")})
    dump = config.parent / "dump"
    build(config)
    (dump / "corrected.md").write_text(ICE.format("five"), encoding="utf-8")
    told = build(config)
    assert "another version is published" in told.stdout
    assert "four years" in published(config)["https://river.example/ice"]

    (dump / "old.md").unlink()
    build(config)

    assert list(published(config)) == ["https://river.example/ice"]
    assert "five years" in published(config)["https://river.example/ice"]
    before = (config.parent / "public" / "news.atom").read_bytes()
    build(config)
    assert (config.parent / "public" / "news.atom").read_bytes() == before


NOTE = """<!doctype html><html><head><title>The {0} office</title></head><body><article>
<h1>The {0} office</h1><p>The {0} office has moved to the other quay, where it is open from ten to
five every day of the week.</p><p>Nobody was late but for the ferry of {0}, which had to wait for
the tide and came in at noon.</p></article></body></html>"""


def test_a_rule_that_leaves_no_text_is_told_and_empties_nothing_that_stands(
    site: MakeSite,
) -> None:
    names = ("Anstey", "Bramber", "Corfe")
    files = {f"dump/{name}.html": NOTE.format(name) for name in names}
    config = site(source("news", "dump"), files=files)
    build(config)
    plain = config.read_text("utf-8")
    before = {name: published(config)[name] for name in published(config)}

    config.write_text(f'{plain}\nstrip = "p"\n', encoding="utf-8")
    told = build(config)
    stands = published(config)
    for place in (".feedclean", "public"):
        shutil.rmtree(config.parent / place)
    first, again = build(config), build(config)
    config.write_text(plain, encoding="utf-8")
    mended = build(config)

    assert stands == before
    assert told.stdout.count("rules left none of its text") == 3
    for one in (first, again):
        assert "alarm rules-left-nothing: site rules left no text of 3 of 3 entries" in one.stdout
        assert "all well" not in one.stdout
    assert "all well" in mended.stdout
    assert published(config) == before


def test_a_rule_that_empties_one_article_of_three_is_no_alarm(site: MakeSite) -> None:
    files = {f"dump/{name}.html": NOTE.format(name) for name in ("Anstey", "Bramber")}
    files["dump/ad.html"] = NOTE.format("Dunster").replace("<p>", '<p class="paid">')
    config = site(source("news", "dump", strip="p.paid"), files=files)
    build(config)

    assert "all well" in build(config).stdout


SHARED = "".join(
    f'<li><a href="https://share.example/{name}?u=x">{name}</a></li>'
    for name in ("Teilen", "Twittern", "Mailen", "Drucken", "WhatsApp")
)
PAID = (
    '<div class="ad-slot"><a href="https://ads.example/{0}"><img src="https://ads.example/{0}.gif" '
    'alt=""></a><p>{1} {0}</p></div>'
)
SAID = """
Es gibt Bauwerke, die niemand wollte und die trotzdem alle brauchen. Die Behelfsbrücke an der
Lenzmühle gehört dazu.
|Als sie vor elf Jahren kam, hieß es, sie stehe zwei Sommer. Seither sind vier Bürgermeister über
sie gefahren.
|Das ist kein Skandal, sondern eine Gewohnheit. Gefährlich wird sie erst, wenn niemand mehr fragt,
was ein Provisorium von einem Bauwerk unterscheidet.
|Lesen Sie die Verträge: In keinem steht ein Datum.
"""
TEXT = [" ".join(part.split()) for part in SAID.split("|")]
ADVERTISED = f"""<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>Kommentar: Die Brücke bleibt ein Provisorium | Quellentaler Bote</title></head><body>
<header><a href="/">Quellentaler Bote</a></header><main><article>
<h1>Kommentar: Die Brücke bleibt ein Provisorium</h1><ul class="share">{SHARED}</ul>
<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{PAID.format(266, "Jetzt günstig Strom sparen!")}
<p>{TEXT[2]}</p><p>{TEXT[3]}</p>{PAID.format(941, "Treppenlift zum halben Preis")}
<p class="bio">Ortrud Saalbach ist Redakteurin im Lokalen und schreibt seit 2009 für den Boten, für
den sie auch die Seite der Vereine füllt.</p></article>
</main><footer>© 2026 Quellentaler Bote · Impressum · Datenschutz · AGB</footer></body>
</html>"""


def test_a_rule_for_a_line_below_a_text_lets_no_advertisement_in(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/1.html": ADVERTISED})
    build(config)
    [before] = published(config).values()
    with config.open("a", encoding="utf-8") as more:
        more.write('\nstrip = "p.bio"\n')
    build(config)
    [after] = published(config).values()

    assert "Ortrud Saalbach" in before
    assert "Ortrud Saalbach" not in after
    for text in (before, after):
        assert "günstig" not in text
        assert "Treppenlift" not in text
        assert all(line in text for line in TEXT)


def test_a_list_that_breaks_off_takes_no_feed_away(site: MakeSite) -> None:
    note = "---\ntitle: {0}\ndate: 2026-01-01\n---\n\nThe harbour office of {0} has moved.\n"
    outlines = [
        f'<outline text="{name}" xmlUrl="http://127.0.0.1:9/{name}"/>' for name in ("quay", "pier")
    ]
    whole = "\n".join(("<opml><body>", *outlines, "</body></opml>\n"))
    config = site(
        source("news", "dump"),
        '\n[[sources_from]]\nopml = "my.opml"\n',
        files={"my.opml": whole, "dump/1.md": note.format("Anstey")},
    )
    first = build(config)
    (config.parent / "my.opml").write_text(whole[:-30], encoding="utf-8")
    second = build(config)

    assert "pier" in first.stdout
    assert second.returncode == 2
    assert 'breaks off below "quay"' in second.stderr


def test_what_is_published_within_a_folder_of_articles_is_no_article(site: MakeSite) -> None:
    config = site(source("news", "."), files={"ice.md": ICE.format("four")})
    first, second = build(config), build(config)
    before = published(config)

    config.write_text(
        config.read_text(encoding="utf-8").replace("[site]", '[site]\noutput = "site"', 1),
        encoding="utf-8",
    )
    third = build(config)
    fourth = feedclean("build", "--reclean", "--config", config)

    assert [one.returncode for one in (first, second, third, fourth)] == [0] * 4
    assert list(before) == ["https://river.example/ice"]
    assert (config.parent / "public" / "news.atom").exists()
    assert (config.parent / "site" / "news.atom").read_text(encoding="utf-8").count("<entry>") == 1


def test_an_index_counts_the_feeds_that_can_be_followed(site: MakeSite) -> None:
    named = [source(name, f"http://127.0.0.1:9/{name}", kind="feed") for name in ("quay", "pier")]
    files = {"dump/ice.md": ICE.format("four"), "dump2/ice.md": ICE.format("five")}
    dumps = source("news", "dump"), source("more", "dump2")
    config = site(*dumps, *named, files=files)
    config.write_text(
        config.read_text(encoding="utf-8").replace('["atom"]', '["atom", "html"]', 1),
        encoding="utf-8",
    )

    build(config)

    index = (config.parent / "public" / "index.html").read_text(encoding="utf-8")
    opml = (config.parent / "public" / "feeds.opml").read_text(encoding="utf-8")
    assert opml.count("xmlUrl") == 2
    assert "to follow all 2 at once" in index


def test_an_answer_that_a_title_quotes_is_text(tmp_path: Path) -> None:
    page = (
        "<html lang=en><title>“Because of the noise” - The Quay</title><body>"
        "<nav><a href=/>Home</a></nav><article><h1>“Because of the noise”</h1>"
        "<p><b>Ms Alder, why did you leave the choir?</b></p><p>Because of the noise.</p>"
        "<p><b>The noise?</b></p><p>Yes. Next question.</p></article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    told = feedclean("extract", tmp_path / "page.html", "--format", "text")

    assert "Because of the noise.\n" in told.stdout
