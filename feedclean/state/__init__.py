"""What is remembered between builds: the one door to the database."""

from feedclean.state.store import Store, open_store

__all__ = ["Store", "open_store"]
