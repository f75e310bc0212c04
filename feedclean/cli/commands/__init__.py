"""What each command takes: one module per command, loaded when that is typed."""
