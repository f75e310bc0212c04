"""What is remembered between builds: the one door to the database."""

from feedclean.state.opening import open_store
from feedclean.state.store import Store

__all__ = ["Store", "open_store"]
