"""One long-lived node process that reads a JSON object a line and answers with one a line."""

from __future__ import annotations

import atexit
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

SCRIPT = Path(__file__).resolve().parent / "readability.cjs"


class NodeError(RuntimeError):
    """The process said what went wrong, or ended."""


class Node:
    """Asks the process; starts it when first asked, and again if it has ended.

    A page that ends the process costs its own answer only: the next one starts another.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        from benchmarks.environment import NODE

        self._command = tuple(command) or ("node", str(SCRIPT), str(NODE))
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.close)

    def ask(self, **request: str) -> dict[str, Any]:
        """The answer to one request; raises NodeError where it is no answer."""
        process = self._running()
        try:
            _pipe(process.stdin).write(json.dumps(request) + "\n")
            _pipe(process.stdin).flush()
            line = _pipe(process.stdout).readline()
        except BaseException:
            # Cut off in the middle, as by a scorer's time limit: the answer that is still to come
            # would be taken for the next page's.
            self.close()
            raise
        if not line:
            self.close()
            raise NodeError("the node process has ended without an answer")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise NodeError(str(answer["error"]))
        return answer

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has nobody to read it
                    continue

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # jsdom tells of every stylesheet it cannot read
                text=True,
                encoding="utf-8",
            )
        return self._process


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
