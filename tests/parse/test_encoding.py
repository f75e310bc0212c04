from __future__ import annotations

import gzip
import random

import pytest

from feedclean.parse.encoding import decode, unpacked

TEXTS = {
    "zh": (
        "美国国务卿布林肯周五在北京与中国领导人会晤，讨论的核心问题是如何保持某种程度的合作。",
        ("gb18030", "gbk"),
    ),
    "zh-Hant": (
        "這篇想表達的東西就跟標題一樣，是一篇勸退文，自然而然是很多人寫部落格的首選。",
        ("big5", "gb18030"),
    ),
    "ja": (
        "日本の首相は東京都内で記者会見し、新しい経済対策について説明した。",
        ("cp932", "euc_jp", "iso2022_jp"),
    ),
    "ko": (
        "정부는 물가 상승에 대응하기 위해 저소득 가구에 대한 지원을 검토하고 있다고 밝혔다.",
        ("euc_kr",),
    ),
    "ru": (
        (
            "Президент заявил в среду, что переговоры о мире продолжатся. По словам чиновника, "
            "стороны договорились обменяться пленными."
        ),
        ("cp1251", "koi8-r", "cp866"),
    ),
    "el": (
        "Ο πρωθυπουργός δήλωσε την Τετάρτη ότι οι διαπραγματεύσεις θα συνεχιστούν.",
        ("cp1253",),
    ),
    "he": ("ראש הממשלה הודיע ביום רביעי כי המשא ומתן יימשך בירושלים", ("cp1255",)),
    "ar": ("أعلن الرئيس يوم الأربعاء أن المفاوضات ستستمر في القاهرة", ("cp1256",)),
    "th": ("นายกรัฐมนตรีกล่าวเมื่อวันพุธว่าการเจรจาจะดำเนินต่อไป", ("cp874",)),
    "fr": ("Le président a déclaré que les négociations seraient relancées à Genève.", ("cp1252",)),
    "pl": ("Rząd przyjął w środę projekt ustawy o zmianie podatków na życzenie.", ("cp1250",)),
    "cs": ("Vláda ve středu schválila návrh zákona o změně daní, říká ministr.", ("cp1250",)),
    "tr": ("Cumhurbaşkanı çarşamba günü yaptığı açıklamada değişiklikleri söyledi.", ("cp1254",)),
}
CASES = {
    f"{language} {encoding}": (text, encoding)
    for language, (text, encodings) in TEXTS.items()
    for encoding in encodings
}
PAGE = "<html><head><title>x</title></head><body><p class='a'>{}</p></body></html>"


@pytest.mark.parametrize(("text", "encoding"), CASES.values(), ids=CASES)
def test_legacy_text_is_recognised_without_a_declaration(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
    assert PAGE.format(text) == decode(PAGE.format(text).encode(encoding)).text


@pytest.mark.parametrize(("text", "encoding"), CASES.values(), ids=CASES)
def test_a_page_that_wrongly_says_utf_8_is_read_all_the_same(text: str, encoding: str) -> None:
    page = f'<meta charset="utf-8">{text}'

    assert decode(page.encode(encoding), "utf-8").text == page


@pytest.mark.parametrize(("text", "encoding"), CASES.values(), ids=CASES)
def test_a_right_declaration_is_followed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "gb2312", "shift_jis", "nonsense", "utf-16", "base64", "", "idna"]
)
def test_utf_8_is_utf_8_whatever_is_declared(declared: str) -> None:
    text = f'<meta charset="{declared}">“引号”é'

    assert decode(text.encode(), declared).text == text


@pytest.mark.parametrize("declared", ["iso-8859-1", None], ids=str)
def test_chinese_served_as_latin_1_is_chinese(declared: str | None) -> None:
    text = TEXTS["zh"][0]

    assert decode(text.encode("gb18030"), declared).text == text


def test_a_declaration_within_the_body_breaks_a_tie() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-15"?><a>10 € für 5 %</a>'

    assert decode(page.encode("iso-8859-15")).text == page


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_utf_8_cut_within_a_character_stays_utf_8(cut: int) -> None:
    text = "新闻" * 200 + "😀"

    decoded = decode(text.encode()[:-cut])

    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("新闻" * 200)
    assert decoded.text.count("\ufffd") == 1


def test_utf_8_with_a_few_broken_bytes_stays_utf_8() -> None:
    body = bytearray(("新闻报道" * 500).encode())
    for at in range(0, len(body), 400):
        body[at] = 0xFF

    decoded = decode(bytes(body))

    assert decoded.encoding == "utf-8"
    assert decoded.text.count("新闻报道") > 480


def test_gb18030_cut_within_a_character_stays_gb18030() -> None:
    text = TEXTS["zh"][0] * 3

    assert decode(text.encode("gb18030")[:-1]).text.startswith(text[:-2])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_encodings_and_their_marks_are_understood(encoding: str) -> None:
    text = "<p>A plain paragraph, and 中文</p>"

    assert decode(text.encode(encoding)).text == text


def test_surrogates_written_as_utf_8_become_the_character() -> None:
    assert decode(b"smile \xed\xa0\xbd\xed\xb8\x80 now").text == "smile 😀 now"


def test_line_ends_marks_and_nuls_are_put_in_order() -> None:
    assert decode("\ufeffa\r\nb\rc\ufeffd\0e".encode()).text == "a\nb\ncde"


BINARY = {
    "random": random.Random(1).randbytes(4_000),
    "nul": b"\0" * 50,
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(64)) * 4,
}


@pytest.mark.parametrize("body", BINARY.values(), ids=BINARY)
def test_binary_files_are_called_so(body: bytes) -> None:
    assert decode(body).is_binary


@pytest.mark.parametrize(("text", "encoding"), CASES.values(), ids=CASES)
def test_text_is_not_called_binary(text: str, encoding: str) -> None:
    assert not decode(text.encode(encoding)).is_binary


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"\x1b$", b"\xe9", b"\xed\xa0", b"\xff\xfe", b"\x80" * 9]
)
def test_no_bytes_raise(body: bytes) -> None:
    assert isinstance(decode(body, "x-user-defined").text, str)


def test_a_gzip_file_is_read_as_what_it_holds_and_only_up_to_a_limit() -> None:
    packed = gzip.compress(b"a" * 1_000)

    assert unpacked(packed) == b"a" * 1_000
    assert unpacked(b"plain") == b"plain"
    with pytest.raises(ValueError, match="larger than 999 bytes"):
        unpacked(packed, 999)
    with pytest.raises(ValueError, match="cut short"):
        unpacked(packed[:-9])


def test_a_gzip_file_of_several_is_read_to_its_end() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")

    assert unpacked(packed + b"\0" * 512) == b"one two"
    with pytest.raises(ValueError, match="larger than 6 bytes"):
        unpacked(packed, 6)
