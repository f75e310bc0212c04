"""From a raw article and a plan to a clean article with receipts; pure."""

from feedclean.clean.process import bind, process

__all__ = ["bind", "process"]
