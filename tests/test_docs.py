from __future__ import annotations

import configparser
import json
import re
import runpy
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import msgspec
import pytest
import yaml

import feedclean
from feedclean.clean.process import REVERTED
from feedclean.clean.rewrite import TOO_LARGE
from feedclean.clean.site_rules import NO_BODY
from feedclean.clean.wording.kinds import Label
from feedclean.cli import program
from feedclean.config import load_config
from feedclean.config.tables import TABLES
from feedclean.extraction import extract_articles
from feedclean.gather.table import GATHER
from feedclean.health.words import codes
from feedclean.model.article import NOTHING_LEFT, CleanArticle, RawArticle, SourceId
from feedclean.model.plan import PASSES, CleanOptions
from feedclean.model.removal import Stage
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read, recognise
from feedclean.parse.dialects.table import DIALECTS
from tests.making import ROOT, SITE, source
from tests.reference import PARTS, made
from tests.snippets import PAGES, blocks, fenced, name, run, text, tried

PACKAGE = ROOT / "feedclean"

_CODE = re.compile(r"`([^`\n]+)`")


def sections(page: str) -> dict[str, str]:
    """Text below each heading of the second level, by the heading without code marks."""
    _, *parts = re.split(r"^## ", text(page), flags=re.MULTILINE)
    return {
        heading.strip().replace("`", ""): body
        for heading, _, body in (part.partition("\n") for part in parts)
    }


def rows(section: str) -> list[list[str]]:
    """Cells of the tables in a section, heads and rules left out."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = [at for at, row in enumerate(cells) if set("".join(row)) <= set("-: ")]
    heads = {at - 1 for at in rules}
    return [row for at, row in enumerate(cells) if at not in heads and at not in rules]


def code(cell: str) -> list[str]:
    return _CODE.findall(cell)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    check = runpy.run_path(str(ROOT / ".ci" / "check_links.py"))

    assert list(check["broken"](page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_can_be_reached_from_the_readme(page: Path) -> None:
    seen: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        here = todo.pop()
        seen.add(here)
        for target in re.findall(r"\]\(([^)#\s:]+\.md)", here.read_text("utf-8")):
            there = (here.parent / target).resolve()
            if there not in seen:
                todo.append(there)

    assert page in seen


SESSIONS = {
    name(page): [block for block in fenced(name(page)) if block.kind == "pycon"] for page in PAGES
}
"""What is typed into Python, page by page."""


@pytest.mark.parametrize("page", [page for page, blocks in SESSIONS.items() if blocks])
def test_a_session_with_python_goes_as_the_page_shows(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "config.toml", tmp_path)
    session = tmp_path / "session.txt"
    session.write_text("\n".join(block.body for block in SESSIONS[page]), encoding="utf-8")

    told = run("python -X utf8 -m doctest session.txt", tmp_path)

    assert all(block.mark == "run" for block in SESSIONS[page])
    assert told.status == 0, told.output


RUN = [name(page) for page in PAGES if any(block.is_run for block in fenced(name(page)))]


@pytest.mark.parametrize("page", RUN)
def test_commands_do_what_the_page_shows(page: str, tmp_path: Path) -> None:
    for block, printed, told in tried(page, tmp_path):
        assert told, f"nothing to run in {block}"
        assert [one.status for one in told] == [block.status] * len(told), printed
        if block.is_shown:
            assert printed == block.body, "python -m tests.test_docs rewrites it"


ALL = [(name(page), block) for page in PAGES for block in fenced(name(page))]
_MARK = re.compile(
    r"run(, online)?(, status \d)?(, printing this)?|not run: \S.{9,}|file: \S+|example: \S+"
)


_TYPED = re.compile(r"^(?:\$ )?(?:feedclean|pip|\./run) ", re.MULTILINE)


def test_every_mark_is_one_of_ours() -> None:
    marks = [block.mark for _, block in ALL if block.mark]

    assert len(marks) > 20
    assert [mark for mark in marks if not _MARK.fullmatch(mark)] == []


def test_every_command_of_the_docs_is_run_or_says_why_not() -> None:
    typed = [(page, block) for page, block in ALL if block.kind in ("console", "pycon", "sh")]
    unmarked = [(page, block.body) for page, block in typed if not block.mark]
    unmarked += [  # without a kind it would be no command
        (page, block.body)
        for page, block in ALL
        if not block.kind and _TYPED.search(block.body) and "[OPTIONS]" not in block.body
    ]
    not_run = [block for _, block in typed if block.mark.startswith("not run")]

    assert unmarked == []
    assert len(not_run) < len(typed) / 4


def _ini(body: str) -> object:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read_string(body)
    return parser.sections()


READERS: dict[str, Callable[[str], object]] = {
    "ini": _ini,
    "json": json.loads,
    "toml": tomllib.loads,
    "xml": ET.fromstring,
    "yaml": yaml.safe_load,
}


def test_every_other_block_is_of_a_kind_that_can_be_read() -> None:
    kinds = {block.kind for _, block in ALL}
    read = [
        (page, block)
        for page, block in ALL
        if block.kind in READERS and not block.mark.startswith("example: ")
    ]

    assert kinds - set(READERS) <= {"", "console", "html", "pycon", "text"}
    assert len(read) > 20
    for page, block in read:
        assert READERS[block.kind](block.body) is not None, page


CONFIGS = [
    pytest.param(block.body, id=f"{name(page)}-{number}")
    for page in PAGES
    for number, block in enumerate(fenced(name(page)))
    if block.kind == "toml" and block.body.startswith(("[site]", "[[source]]"))
]


@pytest.mark.parametrize("config", CONFIGS)
def test_a_configuration_in_the_docs_can_be_loaded(config: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    whole = config if config.startswith("[site]") else SITE + config
    some = "" if "[[source" in config else source("one", "dumps")
    path.write_text(whole + some, encoding="utf-8")

    assert load_config(path, {"FEED_TOKEN": "x"}).sources


def toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("table", TABLES)
def test_every_config_key_is_documented_with_its_default(table: str) -> None:
    is_list = table.startswith(("source", "feed", "rules"))
    heading = f"[[{table}]]" if is_list else f"[{table}]"
    keys = rows(sections("docs/configuration.md")[heading])
    documented = {code(row[0])[0]: row[2] for row in keys}
    fields = msgspec.structs.fields(TABLES[table])

    # Keys that are rules stand where a reader looks for them, not where the table inherits them.
    assert sorted(documented) == sorted(field.name for field in fields)
    assert len(keys) == len(documented)
    for field in fields:
        if field.required:
            assert documented[field.name] == "required", field.name
        elif field.default is not None:
            assert documented[field.name] == f"`{toml_value(field.default)}`", field.name
        else:
            assert not documented[field.name].startswith("`"), field.name


def test_kinds_that_are_not_gathered_are_named_as_such() -> None:
    keys = rows(sections("docs/configuration.md")["[[source]]"])
    [kinds] = [row for row in keys if row[0] == "`kind`"]
    done, _, missing = kinds[3].partition("Not gathered yet: ")

    assert {kind.strip('"') for kind in code(done)} == {kind.value for kind in GATHER}
    assert {kind.strip('"') for kind in code(missing)} == {
        kind.value for kind in SourceKind if kind not in GATHER
    }


def test_every_command_is_documented() -> None:
    headings = [h for h in sections("docs/commands.md") if h.startswith("feedclean")]

    assert headings == list(commands())


def commands() -> dict[str, click.Command]:
    """All commands, each group before those it holds."""
    return dict(_below("feedclean", program))


def _below(called: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield called, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            assert one is not None
            yield from _below(f"{called} {name}", one)


@pytest.mark.parametrize("command", commands())
def test_every_option_is_documented_with_its_default(command: str) -> None:
    one = commands()[command]
    names = program.context_settings["help_option_names"]
    options = one.get_params(click.Context(one, help_option_names=names))
    known = {spelling: o for o in options for spelling in o.opts if spelling.startswith("-")}
    table = rows(sections("docs/commands.md")[command])
    documented = {spelling.split()[0]: row for row in table for spelling in code(row[0])}
    documented = {spelling: row for spelling, row in documented.items() if spelling[0] == "-"}

    assert sorted(documented) == sorted(known)
    for spelling, option in known.items():
        default = getattr(option, "show_default", False) and option.default
        if default:
            assert documented[spelling][1] == f"`{default}`"


@pytest.mark.parametrize("command", commands())
def test_the_usage_of_a_command_is_the_one_it_prints(command: str) -> None:
    one = commands()[command]
    shown = next(block for block in blocks(sections("docs/commands.md")[command]) if not block.kind)
    pieces = one.collect_usage_pieces(click.Context(one, info_name=command))

    assert sorted(shown.body.split()) == sorted(f"{command} {' '.join(pieces)}".split())


def test_every_alarm_is_documented_in_order() -> None:
    assert [code(row[0])[0] for row in rows(sections("docs/health.md")["The alarms"])] == [*codes()]


def test_exit_codes_are_documented() -> None:
    from feedclean.cli.exits import (
        EXIT_ALARM,
        EXIT_FAILED,
        EXIT_INTERRUPTED,
        EXIT_OK,
        EXIT_UNUSABLE,
    )

    statuses = [row[0] for row in rows(sections("docs/commands.md")["Exit status"])]

    known = (EXIT_OK, EXIT_FAILED, EXIT_UNUSABLE, EXIT_ALARM, EXIT_INTERRUPTED)
    assert statuses[: len(known)] == [str(status) for status in known]


def test_every_dialect_is_documented_in_order() -> None:
    assert list(sections("docs/dialects.md")) == [dialect.name for dialect in DIALECTS]


@pytest.mark.parametrize("dialect", [dialect.name for dialect in DIALECTS])
def test_the_example_of_a_dialect_is_recognised_and_read(dialect: str) -> None:
    found = blocks(sections("docs/dialects.md")[dialect])
    [example] = [block for block in found if block.mark.startswith("example: ")]
    source = Source(id=SourceId("docs"), kind=SourceKind.DUMP, location="x", title="Docs")
    capture = Capture(
        source=source.id,
        location=example.mark.removeprefix("example: "),
        body=example.body.encode(),
        media_type=None,
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )

    assert recognise(capture, source)[0].name == dialect
    articles = list(read(capture, source))
    first = articles[0]
    assert all(isinstance(article, RawArticle) for article in articles)
    assert isinstance(first, RawArticle)
    assert first.meta.title == "The river in winter"
    assert isinstance(next(extract_articles(capture, source)), CleanArticle)


CLEANER = [*sorted((PACKAGE / "clean").rglob("*.py"))]
_RULE = re.compile(r"`((?:block|main-content|template|sanitize)/[\w…<>-]+)`")


def emitted() -> set[str]:
    """Rules the seeds and the golden cases meet."""
    source = Source(id=SourceId("docs"), kind=SourceKind.DUMP, location="x", title="Docs")
    files = [*ROOT.glob("seeds/*/*"), *ROOT.glob("tests/articles/*/raw.*")]
    rules = set()
    for path in sorted(path for path in files if path.is_file()):
        capture = Capture(
            source=source.id,
            location=path.name,
            body=path.read_bytes(),
            media_type=None,
            charset=None,
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for outcome in extract_articles(capture, source):
            if isinstance(outcome, CleanArticle):
                rules |= {str(removal.rule) for removal in outcome.removals}
    return rules


def test_rules_that_act_are_documented() -> None:
    documented = set(_RULE.findall(text("docs/cleaning.md")))
    written = {
        f"block/{rule}"
        for path in CLEANER
        for rule in re.findall(r'\bfinding\(\s*"([\w-]+)"', path.read_text("utf-8"))
    }
    whole = {rule for rule in emitted() if not rule.startswith(("template/", "sanitize/"))}

    assert len(documented) > 20
    assert sorted((written | whole) - documented) == []


def test_documented_rules_are_in_the_code() -> None:
    written = "".join(path.read_text("utf-8") for path in CLEANER)
    documented = {rule for rule in _RULE.findall(text("docs/cleaning.md")) if "<" not in rule}

    assert [
        rule
        for rule in sorted(documented)
        if f'"{rule}"' not in written and f'"{rule.partition("/")[2]}"' not in written
    ] == []


def test_stages_passes_labels_and_cautions_are_documented() -> None:
    page = set(_CODE.findall(text("docs/cleaning.md")))
    labels = [(label.name or "").lower() for label in Label]
    stages = [stage.value for stage in Stage]

    cautions = (REVERTED, NOTHING_LEFT, NO_BODY, TOO_LARGE)
    assert [word for word in (*stages, *PASSES, *labels, *cautions) if word not in page] == []


def test_the_share_that_may_go_is_told_rightly() -> None:
    share = f"{CleanOptions().max_removed_share:.0%}".replace("%", " %")

    assert share in text("docs/cleaning.md")
    assert share in text("README.md")


def test_the_figures_of_the_readme_are_those_of_the_benchmarks() -> None:
    told = rows(sections("README.md")["Beside others"])
    measured: dict[str, set[str]] = {}
    for section in sections("docs/benchmarks.md").values():
        for row in rows(section):
            name = row[0].strip("*").partition(",")[0]
            measured.setdefault(name, set()).update(row[1:])
    figures = [(row[0].strip("*"), cell) for row in told for cell in row[1:] if cell[:1].isdigit()]

    assert len(figures) > 20
    assert [one for one in figures if one[1].removesuffix(" %") not in measured[one[0]]] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = "".join(page.read_text("utf-8") for page in PAGES)
    pictures = (ROOT / "docs" / "images").iterdir()

    assert [one.name for one in pictures if f"images/{one.name}" not in shown] == []


def mapped() -> list[str]:
    """Modules the map of docs/architecture.md shows, relative to the package."""
    [tree] = [b.body for b in fenced("docs/architecture.md") if b.body.startswith("feedclean/\n")]
    found: list[str] = []
    folders: list[tuple[int, str]] = []
    for line in tree.splitlines()[1:]:
        indent = len(line) - len(line.lstrip())
        words = re.match(r"\s*((?:\S+(?:\.py|/)(?: +|$))+)", line)
        assert words, f"no module in {line!r}"
        while folders and folders[-1][0] >= indent:
            folders.pop()
        prefix = folders[-1][1] if folders else ""
        for word in words[1].split():
            if word.endswith("/"):
                folders.append((indent, prefix + word))
            else:
                found.append(prefix + word)
    return found


def test_the_map_shows_every_module_and_no_other() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    shown = mapped()

    assert sorted(m for m in modules if not m.endswith("__init__.py")) == sorted(shown)


def test_the_layers_shown_are_those_enforced() -> None:
    settings = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [contract] = [one for one in settings if one["type"] == "layers"]
    enforced = []
    for layer in contract["layers"]:
        rooms = [room.strip().removeprefix("feedclean.") for room in layer.split("|")]
        here = [room for room in rooms if not room.startswith("(") or _exists(room.strip("()"))]
        if here:
            enforced.append(" · ".join(room.strip("()").rpartition(".")[2] for room in here))
    [shown] = [b.body for b in fenced("docs/architecture.md") if b.body.startswith("cli\n")]

    assert shown.splitlines() == enforced


def _exists(room: str) -> bool:
    path = PACKAGE / room.rpartition(".")[2]
    return path.is_dir() or path.with_suffix(".py").exists()


def test_the_doors_of_all_dependencies_are_told() -> None:
    needed = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[^\w-]", line)[0] for line in needed}
    doors = sections("docs/architecture.md")["Doors"]

    assert sorted(one for one in names if f"`{one}`" not in doors) == []


def test_the_docs_name_no_machine() -> None:
    named = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/\w+")

    assert [name(page) for page in PAGES if named.search(page.read_text("utf-8"))] == []


@pytest.mark.parametrize("page", PARTS)
def test_what_is_made_of_the_code_is_up_to_date(page: str) -> None:
    assert made(page, text(page)) == text(page), "python -m tests.test_docs makes it anew"


def test_every_public_name_says_what_it_is() -> None:
    told = text("docs/python-api.md")
    without = [name for name in feedclean.__all__ if f"### `{name}`\n\n\n" in told]

    assert without == []


def rewrite(page: str, folder: Path) -> bool:
    """Puts what commands print today into a page; gives whether anything changed."""
    before = after = text(page)
    for block, printed, _ in tried(page, folder):
        if block.is_shown:
            after = after.replace(block.body, printed)
    if after != before:
        (ROOT / page).write_text(after, encoding="utf-8")
    return after != before


if __name__ == "__main__":
    import tempfile

    for part in PARTS:
        (ROOT / part).write_text(made(part, text(part)), encoding="utf-8")

    for changed in RUN:
        with tempfile.TemporaryDirectory() as folder:
            if rewrite(changed, Path(folder)):
                sys.stdout.write(f"changed: {changed}\n")
