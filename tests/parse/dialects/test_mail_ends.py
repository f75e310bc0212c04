from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from feedclean.model.plan import CleanOptions, CleanPlan
from tests.parse.reading import article

HEAD = (
    "From: Ana Ruiz <ana@mill.example>\nTo: Circle <c@mill.example>\n"
    "Date: Tue, 4 Nov 2025 21:14:09 +0100\nSubject: About the book\n\n"
)
TEXT = (
    "I finished the book last night and have to write some lines before Thursday. It is slow, but "
    "its last third is among the best I have read.\n\nSee you at seven. Bring cakes!\n\n"
    "Best wishes\nAna\n"
)
MAIL = "Message-ID: <1@mill.example>\nMIME-Version: 1.0\n"


def cleaned(text: str, name: str = "a/b.txt") -> CleanArticle:
    raw = article(text, name)
    found = process(raw, CleanPlan(source=raw.meta.source, options=CleanOptions()))
    assert isinstance(found, CleanArticle)
    return found


ENDS = {
    "dashes and a space": "-- \nAna Ruiz | Director\nThe Mill Ltd.\n+46 90 123 456",
    "without the space": "--\nAna Ruiz\nSent from my telephone",
    "of a list": f"{'_' * 47}\nCircle mailing list\nCircle@mill.example\nhttps://mill.example/list",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize(("head", "name"), [(HEAD, "a/b.txt"), (MAIL + HEAD, "a/b.eml")])
def test_the_signature_of_a_letter_goes_with_a_record(end: str, head: str, name: str) -> None:
    found = cleaned(f"{head}{TEXT}\n{end}\n", name)

    assert end.rsplit("\n", 1)[1] not in found.html
    assert "Best wishes" in found.html
    assert any(removal.rule == "block/signature" for removal in found.removals)


KEPT = {
    "a break of scenes": "--\n\n" + "On Friday we met, and nobody had read it to its end. " * 3,
    "breaks between items": "--\n\nThe mill\n\n--\n\nThe bridge stays closed, +46 90 123 456",
    "a line below a heading": f"DATES\n{'_' * 30}\n4 May: walk to the mill\n11 May: supper",
    "a line between items": f"{'_' * 30}\nThe fair on the quay\nhttps://mill.example/fair",
    "a form": f"Name:\n{'_' * 30}\nAddress and telephone, please",
    "a postscript": "-- \nAna\n\nP.S. The key is under the mat",
    "only a postscript": "--\n又及：钥匙在垫子下面，090123456。",
    "a poem": "--\nThe wheel goes round,\nthe water falls",
    "days": "--\n4 May: supper\nana@mill.example",
    "many lines": "--\n" + "\n".join(f"{number} cakes of almonds" for number in range(14)),
}


@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT.keys())
def test_what_nobody_signs_with_stays(end: str) -> None:
    found = cleaned(f"{HEAD}{TEXT}\n{end}\n")

    assert end.rsplit(maxsplit=1)[-1] in found.html


def test_dashes_in_a_text_that_is_no_letter_sign_nothing() -> None:
    found = cleaned(f"About the book\n\n{TEXT}\n--\nAna Ruiz, Umeå\n")

    assert "Ana Ruiz" in found.html


NEWS = (
    "View in browser: https://news.mill.example/1\n\nThe Weekly Mill\n\n"
    + TEXT
    + "\nYou are receiving this because you signed up at mill.example.\n"
    "Unsubscribe: https://news.mill.example/u\nThe Mill Ltd., 4 Low Street, Leeds LS1 4AB\n"
    "© 2025 The Mill\n"
)


def test_notices_of_a_newsletter_go_with_the_address_between_them() -> None:
    found = cleaned(NEWS)

    assert found.meta.title == "The Weekly Mill"
    assert "Leeds" not in found.html
    assert "browser" not in found.html
    assert any(removal.rule == "block/address" for removal in found.removals)


def test_an_address_below_a_text_stays() -> None:
    found = cleaned(f"The mill\n\n{TEXT}\nThe Mill Ltd., 4 Low Street, Leeds LS1 4AB\n")

    assert "Leeds" in found.html


NOTICE = (
    "<hr><p>You are receiving this because you signed up at mill.example. "
    "<a href='https://news.mill.example/u/1'>Unsubscribe</a>{}</p>"
)
LETTER = "".join(f"<p>{one}</p>" for one in TEXT.strip().split("\n\n"))


@pytest.mark.parametrize(
    "address", ["The Mill Ltd., 4 Low Street, Leeds", "Le Moulin, 4 rue Basse, 69001 Lyon"]
)
def test_an_address_as_the_last_line_below_the_notice_goes_with_the_rule(address: str) -> None:
    found = cleaned(LETTER + NOTICE.format(f"<br>{address}"), "a/b.html")

    assert address not in found.html
    assert "<hr" not in found.html
    assert any(removal.rule == "block/address" for removal in found.removals)


@pytest.mark.parametrize(
    "end",
    [
        "<p>The Mill Ltd., 4 Low Street, Leeds</p>",
        NOTICE.format("") + "<p>The Mill Ltd., 4 Low Street, Leeds</p><p>Doors open at seven.</p>",
        NOTICE.format("") + "<p>Next week, on page 4, in verse: the end of the mill.</p>",
    ],
    ids=["no notice", "not the last", "a sentence"],
)
def test_other_lines_below_a_letter_stay(end: str) -> None:
    found = cleaned(LETTER + end, "a/b.html")

    assert all(removal.rule != "block/address" for removal in found.removals)
