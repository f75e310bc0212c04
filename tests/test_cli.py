from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean import __version__
from feedclean.cli import program
from tests.making import ROOT, SITE, UNREADABLE, article, source

MakeSite = Callable[..., Path]
SEED = next(iter(sorted(ROOT.glob("seeds/rfi/*.txt"))))


@pytest.fixture(autouse=True)
def quiet_afterwards() -> Iterator[None]:
    """The command gives the library a voice; other tests want it silent again."""
    yield
    logger = logging.getLogger("feedclean")
    logger.handlers.clear()
    logger.setLevel(logging.NOTSET)


def run(*args: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args], input=stdin)


def installed(*args: object) -> subprocess.CompletedProcess[bytes]:
    command = Path(sys.executable).parent / "feedclean"
    return subprocess.run([command, *map(str, args)], capture_output=True, check=False)


def test_the_installed_command_tells_its_version() -> None:
    told = installed("--version")

    assert told.returncode == 0
    assert told.stdout.decode().strip() == f"feedclean {__version__}"


def test_the_installed_command_builds_this_repository(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")  # a state of its own, as nothing else is
    shutil.copy(ROOT / "config.toml", tmp_path)

    told = installed("build", "--config", tmp_path / "config.toml")

    assert told.returncode == 0, told.stderr.decode()
    rows = [line.split() for line in told.stdout.decode().splitlines()]
    assert [row[0:3] for row in rows if row and row[-1] == "written"] == [
        ["rfi-analysis", "3", "3"],
        ["chineseheadlinenews", "1", "1"],
        ["wechat", "1", "1"],
    ]
    assert sorted(path.name for path in (tmp_path / "public").glob("*.atom")) == [
        "chineseheadlinenews.atom",
        "rfi-analysis.atom",
        "status.atom",
        "wechat.atom",
    ]


def test_the_installed_command_prints_an_article_as_utf_8_in_any_locale() -> None:
    told = subprocess.run(
        [Path(sys.executable).parent / "feedclean", "extract", SEED, "--format", "text"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": ""},
    )

    assert told.stdout.decode("utf-8").startswith("习近平微笑外交速被翻篇")


def test_all_good_is_status_0(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    result = run("build", "--config", config)

    assert result.exit_code == 0
    assert "written" in result.stdout
    assert result.stderr == ""


def test_one_failure_is_status_1_and_told_below_the_table(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a"), "dump/2.txt": UNREADABLE})

    result = run("build", "--config", config)

    assert result.exit_code == 1
    assert "written" in result.stdout
    assert result.stderr.startswith("failed: a: 2.txt: ")
    assert result.stderr.count("2.txt") == 1
    assert "UnknownDialect" in result.stderr


def test_an_unusable_config_is_status_2_and_no_traceback(site: MakeSite) -> None:
    config = site(source("a", "nowhere"))

    result = run("build", "--config", config)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"feedclean: {config}: source[1].location: ")
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("build", "--nonsense"), id="unknown-option"),
        pytest.param(("nonsense",), id="unknown-command"),
        pytest.param(("extract",), id="nothing-to-extract"),
        pytest.param(("extract", SEED, "--entry", "0"), id="entries-count-from-one"),
        pytest.param(("extract", SEED, "--entry", "2"), id="no-such-entry"),
        pytest.param(("extract", SEED, "--dialect", "klingon"), id="unknown-dialect"),
        pytest.param(("extract", SEED, "--timezone", "Mars"), id="unknown-zone"),
    ],
)
def test_arguments_that_cannot_be_used_are_status_2(args: tuple[object, ...]) -> None:
    result = run(*args)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_json_is_the_whole_report(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a"), "dump/2.txt": UNREADABLE})

    result = run("build", "--config", config, "--json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert result.stderr == ""
    [one] = report["sources"]
    assert (one["source"], one["entries"], one["files_written"]) == ("a", 1, 1)
    assert one["failures"][0]["error"] == "UnknownDialect"


def test_quiet_prints_failures_only(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a"), "dump/2.txt": UNREADABLE})

    result = run("build", "--config", config, "-q")

    assert result.stdout == ""
    assert "2.txt" in result.stderr


def test_a_dry_run_says_what_would_change(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    assert "would change" in run("build", "--config", config, "--dry-run").stdout
    assert not (config.parent / "public").exists()


def test_verbose_tells_of_files_removed(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a"), "dump/2.txt": article("b")}
    run(
        "build", "--config", site(source("a", "dump/1.txt"), source("b", "dump/2.txt"), files=files)
    )
    config = site(source("a", "dump/1.txt"))

    assert "b.atom: removed" in run("build", "--config", config, "-v").stderr


def test_a_long_id_is_not_cut_in_a_pipe(site: MakeSite) -> None:
    name = "a-source-with-a-name-of-sixty-four-characters-which-is-the-limit"
    config = site(source(name, "dump"), files={"dump/1.txt": article("a")})

    assert name in run("build", "--config", config).stdout


@pytest.mark.parametrize(
    ("format_name", "start"),
    [
        ("html", "<article>\n<h1>习近平微笑外交速被翻篇"),
        ("text", "习近平微笑外交速被翻篇"),
        ("markdown", "# 习近平微笑外交速被翻篇"),
        ("json", "{\n"),
    ],
)
def test_extract_prints_the_article_in_any_format(format_name: str, start: str) -> None:
    result = run("extract", SEED, "--format", format_name)

    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    assert "中国国家主席习近平在旧金山的微笑外交迅速变为历史" in result.stdout
    assert "feedx" not in result.stdout or format_name == "json"  # the receipts hold it


def test_extract_reads_standard_input() -> None:
    result = run("extract", "-", "--format", "text", stdin=SEED.read_bytes())

    assert result.exit_code == 0
    assert result.stdout.startswith("习近平微笑外交速被翻篇")


def test_extract_lists_removals_on_standard_error() -> None:
    result = run("extract", SEED, "--removals")

    assert "feedx" not in result.stdout
    assert "feedx" in result.stderr
    assert "- block: " in result.stderr


RECORDS = [
    {
        "id": name,
        "url": f"https://example.org/{name}",
        "title": f"Title {name}",
        "content_html": f"<p>The {name} article says one thing at a length worth a read.</p>",
    }
    for name in ("first", "second")
]
FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": RECORDS}
).encode()


RULED = "<p>{}</p>" * 3 + '<div class="x"><p>A line about the harbour maps.</p></div>'
ARTICLE = RULED.format(*(f"The {n} council met, and it agreed on one thing. " * 4 for n in "abc"))


def test_extract_tries_rules(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(ARTICLE + "<p>Subscribe to our newsletter</p>", encoding="utf-8")
    done = run("extract", path, "--strip", "div.x", "--keep", "//p[5]", "--keep", "p", "--removals")

    assert done.exit_code == 0
    assert "harbour maps" in done.stdout
    assert "newsletter" in done.stdout
    stripped = run("extract", path, "--strip", "div.x", "--removals")
    assert "harbour maps" not in stripped.stdout
    assert "strip rule div.x (command line)" in stripped.stderr


def test_extract_cleans_by_the_rules_of_a_configuration(tmp_path: Path, site: MakeSite) -> None:
    page = tmp_path / "a.html"
    link = '<link rel="canonical" href="https://www.example.org/a">'
    page.write_text(f"<html><head>{link}</head><body>{ARTICLE}</body></html>", encoding="utf-8")
    rules = '[[rules]]\nhost = "example.org"\nstrip = ".x"\n'
    config = site(source("one", "a.html", article_title="p"), rules)
    by_host = run("extract", page, "--config", config, "--format", "json")
    by_source = run("extract", page, "--config", config, "--source", "one", "--format", "json")

    assert json.loads(by_host.stdout)["rules"] == ["site/example.org/strip/.x"]
    assert json.loads(by_source.stdout)["rules"] == [
        "site/example.org/strip/.x",
        "site/one/article_title/p",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--strip", "div["], "command line: --strip: 'div[': no valid CSS selector"),
        (["--config", "CONFIG", "--source", "on"], 'no source "on"; did you mean "one"?'),
    ],
)
def test_extract_refuses_what_it_cannot_use(site: MakeSite, options: list[str], told: str) -> None:
    config = site(source("one", "a.html"))
    done = run("extract", "-", *(str(config) if one == "CONFIG" else one for one in options))

    assert done.exit_code == 2
    assert told in done.stderr


def test_extract_says_of_what_a_rule_keeps_out_which_file_it_is(site: MakeSite) -> None:
    config = site(source("s", "dump", block="title: 美中"), files={"dump/one.txt": article("a")})
    words = ["extract", str(config.parent / "dump" / "one.txt"), "--config", str(config)]

    told = CliRunner().invoke(program, [*words, "--source", "s"])
    as_json = CliRunner().invoke(program, [*words, "--source", "s", "--json"])

    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(
        "left out: https://example.org/a (one.txt): block rule title: 美中"
    )
    [left] = json.loads(as_json.stdout)["left_out"]
    assert (left["location"], left["title"]) == ("one.txt", "美中关系的下一步")


def test_extract_goes_by_the_configuration_that_is_there(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site(source("one", "a.html", strip=".x"), files={"a.html": ARTICLE})
    monkeypatch.chdir(config.parent)

    assert "harbour maps" in run("extract", "a.html").stdout
    assert "harbour maps" not in run("extract", "a.html", "--source", "one").stdout
    config.unlink()
    told = run("extract", "a.html", "--source", "one")
    assert told.exit_code == 2
    assert "--source one: is a source of a configuration; name that too" in told.stderr


def test_extract_prints_all_records_of_a_file() -> None:
    result = run("extract", "-", "--format", "text", stdin=FEED)

    assert result.exit_code == 0
    assert "The first article" in result.stdout
    assert "The second article" in result.stdout
    assert "=" * 72 in result.stdout


def test_extract_prints_the_entry_asked_for() -> None:
    result = run("extract", "-", "--format", "json", "--entry", "2", stdin=FEED)

    assert json.loads(result.stdout)["meta"]["title"] == "Title second"


def test_extract_of_something_unreadable_is_status_1() -> None:
    result = run("extract", "-", stdin=b"\0\1\2\3" * 100)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("failed: ")


def test_extract_of_a_missing_file_is_status_1_and_names_it() -> None:
    result = run("extract", "no/such/file.html")

    assert result.exit_code == 1
    assert "no/such/file.html" in result.stderr
    assert "Traceback" not in result.output


def test_sources_may_be_named_as_arguments(site: MakeSite) -> None:
    files = {f"{name}/1.txt": article(name) for name in "abc"}
    config = site(*(source(name, name) for name in "abc"), files=files)

    result = run("build", "a", "--source", "c", "--config", config)

    assert result.exit_code == 0
    assert sorted(path.stem for path in (config.parent / "public").glob("?.atom")) == ["a", "c"]


def test_an_unknown_source_names_those_there_are(site: MakeSite) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})

    result = run("build", "b", "--config", config)

    assert result.exit_code == 2
    assert 'no source "b"; there are: a' in result.stderr


def test_reclean_cleans_what_has_not_changed_and_publishes_the_same(site: MakeSite) -> None:
    files = {f"{name}/1.txt": article(name) for name in "ab"}
    config = site(*(source(name, name) for name in "ab"), files=files)
    run("build", "--config", config)
    path = config.parent / "public" / "a.atom"
    before = path.read_bytes()

    idle = json.loads(run("build", "--json", "--config", config).stdout)
    again = json.loads(run("build", "a", "--reclean", "--json", "--config", config).stdout)

    assert [one["cleaned"] for one in idle["sources"]] == [0, 0]
    assert [(one["source"], one["cleaned"]) for one in again["sources"]] == [("a", 1)]
    assert path.read_bytes() == before


def test_refresh_asks_a_server_that_is_not_due(site: MakeSite) -> None:
    from tests.gather.serving import WHOLE, Reply, rss, serving

    date = "Mon, 02 Mar 2026 08:00:00 GMT"
    feed = rss(("https://example.org/1", date, WHOLE))
    with serving({"/f": Reply(feed, headers={"ETag": '"1"'})}) as server:
        head = f'[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        config = site(head, source("s", server.url("/f"), kind="feed"))
        run("build", "--config", config)
        run("build", "--config", config)
        server.answers["/f"] = Reply(status=304)

        result = run("build", "s", "--refresh", "--config", config)

        assert result.exit_code == 0
        assert [asked.headers.get("if-none-match") for asked in server.log] == [None, '"1"']
        assert run("build", "--refresh", "--offline", "--config", config).exit_code == 2


def test_reclean_works_from_what_is_kept_without_a_request(site: MakeSite) -> None:
    from tests.gather.serving import WHOLE, Reply, rss, serving

    date = "Mon, 02 Mar 2026 08:00:00 GMT"
    with serving({"/f": Reply(rss(("https://example.org/1", date, WHOLE)))}) as server:
        head = f'[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        config = site(head, source("s", server.url("/f"), kind="feed"))
        run("build", "--config", config)
        before = (config.parent / "public" / "s.atom").read_bytes()

        result = run("build", "--reclean", "--offline", "--json", "--config", config)

        assert [one["cleaned"] for one in json.loads(result.stdout)["sources"]] == [1]
        assert (config.parent / "public" / "s.atom").read_bytes() == before
        assert len(server.log) == 1


def test_a_host_is_asked_two_feeds_at_a_time_by_the_command_too(site: MakeSite) -> None:
    from tests.gather.serving import WHOLE, Reply, rss, serving

    feed = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    with serving({f"/{n}": Reply(feed, wait_s=0.05) for n in range(8)}) as server:
        head = f'[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        config = site(head, *(source(f"s{n}", server.url(f"/{n}"), kind="feed") for n in range(8)))

        installed("build", "--config", config)

        assert len(server.log) == 8
        assert server.most_at_once == 2


def test_an_address_with_a_misspelt_scheme_is_told_so() -> None:
    told = run("extract", "htp://example.org/a")

    assert told.exit_code == 2
    assert '"htp" is none we can fetch; write http:// or https://' in told.stderr


def test_an_interrupt_says_what_stands_and_how_to_go_on(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site(source("news", "dump"), files={"dump/1.txt": article("a")})

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("feedclean.work.spread.finish", interrupted)
    told = run("build", "--config", config)

    assert told.exit_code == 130
    assert "interrupted; what was published stands, run it again to go on" in told.stderr


def test_a_dry_run_names_what_it_would_write(site: MakeSite) -> None:
    config = site(source("news", "dump"), files={"dump/1.txt": article("a")})

    told = run("build", "--dry-run", "--config", config)

    assert "would write news.atom" in told.stdout.splitlines()


def test_compressed_copies_are_named_with_their_files(site: MakeSite) -> None:
    head = f'{SITE}host = "nginx"\n'
    config = site(source("news", "dump"), files={"dump/1.txt": article("a")}, head=head)
    told = run("build", "--config", config, "--dry-run").stdout

    assert "would write news.atom and its compressed copies\n" in told
    assert ".gz" not in told
    assert ".br" not in told
