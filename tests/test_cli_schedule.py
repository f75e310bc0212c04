"""``feedclean schedule`` and ``feedclean host``, by the installed program."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from feedclean.cli import installed
from feedclean.cli.commands.host import command as of_host
from feedclean.cli.commands.schedule import command as of_schedule
from feedclean.config.tables import Host
from feedclean.schedule.rhythm import INTERVALS
from feedclean.schedule.table import SCHEDULERS
from tests.making import ROOT, SITE, article, source

MakeSite = Callable[..., Path]
COMMAND = Path(sys.executable).parent / "feedclean"
HOSTED = ("github-actions", "gitlab")


@pytest.fixture
def config(site: MakeSite) -> Path:
    return site(source("a", "dump"), files={"dump/1.txt": article("a")})


def run(
    *args: object, cwd: Path | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    home = {"HOME": str(cwd)} if cwd else {}
    done = subprocess.run(
        [COMMAND, *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, **home},
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


def schedule(
    platform: str, config: Path, *args: object, cwd: Path | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    more = ("--package", "feedclean") if platform in HOSTED else ()
    return run(
        "schedule", f"--{platform}", "--config", config, *more, *args, cwd=cwd, status=status
    )


@pytest.mark.skipif(os.name == "nt", reason="none of these platforms is a Windows")
@pytest.mark.parametrize("platform", [name for name in SCHEDULERS if name not in HOSTED])
def test_what_is_printed_starts_this_program_with_absolute_paths(
    platform: str, config: Path
) -> None:
    done = run("schedule", f"--{platform}", "--config", config.name, cwd=config.parent)

    assert str(COMMAND) in done.stdout
    assert str(config) in done.stdout


@pytest.mark.parametrize("platform", HOSTED)
def test_what_a_host_gets_holds_no_path_of_this_machine(platform: str, config: Path) -> None:
    done = schedule(platform, config)

    assert "--config config.toml" in done.stdout
    assert str(config.parent) not in done.stdout
    assert yaml.safe_load(done.stdout)


@pytest.mark.parametrize("platform", SCHEDULERS)
def test_what_to_type_next_is_told_apart_from_the_file(platform: str, config: Path) -> None:
    done = schedule(platform, config)

    assert len(done.stderr.splitlines()) > 2
    assert done.stderr.startswith("# ")


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no sh here")
def test_the_line_of_the_crontab_builds(config: Path) -> None:
    text = schedule("cron", config).stdout
    [line] = [line for line in text.splitlines() if not line.startswith("#")]
    command = line.split(" ", 5)[5].replace("\\%", "%")

    subprocess.run(["/bin/sh", "-c", command], check=True, cwd="/", env={"PATH": "/usr/bin:/bin"})

    assert (config.parent / "public" / "a.atom").exists()


def test_the_program_of_the_agent_builds(config: Path) -> None:
    agent = plistlib.loads(schedule("launchd", config).stdout.encode())

    subprocess.run(agent["ProgramArguments"], check=True)

    assert (config.parent / "public" / "a.atom").exists()


PLACES = {
    "systemd": [".config/systemd/user/feedclean.service", ".config/systemd/user/feedclean.timer"],
    "cron": ["feedclean.crontab"],
    "launchd": ["Library/LaunchAgents/feedclean.plist"],
    "github-actions": [".github/workflows/feedclean.yml"],
    "gitlab": [".gitlab-ci.yml"],
}


@pytest.mark.skipif(os.name == "nt", reason="HOME does not say where home is on Windows")
@pytest.mark.parametrize("platform", SCHEDULERS)
def test_without_a_folder_files_go_where_the_platform_looks(platform: str, config: Path) -> None:
    here = config.parent
    printed = schedule(platform, config, cwd=here).stdout
    done = schedule(platform, config, "--write", cwd=here)

    assert [line for line in done.stdout.splitlines() if line.startswith("written: ")]
    assert "\n".join((here / place).read_text("utf-8") for place in PLACES[platform]) == printed


def test_a_file_that_says_something_else_stands_unless_forced(config: Path, tmp_path: Path) -> None:
    there = tmp_path / "units"
    schedule("systemd", config, "--write", there)
    again = schedule("systemd", config, "--write", there)
    timer = (there / "feedclean.timer").read_text()
    (there / "feedclean.timer").write_text("mine")
    (there / "feedclean.service").unlink()

    refused = schedule("systemd", config, "--write", there, status=2)

    assert again.stdout.count("unchanged: ") == 2
    assert "feedclean.timer" in refused.stderr
    assert "--force" in refused.stderr
    assert [(path.name, path.read_text()) for path in there.iterdir()] == [
        ("feedclean.timer", "mine")
    ]
    schedule("systemd", config, "--write", there, "--force")
    assert (there / "feedclean.timer").read_text() == timer


@pytest.mark.parametrize("platform", SCHEDULERS)
def test_files_of_another_interval_are_replaced_unless_somebody_edited_them(
    platform: str, config: Path, tmp_path: Path
) -> None:
    there = tmp_path / "files"
    schedule(platform, config, "--write", there, "--every", "30m")
    schedule(platform, config, "--write", there, "--every", "6h")
    hourly = {path: path.read_text("utf-8") for path in there.iterdir()}

    schedule(platform, config, "--write", there, "--every", "1d")
    daily = {path: path.read_text("utf-8") for path in there.iterdir()}
    for path, text in daily.items():
        path.write_text(f"{text}# mine\n", "utf-8")
    refused = schedule(platform, config, "--write", there, "--every", "6h", status=2)

    assert hourly.keys() == daily.keys()
    assert hourly != daily
    assert "--force" in refused.stderr


CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then cat "$KEPT"; else cat > "$KEPT.new" && mv "$KEPT.new" "$KEPT"; fi
"""


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no sh here")
def test_the_lines_of_another_time_leave_the_crontab(config: Path, tmp_path: Path) -> None:
    crontab, kept = tmp_path / "crontab", tmp_path / "kept"
    crontab.write_text(CRONTAB)
    crontab.chmod(0o755)
    kept.write_text("0 1 * * * mine\n")
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "KEPT": str(kept)}

    for every in ("30m", "1d"):
        done = schedule("cron", config, "--write", tmp_path, "--every", every)
        command = done.stderr.splitlines()[-1]
        subprocess.run(["/bin/sh", "-c", command], check=True, env=environment)

    text = (tmp_path / "feedclean.crontab").read_text("utf-8")
    assert kept.read_text("utf-8") == f"0 1 * * * mine\n{text}"


def test_every_interval_is_an_option() -> None:
    option = next(o for o in of_schedule.params if o.name == "every")

    assert list(option.type.choices) == list(INTERVALS)


def test_every_host_is_an_argument() -> None:
    from typing import get_args

    kind = next(o for o in of_host.params if o.name == "kind")

    assert tuple(kind.type.choices) == get_args(Host)


def test_the_interval_changes_the_times(config: Path) -> None:
    daily = schedule("cron", config, "--every", "1d").stdout.splitlines()[-2]

    assert daily.split(" ")[1].isdigit()


def test_another_name_names_all_files(config: Path, tmp_path: Path) -> None:
    schedule("systemd", config, "--name", "news", "--write", tmp_path / "x")

    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == [
        "news.service",
        "news.timer",
    ]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        pytest.param(("schedule",), "name a platform", id="no-platform"),
        pytest.param(
            ("schedule", "--cron", "--launchd"), "not --cron and --launchd at once", id="two"
        ),
        pytest.param(("schedule", "--cron", "--every", "7m"), "7m", id="uneven"),
        pytest.param(("schedule", "--cron", "--name", "../x"), "--name", id="name"),
        pytest.param(("schedule", "--cron", "--config", "no.toml"), "no.toml", id="no-config"),
        pytest.param(("schedule", "--gitlab"), "--package", id="no-package"),
        pytest.param(("host",), "site.host", id="no-host"),
        pytest.param(("host", "geocities"), "geocities", id="unknown-host"),
        pytest.param(("host", "netlify", "--write"), "by themselves", id="not-to-be-written"),
    ],
)
def test_what_cannot_be_used_is_status_2(args: tuple[str, ...], told: str, config: Path) -> None:
    assert told in run(*args, cwd=config.parent, status=2).stderr


def test_an_output_outside_of_the_repository_is_refused(site: MakeSite, tmp_path: Path) -> None:
    head = f'{SITE}output = "../outside"\n'
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)

    done = schedule("github-actions", config, status=2)

    assert "site.output" in done.stderr
    assert "outside of the repository" in done.stderr


def test_paths_are_those_from_the_root_of_the_repository(site: MakeSite, tmp_path: Path) -> None:
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")})
    below = tmp_path / "below"
    below.mkdir()
    for path in (config, tmp_path / "dump"):
        shutil.move(path, below)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/trunk\n")

    workflow = schedule("github-actions", below / "config.toml").stdout

    assert "--config below/config.toml" in workflow
    assert '"below/public"' in workflow
    assert 'branches: ["trunk"]' in workflow


def test_this_repository_installs_itself() -> None:
    assert installed.package(ROOT) == "."
    assert installed.package(ROOT.parent) == f"./{ROOT.name}"


@pytest.mark.parametrize(
    ("origin", "package"),
    [
        ({}, f"feedclean=={installed.__version__}"),
        ({"url": "https://example.org/f.whl", "archive_info": {}}, "https://example.org/f.whl"),
        (
            {"url": "https://example.org/f.git", "vcs_info": {"vcs": "git", "commit_id": "01ab"}},
            "git+https://example.org/f.git@01ab",
        ),
    ],
    ids=["index", "archive", "git"],
)
def test_a_host_installs_what_was_installed_here(
    origin: dict[str, object], package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installed, "_origin", lambda: origin)

    assert installed.package(tmp_path) == package


def test_a_server_is_told_of_the_output(config: Path) -> None:
    for kind in ("nginx", "caddy", "s3"):
        done = run("host", kind, "--config", config)
        assert str(config.parent / "public") in done.stdout


def test_the_host_of_the_configuration_is_the_default(site: MakeSite) -> None:
    config = site(
        source("a", "dump"), files={"dump/1.txt": article("a")}, head=f'{SITE}host = "nginx"\n'
    )

    done = run("host", "--config", config)

    assert done.stdout.startswith("# nginx")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param("github-pages", "feedclean schedule --github-actions --write", id="github"),
        pytest.param("netlify", "npx netlify deploy --prod --dir", id="netlify"),
        pytest.param("cloudflare-pages", "npx wrangler pages deploy", id="cloudflare"),
    ],
)
def test_what_to_do_next_is_told_where_there_is_nothing_to_write(
    kind: Host, told: str, config: Path
) -> None:
    assert told in run("host", kind, cwd=config.parent).stderr


@pytest.mark.parametrize("kind", ["netlify", "cloudflare-pages"])
def test_a_site_below_the_root_is_noted_where_headers_are_read_at_the_root(
    kind: Host, site: MakeSite
) -> None:
    def told(base_url: str) -> str:
        head = SITE.replace("https://feeds.example.org/", base_url)
        config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)
        return run("host", kind, cwd=config.parent).stderr

    assert "base_url ends in /sub/" in told("https://feeds.example.org/sub/")
    assert "base_url ends in" not in told("https://feeds.example.org/")


def test_sites_of_one_address_at_home_do_not_all_build_in_the_same_minute(
    tmp_path: Path,
) -> None:
    def told(name: str) -> str:
        run("init", str(tmp_path / name), "--yes", cwd=tmp_path)
        lines = run("schedule", "--cron", cwd=tmp_path / name).stdout.splitlines()
        return next(line for line in lines if line[:1].isdigit()).partition(" ")[0]

    assert len({told(f"feeds-{n}") for n in range(4)}) > 1


@pytest.mark.parametrize("kind", ["netlify", "github-pages", "s3"])
def test_an_address_that_others_cannot_reach_is_noted_for_a_host_elsewhere(
    kind: Host, site: MakeSite
) -> None:
    head = SITE.replace("https://feeds.example.org/", "http://127.0.0.1:8080/")
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)
    told = run("host", kind, cwd=config.parent)

    assert "base_url is http://127.0.0.1:8080/, which others cannot reach" in told.stderr
    assert "s3://127" not in told.stdout
    assert "cannot reach" not in run("host", "nginx", cwd=config.parent).stderr


@pytest.mark.parametrize("host", ["192.0.2.7", "localhost", "[2001:db8::7]"])
def test_no_certificate_is_promised_to_what_has_no_public_name(host: str, site: MakeSite) -> None:
    def told(kind: Host, name: str) -> str:
        head = SITE.replace("feeds.example.org", name)
        config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)
        return run("host", kind, cwd=config.parent).stdout

    assert "certbot --nginx -d feeds.example.org" in told("nginx", "feeds.example.org")
    assert "signs itself" not in told("caddy", "feeds.example.org")
    assert "certbot --nginx" not in told("nginx", host)
    assert f"server_name {host};" in told("nginx", host)
    assert "signs itself" in told("caddy", host)
    assert f"\n{host} {{\n" in told("caddy", host)


def test_another_host_than_that_of_the_configuration_is_remarked(config: Path) -> None:
    assert 'Set host = "nginx"' in run("host", "nginx", "--config", config).stderr
    assert 'Set host = "netlify"' in run("host", "netlify", "--config", config).stderr


def test_feeds_in_json_have_their_rules(site: MakeSite) -> None:
    head = SITE.replace('"atom"', '"atom", "json"') + 'host = "netlify"\n'
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)

    assert "\n/a.json\n" in run("host", "--config", config).stdout


def test_the_configuration_of_a_server_can_be_written(config: Path, tmp_path: Path) -> None:
    run("host", "s3", "--config", config, "--write", tmp_path / "x")

    assert [path.name for path in (tmp_path / "x").iterdir()] == ["feedclean-s3.sh"]


@pytest.mark.skipif(os.name == "nt", reason="owners are told by the system")
def test_a_service_that_would_run_as_root_is_noted(config: Path) -> None:
    told = schedule("systemd", config, "--system").stderr

    assert ("as root; give the configuration to a user" in told) is (config.owner() == "root")


def test_a_hub_that_would_be_told_too_early_is_noted(site: MakeSite) -> None:
    head = f'{SITE}hub = "https://hub.example/"\n'
    config = site(source("a", "dump"), files={"dump/1.txt": article("a")}, head=head)

    assert "leave hub out" in schedule("github-actions", config).stderr
    assert "leave hub out" not in schedule("cron", config).stderr


def test_files_that_were_not_there_are_written_wherever_they_are_named(
    config: Path, tmp_path: Path
) -> None:
    told = [
        schedule("systemd", config, "--write", "units", cwd=tmp_path).stdout
        + schedule("systemd", config, "--write", "units", cwd=tmp_path).stdout
    ]

    assert told[0].count("written: ") == 2
    assert told[0].count("unchanged: ") == 2


def test_the_folders_of_articles_are_put_under_version_control(config: Path) -> None:
    (config.parent / ".git").mkdir()
    told = schedule("github-actions", config)

    assert re.search(r"^git add \S+feedclean.yml config.toml dump$", told.stderr, re.MULTILINE)
