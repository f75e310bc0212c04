"""Files that make a platform build on a schedule; pure, made of one ``Job``."""
