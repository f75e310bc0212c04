"""What other programs know of feeds, as sources and rules of ours."""

from feedclean.moving.fit import fitted
from feedclean.moving.table import read_foreign
from feedclean.moving.values import Fitted, Found, HostRules, Lost, Moved

__all__ = ["Fitted", "Found", "HostRules", "Lost", "Moved", "fitted", "read_foreign"]
