"""The declarations: every table, column, list of values, setting and sheet, each said once."""
