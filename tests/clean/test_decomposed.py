"""Letters whose marks stand apart are looked up as one, and come out as they came in."""

from __future__ import annotations

import unicodedata

import pytest

from feedclean.text import squeeze
from tests.cleaning import clean, lines, rules

FR = (
    "<p>Le conseil s'est réuni mardi soir à la mairie, et après quatre heures de débat il a décidé "
    "une seule chose : le pont reste fermé jusqu'à l'automne.</p>"
    "<p>Personne n'a ri dans la salle, et le procès-verbal ne dit pas qui s'y est opposé.</p>"
)
KO = (
    "<p>시의회는 화요일 저녁에 모여 네 시간의 토론 끝에 단 한 가지를 결정했다. 다리는 가을까지 "
    "닫혀 있을 것이다.</p>"
    "<p>회의장에서 웃은 사람은 아무도 없었고 회의록에도 반대한 사람이 적혀 있지 않다.</p>"
)
JA = (
    "<p>市議会は火曜日の夜に開かれ、四時間の議論の末に、橋は秋まで閉じたままにするとだけ決めた。</p>"
    "<p>会場では誰も笑わなかったし、議事録にも反対した人のことは書かれていない。</p>"
)
VI = (
    "<p>Hội đồng họp vào tối thứ Ba, và sau bốn giờ tranh luận họ chỉ đồng ý một điều: cây cầu vẫn "
    "đóng cửa cho đến mùa thu.</p>"
    "<p>Không ai trong phòng cười, và biên bản không ghi lại rằng có ai phản đối.</p>"
)
NOTICES = {
    "fr": (FR, "Tous droits réservés", "block/copyright"),
    "ko": (KO, "무단 전재 및 재배포 금지", "block/copyright"),
    "ja": (JA, "メールマガジンに登録する", "block/promo"),
    "vi": (VI, "Bản quyền thuộc về báo", "block/copyright"),
}


@pytest.mark.parametrize(("text", "notice", "rule"), NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_goes_whose_letters_stand_apart_from_their_marks(
    text: str, notice: str, rule: str
) -> None:
    html = unicodedata.normalize("NFD", f"{text}<p>{notice}</p>")
    article = clean(html)

    assert lines(article.html) == lines(text)
    assert rules(article) == {rule}


@pytest.mark.parametrize("text", [FR, KO, JA, VI], ids=["fr", "ko", "ja", "vi"])
def test_text_comes_out_as_it_came_in(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert squeeze(clean(apart).html) == squeeze(apart)
    assert squeeze(clean(text).html) == squeeze(text)
