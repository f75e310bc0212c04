"""Archives of any size to feeds or rows: read, learn, clean and write in shards, to be resumed."""
