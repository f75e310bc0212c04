"""The commands there are, in the order in which one meets them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "Begin": {
        "init": "Begin a folder, with an example that builds at once.",
        "add": "Try a feed, a list page or a folder, and add it.",
        "import": "Add sources and rules of another program.",
        "completion": "Print what makes your shell complete all this.",
    },
    "Build": {
        "build": "Build the feeds.",
        "archive": "Clean whole archives, to feeds or to rows.",
        "watch": "Build now and whenever something may be new.",
        "serve": "Serve the published folder over HTTP.",
        "schedule": "Print what makes a platform build on a schedule.",
        "host": "Print what a host has to be told.",
    },
    "Look": {
        "status": "Tell how the sources are, and what helps.",
        "explain": "Show what was taken out of an article, and why.",
        "extract": "Print one article, cleaned.",
        "doctor": "Say what is wrong with files and state, and what helps.",
    },
    "Change": {
        "diff": "Show what a changed rule or option would do.",
        "config": "Print the keys of config.toml, for editors.",
        "rules": "Look through site rules and packs of rules.",
        "accept": "Keep an article as it is cleaned now, as a case.",
        "check": "Run the cases again, and show what differs.",
    },
}
"""What each does in a line, so that a list of all loads none of them."""

COMMANDS: Final[Mapping[str, str]] = {
    name: told for section in SECTIONS.values() for name, told in section.items()
}
