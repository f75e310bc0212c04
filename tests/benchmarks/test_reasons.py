from __future__ import annotations

from collections import Counter

from benchmarks.reasons import Case, draw
from feedclean.model.removal import Removal, RuleId, Stage


def case(rule: str, number: int, kind: str = "page") -> Case:
    removal = Removal(
        rule=RuleId(rule),
        stage=Stage.BLOCK,
        reason="r",
        path="/html/body",
        excerpt=str(number),
        chars=1,
        links=0,
        images=0,
    )
    return Case(kind=kind, article="a", removal=removal, before="", after="")


MANY = [case("block/share", n) for n in range(90)]
FEW = [case("block/related", n) for n in range(2)]


def test_each_rule_is_drawn_in_turn_until_it_is_used_up() -> None:
    drawn = draw([*MANY, *FEW], 10, seed=0)

    assert Counter(one.removal.rule for one in drawn) == {"block/share": 8, "block/related": 2}


def test_all_blocks_of_templates_are_of_one_rule() -> None:
    blocks = [case(f"template/{n:08x}", n) for n in range(50)]

    drawn = draw([*blocks, *FEW], 4, seed=0)

    assert Counter(one.removal.rule.partition("/")[0] for one in drawn) == {
        "template": 2,
        "block": 2,
    }


def test_a_seed_draws_the_same_whatever_the_order_of_rules_and_another_draws_others() -> None:
    first = draw([*MANY, *FEW], 10, seed=1)

    assert draw([*FEW, *MANY], 10, seed=1) == first
    assert draw([*MANY, *FEW], 10, seed=2) != first


def test_no_more_are_drawn_than_there_are() -> None:
    assert len(draw(FEW, 200, seed=0)) == 2
