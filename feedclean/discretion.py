"""What is told to others, without what opens doors: passwords, keys and tokens in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from feedclean.model.article import Failure

HIDDEN: Final = "***"
_SHORTEST: Final = 4
"""Of a value that is hidden wherever it stands: a shorter one stands in words, too."""
_BEHIND: Final = ").,:]}"
_USER: Final = re.compile(r"(?<=://)[^\s/?#@\"'<>]{1,500}@")
_PARAMETER: Final = re.compile(
    r"(?<=[?&;])((?:[\w.-]{0,40}[_.-])?(?:access|api|app|auth|authorization|credential|credentials|"
    r"jwt|key|apikey|pass|passwd|password|pwd|secret|session|sid|sig|signature|token|"
    r"accesstoken|authtoken|authkey|usertoken)=)([^\s&;#\"'<>]+)",
    re.IGNORECASE,
)


def discreet(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with ``***`` for users and passwords in addresses, and for values of some names.

    ``secrets`` are hidden wherever they stand.
    """
    text = without(secrets, text)
    if "://" not in text:
        return text
    return _PARAMETER.sub(_hidden, _USER.sub(f"{HIDDEN}@", text))


def _hidden(found: re.Match[str]) -> str:
    """A parameter without its value; what ends the sentence around the address is none of it."""
    value, behind = found[2], found.string[found.end() : found.end() + 1]
    bare = value if behind and behind in "&;#" else value.rstrip(_BEHIND)
    return f"{found[1]}{HIDDEN}{value[len(bare) :] if bare else ''}"


def without(secrets: Iterable[str], text: str) -> str:
    """The text with ``***`` for each of these, wherever they stand."""
    for secret in secrets:
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
    return text


def discreet_in(value: object, secrets: Iterable[str] = ()) -> object:
    """Plain data with each of its texts as it may be shown."""
    secrets = tuple(secrets)
    if isinstance(value, str):
        return discreet(value, secrets)
    if isinstance(value, Mapping):
        return {name: discreet_in(one, secrets) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [discreet_in(one, secrets) for one in value]
    return value


def discreetly(failures: Iterable[Failure], secrets: Iterable[str] = ()) -> tuple[Failure, ...]:
    """Failures as they may be shown."""
    return tuple(
        replace(
            failure,
            location=discreet(failure.location, secrets),
            message=discreet(failure.message, secrets),
        )
        for failure in failures
    )
