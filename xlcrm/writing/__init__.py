"""From a Book and its findings to a workbook."""
