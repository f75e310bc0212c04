"""What the history of a source says of how it is: alarms with their facts; pure.

samples of the past ┐
this build's        ├─▶ judge ─▶ alarms that are open ─▶ told, with what to do about them
what the host said  ┘
"""

from feedclean.health.case import Signs
from feedclean.health.figures import figures
from feedclean.health.judge import judge
from feedclean.health.words import Told, told

__all__ = ["Signs", "Told", "figures", "judge", "told"]
