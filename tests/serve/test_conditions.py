from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.serve.conditions import accepts, http_date, is_known, wanted_part

ETAG = '"abc"'
MODIFIED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DATE = "Mon, 02 Mar 2026 12:00:00 GMT"


def test_a_date_is_written_as_headers_have_it() -> None:
    assert http_date(MODIFIED) == DATE


@pytest.mark.parametrize(
    ("headers", "known"),
    [
        ({}, False),
        ({"if-none-match": '"abc"'}, True),
        ({"if-none-match": 'W/"abc"'}, True),
        ({"if-none-match": '"x", W/"y,z" , "abc"'}, True),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"abcd"'}, False),
        ({"if-none-match": "abc"}, False),
        ({"if-none-match": ""}, False),
        ({"if-none-match": '"x"', "if-modified-since": DATE}, False),
        ({"if-modified-since": DATE}, True),
        ({"if-modified-since": "Monday, 02-Mar-26 12:00:00 GMT"}, True),
        ({"if-modified-since": "Mon, 02 Mar 2026 12:00:01 GMT"}, True),
        ({"if-modified-since": "Mon, 02 Mar 2026 11:59:59 GMT"}, False),
        ({"if-modified-since": "yesterday"}, False),
        ({"if-modified-since": ""}, False),
    ],
)
def test_what_is_there_already_is_known_by_its_tag_or_else_its_date(
    headers: dict[str, str], *, known: bool
) -> None:
    assert is_known(headers, ETAG, MODIFIED) is known


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=2-4", (2, 5)),
        ("bytes=2-", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        ("bytes=5-99", (5, 10)),
        ("Bytes=0-1", (0, 2)),
        ("bytes=10-", (10, 10)),
        ("bytes=99-100", (10, 10)),
        ("bytes=-0", (10, 10)),
        ("bytes=4-2", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("bytes=x-y", None),
        ("lines=0-1", None),
        (f"bytes=0-{'9' * 5000}", None),
    ],
)
def test_a_part_is_told_by_its_ends(asked: str, part: tuple[int, int] | None) -> None:
    assert wanted_part({"range": asked}, 10, ETAG, MODIFIED) == part


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('"abc"', True),
        ('W/"abc"', False),
        ('"abd"', False),
        (DATE, True),
        ("Mon, 02 Mar 2026 12:00:01 GMT", False),
        ("nonsense", False),
    ],
)
def test_a_part_is_given_only_if_it_goes_with_the_rest(condition: str, *, holds: bool) -> None:
    headers = {"range": "bytes=0-1", "if-range": condition}

    assert (wanted_part(headers, 10, ETAG, MODIFIED) is not None) is holds


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("gzip, deflate", True),
        ("GZIP", True),
        ("gzip;q=0.5", True),
        ("br;q=1.0, gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("gzip;q=much", False),
        ("", False),
    ],
)
def test_a_coding_is_sent_only_to_who_takes_it(header: str, *, wanted: bool) -> None:
    assert accepts({"accept-encoding": header}, "gzip") is wanted
