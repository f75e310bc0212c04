"""Small dumps and configurations, made for tests."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STAMPED = """<!--1701378901000-->
[{title} - 要闻分析](https://example.org/{slug})
------

<div>30/11/2023 - 21:47</div><p>{body}</p><p>{body}</p>
"""

UNREADABLE = "a,b,c\n1,2,3\n4,5,6\n"
"""Text that no dialect is written in."""

SITE = """
[site]
title = "Test"
base_url = "https://feeds.example.org/"
formats = ["atom"]
"""


def article(slug: str, title: str = "美中关系的下一步", body: str = "") -> str:
    """A small dump in the stamp-html dialect."""
    text = body or f"第{slug}篇文章说的是一件具体的事，写得足够长，好让清理的人知道它是正文。" * 4
    return STAMPED.format(slug=slug, title=title, body=text)


def source(id_: str, location: str, **more: object) -> str:
    """A ``[[source]]`` table."""
    keys: dict[str, object] = {
        "id": id_,
        "kind": "dump",
        "location": location,
        "title": id_,
        **more,
    }
    lines = [
        f'{name} = "{v}"' if isinstance(v, str) else f"{name} = {v}" for name, v in keys.items()
    ]
    return "\n[[source]]\n" + "\n".join(lines) + "\n"
