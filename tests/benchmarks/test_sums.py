from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import data, scores, side_by_side, speed, worst
from benchmarks.environment import ready
from benchmarks.learning import who_took
from benchmarks.peers import PEERS, dump_of, page_of
from feedclean.model.removal import Removal, RuleId, Stage

DUMP = {"keep": 4, "keep_hit": 4, "drop": 2, "drop_ok": 1, "clean": False, "title": True}
FIELDS = {"date": None, "author": None, "url": False}


def test_shares_of_dumps_leave_out_what_has_no_value() -> None:
    rows = [DUMP | FIELDS, DUMP | FIELDS | {"clean": True, "drop_ok": 2, "date": True}]

    assert scores.dump_figures(rows) == {
        "keep": 100,
        "drop": 75,
        "clean": 50,
        "title": 100,
        "date": 100,
        "author": None,
        "url": 0,
    }
    assert scores.cell(None).strip() == "-"


def test_dumps_without_boilerplate_have_no_share_of_it() -> None:
    assert scores.dump_figures([DUMP | FIELDS | {"drop": 0, "drop_ok": 0}])["drop"] is None


def test_groups_come_with_the_largest_first() -> None:
    rows = [{"id": str(number)} for number in range(5)]
    groups = {"0": "b", "1": "a", "2": "c", "3": "b", "4": "a"}

    found = scores.grouped(rows, groups)

    assert [(name, len(members)) for name, members in found.items()] == [
        ("a", 2),
        ("b", 2),
        ("c", 1),
    ]


def test_a_peer_whose_scorer_fails_costs_its_own_row(capsys: pytest.CaptureFixture[str]) -> None:
    ours = scores.Run(name="feedclean", interpreter=sys.executable, function="")
    peers = [scores.Run(name=name, interpreter="other", function="") for name in ("a", "b")]

    def score(run: scores.Run) -> str:
        if run.name == "a":
            raise scores.ScorerFailed("no module")
        return run.name

    assert scores.all_of([ours, *peers], score, 2) == {"feedclean": "feedclean", "b": "b"}
    assert capsys.readouterr().err == "left out: a: no module\n"


def test_a_failure_of_our_own_is_not_passed_over() -> None:
    def score(run: scores.Run) -> str:
        raise scores.ScorerFailed("no module")

    with pytest.raises(scores.ScorerFailed):
        scores.all_of(scores.dump_runs(()), score, 1)


ZH, EN, RU = "新闻正文在这里。" * 3, "The text is here.", "Новости дня и ещё немного"


@pytest.mark.parametrize(
    ("truth", "html", "expected"),
    [
        ({"lang": "zh-CN", "gold_text": EN}, b"", "zh"),
        ({"gold_text": ZH}, b'<html lang="en">', "zh"),
        ({"gold_text": EN}, b'<!doctype html><html class="x" lang="de-AT">', "de"),
        ({"gold_text": EN}, b"<HTML LANG=fr>", "fr"),
        ({"with": [EN], "without": []}, b"<p>", "?"),
        ({"gold_text": EN}, b'<html lang="zh">', "?"),
        ({"gold_text": RU}, b'<html lang="uk">', "uk"),
        ({"gold_text": RU}, b'<html lang="en">', "cyrillic"),
    ],
)
def test_language_is_taken_from_truth_then_script_then_markup(
    truth: dict[str, object], html: bytes, expected: str
) -> None:
    assert data.language(truth, html) == expected


def test_the_ratio_is_taken_pass_by_pass() -> None:
    seconds = {"feedclean": [1.0, 2.0, 4.0], "peer": [2.0, 4.0, 4.0]}

    assert speed.rows(seconds, 10) == [
        ("feedclean", 200, 100, 1),
        ("peer", 400, 200, 2),
    ]


def test_everyone_comes_first_in_turn() -> None:
    assert [speed.rotated("abc", turn)[0] for turn in range(4)] == ["a", "b", "c", "a"]
    assert sorted(speed.rotated("abc", 5)) == ["a", "b", "c"]


def test_a_page_that_makes_an_extractor_stumble_still_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stumbles(body: bytes, url: str) -> str:
        raise LookupError

    assert speed.spend(stumbles, ("set", {"id": "p1"}, b"")) >= 0
    assert capsys.readouterr().err == "stumbles: LookupError on p1\n"


SCORER = SimpleNamespace(NGRAM=4, tokens=str.split)


def test_lines_broken_elsewhere_are_not_missing() -> None:
    gold = ["one two three four five six", "seven eight", "nine ten eleven twelve thirteen"]
    ours = ["one two three", "four five six seven", "eight"]

    assert worst.missing_lines(gold, ours, SCORER) == [gold[2]]


def case(name: str, f1: float, *, lost: tuple[str, ...] = ("x",)) -> worst.Case:
    return worst.Case(
        id=name, kind="set", url="", f1=f1, lost=lost, stayed=(), gold=("x <i>",), ours=("y",)
    )


def test_the_worst_come_first_and_what_is_right_not_at_all() -> None:
    cases = [case("a", 0.9), case("b", 0.1), case("c", 0.0, lost=()), case("d", 0.5)]

    assert [one.id for one in worst.worst_of(iter(cases), 2)] == ["b", "d"]


def test_markup_of_a_page_is_shown_as_text() -> None:
    page = side_by_side.document([case("a", 0.9)])

    assert '<p class="lost">x &lt;i&gt;</p>' in page
    assert "<p>y</p>" in page


def test_a_snippet_is_found_in_the_record_that_took_it() -> None:
    record = Removal(
        rule=RuleId("block/share"),
        stage=Stage.BLOCK,
        reason="because",
        path="/",
        excerpt="Share this",
        chars=9,
        links=0,
        images=0,
    )
    scorer = SimpleNamespace(squeeze=lambda text: "".join(text.split()).casefold())

    assert who_took("sharethis", (record,), scorer) is record
    assert who_took("other", (record,), scorer) is None


def test_the_data_is_found_by_variable_and_only_if_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(data.VARIABLE, str(tmp_path))
    (tmp_path / "extraction").mkdir()
    (tmp_path / "extraction" / "score.py").touch()
    assert data.beside() is None

    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "score.py").touch()
    assert data.beside() == tmp_path.resolve()


def test_a_scorer_is_loaded_and_nothing_written_beside_it(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("NGRAM = 7\n", encoding="utf-8")

    assert data.scorer(tmp_path).NGRAM == 7
    assert [path.name for path in tmp_path.iterdir()] == ["score.py"]


def test_figures_are_saved_with_what_made_them(tmp_path: Path) -> None:
    data.save(tmp_path / "a.json", "speed", {"pages": 3})

    saved = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (saved["what"], saved["pages"]) == ("speed", 3)
    assert saved["feedclean"]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_can_be_named_to_a_scorer(name: str) -> None:
    import benchmarks.peers

    for spec in filter(None, (page_of(name), dump_of(name))):
        assert callable(getattr(benchmarks.peers, spec.partition(":")[2]))


def test_a_peer_that_cannot_be_installed_costs_its_own_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks import environment

    there = {"trafilatura": "2.3", "magic-html": None}
    monkeypatch.setattr(environment, "_versions", lambda peers: there)
    monkeypatch.setattr(environment, "_install", lambda peer: "ERROR: no such thing")

    assert ready(("trafilatura", "magic-html")) == {"trafilatura": "2.3"}
    assert "left out: magic-html: ERROR: no such thing" in capsys.readouterr().err


def test_a_node_peer_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import environment

    monkeypatch.setattr(environment.shutil, "which", lambda name: None)

    assert environment._install(PEERS["mozilla-readability"]).startswith("needs node and npm")
