from __future__ import annotations

import pytest

from feedclean.model.article import Failure, RawArticle
from feedclean.parse.dialects.programs import by_program
from tests.parse.reading import outcomes

SYSLOG = """Jan 10 08:00:01 mill CRON[1201]: (root) CMD (run-parts /etc/cron.hourly)
Jan 10 08:01:12 mill sshd[1307]: Accepted publickey for anna from 10.0.0.4 port 51022
Jan 10 08:02:40 mill kernel: usb 1-1: new high-speed USB device number 4
"""
BY_PROGRAMS = {
    "syslog": (SYSLOG, "a log"),
    "levels": (
        (
            "2026-01-10 08:00:01 INFO start\n2026-01-10 08:00:02 WARN slow query of many seconds.\n"
            "2026-01-10 08:00:09 ERROR cannot read the file.\n"
        ),
        "a log",
    ),
    "sshd": (
        (
            "# This is the configuration.  See\n# sshd_config(5) for more.\n\nPort 22\n"
            "PermitRootLogin no\nPasswordAuthentication no\nX11Forwarding yes\n"
        ),
        "settings of a program",
    ),
    "vim": (
        (
            '" My settings\nset nocompatible\nset number\nsyntax on\ncolorscheme desert\n'
            '" indentation\nset tabstop=4 shiftwidth=4\n'
        ),
        "settings of a program",
    ),
}


@pytest.mark.parametrize(("text", "kind"), BY_PROGRAMS.values(), ids=BY_PROGRAMS.keys())
def test_logs_and_settings_are_refused_with_what_they_are(text: str, kind: str) -> None:
    (found,) = outcomes(text, "a/notes.txt")

    assert isinstance(found, Failure)
    assert f"which reads like {kind};" in found.message


BY_PEOPLE = {
    "a poem": "# Fog\n\ncomes\non\nsmall feet\n\nsits\nand goes\n",
    "a poem of one beginning": "# Wants\n\nI want bread\nI want wine\nI want no answer\n",
    "a timetable": "# Buses\n\nBus 12 from the mill\nBus 14 from the pier\nBus 16 on Sundays\n",
    "hours": "08:00:00 The first boat\n09:30:00 The second boat\n18:05:00 The last boat\n",
    "a conversation": "[12.01.26, 18:02:11] Ann: Are you home?\n[12.01.26, 18:10:44] Jo: Yes\n"
    "[12.01.26, 18:11:02] Ann: Then eat something.\n",
    "a diary": "2026-01-10 08:00:00 Rain all day.\n2026-01-11 08:00:00 More of it.\n"
    "2026-01-12 08:00:00 The roof is leaking.\n",
    "a recipe": "# Soup\n\n500 g leeks\n60 g butter\nsalt\n",
    "comments on lines": "# The pipe\n\nturn it off\nunscrew it\n# Then\nwipe it\nscrew it on\n",
    "what was said": '" Nobody came,\nsaid the man,\nnobody at all\nand the light was on\n',
}


@pytest.mark.parametrize("text", BY_PEOPLE.values(), ids=BY_PEOPLE.keys())
def test_what_people_write_is_none(text: str) -> None:
    assert by_program(text) is None


POEMS = {
    "haiku": "古池や\n蛙飛びこむ\n水の音\n\n芭蕉\n",
    "one word a line": "Fog\n\ncomes\non\nsmall feet\n\nsits\nand goes\n",
    "with where it is from": "《致远山》\n\n作者：林晚\n\n我如果记得\n绝不像路边的灯\n借你的窗子\n"
    "照亮自己\n\n1979年3月\n选自《平原诗集》，编辑：老何\n",
}


@pytest.mark.parametrize("text", POEMS.values(), ids=POEMS.keys())
def test_the_shortest_poems_are_articles(text: str) -> None:
    (found,) = outcomes(text, "a/poem.txt")

    assert isinstance(found, RawArticle)
