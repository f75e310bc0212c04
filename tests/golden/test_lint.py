"""Rules that find nothing, and rules that fight, in what is published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from tests.making import source
from tests.test_remembering import text

MakeSite = Callable[..., Path]


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def pages(site: MakeSite) -> Callable[..., Path]:
    """Twelve pages, built, and then some lines more in the configuration."""

    def make(*lines: str, more: str = "", number: int = 12) -> Path:
        files = {
            f"pages/{n}.html": (
                f'<html><head><link rel="canonical" href="https://news.example.org/{n}"></head>'
                f'<body><article class="story"><h1>The old quay, {n}</h1>{text(f"quay {n}")}'
                '<div class="box"><p class="note">The editors note that it rained.</p></div>'
                f"</article></body></html>"
            )
            for n in range(number)
        }
        config = site(source("s", "pages/*.html"), files=files)
        assert run("build", "--config", config).exit_code == 0
        config.write_text(
            config.read_text("utf-8") + "".join(f"{line}\n" for line in lines) + more,
            encoding="utf-8",
        )
        return config

    return make


def lint(config: Path, *more: object) -> Result:
    return run("rules", "used", "--config", config, *more)


def test_a_rule_at_work_is_told_with_what_it_found(pages: Callable[..., Path]) -> None:
    told = lint(pages('strip = ["p.note"]'))

    assert told.exit_code == 0, told.output
    assert told.output == (
        "config.toml, line 12: strip p.note of s: found something in 12 of 12 articles, "
        "took 12 blocks\nnothing is wrong with them\n"
    )


def test_a_rule_that_finds_nothing_is_dead_and_says_where_it_is(
    pages: Callable[..., Path],
) -> None:
    told = lint(pages("strip = [", '  "p.note",', '  "div.gone",', "]"))

    assert told.exit_code == 1
    assert (
        "dead: strip rule div.gone (config.toml, line 14) of s found nothing in 12 articles; "
        "mend the selector, or remove it\n"
    ) in told.output


def test_of_few_articles_no_rule_is_called_dead(pages: Callable[..., Path]) -> None:
    told = lint(pages('strip = ["div.gone"]', number=9))
    few = lint(pages('strip = ["div.gone"]'), "--last", 9)

    assert (told.exit_code, few.exit_code) == (0, 0)
    assert "found something in 0 of 9 articles (fewer than 10 say little)" in told.output


def test_a_rule_whose_finds_are_all_kept_is_told_with_what_keeps_them(
    pages: Callable[..., Path],
) -> None:
    told = lint(pages('strip = ["p.note"]', 'keep = ["div.box"]'))

    assert told.exit_code == 1
    assert "protected: strip rule p.note (config.toml, line 12) of s found something" in told.output
    assert "keep rule div.box (config.toml, line 13) protects it" in told.output


def test_a_rule_that_is_always_late_to_take_is_told(pages: Callable[..., Path]) -> None:
    told = lint(pages('strip = ["div.box", "p.note"]'))

    assert told.exit_code == 1
    assert "idle: strip rule p.note (config.toml, line 12)" in told.output
    assert "goes by strip rule div.box (config.toml, line 12) already" in told.output


def test_a_second_choice_that_never_has_its_turn_is_told(pages: Callable[..., Path]) -> None:
    told = lint(pages('body = ["article.story", "article"]'))

    assert told.exit_code == 1
    assert "late: body rule article (config.toml, line 12) of s never has its turn" in told.output
    assert "body rule article.story (config.toml, line 12) finds something first" in told.output


@pytest.mark.parametrize("key", ["article_title", "article_author", "article_date"])
def test_rules_for_metadata_are_told_by_their_key(pages: Callable[..., Path], key: str) -> None:
    told = lint(pages(f'{key} = ["h1", "//article/h1", "div.gone"]'))

    assert told.exit_code == 1
    assert f"late: {key} rule //article/h1 (config.toml, line 12) of s" in told.output
    assert f"dead: {key} rule div.gone (config.toml, line 12) of s" in told.output


def test_a_replacement_that_finds_nothing_is_dead(pages: Callable[..., Path]) -> None:
    told = lint(pages('replace = [["<hr>", "<p>"], ["rained", "poured"]]'))

    assert "dead: replace rule <hr> (config.toml, line 12)" in told.output
    assert "replace rained of s: found something in 12 of 12 articles" in told.output


def test_the_same_for_the_source_and_its_host_is_told_twice_over(
    pages: Callable[..., Path],
) -> None:
    table = '\n[[rules]]\nhost = "example.org"\nstrip = ["p.note"]\n'
    told = lint(pages('strip = ["p.note"]', more=table))

    assert told.exit_code == 1
    assert (
        "twice: strip rule p.note (config.toml, line 16) of example.org is for what" in told.output
    )


def test_what_is_to_be_kept_and_to_be_stripped_is_told(pages: Callable[..., Path]) -> None:
    told = lint(pages('strip = ["p.note"]', 'keep = ["p.note"]'))

    assert told.exit_code == 1
    assert told.output.count("twice: ") == 1


def test_a_host_without_an_article_is_told(pages: Callable[..., Path]) -> None:
    table = '\n[[rules]]\nhost = "example.com"\nstrip = ["p.note"]\n'
    config = pages(more=table)

    assert "nowhere: strip rule p.note (config.toml, line 15)" in lint(config).output
    assert lint(config, "s").exit_code == 0


def test_a_default_that_is_used_by_one_source_is_alive(site: MakeSite) -> None:
    page = "<article><h1>{0}</h1>{1}{2}</article>"
    note = '<p class="note">The editors note that it rained all day.</p>'
    files = {
        f"{name}/{n}.html": page.format(f"The {name}, {n}", text(f"{name} {n}"), more)
        for name, more in (("a", note), ("b", ""))
        for n in range(12)
    }
    config = site(
        '\n[defaults]\nstrip = ["p.note"]\n',
        source("a", "a/*.html"),
        source("b", "b/*.html"),
        files=files,
    )
    run("build", "--config", config)

    told = lint(config)

    assert told.exit_code == 0, told.output
    assert "strip p.note of a, b: found something in 12 of 24 articles" in told.output


def test_before_a_build_there_is_nothing_to_hold_them_against(site: MakeSite) -> None:
    told = lint(site(source("s", "*.txt"), '\nstrip = "p"\n', files={"a.txt": "x"}))

    assert told.exit_code == 0
    assert "feedclean build comes first" in told.output


def test_without_rules_there_is_nothing_to_tell(pages: Callable[..., Path]) -> None:
    told = lint(pages())

    assert told.exit_code == 0
    assert told.output.startswith("there are none; ")


def test_rules_as_json(pages: Callable[..., Path]) -> None:
    found = json.loads(lint(pages('strip = ["p.note", "div.gone"]'), "--json").output)

    assert [use["found_in"] for use in found["uses"]] == [0, 12]
    [remark] = found["remarks"]
    assert remark["trouble"] == "dead"
    assert remark["rule"] == {
        "key": "strip",
        "expression": "div.gone",
        "where": "config.toml, line 12",
    }
