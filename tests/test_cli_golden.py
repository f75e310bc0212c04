from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.golden.accept import shown as shown_in_case
from tests.gather.serving import Reply, page, rss, serving
from tests.making import article, source
from tests.test_remembering import text
from tests.walls.pages import TEXT
from tests.work.test_verdicts import MONDAY, Site

MakeSite = Callable[..., Path]
PAGE = """<!doctype html><html lang="en"><head><title>A bridge stays closed</title></head><body>
<article><h1>A bridge stays closed</h1>
<p>The council met on Tuesday evening, and after four hours of debate it agreed on one thing: the
bridge stays closed until the autumn, whatever the ferry company may say about it.</p>
<p>“It is safer than it looks,” the engineer told the hall, “and it looks terrible.”</p>
<p>Nobody in the room laughed, and the minutes do not record that anybody disagreed.</p>
</article></body></html>
"""


def run(*args: object) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args])


@pytest.fixture
def config(site: MakeSite) -> Path:
    """A configuration with one dump, whose only file has an undated date line."""
    return site(
        source("news", "dump/*.txt", timezone="Europe/Paris"),
        files={"dump/one.txt": article("one"), "page.html": PAGE},
    )


def accepted(config: Path, *more: object) -> Path:
    told = run("accept", config.parent / "dump" / "one.txt", "--config", config, *more)
    assert told.exit_code == 0, told.output
    [case] = (config.parent / "tests" / "goldens").iterdir()
    return case


def check(config: Path, *more: object) -> Result:
    return run("check", "--config", config, *more)


def test_an_accepted_article_stays_the_same(config: Path) -> None:
    case = accepted(config, "--why", "Shows a date line.")

    told = check(config)

    assert told.exit_code == 0, told.output
    assert told.output == "same        one\n1 case: 1 same\n"
    assert sorted(path.name for path in case.iterdir()) == [
        *("expected.html", "meta.toml", "raw.txt", "removals.toml", "why.md")
    ]
    assert (case / "why.md").read_text("utf-8") == "Shows a date line.\n"
    assert 'source = "news"' in (case / "meta.toml").read_text("utf-8")


def test_a_changed_option_shows_what_it_does_and_can_be_accepted(config: Path) -> None:
    accepted(config)
    text = config.read_text("utf-8")
    config.write_text(text + 'language = "fr"\n', encoding="utf-8")

    told = check(config)

    assert told.exit_code == 1
    assert "differs     one: moved: language" in told.output
    assert '    language: none → "fr"' in told.output or "language:" in told.output
    assert check(config, "--update").exit_code == 0
    assert check(config).exit_code == 0


def test_a_rule_shows_what_it_breaks(config: Path) -> None:
    accepted(config)
    text = config.read_text("utf-8")
    config.write_text(text + 'strip = ["p:last-of-type"]\n', encoding="utf-8")

    told = check(config)

    assert told.exit_code == 1
    assert "characters lost, 0 gained" in told.output
    assert "removal came: strip rule p:last-of-type (config.toml, line 13), " in told.output


def test_a_text_that_comes_out_otherwise_is_told_in_words(config: Path) -> None:
    case = accepted(config)
    html = case / "expected.html"
    html.write_text(html.read_text("utf-8").replace("具体的事", "抽象的事"), encoding="utf-8")

    told = check(config)

    assert told.exit_code == 1
    assert "    - 抽象\n    + 具体\n" in told.output
    assert "<p>" not in told.output


def test_colours_are_for_terminals_that_want_them(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = accepted(config)
    (case / "removals.toml").write_text("", encoding="utf-8")
    words = ["check", "--config", str(config)]

    shown = CliRunner().invoke(program, words, color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    plain = CliRunner().invoke(program, words, color=True).output

    assert "\x1b[31m    removal came: " in shown
    assert "\x1b" not in plain


def test_a_removal_that_comes_is_told_with_its_reason(config: Path) -> None:
    case = accepted(config)
    (case / "removals.toml").write_text("", encoding="utf-8")

    told = check(config)

    assert told.exit_code == 1
    assert "removal came: block/date-line, 16 characters" in told.output


def test_expectations_are_checked_and_survive_an_update(config: Path) -> None:
    case = accepted(config)
    meta = case / "meta.toml"
    mine = '\n[expect]\ncontains = ["一件具体 的事"]\nlacks = ["写得足够长"]\n'
    meta.write_text(meta.read_text("utf-8") + mine, encoding="utf-8")

    told = check(config, "--update")

    assert told.exit_code == 1
    assert "contains “写得足够长”, which it should lack" in told.output
    assert "一件具体" not in told.output
    assert mine in meta.read_text("utf-8")


def test_expectations_alone_make_a_case(config: Path) -> None:
    case = accepted(config)
    (case / "expected.html").unlink()
    (case / "removals.toml").unlink()
    meta = case / "meta.toml"
    given = meta.read_text("utf-8").partition("[article]")[0]
    meta.write_text(f'{given}[expect]\ncontains = ["nowhere to be found"]\n', encoding="utf-8")

    told = check(config)

    assert told.exit_code == 1
    assert "lacks “nowhere to be found”, which it should contain" in told.output


def test_a_case_that_cannot_run_does_not_keep_others_from_it(config: Path) -> None:
    accepted(config)
    broken = config.parent / "tests" / "goldens" / "broken"
    broken.mkdir()

    told = check(config)

    assert told.exit_code == 2
    assert "cannot run  broken: meta.toml is missing; " in told.output
    assert "same        one" in told.output


def test_a_source_that_is_not_configured_any_more_is_named(config: Path) -> None:
    accepted(config)
    text = config.read_text("utf-8")
    config.write_text(text.replace('id = "news"', 'id = "newz"'), encoding="utf-8")

    told = check(config)

    assert told.exit_code == 2
    assert 'is of source "news"' in told.output
    assert 'did you mean "newz"?' in told.output


@pytest.mark.parametrize("name", ["../out", "/tmp/x", "a/b", "..", "con", "a\\b", ""])
def test_a_name_never_leads_out_of_the_folder(config: Path, name: str) -> None:
    before = sorted(config.parent.parent.rglob("*"))

    told = run("accept", config.parent / "page.html", "--config", config, f"--name={name}")

    assert told.exit_code == 2
    assert "--name: " in told.output
    assert sorted(config.parent.parent.rglob("*")) == before


def test_a_second_article_of_the_same_name_gets_a_number(config: Path) -> None:
    page = config.parent / "page.html"
    other = config.parent / "sub" / "page.htm"
    other.parent.mkdir()
    other.write_text(PAGE, encoding="utf-8")

    names = [run("accept", path, "--config", config).output.split()[1] for path in (page, other)]

    assert [Path(name).name for name in names] == [
        "a-bridge-stays-closed",
        "a-bridge-stays-closed-2",
    ]


def test_what_is_accepted_already_is_accepted_anew_only_when_asked(config: Path) -> None:
    case = accepted(config, "--why", "Mine.")
    file = config.parent / "dump" / "one.txt"
    file.write_text(article("one", body="A new text that is long enough. " * 8), encoding="utf-8")

    refused = run("accept", file, "--config", config)
    done = run("accept", file, "--config", config, "--update")

    assert refused.exit_code == 2
    assert "choose another --name, or --update it" in refused.output
    assert done.exit_code == 0
    assert "A new text" in (case / "expected.html").read_text("utf-8")
    assert (case / "why.md").read_text("utf-8") == "Mine.\n"


def test_of_several_articles_one_must_be_named(site: MakeSite) -> None:
    words = "A sentence of some length that says one thing after the other. " * 4
    lines = [
        json.dumps({"id": name, "title": name, "content_html": f"<p>{words}</p>"})
        for name in ("one", "two")
    ]
    config = site(source("news", "dump/*.jsonl"), files={"dump/two.jsonl": "\n".join(lines)})
    file = config.parent / "dump" / "two.jsonl"

    told = [run("accept", file, "--config", config, *more) for more in ((), ("--entry", "2"))]
    many = run("accept", file, "--config", config, "--entry", "9")

    assert [one.exit_code for one in told] == [2, 0]
    assert "holds 2 articles; say which with --entry N" in told[0].output
    assert many.exit_code == 2
    assert "there is no article 9" in many.output


def test_a_folder_of_cases_needs_no_configuration(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, elsewhere = config.parent / "page.html", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert run("accept", page, "--tests", "cases").exit_code == 0
    assert run("check", "--tests", "cases").exit_code == 0
    assert run("check").exit_code == 2


def test_where_only_the_folder_is_named_no_configuration_holds(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)

    told = run("accept", "dump/one.txt", "--tests", "mine")
    bound = run("accept", "dump/one.txt", "--tests", "bound", "--config", "config.toml")

    assert told.exit_code == bound.exit_code == 0
    assert "source" not in (config.parent / "mine" / "one" / "meta.toml").read_text("utf-8")
    assert run("check", "--tests", "mine").exit_code == 0
    lost = run("check", "--tests", "bound")
    assert lost.exit_code == 2
    assert "name the configuration with --config" in lost.output


def test_misspelt_names_are_answered(config: Path) -> None:
    accepted(config)

    told = check(config, "onee")

    assert told.exit_code == 2
    assert 'did you mean "one"?' in told.output


def test_without_a_case_there_is_nothing_to_check(config: Path) -> None:
    told = check(config)

    assert told.exit_code == 2
    assert "make one with feedclean accept" in told.output


def test_verdicts_as_json(config: Path) -> None:
    case = accepted(config)
    html = case / "expected.html"
    html.write_text(html.read_text("utf-8") + "<p>An old paragraph.</p>\n", encoding="utf-8")

    told = json.loads(check(config, "--json").output)

    assert (told["same"], told["differs"], told["cannot_run"]) == (0, 1, 0)
    [one] = told["cases"]
    assert one["name"] == "one"
    assert one["difference"]["text"]["edits"] == [{"lost": "An old paragraph.", "gained": ""}]


def test_the_installed_command_gives_the_same_bytes_under_any_hash_seed(config: Path) -> None:
    command = Path(sys.executable).parent / "feedclean"
    files: list[dict[str, bytes]] = []
    outputs = []
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed}
        tests = config.parent / seed
        words = (config.parent / "page.html", "--config", config, "--tests", tests)
        subprocess.run([command, "accept", *words], env=env, check=True, capture_output=True)
        [case] = tests.iterdir()
        now = (case / "meta.toml").read_text("utf-8").partition("now = ")[2].partition("\n")[0]
        texts = {path.name: path.read_bytes() for path in case.iterdir()}
        files.append({name: text.replace(now.encode(), b"") for name, text in texts.items()})
        (case / "expected.html").write_text("<p>Nothing.</p>\n", encoding="utf-8")
        words = ("--config", config, "--tests", tests)
        told = subprocess.run([command, "check", *words], env=env, check=False, capture_output=True)
        assert told.returncode == 1, told.stderr
        outputs.append(told.stdout)

    assert files[0] == files[1]
    assert outputs[0] == outputs[1]


class TestEntries:
    """Cases made of what is published."""

    @pytest.fixture
    def news(self, site: MakeSite) -> Iterator[Site]:
        with serving({}) as server:
            news = Site(site(source("s", server.url("/f"), kind="feed")), server)
            paths = [f"/old-quay-{n}" for n in range(6)]
            news.feed(*paths)
            for n, path in enumerate(paths):
                body = text(f"quay number {n}") + "<p>Told by the harbour desk of the Courier.</p>"
                server.answers[path] = Reply(page(f"The old quay is rebuilt, {n}", body))
            news.build()
            yield news

    def accept(self, news: Site, target: str, *more: object) -> Result:
        return run("accept", target, "--config", news.config, *more)

    def test_an_entry_is_accepted_by_its_address_without_asking_for_it(self, news: Site) -> None:
        asked = len(news.server.log)

        told = self.accept(news, news.server.url("/old-quay-3"))

        assert told.exit_code == 0, told.output
        assert "what is published differs" not in told.output
        assert len(news.server.log) == asked
        case = news.config.parent / "tests" / "goldens" / "old-quay-3"
        assert "quay number 3" in (case / "raw.html").read_text("utf-8")
        assert "harbour desk" not in (case / "expected.html").read_text("utf-8")
        assert "harbour desk" in (case / "template.json").read_text("utf-8")
        assert "[given.listed]" in (case / "meta.toml").read_text("utf-8")
        assert check(news.config).exit_code == 0

    def test_a_case_needs_nothing_but_its_folder_and_the_configuration(self, news: Site) -> None:
        self.accept(news, news.server.url("/old-quay-3"))
        shutil.rmtree(news.config.parent / ".feedclean")

        assert check(news.config).exit_code == 0

    def test_an_entry_is_accepted_by_its_id_with_what_its_feed_said(self, news: Site) -> None:
        id_ = news.server.url("/old-quay-2")
        [name] = [id_ for (id_,) in news.state("SELECT id FROM entry") if "old-quay-2" in str(id_)]

        told = self.accept(news, str(name), "--source", "s", "--name", "mine")

        assert told.exit_code == 0, told.output
        meta = tomllib.loads(
            (news.config.parent / "tests" / "goldens" / "mine" / "meta.toml").read_text("utf-8")
        )
        assert meta["article"]["id"] == name
        assert meta["given"]["listed"]["url"] == id_

    def test_a_misspelt_address_is_answered_with_the_nearest(self, news: Site) -> None:
        told = self.accept(news, "old-quay-33")

        assert told.exit_code == 2
        assert "is no published entry and no file" in told.output

    def test_an_entry_whose_capture_is_gone_says_so(self, news: Site) -> None:
        with closing(sqlite3.connect(news.config.parent / ".feedclean" / "state.sqlite3")) as db:
            db.execute("DELETE FROM body")
            db.commit()

        told = self.accept(news, news.server.url("/old-quay-1"))

        assert told.exit_code == 2
        assert "not kept any more" in told.output
        assert "accept its file or address instead" in told.output

    def test_an_address_nobody_published_is_fetched(self, news: Site) -> None:
        body = text("a lighthouse")
        news.server.answers["/lighthouse"] = Reply(page("The lighthouse", body))

        told = self.accept(news, news.server.url("/lighthouse"))

        assert told.exit_code == 0, told.output
        assert "lighthouse" in told.output

    def test_two_entries_of_one_name_are_both_named(self, site: MakeSite) -> None:
        config = site(
            source("a", "dump/*.txt"),
            source("b", "dump/*.txt"),
            files={"dump/one.txt": article("one")},
        )
        run("build", "--config", config)

        told = run("accept", "https://example.org/one", "--config", config)
        one = run("accept", "https://example.org/one", "--config", config, "--source", "b")

        assert told.exit_code == 2
        assert "2 entries are called so" in told.output
        assert "a: " in told.output
        assert "b: " in told.output
        assert one.exit_code == 0, one.output

    def test_a_file_of_a_dump_takes_the_template_of_its_source_along(self, site: MakeSite) -> None:
        words = "<p>Told by the harbour desk of the Courier, which is open on weekdays.</p>"
        files = {
            f"dump/{n}.txt": article(str(n), title=f"Title {n}", body=f"{text(f'quay {n}')}{words}")
            for n in range(6)
        }
        config = site(source("a", "dump/*.txt"), files=files)
        run("build", "--config", config)

        told = run("accept", config.parent / "dump" / "3.txt", "--config", config)

        assert told.exit_code == 0, told.output
        [case] = (config.parent / "tests" / "goldens").iterdir()
        assert "harbour desk" in (case / "template.json").read_text("utf-8")
        assert check(config).exit_code == 0

    def test_where_the_text_of_the_feed_stands_the_case_is_of_that(self, site: MakeSite) -> None:
        with serving({}) as server:
            news = Site(site(source("s", server.url("/f"), kind="feed")), server)
            said = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(3)) + "<p>And then […]</p>"
            news.feed("/1", html=said)
            links = "".join(f"<li><a href='/{n}'>Another story, {n}</a></li>" for n in range(200))
            answer = page(f"Item {server.url('/1')}", f"<p>{TEXT['en']}</p><ul>{links}</ul>")
            server.answers["/1"] = Reply(answer)
            news.build()
            assert "And then" in news.published

            told = self.accept(news, server.url("/1"), "--name", "one")

        assert told.exit_code == 0, told.output
        case = news.config.parent / "tests" / "goldens" / "one"
        assert "And then" in (case / "raw.html").read_text("utf-8")
        assert "Another story" not in (case / "raw.html").read_text("utf-8")
        assert check(news.config).exit_code == 0

    def test_a_source_of_a_list_on_the_web_is_known_by_the_state(self, site: MakeSite) -> None:
        with serving({}) as server:
            outline = f'<outline type="rss" text="News" xmlUrl="{server.url("/f")}"/>'
            opml = f'<opml version="2.0"><body>{outline}</body></opml>'
            server.answers["/list"] = Reply(opml)
            config = site(f'\n[[sources_from]]\nopml = "{server.url("/list")}"\n')
            allow = f'\n[fetch]\nallow_private_hosts = ["{server.host}"]\npage_delay = 0.0\n'
            config.write_text(config.read_text("utf-8") + allow, encoding="utf-8")
            server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, text("quay"))))
            server.answers["/1"] = Reply(page("The old quay", text("quay")))
            built = run("build", "--config", config)
            assert built.exit_code == 0, built.output
            asked = len(server.log)

            told = run("accept", server.url("/1"), "--config", config)

            assert told.exit_code == 0, told.output
            assert check(config).exit_code == 0
            assert run("diff", "--config", config).exit_code == 0
            assert json.loads(run("status", "--json", "--config", config).stdout)[0]["entries"] == 1
            assert run("status", "news", "--config", config).exit_code == 0
            assert len(server.log) == asked


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("https://ann:secret@example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://token@example.org:8080/", "https://example.org:8080/"),
        ("https://example.org/?token=abcd&x=1", "https://example.org/?token=***&x=1"),
        ("https://example.org/hush-hush/feed", "https://example.org/***/feed"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("a@b/c.html", "a@b/c.html"),
    ],
)
def test_no_password_of_an_address_gets_into_a_case(location: str, shown: str) -> None:
    assert shown_in_case(location, ["hush-hush"]) == shown


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_a_file_whose_name_steers_terminals_comes_out_the_same(config: Path) -> None:
    odd = config.parent / "dump" / "odd\n\x1b[31m.html"
    odd.write_text(PAGE, encoding="utf-8")

    made = run("accept", odd, "--config", config)

    assert made.exit_code == 0, made.output
    assert check(config).exit_code == 0, check(config).output


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_doctor_is_plain_where_colours_are_not_wanted_and_steers_no_terminal(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = config.parent / "dump" / "odd\x1b[31m.html"
    odd.symlink_to(config.parent / "nowhere")
    words = ["doctor", "--config", str(config)]

    shown = CliRunner().invoke(program, words, color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    plain = CliRunner().invoke(program, words, color=True).output

    assert "\x1b[32mok   \x1b[0m" in shown
    assert "\x1b" not in plain
