"""Boxes: named for what they hold, of readers, of calls, at gates."""
