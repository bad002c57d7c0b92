"""Rules on IDs that stand twice, and on rows that name a row which is not there."""

from collections.abc import Iterator

from xlcrm.labels import labels
from xlcrm.model.links import id_column
from xlcrm.model.records import link_key
from xlcrm.rules.checked import CUSTOMERS, Checked
from xlcrm.rules.finding import ERROR
from xlcrm.rules.matching import repeats, unknown_rows
from xlcrm.rules.rule import Hit, Rules, cell_hit

UNKNOWN_ROW = labels("“{names}”表里没有{column}“{value}”{meant}", "「{names}」表裡沒有{column}「{value}」{meant}", 'There is no {column} "{value}" on {names}{meant}')
ADD_ROW = labels("改正编号，或在“{names}”表里补上这一行", "更正編號，或在「{names}」表裡補上這一列", "Correct the ID, or add the row to {names}")

RULES = Rules()


@RULES.rule(
    "K102", ERROR,
    labels("客户信息表里没有客户编号“{value}”{meant}", "客戶資料表裡沒有客戶編號「{value}」{meant}", 'No customer has the ID "{value}"{meant}'),
    labels("改正编号，或在客户信息表里补上这位客户", "更正編號，或在客戶資料表裡補上這位客戶", "Correct the ID, or add the customer to Customers"),
)
def unknown_customer(book: Checked) -> Iterator[Hit]:
    """A row names a customer that the Customers sheet does not have.

    Without the link the row counts for nobody: it is missing from every total, card and review. The nearest ID that
    exists is suggested, never put in.

    Bad: Purchases has `C0O17` (a letter O), Customers has `C0017`.
    Good: Purchases has `C0017`.
    """
    for records in book.book.tables.values():
        for column in book.references(records):
            for hit in unknown_rows(book, records, column.key):
                if column.kind.refers_to == CUSTOMERS:
                    yield hit
                else:
                    named = book[str(column.kind.refers_to)].schema
                    names = {"names": named.labels, "column": named[id_column(named)].labels}
                    yield hit._replace(params={**hit.params, **names}, text=UNKNOWN_ROW, advice=ADD_ROW)


@RULES.rule(
    "K104", ERROR,
    labels("{column}“{value}”已在 {first} 登记过", "{column}「{value}」已在 {first} 登記過", '{column} "{value}" is already used in {first}'),
    labels("删去重复的一行，或改正号码", "刪去重複的一列，或更正號碼", "Delete the row that is there twice, or correct the number"),
)
def duplicate_number(book: Checked) -> Iterator[Hit]:
    """A number that can stand only once, such as a policy number, stands in two rows.

    The policy counts twice: cover and premiums look higher than they are.

    Bad: policy `P2024-001` in A3 and again in A8.
    Good: policy `P2024-001` in A3 alone.
    """
    for records in book.book.tables.values():
        for column in (column.key for column in records.schema.columns if column.unique):
            if (records.schema.key, column) == (CUSTOMERS, id_column(records.schema)):
                continue  # K101 says of customers what to do
            for record, first in repeats(link_key(records[column])):
                yield cell_hit(records, record, column, first=records.place(first, column))


@RULES.rule(
    "K105", ERROR,
    labels("{column}“{value}”下的“{together}”已在 {first} 登记过", "{column}「{value}」下的「{together}」已在 {first} 登記過", '{column} "{value}" already has "{together}" in {first}'),
    labels("删去重复的一行，或把数量合并到一行", "刪去重複的一列，或把數量合併到一列", "Delete the row that is there twice, or add its quantity to the first"),
)
def duplicate_order_line(book: Checked) -> Iterator[Hit]:
    """An order has the same product in two rows.

    Most often a row was copied or imported twice, and its amount counts twice.

    Bad: order `S-88` with `Fund A` in row 4 and again in row 9.
    Good: order `S-88` with `Fund A` in row 4 and `Fund B` in row 9.
    """
    for records in book.book.tables.values():
        for column in (column for column in records.schema.columns if column.unique_with):
            together = records[column.unique_with or ""]
            both = records[column.key].notna() & together.notna()
            keys = link_key(records[column.key][both]) + "\0" + link_key(together[both])
            for record, first in repeats(keys.reindex(together.index)):
                yield cell_hit(
                    records, record, column.key, first=records.place(first, column.key), together=together.iat[record]
                )
