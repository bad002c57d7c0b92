"""The cell in which a customer is picked: a dropdown of all customers, and the hidden cells that find the choice."""

from dataclasses import dataclass
from typing import Any

from xlcrm.labels import labels
from xlcrm.measures import helpers
from xlcrm.measures.customer import Customer, first_by_tier
from xlcrm.measures.render_excel import IN_TABLES
from xlcrm.pages.hidden import Hidden
from xlcrm.writing.canvas import Canvas, Context
from xlcrm.writing.styles import INPUT_FILL, LINE

LABELS_NAME = "customer_labels"
"""The defined name of the list to choose from: ID and name of every customer."""

PICK = labels("选择客户", "選擇客戶", "Customer")
PICK_HINT = labels(
    "可从列表中选择，也可输入编号或名称",
    "可從清單中選擇，也可輸入編號或名稱",
    "Choose from the list, or type an ID or a name",
)

SPARE = 20
"""How many customers typed after the build the list has room for."""


@dataclass(frozen=True)
class Picked:
    """The customer picked on a page: cells that hold the position in Customers, on Overview, the ID and the criterion.

    `who` compares with IDs in arrays, `key` is the criterion for SUMIFS; both match nothing for nobody.
    """

    customer: Customer
    position: str
    overview: str
    who: str
    key: str


def label(context: Context, row: int | None) -> str:
    """A customer as the list names them: ID and name, spaces as TRIM leaves them."""
    if row is None:
        return ""
    customers = context.book.customers
    parts = [customers[column].iat[row] or "" for column in ("customer_id", "name")]
    return " ".join(part for part in " ".join(parts).split(" ") if part)


def write_labels(hidden: Hidden) -> None:
    """The list to choose from, in a hidden column, in the order of Customers.

    The first page of a book that picks customers has it for all.
    """
    context = hidden.canvas.context
    if LABELS_NAME in context.shared:
        return
    context.shared.add(LABELS_NAME)
    rows = {position: row for row, position in enumerate(context.layouts["customers"].positions)}
    count = max(rows, default=0) + SPARE
    cells = hidden.column(
        'IFERROR(TRIM(INDEX({customers.customer_id},<k>)&" "&INDEX({customers.name},<k>)),"")',
        [label(context, rows.get(number)) for number in range(1, count + 1)],
    )
    hidden.canvas.name(LABELS_NAME, cells.area)


def write_picker(canvas: Canvas, hidden: Hidden, row: int, column: int, pick: int | None = None) -> Picked:
    """Write the cell to pick in, at first with `pick`, a row of Customers, or with the first of the best tier."""
    context = canvas.context
    first = first_by_tier(context.ledger) if pick is None else pick
    customer = Customer(context.ledger, first)
    canvas.text(row, column, label(context, first), input_style(context, num_format="@"))
    canvas.dropdown(row, column, f"={LABELS_NAME}", strict=False)
    return _find(hidden, f"${chr(65 + column)}${row + 1}", customer)


def input_style(context: Context, **properties: Any) -> Any:
    """The look of a cell in which something is chosen."""
    return context.styles(bg_color=INPUT_FILL, border=1, border_color=LINE, bold=True, shrink=True, **properties)


def _find(hidden: Hidden, cell: str, customer: Customer) -> Picked:
    """The customer whose label, ID, ID with any name after it, or name stands in the cell; the first that fits."""
    context = hidden.canvas.context
    nobody = Customer(context.ledger, None).customer_id
    ids, customer_names = "{customers.customer_id}", "{customers.name}"
    pick = hidden.single("picked", f'TRIM({cell}&"")', label(context, customer.row))
    number = f"ROW({ids})-ROW(INDEX({ids},1))+1"
    found = '""'
    for condition in (
        f"({customer_names}={pick})",
        f'(LEFT({pick}&" ",LEN({ids})+1)={ids}&" ")',
        f"({ids}={pick})",
        f'(TRIM({ids}&" "&{customer_names})={pick})',
    ):
        found = f'IFERROR(AGGREGATE(15,6,({number})/(({ids}<>"")*{condition}),1),{found})'
    position = hidden.single("row of Customers", found, _position(context, customer.row))
    who = hidden.single("ID", f'IF({position}="","{nobody}",INDEX({ids},{position})&"")', customer.customer_id)
    own = hidden.single(
        "ID or blank", f'IF({position}="","",{who})', None if customer.row is None else customer.customer_id
    )
    criterion = next(helper for helper in helpers(context.book.subjects) if helper.key == "key")
    key_formula = IN_TABLES.of_measure(criterion).replace("{@customer_id}", own)
    escaped = nobody if customer.row is None else context.ledger["key"].iat[customer.row]
    key = hidden.single("criterion", key_formula, escaped)
    overview = hidden.single("row of Overview", _overview(own, position), _overview_row(context, customer.row))
    return Picked(customer, position, overview, who, key)


def _position(context: Context, row: int | None) -> int | None:
    return None if row is None else context.layouts["customers"].positions[row]


def _overview(own: str, position: str) -> str:
    """The customer's row on Overview, blank where there is none yet: a customer typed after the build."""
    ids = "{all:customer_id}"
    same = f'({ids}={own})*({{all:name}}=INDEX({{customers.name}},{position})&"")'
    return f'IF({own}="","",IFERROR(AGGREGATE(15,6,(ROW({ids})-ROW(INDEX({ids},1))+1)/({same}),1),""))'


def _overview_row(context: Context, row: int | None) -> int | None:
    """The twin: the first row of Overview with the same ID and name."""
    if row is None:
        return None
    customers = context.book.customers
    own_id, own_name = [f"{customers[column].iat[row] or ''}".upper() for column in ("customer_id", "name")]
    ids = customers["customer_id"].fillna("").str.upper()
    names = customers["name"].fillna("").str.upper()
    return int(((ids == own_id) & (names == own_name)).to_numpy().argmax()) + 1
