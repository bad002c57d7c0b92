"""Cases of the rules that pass on what the reader had to say; `params` are those that the reader gives."""

from typing import Any

from tests.rules.cases import Case, case
from xlcrm.model.place import Place, Problem
from xlcrm.schema.problems import ProblemKind
from xlcrm.schema.tables import TABLE
from xlcrm.subjects.customers.tables import CUSTOMERS

RECORD = 1


def of_sheet(code: str, kind: ProblemKind, table: str | None = None, **params: Any) -> Case:
    """A problem of a whole sheet, or of the file where no table is named."""
    place = Place("Sheet1") if table else None
    return case(code, problems=[Problem(kind, place, table, value=params.pop("value", None), params=params)], places=[
        "Sheet1" if table else None
    ])  # fmt: skip


def of_cell(code: str, kind: ProblemKind, column: str, value: Any, fixed: Any = None, **params: Any) -> Case:
    """A problem of the second record of a table of three; `column` is written `table.column`."""
    table, key = column.split(".")
    place = Place(TABLE[table].labels.zh_cn, RECORD + 2, list(TABLE[table].by_key).index(key))
    problem = Problem(kind, place, table, key, RECORD, value, fixed, params)
    rows = [{"customer_id": f"C{number}"} for number in range(3)]
    return case(code, problems=[problem], places=[str(place)], **{table: rows})


CASES = (
    of_sheet("F201", "trailing_bytes", bytes=12),
    of_sheet("F202", "stray_parts", parts=("[trash]/0000.dat",)),
    of_sheet("F203", "odd_package", oddities=("backslashes",)),
    of_sheet("F204", "no_styles"),
    of_sheet("S101", "sheet_missing", "purchases"),
    of_sheet("S102", "sheet_found_by_headers", "purchases", value="Sheet1"),
    of_sheet("S103", "sheet_copy_ignored", "customers", value="Sheet1", read="Customers"),
    of_sheet("S104", "sheet_ambiguous", "purchases", value="Sheet1", read="Sheet2"),
    of_sheet("S105", "sheets_joined", "purchases", value="Sheet1", sheets="Sheet1, Sheet2"),
    of_sheet("S106", "sheet_hidden", "purchases", value="Sheet1"),
    of_cell("S201", "column_missing", "purchases.amount", None),
    of_cell("S202", "column_twice", "purchases.amount", None, first=7),
    of_cell("S203", "column_scaled", "purchases.amount", None, scale=10000.0),
    of_sheet("S301", "rows_hidden", "purchases", count=12),
    of_cell("S302", "total_row_skipped", "purchases.order_no", "合计"),
    of_cell("S303", "stray_note", "purchases.order_no", "数据截至三月底"),
    of_cell("S305", "other_table_below", "purchases.customer_id", "客户编号"),
    of_cell("S306", "cells_far_away", "purchases.customer_id", "A1048576", count=1, cells=("A1048576",)),
    of_cell("S304", "merged_cells", "purchases.customer_id", None, first="B2", last="B5"),
    case("S401", problems=[Problem("setting_not_understood", Place("设置", 5, 1), value="每月")], places=["设置!B5"]),
    of_cell("V101", "not_a_date", "purchases.date", "下周"),
    of_cell("V102", "no_such_day", "purchases.date", "2023-02-29"),
    of_cell("V103", "date_ambiguous", "purchases.date", "03/04/2024"),
    of_cell("V104", "date_order_from_column", "purchases.date", "03/04/2024", "2024-04-03", order="dmy"),
    of_cell("V105", "serial_date", "purchases.date", 45356.0, "2024-03-05"),
    of_cell("V201", "not_a_number", "purchases.amount", "大约五千"),
    of_cell("V202", "number_ambiguous", "purchases.amount", "1.234,50"),
    of_cell("V203", "not_finite", "purchases.amount", float("inf")),
    of_cell("V204", "out_of_range", "customers.loyalty", 9.0, at_least=1, at_most=5),
    of_cell("V204", "out_of_range", "insurance.premium", -5.0, at_least=0, at_most=None),
    of_cell("V205", "foreign_currency", "purchases.amount", "US$1,000", currency="USD"),
    of_cell("V206", "percent_without_sign", "customers.loyalty", 12.5),
    of_cell("V207", "not_an_integer", "customers.children", 1.5),
    of_cell("V208", "amount_filled", "purchases.amount", "", 1000.0),
    of_cell("V301", "not_a_boolean", "follow_ups.done", "也许", nearest=""),
    of_cell("V302", "not_in_list", "insurance.status", "有校", nearest="有效"),
    of_cell("V302", "not_in_list", "insurance.status", "xyz", nearest=""),
    of_cell("V303", "not_a_currency", "assets.currency", "dollars or so"),
    of_cell("V401", "cleaned", "customers.customer_id", "Ｃ１ ", "C1"),
    of_cell("V401", "cleaned", "customers.phone", "N/A"),
    of_cell("V402", "converted", "customers.gender", "M", "male"),
    of_cell("V402", "converted", "follow_ups.done", "√", True),
    of_cell("V402", "converted", "insurance.end_date", "终身"),
    of_cell("V403", "digits_lost", "customers.id_number", 1.10101199003e17),
    of_cell("V404", "became_date", "purchases.order_no", "2026-03-05"),
    of_cell("V405", "id_zeros_restored", "purchases.customer_id", 7.0, "0000007"),
    of_cell(
        "V406", "lookalike_letters", "purchases.customer_id", "С001", letter="С", script="Cyrillic", suggestion="C001"
    ),
    of_cell("V501", "error_value", "purchases.amount", "#N/A"),
    of_cell("V502", "no_cached_value", "purchases.amount", "="),
    of_cell("V503", "external_formula", "purchases.amount", 12.0),
    of_cell("V407", "rewritten", "purchases.amount", "１.２万", 12000.0),
    of_cell("X101", "too_long", "customers.notes", "长" * 40_000, limit=32_767),
    of_cell("X108", "formula_overwritten", "purchases.customer_id", "王芳", header=CUSTOMERS["name"].labels),
    of_cell("X102", "illegal_characters", "customers.notes", "a\x07", "a\x07"),
)
