"""Builds again whenever something may be new, until it is told to stop."""

from __future__ import annotations

from feedclean.watch.calls import Call, Calls, interruptible
from feedclean.watch.loop import World, until_stopped, watch

__all__ = ["Call", "Calls", "World", "interruptible", "until_stopped", "watch"]
