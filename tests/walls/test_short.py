"""Walls by the dozen are all held, and short genuine articles by the dozen none."""

# ruff: noqa: E501 - a table of texts is read best with one on a line

from __future__ import annotations

import pytest

from tests.walls.pages import page
from tests.walls.test_judge import WALLS, judged

SHORT = {
    "en": (
        ("Ferry late", "The morning ferry left forty minutes late on Tuesday because of fog."),
        ("Cookies recalled", "A bakery recalls its ginger cookies after a customer found a screw in one of them."),
        ("Library closed on Friday", "The town library stays closed on Friday while its shelves are moved to the second floor."),
        ("Match called off", "Sunday’s match was called off: the pitch is under water."),
        ("New password for the club", "The rowing club has a new door code. Members get it from the secretary."),
    ),
    "de": (
        ("Fähre verspätet", "Die Fähre legte am Dienstag wegen Nebels vierzig Minuten später ab."),
        ("Kekse zurückgerufen", "Eine Bäckerei ruft ihre Ingwerkekse zurück, weil in einem davon eine Schraube lag."),
        ("Bücherei zu", "Am Freitag bleibt die Bücherei geschlossen, die Regale ziehen in den zweiten Stock."),
        ("Spiel abgesagt", "Das Spiel am Sonntag fällt aus, der Platz steht unter Wasser."),
        ("Wartung am Aufzug", "Der Aufzug am Bahnhof wird bis Mittwoch gewartet."),
    ),
    "fr": (
        ("Bac en retard", "Le bac de mardi matin est parti avec quarante minutes de retard à cause du brouillard."),
        ("Biscuits rappelés", "Une boulangerie rappelle ses biscuits au gingembre après la découverte d’une vis."),
        ("Bibliothèque fermée", "La bibliothèque restera fermée vendredi, le temps de déplacer ses rayons."),
        ("Match annulé", "Le match de dimanche est annulé : le terrain est sous l’eau."),
        ("Page tournée", "Le maire tourne la page : il ne se présentera pas au printemps."),
    ),
    "es": (
        ("Transbordador con retraso", "El transbordador del martes salió cuarenta minutos tarde por la niebla."),
        ("Retiran galletas", "Una panadería retira sus galletas de jengibre tras hallarse un tornillo en una."),
        ("Biblioteca cerrada", "La biblioteca cierra el viernes mientras trasladan los estantes."),
        ("Partido suspendido", "El partido del domingo queda suspendido: el campo está bajo el agua."),
        ("Robots en el puerto", "Dos robots nuevos limpian desde el lunes el fondo del puerto."),
    ),
    "zh": (
        ("渡轮晚点", "由于大雾，周二早晨的渡轮晚开了四十分钟。"),
        ("饼干召回", "一家面包店召回姜饼，因为有顾客在其中发现了一颗螺丝。"),
        ("图书馆周五闭馆", "图书馆周五闭馆，书架将搬到二楼。"),
        ("比赛取消", "周日的比赛取消，球场被水淹了。"),
        ("登录火星", "探测器周一登陆火星，传回第一张照片。"),
    ),
    "ja": (
        ("フェリー遅延", "火曜の朝のフェリーは霧のため四十分遅れて出た。"),
        ("クッキー回収", "客が生姜クッキーからねじを見つけ、パン屋が回収している。"),
        ("図書館休館", "図書館は金曜、棚を二階に移すため休館する。"),
        ("試合中止", "日曜の試合は中止になった。グラウンドが水につかっている。"),
        ("会員の集い", "ボート部の会員の集いが土曜に港で開かれる。"),
    ),
    "ru": (
        ("Паром опоздал", "Утренний паром во вторник вышел на сорок минут позже из-за тумана."),
        ("Печенье отозвано", "Пекарня отзывает имбирное печенье: в одном нашли винт."),
        ("Библиотека закрыта", "В пятницу библиотека закрыта, полки переносят на второй этаж."),
        ("Матч отменён", "Воскресный матч отменён, поле под водой."),
        ("Сайт музея", "У музея порта новый сайт, его открыли в понедельник."),
    ),
}  # fmt: skip
CASES = {f"{tongue}-{n}": one for tongue, some in SHORT.items() for n, one in enumerate(some)}


def test_there_are_thirty_of_each_in_six_languages() -> None:
    assert len(WALLS) >= 30
    assert len({tongue for _, tongue, _ in WALLS.values()}) >= 6
    assert len(CASES) >= 30
    assert len(SHORT) >= 6


@pytest.mark.parametrize(("title", "text"), CASES.values(), ids=CASES.keys())
def test_a_short_article_is_not_held(title: str, text: str) -> None:
    html = page(title, text)

    assert judged(html, title, text) is None
    assert judged(html, title) is None
    assert judged(html, "") is None
