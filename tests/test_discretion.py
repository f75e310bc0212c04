"""Passwords and tokens: in what a build prints, logs and publishes they are nowhere."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedclean.cli import program
from feedclean.config import load_config
from feedclean.discretion import discreet
from feedclean.errors import ConfigError
from tests.gather.serving import WHOLE, Reply, page, rss, serving
from tests.making import SITE, article, source
from tests.test_remembering import text as prose

MakeSite = Callable[..., Path]

SHOWN = {
    "https://ann:hunter2@x.example/feed": "https://***@x.example/feed",
    "https://x.example/feed?token=hunter2&page=2": "https://x.example/feed?token=***&page=2",
    "https://x.example/?a=1&API_KEY=hunter2#top": "https://x.example/?a=1&API_KEY=***#top",
    "see https://x.example/?x-auth-token=hunter2, twice": "see https://x.example/?x-auth-token=***,"
    " twice",
    "a feed (https://x.example/?key=hunter2) of its own": "a feed (https://x.example/?key=***) of"
    " its own",
    "https://x.example/?key=hunter2: leads to": "https://x.example/?key=***: leads to",
    "https://x.example/?key=hunter).2)&a=1": "https://x.example/?key=***&a=1",
    "https://x.example/?key=):. twice": "https://x.example/?key=*** twice",
    "https://x.example/?keyword=news&monkey=1": "https://x.example/?keyword=news&monkey=1",
    "mail ann@x.example about https://x.example/@ann": "mail ann@x.example about "
    "https://x.example/@ann",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items())
def test_what_opens_doors_is_not_shown(text: str, shown: str) -> None:
    assert discreet(text) == shown


def test_a_known_secret_is_shown_nowhere() -> None:
    assert discreet("open /private/hunter2.xml", ("hunter2",)) == "open /private/***.xml"


def build(config: Path, *arguments: str, **environment: str) -> Result:
    command = ["build", "--config", str(config), *arguments]
    return CliRunner().invoke(program, command, env=environment)


@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize("arguments", [("-vv",), ("--json",)])
def test_no_secret_is_printed_or_published(
    site: MakeSite, arguments: tuple[str, ...], status: int
) -> None:
    feed = rss(("https://x.example/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    path = "/feed/pa55word?auth_token=hunter2"
    with serving({path: Reply(feed, status=status)}) as server:
        address = f"http://ann:sesame@{server.host}/feed/${{SECRET}}?auth_token=hunter2"
        head = f'{SITE}formats = ["atom", "json", "rss", "html"]\n[fetch]\n'.replace(
            'formats = ["atom"]\n', "", 1
        )
        head += f'allow_private_hosts = ["{server.host}"]\n'
        config = site(source("private", address, kind="feed"), head=head)

        result = build(config, *arguments, SECRET="pa55word")

        assert server.log[0].headers["authorization"].startswith("Basic ")
    assert result.exit_code == (0 if status == 200 else 1)
    told = {"output": result.output + result.stderr}
    public = config.parent / "public"
    told |= {str(p): p.read_text("utf-8") for p in public.rglob("*") if p.is_file()}
    for place, text in told.items():
        for secret in ("pa55word", "hunter2", "sesame"):
            assert secret not in text, place


def test_a_value_of_the_environment_is_put_in(site: MakeSite) -> None:
    config = site(
        source("a", "${WHERE}/dump", title="Costs $${PRICE}"), files={"d/dump/a.html": article("a")}
    )

    loaded = load_config(config, {"WHERE": "d"})

    assert loaded.sources[0].location == "d/dump"
    assert loaded.sources[0].title == "Costs ${PRICE}"
    assert loaded.secrets == ()


def test_a_name_that_is_not_set_is_named(site: MakeSite) -> None:
    config = site(source("a", "https://x.example/${FEED_TOKEN}", kind="feed"))

    with pytest.raises(ConfigError, match=r"source\[1\].location: FEED_TOKEN is not set"):
        load_config(config, {})


def test_an_error_about_a_secret_does_not_tell_it(site: MakeSite) -> None:
    config = site(source("a", "ftp://x.example/${TOKEN}", kind="feed"))

    with pytest.raises(ConfigError) as caught:
        load_config(config, {"TOKEN": "hunter2"})

    assert "hunter2" not in str(caught.value)


def test_what_is_read_is_private_and_what_is_published_is_not(site: MakeSite) -> None:
    config = site(source("a", "a"), files={"a/a.html": article("a")})

    build(config)

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    state = config.parent / ".feedclean"
    assert mode(state) == 0o700
    assert {mode(path) for path in state.iterdir()} <= {0o600}
    assert mode(config.parent / "public" / "a.atom") == 0o644


@pytest.mark.parametrize("how", [(), ("--json",), ("--html", "report.html")], ids=str)
def test_explain_shows_no_token_of_the_address_of_an_article(
    site: MakeSite, how: tuple[str, ...]
) -> None:
    html = page("The quay", prose("the quay")).replace(
        "<head>", '<head><link rel="canonical" href="https://e.org/a?token=opensdoors">'
    )
    config = site(source("s", "dump/*.html"), files={"dump/a.html": html})
    told = ["explain", str(config.parent / "dump" / "a.html"), "--config", str(config)]
    more = [str(config.parent / one) if one.endswith(".html") else one for one in how]

    shown = CliRunner().invoke(program, [*told, *more])

    assert shown.exit_code == 0, shown.output
    report = config.parent / "report.html"
    out = shown.output + (report.read_text("utf-8") if report.exists() else "")
    assert "e.org/a?token=***" in out
    assert "opensdoors" not in out
