"""Metadata from lines taken out, and from what a text says of itself."""
