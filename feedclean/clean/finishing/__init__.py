"""What is done with an article from which all has gone: tidied, sanitized and written."""
