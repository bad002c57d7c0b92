"""The columns of the Review Report and its number formats."""

WIDTHS = (2, 26, 19, 11, 13.5, 12, 7, 12, 9.5, 14)
"""The widths of the columns, in digits."""

LAST = len(WIDTHS) - 1
"""The last column, counted from 0."""

WHOLE = '#,##0;-#,##0;"–"'
SIGNED = '+#,##0;-#,##0;"–"'
SIGNED_PERCENT = '+0.0%;-0.0%;"–"'
