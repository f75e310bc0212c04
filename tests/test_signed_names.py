"""Names in short lines, by what stands beside them."""

from __future__ import annotations

import pytest

from feedclean.names import (
    clean_names,
    dateline_names,
    is_group,
    is_stamp_of_names,
    names_by_day,
    signed_names,
)

SIGNED = {
    "水田伸 / 江边新闻记者": "水田伸",
    "林晚 发自 南京": "林晚",
    "هدى سليم – صحافية لبنانية": "هدى سليم",
    "سارا کریمی - روزنامه‌نگار": "سارا کریمی",
    "דנה לוי | עיתונאית": "דנה לוי",
    "Ana Lima — jornalista": "Ana Lima",
    "มานี ใจดี รายงาน": "มานี ใจดี",
    "Kiss Anna írása": "Kiss Anna",
    "Mari Saar · foto: Jaan Kask": "Mari Saar",
    "Text Anna Berg | Foto Otto Salo": "Anna Berg",
    "Avtorica: Ana Novak": "Ana Novak",
    "报导：林晚": "林晚",
    "江边读 | 自由撰稿人 阿妍": "阿妍",
    "江边读｜记者 阿妍": "阿妍",
    "מאת- דנה כהן": "דנה כהן",
    "تقرير/ هدى سليم": "هدى سليم",
    "گزارش از مریم کاظمی": "مریم کاظمی",
    "เรื่อง : มานี ใจดี": "มานี ใจดี",
    "Haber - Ayşe Kaya": "Ayşe Kaya",
    "Das Gespräch führte Jana Roth": "Jana Roth",
    "Intervista a cura di Ada Rossi": "Ada Rossi",
    "Entretien : Luc Petit": "Luc Petit",
    "Rozhovor vedl Jan Kos": "Jan Kos",
    "聞き手・高橋美咲": "高橋美咲",
    "Jana Roth, dpa": "Jana Roth",
    "AFP/Jane Roe in Oslo": "Jane Roe",
}


@pytest.mark.parametrize(("line", "name"), SIGNED.items(), ids=SIGNED.values())
def test_an_office_or_a_label_tells_whose_name_a_line_is(line: str, name: str) -> None:
    assert signed_names(line) == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Ana Lima",
        "Words: The Beginning",
        "Jane Roe - a novel",
        "林晚 / 一首歌",
        "江边新闻 / 记者",
        "River News · photo: Jo Poe",
        "أخبار العالم – صحافية",
        "ข่าว การเมือง รายงาน",
        "Berlin – Hauptstadt",
        "مدينة في الشمال – قصة قصيرة",
        "تقرير: الجسر مغلق",
        "Interview: The Bridge",
        "Das Gespräch führte zu nichts",
        "AFP/Getty Images",
        "REUTERS/Jane Roe",
        "(Tiszaparti Hírek/MTI)",
        "— Theo Marchetti",
        "江边读 | 编辑 阿妍",
        "写真・高橋美咲",
    ],
)
def test_other_lines_sign_nothing(line: str) -> None:
    assert signed_names(line) == ()


DATED = {
    "2021年1月2日 08:30 江报记者/林知远 点击：5512 赞好": "林知远",
    "15.6.2020 | Teksti Anna Berg | Kuvat Otto Salo": "Anna Berg",
    "Wed, Feb 15th 2023 09:33am - Jane Roe": "Jane Roe",
    "2020年11月06日 07:12 江报记者/林晚儿": "林晚儿",
    "报导：林晚 | 06/10/2023 | 3 mins read": "林晚",
    "Радмила Томић  12/03/2019": "Радмила Томић",
}


@pytest.mark.parametrize(("line", "name"), DATED.items(), ids=DATED.values())
def test_the_day_tells_whose_name_stands_beside_it(line: str, name: str) -> None:
    assert names_by_day(line) == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "New York | March 5, 2024",
        "Tel Aviv - 5 March 2024",
        "12 May 2024 | World News",
        "15.6.2020 | Kuvat Otto Salo",
        "Jane Roe | Jo Poe | 12 May 2024",
        "Jane Roe - Leeds",
    ],
)
def test_a_place_a_section_and_two_names_are_no_author(line: str) -> None:
    assert names_by_day(line) == ()


def test_a_stamp_of_names_is_a_day_and_labels_alone() -> None:
    assert is_stamp_of_names("15.6.2020 | Teksti Anna Berg | Kuvat Otto Salo")
    assert not is_stamp_of_names("15.6.2020 | Teksti Anna Berg | Silta suljettiin")


REPORTED = {
    "【江边之声2022年4月25日】（本台記者林晚綜合報導）春天到了。": ("林晚",),
    "【江边报訊】記者陳渡報道：春天到了。": ("陳渡",),
    "本报记者林秀珍、陈渡报道：春天到了。": ("林秀珍", "陈渡"),
    "記者會後他說：春天到了。": (),
    "记者从会上获悉，有关报道：春天到了。": (),
}


@pytest.mark.parametrize(("text", "names"), REPORTED.items(), ids=map(str, range(len(REPORTED))))
def test_who_reported_stands_where_a_text_begins(text: str, names: tuple[str, ...]) -> None:
    assert dateline_names(text) == names


@pytest.mark.parametrize("name", ["江边编辑室", "江边媒体", "أخبار العالم", "ताज़ा समाचार"])
def test_rooms_media_and_sections_are_groups(name: str) -> None:
    assert is_group(name)


def test_a_title_of_honour_is_no_part_of_a_name() -> None:
    assert clean_names(["林晚晴博士"]) == ("林晚晴",)
    assert clean_names(["江边博士"]) == ("江边博士",)
