"""Parts of the docs that are made of the code: every public name, and the keys as a schema."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Any

import feedclean
from feedclean.cli.schema import schema_text

BEGIN = "<!-- made of the code: begin -->\n"
END = "<!-- made of the code: end -->\n"
LONGEST = 90
"""Characters of a signature in one line."""


def made(page: str, before: str) -> str:
    """A file of the docs with what is made of the code as it is now."""
    return PARTS[page](before)


def _names(before: str) -> str:
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    assert rest, f"write {BEGIN}{END}"
    return "".join((head, BEGIN, *_every_name(), "\n", END, tail))


PARTS = {
    "docs/config.schema.json": lambda _: schema_text(),
    "docs/python-api.md": _names,
}
"""Files of the docs, and what they are made of."""


def _every_name() -> Iterator[str]:
    public = [name for name in feedclean.__all__ if name != "__version__"]
    for name in sorted(public, key=lambda name: (not name[0].islower(), name.lower())):
        value = getattr(feedclean, name)
        yield f"\n### `{name}`\n\n"
        if inspect.isclass(value):
            yield from _class(value)
        elif inspect.isfunction(value):
            yield f"```text\n{_signature(name, value)}\n```\n\n{_prose(value)}"
        elif isinstance(value, UnionType):
            yield f"One of {', '.join(f'`{one.__name__}`' for one in value.__args__)}.\n"
        else:  # a name for text of one kind
            yield f"Text that names a thing, `{value.__supertype__.__name__}` at run time.\n"


def _signature(name: str, function: Any) -> str:
    """As it is written; one argument a line where it is long."""
    [node] = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(node, ast.FunctionDef)
    assert node.returns is not None
    arguments, returned = ast.unparse(node.args), ast.unparse(node.returns)
    told = f"feedclean.{name}({arguments}) -> {returned}"
    if len(told) > LONGEST:
        arguments = arguments.replace(", ", ",\n    ")
        told = f"feedclean.{name}(\n    {arguments},\n) -> {returned}"
    return told


def _class(kind: type) -> Iterator[str]:
    yield _prose(kind)
    if issubclass(kind, Enum):
        yield f"\nOne of {', '.join(f'`{one.value}`' for one in kind)}.\n"
        return
    fields = list(_fields(kind))
    if fields:
        yield "\n| field | type | default | meaning |\n|---|---|---|---|\n"
        yield from (
            f"| `{name}` | {type_} | {default} | {told} |\n"
            for name, type_, default, told in fields
        )


def _fields(kind: type) -> Iterator[tuple[str, str, str, str]]:
    """Name, type, default and docstring of each field, as they stand in the source."""
    [node] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(node, ast.ClassDef)
    for at, one in enumerate(node.body):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            after = node.body[at + 1] if at + 1 < len(node.body) else None
            told = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                told = _inline(" ".join(str(after.value.value).split()))
            default = "" if one.value is None else f"`{_default(one.value)}`"
            type_ = ast.unparse(one.annotation).replace(" | ", " or ")
            yield one.target.id, f"`{type_}`", default, told


def _default(value: ast.expr) -> str:
    """A default; what is made anew for each value is told by what makes it."""
    if isinstance(value, ast.Call):
        [keyword] = [one for one in value.keywords if one.arg == "default_factory"]
        return f"{ast.unparse(keyword.value)}()"
    return ast.unparse(value)


def _prose(value: Any) -> str:
    return _inline(inspect.getdoc(value) or "") + "\n"


def _inline(text: str) -> str:
    return re.sub(r"``([^`]+)``", r"`\1`", text)
