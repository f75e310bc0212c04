"""First and last lines, and short ones between paragraphs."""
