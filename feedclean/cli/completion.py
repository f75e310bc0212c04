"""``feedclean completion``: what makes a shell complete what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click
from click.shell_completion import get_completion_class

from feedclean.cli.exits import EXIT_OK
from feedclean.cli.group import program
from feedclean.cli.voice import remark

_VARIABLE: Final = "_FEEDCLEAN_COMPLETE"
_WHERE: Final[Mapping[str, str]] = {
    "bash": "feedclean completion bash > ~/.local/share/bash-completion/completions/feedclean",
    "fish": "feedclean completion fish > ~/.config/fish/completions/feedclean.fish",
    "zsh": "feedclean completion zsh > ~/.zfunc/_feedclean, where fpath of ~/.zshrc has ~/.zfunc",
}


def run_completion(shell: str) -> int:
    """Prints the script and what to do with it; gives the exit status."""
    found = get_completion_class(shell)
    assert found is not None
    made = found(program, {}, "feedclean", _VARIABLE)
    # Not made.source(), which for bash starts one to ask it for its version.
    click.echo(made.source_template % made.source_vars())
    remark(f"# Next: {_WHERE[shell]}", err=True)
    remark("# It holds in shells that are opened from then on.", err=True)
    return EXIT_OK
