"""Insurance: policies, what they cover, and where cover is missing."""
