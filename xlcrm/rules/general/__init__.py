"""The rules of every book, whatever subjects it has: on files, sheets, values, keys and links, and Excel's limits."""
