"""What each command does, free of the command line."""
