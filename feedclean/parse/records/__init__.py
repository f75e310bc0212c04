"""Records of foreign formats: which values are the text, and what the others say."""
