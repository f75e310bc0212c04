"""Gold and ours side by side as one HTML file, for a browser."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.worst import Case

_HEAD = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>feedclean: the worst cases</title><style>
body { font: 15px/1.5 sans-serif; margin: 1em 2em; }
section { border-top: 2px solid #888; margin-top: 2em; }
div { display: grid; grid-template-columns: 1fr 1fr; gap: 2em; }
p { margin: .3em 0; overflow-wrap: anywhere; }
.lost { background: #fdd; }
.stayed { background: #fe9; }
small { color: #555; }
</style></head><body>
<p><span class="lost">lost</span> &middot; <span class="stayed">stayed</span>
&middot; left: as it should be &middot; right: as it is</p>
"""


def document(cases: Iterable[Case]) -> str:
    """All cases on one page; texts only, so nothing of theirs runs or is fetched."""
    return _HEAD + "".join(map(_section, cases)) + "</body></html>\n"


def _section(case: Case) -> str:
    title = html.escape(f"{case.f1:.3f} · {case.kind} · {case.id}")
    lost = [line.partition(" → ")[0] for line in case.lost]
    reasons = "".join(f"<p><small>{html.escape(line)}</small></p>\n" for line in case.lost)
    return (
        f"<section><h2>{title}</h2>\n<p><small>{html.escape(case.url)}</small></p>\n"
        f"<div><article>\n{_lines(case.gold, lost, 'lost')}</article>\n"
        f"<article>\n{_lines(case.ours, case.stayed, 'stayed')}</article></div>\n"
        f"{reasons}</section>\n"
    )


def _lines(lines: Sequence[str], marked: Sequence[str], name: str) -> str:
    return "".join(
        f"<p{_mark(line, marked, name)}>{html.escape(line)}</p>\n" for line in lines if line.strip()
    )


def _mark(line: str, marked: Sequence[str], name: str) -> str:
    return f' class="{name}"' if any(one in line for one in marked) else ""
