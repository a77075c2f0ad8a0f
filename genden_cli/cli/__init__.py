"""The command line: every command is arguments, one connection, one question, one answer shown."""
