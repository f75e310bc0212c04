"""What is read most is called so in languages of Asia, and what is said of it is no label."""

from __future__ import annotations

import pytest

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text

READ_MOST = (
    "今日の注目記事",
    "지금 뜨는 기사",
    "Bình luận nhiều nhất",
    "Tin đọc nhiều nhất",
    "Topik populer",
    "Video popular",
    "मुख्य समाचार",
    "ताज़ा खबरें",
    "সর্বশেষ সংবাদ",
    "இன்றைய செய்திகள்",
    "ప్రధాన వార్తలు",
    "Mga pangunahing balita",
)
TOLD_OF_IT = (
    "今日の注目記事は橋の話だった",
    "지금 뜨는 기사라고 그는 말했다",
    "Bình luận nhiều nhất là về cây cầu",
    "Topik populer di warung itu",
    "Video popular itu dirakam di jeti",
    "मुख्य समाचार सुनकर वह उठ गया",
    "সর্বশেষ সংবাদ শুনে সবাই ছুটল",
    "இன்றைய செய்திகள் கேட்டு அவள் சிரித்தாள்",
    "ప్రధాన వార్తలు విని ఆయన లేచారు",
    "Mga pangunahing balita ang pinag-usapan nila",
)


@pytest.mark.parametrize("text", READ_MOST)
def test_what_is_read_most_is_a_label(text: str) -> None:
    assert label_text(text) & Label.TRENDING


@pytest.mark.parametrize("text", TOLD_OF_IT)
def test_what_is_said_of_it_is_none(text: str) -> None:
    assert not label_text(text) & Label.TRENDING
