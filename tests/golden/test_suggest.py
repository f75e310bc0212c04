"""Rules for sentences, through the installed program: found, held against others, written down."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from tests.gather.serving import Reply, serving
from tests.making import source
from tests.test_remembering import text

MakeSite = Callable[..., Path]
PAGE = """<html><head><link rel="canonical" href="https://news.example.org/{n}"></head><body>
<article class="css-1q2w3e"><h1>The old quay, {n}</h1><div class="story">{text}</div>
<p class="lead">We looked at what the old quay is like in spring, and {said}.</p>
<div class="support-us"><p>This week, the “quay\n  news” is brought to <b>you</b> by
the&nbsp;rope makers of bay {n}.</p></div>
<p class="sc-9x8y7z">Sign our petition for the quay {n} today.</p>
<div class="related"><p class="update">Update: <a href="/t/{n}">the winter times {n}</a></p></div>
</article></body></html>"""


def page(n: int) -> str:
    return PAGE.format(n=n, text=text(f"quay {n}"), said=text(f"lead {n}", 1)[3:-4])


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def config(site: MakeSite) -> Path:
    files = {f"pages/{n}.html": page(n) for n in range(1, 13)}
    made = site(source("s", "pages/*.html"), files=files)
    assert run("build", "--config", made).exit_code == 0
    return made


def suggest(config: Path, target: object, *args: object) -> Any:
    done = run("rules", "suggest", target, "--config", config, "--json", *args)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout) | {"status": done.exit_code}


def test_a_sentence_is_found_whatever_its_spaces_quotes_and_tags(config: Path) -> None:
    said = 'THIS week the "quay news" is brought to you by the rope  makers'
    found = suggest(config, "https://news.example.org/3", "--strip", said)
    [one] = found["proposals"]

    assert found["status"] == 0
    assert one["reach"]["selector"] == ".support-us"
    assert (one["reach"]["found_in"], one["reach"]["articles"]) == (12, 12)
    assert one["effect"] == {"changed": 0, "lost": 0, "gained": 0, "is_met": True}  # by template
    assert one["toml"] == '# below id = "s" in its [[source]]\nstrip = [".support-us"]'


def test_names_that_programs_make_are_not_used_and_figures_of_one_article_neither(
    config: Path,
) -> None:
    found = suggest(config, "https://news.example.org/3", "--strip", "Sign our petition")
    [one] = found["proposals"]

    assert one["reach"]["selector"] == 'p:-soup-contains("Sign our petition for the quay")'
    assert one["reach"]["found_in"] == 12
    assert all("sc-9x8y7z" not in other["selector"] for other in one["others"])


def test_a_rule_that_finds_article_text_is_not_proposed(config: Path) -> None:
    before = config.read_text("utf-8")
    address, said = "https://news.example.org/3", "what the old quay is like in spring"
    found = suggest(config, address, "--strip", said, "--write")
    plain = run("rules", "suggest", address, "--config", config, "--strip", said)

    assert found["status"] == 1
    assert "reads like article text" in found["proposals"][0]["problem"]
    assert "careful: it finds what reads like article text" in plain.output
    assert "strip = [" not in plain.output
    assert config.read_text("utf-8") == before


def test_what_is_to_go_takes_nothing_with_it_that_is_to_stay(config: Path) -> None:
    found = suggest(
        config, "https://news.example.org/3", "--strip", "Update", "--keep", "the winter times"
    )

    assert found["status"] == 1
    assert [one["problem"] for one in found["proposals"]] == [
        "it concerns “the winter times”, too",
        None,
    ]


def test_a_caption_that_is_to_stay_brings_its_picture(site: MakeSite) -> None:
    caption = "<figcaption>The quay. Photo: E. Holm</figcaption>"
    figure = f'<figure><img src="/q.png" alt="q">{caption}</figure>'
    made = site(
        source("s", "pages/*.html"),
        files={
            f"pages/{n}.html": page(n).replace('<div class="story">', f"{figure}<div>")
            for n in (1, 2)
        },
    )
    assert run("build", "--config", made).exit_code == 0

    for key, tag in (("--keep", "figure:"), ("--strip", "figcaption:")):
        [one] = suggest(made, "https://news.example.org/1", key, "The quay. Photo")["proposals"]
        assert one["reach"]["selector"].startswith(tag)


def test_one_paragraph_alone_is_found_by_its_words(config: Path) -> None:
    said = text("quay 3")[3:60]
    [one] = suggest(config, "https://news.example.org/3", "--strip", said)["proposals"]

    assert ":-soup-contains(" in one["reach"]["selector"]
    assert one["reach"]["found_in"] == 1


def test_a_sentence_that_is_not_there_is_answered_with_the_nearest(config: Path) -> None:
    found = suggest(config, "https://news.example.org/3", "--strip", "Sign her petition for a quay")
    [one] = found["missed"]

    assert found["status"] == 1
    assert one["nearest"] == "Sign our petition for the quay 3 today."
    assert "is not in what was read" in one["problem"]
    [none] = suggest(config, "https://news.example.org/3", "--strip", "…")["missed"]
    assert none["problem"] == "has no letters and no figures to look for"


def test_for_what_stays_already_no_rule_is_offered(config: Path) -> None:
    before, address = config.read_text("utf-8"), "https://news.example.org/3"
    said = text("quay 3")[3:60]
    found = suggest(config, address, "--keep", said, "--write")
    plain = run("rules", "suggest", address, "--config", config, "--keep", said)

    assert found["status"] == plain.exit_code == 0
    assert found["proposals"][0]["toml"] is None
    assert "no rule is needed: what it finds stays already" in plain.output
    assert "keep = [" not in plain.output
    assert config.read_text("utf-8") == before


def test_what_harms_nothing_is_written_down_and_does_what_was_told(config: Path) -> None:
    config.write_text(f"# mine\n{config.read_text('utf-8')}\n# the end\n", encoding="utf-8")
    before = config.read_text("utf-8")
    address = "https://news.example.org/3"
    told = suggest(config, address, "--strip", "by the rope makers", "--write")
    kept = suggest(config, address, "--keep", "the winter times 3", "--write")
    again = suggest(config, address, "--strip", "Sign our petition for the quay", "--write")
    after = config.read_text("utf-8")
    rules = tomllib.loads(after)["source"][0]

    assert told["written"] == kept["written"] == again["written"] == str(config)
    assert rules["strip"] == [".support-us", 'p:-soup-contains("Sign our petition for the quay")']
    assert rules["keep"] == [".update"]
    assert [line for line in after.splitlines() if not line.startswith(("strip", "keep"))] == (
        before.splitlines()
    )
    assert run("build", "--config", config).exit_code == 0
    published = (config.parent / "public/s.atom").read_text("utf-8")
    assert "rope makers" not in published
    assert "petition" not in published
    assert published.count("winter times") == 12


def test_without_a_configuration_a_rule_is_for_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving({"/a": Reply(page(3))}) as server:
        found = run("rules", "suggest", server.url("/a"), "--strip", "by the rope makers")
        named = run("rules", "suggest", server.url("/a"), "--strip", "x", "--config", "none.toml")

    assert found.exit_code == 0, found.output
    assert '[[rules]]\nhost = "news.example.org"\nstrip = [".support-us"]' in found.output
    assert "only article that was looked at" in found.output
    assert named.exit_code == 2  # a configuration that is named has to be there


@pytest.mark.parametrize(
    ("args", "told"),
    {
        "no sentence": ((), "--strip 'a sentence of it'"),
        "no such entry": (("--strip", "x", "--source", "z"), 'no source "z"'),
    }.values(),
    ids=["no sentence", "no such source"],
)
def test_what_cannot_be_meant_is_told(config: Path, args: tuple[str, ...], told: str) -> None:
    done = run("rules", "suggest", "https://news.example.org/3", "--config", config, *args)

    assert done.exit_code == 2
    assert told in done.output


def test_a_misspelt_entry_is_answered_with_the_nearest(config: Path) -> None:
    done = run("rules", "suggest", "news.example.org/33", "--config", config, "--strip", "Sign our")
    near = done.output.partition("did you mean ")[2].rstrip("?\n").partition(" or ")[0]

    assert done.exit_code == 2
    assert run("rules", "suggest", near, "--config", config, "--strip", "Sign our").exit_code == 0


def test_words_that_look_like_a_secret_stay_words(site: MakeSite) -> None:
    body = f"<article>{text('quay')}<p>Pay ${{HOME}} now for it.</p></article>"
    made = site(source("s", "pages/*.html"), files={"pages/1.html": f"<html><body>{body}"})
    assert run("build", "--config", made).exit_code == 0
    [one] = suggest(made, made.parent / "pages/1.html", "--strip", "now for it", "--write")[
        "proposals"
    ]
    rules = tomllib.loads(made.read_text("utf-8"))["source"][0]["strip"]

    assert "${HOME}" in one["reach"]["selector"]
    assert "$${HOME}" in one["toml"]
    assert rules == [one["reach"]["selector"].replace("${", "$${")]
