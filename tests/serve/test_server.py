"""The door to uvicorn: connections that ask nothing, or never finish."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedclean.serve.server import bound, serving

ASKED = b"GET /a.atom HTTP/1.1\r\nHost: x\r\n\r\n"
IDLE_S = 1


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "a.atom").write_bytes(b"<feed/>" * 1_000_000)
    listening = bound("127.0.0.1", 0)
    found: int = listening.getsockname()[1]
    with serving(tmp_path, listening, ended=lambda: None, idle_s=IDLE_S):
        yield found


@pytest.fixture
def connection(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as found:
        yield found


def is_closed_within(connection: socket.socket, seconds: float) -> bool:
    end = time.monotonic() + seconds
    connection.settimeout(seconds)
    try:
        while connection.recv(1_000_000):
            connection.settimeout(max(0.01, end - time.monotonic()))
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


@pytest.mark.parametrize("sent", [b"", b"GET /a.at", ASKED[:-2]], ids=["nothing", "line", "head"])
def test_who_does_not_finish_asking_is_not_waited_for(
    sent: bytes, connection: socket.socket
) -> None:
    connection.sendall(sent)

    assert is_closed_within(connection, 15)


def test_who_asks_byte_by_byte_wins_no_time(connection: socket.socket) -> None:
    def dribble() -> None:
        for _ in range(100):
            connection.sendall(b"G")
            time.sleep(0.2)

    with pytest.raises(ConnectionError):
        dribble()


def test_a_second_request_that_is_not_finished_is_not_waited_for(
    connection: socket.socket,
) -> None:
    connection.sendall(ASKED + ASKED[:10])

    assert is_closed_within(connection, 15)


def test_who_reads_slowly_gets_all_of_it(connection: socket.socket) -> None:
    connection.sendall(ASKED)
    time.sleep(2.5 * IDLE_S)
    got = b""
    while len(got.partition(b"\r\n\r\n")[2]) < 7_000_000:
        more = connection.recv(1_000_000)
        assert more
        got += more

    assert got.endswith(b"<feed/>")
