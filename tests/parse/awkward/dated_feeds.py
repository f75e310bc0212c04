"""Dates as feeds write them; each stands in an item of RSS."""

from __future__ import annotations

from typing import Final

from tests.parse.awkward.making import Awkward, feed, item, rss

NOON: Final = "2024-05-07T10:00"

AGREED: Final = {
    "names in full": "<pubDate>Tuesday, 07 May 2024 10:00:00 GMT</pubDate>",
    "with seconds and an offset": "<pubDate>Tue, 07 May 2024 12:00:00 +0200</pubDate>",
    "without seconds": "<pubDate>Tue, 07 May 2024 12:00 +0200</pubDate>",
    "without the name of the day": "<pubDate>7 May 2024 12:00:00 +0200</pubDate>",
    "with the wrong name of the day": "<pubDate>Sun, 07 May 2024 12:00:00 +0200</pubDate>",
    "two digits for the year": "<pubDate>Tue, 07 May 24 12:00:00 +0200</pubDate>",
    "GMT": "<pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate>",
    "EDT": "<pubDate>Tue, 07 May 2024 06:00:00 EDT</pubDate>",
    "PST": "<pubDate>Tue, 07 May 2024 02:00:00 PST</pubDate>",
    "a military zone": "<pubDate>Tue, 07 May 2024 10:00:00 Z</pubDate>",
    "an offset with a colon": "<pubDate>Tue, 07 May 2024 12:00:00 +02:00</pubDate>",
    "a zone with a comment": "<pubDate>Tue, 07 May 2024 12:00:00 +0200 (CEST)</pubDate>",
    "single digits": "<pubDate>Tue, 7 May 2024 9:05:00 GMT</pubDate>",
    "day and month in capitals": "<pubDate>TUE, 07 MAY 2024 10:00:00 GMT</pubDate>",
    "white space around": "<pubDate>\n   Tue, 07 May 2024 10:00:00 GMT\n  </pubDate>",
    "in CDATA": "<pubDate><![CDATA[Tue, 07 May 2024 10:00:00 GMT]]></pubDate>",
    "W3C": "<dc:date>2024-05-07T12:00:00+02:00</dc:date>",
    "W3C without seconds": "<dc:date>2024-05-07T12:00+02:00</dc:date>",
    "W3C with fractions": "<dc:date>2024-05-07T10:00:00.123Z</dc:date>",
    "W3C of a day": "<dc:date>2024-05-07</dc:date>",
    "W3C in pubDate": "<pubDate>2024-05-07T10:00:00Z</pubDate>",
    "of a database": "<pubDate>2024-05-07 10:00:00</pubDate>",
    "ASCTIME": "<pubDate>Tue May  7 10:00:00 2024</pubDate>",
    "of the future": "<pubDate>Fri, 07 May 2077 10:00:00 GMT</pubDate>",
    "before the web": "<pubDate>Wed, 07 May 1975 10:00:00 GMT</pubDate>",
    "none": "",
    "empty": "<pubDate></pubDate>",
    "words that are none": "<pubDate>last Tuesday, or so</pubDate>",
    "modified alone": "<dcterms:modified>2024-05-07T10:00:00Z</dcterms:modified>",
    "two dates": "<pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate>"
    "<dc:date>2024-05-08T10:00:00Z</dc:date>",
}

BEYOND: Final = {
    "Korean": ("<pubDate>2024-05-07 오후 07:00:00</pubDate>", "2024-05-07T19:00"),
    "Hungarian": ("<dc:date>2024-május-07T12:00+02:00</dc:date>", NOON),
    "Greek": ("<pubDate>Τρι, 07 Μαϊ 2024 12:00:00 EET</pubDate>", NOON),
    "without separators": ("<dc:date>20240507T100000Z</dc:date>", NOON),
    "no zone": ("<pubDate>Tue, 07 May 2024 10:00:00</pubDate>", NOON),
    "German": ("<pubDate>Di, 07 Mai 2024 12:00:00 +0200</pubDate>", NOON),
    "French": ("<pubDate>mar., 07 mai 2024 12:00:00 +0200</pubDate>", NOON),
    "Spanish": ("<pubDate>mar, 07 mayo 2024 12:00:00 +0200</pubDate>", NOON),
    "Russian": ("<pubDate>Вт, 07 мая 2024 13:00:00 +0300</pubDate>", NOON),
    "Chinese": ("<pubDate>2024年05月07日 10:00:00</pubDate>", NOON),
    "month first": ("<pubDate>May 7, 2024 10:00 AM GMT</pubDate>", NOON),
    "milliseconds": ("<pubDate>1715076000000</pubDate>", NOON),
    "24:00": ("<pubDate>Mon, 06 May 2024 24:00:00 GMT</pubDate>", "2024-05-07T00:00"),
    "a leap second": ("<pubDate>Sat, 31 Dec 2016 23:59:60 GMT</pubDate>", "2016-12-31T23:59"),
    "CEST": ("<pubDate>Tue, 07 May 2024 12:00:00 CEST</pubDate>", NOON),
    "an offset in UTC": ("<pubDate>Tue, 07 May 2024 12:00:00 UTC+0200</pubDate>", NOON),
}


def _feed(date: str, right: str | None = None) -> Awkward:
    text = rss(item(date=date), ns="dc dcterms")
    if right is None:
        return feed(text)
    told = ("The old quay", "https://example.org/quay", right)
    return feed(text, right=(told,), why="cannot read it, or reads another moment")


FEEDS: Final[dict[str, Awkward]] = {
    **{f"date, {name}": _feed(date) for name, date in AGREED.items()},
    **{f"date, {name}": _feed(*both) for name, both in BEYOND.items()},
}
