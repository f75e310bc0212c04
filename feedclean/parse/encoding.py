"""Bytes to text: UTF-8 first, then what is declared, then what the characters make plausible."""

from __future__ import annotations

import codecs
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from feedclean.parse.charsets import LABELS, PROFILES

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GZIP: Final = b"\x1f\x8b\x08"
_GZIP_WINDOW: Final = 31
"""As zlib writes it."""
UNPACKED_BYTES: Final = 50_000_000
"""As much as a file may have that is not packed."""
_CONTROL: Final = bytes(set(range(0x20)) - set(b"\t\n\f\r\x1b"))
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_ASCII: Final = "".join(map(chr, range(128)))
_SURROGATE: Final = re.compile(rb"\xed[\xa0-\xbf]")
_ASCII_BYTES: Final = bytes(range(128))
# what is looked for comes first: a quarter of the time of asking at each place what is before it
_BESIDE_LETTER: Final = re.compile(rb"[\x80-\xff](?:(?=[A-Za-z])|(?<=[A-Za-z][\x80-\xff]))")
_NUMERIC: Final = frozenset({"idna", "punycode", "utf-7", "utf7", "unicode-escape", "charmap"})
"""Codecs Python knows that no page is written in."""

_SAMPLE_BYTES: Final = 5_000
_WIDE_SAMPLE_BYTES: Final = 60_000
"""For pages with so few high bytes that a short sample says little."""

_FEW: Final = 100
_GOOD: Final = 0.7
_POOR: Final = 0.2
_UNSET: Final = "cp1252"
"""ISO 8859-1 is what servers declare when nobody told them anything, and what is left to assume."""

_BY_ENCODING: Final = {
    encoding: tuple(profile for profile in PROFILES if profile.encoding == encoding)
    for encoding in dict.fromkeys(profile.encoding for profile in PROFILES)
}
_DECLARATION_BYTES: Final = 4_096
_PROBE_BYTES: Final = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a capture."""

    text: str
    """Line ends as ``\\n``, without U+FEFF and NUL; what cannot be decoded is U+FFFD."""
    encoding: str
    """Name of the Python codec."""
    is_binary: bool = False
    """Whether the bytes look like no text at all."""


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """The text of a capture, whatever its bytes; never raises.

    ``declared`` is the charset of the HTTP header; declarations within the body are looked for
    only when the bytes are no UTF-8, for about one page in twelve declares nothing, or the wrong
    thing, and text that decodes as UTF-8 by accident is next to impossible.
    """
    text, encoding = _decoded(body, declared)
    return Decoded(
        text=_tidy(text, has_nul=b"\0" in body),
        encoding=encoding,
        is_binary=_is_binary(body, encoding),
    )


def _decoded(body: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace"), encoding
    if b"\0" in body[:_PROBE_BYTES] and (wide := _wide(body)):
        return body.decode(wide, "replace"), wide
    # one byte is looked for in a fifteenth of the time of two: 0.17 ms a page
    if b"\x1b" in body and b"\x1b$" in body and not _NOT_ASCII.search(body):
        return body.decode("iso2022_jp_2", "replace"), "iso2022_jp_2"
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = _mended_utf8(body)
    if text is not None:
        return text, "utf-8"
    return _legacy(body, declared)


def unpacked(body: bytes, limit_bytes: int = UNPACKED_BYTES) -> bytes:
    """What a gzip file holds, or the body itself: some servers offer ``feed.xml.gz`` as it is.

    Raises: ValueError, where that is broken or larger than the limit.
    """
    if not body.startswith(_GZIP):
        return body
    found = bytearray()
    while body.startswith(_GZIP):  # RFC 1952: a file may be several, one behind the other
        inflater = zlib.decompressobj(_GZIP_WINDOW)
        try:
            found += inflater.decompress(body, max(1, limit_bytes - len(found)))
        except zlib.error as error:
            raise ValueError(f"is a gzip file that is broken ({error})") from error
        if not inflater.eof:
            is_large = bool(inflater.unconsumed_tail)
            problem = f"larger than {limit_bytes} bytes" if is_large else "cut short"
            raise ValueError(f"is a gzip file that is {problem}")
        body = inflater.unused_data
    return bytes(found)


def _wide(body: bytes) -> str | None:
    """UTF-16 or 32 without a mark: of Latin markup every other byte is NUL, or three of four.

    Of UTF-32 every fourth byte is NUL: the last plane is the sixteenth.
    """
    probe = body[: min(_PROBE_BYTES, len(body) // 4 * 4)]
    first, second, third, last = (probe[n::4].count(0) for n in range(4))
    quarter = len(probe) // 4
    if quarter and last == third == quarter and first < quarter * 0.02:
        return "utf-32-le"
    if quarter and first == second == quarter and last < quarter * 0.02:
        return "utf-32-be"
    half = len(probe) // 2
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.02:
        return "utf-16-be"
    return None


def _mended_utf8(body: bytes) -> str | None:
    """The text, if the bytes are UTF-8 but for a few: cut at the end, broken, or CESU-8."""
    if _SURROGATE.search(body):  # characters beyond U+FFFF written as two surrogates
        try:
            pairs = body.decode("utf-8", "surrogatepass")
            return pairs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        except UnicodeDecodeError:
            pass
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # GB 18030 read as UTF-8 has about ten broken places for every sound one
    if len(text) - len(text.encode("ascii", "ignore")) < 4 * broken and not _is_cut_short(body):
        return None
    return text


def _is_cut_short(body: bytes) -> bool:
    """Whether the only fault is a character that the last bytes begin and do not end."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # three bytes of one character in an ASCII text could be Latin-1 as well: "café"
        return (
            error.reason == "unexpected end of data"
            and _NOT_ASCII.search(body, 0, error.start) is not None
        )
    return False


def _legacy(body: bytes, declared: str | None) -> tuple[str, str]:
    sample = _sample(body)
    candidates = tuple(_declared(body, declared))
    for encoding in candidates:  # what is declared and looks right needs no rivals
        if encoding != _UNSET and _score(sample, encoding) > _GOOD:
            return body.decode(encoding, "replace"), encoding
    scores = {encoding: _score(sample, encoding) for encoding in _BY_ENCODING}
    best = max(scores, key=lambda encoding: scores[encoding])
    for encoding in candidates:
        if encoding not in scores:
            if _plausibility(_count(sample, encoding), frozenset()) >= 0:  # decodes throughout
                return body.decode(encoding, "replace"), encoding
        elif scores[encoding] >= (0.8 if encoding == _UNSET else 0.6) * scores[best]:
            return body.decode(encoding, "replace"), encoding
    if scores[best] < _POOR:
        best = _UNSET
    return body.decode(best, "replace"), best


@dataclass(frozen=True, slots=True)
class _Sample:
    """Some bytes of a page, and what every encoding is asked about them, counted once."""

    data: bytes
    high: Mapping[int, int]
    """How often each byte beyond ASCII occurs."""
    fitting: Mapping[str, float]
    """How well their places fit each kind of encoding, 0 to 1."""


def _sample(body: bytes) -> _Sample:
    first = _NOT_ASCII.search(body)
    start = first.start() if first else 0
    data = body[start : start + _SAMPLE_BYTES]
    if len(_high(data)) < _FEW:
        data = body[start : start + _WIDE_SAMPLE_BYTES]
    return _Sample(data, Counter(_high(data)), _fitting(data))


def _high(data: bytes) -> bytes:
    """The bytes beyond ASCII."""
    return data.translate(None, _ASCII_BYTES)


def _score(sample: _Sample, encoding: str) -> float:
    """How much like text the sample is in an encoding, by the language it fits best; 0 to 1."""
    profiles = _BY_ENCODING.get(encoding, ())
    count = _count(sample, encoding) if profiles else Counter[str]()
    return max(
        (
            _plausibility(count, profile.common) * sample.fitting[profile.kind] / profile.coverage
            for profile in profiles
        ),
        default=0.0,
    )


def _fitting(data: bytes) -> dict[str, float]:
    """How well the places of the high bytes fit each kind of encoding, 0 to 1.

    Accented letters stand among ASCII letters; Cyrillic ones hardly ever do. Without this look,
    French passes for Russian.
    """
    high = len(_high(data))
    beside = len(_BESIDE_LETTER.findall(data)) / high if high else 0.0
    return {"wide": 1.0, "script": 1.0 - beside, "latin": min(1.0, 1.3 * beside)}


def _count(sample: _Sample, encoding: str) -> Counter[str]:
    """How often each character beyond ASCII occurs."""
    if (letters := _single_bytes(encoding)) is None:
        return Counter(_BEYOND_ASCII.findall(sample.data.decode(encoding, "replace")))
    found: Counter[str] = Counter()
    for byte, times in sample.high.items():  # 128 letters at most
        found[letters[byte]] += times
    return found


@lru_cache(maxsize=64)
def _single_bytes(encoding: str) -> str | None:
    """The characters of all bytes, in order; None where one of them may take several bytes."""
    if any(profile.kind == "wide" for profile in _BY_ENCODING.get(encoding, ())):
        return None
    letters = bytes(range(256)).decode(encoding, "replace")
    return letters if len(letters) == 256 and letters.startswith(_ASCII) else None


def _plausibility(count: Counter[str], common: frozenset[str]) -> float:
    """Share of the non-ASCII characters that are common ones, less what cannot be text."""
    total = count.total()
    if not total:
        return 0.0
    usual = broken = 0
    for char, times in count.items():
        if char in common:
            usual += times
        elif char == "\ufffd" or "\x80" <= char < "\xa0" or "\ue000" <= char < "\uf900":
            broken += times
    # a character cut by the end of the sample is no fault
    return (usual - 3 * max(0, broken - 1)) / total


def _declared(body: bytes, declared: str | None) -> Iterator[str]:
    """Python codecs of the declarations, most trusted first; UTF-8 has been tried by now."""
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - hardly ever needed

    head = body[:_DECLARATION_BYTES]
    for label in (declared, EncodingDetector.find_declared_encoding(head, is_html=True)):
        if not label:
            continue
        name = label.strip(" \t\"'").lower()
        try:
            codec = codecs.lookup(LABELS.get(name, name))
        except (LookupError, ValueError):
            continue
        encoding = LABELS.get(codec.name, codec.name)
        # Python also has codecs from bytes to bytes (zlib, base64): those decode no text
        if getattr(codec, "_is_text_encoding", True) and not _is_unwanted(encoding):
            yield _OURS.get(encoding, encoding)


_OURS: Final = {codecs.lookup(p.encoding).name: p.encoding for p in PROFILES}


def _is_unwanted(encoding: str) -> bool:
    return encoding.startswith(("utf", "raw", "unicode")) or encoding in _NUMERIC


def _tidy(text: str, *, has_nul: bool) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\ufeff" in text:
        text = text.replace("\ufeff", "")
    # NUL is half of each character of a wide text, and looked for in vain 0.1 ms
    return text.replace("\0", "") if has_nul else text


def _is_binary(body: bytes, encoding: str) -> bool:
    if encoding.startswith(("utf-16", "utf-32")):
        return False
    probe = body[:_PROBE_BYTES]
    # text has next to no control bytes; images, archives and programs have one in ten or more
    return len(probe) - len(probe.translate(None, _CONTROL)) > 0.03 * len(probe)
