"""Whole pages that were kept as text."""
