"""One article explained: what was taken out of it and why, as a page and as data; pure."""

from feedclean.generate.report.data import as_data
from feedclean.generate.report.page import render_report
from feedclean.generate.report.values import Explained, Published

__all__ = ["Explained", "Published", "as_data", "render_report"]
