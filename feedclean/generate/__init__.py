"""Clean articles → feed → bytes; pure, and the bytes depend on the feed alone."""
