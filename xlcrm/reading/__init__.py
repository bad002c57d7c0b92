"""From a file to a Book."""
