from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from feedclean.model.plan import SiteRules
from feedclean.rules.ftr import RuleFile, read_rules
from feedclean.rules.pack import files_for, generators_for, is_rule_file, rules_of_files


@dataclass
class Shelf:
    texts: dict[str, str]
    asked: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> RuleFile | None:
        self.asked.append(name)
        return read_rules(self.texts[name], name) if name in self.texts else None


def names(host: str, texts: dict[str, str], generator: str = "") -> list[str]:
    return [file.name for file in files_for(host, Shelf(texts), generator)]


def rules(text: str, name: str = "example.org.txt") -> SiteRules:
    return rules_of_files([read_rules(text, name)], "mine")


@pytest.mark.parametrize(
    ("host", "found"),
    {
        "itself": ("example.org", ["example.org.txt", "global.txt"]),
        "www": ("www.example.org", ["example.org.txt", "global.txt"]),
        "a subdomain": ("news.example.org", [".example.org.txt", "global.txt"]),
        "www of a subdomain": ("www.news.example.org", [".example.org.txt", "global.txt"]),
        "one with a file of its own": (
            "blog.example.org",
            ["blog.example.org.txt", ".example.org.txt", "global.txt"],
        ),
        "two below": ("a.news.example.org", ["global.txt"]),
        "another": ("notexample.org", ["global.txt"]),
        "none": ("", ["global.txt"]),
    }.values(),
    ids=lambda one: one if isinstance(one, str) else "-",
)
def test_files_that_hold_for_a_host(host: str, found: list[str]) -> None:
    files = ("example.org.txt", ".example.org.txt", "blog.example.org.txt", "global.txt")

    assert names(host, dict.fromkeys(files, "tidy: no")) == found


@pytest.mark.parametrize("host", ["zürich.example", "xn--zrich-kva.example"])
@pytest.mark.parametrize("file", ["zürich.example.txt", "xn--zrich-kva.example.txt"])
def test_a_host_may_be_written_in_any_script(host: str, file: str) -> None:
    assert names(host, {file: ""}) == [file]
    assert names(f"a.{host}", {f".{file}": ""}) == [f".{file}"]


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".org", "127.0.0.1", ".", "xn--.org"])
def test_what_is_no_name_of_a_host_has_the_rules_of_all_pages(host: str) -> None:
    assert names(host, {"global.txt": ""}) == ["global.txt"]


def test_a_file_may_say_that_no_more_are_asked() -> None:
    texts = {
        "a.example.org.txt": "autodetect_on_failure: no",
        ".example.org.txt": "body: //p",
        "global.txt": "",
    }

    assert names("a.example.org", texts) == ["a.example.org.txt"]
    assert names("b.example.org", texts) == [".example.org.txt", "global.txt"]


def test_pages_of_a_program_have_its_file_before_that_of_all_pages() -> None:
    texts = {"example.org.txt": "", "fingerprint.wordpress.com.txt": "", "global.txt": ""}

    assert names("example.org", texts, "wordpress.com") == list(texts)
    assert names("example.org", texts) == ["example.org.txt", "global.txt"]
    assert generators_for("example.org", Shelf(texts)) == ("wordpress.com",)
    assert generators_for("example.org", Shelf({"example.org.txt": ""})) == ()


def test_rules_keep_the_order_of_their_files_and_lines() -> None:
    files = [
        read_rules("body: //a\nbody: //b\nprune: no", "x.org.txt"),
        read_rules("body: //b\nbody: //c\nprune: yes\nstrip: //d", "global.txt"),
    ]
    found = rules_of_files(files, "mine")

    assert [one.expression for one in found.body] == ["//a", "//b", "//b", "//c"]
    assert [one.rule for one in found.strip] == ["site/mine/global.txt/strip///d"]
    assert [one.where for one in found.strip] == ["global.txt, line 4, of rule pack mine"]
    assert found.prune is False


def test_names_and_addresses_are_looked_for_anywhere_in_them() -> None:
    found = rules("strip_id_or_class: 'share-'\nstrip_image_src: /ads/")

    assert [one.expression for one in found.strip] == [
        "//*[not(self::html or self::body)][contains(@class, 'share-') or contains(@id, 'share-')]",
        "//img[contains(@src, '/ads/')]",
    ]
    assert [str(one.rule) for one in found.strip] == [
        "site/mine/example.org.txt/strip_id_or_class/'share-'",
        "site/mine/example.org.txt/strip_image_src//ads/",
    ]


def test_what_is_no_selector_comes_through() -> None:
    found = rules(
        "http_header(Referer): https://example.org/\n"
        "src_lazy_load_attr: Data-Src\n"
        "wrap_in(PRE): //p\n"
        "move_into(//main): //figure\n"
        "replace_string(a): b\n"
        "next_page_link: //a\nif_page_contains: //nav\n"
    )

    assert found.headers == (("referer", "https://example.org/"),)
    assert found.lazy == ("data-src",)
    assert [(one.tag, one.selector.expression) for one in found.wrap] == [("pre", "//p")]
    assert [(m.into.expression, m.selector.expression) for m in found.move] == [
        ("//main", "//figure")
    ]
    assert [(one.find, one.by) for one in found.replace] == [("a", "b")]
    assert [(one.expression, one.guard) for one in found.next_page] == [("//a", "//nav")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("example.org.txt", True),
        (".example.org.txt", True),
        ("global.txt", True),
        ("Example.ORG.txt", True),
        ("LICENSE.txt", False),
        ("readme.txt", False),
        ("example.org.md", False),
        ("..txt", False),
        ("a b.txt", False),
        ("../a.txt", False),
    ],
)
def test_rule_files_are_known_by_their_names(name: str, *, told: bool) -> None:
    assert is_rule_file(name) is told
