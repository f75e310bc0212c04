"""Bytes in an encoding older than Unicode to text: by what is declared, and what is plausible."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from feedclean.parse.charsets import LABELS, PROFILES

_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_ASCII: Final = "".join(map(chr, range(128)))
_ASCII_BYTES: Final = bytes(range(128))
# what is looked for comes first: a quarter of the time of asking at each place what is before it
_BESIDE_LETTER: Final = re.compile(rb"[\x80-\xff](?:(?=[A-Za-z])|(?<=[A-Za-z][\x80-\xff]))")
_NUMERIC: Final = frozenset({"idna", "punycode", "utf-7", "utf7", "unicode-escape", "charmap"})
"""Codecs Python knows that no page is written in."""

_SAMPLE_BYTES: Final = 5_000
_WIDE_SAMPLE_BYTES: Final = 60_000
"""For pages with so few high bytes that a short sample says little."""
_DECLARATION_BYTES: Final = 4_096

_FEW: Final = 100
_GOOD: Final = 0.7
_POOR: Final = 0.2
_UNSET: Final = "cp1252"
"""ISO 8859-1 is what servers declare when nobody told them anything, and what is left to assume."""

_BY_ENCODING: Final = {
    encoding: tuple(profile for profile in PROFILES if profile.encoding == encoding)
    for encoding in dict.fromkeys(profile.encoding for profile in PROFILES)
}
_OURS: Final = {codecs.lookup(p.encoding).name: p.encoding for p in PROFILES}
"""Our names of encodings by those Python gives their codecs."""


def decode_legacy(body: bytes, declared: str | None) -> tuple[str, str]:
    """The text of bytes that are no Unicode, and the Python codec it is read with.

    What is declared - by ``declared``, the charset of the HTTP header, or in the body - stands if
    the text it gives is plausible; else the most plausible of all encodings we know.
    """
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


def _is_unwanted(encoding: str) -> bool:
    return encoding.startswith(("utf", "raw", "unicode")) or encoding in _NUMERIC
