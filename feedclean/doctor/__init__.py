"""Looks at what feedclean works with, and says what is wrong and what helps."""

from feedclean.doctor.checks import examine
from feedclean.doctor.values import Finding, Grade

__all__ = ["Finding", "Grade", "examine"]
