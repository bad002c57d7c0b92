"""What the workbook computes for every customer."""
