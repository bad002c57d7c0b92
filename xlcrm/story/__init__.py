"""The story that the sample tells: forty customers of a private banker, in each of three cultures."""
