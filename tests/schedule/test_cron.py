from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from croniter import croniter

from feedclean.schedule.cron import CRON
from tests.schedule.jobs import job

FLOCK = shutil.which("flock")


def crontab(**changes: object) -> str:
    [file] = CRON.files(job(**changes))
    return file.body.decode()


def entry(text: str) -> tuple[str, str]:
    """The fields and the command of the only line that is none of remark."""
    [line] = [line for line in text.splitlines() if not line.startswith("#")]
    *fields, command = line.split(" ", 5)
    return " ".join(fields), command


def test_the_fields_are_those_of_a_crontab() -> None:
    fields, _ = entry(crontab())

    assert croniter.is_valid(fields)
    assert len(fields.split()) == 5


def test_a_title_stays_in_its_remark() -> None:
    assert entry(crontab(title="A\n* * * * * rm x"))[1].startswith("/opt/feedclean ")


def run(command: str) -> subprocess.CompletedProcess[str]:
    """As cron does: up to the first bare percent sign, given to sh."""
    assert not re.search(r"(?<!\\)%", command)
    line = command.replace("\\%", "%")
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no sh here")
def test_any_path_reaches_the_program_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / """100% "odd" $HOME `x` 文'"""
    folder.mkdir()
    program = folder / "feedclean"
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)
    config = folder / "config.toml"
    config.touch()

    done = run(entry(crontab(program=(str(program),), config=str(config), flock=FLOCK))[1])

    assert done.stdout.splitlines() == ["build", "--config", str(config), "--quiet"]


@pytest.mark.skipif(FLOCK is None, reason="flock is not installed")
def test_a_second_run_ends_without_a_word_while_the_first_goes_on(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.touch()
    command = entry(crontab(program=("/bin/echo",), config=str(config), flock=FLOCK))[1]

    held = subprocess.Popen(
        [str(FLOCK), str(config), "sh", "-c", "echo; read x"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with held:
        assert held.stdout
        held.stdout.readline()
        during = run(command)
        held.communicate(b"\n")
    after = run(command)

    assert (during.returncode, during.stdout, during.stderr) == (0, "", "")
    assert after.stdout.startswith("build ")


def test_without_flock_the_remark_tells_of_the_own_lock() -> None:
    text = crontab()

    assert "feedclean refuses the next one" in text
    assert "flock" not in text
