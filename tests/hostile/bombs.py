"""Input that costs more than it weighs: each bomb is one file of a dump, or one answer of a server.

Every one is made by a rule, not kept as a file: most are megabytes of one thing.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

STORY: Final = "The council met on Tuesday evening, and after four hours it agreed on nothing. "
MB: Final = 1_000_000
_EMOJI: Final = "\U0001f600"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """One hostile file."""

    name: str
    """With the ending of the file."""
    make: Callable[[], bytes]


def _page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body><article>"
        f"<h1>A page</h1><p>{STORY * 5}</p>{body}<p>{STORY * 5}</p></article></body></html>"
    ).encode()


def _rss(body: str, before: str = "", more: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>T</title>{more}<item>'
        f"<title>One</title><link>https://x.example/1</link><guid>https://x.example/1</guid>"
        f"<description>{body}</description></item></channel></rss>"
    ).encode()


def _rss_html(html: str) -> bytes:
    return _rss(f"<![CDATA[{html}]]>")


def _atom(body: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:1</id>'
        "<updated>2026-01-01T00:00:00Z</updated><entry><id>urn:x:2</id><title>One</title>"
        f'<updated>2026-01-01T00:00:00Z</updated><content type="xhtml">{body}</content>'
        "</entry></feed>"
    ).encode()


def _laughs(depth: int = 9) -> str:
    lines = ['<!ENTITY l0 "lol">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1)]
    return f"<!DOCTYPE rss [{''.join(lines)}]>"


def _jsonl(text: str) -> bytes:
    record = {"title": "One", "url": "https://x.example/1", "content": text}
    return json.dumps(record, ensure_ascii=False).encode()


def _names(articles: int, each: int) -> bytes:
    """Of articles, each of which has so many authors, categories and enclosures."""
    items = (
        {
            "id": f"{number}",
            "title": f"Item {number}",
            "content_html": STORY * 5 + str(number),
            "authors": [{"name": f"A{n} B", "url": f"https://x.example/{n}"} for n in range(each)],
            "tags": [f"c{n}" for n in range(each)],
            "attachments": [{"url": f"https://x.example/{n}.mp3"} for n in range(each)],
        }
        for number in range(articles)
    )
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "items": list(items)}).encode()


def _mhtml(parts: int) -> bytes:
    """Each part holds the next one."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/1\r\n"
        "Subject: A page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b0"\r\n\r\n'
    )
    nested = (
        f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n'
        for n in range(parts)
    )
    last = f"--b{parts}\r\nContent-Type: text/html\r\n\r\n<p>{STORY * 9}</p>\r\n"
    return f"{head}{''.join(nested)}{last}".encode()


def _mhtml_many(parts: int) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/1\r\n"
        "Subject: A page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html\r\n\r\n<h1>A page</h1><p>{STORY * 9}</p>\r\n"
    )
    return (head + "--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * parts + "--b--\r\n").encode()


def _yaml(front: str) -> bytes:
    return f"---\ntitle: One\ndate: 2026-01-01\n{front}\n---\n\n{STORY * 9}\n".encode()


def _yaml_laughs() -> str:
    lines = ['a0: &a0 ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join([*lines, "tags: *a9", "author: *a9", "description: *a9"])


def _markdown(text: str) -> bytes:
    return f"# A page\n\n{STORY * 9}\n\n{text}\n\n{STORY * 9}\n".encode()


def _bplist_cycle() -> bytes:
    """A binary property list whose one array holds itself a thousand times over."""
    body = bytes([0xAF, 0x11, 0x03, 0xE8]) + b"\x00" * 1000
    table = bytes([8])
    trailer = b"\x00" * 6 + bytes([1, 1]) + (1).to_bytes(8, "big") + (0).to_bytes(8, "big")
    return b"bplist00" + body + table + trailer + (8 + len(body)).to_bytes(8, "big")


def _bplist_huge() -> bytes:
    """One that announces four thousand million objects."""
    trailer = b"\x00" * 6 + bytes([8, 8]) + (2**32).to_bytes(8, "big") + (0).to_bytes(8, "big")
    return b"bplist00" + b"\x50" + b"\x08" + trailer + (9).to_bytes(8, "big")


def _bplist_laughs() -> bytes:
    """Thirty arrays, each holding the next one ten times."""
    objects = [bytes([0xAA]) + bytes([n + 1]) * 10 for n in range(30)] + [b"\x53lol"]
    body, offsets = b"bplist00", []
    for each in objects:
        offsets.append(len(body))
        body += each
    at = len(body)
    table = b"".join(offset.to_bytes(2, "big") for offset in offsets)
    trailer = b"\x00" * 6 + bytes([2, 1]) + len(objects).to_bytes(8, "big")
    return body + table + trailer + (0).to_bytes(8, "big") + at.to_bytes(8, "big")


def _squeezed(unit: bytes, size: int) -> Iterator[bytes]:
    whole, rest = divmod(size, len(unit) * 1000)
    for _ in range(whole + bool(rest)):
        yield unit * 1000


def _gzip(size: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        file.write(b"<rss><channel><title>T</title>")
        for piece in _squeezed(b"<item><title>x</title></item>", size):
            file.write(piece)
    return out.getvalue()


_DEEP: Final = 100_000
_NAMES: Final = tuple(f' a{n}="{n}"' for n in range(_DEEP))

FILES: Final[Mapping[str, Bomb]] = {
    bomb.name: bomb
    for bomb in (
        # markup nested deeper than anybody nests it
        Bomb(name="nested-div.html", make=lambda: _page("<div>" * _DEEP + STORY)),
        Bomb(name="nested-span.html", make=lambda: _page("<span>" * _DEEP + STORY)),
        Bomb(name="nested-closed.html", make=lambda: _page("<div>" * _DEEP + "</div>" * _DEEP)),
        Bomb(name="nested-b.html", make=lambda: _page("<b>" * _DEEP + STORY)),
        Bomb(name="nested-a-p.html", make=lambda: _page("<a href=x><p>" * (_DEEP // 2))),
        Bomb(name="nested-font.html", make=lambda: _page("<font><i>" * (_DEEP // 2) + STORY)),
        Bomb(name="nested-formatting.html", make=lambda: _page("<b><i><u><p>" * (_DEEP // 4))),
        Bomb(name="nested-table.html", make=lambda: _page("<table><tr><td>" * (_DEEP // 3))),
        Bomb(name="nested-ul.html", make=lambda: _page("<ul><li>" * (_DEEP // 2) + STORY)),
        Bomb(name="nested-quote.html", make=lambda: _page("<blockquote>" * _DEEP + STORY)),
        Bomb(name="nested-svg.html", make=lambda: _page("<svg><foreignObject>" * (_DEEP // 2))),
        Bomb(name="nested-math.html", make=lambda: _page("<math><mtext>" * (_DEEP // 2))),
        Bomb(name="nested-template.html", make=lambda: _page("<template>" * _DEEP)),
        Bomb(name="nested-custom.html", make=lambda: _page("<x-y>" * _DEEP + STORY)),
        Bomb(name="nested-button.html", make=lambda: _page("<object><button>" * (_DEEP // 2))),
        Bomb(name="nested-div-in-feed.xml", make=lambda: _rss_html("<div>" * _DEEP + STORY)),
        Bomb(name="nested-mixed-in-feed.xml", make=lambda: _rss_html("<div><b>" * _DEEP + STORY)),
        Bomb(name="nested-xml.xml", make=lambda: _rss("<x>" * _DEEP + "</x>" * _DEEP)),
        Bomb(name="nested-open-xml.xml", make=lambda: _rss("<x>" * _DEEP)),
        Bomb(
            name="nested-xhtml.xml",
            make=lambda: _atom("<div>" * _DEEP + STORY + "</div>" * _DEEP),
        ),
        Bomb(name="unclosed-ends.html", make=lambda: _page("</p>" * _DEEP * 10)),
        Bomb(name="stray-ends.html", make=lambda: _page("<b><p></b>" * _DEEP)),
        Bomb(name="adoption.html", make=lambda: _page("<a><div>" * 50_000 + "</a></div>" * 50_000)),
        # attributes
        Bomb(name="attributes.html", make=lambda: _page(f"<p{''.join(_NAMES)}>{STORY}</p>")),
        Bomb(name="attributes-in-feed.xml", make=lambda: _rss_html(f"<p{''.join(_NAMES)}>x</p>")),
        Bomb(name="attributes-xml.xml", make=lambda: _rss(f"<x{''.join(_NAMES)}/>")),
        Bomb(name="attributes-body.html", make=lambda: _page(f"<body{''.join(_NAMES)}>{STORY}")),
        Bomb(name="attribute-long.html", make=lambda: _page(f'<p title="{"x" * 10 * MB}">x</p>')),
        Bomb(name="attribute-url.html", make=lambda: _page(f'<a href="/{"x" * 10 * MB}">x</a>')),
        Bomb(
            name="attribute-class.html", make=lambda: _page(f'<p class="{"ad x " * 2 * MB}">x</p>')
        ),
        Bomb(name="attribute-srcset.html", make=lambda: _page(f'<img srcset="{"a 1x," * MB}">')),
        Bomb(name="attribute-style.html", make=lambda: _page(f'<p style="{"a:b;" * 2 * MB}">x')),
        Bomb(
            name="namespaces.xml",
            make=lambda: _rss(f"<x{''.join(f' xmlns:n{n}={chr(34)}u{n}{chr(34)}' for n in range(50_000))}/>"),
        ),
        # one very long thing
        Bomb(name="text-10mb.xml", make=lambda: _rss("x" * 10 * MB)),
        Bomb(name="text-10mb-words.xml", make=lambda: _rss(STORY * (10 * MB // len(STORY)))),
        Bomb(name="text-20mb.html", make=lambda: _page(STORY * (20 * MB // len(STORY)))),
        Bomb(name="text-line-49mb.txt", make=lambda: b"A page\n\n" + b"x" * 49 * MB),
        Bomb(name="text-words-49mb.txt", make=lambda: (STORY * (49 * MB // len(STORY))).encode()),
        Bomb(name="text-lines-49mb.txt", make=lambda: (f"{STORY}\n" * (49 * MB // 80)).encode()),
        # one emoji, and each character takes four bytes
        Bomb(name="wide.xml", make=lambda: _rss(STORY * (48 * MB // len(STORY)) + _EMOJI)),
        Bomb(name="wide.html", make=lambda: _page(STORY * (48 * MB // len(STORY)) + _EMOJI)),
        Bomb(name="wide.jsonl", make=lambda: _jsonl("x" * 48 * MB + _EMOJI)),
        Bomb(name="no-utf8.xml", make=lambda: _rss("@").replace(b"@", b"\xe9\x80 " * 16 * MB)),
        Bomb(name="text-breaks.txt", make=lambda: b"A page\n\n" + b"\n" * 20 * MB),
        Bomb(name="text-spaces.txt", make=lambda: b"A page\n\n" + b" " * 20 * MB + b"x"),
        Bomb(name="text-spaces.html", make=lambda: _page(" " * 20 * MB + "x")),
        Bomb(name="too-large.txt", make=lambda: b"x" * 100 * MB),
        Bomb(name="xml-100mb.xml", make=lambda: _rss("x", more="<item><title>x</title></item>" * 3_500_000)),
        Bomb(name="xml-items-40mb.xml", make=lambda: _rss("x", more="<item><title>x</title></item>" * 1_380_000)),
        Bomb(name="title-10mb.xml", make=lambda: _rss("x").replace(b"<title>One", b"<title>" + b"One " * 2_500_000)),
        Bomb(name="title-10mb.html", make=lambda: _page("x").replace(b"<title>", b"<title>" + b"One " * 2_500_000)),
        Bomb(name="categories.xml", make=lambda: _rss("x").replace(b"<link>", b"<category>x</category>" * 500_000 + b"<link>")),
        Bomb(name="categories-each.xml", make=lambda: _rss("x").replace(b"<link>", b"".join(b"<category>%d</category>" % n for n in range(450_000)) + b"<link>")),
        Bomb(name="names.json", make=lambda: _names(articles=100, each=1_000)),
        Bomb(name="references.xml", make=lambda: _rss("x").replace(b"<item>", b'<item a="' + b"&#x41;" * 8_000_000 + b'">')),
        Bomb(name="references-fewer.xml", make=lambda: _rss("x").replace(b"<item>", b'<item a="' + b"&#x41;" * 4_900_000 + b'">')),
        Bomb(name="ampersands.xml", make=lambda: _rss("&" * 49 * MB)),
        Bomb(name="values.json", make=lambda: b'{"items":[{"title":"T","content_html":"x","tags":[' + b"[]," * 16 * MB + b"[]]}]}"),
        Bomb(name="objects.json", make=lambda: b'{"items":[' + b",".join(b'{"id":"%d"}' % n for n in range(3 * MB)) + b"]}"),
        Bomb(name="keys.json", make=lambda: b'{"title":"T","content_html":"x",' + b",".join(b'"k%d":1' % n for n in range(1_900_000)) + b"}"),
        Bomb(name="blank-lines.jsonl", make=lambda: (b"\n" * 49 * MB).join([_jsonl(STORY * 9)] * 2)),
        Bomb(name="many-p.html", make=lambda: _page("<p>x</p>" * 1_000_000)),
        Bomb(name="many-story.html", make=lambda: _page(f"<p>{STORY}</p>" * 200_000)),
        Bomb(name="many-br.html", make=lambda: _page("x<br>" * 2_000_000)),
        Bomb(name="many-a.html", make=lambda: _page('<a href="/x">Read more</a> ' * 500_000)),
        Bomb(name="many-img.html", make=lambda: _page('<img src="/x.jpg" alt="x">' * 500_000)),
        Bomb(name="many-named.html", make=lambda: _page("".join(f'<a id="n{n}" href="#n{n}">{n}</a>' for n in range(200_000)))),
        Bomb(name="many-comments.html", make=lambda: _page("<!--x-->" * 1_000_000)),
        Bomb(name="many-open-comments.html", make=lambda: _page("<!--" * 1_000_000)),
        Bomb(name="many-lt.html", make=lambda: _page("<" * 5 * MB)),
        Bomb(name="many-quotes.html", make=lambda: _page('<a href="' * 500_000)),
        Bomb(name="many-entities.html", make=lambda: _page("&lt;&amp;" * MB)),
        Bomb(name="many-tables.html", make=lambda: _page("<table><tr><td>x</table>" * 200_000)),
        Bomb(name="many-jsonld.html", make=lambda: _page("", '<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>' * 100_000)),
        Bomb(name="deep-jsonld.html", make=lambda: _page("", f'<script type="application/ld+json">{"[" * _DEEP}{"]" * _DEEP}</script>')),
        Bomb(name="deep-jsonld-graph.html", make=lambda: _page("", '<script type="application/ld+json">' + '{"@graph":[' * _DEEP + "]}" * _DEEP + "</script>")),
        Bomb(name="many-meta.html", make=lambda: _page("", '<meta property="article:tag" content="x">' * 300_000)),
        # XML that refers to itself or elsewhere
        Bomb(name="laughs.xml", make=lambda: _rss("&l9;", _laughs())),
        Bomb(name="quadratic.xml", make=lambda: _rss("&a;" * 100_000, f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>')),
        Bomb(name="external.xml", make=lambda: _rss("&a;", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
        Bomb(name="parameter.xml", make=lambda: _rss("x", '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x.dtd">%a;]>')),
        Bomb(name="xinclude.xml", make=lambda: _rss('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')),
        Bomb(name="dtd-attributes.xml", make=lambda: _rss("x", "<!DOCTYPE rss [" + "".join(f'<!ATTLIST rss a{n} CDATA "x">' for n in range(50_000)) + "]>")),
        # JSON
        Bomb(name="deep.json", make=lambda: b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[' + b"[" * _DEEP + b"]" * _DEEP + b"]}"),
        Bomb(name="deep-object.json", make=lambda: b'{"a":' * _DEEP + b"1" + b"}" * _DEEP),
        Bomb(name="number.json", make=lambda: b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":' + b"9" * MB + b',"content_text":"x"}]}'),
        Bomb(name="number.jsonl", make=lambda: b'{"title":"One","content":"' + STORY.encode() * 9 + b'","date":' + b"9" * 4000 + b',"id":1e999}'),
        Bomb(name="line.jsonl", make=lambda: _jsonl("x" * 45 * MB)),
        Bomb(name="line-html.jsonl", make=lambda: _jsonl("<p>x</p>" * 3 * MB)),
        Bomb(name="line-100mb.jsonl", make=lambda: _jsonl("x" * 100 * MB)),
        Bomb(name="lines.jsonl", make=lambda: b"\n".join([_jsonl(STORY)] * 200_000)),
        Bomb(name="items.json", make=lambda: json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": str(n), "content_html": "<p>x</p>"} for n in range(300_000)]}).encode()),
        # Markdown
        Bomb(name="brackets.md", make=lambda: _markdown("[" * _DEEP)),
        Bomb(name="links.md", make=lambda: _markdown("[a](" * _DEEP)),
        Bomb(name="brackets-closed.md", make=lambda: _markdown("[" * 50_000 + "a" + "](x)" * 50_000)),
        Bomb(name="images.md", make=lambda: _markdown("![" * _DEEP)),
        Bomb(name="emphasis.md", make=lambda: _markdown("*a " * _DEEP)),
        Bomb(name="emphasis-mixed.md", make=lambda: _markdown("*a _b **c __d " * 25_000)),
        Bomb(name="stars.md", make=lambda: _markdown("a" + "**" * _DEEP + "b")),
        Bomb(name="quotes.md", make=lambda: _markdown(">" * _DEEP + " x")),
        Bomb(name="lists.md", make=lambda: _markdown("\n".join(f"{'  ' * n}- x" for n in range(2_000)))),
        Bomb(name="list-line.md", make=lambda: _markdown("- " * _DEEP + "x")),
        Bomb(name="backticks.md", make=lambda: _markdown("".join("`" * n + "x" for n in range(1, 1_500)))),
        Bomb(name="backticks-same.md", make=lambda: _markdown("`a``" * 50_000)),
        Bomb(name="tables.md", make=lambda: _markdown("|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|b|\n" * 3_000)),
        Bomb(name="references.md", make=lambda: _markdown("\n".join(f"[a{n}]: /x" for n in range(100_000)) + "\n" + "[a1] " * 50_000)),
        Bomb(name="footnotes.md", make=lambda: _markdown("".join(f"[^{n}] " for n in range(30_000)) + "\n\n" + "\n\n".join(f"[^{n}]: x" for n in range(30_000)))),
        Bomb(name="footnote-same.md", make=lambda: _markdown("[^1] " * 100_000 + "\n\n[^1]: x")),
        Bomb(name="html-in.md", make=lambda: _markdown("<a" * _DEEP)),
        Bomb(name="html-comments.md", make=lambda: _markdown("a <!-- " * _DEEP)),
        Bomb(name="html-cdata.md", make=lambda: _markdown("a <![CDATA[ " * 50_000)),
        Bomb(name="html-pi.md", make=lambda: _markdown("a <? " * _DEEP)),
        Bomb(name="autolinks.md", make=lambda: _markdown("<http:" * _DEEP)),
        Bomb(name="urls.md", make=lambda: _markdown("http://" * _DEEP)),
        Bomb(name="colons.md", make=lambda: _markdown(":::" * _DEEP)),
        Bomb(name="divs.md", make=lambda: _markdown("::: x\n" * 20_000)),
        Bomb(name="definitions.md", make=lambda: _markdown("a\n: b\n\n" * 30_000)),
        Bomb(name="entities.md", make=lambda: _markdown("&" * _DEEP * 5)),
        Bomb(name="escapes.md", make=lambda: _markdown("\\" * _DEEP * 5)),
        # YAML
        Bomb(name="aliases.md", make=lambda: _yaml(_yaml_laughs())),
        Bomb(name="deep-yaml.md", make=lambda: _yaml("a: " + "[" * _DEEP + "]" * _DEEP)),
        Bomb(name="deep-yaml-map.md", make=lambda: _yaml("a: " + "{a: " * 5_000 + "}" * 5_000)),
        Bomb(name="merge.md", make=lambda: _yaml("a0: &a0 {x: 1}\n" + "\n".join(f"a{n}: &a{n}\n  <<: [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)))),
        Bomb(name="yaml-number.md", make=lambda: _yaml("a: " + "9" * MB)),
        Bomb(name="yaml-sexagesimal.md", make=lambda: _yaml("a: " + ":".join(["1"] * 50_000))),
        Bomb(name="yaml-object.md", make=lambda: _yaml('a: !!python/object/apply:os.system ["touch /tmp/executed"]')),
        Bomb(name="yaml-long.md", make=lambda: _yaml("\n".join(f"k{n}: v" for n in range(50_000)))),
        Bomb(name="yaml-keys.md", make=lambda: _yaml("? " * 20_000 + "x")),
        # MIME
        Bomb(name="parts.mhtml", make=lambda: _mhtml(5_000)),
        Bomb(name="parts-many.mhtml", make=lambda: _mhtml_many(100_000)),
        Bomb(name="headers.mhtml", make=lambda: _mhtml_many(1).replace(b"Subject:", b"X-A: b\r\n" * 200_000 + b"Subject:")),
        Bomb(name="header-long.mhtml", make=lambda: _mhtml_many(1).replace(b"Subject: A page", b"Subject: " + b"=?utf-8?q?a?= " * 100_000)),
        Bomb(name="header-folded.mhtml", make=lambda: _mhtml_many(1).replace(b"Subject: A page", b"Subject: " + b"x\r\n " * 300_000)),
        Bomb(name="header-parameters.mhtml", make=lambda: _mhtml_many(1).replace(b'; boundary="b"', b"".join(b"; a*%d=x" % n for n in range(20_000)) + b'; boundary="b"')),
        Bomb(name="header-comments.mhtml", make=lambda: _mhtml_many(1).replace(b"From: <Saved", b"Date: " + b"(" * _DEEP + b"\r\nFrom: <Saved")),
        Bomb(name="quoted-printable.mhtml", make=lambda: _mhtml_many(1).replace(b"text/html\r\n", b"text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n", 1).replace(b"<h1>", b"=3D" * 5 * MB + b"<h1>")),
        Bomb(name="base64.mhtml", make=lambda: _mhtml_many(1).replace(b"image/png\r\n\r\nx", b"image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"\0" * 20 * MB))),
        # property lists
        Bomb(name="cycle.webarchive", make=_bplist_cycle),
        Bomb(name="huge.webarchive", make=_bplist_huge),
        Bomb(name="laughs.webarchive", make=_bplist_laughs),
        # bytes that are no text
        Bomb(name="nul.html", make=lambda: _page("\0" * MB)),
        Bomb(name="nul.txt", make=lambda: b"\0" * 5 * MB),
        Bomb(name="utf8-broken.html", make=lambda: _page("").replace(b"council", b"\xff\xfe\xc3\x28\xed\xa0\x80" * 100_000)),
        Bomb(name="utf16-odd.txt", make=lambda: b"\xff\xfe" + (STORY * 9).encode("utf-16-le") + b"\x00"),
        Bomb(name="utf16-lone.txt", make=lambda: b"\xff\xfe" + b"\x00\xd8" * MB),
        Bomb(name="utf7.html", make=lambda: b'<meta charset="utf-7">' + b"+ADw-script+AD4-" * 50_000),
        Bomb(name="noise.txt", make=lambda: bytes((n * 7919 + (n >> 3)) % 256 for n in range(2 * MB))),
        Bomb(name="gbk-10mb.txt", make=lambda: ("市议会周二晚间开会，什么也没有决定。" * 300_000).encode("gb18030")),
        Bomb(name="big5.txt", make=lambda: ("市議會週二晚間開會，什麼也沒有決定。" * 300_000).encode("big5")),
        Bomb(name="wrong-charset.html", make=lambda: '<meta charset="utf-8"><h1>题目</h1>'.encode() + ("<p>市议会周二晚间开会。</p>" * 100_000).encode("gb18030")),
        Bomb(name="controls.html", make=lambda: _page("".join(map(chr, range(1, 32))) * 100_000)),
        Bomb(name="bidi.html", make=lambda: _page("\u202e\u2066\u200b\ufeff" * 500_000)),
        Bomb(name="combining.txt", make=lambda: ("A page\n\na" + "\u0301" * 5 * MB).encode()),
        Bomb(name="surrogates.json", make=lambda: b'{"version":"https://jsonfeed.org/version/1.1","title":"\\ud800","items":[{"id":"\\udfff","content_text":"' + b"\\ud800" * 100_000 + b'"}]}'),
        # gzip in a dump
        Bomb(name="bomb.gz", make=lambda: _gzip(2_000 * MB)),
        Bomb(name="bomb.xml.gz", make=lambda: _gzip(2_000 * MB)),
    )
}  # fmt: skip
