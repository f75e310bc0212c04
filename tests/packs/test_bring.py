from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from feedclean.errors import ConfigError
from feedclean.packs.bring import LARGEST_BYTES, bring

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def zipped(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return path


def test_a_folder_gives_its_rule_files_and_its_licence(tmp_path: Path) -> None:
    for name in ("b.org.txt", ".A.org.txt", "LICENSE.txt", "README.md", "notes.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.org.txt").write_text("c", encoding="utf-8")
    found = bring(tmp_path)

    assert found.files == ((".a.org.txt", b".A.org.txt"), ("b.org.txt", b"b.org.txt"))
    assert found.licence == ("LICENSE.txt", b"LICENSE.txt")
    assert (found.commit, found.left_out) == (None, ())


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("body: //p", encoding="utf-8")
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "a.org.txt").write_text("a", encoding="utf-8")
    (folder / "b.org.txt").symlink_to(tmp_path / "secret")

    assert [name for name, _ in bring(folder).files] == ["a.org.txt"]


@pytest.mark.parametrize("kind", ["loose", "packed", "detached"])
def test_a_checkout_says_at_which_commit_it_stands(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.org.txt").write_text("a", encoding="utf-8")
    git = tmp_path / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    head = COMMIT if kind == "detached" else "ref: refs/heads/main"
    (git / "HEAD").write_text(f"{head}\n", encoding="utf-8")
    if kind == "loose":
        (git / "refs" / "heads" / "main").write_text(f"{COMMIT}\n", encoding="utf-8")
    if kind == "packed":
        packed = f"# pack-refs\n{COMMIT} refs/heads/main\n"
        (git / "packed-refs").write_text(packed, encoding="utf-8")

    assert bring(tmp_path).commit == COMMIT


def test_a_head_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.org.txt").write_text("a", encoding="utf-8")
    (tmp_path / "x").write_text(COMMIT, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/../../x", encoding="utf-8")

    assert bring(tmp_path).commit is None


def test_a_zip_gives_the_files_of_its_outermost_folder_with_rules(tmp_path: Path) -> None:
    entries = {
        "set-main/b.org.txt": "b",
        "set-main/a.org.txt": "a",
        "set-main/LICENSE": "free",
        "set-main/old/c.org.txt": "c",
    }
    found = bring(zipped(tmp_path / "set.zip", **entries))

    assert found.files == (("a.org.txt", b"a"), ("b.org.txt", b"b"))
    assert found.licence == ("LICENSE", b"free")


@pytest.mark.parametrize(
    "name", ["../a.org.txt", "/etc/a.org.txt", "x/../../a.org.txt", "..\\a.org.txt", "c:a.org.txt"]
)
def test_a_zip_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "set.zip", **{"b.org.txt": "b", name: "a"})

    with pytest.raises(ConfigError, match="outside of its folder"):
        bring(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "set.zip", **{"a.org.txt": "a", "b.org.txt": " " * 50_000_000})
    found = bring(path)

    assert [name for name, _ in found.files] == ["a.org.txt"]
    assert found.left_out == (f"b.org.txt: is larger than {LARGEST_BYTES} bytes",)


def test_many_large_entries_are_too_much(tmp_path: Path) -> None:
    entries = {f"h{n}.org.txt": " " * LARGEST_BYTES for n in range(130)}

    with pytest.raises(ConfigError, match="holds more than"):
        bring(zipped(tmp_path / "set.zip", **entries))


def test_what_is_no_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    broken = zipped(tmp_path / "set.zip", **{"a.org.txt": "abcdefgh" * 99})
    body = bytearray(broken.read_bytes())
    body[45:60] = b"\0" * 15
    broken.write_bytes(bytes(body))
    cases = {
        tmp_path: "holds no rule files",
        tmp_path / "nowhere": "is not there",
        tmp_path / "notes.md": "is no rule file",
        broken: "is no ZIP that can be read",
    }

    for path, told in cases.items():
        with pytest.raises(ConfigError, match=told):
            bring(path)


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    entries = {"A.org.txt": "a", "a.org.txt": "b"}

    with pytest.raises(ConfigError, match=r"two files called a\.org\.txt"):
        bring(zipped(tmp_path / "set.zip", **entries))
