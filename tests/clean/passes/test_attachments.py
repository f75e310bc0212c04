"""The file of a picture, as forums name it below: gone with its button and its hour."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

PICTURE = '<p><img src="https://example.org/a.jpg" alt=""></p>'
FILES = {
    "phpBB": "<dl><dt>pier.jpg (312.5 KiB) Viewed 6 times</dt></dl>",
    "SMF": "<p>pier.png (123.45 kB, 800x600 - viewed 12 times.)</p>",
    "vBulletin": "<p>Name: pier.jpeg Views: 12 Size: 34.5 KB ID: 12345</p>",
    "Discuz": "<div><p><strong>pier.jpg</strong> <em>(312.5 KB, 下载次数: 6)</em></p>"
    "<p>下载附件</p><p>2025-8-29 23:02 上传</p></div>",
    "German": "<p>pier.jpg (41 KB, 12x aufgerufen)</p>",
    "French": "<p>pier.jpg (312,5 Ko) Vu 6 fois</p>",
    "Russian": "<p>pier.jpg (312,5 КБ) Просмотров: 6</p>",
}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("named", FILES.values(), ids=FILES.keys())
def test_the_file_of_a_picture_goes_from_within_the_text(named: str, text: str) -> None:
    article = clean(f"{text}{PICTURE}{named}{text.replace('四个', '五个').replace('four', 'five')}")

    assert "pier" not in article.html
    assert "下载附件" not in article.html
    assert "2025-8-29" not in article.html
    assert "block/attachment" in rules(article)
    assert article.stats.images_out == 1


STAYS = {
    "a document": "<p>Minutes of the council.pdf (312 KB)</p>",
    "no size": "<p>He called it pier.jpg and never opened it again</p>",
    "a sentence": "<p>The file pier.jpg has 312 KB and shows the pier in the morning light.</p>",
    "what became of it": "<p>photo.png shrank from 4.2 MB to 312 KB</p>",
    "a caption": f"<figure>{PICTURE}<figcaption>pier.jpg, 312.5 KB of fog</figcaption></figure>",
    "no picture": "<p>The council kept pier.jpg (312.5 KB) for a year</p>",
    "a heading": "<h3>pier.jpg, 312 KB</h3>",
}


@pytest.mark.parametrize("named", STAYS.values(), ids=STAYS.keys())
def test_what_may_be_text_stays(named: str) -> None:
    above = PICTURE if "picture" not in named and "<figure" not in named else ""
    above = "" if "for a year" in named else above
    article = clean(f"{EN}{above}{named}{ZH}")

    assert lines(named)[-1] in lines(article.html)


def test_what_stands_in_no_element_of_its_own_stays_below_the_file() -> None:
    article = clean(f"{EN}{PICTURE}<p>pier.jpg (312.5 KB)</p><p>The old pier</p>{ZH}")

    assert "The old pier" in article.html
