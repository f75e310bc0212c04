"""What somebody who edits a configuration by hand may have meant where it is no TOML."""

from __future__ import annotations

import re
from typing import Final

_AT: Final = re.compile(r"at line (\d+)")
_TWICE: Final = re.compile(r"Cannot (?:declare|overwrite)")
_BRACKETS: Final = re.compile(r"\s*\[\s*(source|sources_from|feed|rules)\s*\]")
_YAML: Final = re.compile(r"\s*[\w-]+\s*:(?:\s|$)")
_UNQUOTED: Final = re.compile(r"\s*[\w-]+\s*=\s*[^\s\"'\[{\d+#-]")
_CURLY: Final = "“”„‘’‚«»"


def advice(problem: str, text: str) -> str:
    """What to write instead, given what the parser says; empty where nothing can be told."""
    found = _AT.search(problem)
    lines = text.splitlines()
    at = int(found[1]) if found else 0
    line = lines[at - 1] if 0 < at <= len(lines) else ""
    table = _BRACKETS.match(line)
    if _TWICE.search(problem) and table:
        return f"write each one as [[{table[1]}]], with two brackets"
    if "\\" in line and '"' in line:
        return "write what has a backslash in it between single quotes: 'C:\\dumps'"
    value = line.partition("=")[2].strip()
    if value[:1] and value[0] in _CURLY:
        return 'write straight quotation marks: "'
    if _YAML.match(line):
        return 'write an equals sign: name = "value"'
    if _UNQUOTED.match(line):
        return 'write text between quotation marks: name = "value"'
    return ""
