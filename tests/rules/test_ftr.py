from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.rules.directives import directives
from feedclean.rules.ftr import MOST_LINES, RuleFile, read_rules, trials_in


def read(*lines: str) -> RuleFile:
    return read_rules("\n".join(lines), "example.org.txt")


def told(file: RuleFile) -> list[tuple[str, str, str]]:
    return [(rule.name, rule.argument, rule.value) for rule in file.rules]


def wrong(*lines: str) -> list[tuple[int, str]]:
    return [(remark.line, remark.problem) for remark in read(*lines).remarks]


@pytest.mark.parametrize(
    ("line", "rule"),
    {
        "plain": ("body: //div[@id='a']", ("body", "", "//div[@id='a']")),
        "space": ("  body :   //div  ", ("body", "", "//div")),
        "no space": ("body://div", ("body", "", "//div")),
        "capitals": ("Body: //div", ("body", "", "//div")),
        "colon in value": ("body: //a[b='c: d']", ("body", "", "//a[b='c: d']")),
        "argument": ("wrap_in(pre): //div", ("wrap_in", "pre", "//div")),
        "argument with colon": ("replace_string(a: b): c", ("replace_string", "a: b", "c")),
        "argument with brackets": ("replace_string(f(x)): y", ("replace_string", "f(x)", "y")),
        "XPath as argument": (
            "move_into(//div[contains(@id, 'a')]): //p",
            ("move_into", "//div[contains(@id, 'a')]", "//p"),
        ),
        "nothing instead": ("replace_string(a):", ("replace_string", "a", "")),
        "texts": ("title: string(//h1)", ("title", "", "string(//h1)")),
        "attribute": ("author: //meta/@content", ("author", "", "//meta/@content")),
        "words": ("strip_id_or_class: share", ("strip_id_or_class", "", "share")),
        "header": ("http_header(User-Agent): A/1 (b)", ("http_header", "User-Agent", "A/1 (b)")),
        "no effect": ("tidy: no", ("tidy", "", "no")),
    }.values(),
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_a_line_is_read(line: str, rule: tuple[str, str, str]) -> None:
    file = read(line)

    assert told(file) == [rule]
    assert file.remarks == ()


@pytest.mark.parametrize("text", ["", "# body: //x", "   ", "\t# x", "\ufeff# x", "#\r\n\r#\n"])
def test_remarks_and_empty_lines_are_no_rules(text: str) -> None:
    assert read_rules(text, "x.org.txt") == RuleFile(name="x.org.txt", rules=(), remarks=())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(end: str) -> None:
    file = read_rules(end.join(("title: //h1", "", "boddy: //p", "body: //p")), "x.org.txt")

    assert [rule.line for rule in file.rules] == [1, 4]
    assert [remark.line for remark in file.remarks] == [3]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nonsense", "“nonsense” is no rule; write NAME: VALUE, or # before a remark"),
        ("boddy: //p", 'there is no directive “boddy”; did you mean "body"?'),
        ("test_urls: //p", 'there is no directive “test_urls”; did you mean "test_url"?'),
        ("zzz: 1", "there is no directive “zzz”"),
        ("body:", "body: has no value"),
        ("body(x): //p", "body: has nothing in brackets; write body: VALUE"),
        ("wrap_in: //p", "wrap_in: says nothing in brackets; write wrap_in(…): VALUE"),
        ("wrap_in(script): //p", "wrap_in: nothing is wrapped in <script>"),
        ("replace_string(): x", "replace_string: has nothing to find in its brackets"),
        ("prune: maybe", "prune: is yes or no, and not “maybe”"),
        ("body: //p[", "body: “//p[”: no valid XPath: "),
        ("body: //p[contians(.,'a')]", 'there is no function contians(); did you mean "contains"?'),
        ("body: 'text'", "body: “'text'”: an XPath that finds no elements, but 'text'"),
        ("body: //x:y", "body: “//x:y”: no valid XPath: Undefined namespace prefix"),
        ("strip_id_or_class: '\"'", "strip_id_or_class: has nothing to look for"),
        ("http_header(Host): x", "http_header: the header “Host” is never sent for a rule"),
        ("http_header(cookie): ä", "http_header: is no value of a header"),
        ("src_lazy_load_attr: a b", "src_lazy_load_attr: “a b” is no name of an attribute"),
        ("move_into(//p[): //p", "move_into: “//p[”: no valid XPath"),
        ("test_url: example.org", "test_url: is no web address"),
        ("test_contains: x", "test_contains: no test_url stands above it"),
        ("find_string: x", "find_string: no replace_string says what it becomes"),
        ("replace_string: x", "replace_string: no find_string says what it replaces"),
        ("if_page_contains: //p", "if_page_contains: there is no link above that it guards"),
        ("body: " + "x" * 4000, "it has 4006 characters, 4000 at most"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_costs_itself(line: str, problem: str) -> None:
    file = read("title: //h1", line, "strip: //aside")

    assert told(file) == [("title", "", "//h1"), ("strip", "", "//aside")]
    [remark] = file.remarks
    assert (remark.file, remark.line) == ("example.org.txt", 2)
    assert problem in remark.problem


def test_pieces_and_what_they_become_are_paired_first_with_first() -> None:
    file = read(
        "find_string: a",
        "find_string: b",
        "replace_string(c): C",
        "replace_string: A",
        "replace_string: B",
    )

    assert [(one.argument, one.value) for one in file.rules] == [("a", "A"), ("b", "B"), ("c", "C")]
    assert file.remarks == ()


def test_a_guard_holds_for_the_link_above_it() -> None:
    file = read(
        "single_page_link: //a[1]",
        "next_page_link: //a[2]",
        "body: //main",
        "if_page_contains: //nav",
        "if_page_contains: //ol",
        "next_page_link: //a[3]",
    )
    guards = {rule.value: rule.guard for rule in file.rules}

    assert guards == {"//a[1]": "", "//a[2]": "(//nav) and (//ol)", "//main": "", "//a[3]": ""}


def test_a_link_whose_guard_is_wrong_is_not_followed() -> None:
    lines = ("next_page_link: //a[1]", "if_page_contains: //p[", "next_page_link: //a[2]")

    assert told(read(*lines)) == [("next_page_link", "", "//a[2]")]
    assert [line for line, _ in wrong(*lines)] == [1, 2]


def test_tests_have_the_words_below_their_address() -> None:
    file = read(
        "test_url: https://example.org/a",
        "test_contains: one",
        "body: //p",
        "test_contains: two",
        "test_url: https://example.org/b",
    )

    assert [(one.url, one.contains, one.line) for one in trials_in(file)] == [
        ("https://example.org/a", ("one", "two"), 1),
        ("https://example.org/b", (), 5),
    ]


def test_a_file_without_end_is_read_up_to_a_limit() -> None:
    file = read(*["strip: //aside"] * (MOST_LINES + 5))

    assert len(file.rules) == MOST_LINES
    assert [remark.line for remark in file.remarks] == [MOST_LINES + 1]


_LINE = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}: {}".format,
        st.sampled_from(sorted(directives())),
        st.one_of(st.just(""), st.text(max_size=20).map(lambda text: f"({text})")),
        st.one_of(
            st.text(max_size=40),
            st.text("/[]()@'\"=.*| abdivcontainsx:$", max_size=40),
            st.sampled_from(["//p", "yes", "no", "https://example.org/", "//p[contains(., 'x')]"]),
        ),
    ),
)


LINES = st.lists(_LINE, max_size=30)


@given(LINES)
def test_lines_of_any_kind_never_crash_and_cost_no_other_rule(lines: list[str]) -> None:
    known = ["title: //h1", "body: //main", "strip: //aside"]
    lines = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    file = read(known[0], *lines, known[1], *lines, known[2])
    places = {1, 2 + len(lines), 3 + 2 * len(lines)}

    assert [f"{r.name}: {r.value}" for r in file.rules if r.line in places] == known
    assert places.isdisjoint(remark.line for remark in file.remarks)
    assert read(known[0], *lines, known[1], *lines, known[2]) == file


def test_each_rule_that_has_no_effect_says_why() -> None:
    idle = {one.name for one in directives().values() if one.no_effect}

    assert len(directives()) == 40
    assert len(idle) == 15
    assert idle.isdisjoint(("author", "body", "date", "dissolve", "strip", "title", "wrap_in"))
