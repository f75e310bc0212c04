"""What a terminal shows is without secrets, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.making import article, source

MakeSite = Callable[..., Path]


def test_secrets_are_hidden_in_every_line_of_a_build(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORD", "pa55word")
    config = site(
        source("f", "http://127.0.0.1:1/${WORD}", kind="feed"),
        source("t", "dump/*.html") + 'block = ["title: quay"]\n',
        files={"dump/a.html": article("pa55word", "The old quay")},
    )

    shown = CliRunner().invoke(program, ["build", "--config", str(config)])

    assert "pa55word" not in shown.output
    assert "t: left out https://example.org/*** " in shown.output


def test_secrets_of_a_configuration_are_hidden_in_what_is_added_to_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORD", "pa55word")
    config = site(source("f", "http://127.0.0.1:1/${WORD}", kind="feed"))
    listed = config.parent / "list.opml"
    outline = '<outline type="rss" text="{}" xmlUrl="https://{}.example/pa55word/feed"/>'
    body = outline.format("One", "one") + outline.format("pa55word", "two")
    listed.write_text(f"<opml><body>{body}</body></opml>", encoding="utf-8")

    shown = CliRunner().invoke(program, ["import", str(listed), "--config", str(config)])

    assert shown.exit_code == 0, shown.output
    assert "pa55word" not in shown.output
    assert "https://one.example/***/feed" in shown.output
