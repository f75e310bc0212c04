from __future__ import annotations

import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from feedclean.schedule.launchd import LAUNCHD
from feedclean.schedule.rhythm import rhythm
from tests.schedule.jobs import ODD, job


def test_the_agent_reads_back_as_what_launchd_wants() -> None:
    config = f"{ODD}/config.toml"
    [file] = LAUNCHD.files(job(config=config, rhythm=rhythm("12h", "https://example.org/")))

    agent = plistlib.loads(file.body)

    assert file.path.name == f"{agent['Label']}.plist"
    assert agent["ProgramArguments"] == ["/opt/feedclean", "build", "--config", config, "--quiet"]
    assert len(agent["StartCalendarInterval"]) == 2
    assert {key for one in agent["StartCalendarInterval"] for key in one} == {"Hour", "Minute"}
    assert agent["StandardErrorPath"] == "/srv/Library/Logs/feedclean.log"


@pytest.mark.skipif(shutil.which("plutil") is None, reason="plutil is on macOS only")
def test_plutil_finds_nothing_wrong(tmp_path: Path) -> None:
    [file] = LAUNCHD.files(job(config=f"{ODD}/config.toml"))
    path = tmp_path / file.path
    path.write_bytes(file.body)

    subprocess.run(["plutil", "-lint", path], check=True)
