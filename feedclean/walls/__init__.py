"""Pages that stand in the way of an article, and what then stands in its place; pure."""

from feedclean.walls.choose import Choice, choose
from feedclean.walls.judge import Case, Wall, judge, told_in
from feedclean.walls.phrases import Kind

__all__ = ["Case", "Choice", "Kind", "Wall", "choose", "judge", "told_in"]
