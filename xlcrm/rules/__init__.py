"""From a Book to what is wrong with it."""
