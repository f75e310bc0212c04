"""Dates as machines and people write them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feedclean.dates import find_date, first_date, names_weekday, parse_date, read_date
from feedclean.dates.calendars import from_jalali, number
from feedclean.dates.order import is_month_first

SHANGHAI = timezone(timedelta(hours=8))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # parts are few


DAY = utc(2024, 4, 27)
NIGHT = utc(2024, 4, 27, 21, 47)
NOON = utc(2024, 4, 27, 12, 30)
AFTERNOON = utc(2024, 4, 27, 15, 15)

WRITTEN = {
    # machines
    "iso with Z": ("2024-04-27T21:47:00Z", NIGHT),
    "iso with offset": ("2024-04-28T05:47:00+08:00", NIGHT),
    "iso with offset without colon": ("2024-04-28T05:47:00+0800", NIGHT),
    "iso with hour offset": ("2024-04-28T05:47:00+08", NIGHT),
    "iso with milliseconds": ("2024-04-27T21:47:00.123Z", NIGHT),
    "iso with nanoseconds": ("2024-04-27T21:47:00.123456789Z", NIGHT),
    "iso with comma fraction": ("2024-04-27T21:47:00,5Z", NIGHT),
    "iso without seconds": ("2024-04-27T21:47", NIGHT),
    "iso with space": ("2024-04-27 21:47:00", NIGHT),
    "iso with space and offset": ("2024-04-28 05:47:00 +0800", NIGHT),
    "month before the day, in Chinese": ("星期六, 四月 27, 2024 21:47", NIGHT),
    "month before the day, in Japanese": ("4 月 27, 2024 21:47", NIGHT),
    "day before the month, in Korean": ("27 4월 2024 21:47", NIGHT),
    "iso with UTC": ("2024-04-27 21:47:00 UTC", NIGHT),
    "iso with zone name": ("2024-04-28T05:47:00+08:00[Asia/Shanghai]", NIGHT),
    "iso small t": ("2024-04-27t21:47:00z", NIGHT),
    "iso basic": ("20240427T214700Z", NIGHT),
    "iso date": ("2024-04-27", DAY),
    "iso basic date": ("20240427", DAY),
    "iso midnight as 24": ("2024-04-26T24:00:00Z", DAY),
    "iso leap second": ("2024-04-27T21:46:60Z", utc(2024, 4, 27, 21, 46, 59)),
    "white space around": ("\n  2024-04-27T21:47:00Z \t", NIGHT),
    "rfc 822": ("Sat, 27 Apr 2024 21:47:00 GMT", NIGHT),
    "rfc 822 offset": ("Sun, 28 Apr 2024 05:47:00 +0800", NIGHT),
    "rfc 822 zone name": ("Sat, 27 Apr 2024 17:47:00 EDT", NIGHT),
    "rfc 822 without weekday": ("27 Apr 2024 21:47 +0000", NIGHT),
    "rfc 822 two-digit year": ("Sat, 27 Apr 24 21:47:00 UT", NIGHT),
    "rfc 850": ("Saturday, 27-Apr-24 21:47:00 GMT", NIGHT),
    "rfc 822 comment": ("Sat, 27 Apr 2024 21:47:00 +0000 (UTC)", NIGHT),
    "asctime": ("Sat Apr 27 21:47:00 2024", NIGHT),
    "asctime with offset": ("Sun Apr 28 05:47:00 +0800 2024", NIGHT),
    "javascript": ("Sun Apr 28 2024 05:47:00 GMT+0800 (China Standard Time)", NIGHT),
    "epoch seconds": ("1714254420", NIGHT),
    "epoch milliseconds": ("1714254420000", NIGHT),
    "epoch microseconds": ("1714254420000000", NIGHT),
    "epoch with fraction": ("1714254420.25", NIGHT),
    "json date of asp.net": ("/Date(1714254420000)/", NIGHT),
    "fourteen digits": ("20240427214700", NIGHT),
    "twelve digits": ("202404272147", NIGHT),
    # Chinese
    "zh": ("2024年4月27日", DAY),
    "zh with time": ("2024年04月27日 21:47", NIGHT),
    "zh with spaces": ("2024 年 4 月 27 日 21:47:00", NIGHT),
    "zh weekday between": ("2024年4月27日 星期六 21:47", NIGHT),
    "zh afternoon": ("2024年4月27日 下午3:15", AFTERNOON),
    "zh afternoon in words": ("2024年4月27日下午3点15分", AFTERNOON),
    "zh morning": ("2024年4月27日 上午11:05", utc(2024, 4, 27, 11, 5)),
    "zh numerals": ("二〇二四年四月二十七日", DAY),
    "zh numerals with zero sign": ("二零二四年十二月三十一日", utc(2024, 12, 31)),
    "zh full width": ("２０２４年４月２７日", DAY),
    "zh published": ("发布时间：2024-04-27 21:47", NIGHT),
    "zh Taiwan era": ("民國113年4月27日", DAY),
    "zh Taiwan era in full": ("中華民國一一三年四月二十七日", DAY),
    "zh spans without space": ("2024.04.2721:47", NIGHT),
    # Japanese, Korean
    "ja": ("2024年4月27日（土） 21時47分", NIGHT),
    "ja afternoon": ("2024年4月27日 午後3時15分", AFTERNOON),
    "ja Reiwa": ("令和6年4月27日", DAY),
    "ja Reiwa first year": ("令和元年5月1日", utc(2019, 5, 1)),
    "ja Heisei": ("平成31年4月27日", utc(2019, 4, 27)),
    "ja slashes": ("2024/04/27 21:47", NIGHT),
    "ko": ("2024년 4월 27일", DAY),
    "ko afternoon": ("2024년 4월 27일 오후 3:15", AFTERNOON),
    "ko dots": ("2024. 4. 27. 오후 3:15", AFTERNOON),
    "ko entered": ("입력 2024.04.27 21:47", NIGHT),
    # Thai, Vietnamese, Indonesian, Hindi, Bengali
    "th Buddhist year": ("27 เมษายน 2567", DAY),
    "th with time": ("27 เมษายน 2567 เวลา 21:47 น.", NIGHT),
    "th short month": ("27 เม.ย. 2567", DAY),
    "th numerals": ("๒๗ เมษายน ๒๕๖๗", DAY),
    "th numeric": ("27/04/2567", DAY),
    "th year of two figures": ("27 เมษายน 67", DAY),
    "th short month and year": ("27 เม.ย. 67 21.47 น.", NIGHT),
    "th short, with a word for the time": ("27 เม.ย. 67 เวลา 21:47 น.", NIGHT),
    "th short year in Thai figures": ("๒๗ เม.ย. ๖๗", DAY),
    "vi": ("Thứ bảy, 27/4/2024, 21:47 (GMT+7)", utc(2024, 4, 27, 14, 47)),
    "vi in words": ("ngày 27 tháng 4 năm 2024", DAY),
    "id": ("Sabtu, 27 April 2024 21:47 WIB", utc(2024, 4, 27, 14, 47)),
    "id month": ("27 Agustus 2024", utc(2024, 8, 27)),
    "hi": ("27 अप्रैल 2024", DAY),
    "hi numerals": ("२७ अप्रैल २०२४", DAY),
    "bn": ("২৭ এপ্রিল ২০২৪", DAY),
    # Arabic script
    "ar": ("27 أبريل 2024", DAY),
    "ar numerals": ("٢٧ أبريل ٢٠٢٤", DAY),
    "ar Levant": ("27 نيسان 2024", DAY),
    "ar two-word month": ("27 تشرين الثاني 2024", utc(2024, 11, 27)),
    "fa Solar Hijri": ("۸ اردیبهشت ۱۴۰۳", DAY),
    "fa Solar Hijri numeric": ("۱۴۰۳/۰۲/۰۸", DAY),
    "fa Solar Hijri with time": ("۸ اردیبهشت ۱۴۰۳ - ۱۲:۳۰", NOON),
    "ur": ("27 اپریل 2024", DAY),
    "he": ("27 באפריל 2024", DAY),
    # English
    "en": ("April 27, 2024", DAY),
    "en short": ("Apr. 27, 2024", DAY),
    "en ordinal": ("April 27th, 2024", DAY),
    "en day first": ("27th of April, 2024", DAY),
    "en weekday": ("Saturday, April 27, 2024", DAY),
    "en with time": ("April 27, 2024 at 3:15 p.m. EDT", utc(2024, 4, 27, 19, 15)),
    "en bar": ("April 27, 2024 | 12:30pm", NOON),
    "en hour alone": ("April 27, 2024, 5 p.m. ET", utc(2024, 4, 27, 21)),
    "en winter in ET": ("January 27, 2024, 5 p.m. ET", utc(2024, 1, 27, 22)),
    "en time first": ("Updated 3:15 PM EDT, Sat April 27, 2024", utc(2024, 4, 27, 19, 15)),
    "en noon": ("April 27, 2024 12:30 PM", NOON),
    "en midnight": ("April 27, 2024 12:00 AM", DAY),
    "en short with hyphens": ("27-Apr-2024", DAY),
    "en capitals": ("APRIL 27, 2024", DAY),
    # European languages
    "de": ("27. April 2024", DAY),
    "de clock": ("27.04.2024, 21:47 Uhr", NIGHT),
    "de clock with dot": ("27.04.2024 21.47 Uhr", NIGHT),
    "de umlaut": ("3. März 2024", utc(2024, 3, 3)),
    "de Austria": ("3. Jänner 2024", utc(2024, 1, 3)),
    "de stand": ("Stand: 27.04.2024, 21:47 Uhr", NIGHT),
    "de two-digit year": ("27.04.24", DAY),
    "fr": ("27 avril 2024 à 12h30", NOON),
    "fr first": ("1er mai 2024", utc(2024, 5, 1)),
    "fr accents": ("27 août 2024", utc(2024, 8, 27)),
    "fr without accents": ("27 fevrier 2024", utc(2024, 2, 27)),
    "fr published": ("Publié le 27/04/2024 à 12:30", NOON),
    "es": ("27 de abril de 2024", DAY),
    "es with time": ("27 de abril de 2024 a las 12:30", NOON),
    "es month first": ("abril 27, 2024", DAY),
    "es slashes": ("27/04/2024 - 21:47", NIGHT),
    "es p. m.": ("27 de abril de 2024, 3:15 p. m.", AFTERNOON),
    "pt": ("27 de abril de 2024 às 12h30", NOON),
    "pt short": ("27/abr/2024", DAY),
    "it": ("27 aprile 2024, ore 12:30", NOON),
    "ca": ("27 d’abril de 2024", DAY),
    "nl": ("27 maart 2024 om 12:30", utc(2024, 3, 27, 12, 30)),
    "sv": ("lördag 27 april 2024 kl. 12:30", NOON),
    "fi": ("27. huhtikuuta 2024 klo 12.30", NOON),
    "pl": ("27 kwietnia 2024, godz. 12:30", NOON),
    "pl November": ("27 listopada 2024", utc(2024, 11, 27)),
    "cs": ("27. dubna 2024", DAY),
    "hu": ("2024. április 27. 12:30", NOON),
    "ro": ("27 aprilie 2024", DAY),
    "lt": ("2024 m. balandžio 27 d. 12:30", NOON),
    "lv": ("2024. gada 27. aprīlis", DAY),
    "tr": ("27 Nisan 2024 Cumartesi 12:30", NOON),
    "tr dotted capital": ("27 EKİM 2024", utc(2024, 10, 27)),
    "el": ("27 Απριλίου 2024, 12:30", NOON),
    "el half day": ("27 Απριλίου 2024, 3:15 μ.μ.", AFTERNOON),
    "ru": ("27 апреля 2024 г. в 12:30", NOON),
    "ru Moscow": ("27 апреля 2024, 15:30 (МСК)", NOON),
    "uk": ("27 квітня 2024, 12:30", NOON),
    "bg": ("27 април 2024", DAY),
    "sr": ("27. априла 2024", None),
    "ka": ("27 აპრილი 2024", DAY),
    # which comes first
    "ambiguous: day first": ("05/04/2024", utc(2024, 4, 5)),
    "month first because it must be": ("4/27/2024", DAY),
}


@pytest.mark.parametrize(("text", "when"), WRITTEN.values(), ids=WRITTEN.keys())
def test_a_written_date_is_read(text: str, when: datetime | None) -> None:
    assert parse_date(text) == when


NO_DATES = {
    "empty": "",
    "spaces": "   ",
    "words": "yesterday",
    "relative en": "2 hours ago",
    "relative zh": "3 小时前",
    "relative de": "vor 5 Stunden",
    "no such day": "31/02/2024",
    "no such day in iso": "2024-02-30",
    "no such month": "2024年13月1日",
    "no such time": "2024-04-27T25:00:00Z",
    "no such minute": "2024-04-27T12:75:00Z",
    "no leap day": "29 February 2023",
    "month without year": "06月24日 11時30分",
    "day without year": "27 April",
    "year alone": "2024",
    "empty field of .net": "0001-01-01T00:00:00",
    "empty field of unix": "1970-01-01T00:00:00Z",
    "zero": "0",
    "NaN": "NaN",
    "null": "null",
    "loose and too old": "27 April 1789",
    "loose and too new": "27 April 2199",
    "lunar Hijri": "1445/10/18",
    "version number": "1.2.3.4",
    "phone number": "+86 10 8456 1234",
    "price": "12.50",
    "ip address": "192.168.10.24",
    "offset of a day": "2024-04-27T12:00:00+99:00",
    "wrong leap day of Esfand": "۱۴۰۲/۱۲/۳۰",
    "sentence with a date in it": "He said on 27 April 2024 that nothing of the kind had happened",
    "two dates": "27.04.2024 - 30.04.2024",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES.keys())
def test_what_is_no_single_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["2024-04-27T24:30:00Z", "2024-04-27 24:30", "27 Apr 2024 24:30"])
def test_a_time_behind_the_end_of_a_day_is_none_and_leaves_the_day(text: str) -> None:
    assert first_date((text,), None) == DAY


def test_a_text_without_zone_is_in_the_callers_zone() -> None:
    assert parse_date("2024-04-27 00:30:51", SHANGHAI) == utc(2024, 4, 26, 16, 30, 51)
    assert parse_date("27 April 2024, 00:30", SHANGHAI) == utc(2024, 4, 26, 16, 30)


def test_a_zone_in_the_text_wins_over_the_callers() -> None:
    assert parse_date("2024-04-27T00:30:00Z", SHANGHAI) == utc(2024, 4, 27, 0, 30)
    assert parse_date("April 27, 2024 12:30 GMT", SHANGHAI) == NOON


def test_daylight_saving_time_of_the_callers_zone_counts() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    assert parse_date("27.04.2024 12:30", berlin) == utc(2024, 4, 27, 10, 30)
    assert parse_date("27.01.2024 12:30", berlin) == utc(2024, 1, 27, 11, 30)


def test_the_result_is_in_utc() -> None:
    for text in ("2024-04-27T12:00:00+08:00", "27 April 2024 12:30", "1714254420"):
        found = parse_date(text, SHANGHAI)
        assert found is not None
        assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("language", "when"),
    [
        ("en-US", utc(2024, 5, 4)),
        ("en-us", utc(2024, 5, 4)),
        ("en-GB", utc(2024, 4, 5)),
        (None, utc(2024, 4, 5)),
    ],
    ids=["en-US", "small letters", "en-GB", "unknown"],
)
def test_american_english_puts_the_month_first(language: str | None, when: datetime) -> None:
    assert parse_date("05/04/2024", language=language) == when


def test_a_language_decides_between_two_months_of_one_name() -> None:
    assert parse_date("27 listopada 2024", language="hr") == utc(2024, 10, 27)
    assert parse_date("27 listopada 2024", language="pl") == utc(2024, 11, 27)


LINES = {
    "byline": ("By Jo Roe | April 27, 2024 | 5 comments", "April 27, 2024", False),
    "plain-text dump": ("2024-04-27 00:30:51 · site · 来源: X", "2024-04-27 00:30:51", True),
    "agency dateline": ("新华社北京2024年4月27日电（记者某某）", "2024年4月27日", False),
    "time in front": ("12:30, 27/04/2024 | News", "12:30, 27/04/2024", True),
    "after a word": (
        "Erstellt am Dienstag 6. Mai 2014 um 23:30 und abgelegt",
        "6. Mai 2014 um 23:30",
        True,
    ),
    "the first of two": ("27.04.2024 (aktualisiert 28.04.2024)", "27.04.2024", False),
    "list marker": ("📅 2026-07-10 13:11", "2026-07-10 13:11", True),
}


@pytest.mark.parametrize(("line", "written", "has_time"), LINES.values(), ids=LINES.keys())
def test_a_date_is_found_where_it_stands(line: str, written: str, *, has_time: bool) -> None:
    found = find_date(line)

    assert found is not None
    assert line[found.start : found.end] == written
    assert found.has_time is has_time


@pytest.mark.parametrize(
    "line",
    [
        "in 2019 there were 45 people",
        "call 0171 123 45 67",
        "3 小时前",
        "score 3-2-1",
        "v1.12.2.4",
        "เมื่อวันที่ 27 เม.ย. 67 คนป่วย",
        "27 เม.ย. 21.47 น.",
        "27 เม.ย. 15 น.",
        "",
    ],
)
def test_a_line_without_date_has_none(line: str) -> None:
    assert find_date(line) is None


def test_what_was_written_is_told() -> None:
    day, local, zoned = (
        read_date(text)
        for text in ("27 April 2024", "27 April 2024 12:30", "27 April 2024 12:30 CEST")
    )

    assert [(f.has_time, f.has_zone) for f in (day, local, zoned) if f is not None] == [
        (False, False),
        (True, False),
        (True, True),
    ]


HOSTILE = {
    "digits": "1" * 100_000,
    "digits and spaces": "1 " * 50_000,
    "letters": "a" * 100_000,
    "dates": "27/04/2024 " * 10_000,
    "half dates": "27 April " * 10_000,
    "separators": "27" + "-" * 100_000 + "2024",
    "spaces": "27" + " " * 100_000 + "April 2024",
    "numerals": "二" * 100_000 + "年",
    "control characters": "\x00\x01\ud800" * 1000,
    "superscripts": "²⁰²⁴-⁰⁴-²⁷",
    "joiners": "2024-04-27" + " at" * 30_000 + " 12:30",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_cheap_and_harmless(text: str) -> None:
    start = time.process_time()
    parse_date(text)
    find_date(text)

    assert time.process_time() - start < 0.5


def test_solar_hijri_new_years_are_right() -> None:
    # the first of Farvardin as the Iranian calendar office gives it
    for year, day in ((1375, 20), (1395, 20), (1399, 20), (1400, 21), (1403, 20), (1404, 21)):
        assert from_jalali(year, 1, 1) == utc(year + 621, 3, day).date()


def test_chinese_numerals_are_numbers() -> None:
    assert [number(n) for n in ("十", "十二", "二十", "廿三", "三十一", "〇", "二〇二四", "x")] == [
        10, 12, 20, 23, 31, 0, 2024, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_first"),
    [
        ("03/05/2024 and 03/25/2024", True),
        (r"03\/25\/2024", True),
        ("03/05/2024 and 25/03/2024", False),
        ("03/25/2024 and 25/03/2024", False),
        ("03/05/2024 and 04/06/2024", False),
        ("https://x.example/12/25/2024/a", False),
        ("", False),
    ],
)
def test_dates_read_one_way_only_tell_of_the_others(text: str, *, is_first: bool) -> None:
    assert is_month_first(text) is is_first


def test_a_long_text_is_no_date_that_a_machine_wrote() -> None:
    begun = time.process_time()

    assert parse_date("2024-03-05" + " " * 20_000 + "x") is None
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("24.04.27 21:47", "ko"),
        ("입력 24.04.27 21:47 | 수정 24.04.28 09:11", None),
        ("公開しました 24/04/27 21:47", None),
        ("发布于 24.04.27 21:47", None),
    ],
)
def test_a_year_of_two_figures_stands_first_in_east_asia(text: str, language: str | None) -> None:
    found = find_date(text, language=language)

    assert found is not None
    assert found.when == NIGHT


@pytest.mark.parametrize(
    ("text", "language"),
    [("27.04.24", None), ("27.04.24", "de"), ("香港 27/04/24", "zh-HK"), ("24.30.27 x", "ko")],
)
def test_elsewhere_it_stands_last(text: str, language: str | None) -> None:
    found = find_date(text, language=language)

    assert found is None or found.when == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Join us on Saturday.",
        "Nähdään lauantaina.",
        "周六见",
        "毎週土曜日に会う",
        "วันศุกร์นี้พบกัน",
        "வெள்ளிக்கிழமை அன்று",
    ],
)
def test_a_day_of_the_week_is_named_in_any_language(text: str) -> None:
    assert names_weekday(text)


@pytest.mark.parametrize("text", ["Sat in the sun.", "Mondays", "Il dit merci."])
def test_a_word_like_a_short_weekday_names_none(text: str) -> None:
    assert not names_weekday(text)
