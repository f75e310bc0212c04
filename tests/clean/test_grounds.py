from __future__ import annotations

import math

import pytest

from feedclean.clean.scoring import surroundings
from feedclean.clean.scoring.features import NAMES
from feedclean.clean.scoring.grounds import WORDS, shares
from feedclean.clean.scoring.learned import BARE, PAGES, Forest, Node, forests, scorer
from feedclean.clean.scoring.neighbours import AROUND, PASSAGE_NAMES, SECOND_NAMES
from feedclean.model.article import Scope
from tests.clean.test_doubts import UNSURE, examined
from tests.cleaning import EN, clean

PAGE = f"<title>T</title><nav><a href=/>Home</a></nav><main><h1>T</h1>{EN}{EN}</main>"


def test_every_measure_has_words_and_just_one() -> None:
    called = [name for names in WORDS.values() for name in names]

    assert sorted(called) == sorted({*NAMES, *SECOND_NAMES, *surroundings.NAMES} - {"own"})


@pytest.mark.parametrize(("weights", "more"), [(PAGES, ()), (BARE, surroundings.NAMES)])
def test_the_trees_walked_are_those_of_the_model(weights: str, more: tuple[str, ...]) -> None:
    first, second = forests(weights)

    assert first.features == (*NAMES, *more)
    assert second.features == (*AROUND, *NAMES, *more, *PASSAGE_NAMES)


@pytest.mark.parametrize("weights", [PAGES, BARE])
def test_the_steps_of_a_path_add_up_to_its_end(weights: str) -> None:
    first, _ = forests(weights)
    names = first.features
    rows = [tuple(float(n * step % 7) for n in range(len(names))) for step in range(1, 20)]
    start = sum(tree.expected for tree in first.trees)

    for row in rows:
        values = dict(zip(names, row, strict=True))
        ends = sum(_end(tree, values) for tree in first.trees)
        assert start + sum(shares(first, row).values()) == pytest.approx(ends)


def _end(node: Node, values: dict[str, float]) -> float:
    while node.asked is not None:
        name, threshold, low, high = node.asked
        node = low if values[name] <= threshold else high
    return node.expected


def test_what_is_walked_adds_up_to_what_scores() -> None:
    score = scorer(
        ("weight", "links"),
        [["weight", 10.0, ["links", 0.5, 0.1, -0.3], 0.4], ["links", 2.5, 0.2, -0.6]],
    )
    below = Node(-0.1, ("links", 0.5, Node(0.1), Node(-0.3)))
    trees = (
        Node(0.15, ("weight", 10.0, below, Node(0.4))),
        Node(-0.2, ("links", 2.5, Node(0.2), Node(-0.6))),
    )

    found = shares(Forest(("weight", "links"), trees), (5.0, 3.0))

    assert found == pytest.approx({"weight": -0.25, "links": -0.2 - 0.4})
    odds = 0.15 - 0.2 + sum(found.values())
    assert score((5.0, 3.0)) == pytest.approx(1 / (1 + math.exp(-odds)))


def test_reasons_of_an_examined_page_tell_what_spoke_against_a_block() -> None:
    (removal,) = (r for r in examined(PAGE, Scope.PAGE).article.removals if r.links)

    assert "; against it, in log odds: " in removal.reason
    assert "the names of the elements around it (-" in removal.reason


def test_a_block_judged_again_is_told_by_those_around_it_as_well() -> None:
    *_, doubt = examined(UNSURE, Scope.PAGE).doubts

    assert "; against it, in log odds: " in doubt.reason
    assert "how the blocks around it score (-" in doubt.reason


def test_a_build_does_not_spend_time_on_it() -> None:
    assert not any("log odds" in removal.reason for removal in clean(PAGE, Scope.PAGE).removals)
