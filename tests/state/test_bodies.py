"""Values as they lie in the database."""

from __future__ import annotations

import pytest

from feedclean.codec import canonical_json
from feedclean.learn import profile
from feedclean.model.plan import BlockProfile
from feedclean.state.bodies import pack, stretch, unpack
from tests.cleaning import raw_article

HTML = '<p>Zażółć "gęślą" jaźń \\ 中文 \x7f 😀 </p><ul><li>b</li><li>a\u2028b</li></ul>'


def test_a_value_is_packed_as_canonical_json() -> None:
    value = profile(raw_article(HTML))

    assert stretch(pack(value)) == canonical_json(value).encode()
    assert unpack(pack(value), BlockProfile) == value


@pytest.mark.parametrize("text", ["half \ud83d of it", "\udc80"], ids=["first", "second"])
def test_half_a_character_is_packed_all_the_same(text: str) -> None:
    assert stretch(pack((text,))) == canonical_json((text,)).encode("utf-8", "surrogatepass")
