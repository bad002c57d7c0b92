"""The generated sheets."""
