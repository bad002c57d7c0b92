"""How fast xlcrm is, against what pandas needs to read and write the same book: `python -m tests.bench`."""
