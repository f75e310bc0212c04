from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.node import Node, NodeError

# Stands for node: answers a line of JSON with one, as readability.cjs does.
FAKE = """
import json, os, sys
asked = 0
for line in sys.stdin:
    asked += 1
    request = json.loads(line)
    if request["html"] == "end":
        os._exit(3)
    if request["html"] == "bad":
        print(json.dumps({"error": "TypeError: no"}), flush=True)
    else:
        found = {"html": request["html"].upper(), "asked": asked, "pid": os.getpid()}
        print(json.dumps(found), flush=True)
"""


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    script = tmp_path / "fake.py"
    script.write_text(FAKE, encoding="utf-8")
    made = Node([sys.executable, "-X", "utf8", str(script)])
    yield made
    made.close()


def test_one_process_answers_all(node: Node) -> None:
    first, second = node.ask(html="é\n字"), node.ask(html="b")

    assert (first["html"], second["html"]) == ("É\n字", "B")
    assert (first["pid"], second["asked"]) == (second["pid"], 2)


def test_an_error_is_that_page_only(node: Node) -> None:
    with pytest.raises(NodeError, match="TypeError: no"):
        node.ask(html="bad")

    assert node.ask(html="a")["asked"] == 2


def test_a_process_that_ends_is_started_again(node: Node) -> None:
    with pytest.raises(NodeError, match="ended without an answer"):
        node.ask(html="end")

    assert node.ask(html="a")["asked"] == 1


def test_closing_twice_is_no_harm(node: Node) -> None:
    node.ask(html="a")
    node.close()
    node.close()
