"""What a whole page says of its article."""
