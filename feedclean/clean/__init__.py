"""From a raw article and a plan to a clean article with receipts; pure."""

from feedclean.clean.process import Examined, bind, examine, process

__all__ = ["Examined", "bind", "examine", "process"]
