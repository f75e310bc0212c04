"""Brings bytes in: from disk, from the network."""
