from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from feedclean.cli import program
from feedclean.config import load_config
from feedclean.config.schema import config_schema
from feedclean.config.tables import TABLES, SourceTable
from feedclean.errors import ConfigError
from tests.making import ROOT, SITE, source
from tests.test_config import BAD

ONE = source("one", "dumps/*.txt")
SCHEMA = Draft7Validator(config_schema())


def wrong(text: str) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(tomllib.loads(text))]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(config_schema())


def test_every_key_of_every_table_is_in_it() -> None:
    properties = config_schema()["properties"]
    for name, table in TABLES.items():
        keys = properties[name].get("items", properties[name])["properties"]
        assert set(table.__struct_fields__) <= set(keys), name
        assert all(keys[key]["description"] for key in table.__struct_fields__)
    defaults = set(properties["defaults"]["properties"])
    assert defaults == set(SourceTable.__struct_fields__) - {"id"}


def test_the_configuration_of_this_repository_is_valid() -> None:
    assert wrong((ROOT / "config.toml").read_text("utf-8")) == []


GOOD = {
    "one-source": SITE + ONE,
    "kind-by-default": SITE
    + '[defaults]\nkind = "feed"\n\n[[source]]\nid = "a"\ntitle = "A"\n'
    + 'location = "https://a.example.org/"\n',
    "rules": SITE
    + ONE
    + 'strip = "aside"\nreplace = [["<br>", "<p>"]]\n'
    + '[[rules]]\nhost = "a.org"\nkeep = ["p", "b"]\n',
    "list": SITE + '[[sources_from]]\nopml = "feeds.opml"\nmax_entries = 20\nfull_text = "never"\n',
    "everything": SITE
    + 'host = "nginx"\non_change = ["true"]\nhub = "https://hub.example.org/"\n[fetch]\n'
    + "page_delay = 2\n"
    + ONE
    + 'keep_days = 3\n[[feed]]\nid = "all"\ntitle = "All"\nsources = ["*"]\n',
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_can_be_loaded_is_valid(text: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example.org/"/></body></opml>',
        encoding="utf-8",
    )

    assert load_config(tmp_path / "config.toml").sources
    assert wrong(text) == []


SHAPES = {
    "unknown-top-level-key": (SITE + "[sources]\n" + ONE, "'sources' was unexpected"),
    "misspelt-site-key": (SITE + 'titel = "x"\n' + ONE, "'titel' was unexpected"),
    "misspelt-source-key": (SITE + ONE + 'dilect = "x"\n', "'dilect' was unexpected"),
    "misspelt-default": (SITE + "[defaults]\nmax = 1\n" + ONE, "'max' was unexpected"),
    "id-as-default": (SITE + '[defaults]\nid = "a"\n' + ONE, "'id' was unexpected"),
    "misspelt-fetch-key": (SITE + "[fetch]\ncontct = 1\n" + ONE, "'contct' was unexpected"),
    "misspelt-rule": (SITE + ONE + '[[rules]]\nhost = "a.org"\nstirp = "p"\n', "'stirp'"),
    "title-of-a-list": (SITE + '[[sources_from]]\nopml = "x"\ntitle = "x"\n', "'title' was"),
    "no-site": (ONE, "'site' is a required property"),
    "no-source": (SITE, "is not valid under any of the given schemas"),
    "no-title": (SITE + ONE.replace("title", "language"), "'title' is a required property"),
    "no-id": (SITE + ONE.replace('id = "one"', ""), "'id' is a required property"),
    "wrong-kind": (SITE + ONE.replace('"dump"', '"dumps"'), "is not one of"),
    "wrong-type": (SITE + ONE + 'archive = "yes"\n', "is not of type 'boolean'"),
    "too-few": (SITE + ONE + "max_entries = 0\n", "is less than the minimum of 1"),
    "pair-of-one": (SITE + ONE + 'replace = [["<br>"]]\n', "too short"),
}


@pytest.mark.parametrize(("text", "told"), SHAPES.values(), ids=SHAPES)
def test_what_cannot_be_meant_is_marked_and_refused(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    assert any(told in one for one in wrong(text)), wrong(text)
    with pytest.raises(ConfigError):
        load_config(tmp_path / "config.toml", {})


def test_much_of_what_the_program_refuses_is_marked_while_one_types() -> None:
    marked = [name for name, (text, *_) in BAD.items() if readable(text) and wrong(text)]

    assert len(marked) > len(BAD) / 3  # the rest only the program can tell


def readable(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def test_the_schema_is_printed() -> None:
    told = CliRunner().invoke(program, ["config", "schema"])

    assert told.exit_code == 0
    assert json.loads(told.stdout) == json.loads(json.dumps(config_schema()))


def test_what_init_writes_is_valid_and_names_its_schema(tmp_path: Path) -> None:
    begun = CliRunner().invoke(program, ["init", str(tmp_path), "--yes"])
    text = (tmp_path / "config.toml").read_text("utf-8")
    [line, *_] = text.splitlines()
    schema = json.loads((tmp_path / line.removeprefix("#:schema ")).read_text("utf-8"))

    assert begun.exit_code == 0
    assert list(Draft7Validator(schema).iter_errors(tomllib.loads(text))) == []
    again = CliRunner().invoke(
        program, ["config", "schema", "--write", "--config", str(tmp_path / "config.toml")]
    )
    assert again.output.startswith("unchanged: ")
    assert "editors" not in again.output


def test_the_line_for_editors_is_told_where_it_is_missing(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(SITE + ONE, encoding="utf-8")

    told = CliRunner().invoke(program, ["config", "schema", "--write", "--config", str(config)])

    assert told.exit_code == 0
    assert "#:schema ./config.schema.json" in told.stderr
    assert (tmp_path / "config.schema.json").exists()
