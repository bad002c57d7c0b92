"""A workbook in memory: its tables, where each row came from, and what the reader had to say."""
