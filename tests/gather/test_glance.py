from __future__ import annotations

import os
from pathlib import Path

from feedclean.gather.glance import glance
from tests.gather.serving import source


def test_a_glance_sees_files_come_go_and_change(tmp_path: Path) -> None:
    dump = source("dump", "dump")
    looks = [glance(dump, tmp_path)]
    path = tmp_path / "dump" / "1.txt"
    path.parent.mkdir()
    path.write_text("one")
    looks.append(glance(dump, tmp_path))
    path.write_text("three")
    looks.append(glance(dump, tmp_path))
    os.utime(path, (1, 1))
    looks.append(glance(dump, tmp_path))
    path.rename(path.with_name("2.txt"))
    looks.append(glance(dump, tmp_path))

    assert len(set(looks)) == len(looks)
    assert glance(dump, tmp_path) == looks[-1]
    path.with_name("2.txt").unlink()
    assert glance(dump, tmp_path) == looks[0]
