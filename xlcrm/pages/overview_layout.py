"""Where Overview's rows and hidden helper cells stand: other pages count by them."""

from xlsxwriter.utility import xl_col_to_name

from xlcrm.measures import helpers, measures

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1

# Beside the table, with an empty column between, so that the table ends where the measures end.
FIRST_HELPER = len(measures()) + 1
HELPER_COLUMN = {
    key: FIRST_HELPER + number for number, key in enumerate(("position", *(helper.key for helper in helpers())))
}
HELPER_CELLS = {key: f"${xl_col_to_name(column)}{{row}}" for key, column in HELPER_COLUMN.items()}
