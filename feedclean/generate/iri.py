"""Addresses, ids, e-mail addresses and language tags in the form a feed may carry them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?=.)")
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE: Final = "%/:?#[]@!$&'()*+,;=-._~"
"""What RFC 3986 reserves or leaves alone, and the percent sign of what is encoded already."""
_BRACKETED_HOST: Final = re.compile(r"(?<=//)\[[0-9A-Fa-f:.]+\]|(?<=@)\[[0-9A-Fa-f:.]+\]")
_UCS: Final = re.compile(r"[\u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")
"""What RFC 3987 adds to the letters of a URI, without the marks that change the direction."""
_TAG: Final = re.compile(
    r"tag:([a-z0-9\-._]+@)?[a-z0-9.\-]+,\d{4}(-\d\d(-\d\d)?)?:[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,]*"
    r"(#[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,]*)?"
)
_URN: Final = re.compile(
    r"urn:[0-9a-z][0-9a-z\-]{1,31}:([0-9a-z()+,.:=@;$_!*'\-]|%[0-9a-f]{2})+", re.IGNORECASE
)
_UUID: Final = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[A-Za-z0-9_\-+.']+@([A-Za-z0-9\-]+\.)+[A-Za-z0-9][A-Za-z0-9\-]*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE: Final = re.compile(r"[A-Za-z0-9][\w.+!#$&^\-]*/[A-Za-z0-9][\w.+!#$&^\-]*", re.ASCII)


def uri(text: str) -> str | None:
    """The address in ASCII, whatever was not allowed percent-encoded; None if it is not absolute.

    RFC 4287 allows IRIs, but many readers and the W3C validator do not. What is a URI already comes
    back as it is.
    """
    text = text.strip()
    if _SCHEME.match(text) is None:
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() in ("http", "https", "ftp") and not host:
        return None
    if host and not host.isascii():
        text = text.replace(parts.netloc, _ascii_netloc(parts.netloc, host), 1)
    text = quote(_STRAY_PERCENT.sub("%25", text), safe=_SAFE)
    head, hash_, fragment = text.partition("#")
    return _without_brackets(head) + hash_ + _without_brackets(fragment).replace("#", "%23")


def entry_id(text: str, source: str) -> str:
    """An id Atom accepts: the given one where it is a URI, else a ``tag:`` URI made of it.

    RSS allows any string as an id. Atom wants an IRI, and readers compare it to the letter (RFC
    4287, 4.2.6): letters that are not ASCII stay. Equal ids stay equal, different ones different.
    """
    text = text.strip()
    plain = _UCS.sub("x", text)
    if uri(plain) == plain and _well_formed(plain):
        return text
    found = uri(text)
    if found is not None and _well_formed(found):
        return found
    return f"tag:feedclean.invalid,2026:{quote(source, safe='')}/{quote(text, safe='')}"


def email(text: str | None) -> str | None:
    """The address, if it is one."""
    return text.strip() if text and _EMAIL.fullmatch(text.strip()) else None


def language(text: str | None) -> str | None:
    """The language tag, if it has the form of BCP 47; ``zh_CN`` is read as ``zh-CN``."""
    tag = (text or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def media_type(text: str | None) -> str | None:
    """The media type without parameters, if it is one."""
    name = (text or "").partition(";")[0].strip()
    return name if _MEDIA_TYPE.fullmatch(name) else None


def _well_formed(text: str) -> bool:
    lower = text[:9].lower()
    if lower.startswith("tag:"):
        return _TAG.fullmatch(text) is not None
    if lower == "urn:uuid:":
        return _UUID.fullmatch(text) is not None
    if lower.startswith("urn:"):
        return _URN.fullmatch(text) is not None
    return True


def _ascii_netloc(netloc: str, host: str) -> str:
    try:
        plain = host.encode("idna").decode("ascii")
    except UnicodeError:  # a label too long or empty: percent-encoded it is still a URI
        return netloc
    at = netloc.lower().rfind(host)
    return netloc[:at] + plain + netloc[at + len(host) :] if at >= 0 else netloc


def _without_brackets(text: str) -> str:
    """Square brackets belong around an IPv6 host only (RFC 3986, 3.2.2)."""
    host = _BRACKETED_HOST.search(text)
    if host is None:
        return text.replace("[", "%5B").replace("]", "%5D")
    head, tail = text[: host.start()], text[host.end() :]
    return _without_brackets(head) + host[0] + tail.replace("[", "%5B").replace("]", "%5D")
