"""One Excel workbook as a whole customer-relationship system."""
