"""Pages and files that list articles or feeds."""
