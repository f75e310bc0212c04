from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from feedclean.schedule.rhythm import INTERVALS, rhythm
from feedclean.schedule.systemd import SYSTEMD
from tests.schedule.jobs import ODD, job

ANALYZE = shutil.which("systemd-analyze")
analyze = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")


def units(**changes: object) -> dict[str, str]:
    return {file.path.name: file.body.decode() for file in SYSTEMD.files(job(**changes))}


def told(*args: object, runtime: Path) -> str:
    done = subprocess.run(
        [str(ANALYZE), *map(str, args)],
        capture_output=True,
        text=True,
        check=False,
        env={"XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def verified(folder: Path, *, is_system: bool, **changes: object) -> str:
    program = folder / "my 100% $feeds" / "feedclean"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    made = units(program=(str(program),), is_system=is_system, **changes)
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8")
    paths = [folder / name for name in made]
    return told("verify", *([] if is_system else ["--user"]), *paths, runtime=folder)


@analyze
@pytest.mark.parametrize("is_system", [False, True], ids=["user", "system"])
@pytest.mark.parametrize("folder", ["/srv/feeds", ODD], ids=["plain", "odd"])
def test_systemd_finds_nothing_wrong(tmp_path: Path, *, folder: str, is_system: bool) -> None:
    config, output = f"{folder}/config.toml", f"{folder}/public"

    assert verified(tmp_path, is_system=is_system, config=config, output=output) == ""


@analyze
def test_systemd_finds_what_is_wrong(tmp_path: Path) -> None:
    """Else the test above says nothing."""
    (tmp_path / "a.service").write_text("[Service]\nExecStart=/bin/true\nNonsense=yes\n")

    assert "Nonsense" in told("verify", "--user", tmp_path / "a.service", runtime=tmp_path)


@analyze
@pytest.mark.parametrize("every", INTERVALS)
def test_systemd_reads_every_calendar(tmp_path: Path, every: str) -> None:
    calendar = rhythm(every, "https://example.org/").calendar

    assert "Next elapse" in told("calendar", calendar, runtime=tmp_path)


@analyze
def test_the_system_unit_is_shut_in(tmp_path: Path) -> None:
    path = tmp_path / "feedclean.service"
    path.write_text(units(is_system=True)["feedclean.service"])

    rating = told("security", "--offline=true", "--no-pager", path, runtime=tmp_path)

    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", rating)
    assert level
    assert float(level[1]) < 2.5  # 9.6 for a service that says nothing


def test_only_output_and_state_can_be_written() -> None:
    service = units()["feedclean.service"]

    assert re.findall(r"^ReadWritePaths=(.*)$", service, re.MULTILINE) == [
        '"/srv/feeds/public"',
        '"/srv/feeds/.feedclean"',
    ]
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes"):
        assert line in service.splitlines()


def test_a_missed_build_is_made_up_for_and_the_time_varies() -> None:
    timer = units()["feedclean.timer"].splitlines()

    assert "Persistent=true" in timer
    assert "RandomizedDelaySec=180s" in timer


def test_a_title_cannot_add_a_line() -> None:
    service = units(title="A\nExecStartPre=/bin/false \\")["feedclean.service"]

    assert "Description=Build the feeds of A ExecStartPre=/bin/false " in service.splitlines()


def test_only_the_system_unit_names_a_user_and_waits_for_the_network() -> None:
    user, system = (units(is_system=one)["feedclean.service"] for one in (False, True))

    assert "User=root" in system.splitlines()
    assert "network-online.target" in system
    assert "User=" not in user
    assert "network-online.target" not in user


@pytest.mark.parametrize("is_system", [False, True], ids=["user", "system"])
def test_the_next_steps_are_those_of_the_unit(*, is_system: bool) -> None:
    one = job(is_system=is_system)
    steps = SYSTEMD.then(one, SYSTEMD.folder(one))

    assert steps[0] == "mkdir -p /srv/feeds/public /srv/feeds/.feedclean"
    assert any("--user" in step for step in steps) is not is_system


def test_the_service_may_write_where_metrics_go() -> None:
    service = units(measures=("/var/lib/node_exporter", "/srv/feeds/public"))["feedclean.service"]

    written = re.findall(r'^ReadWritePaths="(.*)"$', service, re.MULTILINE)
    assert written == ["/srv/feeds/public", "/srv/feeds/.feedclean", "/var/lib/node_exporter"]
    [first, *_] = SYSTEMD.then(job(measures=("/var/lib/node_exporter",)), "")
    assert first == "mkdir -p /srv/feeds/public /srv/feeds/.feedclean /var/lib/node_exporter"
