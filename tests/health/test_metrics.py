from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from feedclean.errors import PublishError
from feedclean.health.metrics import as_line, as_prometheus
from feedclean.model.article import SourceId
from feedclean.model.output import BuildReport, Notice, SourceReport
from feedclean.publish import measures
from feedclean.publish.measures import append_line, put_text

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NEWS = SourceReport(
    source=SourceId("news"),
    gathered=1,
    parsed=3,
    cleaned=2,
    unchanged=1,
    blocks_removed=9,
    entries=20,
    dropped=(),
    failures=(),
    cautions=(),
    files_written=2,
    files_unchanged=0,
    seconds=0.25,
    alarms=(Notice(code="moved", title="moved", told="it has moved", since=NOW),),
)
REPORT = BuildReport(started_at=NOW, sources=(NEWS, replace(NEWS, source=SourceId("b"), alarms=())))

_SAMPLE = re.compile(
    r'[a-z_:][a-z0-9_:]*(\{[a-z_]+="(?:[^"\\\n]|\\[\\n"])*"(,[a-z_]+="(?:[^"\\\n]|\\[\\n"])*")*\})?'
    r" -?[0-9.]+"
)


def test_a_build_is_one_line_of_json() -> None:
    line = as_line(REPORT, 1.5)

    assert line.count("\n") == 1
    told = json.loads(line)
    assert told["sources"][0]["alarms"] == ["moved"]
    assert told["sources"][0]["cleaned"] == 2
    assert told["seconds"] == 1.5


def test_the_text_for_prometheus_keeps_to_its_grammar() -> None:
    text = as_prometheus(REPORT, 1.5)

    assert text.endswith("\n")
    families: list[str] = []
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            families.append(line.split()[2])
        elif not line.startswith("# HELP "):
            assert _SAMPLE.fullmatch(line), line
            assert re.match(r"[a-z_]+", line)[0] == families[-1]
    assert len(families) == len(set(families))
    assert 'feedclean_source_alarm{source="news",code="moved"} 1' in text
    assert 'feedclean_source_entries{source="b"} 20' in text


def test_a_parser_of_prometheus_reads_it() -> None:
    text = as_prometheus(REPORT, 1.5)
    families = {one.name: one for one in text_string_to_metric_families(text)}

    assert families["feedclean_source_read"].samples[0].value == 3


def test_a_file_of_lines_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_LARGEST", 20)
    path = tmp_path / "sub" / "m.jsonl"
    for n in range(20):
        append_line(path, f"line {n:02}\n")

    assert sorted(one.name for one in path.parent.iterdir()) == ["m.jsonl", "m.jsonl.1"]
    assert path.read_text().endswith("line 19\n")
    assert all(one.stat().st_size < 40 for one in path.parent.iterdir())


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(PublishError, match=r"m\.jsonl"):
        append_line(tmp_path / "file" / "m.jsonl", "x\n")
    with pytest.raises(PublishError):
        put_text(tmp_path / "file" / "m.prom", "x\n")
