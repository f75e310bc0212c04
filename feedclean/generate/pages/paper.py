"""What every page is printed on: templates, the style, the script, and what they are allowed.

The one door to Jinja2. Style and script stand within the page and are named by their digests in its
Content-Security-Policy, so nothing else in a page can style it or run: neither what slipped through
the sanitizer nor what a host adds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from feedclean.generate.pages.tongues import tongue
from feedclean.generate.types import TEXTS
from feedclean.model.output import OutputFormat, Rendered, SiteHead

LIMIT: Final = 100_000
"""Bytes of a page, before images."""
_NAMES: Final[Mapping[OutputFormat, str]] = {"atom": "Atom", "json": "JSON Feed", "rss": "RSS"}
"""Of what one can subscribe to."""

_AIR: Final = ((": ", ":"), ("; ", ";"), (", ", ","), (" {", "{"), ("{ ", "{"), (";}", "}"))
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def print_page(path: PurePosixPath, template: str, **known: Any) -> Rendered:
    """A page made of a template and what is known."""
    text = environment().get_template(template).render(**known)
    return Rendered(path=path, body=f"{text.strip()}\n".encode(), media_type=TEXTS["html"])


def print_part(template: str, part: str, *known: Any) -> Markup:
    """A part of a page: a macro of a template."""
    made: Markup = getattr(environment().get_template(template).module, part)(*known)
    return Markup(made.strip())  # noqa: S704  # made by an escaping template


def print_sheet(folder: str, name: str, **known: Any) -> bytes:
    """A page by itself, of another package: its templates lie in ``templates`` there.

    It has its own style and script below those of all pages, may include templates of these, and
    may show no picture.
    """
    sheet = _sheet(folder, name)
    text = sheet.get_template(f"{name}.html").render(**known)
    return f"{text.strip()}\n".encode("utf-8", "replace")


@cache
def _sheet(folder: str, name: str) -> Environment:
    def template(wanted: str) -> str:
        return (files(folder) / "templates" / wanted).read_text(encoding="utf-8")

    def nearest(wanted: str) -> str:
        own = files(folder) / "templates" / wanted
        return template(wanted) if own.is_file() else _template(wanted)

    made = environment().overlay(loader=FunctionLoader(nearest))
    sheet = Markup(f"{style()}\n{_tightened(template(f'{name}.css'))}")  # noqa: S704  # ours
    code = Markup(f"{script()}\n{template(f'{name}.js').strip()}")  # noqa: S704  # ours
    # an overlay shares the globals of what it lies over
    made.globals = {
        **made.globals,
        "style": sheet,
        "script": code,
        "policy": _policy(sheet, code, ()),
    }
    return made


def subscriptions(site: SiteHead) -> tuple[tuple[str, str, str], ...]:
    """Name, media type and extension of the files of a feed one can subscribe to."""
    return tuple(
        (name, TEXTS[one], f".{one}")
        for one, name in _NAMES.items()
        if one in site.formats or one == "atom"
    )


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not known is an error."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"style": style(), "script": script(), "policy": policy(), "tongue_of": tongue}
    return made


@cache
def style() -> Markup:
    """The style sheet, without what only its authors read."""
    return Markup(_tightened(_template("style.css")))  # noqa: S704  # ours


def _tightened(sheet: str) -> str:
    lines = _COMMENT.sub("", sheet).splitlines()
    text = "\n".join(filter(None, (line.strip() for line in lines)))
    for airy, tight in _AIR:
        text = text.replace(airy, tight)
    return text


@cache
def script() -> Markup:
    """The script; all it does is to copy addresses."""
    return Markup(_template("copy.js").strip())  # noqa: S704  # ours


@cache
def policy() -> str:
    """The Content-Security-Policy: pictures and sound of articles, our style, our script."""
    return _policy(style(), script(), ("img-src http: https: data:", "media-src http: https:"))


def _policy(sheet: str, code: str, media: tuple[str, ...]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            *media,
            f"style-src '{_source(sheet)}'",
            f"script-src '{_source(code)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _template(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
