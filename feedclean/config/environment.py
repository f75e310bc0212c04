"""``${NAME}`` in the values of ``config.toml``: what the environment says, what of it is secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_REFERENCE: Final = re.compile(r"\$(\$?)\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ADDRESSES: Final = frozenset(("location", "opml"))
"""Keys in which what comes from the environment opens a door, as far as it is an address."""
_HEADERS: Final = frozenset(("headers",))
"""Keys in which it always does."""


@dataclass(slots=True)
class Environment:
    """Puts values in, and notes which are secret and which are missing."""

    known: Mapping[str, str]
    secrets: set[str] = field(default_factory=set)
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Key and name."""

    def filled(self, value: Any, key: str = "") -> Any:
        """A value of TOML with the references in its texts replaced; ``$${`` stands for ``${``."""
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, list):
            return [
                self.filled(each, f"{key}[{n}]" if isinstance(each, dict) else key)
                for n, each in enumerate(value, 1)
            ]
        if isinstance(value, dict):
            return {
                name: self.filled(each, f"{key}.{name}" if key else name)
                for name, each in value.items()
            }
        return value

    def _text(self, text: str, key: str) -> str:
        def put_in(found: re.Match[str]) -> str:
            if found[1]:
                return found[0][1:]
            value = self.known.get(found[2])
            if not value:
                self.missing.append((key, found[2]))
                return ""
            name = key.rpartition(".")[2]
            if name in _HEADERS or (name in _ADDRESSES and ("://" in text or "://" in value)):
                self.secrets.add(value)
            return value

        return _REFERENCE.sub(put_in, text)
