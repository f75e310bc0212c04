"""Lists of other articles, their labels, and lists of facts."""
