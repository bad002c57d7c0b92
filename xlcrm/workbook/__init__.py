"""The whole workbook put together, as a file of its own or within the package of its user."""
