"""Pages as programs save them: plain, SingleFile, MHTML, and bare pieces."""

from __future__ import annotations

import plistlib
import time
from datetime import UTC, datetime

import pytest

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle, Scope, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.parse.dialects import html_page, mhtml
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.pages.saved import (
    address_of,
    original_of,
    with_original_images,
    with_shadow_roots,
)

SOURCE = Source(id=SourceId("s"), kind=SourceKind.DUMP, location="x", title="S")
BODY = "<h1>Bridge opens</h1><p>The bridge opened on Tuesday after nine years of work.</p>"
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Bridge opens</title></head>"
    f"<body>{BODY}</body></html>"
)


def capture(body: bytes = b"", location: str = "a.html") -> Capture:
    return Capture(
        source=SOURCE.id,
        location=location,
        body=body,
        media_type=None,
        charset=None,
        captured_at=datetime(2024, 6, 1, tzinfo=UTC),
    )


def head(text: str) -> Head:
    return Head(text=text[:16_384], location="a", media_type=None)


def one(dialect: Dialect, text: str, body: bytes = b"", location: str = "a.html") -> RawArticle:
    (found,) = dialect.read(capture(body, location), text, SOURCE)
    assert isinstance(found, RawArticle)
    return found


ADDRESSES = {
    "lone comment": ("<!-- https://e.example/a?b=1 -->" + PAGE, "https://e.example/a?b=1"),
    "SingleFile": (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://e.example/sf \n"
        " saved date: Fri Apr 24 2020\n-->" + PAGE,
        "https://e.example/sf",
    ),
    "browser": (
        "<!DOCTYPE html>\n<!-- saved from url=(0021)https://e.example/ie -->\n" + PAGE,
        "https://e.example/ie",
    ),
    "WebScrapBook": (
        '<!DOCTYPE html><html data-scrapbook-source="https://e.example/wsb?a=1&amp;b=2">',
        "https://e.example/wsb?a=1&b=2",
    ),
    "HTTrack": (
        PAGE + "<!-- Mirrored from e.example/x.html by HTTrack Website Copier/3.x -->",
        "http://e.example/x.html",
    ),
    "no address": ("<!-- a comment about https://e.example/ and more -->" + PAGE, None),
    "local file": ("<!-- saved from url=(0014)about:internet -->" + PAGE, None),
}


@pytest.mark.parametrize(("html", "url"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_address_is_read_from_what_the_saving_program_wrote(html: str, url: str | None) -> None:
    assert address_of(html) == url


def test_page_gives_its_own_metadata_and_is_kept_whole() -> None:
    article = one(html_page.PAGE, "<!--https://e.example/bridge-->" + PAGE)

    assert article.meta.title == "Bridge opens"
    assert article.meta.url == article.meta.id == "https://e.example/bridge"
    assert article.meta.language == "en"
    assert article.scope is Scope.PAGE
    assert BODY in article.html
    assert article.origin.dialect == "html-page"


def test_fetched_page_has_the_address_it_was_fetched_from() -> None:
    article = one(html_page.PAGE, PAGE, location="https://e.example/fetched")

    assert article.meta.url == "https://e.example/fetched"


def test_link_to_the_original_is_the_last_resort() -> None:
    link = '<a class="x" href="https://o.example/1?a=1&amp;b=2">🔗 <span>阅读原文</span></a>'
    article = one(html_page.PAGE, PAGE.replace("</body>", link + "</body>"))

    assert article.meta.url == "https://o.example/1?a=1&b=2"
    assert dict(article.meta.evidence)["url"] == "link to the original"
    assert original_of(link + link.replace("o.example", "p.example")) is None
    assert original_of('<a href="https://o.example/1">The original sin of it</a>') is None


def test_text_of_declarative_shadow_roots_stays() -> None:
    html = (
        '<x-card><template shadowrootmode="open"><p>In the shadow</p><template>inert</template>'
        "</template></x-card><template><p>inert</p></template>"
    )

    assert with_shadow_roots(html) == (
        "<x-card><div><p>In the shadow</p><template>inert</template></div></x-card>"
        "<template><p>inert</p></template>"
    )
    assert "<div><p>In the shadow</p>" in one(html_page.PAGE, PAGE + html).html


def test_embedded_image_gets_its_noted_address_back() -> None:
    html = '<img alt=x src="data:image/png;base64,AAAA" data-sf-original-src="https://e.example/1.png">'

    assert with_original_images(html) == '<img src="https://e.example/1.png" alt=x>'


def test_piece_of_html_is_a_fragment() -> None:
    article = one(html_page.FRAGMENT, BODY)

    assert article.scope is Scope.FRAGMENT
    assert article.meta.title == "Bridge opens"
    assert article.html == BODY


MHTML = (
    b"From: <Saved by Blink>\r\n"
    b"Snapshot-Content-Location: https://e.example/news/\r\n 2024/bridge\r\n"
    b"Subject: =?utf-8?Q?Br=C3=BCcke?=\r\n"
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n'
    b"----B\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://e.example/news/2024/bridge\r\n\r\n"
    b'<!DOCTYPE html><html><head><meta charset=3D"utf-8"><title>Die neue Br=C3=BCcke</title></head>'
    b"<body><h1>Die neue Br=C3=BCcke</h1><p>Ein langer Satz, der umge=\r\nbrochen wurde.</p>"
    b'<img src=3D"cid:pic@b"><img src=3D"cid:gone@b"></body></html>\r\n'
    b"----B\r\nContent-Type: image/png\r\nContent-ID: <pic@b>\r\n"
    b"Content-Transfer-Encoding: base64\r\nContent-Location: https://e.example/p.png?a=1&b=2\r\n\r\n"
    b"AAAA\r\n----B--\r\n"
)


def test_mhtml_main_part_is_read_with_its_own_encoding() -> None:
    article = one(mhtml.DIALECT, MHTML.decode(), MHTML)

    assert article.meta.title == "Die neue Brücke"
    assert article.meta.url == "https://e.example/news/2024/bridge"
    assert "der umgebrochen wurde" in article.html
    assert 'src="https://e.example/p.png?a=1&amp;b=2"' in article.html
    assert 'src="cid:gone@b"' in article.html
    assert article.scope is Scope.PAGE


def test_mhtml_part_in_another_charset_is_decoded() -> None:
    body = (
        MHTML.replace(b"text/html\r\n", b'text/html; charset="windows-1251"\r\n')
        .replace(b"<p>Ein langer Satz", b"<p>=CF=F0=E8=E2=E5=F2, =EC=E8=F0! =C5=F9=E5 =EE=E4=ED=E0")
        .replace(b"Br=C3=BCcke", b"M=EE=F1=F2")
        .replace(b'charset=3D"utf-8"', b"name=3Dx")
    )

    assert "Привет, мир!" in one(mhtml.DIALECT, "", body).html


def test_mhtml_start_parameter_names_the_main_part() -> None:
    first = b"----B\r\nContent-Type: text/html\r\nContent-ID: <ad@b>\r\n\r\n<html>advert</html>\r\n"
    body = MHTML.replace(b'type="text/html"', b'start="<frame-1@mhtml.blink>"', 1)
    body = body.replace(b"\r\n\r\n----B\r\n", b"\r\n\r\n" + first + b"----B\r\n", 1)

    article = one(mhtml.DIALECT, "", body)

    assert article.meta.title == "Die neue Brücke"
    assert "advert" not in article.html


def test_mhtml_cut_short_keeps_what_is_there() -> None:
    cut = MHTML[: MHTML.index(b"brochen wurde")]

    assert "Ein langer Satz" in one(mhtml.DIALECT, "", cut).html


def test_mhtml_without_a_page_is_an_error() -> None:
    body = MHTML.replace(b"text/html", b"text/css")

    with pytest.raises(ParseError, match="no part"):
        list(mhtml.read(capture(body), "", SOURCE))


def archive(fmt: plistlib.PlistFormat = plistlib.FMT_BINARY, **main: object) -> bytes:
    page = {
        "WebResourceData": PAGE.replace("Tuesday", "Müllerstraße").encode("cp1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": "https://e.example/a",
        "WebResourceFrameName": "",
    }
    picture = {"WebResourceData": bytes(9), "WebResourceMIMEType": "image/png"}
    return plistlib.dumps(
        {"WebMainResource": {**page, **main}, "WebSubresources": [picture]}, fmt=fmt
    )


@pytest.mark.parametrize("fmt", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_web_archive_is_read_with_the_encoding_of_its_page(fmt: plistlib.PlistFormat) -> None:
    [article] = read(capture(archive(fmt), "a.webarchive"), SOURCE)

    assert isinstance(article, RawArticle)
    assert article.origin.dialect == "webarchive"
    assert article.meta.url == "https://e.example/a"
    assert article.meta.title == "Bridge opens"
    assert "Müllerstraße" in article.html


BAD_ARCHIVES = {
    "cut": archive()[:-40],
    "no page": archive(WebResourceMIMEType="image/png"),
    "no main part": plistlib.dumps({"WebMainResource": 7}, fmt=plistlib.FMT_BINARY),
    "another list": plistlib.dumps({"Name": "x"}, fmt=plistlib.FMT_BINARY),
    "a bomb": b'<!DOCTYPE plist [<!ENTITY a "x">]><plist><data>WebMainResource&a;</data></plist>',
}


@pytest.mark.parametrize("body", BAD_ARCHIVES.values(), ids=BAD_ARCHIVES.keys())
def test_web_archive_without_a_page_is_a_failure(body: bytes) -> None:
    [failure] = read(capture(body, "a.webarchive"), SOURCE)

    assert isinstance(failure, Failure)
    assert failure.message.startswith("a.webarchive: ")


NOSES: dict[str, tuple[str, str | None]] = {
    "page": (PAGE, "html-page"),
    "page behind a comment": ("<!--https://e.example/-->\n" + PAGE, "html-page"),
    "conditional comments": (
        '<!doctype html>\n<!--[if lt IE 7]> <html class="ie6"> <![endif]-->\n<html><body>x',
        "html-page",
    ),
    "XHTML": (
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<html>',
        "html-page",
    ),
    "head first": ("<head><title>x</title></head><p>x", "html-page"),
    "SingleFile": (ADDRESSES["SingleFile"][0], "single-file"),
    "MHTML": (MHTML.decode().replace("\r\n", "\n"), "mhtml"),
    "piece": (BODY, "html-fragment"),
    "piece behind a comment": ("<!-- x -->\n<p>x</p>", "html-fragment"),
    "sitemap": ('<?xml version="1.0"?><urlset><url/></urlset>', None),
    "SVG": ("<svg><text>x</text></svg>", None),
    "stamp": ("<!--1602435377000-->\n[title](https://e.example)\n------\n<p>x</p>", None),
    "mail": ("From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", None),
    "prose": ("An article about <html> and its <body>.", None),
    "CSV": ("a,b,c\n1,2,3\n", None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("text", "name"), NOSES.values(), ids=NOSES.keys())
def test_noses_are_honest(text: str, name: str | None) -> None:
    dialects = (html_page.PAGE, html_page.SINGLE_FILE_PAGE, html_page.FRAGMENT, mhtml.DIALECT)
    scores = {dialect.name: dialect.sniff(head(text)) for dialect in dialects}
    best = max(scores, key=lambda each: scores[each])

    assert (best if scores[best] > 0.5 else None) == name


HOSTILE = {
    "open comments": "<!-- " * 30_000,
    "open templates": "<template shadowroot=open>" * 5_000 + "x",
    "links": "<a href='https://e.example/1'>" * 20_000 + "原文",
    "attributes": "<!DOCTYPE html><html " + "a=1 " * 30_000 + ">",
    "nul": "<!DOCTYPE html><html>\x00<p>a\x00b</p>",
    "brackets": "<!DOCTYPE html>" + "<" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_page_is_read_quickly(text: str) -> None:
    started = time.monotonic()
    one(html_page.PAGE, text)
    for dialect in (html_page.PAGE, html_page.SINGLE_FILE_PAGE, html_page.FRAGMENT, mhtml.DIALECT):
        dialect.sniff(head(text))

    assert time.monotonic() - started < 5
