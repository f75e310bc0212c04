from __future__ import annotations

import pytest

from feedclean.dom.ways import has_steps, leads_to, steps_from_home, steps_of
from tests.cleaning import clean
from tests.parse.reading import article

WAYS = {
    "english": ("Home > News > Local", 3),
    "two steps": ("Home › Local", 2),
    "strokes": ("Home / News / Local", 3),
    "german": ("Startseite » Kultur » Film", 3),
    "polish": ("Strona główna > Kultura > Kino", 3),
    "danish": ("Forside / Nyheder / Lokalt", 3),
    "behind words": ("You are here: Home > News > Local", 3),
    "chinese": ("您的位置：首页>>新闻>>本地", 3),
    "without spaces": ("Home→News→Local", 3),
    "to the title": ("Home » News » Why the town, and not the county, sells its clock", 3),
}


@pytest.mark.parametrize(("line", "steps"), WAYS.values(), ids=WAYS.keys())
def test_a_way_begins_at_the_front_page(line: str, steps: int) -> None:
    assert len(steps_from_home(line)) == steps


NONE = {
    "a title": "Council sells the clock",
    "two words": "Home / Away",
    "a way through menus": "Settings > Network > Proxy",
    "a comparison": "Ice > water > steam",
    "a quotation": "> Home is where the clock is",
    "sentences": "Home. > That is it. > No more.",
}


@pytest.mark.parametrize("line", NONE.values(), ids=NONE.keys())
def test_other_lines_are_no_way_from_the_front_page(line: str) -> None:
    assert steps_from_home(line) == ()


def test_steps_from_anywhere_are_three() -> None:
    assert has_steps("World > Europe > Elections")
    assert not has_steps("Mac > PC")


def test_by_slashes_steps_are_three_and_short() -> None:
    assert steps_of("The Bee / Garden / Soup") == ("The Bee", "Garden", "Soup")
    assert steps_of("Bread / Butter") == ()
    assert not has_steps("The Bee / Garden / What is done there in a year without any rain")


@pytest.mark.parametrize(
    "line", ["The Bee > Leek soup", "Home›Garden›Leek Soup", "在此：菜园 » LEEK SOUP"]
)
def test_a_way_leads_to_the_title_its_last_step_is(line: str) -> None:
    assert leads_to(line, "Leek soup")
    assert not leads_to(line, "Soup")
    assert not leads_to(line, "")


TEXT = (
    "The town clock has been sold to a collector in Leeds, who says he will keep it twelve minutes "
    "fast.\n\nIt was never right in Low Street, and nobody there wants to be on time now."
)
ABOVE = [line for line, _ in WAYS.values()] + ["World > Europe > Elections"]


@pytest.mark.parametrize("line", ABOVE)
def test_the_title_of_a_text_is_below_the_way_to_it(line: str) -> None:
    assert article(f"{line}\n\nCouncil sells it\n\n{TEXT}", "a/b.txt").meta.title == (
        "Council sells it"
    )


def test_a_comparison_over_a_day_is_a_title() -> None:
    found = article(f"Ice > water > steam\n\n12 January 2024\n\n{TEXT}", "a/b.txt")

    assert found.meta.title == "Ice > water > steam"


def test_a_way_without_links_goes_from_above_the_text() -> None:
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT.split("\n\n"))
    found = clean(f"<p>Startseite » Kultur » Film</p>{paragraphs}")

    assert [removal.rule for removal in found.removals] == ["block/trail"]


def test_how_to_reach_a_setting_stays() -> None:
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT.split("\n\n"))

    assert "Proxy" in clean(f"<p>Settings > Network > Proxy</p>{paragraphs}").html
