from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from feedclean.errors import ConfigError
from feedclean.packs.bring import Found
from feedclean.packs.contents import file_of, files_of, rules_in
from feedclean.packs.shelf import (
    add,
    carrying,
    is_as_added,
    is_pack_name,
    name_for,
    names_in,
    packs_in,
    remove,
)


def found(**files: str) -> Found:
    bodies = {f"{name}.org.txt": text.encode() for name, text in files.items()}
    return Found(
        origin="somewhere",
        files=tuple(sorted(bodies.items())),
        licence=("LICENSE", b"free"),
        commit="c" * 40,
        left_out=(),
    )


def test_a_pack_is_kept_with_its_licence_until_it_is_added_again(tmp_path: Path) -> None:
    first = add(tmp_path, "set", found(a="body: //p", b="body: //q"))
    again = add(tmp_path, "set", found(a="body: //r"))

    assert packs_in(tmp_path) == (again,)
    assert (again.files, again.licence, again.commit) == (1, "LICENSE", "c" * 40)
    assert (again.folder / "LICENSE").read_bytes() == b"free"
    assert first.digest != again.digest
    assert [file.name for file in files_of(again)] == ["a.org.txt"]
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == ["set"]


def test_the_digest_is_that_of_files_and_names(tmp_path: Path) -> None:
    one = add(tmp_path, "one", found(a="x", b="y"))

    assert add(tmp_path, "two", found(b="y", a="x")).digest == one.digest
    assert add(tmp_path, "three", found(a="x", c="y")).digest != one.digest


def test_files_that_were_changed_by_hand_show(tmp_path: Path) -> None:
    pack = add(tmp_path, "set", found(a="body: //p"))
    assert is_as_added(pack)
    (pack.folder / "rules" / "a.org.txt").write_text("body: //q", encoding="utf-8")
    assert not is_as_added(pack)


def test_a_pack_that_carries_its_files_is_read_where_its_folder_is_not(tmp_path: Path) -> None:
    pack = add(tmp_path, "set", found(a="body: //p", b="body: //q"))

    sent = pickle.loads(pickle.dumps(carrying(pack)))
    remove(pack)

    assert sent == pack  # so that nothing is cleaned anew because of it
    assert names_in(sent) == ("a.org.txt", "b.org.txt")
    assert len(rules_in(sent, "a.org").body) == 1
    assert [file.name for file in files_of(sent)] == ["a.org.txt", "b.org.txt"]
    assert file_of(sent, "c.org.txt") is None


def test_no_name_leads_out_of_the_pack(tmp_path: Path) -> None:
    pack = add(tmp_path, "set", found(a="body: //p"))

    assert file_of(pack, "../pack.json") is None
    assert file_of(pack, "b.org.txt") is None
    assert file_of(pack, "a.org.txt") is not None


def test_a_pack_that_is_removed_is_gone(tmp_path: Path) -> None:
    remove(add(tmp_path, "set", found(a="x")))

    assert packs_in(tmp_path) == ()


def test_a_damaged_pack_is_told(tmp_path: Path) -> None:
    pack = add(tmp_path, "set", found(a="x"))
    (pack.folder / "pack.json").write_text("{", encoding="utf-8")

    with pytest.raises(ConfigError, match="this rule pack is damaged"):
        packs_in(tmp_path)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/x/ftr-site-config", "ftr-site-config"),
        ("/x/My Rules.zip", "my-rules"),
        ("/x/规则", "rules"),
    ],
)
def test_a_pack_is_called_as_its_folder_unless_told(path: str, name: str) -> None:
    assert name_for(Path(path)) == name
    assert is_pack_name(name)


@pytest.mark.parametrize("name", ["", "-a", "A", "a/b", "..", "a" * 41])
def test_other_names_are_none(name: str) -> None:
    assert not is_pack_name(name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030"])
def test_a_rule_file_says_the_same_in_whatever_encoding(encoding: str, tmp_path: Path) -> None:
    """Read as UTF-8 alone, a rule in another encoding never found anything, and nobody told."""
    words = (
        "广告 请点击这里查看更多内容 本文由厂商赞助" if encoding == "gb18030" else "Für Vorläufiges"
    )
    text = f"# Rules\r\nstrip: //p[contains(., '{words}')]\r\n".encode(encoding)
    pack = add(tmp_path, "mine", replace(found(), files=(("a.org.txt", text),)))
    file = file_of(pack, "a.org.txt")

    assert file is not None
    assert not file.remarks
    assert [rule.value for rule in file.rules] == [f"//p[contains(., '{words}')]"]
