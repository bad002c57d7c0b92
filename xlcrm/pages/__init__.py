"""The generated sheets, one module each."""
